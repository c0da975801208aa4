//! The figures that are claimed: each as a ratio to a peer that is measured in the same run.
//!
//! `cargo bench` prints them. Nothing here is a test, and nothing is asserted.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time, touches files, and stops where it cannot"
)]

use std::fs::OpenOptions;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};
use showclear::event::{Created, Durable, Entry, Event, Events, Mode, Opened, StopRaised};
use showclear::log::{Envelope, Hash, Log, Origin, leaf_hash};
use showclear::platform::FileStorage;
use showclear::record;
use showclear::signing::UnlockedKey;
use showclear::terms::{LogId, ProductionId, StopId, UtcMillis};
use showclear::verify::{Files, Options, check};
use zeroize::Zeroizing;

const LINES: u64 = 100_000;
const ROUNDS: usize = 5;
const APPENDS: usize = 200;

fn main() {
    // `cargo test --benches` passes --test; then there is nothing to measure.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    verify_against_hashing();
    append_against_a_bare_write();
}

/// The middle one of several measurements.
fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn measured(mut what: impl FnMut()) -> Duration {
    median((0..ROUNDS).map(|_| timed(&mut what)).collect())
}

fn timed(what: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    what();
    start.elapsed()
}

fn device() -> (UnlockedKey, LogId) {
    let key = UnlockedKey::from_random(&Zeroizing::new([7; 32])).unwrap();
    let hash = Hash::of(&key.public_key().to_bytes());
    let id = LogId(std::array::from_fn(|at| hash.as_bytes().get(at).copied().unwrap_or_default()));
    (key, id)
}

fn entry(at: i64, event: Event) -> Entry {
    let t = UtcMillis::new(1_795_000_000_000 + at * 1_000);
    let up = 5_000_000 + at.unsigned_abs() * 1_000;
    Entry { t, up, seat: None, ev: Events::try_from(vec![event]).unwrap() }
}

fn created() -> Event {
    let (key, log) = device();
    let production = ProductionId([1; 8]);
    Event::LogCreated(Created {
        format: 1,
        mode: Mode::Live,
        sample: true,
        production,
        log,
        origin: format!("showclear/{production}/{log}"),
        title: "SAMPLE benchmark".into(),
        key: key.public_key().to_string(),
        device: "sample laptop".into(),
        program: "showclear".into(),
        continues: None,
    })
}

fn opened() -> Event {
    Event::LogOpened(Opened {
        program: "showclear".into(),
        boot: None,
        zone: "UTC".into(),
        offset: 0,
        durable: Durable::Full,
    })
}

/// One segment of many lines of ordinary length.
fn segment() -> Vec<u8> {
    let say = "x".repeat(120);
    let mut bytes = Vec::new();
    let mut prev = Hash::ZERO;
    for seq in 0..LINES {
        let event = match seq {
            0 => created(),
            1 => opened(),
            _ => Event::StopRaised(StopRaised {
                stop: StopId::from_random(seq),
                run: None,
                item: None,
                rule: None,
                by: None,
                say: say.clone(),
            }),
        };
        let data = record::encode(&entry(i64::try_from(seq).unwrap(), event)).unwrap();
        let line =
            Envelope { seq, prev, file: (seq == 0).then_some(Hash::ZERO), end: false, data: &data }
                .print()
                .unwrap();
        prev = leaf_hash(&line);
        bytes.extend_from_slice(&line);
        bytes.push(b'\n');
    }
    bytes
}

fn verify_against_hashing() {
    let bytes = segment();
    let (_, log) = device();
    let hashing = measured(|| {
        black_box(Sha256::digest(black_box(&bytes)));
    });
    let verifying = measured(|| {
        let mut files = Files::new();
        files.add(format!("log/{log}/00001.jsonl"), bytes.as_slice());
        let findings = check(&files, &Options::default());
        assert!(
            findings.contradictions.is_empty() && findings.facts.is_some(),
            "the log must verify: {findings:?}"
        );
    });
    println!(
        "verify {LINES} lines ({} MB): {verifying:?}; SHA-256 of the same bytes: {hashing:?}; ratio {:.1}",
        bytes.len() / 1_000_000,
        verifying.as_secs_f64() / hashing.as_secs_f64(),
    );
}

fn append_against_a_bare_write() {
    let folder = tempfile::tempdir().unwrap();
    let (_, log_id) = device();
    let origin: Origin = format!("showclear/{}/{log_id}", ProductionId([1; 8])).parse().unwrap();
    let mut log =
        Log::create(FileStorage::new(folder.path(), &log_id.to_string()), origin).unwrap();
    log.append(&record::encode(&entry(0, created())).unwrap(), false).unwrap();
    let path = folder.path().join("bare");
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for at in 0..APPENDS {
        let data = record::encode(&entry(i64::try_from(at).unwrap(), opened())).unwrap();
        ours.push(timed(&mut || {
            log.append(&data, false).unwrap();
        }));
        bare.push(timed(&mut || {
            let mut file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
            file.write_all(&data).unwrap();
            drop(file);
            OpenOptions::new().append(true).open(&path).unwrap().sync_data().unwrap();
        }));
    }
    let (ours, bare) = (median(ours), median(bare));
    println!(
        "append one line, durable, p50: {ours:?}; bare write + fdatasync: {bare:?}; ratio {:.2}",
        ours.as_secs_f64() / bare.as_secs_f64()
    );
}
