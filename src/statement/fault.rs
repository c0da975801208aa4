//! What the entries alone show to be wrong with a statement.

use crate::event::VoidedWhy;
use crate::terms::PersonId;

/// What no writer of ours would have written about a statement.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Fault {
    /// Two at once.
    #[error("statement {number} is prepared while {pending} is pending")]
    WhilePending {
        /// The new one.
        number: u64,
        /// The one that was pending.
        pending: u64,
    },
    /// Something stands after it in its line.
    #[error("statement {number} is not the last event of the line that prepares it")]
    NotLast {
        /// Which.
        number: u64,
    },
    /// A sheet of somebody else, or several signatures under it.
    #[error("statement {number} is a sheet, and its only signer is not the person it is about")]
    SheetSigner {
        /// Which.
        number: u64,
    },
    /// One person or one key in two places, or nobody at all.
    #[error("statement {number} does not name different people with different keys")]
    Slots {
        /// Which.
        number: u64,
    },
    /// It is not there, or is completed, or voided.
    #[error("statement {number} is {what}, and is not pending")]
    NotPending {
        /// Which.
        number: u64,
        /// What the line does to it: signed, completed, refused, voided.
        what: &'static str,
    },
    /// Nobody asked for that signature.
    #[error("{person} signs statement {number} with {key}, which was not asked for")]
    NotAsked {
        /// Which.
        number: u64,
        /// Who.
        person: PersonId,
        /// The key's fingerprint.
        key: String,
    },
    /// A second signature for the same place.
    #[error("{person} signs statement {number} twice")]
    Twice {
        /// Which.
        number: u64,
        /// Who.
        person: PersonId,
    },
    /// They did not sign the same bytes.
    #[error("the lines of statement {number} name different texts")]
    OtherText {
        /// Which.
        number: u64,
    },
    /// Somebody has not signed.
    #[error("statement {number} is completed, and {missing} of its signatures are missing")]
    Incomplete {
        /// Which.
        number: u64,
        /// How many.
        missing: usize,
    },
    /// The last signature and `completed` belong in one line.
    #[error("statement {number} is not completed in the line of its last signature")]
    NotWithLast {
        /// Which.
        number: u64,
    },
    /// The line had to void it.
    #[error("statement {number} was still pending, and this line had to void it ({})", why_words(*.why))]
    NotVoided {
        /// Which.
        number: u64,
        /// Why.
        why: VoidedWhy,
    },
    /// A declaration that the sign-off does not make.
    #[error("a declaration rests on statement {number}, which does not declare it in this line")]
    Declares {
        /// Which.
        number: u64,
    },
    /// A STOP that the restart does not settle.
    #[error("a STOP is settled by statement {number}, which is no restart after it in this line")]
    Restarts {
        /// Which.
        number: u64,
    },
}

impl Fault {
    /// The statement that it speaks against.
    #[must_use]
    pub fn number(&self) -> u64 {
        match self {
            Self::WhilePending { number, .. }
            | Self::NotLast { number }
            | Self::SheetSigner { number }
            | Self::Slots { number }
            | Self::NotPending { number, .. }
            | Self::NotAsked { number, .. }
            | Self::Twice { number, .. }
            | Self::OtherText { number }
            | Self::Incomplete { number, .. }
            | Self::NotWithLast { number }
            | Self::NotVoided { number, .. }
            | Self::Declares { number }
            | Self::Restarts { number } => *number,
        }
    }
}

fn why_words(why: VoidedWhy) -> &'static str {
    match why {
        VoidedWhy::Stop => "a STOP",
        VoidedWhy::Changed => "what it is about changed",
        VoidedWhy::Refused => "a signer refused",
        VoidedWhy::Timeout => "ten minutes were over",
        VoidedWhy::Closed => "the program was opened or closed",
        VoidedWhy::Cancelled => "it was cancelled",
    }
}
