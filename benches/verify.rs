//! Verifying a million lines, against hashing them, against a database, and against `ssh-keygen`.
//!
//! `cargo bench --bench verify`, with `-- --lines N` for another length and `--rounds N` for how often each thing is
//! measured: the quickest counts, so that few lines and many rounds tell most on a machine that others use. Nothing is
//! asserted of the times.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time, touches files, and stops where it cannot"
)]

mod support;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use showclear::log::{Fan, Serial, fan_out, read_with};
use showclear::platform::{Cores, gather};
use showclear::record::decode;
use showclear::session::as_files;
use showclear::statement::namespace;
use showclear::verify::{Files, Options, check_with};

use support::made::{BLOCK, Made, made};
use support::watch::{is_wanted, machine, measured, number, peak, ratio, tell, timed};

fn main() {
    if !is_wanted() {
        return;
    }
    let mut args = std::env::args().skip_while(|arg| arg != "--peak-of").skip(1);
    if let Some(folder) = args.next() {
        return peak_of(Path::new(&folder));
    }
    machine();
    let made = made(number("--lines", 1_000_000), false);
    let bytes = made.bytes();
    println!(
        "{} lines, {:.0} bytes a line, {} segments, a sign-off of two every {BLOCK} lines",
        made.lines(),
        bytes.len() as f64 / made.lines() as f64,
        made.segments.len(),
    );
    let rounds = usize::try_from(number("--rounds", 5)).unwrap();
    let hashing = measured(rounds, || black_box(Sha256::digest(black_box(&bytes))));
    println!("SHA-256 of the same bytes on one core: {hashing:.2?}");
    lines(&made, rounds, hashing);
    let signing = signatures(&made);
    whole(&made, hashing, signing);
    let folder = tempfile::tempdir().unwrap();
    database(&made, folder.path(), hashing);
    made.write(&folder.path().join("production"));
    memory(&folder.path().join("production"));
}

/// Hash, chain and root alone; then with every line decoded and compared.
fn lines(made: &Made, rounds: usize, hashing: Duration) {
    let segments: Vec<(u32, &[u8])> = (1..).zip(made.segments.iter().map(Vec::as_slice)).collect();
    let peer = ("SHA-256", hashing);
    let fans: [(&str, &dyn Fan); 2] = [("one core", &Serial), ("all cores", &Cores::here())];
    for (name, fan) in fans {
        let unaltered = measured(rounds, || {
            let reading = read_with(&segments, fan, |_| Ok(()), |_, ()| {});
            assert_eq!(reading.size(), made.lines(), "a good log is read to its end");
            reading.tree().root()
        });
        tell(&format!("unaltered (hash, chain, root), {name}"), unaltered, peer, "aim 1.5");
        let decoded = measured(rounds, || {
            let mut events = 0;
            let decode = |data: &[u8]| Ok(decode(data).unwrap().events().len());
            let reading = read_with(&segments, fan, decode, |_, count| events += count);
            assert_eq!(reading.size(), made.lines(), "a good log is read to its end");
            (reading.tree().root(), events)
        });
        tell(&format!("the same, decoded and compared, {name}"), decoded, peer, "aim 3.5");
    }
}

/// One signature by us, by the library alone, and by `ssh-keygen`; gives what one costs on all cores.
fn signatures(made: &Made) -> Duration {
    const COUNT: u32 = 2_000;
    let (text, signature, person) = made.last.as_ref().unwrap();
    let space = namespace(text.kind(), showclear::event::Mode::Live);
    let (key, text) = (made.signer(), text.as_str().as_bytes());
    let ours = |fan: &dyn Fan| {
        let all = measured(3, || {
            fan_out(fan, COUNT as usize, |_| signature.verify(&key, space, text).is_ok())
        });
        all / COUNT
    };
    let (one, all) = (ours(&Serial), ours(&Cores::here()));
    let pair = ed25519_dalek::SigningKey::from_bytes(&[3; 32]);
    let signed = ed25519_dalek::Signer::sign(&pair, text);
    let library = measured(3, || {
        (0..COUNT)
            .filter(|_| pair.verifying_key().verify_strict(black_box(text), &signed).is_ok())
            .count()
    }) / COUNT;
    tell("one signature, one core", one, ("verify_strict", library), "aim 1");
    let cores = u32::try_from(Cores::here().count()).unwrap();
    tell(
        "one signature, all cores",
        all,
        ("verify_strict shared among the cores", library / cores),
        "aim 1",
    );
    let folder = tempfile::tempdir().unwrap();
    let (keys, sig) = (folder.path().join("allowed"), folder.path().join("sig"));
    fs::write(&keys, format!("{person} {key}\n")).unwrap();
    fs::write(&sig, signature.to_armor()).unwrap();
    let foreign = measured(15, || {
        let mut run = Command::new("ssh-keygen");
        run.args(["-Y", "verify", "-I", person, "-n", space, "-f"]).arg(&keys).arg("-s").arg(&sig);
        let run = run.stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        let Ok(mut run) = run else { return println!("ssh-keygen is not here") };
        run.stdin.take().unwrap().write_all(text).unwrap();
        assert!(run.wait().unwrap().success(), "ssh-keygen takes the signature");
    });
    tell(
        "one signature, one core",
        one,
        ("ssh-keygen -Y verify, a process each", foreign),
        "no aim",
    );
    all
}

