//! What the benchmarks share: clocks, peaks of memory, and a production made the same each time.

pub(crate) mod made;
pub(crate) mod watch;
