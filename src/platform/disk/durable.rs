//! Writing files so that a power cut leaves the old one, the new one, or none, and never a half.

use std::io;
use std::path::Path;

use super::calls::{Calls, System, folder_of};
use crate::log::Put;

/// Files on a disk, each there as a whole or not at all.
#[derive(Clone, Copy)]
pub struct Whole<'a>(pub &'a dyn Calls);

impl std::fmt::Debug for Whole<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Whole")
    }
}

impl Whole<'_> {
    /// Makes a folder and everything above it, durably.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let there = self.0.is_folder(folder);
        if there && !self.0.is_doubted(folder) {
            return Ok(());
        }
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
        above.map_or(Ok(()), |above| self.make_folder(above))?;
        // It may be there although it is said that it could not be made.
        self.0.doubt(folder, true);
        if !there {
            match self.0.make(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Err(_) | Ok(()) => {}
            }
        }
        above.map_or(Ok(()), |above| self.0.sync_folder(above)).inspect_err(|_| {
            // So that it is made anew by whoever tries again; where it stays, it is doubted.
            let _gone = self.0.unmake(folder);
        })?;
        self.0.doubt(folder, false);
        Ok(())
    }

    /// Writes a file as a whole in the place of whatever is there.
    ///
    /// # Errors
    ///
    /// When the new file may not be there as a whole; the old one then still is.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.make_folder(folder_of(path))?;
        let mut beside = self.0.beside(path, bytes)?;
        beside.sync()?;
        beside.replace(path)?;
        self.0.sync_folder(folder_of(path))
    }

    /// Writes a file that is never replaced.
    ///
    /// # Errors
    ///
    /// When the file may not be there as a whole.
    pub fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<Put> {
        if let Ok(there) = self.0.read(path, u64::MAX) {
            return self.already(path, &there, bytes);
        }
        self.make_folder(folder_of(path))?;
        let mut beside = self.0.beside(path, bytes)?;
        beside.sync()?;
        match beside.place(path) {
            Ok(()) => self.0.sync_folder(folder_of(path)).map(|()| Put::Written),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.already(path, &self.0.read(path, u64::MAX)?, bytes)
            }
            Err(error) => Err(error),
        }
    }

    /// Removes a file, so that its name is gone also after a power cut; one that is not there is gone already.
    ///
    /// # Errors
    ///
    /// When it may still be there.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        match self.0.remove(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Err(_) | Ok(()) => {}
        }
        // Removed before, and perhaps not durably: so it is synced either way.
        let folder = folder_of(path);
        if self.0.is_folder(folder) { self.0.sync_folder(folder) } else { Ok(()) }
    }

    /// Makes the name of a file durable that a try before this one may have left.
    ///
    /// # Errors
    ///
    /// When it may not be.
    pub fn settle(&self, path: &Path) -> io::Result<()> {
        self.0.sync(path)?;
        self.0.sync_folder(folder_of(path))
    }

    /// What stands in the place of a file: its name is made durable now, since the sync after its rename may have failed.
    fn already(&self, path: &Path, there: &[u8], bytes: &[u8]) -> io::Result<Put> {
        if there != bytes {
            return Ok(Put::Differs);
        }
        self.0.sync_folder(folder_of(path)).map(|()| Put::Already)
    }
}

/// As [`Whole::make_folder`], on the disk of this machine.
///
/// # Errors
///
/// As that.
pub(in crate::platform) fn make_folder(folder: &Path) -> io::Result<()> {
    Whole(&System).make_folder(folder)
}

/// As [`Calls::sync_folder`], on the disk of this machine.
///
/// # Errors
///
/// As that.
pub(in crate::platform) fn sync_folder(folder: &Path) -> io::Result<()> {
    System.sync_folder(folder)
}

/// As [`Whole::write`], on the disk of this machine.
///
/// # Errors
///
/// As that.
pub(in crate::platform) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Whole(&System).write(path, bytes)
}

/// As [`Whole::put`], on the disk of this machine.
///
/// # Errors
///
/// As that.
pub(in crate::platform) fn put(path: &Path, bytes: &[u8]) -> io::Result<Put> {
    Whole(&System).put(path, bytes)
}
