//! The lock that makes one program the only writer of a folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::platform::writer::not_written;
use crate::session::PortError;

/// Takes the lock on a production's folder; it is given back when the file is dropped, or the program dies.
///
/// # Errors
///
/// When another program has it, or the folder cannot be written.
pub(in crate::platform) fn take(folder: &Path) -> Result<File, PortError> {
    let path = folder.join("lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| not_written(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(PortError::new(
            "another Showclear has this production open",
            "Use that window, or close it first. Until then it can only be read here.",
        )),
        Err(TryLockError::Error(error)) => Err(not_written(&path, &error)),
    }
}
