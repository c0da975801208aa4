//! A statement's text, and the plain values that it takes from the log's files.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::kind::{file_stem, first_lines};
use crate::event::{Mode, StatementKind};
use crate::terms::{Digest, LogId};

/// The longest text that is signed, in bytes.
pub const LONGEST_TEXT: usize = 49_152;

/// Names by the digest of the object that holds them.
pub type Names = BTreeMap<Digest, String>;

/// What a statement says of the log up to the line that prepared it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Covered {
    /// The root of the first N lines, in base64.
    pub root: String,
    /// The path of the segment that line N-1 closed: `log/<log>/<segment>.jsonl`.
    pub segment: String,
    /// The SHA-256 of that file.
    pub sha256: Digest,
}

impl Covered {
    /// Whether a text whose names cannot be put in any more is one of that kind, over these lines and no others.
    #[must_use]
    pub fn is_under(&self, text: &[u8], number: u64, kind: StatementKind, mode: Mode) -> bool {
        let Self { root, segment, sha256 } = self;
        let end = format!("\nsize: {number}\nroot: {root}\nSHA256 ({segment}) = {sha256}\n");
        text.starts_with(first_lines(kind, mode).as_bytes()) && text.ends_with(end.as_bytes())
    }

    /// Values of the right length for a text that is not yet prepared, to see whether it would fit.
    #[must_use]
    pub fn not_yet(log: LogId) -> Self {
        Self {
            root: "?".repeat(44),
            segment: format!("log/{log}/?????.jsonl"),
            sha256: Digest([0; 32]),
        }
    }
}

/// A text that is shown and signed byte for byte.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Text {
    number: u64,
    kind: StatementKind,
    text: String,
}

impl Text {
    pub(super) fn new(number: u64, kind: StatementKind, mut text: String) -> Self {
        text.shrink_to_fit();
        Self { number, kind, text }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many lines it covers, which is its number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What sort of statement.
    #[must_use]
    pub fn kind(&self) -> StatementKind {
        self.kind
    }

    /// The SHA-256 that `statement.signed` names.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(&self.text).into())
    }

    /// The name of its file in `statements/<log>/`, without the ending.
    #[must_use]
    pub fn file_stem(&self) -> String {
        file_stem(self.number, self.kind)
    }
}
