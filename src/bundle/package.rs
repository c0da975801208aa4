//! The files of one bundle under the name of its folder, no two of which a system could confuse.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::path::{BundlePath, LONGEST, PathError};

/// Named bytes in one folder, in order of their paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package<'a> {
    folder: BundlePath,
    files: BTreeMap<BundlePath, Cow<'a, [u8]>>,
    /// Every path and every folder above one, in lower case, to notice what differs in case alone.
    names: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl<'a> Package<'a> {
    /// An empty package; `folder` is one plain name, as `showclear-<production>-<log>-00000035`.
    ///
    /// # Errors
    /// When the name is no plain name.
    pub fn new(folder: &str) -> Result<Self, PackageError> {
        let folder: BundlePath = folder.parse()?;
        if folder.as_str().contains('/') {
            return Err(PackageError::Folder { name: folder.as_str().to_owned() });
        }
        let (files, names, folders) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        Ok(Self { folder, files, names, folders })
    }

    /// Adds one file.
    ///
    /// # Errors
    /// When its path is too long together with the folder, is there already, differs from one that
    /// is there in case alone, or is a folder of one that is there.
    pub fn add(
        &mut self,
        path: BundlePath,
        bytes: impl Into<Cow<'a, [u8]>>,
    ) -> Result<(), PackageError> {
        if self.folder.as_str().len() + 1 + path.as_str().len() > LONGEST {
            return Err(PathError::TooLong { path: path.as_str().to_owned() }.into());
        }
        let name = path.as_str().to_ascii_lowercase();
        let above: Vec<String> = name
            .match_indices('/')
            .filter_map(|(at, _)| name.get(..at).map(str::to_owned))
            .collect();
        let clash = self.names.contains(&name)
            || self.folders.contains(&name)
            || above.iter().any(|folder| self.names.contains(folder));
        if clash {
            return Err(PackageError::SameName { path: path.as_str().to_owned() });
        }
        self.names.insert(name);
        self.folders.extend(above);
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// The name of the folder.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.folder.as_str()
    }

    /// The files in order of the bytes of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&BundlePath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, bytes.as_ref()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The bytes of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(&path.parse().ok()?).map(Cow::as_ref)
    }
}

/// Why a file has no place in a package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// The path itself is not taken.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The folder is no single name.
    #[error("the folder of a bundle is one name, not {name:?}")]
    Folder {
        /// The name as given.
        name: String,
    },
    /// Another file is, or on some system would be, under this name.
    #[error("two files of the bundle would have the name {path:?} on some computers")]
    SameName {
        /// The second path.
        path: String,
    },
}

impl PackageError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Path(error) => error.remedy(),
            Self::Folder { .. } | Self::SameName { .. } => {
                "Do not unpack this file: Showclear did not write it. Ask for the bundle again."
            }
        }
    }
}
