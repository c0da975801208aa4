//! What the benchmarks share: clocks, peaks of memory, and a production made the same each time.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

pub(crate) mod made;
pub(crate) mod watch;
