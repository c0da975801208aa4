//! The files of one log behind the log's port.
#![expect(clippy::disallowed_methods, reason = "files are read and written here")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::durable;
use crate::log::{Put, Storage};

/// The files of one log of a production.
#[derive(Clone, Debug)]
pub struct FileStorage {
    folder: PathBuf,
    log: String,
}

impl FileStorage {
    /// The files of `log` in the production's folder.
    #[must_use]
    pub fn new(folder: &Path, log: &str) -> Self {
        Self { folder: folder.to_owned(), log: log.to_owned() }
    }

    fn segments_folder(&self) -> PathBuf {
        self.folder.join("log").join(&self.log)
    }

    fn segment(&self, number: u32) -> PathBuf {
        self.segments_folder().join(format!("{number:05}.jsonl"))
    }

    fn copy(&self, number: u32) -> PathBuf {
        self.segments_folder().join(format!(".{number:05}.copy"))
    }

    fn open(&self, number: u32) -> io::Result<File> {
        OpenOptions::new().append(true).open(self.segment(number))
    }
}

impl Storage for FileStorage {
    fn segments(&self) -> io::Result<Vec<u32>> {
        let entries = match fs::read_dir(self.segments_folder()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut numbers = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            let digits = name.to_str().and_then(|name| name.strip_suffix(".jsonl"));
            let digits = digits.filter(|digits| digits.len() == 5);
            numbers.extend(digits.and_then(|digits| digits.parse::<u32>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    fn read(&self, segment: u32) -> io::Result<Vec<u8>> {
        fs::read(self.segment(segment))
    }

    fn create_new(&mut self, segment: u32) -> io::Result<()> {
        durable::make_folder(&self.segments_folder())?;
        File::create_new(self.segment(segment)).map(drop)
    }

    fn append(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        self.open(segment)?.write_all(bytes)
    }

    fn truncate(&mut self, segment: u32, len: u64) -> io::Result<()> {
        OpenOptions::new().write(true).open(self.segment(segment))?.set_len(len)
    }

    fn sync_data(&mut self, segment: u32) -> io::Result<()> {
        self.open(segment)?.sync_data()
    }

    fn sync_all(&mut self, segment: u32) -> io::Result<()> {
        self.open(segment)?.sync_all()
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        durable::sync_folder(&self.segments_folder())
    }

    fn write_copy(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(self.copy(segment))?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn read_copy(&self, segment: u32) -> io::Result<Vec<u8>> {
        fs::read(self.copy(segment))
    }

    fn rename_copy(&mut self, segment: u32) -> io::Result<()> {
        fs::rename(self.copy(segment), self.segment(segment))
    }

    fn put_recovered(&mut self, name: &str, bytes: &[u8]) -> io::Result<Put> {
        durable::put(&self.folder.join("recovered").join(name), bytes)
    }

    fn put_note(&mut self, size: u64, note: &str) -> io::Result<Put> {
        let path = self.folder.join("checkpoints").join(&self.log).join(format!("{size:08}.note"));
        durable::put(&path, note.as_bytes())
    }
}
