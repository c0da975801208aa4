//! What a sitting asks of the operating system: a clock, random bits, a writer, workers and a desk with files and keys.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::attach::Pixels;
use crate::event::Durable;
use crate::log::{Fan, Hash, Put, Serial};
use crate::production::Fresh;
use crate::signing::UnlockedKey;
use crate::terms::{Digest, LogId, Millis, Stamp};

/// Wakes whoever draws, from any thread.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Tells the time.
pub trait Clock: Send {
    /// Now; the time since start-up never goes back.
    fn now(&mut self) -> Stamp;
}

/// Draws random bits.
pub trait Entropy: Send {
    /// The bits of one decision.
    fn fresh(&mut self) -> Fresh;
    /// Thirty-two bytes for a key, a salt or an identifier.
    fn bytes(&mut self) -> [u8; 32];
}

/// Bytes that are kept by their SHA-256.
#[derive(Clone, Eq, PartialEq)]
pub struct Object {
    /// Their SHA-256.
    pub digest: Digest,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

impl Object {
    /// Names bytes by their SHA-256.
    #[must_use]
    pub fn of(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { digest: Digest(*Hash::of(&bytes).as_bytes()), bytes }
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Object({}, {} bytes)", self.digest, self.bytes.len())
    }
}

/// One line on its way to the disk.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Batch {
    /// What must be durable before the line that names it.
    pub objects: Vec<Object>,
    /// The line's data.
    pub data: Vec<u8>,
    /// Whether it closes its segment.
    pub end: bool,
    /// Whether it is of the sort that is never refused, so that the reserve is given up for it.
    pub vital: bool,
}

/// What the writer is told to do; it does one after the other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Order {
    /// Append one line; answered by [`Answer::Appended`].
    Append(Batch),
    /// Write a file of the production that is made from the lines, unless it is there; answered by [`Answer::Kept`].
    Keep {
        /// Its path in the production's folder, with `/`.
        path: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Remove the bytes of an erased object, encrypted or not; answered by [`Answer::Kept`].
    Erase(Digest),
    /// Sign and keep a note at the present size, here and outside the folder; answered by [`Answer::Kept`].
    Note,
    /// Read the log anew after a failure; answered by [`Answer::Reopened`].
    Reopen,
}

/// What an append made durable.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Written {
    /// How many lines there are now.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// The segment that the line stands in.
    pub segment: u32,
    /// Where the line closed the segment, the SHA-256 of the segment's file.
    pub closed: Option<Hash>,
    /// Length of the open segment in bytes.
    pub open: u64,
    /// Free space on the volume in bytes, where the system tells.
    pub free: Option<u64>,
}

/// What a log that takes lines again holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reopened {
    /// Size, root and segment, as after an append; `closed` belongs to the last line.
    pub written: Written,
    /// The data of the lines that were written and never acknowledged, in order.
    pub more: Vec<Vec<u8>>,
}

/// What the writer says.
#[derive(Clone, Debug)]
pub enum Answer {
    /// To [`Order::Append`].
    Appended(Result<Written, PortError>),
    /// To [`Order::Reopen`].
    Reopened(Result<Reopened, PortError>),
    /// To [`Order::Keep`], [`Order::Note`] and [`Order::Erase`]; a failure loses nothing, since it follows from the lines and
    /// is done again at the next opening.
    Kept(Result<(), PortError>),
}

/// Appends lines in order, on a thread of its own; dropping it gives the folder back.
pub trait Writer: Send {
    /// Takes an order and returns at once.
    fn send(&mut self, order: Order);
    /// The next answer, if there is one.
    fn answer(&mut self) -> Option<Answer>;
    /// Waits for an answer, at most so long; for the command line and workers, never for the window.
    fn wait(&mut self, most: Millis) -> Option<Answer>;
}

/// What a piece of work gives back.
pub type Worked = Box<dyn std::any::Any + Send>;

/// A piece of work for another thread.
pub type Work = Box<dyn FnOnce(&Control) -> Worked + Send>;

/// Runs work on other threads.
pub trait Workers: Send {
    /// Starts work under a number; returns at once.
    fn start(&mut self, id: u64, control: Control, work: Work);
    /// Starts work that may hang with the disk that it reads, on a thread of its own, so that nothing else waits behind it;
    /// `false` where too many of that sort go on already.
    fn start_apart(&mut self, id: u64, control: Control, work: Work) -> bool;
    /// What has finished since.
    fn finished(&mut self) -> Vec<(u64, Worked)>;
    /// Waits for something to finish, at most so long; never for the window.
    fn wait(&mut self, most: Millis) -> Vec<(u64, Worked)>;
}

