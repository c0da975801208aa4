//! A log that was checked without a contradiction: the only entries that others may fold.

use std::collections::BTreeMap;

use super::facts::{Facts, RowState};
use super::finding::Findings;
use crate::event::{Created, Entry};
use crate::log::Reading;
use crate::statement::{Names, Past, Text};
use crate::terms::LogId;

/// A log that the verified one goes on from, cut where it does.
#[derive(Clone, Debug)]
pub struct Older {
    pub(super) created: Created,
    pub(super) entries: Vec<Entry>,
    pub(super) reading: Reading,
    pub(super) past: Past,
    pub(super) texts: BTreeMap<u64, Text>,
}

impl Older {
    /// Line 0.
    #[must_use]
    pub fn created(&self) -> &Created {
        &self.created
    }

    /// The entries that count.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many lines count.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Segments and tree over all good lines, counted or not.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The fold that statements are made from, fed with every entry that counts.
    #[must_use]
    pub fn past(&self) -> &Past {
        &self.past
    }

    /// The texts of all statements that could be derived, by number.
    #[must_use]
    pub fn texts(&self) -> &BTreeMap<u64, Text> {
        &self.texts
    }
}

/// Entries that may be relied on as far as the findings say; made by this module alone.
#[derive(Clone, Debug)]
pub struct Verified {
    pub(super) older: Vec<Older>,
    pub(super) created: Created,
    pub(super) entries: Vec<Entry>,
    pub(super) reading: Reading,
    pub(super) past: Past,
    pub(super) names: Names,
    pub(super) texts: BTreeMap<u64, Text>,
    pub(super) rows: BTreeMap<(u64, u32), RowState>,
    pub(super) findings: Findings,
}

impl Verified {
    /// The logs that this one goes on from, the oldest first.
    #[must_use]
    pub fn older(&self) -> &[Older] {
        &self.older
    }

    /// Line 0.
    #[must_use]
    pub fn created(&self) -> &Created {
        &self.created
    }

    /// Every entry, from line 0.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Segments, tree, and what stands after the good lines.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The fold that statements are made from, fed with every entry.
    #[must_use]
    pub fn past(&self) -> &Past {
        &self.past
    }

    /// The names that are here, by the object that holds each.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The texts of all statements that could be derived, by number.
    #[must_use]
    pub fn texts(&self) -> &BTreeMap<u64, Text> {
        &self.texts
    }

    /// How each row stands, by line and event.
    #[must_use]
    pub fn rows(&self) -> &BTreeMap<(u64, u32), RowState> {
        &self.rows
    }

    /// What was found, contradictions excepted.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// What the log says of itself.
    #[must_use]
    pub fn facts(&self) -> Option<&Facts> {
        self.findings.facts.as_ref()
    }

    /// What somebody goes on with: the entries of the logs that this one goes on from and then its own, what statements are
    /// made from, and the names. The rest takes a while to let go of.
    #[must_use]
    pub fn into_fold(mut self) -> (Vec<(LogId, Vec<Entry>)>, Past, Names, Leavings) {
        let older = self.older.iter_mut();
        let older = older.map(|one| (one.created.log, std::mem::take(&mut one.entries)));
        let entries =
            older.chain([(self.created.log, std::mem::take(&mut self.entries))]).collect();
        let (past, names) = (std::mem::take(&mut self.past), std::mem::take(&mut self.names));
        (entries, past, names, Leavings(self))
    }
}

/// What is left of a log that somebody goes on with.
#[derive(Debug)]
pub struct Leavings(Verified);

impl Leavings {
    /// Segments, tree, and what stands after the good lines.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        self.0.reading()
    }
}

/// What can still be read of a log against which something speaks: to be looked at, and relied on for nothing.
#[derive(Clone, Debug)]
pub struct Unproven(pub(super) Verified);

impl Unproven {
    /// The entries that could be read, from line 0.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.0.entries
    }

    /// The names that are here, by the object that holds each.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.0.names
    }

    /// The texts that follow from these entries, by number; whoever signed may have signed others.
    #[must_use]
    pub fn texts(&self) -> &BTreeMap<u64, Text> {
        &self.0.texts
    }

    /// How each row would stand, by line and event.
    #[must_use]
    pub fn rows(&self) -> &BTreeMap<(u64, u32), RowState> {
        &self.0.rows
    }

    /// What was found.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.0.findings
    }

    /// What the log says of itself.
    #[must_use]
    pub fn facts(&self) -> Option<&Facts> {
        self.0.findings.facts.as_ref()
    }
}

/// What became of a check.
#[derive(Debug)]
pub enum Checked {
    /// Nothing speaks against it.
    Verified(Box<Verified>),
    /// Something does, and some of it can still be read.
    Unproven(Box<Unproven>),
    /// Nothing can be read.
    Nothing(Box<Findings>),
}

impl Checked {
    /// What was found.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        match self {
            Self::Verified(record) => record.findings(),
            Self::Unproven(record) => record.findings(),
            Self::Nothing(findings) => findings,
        }
    }
}
