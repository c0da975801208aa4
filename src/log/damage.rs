//! What is wrong with the files of a log, and where.

use std::fmt;

use super::envelope::EnvelopeError;

/// A line of a segment, as a person finds it in an editor.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    /// The number of the segment, from 1; its file is `<5 digits>.jsonl`.
    pub segment: u32,
    /// The line in that file, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:05}.jsonl line {}", self.segment, self.line)
    }
}

/// The first thing in a log that our writer did not leave there, nor a power loss.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Damage {
    /// Where reading stopped; the lines before are good.
    pub place: Place,
    /// What is wrong there.
    pub reason: Reason,
}

/// Why a line does not continue its log.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Reason {
    /// The segment numbers have a gap.
    #[error("segment {expected:05}.jsonl is missing before this one")]
    MissingSegment {
        /// The segment that should stand here.
        expected: u32,
    },
    /// A segment follows one whose last line does not close it.
    #[error("the segment before was not closed: lines are missing at its end")]
    NotClosed,
    /// The bytes do not end in LF, and no power loss leaves that here.
    #[error("{len} bytes without an end of line")]
    Unfinished {
        /// How many bytes there are up to the end of the file.
        len: usize,
    },
    /// The bytes are not a line of ours.
    #[error("not a line of this format: {0}")]
    NotALine(EnvelopeError),
    /// The data does not read, or would have been written otherwise.
    #[error("not an entry of this format: {0}")]
    NotAnEntry(String),
    /// Lines are missing before this one.
    #[error("line {expected} of the log is missing, line {found} follows")]
    Missing {
        /// The `seq` that should stand here.
        expected: u64,
        /// The `seq` that does.
        found: u64,
    },
    /// The line that should stand here stands further down.
    #[error("line {found} of the log stands before line {expected}")]
    OutOfOrder {
        /// The `seq` that should stand here.
        expected: u64,
        /// The `seq` that does.
        found: u64,
    },
    /// An earlier line stands here once more.
    #[error("line {seq} of the log stands twice")]
    Doubled {
        /// Its `seq`.
        seq: u64,
    },
    /// A line with an earlier number but other bytes stands here.
    #[error("another line {seq} of the log stands here")]
    SecondVersion {
        /// Its `seq`.
        seq: u64,
    },
    /// A line follows the one that closes its segment.
    #[error("a line follows the last line of its segment")]
    AfterEnd,
    /// `prev` is not the leaf of the line before.
    #[error("does not fit the line before: one of the two was changed")]
    NotChained,
    /// The first line of a segment has no `file`.
    #[error("the first line of a segment does not name the segment before")]
    FileAbsent,
    /// A line inside a segment has `file`.
    #[error("a line inside a segment names a segment before")]
    FileInside,
    /// `file` is not the hash of the segment before.
    #[error("does not fit the segment before")]
    FileDiffers,
}