/// How work says how far it is, and learns that nobody wants it any more.
#[derive(Clone, Debug, Default)]
pub struct Control(Arc<State>);

#[derive(Debug, Default)]
struct State {
    permille: std::sync::atomic::AtomicU16,
    cancelled: std::sync::atomic::AtomicBool,
}

impl Control {
    /// Says how far the work is, in thousandths.
    pub fn progress(&self, permille: u16) {
        self.0.permille.store(permille.min(1000), std::sync::atomic::Ordering::Relaxed);
    }

    /// How far the work is, in thousandths.
    #[must_use]
    pub fn permille(&self) -> u16 {
        self.0.permille.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, std::sync::atomic::Ordering::Relaxed);
    }

    /// Whether nobody wants the work any more.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(std::sync::atomic::Ordering::Relaxed)
    }
}

/// Where the laptop is, as far as clocks go.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Locale {
    /// The time zone's name.
    pub zone: String,
    /// Minutes from UTC.
    pub offset: i32,
}

/// A log that is to be made.
#[derive(Debug)]
pub struct NewLog<'a> {
    /// The production's folder; made if it is not there.
    pub folder: &'a Path,
    /// The log's id.
    pub log: LogId,
    /// The log's name in notes.
    pub origin: &'a str,
    /// The device key that signs for this log.
    pub key: &'a UnlockedKey,
    /// Whether a folder that other machines copy is taken all the same.
    pub synced_too: bool,
}

/// A log that was made.
pub struct Found {
    /// Its writer.
    pub writer: Box<dyn Writer>,
    /// What the volume promises.
    pub durable: Durable,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found").field("durable", &self.durable).finish_non_exhaustive()
    }
}

/// Files by their paths with `/`.
pub type Gathered = Vec<(String, Held)>;

/// What is held of a file of a production.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Held {
    /// All its bytes.
    Whole(Vec<u8>),
    /// The SHA-256 of the bytes of a large object, of which readers need no more.
    Large([u8; 32]),
}

/// Makes files that were gathered ready to be verified.
#[must_use]
pub fn as_files(gathered: Gathered) -> crate::verify::Files<'static> {
    let mut files = crate::verify::Files::new();
    for (path, held) in gathered {
        match held {
            Held::Whole(bytes) => files.add(path, bytes),
            Held::Large(sha256) => files.add_large(path, sha256),
        }
    }
    files
}

/// A folder that is carried between laptops: files are made in it and never changed. Paths have `/` and lie below it.
///
/// Each call may take long, and may be the one at which the stick is pulled out.
pub trait Stick: Send {
    /// The names in a folder that are `wanted`, at most so many, in order; none where there is no such folder.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is a link.
    fn names(
        &self,
        folder: &str,
        wanted: &dyn Fn(&str) -> bool,
        most: usize,
    ) -> Result<Vec<String>, PortError>;
    /// The bytes of a file; none where it is not there, is no plain file, or has more than `most` bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PortError>;
    /// Makes a file, durably; what is there stays as it is.
    ///
    /// # Errors
    ///
    /// When it may not be there as a whole.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, PortError>;
}

