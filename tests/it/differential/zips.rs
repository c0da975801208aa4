//! The same for the zip that the files came in: none that was changed is taken for the one that was exported.

use showclear::bundle::{Package, write_zip};
use showclear::verify::{Files, Options, check};

use super::bases::Base;
use super::random::Random;

fn zip() -> Vec<u8> {
    let files = Base::Sheet.files();
    let name = "showclear-8c1f0e6d2a7b4935-34750f98bd59fcfc";
    let size = String::from_utf8_lossy(&files["SHA256SUMS"])
        .lines()
        .find_map(|line| Some(line.strip_prefix("# size: ")?.parse::<u64>().unwrap()))
        .unwrap();
    let mut package = Package::new(&format!("{name}-{size:08}")).unwrap();
    for (path, bytes) in files {
        package.add(path.parse().unwrap(), bytes.as_slice()).unwrap();
    }
    write_zip(&package).unwrap()
}

fn is_taken(zip: &[u8]) -> bool {
    Files::from_zip(zip)
        .is_ok_and(|files| check(&files, &Options::default()).verdict().exit_code() == 0)
}

/// One change of the bytes of a zip, and what it was.
fn changed(zip: &[u8], random: &mut Random) -> (Vec<u8>, String) {
    let mut new = zip.to_vec();
    let heads: Vec<usize> = (0..zip.len() - 4)
        .filter(|at| matches!(&zip[*at..at + 4], b"PK\x03\x04" | b"PK\x01\x02" | b"PK\x05\x06"))
        .collect();
    let at = if random.percent(60) {
        random.one(&heads) + random.below(50)
    } else {
        random.below(zip.len())
    };
    let at = at.min(zip.len() - 1);
    let what = match random.below(8) {
        0 => {
            new.truncate(at);
            format!("ends at {at}")
        }
        1 => {
            new.insert(at, 0);
            format!("a zero at {at}")
        }
        2 => {
            let many = 1 + random.below(64.min(zip.len() - at));
            new.drain(at..at + many);
            format!("{many} bytes gone at {at}")
        }
        3 => {
            let (from, to) = (*random.one(&heads), *random.one(&heads));
            let piece: Vec<u8> = zip[from..(from + 46).min(zip.len())].to_vec();
            let end = (to + piece.len()).min(new.len());
            new.splice(to..end, piece);
            format!("the head at {from} over the one at {to}")
        }
        4 => {
            let (from, to) = (*random.one(&heads), *random.one(&heads));
            let piece = zip[from.min(to)..from.max(to)].to_vec();
            new.splice(at..at, piece);
            format!("{from} to {to} again at {at}")
        }
        5 => {
            new.extend_from_slice(&zip[..at]);
            format!("its first {at} bytes behind it")
        }
        _ => {
            let bit = random.below(8);
            new[at] ^= 1 << bit;
            format!("bit {bit} of byte {at}")
        }
    };
    (new, what)
}

fn none_is_taken(seeds: std::ops::Range<u64>) {
    let zip = zip();
    assert!(is_taken(&zip), "the zip as it was exported");
    for seed in seeds {
        let (new, what) = changed(&zip, &mut Random::new(seed));
        assert!(new == zip || !is_taken(&new), "seed {seed}: {what}");
    }
}

#[test]
fn two_hundred_changed_zips_are_refused() {
    none_is_taken(0..200);
}

#[test]
#[ignore = "long; needs nothing"]
fn two_thousand_changed_zips_are_refused() {
    none_is_taken(1000..3000);
}
