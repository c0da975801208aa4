//! What can go wrong with the log, and what may be done about it.

use std::io;

use super::damage::Damage;
use super::envelope::EnvelopeError;
use super::reading::Newer;

/// Why the log could not be read or extended.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The disk said no.
    #[error("cannot {action} the log")]
    Storage {
        /// What was being done, as a verb.
        action: &'static str,
        /// What the operating system said.
        source: io::Error,
    },
    /// An earlier write failed, so what the disk holds is unknown.
    #[error("an earlier write failed; reopen the log before writing again")]
    Poisoned,
    /// The entry does not fit on a line.
    #[error("the entry does not fit the log: {0}")]
    Line(EnvelopeError),
    /// The log has as many lines or segments as it can have.
    #[error("the log is full")]
    Full,
    /// A new log was to be made where there is one.
    #[error("there is a log already")]
    NotEmpty,
    /// A segment is no longer what was read a moment ago.
    #[error("segment {segment:05}.jsonl changed while it was being opened")]
    Changed {
        /// The number of the segment.
        segment: u32,
    },
    /// A recovered file of that name holds other bytes.
    #[error("recovered/{name} holds other bytes than the tail to be kept there")]
    RecoveredDiffers {
        /// The name in `recovered/`.
        name: String,
    },
    /// The files of the log are damaged.
    #[error("the log is damaged: {0}")]
    Damaged(Damage),
    /// Lines that were acknowledged are not on the disk any more.
    #[error("the log had {size} lines, and they are not all there any more")]
    Lost {
        /// How many lines were acknowledged.
        size: u64,
    },
    /// A newer version of the program wrote to the log.
    #[error(transparent)]
    Newer(Newer),
}

/// What the caller may do after an error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Remedy {
    /// The request was wrong; the log is unharmed.
    FixRequest,
    /// Open the log again and look at what it holds.
    Reopen,
    /// Write nothing more, keep the files as evidence, and continue in a new log.
    NewLog,
    /// Use the newest version of the program that was ever used on this log.
    UpdateProgram,
}

impl LogError {
    /// Returns what the caller may do next; every new error has to answer this.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Line(_) | Self::NotEmpty => Remedy::FixRequest,
            Self::Storage { .. } | Self::Poisoned | Self::Changed { .. } => Remedy::Reopen,
            Self::Full | Self::RecoveredDiffers { .. } | Self::Damaged(_) | Self::Lost { .. } => {
                Remedy::NewLog
            }
            Self::Newer(_) => Remedy::UpdateProgram,
        }
    }
}
