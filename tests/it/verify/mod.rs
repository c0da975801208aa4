//! Verdicts: what is found in files that are whole, and in files that somebody changed.

mod bundle;
mod every_byte;
mod forged;
mod growth;
mod lists;
mod maker;
mod relation;
mod sample;
mod tampered;

pub(crate) use sample::vector;
