//! The logs of other laptops: how one is introduced, and what this log says it saw of them.

mod introduced;
mod seen;

pub use introduced::Introduced;
pub(in crate::verify) use seen::read;
