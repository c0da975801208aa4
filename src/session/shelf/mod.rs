//! The user's own list files as they lie in their folder, each with what is wrong in it.

mod deviate;
mod golden;
mod kept;

pub use deviate::{DeviationForm, Loosens};
pub use golden::{Came, Differs, GoldenRun, PlayGolden, Played};
pub(in crate::session) use kept::Kept;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::checklist::{Checklist, Content, Overlay, Set};
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
    /// What it holds, or every mistake.
    pub read: Result<Own, Vec<Mistake>>,
}

/// What a file of the user's own holds.
#[derive(Clone, Debug)]
pub enum Own {
    /// A list.
    List(Arc<Checklist>),
    /// A unit, as a list.
    Unit(Arc<Checklist>),
    /// Local rules.
    Overlay(Arc<Overlay>),
}

impl Own {
    /// The list or unit.
    #[must_use]
    pub fn list(&self) -> Option<&Arc<Checklist>> {
        match self {
            Self::List(list) | Self::Unit(list) => Some(list),
            Self::Overlay(_) => None,
        }
    }
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
fn in_set(set: &Set, sha256: Digest) -> Option<Result<Own, Vec<Mistake>>> {
    let found = set.files().find(|(source, _)| source.sha256 == sha256);
    found.map(|(_, content)| match content {
        Content::List(list) => Ok(Own::List(Arc::clone(list))),
        Content::Unit(unit) => Ok(Own::Unit(Arc::new(unit.as_list().clone()))),
        Content::Overlay(overlay) => Ok(Own::Overlay(Arc::clone(overlay))),
        Content::Mistaken(mistakes) => Err(mistakes.clone()),
    })
}

/// What `text` holds in the place of the file `name`, or beside the other files.
///
/// A list or unit is read with the units alone; local rules are held against every list.
///
/// # Errors
///
/// Every mistake in it.
pub fn read_beside(files: &Set, name: &str, text: &str) -> Result<Own, Vec<Mistake>> {
    let units = files.files().filter_map(|(source, content)| match content {
        Content::Unit(_) if source.name != name => Some((source.name.as_str(), &*source.text)),
        Content::Unit(_) | Content::List(_) | Content::Overlay(_) | Content::Mistaken(_) => None,
    });
    let alone = Set::read(std::iter::once((name, text)).chain(units));
    let read = in_set(&alone, digest(text)).unwrap_or_else(|| Err(Vec::new()));
    match read {
        Ok(Own::Overlay(_)) => {
            let all = files.with_text(name, text);
            in_set(&all, digest(text)).unwrap_or(read)
        }
        Ok(Own::List(_) | Own::Unit(_)) | Err(_) => read,
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
