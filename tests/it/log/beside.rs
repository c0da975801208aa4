//! Whole files on the disk that fails, call by call as `platform::disk::durable` writes them: beside, synced, then renamed.

use std::io;

use showclear::log::Put;

use super::disk::{Disk, folder};

impl Disk {
    /// Writes a file that is never replaced.
    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<Put> {
        if let Some(there) = self.shown().get(path) {
            if there != bytes {
                return Ok(Put::Differs);
            }
            return self.sync_names(folder(path)).map(|()| Put::Already);
        }
        self.replace(path, bytes).map(|()| Put::Written)
    }

    /// Writes a file as a whole in the place of whatever is there.
    pub(super) fn replace(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let beside = format!("{path}.tmp");
        let moved = self
            .write(&beside, bytes)
            .and_then(|()| self.sync(&beside))
            .and_then(|()| self.rename_file(&beside, path));
        if let Err(error) = moved {
            self.forget(&beside);
            return Err(error);
        }
        self.sync_names(folder(path))
    }
}
