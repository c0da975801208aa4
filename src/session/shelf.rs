//! The user's own list files as they lie in their folder, each with what is wrong in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::checklist::{self, Checklist};
use crate::source::Mistake;
use crate::terms::Digest;

/// The user's own list files.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// Their folder; it may not be there yet.
    pub folder: PathBuf,
    /// Every file that is text, by path.
    pub files: Vec<ShelfFile>,
    /// Every file that could not be read at all, and why.
    pub unread: Vec<(PathBuf, String)>,
    /// Changes whenever a file of the folder may have changed.
    pub mark: u64,
}

/// One of the user's own list files.
#[derive(Clone, Debug)]
pub struct ShelfFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    pub text: Arc<str>,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// The list in it, or every mistake.
    pub read: Result<Arc<Checklist>, Vec<Mistake>>,
}

impl Shelf {
    /// The file at that path.
    #[must_use]
    pub fn file(&self, path: &Path) -> Option<&ShelfFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// A file that was found: its path, and its text or why there is none.
pub type FoundFile = (PathBuf, Result<String, String>);

/// Reads the list in every file that was found.
#[must_use]
pub fn shelve(folder: PathBuf, mark: u64, found: Vec<FoundFile>) -> Shelf {
    let mut shelf = Shelf { folder, mark, ..Shelf::default() };
    for (path, text) in found {
        match text {
            Ok(text) => shelf.files.push(shelf_file(path, &text)),
            Err(why) => shelf.unread.push((path, why)),
        }
    }
    shelf
}

fn shelf_file(path: PathBuf, text: &str) -> ShelfFile {
    let name = path.display().to_string();
    ShelfFile {
        sha256: digest(text),
        read: checklist::read(&name, text).map(Arc::new),
        text: Arc::from(text),
        path,
    }
}

/// The SHA-256 of a text.
#[must_use]
pub fn digest(text: &str) -> Digest {
    Digest(Sha256::digest(text.as_bytes()).into())
}

/// A list file to be written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeepList {
    /// Where.
    pub path: PathBuf,
    /// What it shall say.
    pub text: String,
    /// The digest of what lies there now; `None` where nothing does. Anything else there is not replaced.
    pub instead: Option<Digest>,
    /// A file that goes once the new one is on the disk, if it still has these bytes.
    pub remove: Option<(PathBuf, Digest)>,
}

/// What became of a list file that was to be written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ListKept {
    /// It is on the disk.
    Written,
    /// Something else lies there meanwhile, and was left as it is.
    Changed,
    /// It is not on the disk.
    Failed {
        /// Why.
        why: String,
        /// What to do about it.
        remedy: String,
    },
}
