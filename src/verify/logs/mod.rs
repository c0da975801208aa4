//! The logs in a folder: each as its files hold it, how they go on from one another, and what of them may be relied on.

pub(super) mod chain;
mod entries;
mod good_part;
pub(super) mod one_log;

pub(super) use entries::Keep;
pub use good_part::good_part;
pub(super) use one_log::OneLog;
