//! The names of the files in an exchange folder: each says what it is and which bytes it has, and is never written twice.

use std::fmt;

use crate::terms::Digest;

/// The folder on the stick that everything lies in.
pub(super) const FOLDER: &str = "showclear-exchange";

/// A file of a log in an exchange folder.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Name {
    /// Its line 0, which says whose laptop it is and names its key: `first-<SHA-256>.line`.
    First(Digest),
    /// A checkpoint note over so many lines: `<size>-<SHA-256>.note`.
    Note(u64, Digest),
    /// The leaves of so many lines: `<size>-<SHA-256>.leaves`.
    Leaves(u64, Digest),
}

impl Name {
    pub(super) fn digest(self) -> Digest {
        match self {
            Self::First(digest) | Self::Note(_, digest) | Self::Leaves(_, digest) => digest,
        }
    }

    /// Reads a name; nothing for what is none of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (stem, ending) = text.split_once('.')?;
        let (head, digest) = stem.split_once('-')?;
        let digest = digest.parse().ok()?;
        let size = || head.parse().ok();
        let name = match ending {
            "line" => Self::First(digest),
            "note" => Self::Note(size()?, digest),
            "leaves" => Self::Leaves(size()?, digest),
            _ => return None,
        };
        (name.to_string() == text).then_some(name)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First(digest) => write!(f, "first-{digest}.line"),
            Self::Note(size, digest) => write!(f, "{size:08}-{digest}.note"),
            Self::Leaves(size, digest) => write!(f, "{size:08}-{digest}.leaves"),
        }
    }
}
