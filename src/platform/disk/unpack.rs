//! A bundle as a folder to keep: verified before anything is written, and there as a whole or not at all.
#![expect(clippy::disallowed_methods, reason = "files are read and written here")]

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::durable;
use crate::bundle::{MOST_BYTES, Package, read_zip};
use crate::platform::desk::gather;
use crate::platform::target;
use crate::session::{PortError, as_files};
use crate::verify::{Files, Findings, Options, check};

/// The bytes of a zip: of a plain file, and no more of them than a zip can have.
///
/// # Errors
///
/// When it is no file, larger than any zip of ours, or cannot be read.
pub(in crate::platform) fn zip(path: &Path) -> Result<Vec<u8>, PortError> {
    let not_read = |why: String| {
        let what = format!("{} could not be read: {why}", path.display());
        PortError::new(what, "Check the path, then try again.")
    };
    // Asked before it is opened: a pipe would wait for somebody to write into it.
    let about = fs::metadata(path).map_err(|error| not_read(error.to_string()))?;
    if !about.is_file() {
        return Err(not_read("it is no file".to_owned()));
    }
    let mut bytes = Vec::new();
    let mut file = fs::File::open(path)
        .map_err(|error| not_read(error.to_string()))?
        .take(MOST_BYTES.saturating_add(1));
    if about.len() <= MOST_BYTES {
        file.read_to_end(&mut bytes).map_err(|error| not_read(error.to_string()))?;
    }
    if about.len() > MOST_BYTES || bytes.len() as u64 > MOST_BYTES {
        return Err(not_read("it is larger than any bundle".to_owned()));
    }
    Ok(bytes)
}

/// Verifies the zip and, where nothing speaks against it, writes its files into a new folder.
///
/// # Errors
///
/// When it cannot be read, something is there already, or it cannot be written; then nothing is there.
pub(in crate::platform) fn unpack(
    path: &Path,
    folder: &Path,
    options: &Options,
) -> Result<Findings, PortError> {
    target::is_free(folder)?;
    let bytes = zip(path)?;
    let package = match read_zip(&bytes) {
        Ok(package) => package,
        Err(error) => return Ok(Findings::unreadable(&path.display().to_string(), &error)),
    };
    let files = Files::from_package(&package);
    let found = check(&files, options);
    if found.verdict().exit_code() != 0 {
        return Ok(found);
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    let above = above.unwrap_or_else(|| Path::new("."));
    let failed = |error: &io::Error| not_written(folder, error);
    // Dropped before it is renamed, it is gone with all that is in it.
    let beside = tempfile::Builder::new()
        .prefix(".showclear-")
        .suffix(".tmp")
        .tempdir_in(above)
        .map_err(|error| failed(&error))?;
    write(&package, beside.path()).map_err(|error| failed(&error))?;
    let again = check(&as_files(gather(beside.path())?), options);
    if again.verdict().exit_code() != 0 {
        let what = format!("{}: what was written is not what was read", folder.display());
        return Err(PortError::new(what, "Check the disk, then try again on another one."));
    }
    take_the_name(beside.path(), folder).map_err(|error| failed(&error))?;
    durable::sync_folder(above).map_err(|error| failed(&error))?;
    Ok(found)
}

fn not_written(folder: &Path, error: &io::Error) -> PortError {
    let what = format!("{} could not be written: {error}", folder.display());
    let kind = error.kind();
    let remedy = if matches!(kind, io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty)
    {
        "Choose another name."
    } else if kind == io::ErrorKind::StorageFull {
        "Make space, or choose another disk, then try again."
    } else {
        "Check the disk and who may write there, then try again."
    };
    PortError::new(what, remedy)
}

/// Every file as new, then every folder, durable.
fn write(package: &Package<'_>, root: &Path) -> io::Result<()> {
    let mut folders = vec![root.to_owned()];
    for (path, bytes) in package.files() {
        let mut folder = root.to_owned();
        let mut parts = path.as_str().split('/').peekable();
        while let Some(part) = parts.next() {
            let here = folder.join(part);
            if parts.peek().is_none() {
                let mut file = OpenOptions::new().write(true).create_new(true).open(&here)?;
                file.write_all(bytes)?;
                file.sync_all()?;
            } else if !folders.contains(&here) {
                fs::create_dir(&here)?;
                folders.push(here.clone());
            }
            folder = here;
        }
    }
    folders.iter().rev().try_for_each(|folder| durable::sync_folder(folder))
}

/// Renames the finished folder, and never over anything: where the system would rename it over an empty folder, that
/// folder was made here and now.
fn take_the_name(from: &Path, to: &Path) -> io::Result<()> {
    let own = cfg!(unix).then(|| fs::create_dir(to)).transpose()?;
    fs::rename(from, to).inspect_err(|_| {
        if own.is_some() {
            let _gone: Result<(), io::Error> = fs::remove_dir(to);
        }
    })
}
