//! The few things the log asks of a disk.

use std::io;

/// The files of one log: its segments, their copies, its notes and its recovered tails.
///
/// A method that returns has done all it says, in the sense of the system call it names; nothing
/// is durable before the sync that covers it. An implementation keeps no file open across calls:
/// on Windows a file that is open cannot be renamed over.
pub trait Storage {
    /// Returns the numbers of all segment files, ascending; other names are not ours to read.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be listed. A folder that is not there holds no segments.
    fn segments(&self) -> io::Result<Vec<u32>>;

    /// Returns all bytes of a segment.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    fn read(&self, segment: u32) -> io::Result<Vec<u8>>;

    /// Creates a segment that is not there yet.
    ///
    /// # Errors
    ///
    /// Fails with [`io::ErrorKind::AlreadyExists`] when it is, and when it cannot be created.
    fn create_new(&mut self, segment: u32) -> io::Result<()>;

    /// Writes `bytes` at the end of a segment, with one `write_all`.
    ///
    /// # Errors
    ///
    /// Fails when not all was written; some may have been.
    fn append(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()>;

    /// Cuts a segment down to `len` bytes.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be cut.
    fn truncate(&mut self, segment: u32, len: u64) -> io::Result<()>;

    /// Makes the bytes of a segment durable (`sync_data`).
    ///
    /// # Errors
    ///
    /// Fails when they may not be; a later sync that succeeds then proves nothing.
    fn sync_data(&mut self, segment: u32) -> io::Result<()>;

    /// Makes the bytes of a segment and all the system keeps of it durable (`sync_all`).
    ///
    /// # Errors
    ///
    /// As [`Storage::sync_data`].
    fn sync_all(&mut self, segment: u32) -> io::Result<()>;

    /// Makes the names in the folder of the segments durable, where the system allows.
    ///
    /// # Errors
    ///
    /// Fails when the system allows it and it did not work.
    fn sync_folder(&mut self) -> io::Result<()>;

    /// Writes `bytes` to a new file beside a segment and makes them durable (`sync_all`); what an
    /// earlier attempt left is replaced.
    ///
    /// # Errors
    ///
    /// Fails when the copy may not be whole and durable.
    fn write_copy(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()>;

    /// Returns all bytes of the copy.
    ///
    /// # Errors
    ///
    /// Fails when the copy cannot be read.
    fn read_copy(&self, segment: u32) -> io::Result<Vec<u8>>;

    /// Renames the copy over its segment.
    ///
    /// # Errors
    ///
    /// Fails when the segment may still be the old one.
    fn rename_copy(&mut self, segment: u32) -> io::Result<()>;

    /// Keeps a torn tail under `name` in `recovered/`: temporary file, sync, rename without
    /// replacing, sync of the folder.
    ///
    /// # Errors
    ///
    /// Fails when the file may not be whole and durable.
    fn put_recovered(&mut self, name: &str, bytes: &[u8]) -> io::Result<Put>;

    /// Keeps the note for `size` lines: temporary file, sync, rename without replacing.
    ///
    /// # Errors
    ///
    /// Fails when the file may not be whole.
    fn put_note(&mut self, size: u64, note: &str) -> io::Result<Put>;
}

/// What became of a file that is never replaced.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Put {
    /// It was written.
    Written,
    /// It stood there with the same bytes.
    Already,
    /// It stood there with other bytes, and was left as it is.
    Differs,
}
