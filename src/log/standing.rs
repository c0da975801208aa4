//! Whether a log as read is all that was ever vouched for, so that it may be written to.

use super::checkpoint::Origin;
use super::damage::Damage;
use super::note::Verified;
use super::reading::{Newer, Reading, Rest};

/// Everything that says how long the log once was.
#[derive(Clone, Debug, Default)]
pub struct Covers {
    /// The notes in the folder of the production.
    pub notes: Vec<Verified>,
    /// The notes kept outside it, with the device key.
    pub heads: Vec<Verified>,
    /// The sizes in the names of statement files that have a valid signature.
    pub statements: Vec<u64>,
}

/// A log that may be written to: read without damage, and nothing ever vouched for is missing.
#[derive(Clone, Debug)]
pub struct Sound {
    pub(super) origin: Origin,
    pub(super) reading: Reading,
}

impl Sound {
    /// Returns the log as read; it may still have a torn tail.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }
}

/// A log that is only read from now on.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the log cannot be continued: {why}")]
pub struct Unsound {
    /// What it still shows.
    pub reading: Box<Reading>,
    /// Why it cannot be continued.
    pub why: Why,
}

/// Why a log is only read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Why {
    /// The files are damaged.
    #[error(transparent)]
    Damaged(Damage),
    /// The files are whole, but not all that once was.
    #[error(transparent)]
    Short(Shortfall),
    /// A newer version of the program wrote to it.
    #[error(transparent)]
    Newer(Newer),
}

/// How a log falls short of what was once vouched for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Shortfall {
    /// A note was signed over other lines: damaged.
    #[error("the first {size} lines are not the ones that were vouched for")]
    OtherRoot {
        /// The size in the note.
        size: u64,
    },
    /// A note or statement in the folder covers more lines than there are: damaged.
    #[error("the log has {size} good lines, but {covered} were vouched for")]
    Shorter {
        /// The good lines.
        size: u64,
        /// The lines that were vouched for.
        covered: u64,
    },
    /// Only what is kept outside the folder covers more: an older copy was put back.
    #[error("this is an older copy with {size} lines of a log that had {covered}")]
    OlderCopy {
        /// The good lines.
        size: u64,
        /// The lines that the newest note outside the folder covers.
        covered: u64,
    },
}

impl Reading {
    /// Says whether this log may be continued.
    ///
    /// Whether each statement text can be derived is for the caller to hold against it as well.
    ///
    /// # Errors
    ///
    /// Fails when the log is damaged, falls short of `covers`, or is too new for this program.
    pub fn sound(self, origin: Origin, covers: &Covers) -> Result<Sound, Unsound> {
        let damaged = match &self.rest {
            Rest::Damaged(damage) => Some(Why::Damaged(damage.clone())),
            Rest::Nothing | Rest::Torn(_) | Rest::Newer(_) => None,
        };
        let short = || self.shortfall(&origin, covers).map(Why::Short);
        let why = damaged.or_else(short).or_else(|| self.too_new().cloned().map(Why::Newer));
        match why {
            Some(why) => Err(Unsound { reading: Box::new(self), why }),
            None => Ok(Sound { origin, reading: self }),
        }
    }

    /// Returns how this log falls short of `covers`; notes of other logs do not count.
    pub fn shortfall(&self, origin: &Origin, covers: &Covers) -> Option<Shortfall> {
        let of_this = |note: &&Verified| note.checkpoint().origin == *origin;
        let notes = || covers.notes.iter().filter(of_this).map(Verified::checkpoint);
        let heads = || covers.heads.iter().filter(of_this).map(Verified::checkpoint);
        let size = self.size();
        let differs = notes()
            .chain(heads())
            .filter(|note| self.tree.root_at(note.size).is_some_and(|root| root != note.root));
        if let Some(note) = differs.min_by_key(|note| note.size) {
            return Some(Shortfall::OtherRoot { size: note.size });
        }
        let sizes = notes().map(|note| note.size).chain(covers.statements.iter().copied());
        if let Some(covered) = sizes.max().filter(|covered| *covered > size) {
            return Some(Shortfall::Shorter { size, covered });
        }
        let covered = heads().map(|note| note.size).max().filter(|covered| *covered > size)?;
        Some(Shortfall::OlderCopy { size, covered })
    }

    /// Returns the first line that this version of the program is too old for.
    pub fn too_new(&self) -> Option<&Newer> {
        match &self.rest {
            Rest::Newer(newer) => self.newer.as_ref().or(Some(newer)),
            Rest::Nothing | Rest::Torn(_) | Rest::Damaged(_) => self.newer.as_ref(),
        }
    }
}
