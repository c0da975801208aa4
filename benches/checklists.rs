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

use showclear::checklist;
use showclear::platform::SHIPPED;

const ROUNDS: usize = 31;
const MANY: usize = 1_000;

fn main() {
    // `cargo test --benches` passes --test; then there is nothing to measure.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let bytes: usize = SHIPPED.iter().map(|(_, text)| text.len()).sum();
    let plain = measured(|| {
        for (_, text) in SHIPPED {
            black_box(ron::from_str::<ron::Value>(text).unwrap());
        }
    });
    let ours = measured(|| {
        for (name, text) in SHIPPED {
            black_box(checklist::read(name, text).unwrap());
        }
    });
    println!(
        "the catalogue, {} files, {bytes} bytes: read and checked {ours:?}; ron into plain values {plain:?}; ratio {:.2}",
        SHIPPED.len(),
        ours.as_secs_f64() / plain.as_secs_f64()
    );
    let many: Vec<(&str, &str)> =
        SHIPPED.iter().copied().cycle().take(MANY).collect();
    let start = Instant::now();
    for (name, text) in many {
        black_box(checklist::read(name, text).unwrap());
    }
    println!("{MANY} lists: {:?}", start.elapsed());
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
