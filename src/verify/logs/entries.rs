//! The entries of a log: kept for those who go on with them, and else read from their lines again where they are needed.

use std::borrow::Cow;

use super::one_log::Held;
use crate::event::Entry;
use crate::log::{Envelope, Fan, Reading, ahead, fan_out};
use crate::record;

/// How many lines are read again at a time, and how many of them are one piece of work.
const WINDOW: usize = 1024;
const PIECE: usize = 128;

/// Whether somebody goes on with the entries once they are checked, or only wants to know what was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::verify) enum Keep {
    Entries,
    Nothing,
}

/// The entries that could be read, from line 0.
pub(in crate::verify) enum Entries {
    Kept(Vec<Entry>),
    /// So many of them, which stand in the lines.
    InLines(u64),
}

impl Entries {
    pub(super) fn new(keep: Keep) -> Self {
        match keep {
            Keep::Entries => Self::Kept(Vec::new()),
            Keep::Nothing => Self::InLines(0),
        }
    }

    pub(super) fn are_kept(&self) -> bool {
        match self {
            Self::Kept(_) => true,
            Self::InLines(_) => false,
        }
    }

    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Kept(entries) => entries.len() as u64,
            Self::InLines(len) => *len,
        }
    }

    /// One more, which is at hand where entries are kept.
    pub(super) fn push(&mut self, entry: Option<Entry>) {
        match self {
            Self::Kept(entries) => entries.extend(entry),
            Self::InLines(len) => *len = len.saturating_add(1),
        }
    }

    pub(super) fn truncate(&mut self, size: u64) {
        match self {
            Self::Kept(entries) => entries.truncate(usize::try_from(size).unwrap_or(usize::MAX)),
            Self::InLines(len) => *len = size.min(*len),
        }
    }

    /// All of them, where they were kept.
    pub(in crate::verify) fn into_kept(self) -> Option<Vec<Entry>> {
        match self {
            Self::Kept(entries) => Some(entries),
            Self::InLines(_) => None,
        }
    }

    /// The entry of line `seq`.
    pub(super) fn get(&self, seq: u64, lines: &Lines<'_, '_>) -> Option<Cow<'_, Entry>> {
        match self {
            Self::Kept(entries) => entries.get(usize::try_from(seq).ok()?).map(Cow::Borrowed),
            Self::InLines(len) if seq < *len => lines.entry(seq).map(Cow::Owned),
            Self::InLines(_) => None,
        }
    }

    /// Gives each to `take`, in order, until it wants no more.
    pub(super) fn each(
        &self,
        lines: &Lines<'_, '_>,
        fan: &dyn Fan,
        mut take: impl FnMut(u64, &Entry) -> bool,
    ) {
        match self {
            Self::Kept(entries) => {
                let mut all = (0..).zip(entries);
                while let Some((seq, entry)) = all.next()
                    && take(seq, entry)
                {}
            }
            Self::InLines(len) => {
                let mut first = 0;
                let next = || {
                    let count = (*len - first).min(WINDOW as u64);
                    let entries = lines.entries(first, count, fan);
                    first += count;
                    (count > 0).then_some(entries)
                };
                ahead(fan, next, |next| {
                    let entries = std::iter::from_fn(next).flatten();
                    for (seq, entry) in (0..).zip(entries) {
                        // It was read before, from these very bytes.
                        if !entry.is_some_and(|entry| take(seq, &entry)) {
                            return;
                        }
                    }
                });
            }
        }
    }
}

/// Where the lines of a log stand.
pub(in crate::verify) struct Lines<'l, 'a> {
    /// The segments, by number.
    pub(super) bytes: &'l [(u32, &'a [u8])],
    pub(super) reading: &'l Reading<Held>,
}

impl<'a> Lines<'_, 'a> {
    /// The bytes of line `seq`, without its LF.
    pub(super) fn line(&self, seq: u64) -> Option<&'a [u8]> {
        let (number, range) = self.reading.line(seq)?;
        let at = self.bytes.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.bytes.get(at)?.1.get(range)
    }

    fn entry(&self, seq: u64) -> Option<Entry> {
        let line = Envelope::parse(self.line(seq)?).ok()?;
        record::decode(line.data).ok()
    }

    /// `count` entries from line `first` on.
    fn entries(&self, first: u64, count: u64, fan: &dyn Fan) -> Vec<Option<Entry>> {
        let count = usize::try_from(count).unwrap_or(WINDOW);
        let pieces = fan_out(fan, count.div_ceil(PIECE), |piece| {
            let from = piece * PIECE;
            let until = count.min(from + PIECE);
            (from..until).map(|at| self.entry(first + at as u64)).collect::<Vec<_>>()
        });
        pieces.into_iter().flatten().collect()
    }
}
