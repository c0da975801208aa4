//! Appending a line so that it lasts, against a bare write and sync in the same run; and folding 100,000 events, against reading
//! their lines. A board of 200 items is `cargo bench --bench window`, opening so large a production
//! `cargo bench --bench opening -- --lines 100000`.
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

use showclear::event::{
    Created, Durable, Entry, Event, Events, ItemAdded, ItemMoved, Mode, Opened,
};
use showclear::log::{Hash, Log, Origin};
use showclear::platform::FileStorage;
use showclear::production::Production;
use showclear::record;
use showclear::signing::UnlockedKey;
use showclear::terms::{
    Act, Action, Barrel, ItemId, ItemKind, LogId, Place, ProductionId, UtcMillis,
};
use zeroize::Zeroizing;

const APPENDS: usize = 200;

/// The events of the production that is folded.
const EVENTS: u64 = 100_000;

/// The items in its book.
const ITEMS: u64 = 200;

/// How often it is folded.
const FOLDS: usize = 5;

fn main() {
    // `cargo test --benches` passes --test; then there is nothing to measure.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    append_against_a_bare_write();
    fold_against_reading();
}

/// A production of 100,000 events with 200 items, one event a line: what became of it, against reading its lines.
fn fold_against_reading() {
    let item = |n: u64| ItemId::from_random(n % ITEMS * 7_919);
    let event = |seq: u64| match seq {
        0 => created(),
        1 => opened(),
        new if new < 2 + ITEMS => Event::ItemAdded(ItemAdded {
            item: item(new),
            kind: ItemKind::Revolver,
            tag: format!("G-{new}"),
            action: Action::Single,
            barrel: Barrel::Open,
            capacity: Some(6),
            particulars: None,
        }),
        seq => Event::ItemMoved(ItemMoved {
            item: item(seq),
            act: Act::SetDown,
            from: None,
            to: None,
            action: Vec::new(),
            place: Place::Handler,
            watch: None,
            store: None,
            run: None,
            breach: None,
            card: None,
            at: None,
        }),
    };
    let lines: Vec<Vec<u8>> = (0..EVENTS)
        .map(|seq| record::encode(&entry(seq.cast_signed(), event(seq))).unwrap())
        .collect();
    let read = || lines.iter().map(|line| record::decode(line).unwrap()).collect::<Vec<_>>();
    let entries = read();
    let reading = median((0..FOLDS).map(|_| timed(&mut || drop(black_box(read())))).collect());
    let folded = || {
        let mut production = Production::default();
        for (seq, entry) in (0..).zip(&entries) {
            production.apply(entry, seq).unwrap();
        }
        production
    };
    let folding = median((0..FOLDS).map(|_| timed(&mut || drop(black_box(folded())))).collect());
    println!(
        "folding {EVENTS} events with {ITEMS} items: {folding:?}; reading their lines: {reading:?}; ratio {:.2}",
        folding.as_secs_f64() / reading.as_secs_f64()
    );
}

/// The middle one of several measurements.
fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all.get(all.len() / 2).copied().unwrap_or_default()
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
