//! What an exchange of checkpoints came to, for whoever pressed the button.

use crate::session::ports::PortError;
use crate::terms::{Digest, LogId};

/// What an exchange came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Exchanged {
    /// How many files were made for others.
    pub written: u32,
    /// Why not everything could be written: full, read-only, pulled out.
    pub unwritten: Option<PortError>,
    /// The other laptops, in order of their logs.
    pub laptops: Vec<Laptop>,
    /// Notes of this laptop's own log that are over other lines than are here, or more: their size, and that of the newest here.
    pub own_forks: Vec<(u64, u64)>,
    /// The notes that do not go together, each as it was signed, by its SHA-256.
    pub notes: Vec<(Digest, String)>,
    /// How many files had other bytes than their names say.
    pub overwritten: usize,
    /// What was not read or not believed, and why.
    pub passed_over: Vec<(String, String)>,
}

/// Another laptop.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Laptop {
    /// Its log.
    pub log: LogId,
    /// What its line 0 calls it.
    pub device: String,
    /// How many lines its longest note there is over.
    pub size: u64,
    /// What is new.
    pub news: News,
    /// Whether the leaves were there, and show that its newest note goes on from every one seen before.
    pub proven: bool,
    /// How many pairs of notes do not go together.
    pub forks: u32,
}

/// What is new of another laptop.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum News {
    /// It was met for the first time.
    First,
    /// It has more lines than when it was seen last.
    Newer {
        /// How many there were then.
        before: u64,
    },
    /// Nothing that was not seen before.
    Nothing,
}
