//! What reading the segments of a log found: its lines, and what follows them.

use std::ops::Range;

use super::damage::{Damage, Place};
use super::line_places::LinePlaces;
use super::merkle::{Hash, Tree};

/// A log as read: the longest run of good lines from the first, and what stands after it.
#[derive(Clone, Debug, Default)]
pub struct Reading<T = Tree> {
    pub(super) tree: T,
    pub(super) segments: Vec<Segment>,
    pub(super) newer: Option<Newer>,
    pub(super) rest: Rest,
}

impl<T> Reading<T> {
    /// Returns the number of good lines.
    pub fn size(&self) -> u64 {
        self.segments.last().map_or(0, |last| last.first + last.lines.len() as u64)
    }

    /// Returns what is kept of the tree over the good lines: all of it, at first.
    pub fn tree(&self) -> &T {
        &self.tree
    }

    /// The same with less kept of the tree, or with all of it again.
    pub fn with_tree<U>(self, keep: impl FnOnce(T) -> U) -> Reading<U> {
        let Self { tree, segments, newer, rest } = self;
        Reading { tree: keep(tree), segments, newer, rest }
    }

    /// Returns the segments with good lines; the last may still be without a line.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Returns the segment and the bytes in it, without LF, of the line numbered `seq`.
    pub fn line(&self, seq: u64) -> Option<(u32, Range<usize>)> {
        let after = self.segments.partition_point(|segment| segment.first <= seq);
        let segment = self.segments.get(after.checked_sub(1)?)?;
        let index = usize::try_from(seq.checked_sub(segment.first)?).ok()?;
        Some((segment.number, segment.lines.get(index)?))
    }

    /// Returns the first good line whose data only a newer version of the program understands.
    pub fn newer(&self) -> Option<&Newer> {
        self.newer.as_ref()
    }

    /// Returns what stands after the good lines.
    pub fn rest(&self) -> &Rest {
        &self.rest
    }
}

/// The good lines of one segment file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Segment {
    /// Its number, from 1.
    pub number: u32,
    /// The `seq` of its first line, or of the line it is waiting for.
    pub first: u64,
    /// Where each line stands in the file.
    pub lines: LinePlaces,
    /// The length of the good lines with their LFs, in bytes.
    pub len: usize,
    /// The SHA-256 of that many bytes: of the whole file, where the segment is closed.
    pub sha256: Hash,
    /// Whether its last line has `end`.
    pub closed: bool,
}

/// What stands after the good lines.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Rest {
    /// Nothing.
    #[default]
    Nothing,
    /// What a power loss leaves of a line that was never acknowledged.
    Torn(Torn),
    /// Something else; nothing may be written to this log again.
    Damaged(Damage),
    /// A line in a format that only a newer version of the program knows.
    Newer(Newer),
}

/// A torn tail: the start of a line, or what stood on the disk in its place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Torn {
    /// The segment it stands in, the last one.
    pub segment: u32,
    /// Its bytes, at most 65,537.
    pub bytes: Vec<u8>,
}

/// A line that this version of the program is too old for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{place}: written by a newer version of the program: {what}")]
pub struct Newer {
    /// Where it stands.
    pub place: Place,
    /// What is not known here.
    pub what: String,
}

/// Why the data of a line does not count as read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DataError {
    /// It does not decode, or would have been encoded otherwise; the text says why.
    NotAnEntry(String),
    /// A newer version of the program wrote it; the text says what is not known. The line still
    /// counts and chains, but the log is only read.
    Newer(String),
}
