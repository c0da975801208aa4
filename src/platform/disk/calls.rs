//! What is asked of a disk so that a file is there as a whole: each call by itself, so that a test can let any of them fail.
#![expect(clippy::disallowed_methods, reason = "files are written here")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The calls; errors are those of the system.
#[expect(clippy::missing_errors_doc, reason = "each fails as the system does")]
pub trait Calls {
    /// All bytes of a file, where it has at most so many; else an error of the kind [`io::ErrorKind::FileTooLarge`].
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// Whether a folder is there.
    fn is_folder(&self, folder: &Path) -> bool;
    /// Makes one folder in another that is there.
    fn make(&self, folder: &Path) -> io::Result<()>;
    /// Removes a folder with nothing in it.
    fn unmake(&self, folder: &Path) -> io::Result<()>;
    /// Remembers, as long as the program runs, whether the name of a folder that is there may be lost with the power.
    fn doubt(&self, folder: &Path, doubted: bool);
    /// Whether that is so.
    fn is_doubted(&self, folder: &Path) -> bool;
    /// Writes bytes into a new file that lies beside `path`, for this user alone; it goes if it is not renamed.
    fn beside(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Beside + '_>>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the bytes of a file durable.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable, where the system allows.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// A file that was written beside another.
#[expect(clippy::missing_errors_doc, reason = "each fails as the system does")]
pub trait Beside {
    /// Makes its bytes durable.
    fn sync(&mut self) -> io::Result<()>;
    /// Renames it to `path`, in the place of whatever is there.
    fn replace(self: Box<Self>, path: &Path) -> io::Result<()>;
    /// Renames it to `path`, where nothing is there.
    fn place(self: Box<Self>, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Calls for System {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if fs::metadata(path)?.len() > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        fs::read(path)
    }

    fn is_folder(&self, folder: &Path) -> bool {
        folder.is_dir()
    }

    fn make(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn unmake(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn doubt(&self, folder: &Path, doubted: bool) {
        let mut all = doubted_here();
        if doubted {
            all.insert(folder.to_owned());
        } else {
            all.remove(folder);
        }
    }

    fn is_doubted(&self, folder: &Path) -> bool {
        doubted_here().contains(folder)
    }

    fn beside(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Beside + '_>> {
        let mut named = tempfile::Builder::new();
        let mut file = named.prefix(".showclear-").suffix(".tmp").tempfile_in(folder_of(path))?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// The folders of this machine that were made, and whose names may not be durable.
static DOUBTED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn doubted_here() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    DOUBTED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Beside for tempfile::NamedTempFile {
    fn sync(&mut self) -> io::Result<()> {
        self.as_file().sync_all()
    }

    fn replace(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.persist(path).map(drop).map_err(|error| error.error)
    }

    fn place(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.persist_noclobber(path).map(drop).map_err(|error| error.error)
    }
}

/// The folder that a path lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}
