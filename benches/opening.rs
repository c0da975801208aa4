//! Opening a production to write: reading, verifying and folding it, against reading and hashing its files.
//!
//! `cargo bench --bench opening`, with `-- --lines N` for another length. Nothing is asserted of the times.
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

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use showclear::platform::{Laptop, Opened};
use showclear::signing::KeyFile;

use support::made::made;
use support::watch::{is_wanted, machine, number, tell, timed};

const ROUNDS: usize = 9;

fn main() {
    if !is_wanted() {
        return;
    }
    machine();
    let made = made(number("--lines", 15_000), true);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("sample.showclear");
    made.write(&folder);
    let laptop = Laptop::new(Some(place.path().join("root")), Arc::new(|| {}));
    let key = laptop.paths().device_key(&made.log.to_string());
    std::fs::create_dir_all(key.parent().unwrap()).unwrap();
    std::fs::write(key, KeyFile::open(&made.device).unwrap().to_pem().unwrap().as_bytes()).unwrap();
    // In turns, so that what else the machine does meets both; each comes after reading, and finds the machine awake.
    let rounds = (0..ROUNDS).map(|_| {
        read_and_hash(&folder);
        let (peer, ()) = timed(|| read_and_hash(&folder));
        let (opening, opened) = timed(|| laptop.open(&folder).unwrap());
        let Opened::Sitting(session) = opened else { panic!("it does not open: {opened:?}") };
        session.close().unwrap();
        // What is let go of after an opening is nothing of the next one.
        std::thread::sleep(Duration::from_millis(50));
        (peer, opening)
    });
    let (peers, openings): (Vec<_>, Vec<_>) = rounds.unzip();
    let least = |times: Vec<Duration>| times.into_iter().min().unwrap_or_default();
    let (peer, opening) = (least(peers), least(openings));
    println!("{} lines, {} files beside them", made.lines(), made.beside.len());
    tell("opening", opening, ("reading and hashing every file", peer), "aims: 50 ms, ratio 4");
}

fn read_and_hash(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            read_and_hash(&entry.path());
        } else {
            black_box(Sha256::digest(std::fs::read(entry.path()).unwrap()));
        }
    }
}
