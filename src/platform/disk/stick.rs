//! A folder that is carried between laptops, on a real disk: bounded, create-only, and never through a link.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::durable;
use crate::log::Put;
use crate::platform::target;
use crate::platform::writer::not_written;
use crate::session::{PortError, Stick};

/// So many names are looked at in one folder, wanted or not.
const MOST_NAMES: usize = 200_000;

/// A folder on a stick.
#[derive(Debug)]
pub(in crate::platform) struct Folder(PathBuf);

impl Folder {
    /// The folder at a path.
    ///
    /// # Errors
    ///
    /// When it is not there, or lies in a production.
    pub(in crate::platform) fn at(path: &Path) -> Result<Self, PortError> {
        let Ok(folder) = fs::canonicalize(path) else {
            return Err(PortError::new(
                format!("there is no folder {}", path.display()),
                "Plug the stick in, or choose another folder.",
            ));
        };
        if !folder.is_dir() {
            return Err(PortError::new(
                format!("{} is no folder", path.display()),
                "Choose the stick, or a folder on it.",
            ));
        }
        if let Some(production) = target::production_around(&folder) {
            return Err(PortError::new(
                format!("{} lies in the production {}", path.display(), production.display()),
                "Choose a folder outside it: it holds its log and nothing else.",
            ));
        }
        Ok(Self(folder))
    }

    /// The path below the folder, if every folder on the way is one and no link; none where one is not there.
    fn below(&self, path: &str) -> io::Result<Option<PathBuf>> {
        let mut at = self.0.clone();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            if part.is_empty() || matches!(part, "." | "..") || part.contains(['\\', ':']) {
                return Err(io::Error::other("no path of ours"));
            }
            at.push(part);
            if parts.peek().is_none() {
                break;
            }
            match fs::symlink_metadata(&at) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => {
                    return Err(io::Error::other("a link or a file stands where a folder belongs"));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(at))
    }

    fn list(
        &self,
        folder: &str,
        wanted: &dyn Fn(&str) -> bool,
        most: usize,
    ) -> io::Result<Vec<String>> {
        let Some(at) = self.below(folder)? else { return Ok(Vec::new()) };
        match fs::symlink_metadata(&at) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                return Err(io::Error::other("a link or a file stands where a folder belongs"));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&at)?.take(MOST_NAMES) {
            let name = entry?.file_name();
            if let Some(name) = name.to_str().filter(|name| wanted(name)) {
                names.push(name.to_owned());
            }
        }
        names.sort_unstable_by(|one, other| other.cmp(one));
        names.truncate(most);
        names.sort_unstable();
        Ok(names)
    }

    fn bytes(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(at) = self.below(path)? else { return Ok(None) };
        match fs::symlink_metadata(&at) {
            Ok(found) if found.is_file() && found.len() <= most => {}
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let mut bytes = Vec::new();
        open(&at)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    fn make(&self, path: &str, bytes: &[u8]) -> io::Result<Put> {
        let Some((folder, _)) = path.rsplit_once('/') else {
            return Err(io::Error::other("no path of ours"));
        };
        let mut made = String::new();
        for part in folder.split('/') {
            made.push_str(part);
            let Some(at) = self.below(&made)? else { break };
            match fs::create_dir(&at) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Err(_) | Ok(()) => {}
            }
            made.push('/');
        }
        let at = self.below(path)?.ok_or_else(|| io::Error::other("its folder is gone"))?;
        match fs::symlink_metadata(&at) {
            Ok(found) if found.is_file() && found.len() == bytes.len() as u64 => {
                durable::put(&at, bytes)
            }
            Ok(_) => Ok(Put::Differs),
            Err(error) if error.kind() == io::ErrorKind::NotFound => durable::put(&at, bytes),
            Err(error) => Err(error),
        }
    }

    fn unreadable(&self, path: &str, error: &io::Error) -> PortError {
        PortError::new(
            format!("{} could not be read: {error}", self.0.join(path).display()),
            "Plug the stick in again and exchange once more; nothing on it was changed.",
        )
    }
}

/// A file to be read, and nothing that a link leads to.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

/// A file to be read.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

impl Stick for Folder {
    fn names(
        &self,
        folder: &str,
        wanted: &dyn Fn(&str) -> bool,
        most: usize,
    ) -> Result<Vec<String>, PortError> {
        self.list(folder, wanted, most).map_err(|error| self.unreadable(folder, &error))
    }

    fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PortError> {
        self.bytes(path, most).map_err(|error| self.unreadable(path, &error))
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, PortError> {
        self.make(path, bytes).map_err(|error| not_written(&self.0.join(path), &error))
    }
}
