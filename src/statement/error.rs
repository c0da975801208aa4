//! Why the text of a statement cannot be derived.

use super::text::LONGEST_TEXT;
use crate::terms::{Digest, ItemId, PersonId};

/// Why the text of a statement cannot be derived.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum StatementError {
    /// No statement is pending, or lines came after it.
    #[error("no statement was prepared in the line before")]
    NotPrepared,
    /// The log does not begin with `log.created`.
    #[error("the log does not say which log it is")]
    NoLog,
    /// A template of a newer version.
    #[error("template {template} is of a newer version of the program")]
    Template {
        /// Its number.
        template: u32,
    },
    /// Somebody whom the log never added.
    #[error("{person} is not in the log")]
    NoPerson {
        /// Who.
        person: PersonId,
    },
    /// The object with a name is not there: withheld, erased or missing.
    #[error("the name of {person} is not here (object {name})")]
    NoName {
        /// Whose.
        person: PersonId,
        /// The object that holds it.
        name: Digest,
    },
    /// The statement is not about anything that the log holds.
    #[error("it is about {about:?}, which the log does not hold")]
    About {
        /// What it says it is about.
        about: String,
    },
    /// A sheet that somebody else than its witness would sign.
    #[error("a sheet is signed by its witness and nobody else")]
    Signer,
    /// A roster without a root.
    #[error("no root is set for the roster")]
    NoRoot,
    /// An item that is not in the book.
    #[error("{item} is not in the book")]
    NoItem {
        /// Which.
        item: ItemId,
    },
    /// A strike that names no row of the sheet.
    #[error("row {seq}.{i} is struck, and is not a row of this sheet")]
    Struck {
        /// The line.
        seq: u64,
        /// The event in it.
        i: u32,
    },
    /// A word that stands in the text without quotation marks and could be taken for something else.
    #[error("{word:?} cannot stand in a statement")]
    Word {
        /// The word.
        word: String,
    },
    /// More than can be shown and signed as one text.
    #[error("the text has {bytes} bytes; at most {LONGEST_TEXT} can be signed at once")]
    TooLong {
        /// How long it would be.
        bytes: usize,
    },
}

impl StatementError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "Sign a sheet sooner, so that it holds fewer lines.",
            Self::NoName { .. } => {
                "Bring the name object back, or rely on the text file as it was signed."
            }
            Self::Template { .. } => "Read it with the newest version of the program.",
            Self::NoRoot => "Say who may change the roster first.",
            Self::Struck { .. } => "Choose the struck lines again.",
            Self::NotPrepared
            | Self::NoLog
            | Self::NoPerson { .. }
            | Self::About { .. }
            | Self::Signer
            | Self::NoItem { .. }
            | Self::Word { .. } => "Prepare the statement anew.",
        }
    }
}
