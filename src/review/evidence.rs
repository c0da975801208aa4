//! What a review looks at: the lines of a log, and what verifying them gave.

use std::collections::BTreeMap;

use crate::event::{Created, Entry, Event};
use crate::terms::Digest;
use crate::verify::{Checked, Facts, RowState, Unproven, Verified};

/// Lines, names, rows and texts of one log.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    /// The lines from line 0.
    pub entries: &'a [Entry],
    /// The names that are here, by the object that holds each.
    pub names: &'a BTreeMap<Digest, String>,
    /// How each row stands; empty where nothing was proven.
    pub rows: &'a BTreeMap<(u64, u32), RowState>,
    /// The texts that could be derived from the lines, by number.
    pub texts: BTreeMap<u64, &'a str>,
    /// What the log says of itself.
    pub facts: Option<&'a Facts>,
    /// Whether something speaks against the files, so that nothing here is proven.
    pub unproven: bool,
    /// Whether every file that must be here is.
    pub whole: bool,
}

impl<'a> Evidence<'a> {
    /// A record that was verified.
    #[must_use]
    pub fn verified(record: &'a Verified) -> Self {
        Self {
            entries: record.entries(),
            names: record.names(),
            rows: record.rows(),
            texts: record.texts().iter().map(|(at, text)| (*at, text.as_str())).collect(),
            facts: record.facts(),
            unproven: false,
            whole: record.findings().missing.is_empty(),
        }
    }

    /// What can still be read of a record against which something speaks.
    #[must_use]
    pub fn unproven(record: &'a Unproven) -> Self {
        Self {
            entries: record.entries(),
            names: record.names(),
            rows: record.rows(),
            texts: record.texts().iter().map(|(at, text)| (*at, text.as_str())).collect(),
            facts: record.facts(),
            unproven: true,
            whole: false,
        }
    }

    /// What can be looked at of whatever was checked; `None` where nothing can be read.
    #[must_use]
    pub fn of(checked: &'a Checked) -> Option<Self> {
        match checked {
            Checked::Verified(record) => Some(Self::verified(record)),
            Checked::Unproven(record) => Some(Self::unproven(record)),
            Checked::Nothing(_) => None,
        }
    }

    /// Line 0.
    #[must_use]
    pub fn created(&self) -> Option<&'a Created> {
        self.entries.first()?.events().iter().find_map(|event| {
            if let Event::LogCreated(created) = event { Some(created) } else { None }
        })
    }

    /// Minutes from UTC of the newest sitting.
    #[must_use]
    pub fn offset(&self) -> i32 {
        let events = self.entries.iter().rev().flat_map(|entry| entry.events().iter().rev());
        let mut offsets = events.filter_map(|event| {
            if let Event::LogOpened(opened) = event { Some(opened.offset) } else { None }
        });
        offsets.next().unwrap_or(0)
    }
}
