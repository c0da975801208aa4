//! Times and peaks, and the lines in which they are told.

use std::time::{Duration, Instant};

/// Whether there is something to measure: `cargo test --benches` passes --test, and only wants to see it build.
pub(crate) fn is_wanted() -> bool {
    !std::env::args().any(|arg| arg == "--test")
}

/// The number behind `--name` on the command line, or else `usual`.
pub(crate) fn number(name: &str, usual: u64) -> u64 {
    let mut args = std::env::args().skip_while(|arg| arg != name).skip(1);
    args.next().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

pub(crate) fn timed<T>(what: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let came = what();
    (start.elapsed(), came)
}

/// The quickest of several runs: what others do on the machine meanwhile only adds to it.
pub(crate) fn measured<T>(rounds: usize, mut what: impl FnMut() -> T) -> Duration {
    (0..rounds).map(|_| timed(&mut what).0).min().unwrap_or_default()
}

pub(crate) fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// `what: time, ratio to the peer (aim)`
pub(crate) fn tell(what: &str, took: Duration, peer: (&str, Duration), aim: &str) {
    let (name, other) = peer;
    println!("{what}: {took:.2?}; {name}: {other:.2?}; ratio {:.2} ({aim})", ratio(took, other));
}

/// How loaded the machine is, in the words of the system, and how many cores it has.
pub(crate) fn machine() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("machine: {cores} cores, load {}", load.trim());
}

/// The most memory that this process has had so far, in MiB, where the system tells.
pub(crate) fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}
