//! Writing files so that a power cut leaves the old one, the new one, or none, and never a half.
#![expect(clippy::disallowed_methods, reason = "files are written here")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::log::Put;

/// Makes a folder and everything above it, durably.
///
/// # Errors
///
/// When it cannot be made.
pub(in crate::platform) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    above.map_or(Ok(()), make_folder)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Err(_) | Ok(()) => {}
    }
    above.map_or(Ok(()), sync_folder).inspect_err(|_| {
        // So that it is made anew, and its name made durable, when it is tried again.
        let _gone = fs::remove_dir(folder);
    })
}

/// Makes the names in a folder durable, where the system allows.
///
/// # Errors
///
/// When the system allows it and it did not work.
#[cfg(unix)]
pub(in crate::platform) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes the names in a folder durable, where the system allows: here it does so by itself.
///
/// # Errors
///
/// Never.
#[cfg(not(unix))]
pub(in crate::platform) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a file as a whole in the place of whatever is there.
///
/// # Errors
///
/// When the new file may not be there as a whole; the old one then still is.
pub(in crate::platform) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (folder, mut beside) = beside(path)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|error| error.error)?;
    sync_folder(&folder)
}

/// Writes a file that is never replaced.
///
/// # Errors
///
/// When the file may not be there as a whole.
pub(in crate::platform) fn put(path: &Path, bytes: &[u8]) -> io::Result<Put> {
    if let Ok(there) = fs::read(path) {
        return already(path, &there, bytes);
    }
    let (folder, mut beside) = beside(path)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    match beside.persist_noclobber(path) {
        Ok(_) => sync_folder(&folder).map(|()| Put::Written),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            already(path, &fs::read(path)?, bytes)
        }
        Err(error) => Err(error.error),
    }
}

/// Removes a file, so that its name is gone also after a power cut; one that is not there is gone already.
///
/// # Errors
///
/// When it may still be there.
pub(in crate::platform) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) | Ok(()) => {}
    }
    // Removed before, and perhaps not durably: so it is synced either way.
    let folder = folder_of(path);
    if folder.is_dir() { sync_folder(folder) } else { Ok(()) }
}

/// Makes the name of a file durable that a try before this one may have left.
///
/// # Errors
///
/// When it may not be.
pub(in crate::platform) fn settle(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()?;
    sync_folder(folder_of(path))
}

/// What stands in the place of a file: its name is made durable now, since the sync after its rename may have failed.
fn already(path: &Path, there: &[u8], bytes: &[u8]) -> io::Result<Put> {
    if there != bytes {
        return Ok(Put::Differs);
    }
    sync_folder(folder_of(path)).map(|()| Put::Already)
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

/// A new file in the folder of `path`, readable by this user alone, gone if it is not renamed.
fn beside(path: &Path) -> io::Result<(std::path::PathBuf, tempfile::NamedTempFile)> {
    let folder = folder_of(path);
    make_folder(folder)?;
    let beside =
        tempfile::Builder::new().prefix(".showclear-").suffix(".tmp").tempfile_in(folder)?;
    Ok((folder.to_owned(), beside))
}