/// The files and keys that jobs need; every call may take long.
pub trait Desk: Send + Sync {
    /// Makes the folder and the log in it, and keeps the device key.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or has a log, or is of a kind that live productions are kept out of.
    fn found(&self, new: &NewLog<'_>) -> Result<Found, PortError>;
    /// The key file of a person.
    ///
    /// # Errors
    ///
    /// When there is none here or it cannot be read.
    fn key(&self, fingerprint: &str, drill: bool) -> Result<Vec<u8>, PortError>;
    /// Keeps a new key file of a person, durably.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn keep_key(&self, fingerprint: &str, drill: bool, pem: &str) -> Result<(), PortError>;
    /// Remembers on this laptop where a person keeps their own key file, which stays there; [`Desk::key`] then reads it.
    ///
    /// # Errors
    ///
    /// When it cannot be written down.
    fn remember_key(&self, fingerprint: &str, drill: bool, path: &Path) -> Result<(), PortError>;
    /// What the ssh agent of this user answers to a message, both without their lengths; it may wait for a touch.
    ///
    /// # Errors
    ///
    /// When there is none, it breaks off or takes too long, or nobody waits any more.
    fn agent(&self, request: &[u8], control: &Control) -> Result<Vec<u8>, PortError>;
    /// The armoured signature of a log's device key.
    ///
    /// # Errors
    ///
    /// When the key is not here.
    fn sign_as_device(
        &self,
        log: LogId,
        namespace: &str,
        message: &[u8],
    ) -> Result<String, PortError>;
    /// Every file of a production's folder that readers need: path with `/`, and what it holds; the first third of the
    /// work that `control` watches.
    ///
    /// # Errors
    ///
    /// When one cannot be read, or none is wanted any more.
    fn gather(&self, folder: &Path, control: &Control) -> Result<Gathered, PortError>;
    /// The hands for work that can be done side by side.
    fn fan(&self) -> &dyn Fan {
        &Serial
    }
    /// Writes a file as a whole: beside it first, synced, then renamed.
    ///
    /// # Errors
    ///
    /// When it may not be whole.
    fn write_whole(&self, path: &Path, bytes: &[u8]) -> Result<(), PortError>;
    /// A file that somebody chose, if it has at most so many bytes; called off between its pieces.
    ///
    /// # Errors
    ///
    /// When it is no file, empty, larger, gone, cannot be read, or is not wanted any more.
    fn read(&self, path: &Path, most: u64, control: &Control) -> Result<Vec<u8>, PortError>;
    /// A small picture of a picture, right side up.
    ///
    /// # Errors
    ///
    /// When the bytes are no picture that can be shown here, a damaged one, or one too large to be decoded.
    fn picture(&self, bytes: &[u8]) -> Result<Pixels, PortError>;
    /// A picture as the bytes of a PNG.
    ///
    /// # Errors
    ///
    /// When it is none.
    fn png(&self, pixels: &Pixels) -> Result<Vec<u8>, PortError>;
    /// Keeps bytes under their SHA-256 in the folder of a production, durably.
    ///
    /// # Errors
    ///
    /// When they may not be there as a whole.
    fn keep_object(&self, folder: &Path, object: &Object) -> Result<(), PortError>;
    /// A folder that is carried between laptops.
    ///
    /// # Errors
    ///
    /// When it is not there, or lies in a production.
    fn stick(&self, at: &Path) -> Result<Box<dyn Stick>, PortError>;
    /// Keeps a note that was seen of a log outside every production: the longest one, or beside it one that is over other
    /// lines than this laptop has (`against`), which is never replaced.
    ///
    /// # Errors
    ///
    /// When it may not be there as a whole.
    fn keep_head(&self, log: LogId, note: &[u8], against: bool) -> Result<(), PortError>;
    /// Keeps the leaves that were seen under a note of another log, in the place of those before; nothing relies on them that
    /// their root does not bear out.
    ///
    /// # Errors
    ///
    /// When they may not be there as a whole.
    fn keep_leaves(&self, log: LogId, leaves: &[u8]) -> Result<(), PortError>;
    /// The leaves that were kept of another log; none where there are none, or more than `most` bytes.
    fn kept_leaves(&self, log: LogId, most: u64) -> Option<Vec<u8>>;
    /// Keeps a private object in the folder of a production, encrypted to this laptop and to whom its settings name, durably;
    /// what was written is read back first.
    ///
    /// # Errors
    ///
    /// When it may not be there as a whole, or could not be read again.
    fn seal(&self, folder: &Path, object: &Object) -> Result<(), PortError>;
    /// Keeps a private object in the folder of a production, encrypted to one reader (`age1…`) alone, durably: nobody here can
    /// read it again.
    ///
    /// # Errors
    ///
    /// When it may not be there as a whole.
    fn seal_for(&self, folder: &Path, object: &Object, recipient: &str) -> Result<(), PortError>;
    /// The plain bytes of a private object: those that its name says.
    ///
    /// # Errors
    ///
    /// When it is not there, is not for this laptop, or holds anything else.
    fn unseal(&self, folder: &Path, object: Digest) -> Result<Vec<u8>, PortError>;
    /// Whether a new file may be made at a path that somebody typed.
    ///
    /// # Errors
    ///
    /// When a file is there, its folder is not, or it lies in a production.
    fn may_make(&self, path: &Path) -> Result<(), PortError>;
}

/// What the operating system would not do, in words for people.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{what}")]
pub struct PortError {
    /// What went wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl PortError {
    /// An error with its remedy.
    #[must_use]
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}
