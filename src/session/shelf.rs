//! The user's own list files as they lie in their folder, each with what is wrong in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::checklist::{Checklist, Content, Set, Source};
use crate::production::Library;
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

/// The files that were found, each as it was read among all files at hand.
#[must_use]
pub fn shelve(folder: PathBuf, mark: u64, found: Vec<FoundFile>, library: &Library) -> Shelf {
    let mut shelf = Shelf { folder, mark, ..Shelf::default() };
    for (path, text) in found {
        let text = match text {
            Ok(text) => text,
            Err(why) => {
                shelf.unread.push((path, why));
                continue;
            }
        };
        let sha256 = digest(&text);
        if let Some(read) = in_set(library.set(), sha256) {
            shelf.files.push(ShelfFile { path, text: Arc::from(text), sha256, read });
        }
    }
    shelf
}

/// What the file of those bytes holds, among the files that were read together with it.
fn in_set(set: &Set, sha256: Digest) -> Option<Result<Arc<Checklist>, Vec<Mistake>>> {
    let found = set.files().find(|(source, _)| source.sha256 == sha256);
    found.map(|(_, content)| match content {
        Content::List(list) => Ok(Arc::clone(list)),
        Content::Unit(unit) => Ok(Arc::new(unit.as_list().clone())),
        Content::Mistaken(mistakes) => Err(mistakes.clone()),
    })
}

/// The units at hand, for a list that is not among the files yet.
#[must_use]
pub fn units(library: &Library) -> Vec<Source> {
    let units = library.set().files().filter_map(|(source, content)| match content {
        Content::Unit(_) => Some(source.clone()),
        Content::List(_) | Content::Mistaken(_) => None,
    });
    units.collect()
}

/// The list or unit in `text`, with these units at hand.
///
/// # Errors
///
/// Every mistake in it.
pub fn read_beside(
    units: &[Source],
    name: &str,
    text: &str,
) -> Result<Arc<Checklist>, Vec<Mistake>> {
    let beside = units.iter().map(|unit| (unit.name.as_str(), &*unit.text));
    let set = Set::read(std::iter::once((name, text)).chain(beside));
    in_set(&set, digest(text)).unwrap_or_else(|| Err(Vec::new()))
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
