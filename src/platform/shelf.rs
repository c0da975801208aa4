//! The user's own list files: looked at, written as a whole, and never over what somebody else wrote meanwhile.
#![expect(clippy::disallowed_methods, reason = "files are read here")]

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::durable;
use super::writer::not_written;
use super::{golden, library, target};
use crate::session::{
    FoundFile, KeepList, ListKept, Lists, PortError, Shelf, digest, lists, shelve,
};

/// The lists at hand now.
#[must_use]
pub(super) fn look(own: &Path) -> Lists {
    // Marked before it is read: what changes in between is seen the next time.
    let mark = mark(own);
    let found: Vec<FoundFile> = files(own).into_iter().map(read).collect();
    let shipped = library::shipped().map(|(name, text)| (name.to_owned(), text.to_owned()));
    let readable = found.iter().filter_map(|(path, text)| Some((path, text.as_ref().ok()?)));
    let mine = readable.map(|(path, text)| (path.display().to_string(), text.clone()));
    let library = lists(&shipped.chain(mine).collect::<Vec<_>>());
    let shelf = shelve(own.to_owned(), mark, found, &library);
    Lists { library: Arc::new(library), shelf: Arc::new(shelf) }
}

/// The lists at hand, where a file may have changed since `shelf` was read.
#[must_use]
pub(super) fn look_again(shelf: &Shelf) -> Option<Lists> {
    (mark(&shelf.folder) != shelf.mark).then(|| look(&shelf.folder))
}

/// Every file whose name ends as a list's does: lists before units before overlays, each by name.
fn files(own: &Path) -> Vec<PathBuf> {
    let below = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let paths = entries.map(|entry| entry.path());
        let mut all: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|end| end == "ron")).collect();
        all.sort();
        all
    };
    let mut all = below(own);
    all.extend(library::BESIDE.iter().flat_map(|name| below(&own.join(name))));
    all
}

/// What a list file may need: the units and overlays in the folders beside it, of a unit or overlay the lists as well, and
/// the units and overlays that ship.
#[must_use]
pub fn beside(file: &Path) -> Vec<(String, String)> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let is_part =
        folder.file_name().is_some_and(|name| library::BESIDE.iter().any(|one| name == *one));
    let home = if is_part { folder.parent().unwrap_or(Path::new("")) } else { folder };
    let home = if home.as_os_str().is_empty() { Path::new(".") } else { home };
    let wanted = |path: &PathBuf| is_part || path.parent() != Some(home);
    let here = files(home).into_iter().filter(wanted).map(read);
    let here = here.filter_map(|(path, text)| Some((path.display().to_string(), text.ok()?)));
    let ships = library::SHIPPED_UNITS.iter().chain(library::SHIPPED_OVERLAYS);
    here.chain(ships.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))).collect()
}

/// Names, sizes and times of the files in one number, the golden runs among them.
fn mark(own: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    for path in files(own).into_iter().chain(golden::files(own)) {
        path.hash(&mut hasher);
        let data = fs::metadata(&path).ok();
        data.as_ref().map(fs::Metadata::len).hash(&mut hasher);
        data.and_then(|data| data.modified().ok()).hash(&mut hasher);
    }
    hasher.finish()
}

fn read(path: PathBuf) -> FoundFile {
    let text = match fs::metadata(&path) {
        Ok(data) if !data.is_file() => Err("this is no file".to_owned()),
        Ok(data) if data.len() > library::LARGEST => {
            Err(format!("it has {} bytes, and a list has at most {}", data.len(), library::LARGEST))
        }
        Ok(_) => fs::read_to_string(&path).map_err(|error| {
            if error.kind() == io::ErrorKind::InvalidData {
                "this is not UTF-8 text; save it as UTF-8".to_owned()
            } else {
                error.to_string()
            }
        }),
        Err(error) => Err(error.to_string()),
    };
    (path, text)
}

/// Writes a list file.
#[must_use]
pub(super) fn keep(list: &KeepList) -> ListKept {
    let failed = |path: &Path, error: &io::Error| {
        let error = not_written(path, error);
        ListKept::Failed { why: error.to_string(), remedy: error.remedy().to_owned() }
    };
    let there = match fs::read_to_string(&list.path) {
        Ok(text) => Some(digest(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        // Not a text of ours, whatever it is.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return ListKept::Changed,
        Err(error) => return failed(&list.path, &error),
    };
    // Where nothing is, nothing of anybody else's is lost.
    if there.is_some_and(|there| Some(there) != list.instead && there != digest(&list.text)) {
        return ListKept::Changed;
    }
    if let Err(error) = durable::write(&list.path, list.text.as_bytes()) {
        return failed(&list.path, &error);
    }
    if let Some((path, bytes)) = &list.remove
        && fs::read_to_string(path).is_ok_and(|text| digest(&text) == *bytes)
        && let Err(error) = fs::remove_file(path)
    {
        return failed(path, &error);
    }
    ListKept::Written
}

/// Writes a page.
///
/// # Errors
///
/// When it cannot be written, or a typed path is one that a slip of the hand can have made.
pub(super) fn write_page(path: &Path, page: &[u8], typed: bool) -> Result<(), PortError> {
    if typed {
        target::is_free(path)?;
    }
    durable::write(path, page).map_err(|error| not_written(path, &error))
}
