//! Why a file is no bundle of ours, each way by its name.

use super::package::PackageError;
use super::path::PathError;
use super::zip::{MOST_BYTES, MOST_ENTRIES};

/// Why a zip was not written, or not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZipError {
    /// Above the bounds of the layout.
    #[error("a bundle has at most {MOST_BYTES} bytes")]
    TooLarge,
    /// Above the bounds of the layout.
    #[error("a bundle has at most {MOST_ENTRIES} files, and this has {found}")]
    TooManyFiles {
        /// How many there are.
        found: usize,
    },
    /// The last record is missing.
    #[error("this is no zip file, or its end is missing")]
    NoEnd,
    /// Bytes after the last record, or a comment in it.
    #[error("there are bytes after the end of the zip file")]
    Trailing,
    /// A zip in several parts.
    #[error("this zip file is one part of several")]
    SeveralDisks,
    /// The directory leads to no file.
    #[error("the directory of this zip file does not fit its contents")]
    NoEntry,
    /// No file at all.
    #[error("this zip file is empty")]
    Empty,
    /// A name longer than any we write.
    #[error("a name in this zip file is too long")]
    LongName,
    /// A file beside the folder.
    #[error("the file {path:?} stands outside the bundle's folder")]
    NoFolder {
        /// The path as found.
        path: String,
    },
    /// A second folder.
    #[error("the file {path:?} stands in a second folder, and a bundle has one")]
    TwoFolders {
        /// The path as found.
        path: String,
    },
    /// Not in order of the bytes of the paths.
    #[error("the file {path:?} is not in its place: the files of a bundle are sorted")]
    NotSorted {
        /// The path as found.
        path: String,
    },
    /// A path that is not taken.
    #[error(transparent)]
    Path(#[from] PathError),
    /// A file that has no place beside the others.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// Encrypted.
    #[error("the file {path:?} is encrypted, which files of a bundle are not")]
    Encrypted {
        /// The path as found.
        path: String,
    },
    /// The sizes stand after the content.
    #[error("the file {path:?} has a data descriptor, which Showclear does not write")]
    Descriptor {
        /// The path as found.
        path: String,
    },
    /// Compressed.
    #[error("the file {path:?} is compressed, which files of a bundle are not")]
    Compressed {
        /// The path as found.
        path: String,
    },
    /// Room for what a second program would read.
    #[error("the file {path:?} has an extra field, which Showclear does not write")]
    ExtraField {
        /// The path as found.
        path: String,
    },
    /// A comment.
    #[error("the file {path:?} has a comment, which Showclear does not write")]
    Comment {
        /// The path as found.
        path: String,
    },
    /// An entry for a folder.
    #[error("the folder {path:?} has an entry of its own, which Showclear does not write")]
    FolderEntry {
        /// The path as found.
        path: String,
    },
    /// A link, a program, a device.
    #[error("{path:?} is not marked as a plain file")]
    NotPlain {
        /// The path as found.
        path: String,
    },
    /// The content does not fit its checksum.
    #[error("the file {path:?} is damaged")]
    Damaged {
        /// The path as found.
        path: String,
    },
    /// Everything else that would be written differently.
    #[error("byte {at} of this zip file is not as Showclear writes it")]
    OtherBytes {
        /// The place of the first such byte, from 0.
        at: usize,
    },
}

impl ZipError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLarge | Self::TooManyFiles { .. } => {
                "Copy the production folder itself instead of a zip, and verify that."
            }
            Self::Path(error) => error.remedy(),
            Self::Package(error) => error.remedy(),
            Self::NoEnd | Self::Empty | Self::SeveralDisks | Self::Damaged { .. } => {
                "Ask for the file again: it did not arrive whole."
            }
            Self::Trailing
            | Self::NoEntry
            | Self::LongName
            | Self::NoFolder { .. }
            | Self::TwoFolders { .. }
            | Self::NotSorted { .. }
            | Self::Encrypted { .. }
            | Self::Descriptor { .. }
            | Self::Compressed { .. }
            | Self::ExtraField { .. }
            | Self::Comment { .. }
            | Self::FolderEntry { .. }
            | Self::NotPlain { .. }
            | Self::OtherBytes { .. } => {
                "Ask for the zip file as it was exported: this one was packed or changed since."
            }
        }
    }
}
