//! The one writer of a log: a line is acknowledged when it is durable, and not before.

use std::io;

use sha2::{Digest as _, Sha256};

use super::checkpoint::{Checkpoint, MAX_LINES, Origin};
use super::envelope::Envelope;
use super::error::LogError;
use super::merkle::{Hash, Tree, leaf_hash};
use super::note::Note;
use super::reading::Reading;
use super::storage::{Put, Storage};

/// The length in bytes above which the open segment should be cut, with the next line that may.
pub const CUT_ABOVE: u64 = 8 * 1024 * 1024;

/// The last number a segment can have in five digits.
const MAX_SEGMENT: u32 = 99_999;

/// A log that lines are appended to.
///
/// After any failed write it is poisoned, and takes no line until [`Log::reopen`] has found out
/// what the disk holds.
#[derive(Debug)]
pub struct Log<S> {
    pub(super) storage: S,
    pub(super) origin: Origin,
    pub(super) tree: Tree,
    pub(super) tip: Tip,
    pub(super) poisoned: bool,
}

/// Where the next line goes.
#[derive(Clone, Debug)]
pub(super) enum Tip {
    /// At the end of a segment with lines.
    Open { number: u32, len: u64, hash: Sha256 },
    /// To a segment that is yet to be made, or has no lines; `file` is the hash of the one before.
    New { number: u32, file: Hash },
}

/// What an append made durable.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Appended {
    /// The place of the line, from 0.
    pub seq: u64,
    /// The number of lines, this one among them.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// The segment the line stands in.
    pub segment: u32,
    /// Where the line closes the segment, the SHA-256 of its file.
    pub closed: Option<Hash>,
}

/// A line on its way to the disk.
struct Next {
    bytes: Vec<u8>,
    tip: Tip,
    leaf: Hash,
    appended: Appended,
}

impl<S: Storage> Log<S> {
    /// Starts a log where there is none; its first append makes its first file.
    ///
    /// # Errors
    ///
    /// Fails when there is a segment with anything in it, or the folder cannot be read.
    pub fn create(storage: S, origin: Origin) -> Result<Self, LogError> {
        let numbers = storage.segments().map_err(failed_to("list"))?;
        for number in numbers {
            if number != 1 || !storage.read(number).map_err(failed_to("read"))?.is_empty() {
                return Err(LogError::NotEmpty);
            }
        }
        let tip = Tip::New { number: 1, file: Hash::ZERO };
        Ok(Self { storage, origin, tree: Tree::new(), tip, poisoned: false })
    }

    /// Appends one line around `data` and returns once it is durable; `end` closes the segment.
    ///
    /// # Errors
    ///
    /// Fails when `data` does not fit on a line, which harms nothing, and when the disk fails:
    /// then the log is poisoned, and whether the line is there shows when it is reopened.
    pub fn append(&mut self, data: &[u8], end: bool) -> Result<Appended, LogError> {
        if self.poisoned {
            return Err(LogError::Poisoned);
        }
        let next = self.next(data, end)?;
        // Poisoned until proven otherwise, even if the storage panics.
        self.poisoned = true;
        self.write(&next)?;
        self.poisoned = false;
        self.tree.push(next.leaf);
        self.tip = next.tip;
        Ok(next.appended)
    }

    /// Returns what [`Log::append`] would, and writes nothing.
    ///
    /// # Errors
    ///
    /// Fails when `data` does not fit on a line.
    pub fn preview(&self, data: &[u8], end: bool) -> Result<Appended, LogError> {
        Ok(self.next(data, end)?.appended)
    }

    /// Returns the segment that the last line stands in, and its file's hash where that line closed it.
    pub fn last_segment(&self) -> (u32, Option<Hash>) {
        match &self.tip {
            Tip::Open { number, .. } => (*number, None),
            Tip::New { number, file } => (number.saturating_sub(1), (*number > 1).then_some(*file)),
        }
    }

