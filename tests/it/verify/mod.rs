//! Verdicts: what is found in files that are whole, and in files that somebody changed.

mod alarmed;
pub(crate) mod amended;
pub(crate) mod anchored;
pub(crate) mod bundle;
mod every_byte;
mod forged;
mod growth;
mod handed;
mod let_go;
pub(crate) mod lists;
pub(crate) mod maker;
pub(crate) mod relation;
pub(crate) mod sample;
mod seen;
mod side_by_side;
mod tampered;

pub(crate) use sample::vector;