/// The whole check: lines, objects, every statement derived, every signature.
fn whole(made: &Made, hashing: Duration, signing: Duration) {
    let cores = Cores::here();
    let whole = measured(1, || {
        let mut files = Files::new();
        for (at, segment) in made.segments.iter().enumerate() {
            files.add(made.path(at), segment.as_slice());
        }
        for (path, bytes) in &made.beside {
            files.add(path.clone(), bytes.as_slice());
        }
        let found = check_with(&files, &Options::default(), &cores);
        assert!(found.contradictions.is_empty() && found.facts.is_some(), "it verifies: {found:?}");
    });
    let signatures = made.lines() / BLOCK * 2;
    let signing = signing * u32::try_from(signatures).unwrap();
    println!(
        "the whole check, all cores: {whole:.2?}; SHA-256: {hashing:.2?}; ratio {:.1}; of it {signatures} signatures: {signing:.2?}",
        ratio(whole, hashing)
    );
}

/// The same rows read from `SQLite` and hashed, by Python's own module: its loop costs time of its own.
fn database(made: &Made, folder: &Path, hashing: Duration) {
    const SCRIPT: &str = "
import hashlib, sqlite3, sys, time
db = sqlite3.connect(sys.argv[1] + '/rows.db')
db.execute('create table rows (seq integer primary key, line blob)')
with open(sys.argv[1] + '/lines', 'rb') as lines:
    db.executemany('insert into rows (line) values (?)', ((line,) for line in lines))
db.commit()
times = []
for _ in range(3):
    start = time.perf_counter()
    digest = hashlib.sha256()
    for (line,) in db.execute('select line from rows order by seq'):
        digest.update(line)
    times.append(time.perf_counter() - start)
print(sorted(times)[1])
";
    let mut lines = File::create(folder.join("lines")).unwrap();
    made.segments.iter().for_each(|segment| lines.write_all(segment).unwrap());
    drop(lines);
    let said = Command::new("python3").args(["-c", SCRIPT]).arg(folder).output();
    let said = said.ok().filter(|said| said.status.success());
    let seconds = said.and_then(|said| String::from_utf8(said.stdout).ok()?.trim().parse().ok());
    match seconds.map(Duration::from_secs_f64) {
        Some(rows) => tell(
            "rows read from SQLite and hashed, by Python",
            rows,
            ("SHA-256", hashing),
            "the peer",
        ),
        None => println!("Python with sqlite3 is not here"),
    }
    fs::remove_file(folder.join("lines")).unwrap();
}

/// What a process of its own needs that verifies the folder.
fn memory(folder: &Path) {
    let here = std::env::current_exe().unwrap();
    let (took, status) = timed(|| Command::new(here).arg("--peak-of").arg(folder).status());
    println!("in a process of its own: {took:.2?}, {}", status.unwrap());
}

fn peak_of(folder: &Path) {
    let files = as_files(gather(folder).unwrap());
    let (held, before) = (files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() >> 20, peak());
    let found = check_with(&files, &Options::default(), &Cores::here());
    assert!(found.contradictions.is_empty(), "it verifies: {found:?}");
    println!(
        "memory at the most: {:?} MiB, of which the files are {held} MiB, {before:?} MiB once read (aim: 64 MiB above the files)",
        peak()
    );
}
