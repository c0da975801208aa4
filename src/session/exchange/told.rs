//! What an exchange of checkpoints came to, for whoever pressed the button.

use std::fmt;

use crate::session::ports::PortError;
use crate::terms::{Digest, LogId, quoted};

/// What is done about two records; what was found stays as it is.
const KEEP_BOTH: &str = "Keep both laptops as they are and ring the safety officer; copy nothing back and delete nothing.";

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
    /// Whether more lay there than is read, so that nobody can say what the rest holds.
    pub cut_short: bool,
    /// What was not read or not believed, and why.
    pub passed_over: Vec<(String, String)>,
}

impl Exchanged {
    /// Whether nothing that was found speaks against any laptop or the stick, and all of it was read.
    #[must_use]
    pub fn is_well(&self) -> bool {
        let forks = self.laptops.iter().any(|laptop| laptop.forks > 0);
        self.own_forks.is_empty() && self.overwritten == 0 && !self.cut_short && !forks
    }
}

impl fmt::Display for Exchanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (size, own) in &self.own_forks {
            writeln!(
                f,
                "TWO RECORDS of this log: its key signed {size} lines that are not the {own} here. {KEEP_BOTH}"
            )?;
        }
        for laptop in &self.laptops {
            let Laptop { log, device, size, news, proven, forks } = laptop;
            if *forks > 0 {
                writeln!(
                    f,
                    "TWO RECORDS of log {log} ({}): {forks} pairs of notes do not go together. {KEEP_BOTH}",
                    quoted(device)
                )?;
            }
            let proof = if *proven {
                ""
            } else {
                "; nothing there shows that it goes on from what was seen before"
            };
            match news {
                News::First => writeln!(
                    f,
                    "log {log} ({}): {size} lines, met for the first time; compare this number with the one that it shows",
                    quoted(device)
                )?,
                News::Newer { before } => writeln!(
                    f,
                    "log {log} ({}): {size} lines, {before} when last seen{proof}",
                    quoted(device)
                )?,
                News::Nothing => {
                    writeln!(f, "log {log} ({}): {size} lines, nothing new", quoted(device))?;
                }
            }
        }
        if self.overwritten > 0 {
            writeln!(
                f,
                "CHANGED: {} files had other bytes than their names say. Use another stick, and keep this one.",
                self.overwritten
            )?;
        }
        if self.cut_short {
            writeln!(
                f,
                "NOT ALL READ: more lies there than is read. Use a stick of your own, and keep this one."
            )?;
        }
        for (place, why) in &self.passed_over {
            writeln!(f, "not used: {} {}", quoted(place), quoted(why))?;
        }
        match &self.unwritten {
            None => writeln!(f, "{} new files for others", self.written),
            Some(error) => writeln!(f, "NOT WRITTEN for others: {error}. {}", error.remedy()),
        }
    }
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