    fn next(&self, data: &[u8], end: bool) -> Result<Next, LogError> {
        let (number, len, mut hash, file) = match &self.tip {
            Tip::Open { number, len, hash } => (*number, *len, hash.clone(), None),
            Tip::New { number, file } => (*number, 0, Sha256::new(), Some(*file)),
        };
        let seq = self.tree.size();
        if seq >= MAX_LINES || number > MAX_SEGMENT {
            return Err(LogError::Full);
        }
        let line = Envelope { seq, prev: self.tree.last_leaf(), file, end, data };
        let mut bytes = line.print().map_err(LogError::Line)?;
        let leaf = leaf_hash(&bytes);
        bytes.push(b'\n');
        hash.update(&bytes);
        let closed = end.then(|| Hash::new(hash.clone().finalize().into()));
        let tip = match closed {
            Some(file) => Tip::New { number: number + 1, file },
            None => Tip::Open { number, len: len + bytes.len() as u64, hash },
        };
        let root = self.tree.root_with(leaf);
        let appended = Appended { seq, size: seq + 1, root, segment: number, closed };
        Ok(Next { bytes, tip, leaf, appended })
    }

    fn write(&mut self, next: &Next) -> Result<(), LogError> {
        let number = next.appended.segment;
        match self.tip {
            Tip::Open { .. } => {
                self.storage.append(number, &next.bytes).map_err(failed_to("append to"))?;
                self.storage.sync_data(number).map_err(failed_to("sync"))
            }
            Tip::New { .. } => {
                self.create_or_use_empty(number).map_err(failed_to("begin a segment of"))?;
                self.storage.append(number, &next.bytes).map_err(failed_to("append to"))?;
                self.storage.sync_all(number).map_err(failed_to("sync"))?;
                self.storage.sync_folder().map_err(failed_to("sync the folder of"))
            }
        }
    }

    /// A crash between creating a segment and writing to it leaves an empty one behind.
    fn create_or_use_empty(&mut self, number: u32) -> io::Result<()> {
        match self.storage.create_new(number) {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
                if self.storage.read(number)?.is_empty() { Ok(()) } else { Err(err) }
            }
            done => done,
        }
    }
}

impl<S> Log<S> {
    /// Returns which log this is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns the tree over all acknowledged lines.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Returns whether a write failed and the log must be reopened.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }

    /// Returns the length of the open segment in bytes; 0 when the next line opens one.
    ///
    /// Above [`CUT_ABOVE`] the caller should close it with its next line.
    pub fn open_segment_len(&self) -> u64 {
        match self.tip {
            Tip::Open { len, .. } => len,
            Tip::New { .. } => 0,
        }
    }

    /// Returns what this log says of itself now, for a note to sign.
    pub fn checkpoint(&self) -> Checkpoint {
        let (size, root) = (self.tree.size(), self.tree.root());
        Checkpoint { origin: self.origin.clone(), size, root }
    }

    /// Returns what it said of itself at `size`, or nothing where there are fewer lines.
    pub fn checkpoint_at(&self, size: u64) -> Option<Checkpoint> {
        let root = self.tree.root_at(size)?;
        Some(Checkpoint { origin: self.origin.clone(), size, root })
    }

    /// Gives back the disk.
    pub fn into_storage(self) -> S {
        self.storage
    }
}

impl<S: Storage> Log<S> {
    /// Keeps a note beside the log; a failure harms nothing and may be tried again.
    ///
    /// # Errors
    ///
    /// Fails when the disk does.
    pub fn put_note(&mut self, note: &Note) -> Result<Put, LogError> {
        let put = self.storage.put_note(note.claims().size, &note.encode());
        put.map_err(failed_to("keep a note of"))
    }
}

impl Tip {
    /// Where the next line goes after the lines of `reading`, whose last segment has these bytes.
    pub(super) fn after(reading: &Reading, last: &[u8]) -> Self {
        match reading.segments() {
            [] => Self::New { number: 1, file: Hash::ZERO },
            [.., last] if last.closed => Self::New { number: last.number + 1, file: last.sha256 },
            [.., before, last] if last.lines.is_empty() => {
                Self::New { number: last.number, file: before.sha256 }
            }
            [only] if only.lines.is_empty() => Self::New { number: 1, file: Hash::ZERO },
            [.., open] => Self::Open {
                number: open.number,
                len: open.len as u64,
                hash: Sha256::new_with_prefix(last),
            },
        }
    }
}

/// Names what was being done when the disk said no.
pub(super) fn failed_to(action: &'static str) -> impl Fn(io::Error) -> LogError {
    move |source| LogError::Storage { action, source }
}
