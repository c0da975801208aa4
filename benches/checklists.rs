//! How long reading and checking the checklists takes, beside `ron` reading the same texts into plain values.
//!
//! `cargo bench --bench checklists` prints it. Nothing here is a test, and nothing is asserted.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time, and stops where it cannot"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use showclear::checklist::Set;
use showclear::platform::{SHIPPED, SHIPPED_UNITS, shipped};

const ROUNDS: usize = 31;
const MANY: usize = 1_000;

fn main() {
    // `cargo test --benches` passes --test; then there is nothing to measure.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let files: Vec<(&str, &str)> = shipped().collect();
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let plain = measured(|| {
        for (_, text) in &files {
            black_box(ron::from_str::<ron::Value>(text).unwrap());
        }
    });
    let ours = measured(|| {
        black_box(Set::read(files.iter().copied()));
    });
    println!(
        "the catalogue, {} files, {bytes} bytes: read, checked and put together {ours:?}; ron into plain values {plain:?}; ratio {:.2}",
        files.len(),
        ours.as_secs_f64() / plain.as_secs_f64()
    );
    // As many lists of different bytes, each read among the units that it may include.
    let parts: Vec<(&str, &str)> = SHIPPED_UNITS.to_vec();
    let many: Vec<String> = SHIPPED
        .iter()
        .cycle()
        .take(MANY)
        .enumerate()
        .map(|(at, (_, text))| {
            let (head, rest) = text.split_once("rev: ").unwrap();
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{head}rev: {}{rest}", at + 10)
        })
        .collect();
    let start = Instant::now();
    let texts = many.iter().map(|text| ("list.ron", text.as_str()));
    let set = Set::read(parts.into_iter().chain(texts));
    println!(
        "{MANY} lists: {:?}, {} of them with mistakes",
        start.elapsed(),
        set.mistaken().count()
    );
}

/// The middle one of several measurements.
fn measured(mut what: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            what();
            start.elapsed()
        })
        .collect();
    all.sort();
    all.get(all.len() / 2).copied().unwrap_or_default()
}
