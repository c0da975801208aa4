//! The reader of RON: trees, places, recovery, and agreement with the `ron` crate.

mod by_ron;
mod decoding;
mod oracle;
mod recovery;
