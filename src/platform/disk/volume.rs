//! What a volume promises: probed once a sitting, never assumed.
#![expect(clippy::disallowed_methods, reason = "files are probed here")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::durable;
use crate::session::Durable;

/// The space that is given up when the disk is full, so that what is never refused can still be written, in bytes.
const RESERVE: usize = 8 * 1024 * 1024;

/// Below this free space the reserve is given up for lines that are never refused, in bytes.
const SCARCE: u64 = 1024 * 1024;

/// Tries sync, rename and lock in a folder; one that another program copies promises nothing, whatever it does now.
///
/// # Errors
///
/// When the folder cannot be written at all.
pub(in crate::platform) fn probe(folder: &Path) -> io::Result<Durable> {
    let mut file = tempfile::Builder::new().prefix(".showclear-probe-").tempfile_in(folder)?;
    file.write_all(b"probe")?;
    let synced = file.as_file().sync_all().is_ok();
    let locked = file.as_file().try_lock().is_ok();
    let renamed = file.path().with_extension("renamed");
    let moved = fs::rename(file.path(), &renamed).is_ok();
    if moved {
        fs::remove_file(&renamed)?;
    }
    let named = durable::sync_folder(folder).is_ok();
    let ours = synced_by(folder).is_none();
    Ok(if ours && synced && locked && moved && named { Durable::Full } else { Durable::Weak })
}

/// The program that copies the folder to other machines, by the names on its path.
#[must_use]
pub(in crate::platform) fn synced_by(folder: &Path) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 6] = [
        ("dropbox", "Dropbox"),
        ("onedrive", "OneDrive"),
        ("icloud", "iCloud"),
        ("mobile documents", "iCloud"),
        ("google drive", "Google Drive"),
        ("googledrive", "Google Drive"),
    ];
    let names = folder.components().filter_map(|part| part.as_os_str().to_str());
    let names: Vec<String> = names.map(str::to_lowercase).collect();
    let known = |(name, _): &&(&str, &str)| names.iter().any(|part| part.contains(name));
    KNOWN.iter().find(known).map(|(_, program)| *program)
}

/// Free space in bytes, where the system tells.
#[cfg(unix)]
#[must_use]
pub(in crate::platform) fn free(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// Free space in bytes, where the system tells: here it does not.
#[cfg(not(unix))]
#[must_use]
pub(in crate::platform) fn free(_folder: &Path) -> Option<u64> {
    None
}

/// Keeps the reserve, if there is plenty of room and it is not there.
pub(in crate::platform) fn keep_reserve(folder: &Path) {
    let path = folder.join("reserve");
    let plenty = free(folder).is_none_or(|free| free > 8 * RESERVE as u64);
    if plenty && !path.exists() {
        // Without a reserve the program works; it is a comfort, not a promise.
        let _kept = File::create(&path).and_then(|mut file| file.write_all(&vec![0; RESERVE]));
    }
}

/// Gives the reserve up, if space is scarce.
pub(in crate::platform) fn give_up_reserve(folder: &Path) {
    if free(folder).is_some_and(|free| free < SCARCE) {
        let _gone = fs::remove_file(folder.join("reserve"));
    }
}
