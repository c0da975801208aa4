//! Writing the bundle of a production with a thousand photos, against copying its bytes.
//!
//! `cargo bench --bench bundle`, with `-- --photo 1500000` for photos of full size. Nothing is asserted of the times.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time, touches files, and stops where it cannot"
)]

#[expect(dead_code, reason = "other benchmarks use more of it")]
mod support;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use showclear::log::Hash;
use showclear::platform::{Laptop, Opened};
use showclear::session::Finished;
use showclear::signing::KeyFile;

use support::made::made_with;
use support::watch::{is_wanted, machine, measured, number, tell, timed};

const PHOTOS: u64 = 1_000;
const ROUNDS: usize = 5;

fn main() {
    if !is_wanted() {
        return;
    }
    machine();
    let size = usize::try_from(number("--photo", 150_000)).unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("sample.showclear");
    let photos = (0..PHOTOS).map(|photo| keep(&folder, photo, size)).collect();
    let made = made_with(number("--lines", 15_000), true, photos);
    made.write(&folder);
    let laptop = Laptop::new(Some(place.path().join("root")), Arc::new(|| {}));
    let key = laptop.paths().device_key(&made.log.to_string());
    fs::create_dir_all(key.parent().unwrap()).unwrap();
    fs::write(key, KeyFile::open(&made.device).unwrap().to_pem().unwrap().as_bytes()).unwrap();
    let Opened::Sitting(mut session) = laptop.open(&folder).unwrap() else {
        panic!("it does not open")
    };
    let (mut ours, mut bare, mut length) = (Vec::new(), Vec::new(), 0);
    for round in 0..ROUNDS {
        let zip = place.path().join(format!("{round}.zip"));
        let (took, finished) = timed(|| {
            let job = session.export(&zip).unwrap();
            session.wait_for_job(job).unwrap()
        });
        assert!(matches!(finished, Finished::Exported(_)), "it is written: {finished:?}");
        length = fs::metadata(&zip).unwrap().len();
        ours.push(took);
        bare.push(measured(1, || {
            let mut copy = File::create(place.path().join("copy")).unwrap();
            copied(&folder, &mut copy);
            copy.sync_all().unwrap();
        }));
    }
    session.close().unwrap();
    println!(
        "{} lines, {PHOTOS} photos of {size} bytes; they are private and withheld, so the bundle has {length} bytes",
        made.lines()
    );
    tell(
        "the bundle",
        median(ours),
        ("copying all bytes of the production", median(bare)),
        "aim 1.3",
    );
}

/// Keeps a photo as an object, and gives its digest.
fn keep(folder: &Path, photo: u64, size: usize) -> String {
    // Bytes that no disk makes smaller.
    let mut state = photo + 1;
    let bytes: Vec<u8> = (0..size)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        })
        .collect();
    let hex = Hash::of(&bytes).to_hex();
    let (short, rest) = hex.split_at(2);
    let above = folder.join("objects").join(short);
    fs::create_dir_all(&above).unwrap();
    fs::write(above.join(rest), bytes).unwrap();
    hex
}

fn copied(folder: &Path, copy: &mut File) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            copied(&path, copy);
        } else if path.file_name().is_some_and(|name| name != "reserve") {
            copy.write_all(&fs::read(path).unwrap()).unwrap();
        }
    }
}

/// The middle one of several measurements.
fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all.get(all.len() / 2).copied().unwrap_or_default()
}
