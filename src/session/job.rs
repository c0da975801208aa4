//! Long work beside the drawing: what runs, how far it is, and what came of it.

use std::path::PathBuf;

use super::notice::{Ticket, Trouble};
use super::ports::Control;
use crate::terms::{Digest, PersonId};

/// One job of a sitting or of the host.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct JobId(pub u64);

/// What sort of work.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JobKind {
    /// A key is made.
    MakeKey,
    /// A key that somebody brings along is looked at.
    BringKey,
    /// A key is unlocked and signs.
    Sign,
    /// A security key waits to be touched, and signs.
    Touch,
    /// A bundle is written.
    Export,
    /// A production is made.
    Create,
    /// A production is opened.
    Open,
    /// A production is continued in a new log.
    Continue,
    /// A folder or bundle is verified.
    Review,
    /// What is not saved is written elsewhere.
    Unsaved,
    /// A file dialog is open.
    Pick,
    /// A file for an answer is read.
    Attach,
    /// A file of the production is read again, to be shown.
    Look,
    /// The files of an answer are made durable.
    Keep,
    /// Private objects are read, to be shown.
    Unseal,
    /// The user's own lists are read.
    Lists,
    /// A list is saved.
    KeepList,
    /// The golden runs of a list are played.
    PlayGolden,
    /// A page is written.
    WritePage,
    /// A list of items is read.
    ReadList,
    /// The items of a list are taken in.
    TakeIn,
    /// Checkpoints are exchanged with other laptops.
    Exchange,
    /// A request for a time is written.
    RequestTime,
    /// The answer of an authority is read.
    TakeTime,
    /// A hand-over file is written.
    HandOut,
    /// A hand-over file is read.
    ReadHandover,
}

impl JobKind {
    /// What it is, for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::MakeKey => "making a key",
            Self::BringKey => "looking at the key",
            Self::Sign => "signing",
            Self::Touch => "touch the security key now",
            Self::Export => "writing the bundle",
            Self::Create => "making the production",
            Self::Open => "opening the production",
            Self::Continue => "continuing in a new log",
            Self::Review => "verifying",
            Self::Unsaved => "writing what is not saved",
            Self::Pick => "choosing a file",
            Self::Attach => "reading the file",
            Self::Look => "reading a picture",
            Self::Keep => "keeping the files",
            Self::Unseal => "reading private particulars",
            Self::Lists => "reading the lists",
            Self::KeepList => "saving the list",
            Self::PlayGolden => "playing the golden runs",
            Self::WritePage => "writing the page",
            Self::ReadList => "reading the list",
            Self::TakeIn => "taking in the items",
            Self::Exchange => "exchanging checkpoints",
            Self::RequestTime => "writing the request",
            Self::TakeTime => "reading the answer",
            Self::HandOut => "writing the hand-over",
            Self::ReadHandover => "reading the hand-over",
        }
    }
}

/// Work that goes on.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which.
    pub id: JobId,
    /// What.
    pub kind: JobKind,
    /// How far it is, and how it is called off.
    pub control: Control,
}

/// The work that goes on, in order of its beginning.
#[derive(Clone, Debug, Default)]
pub struct Jobs(pub(super) Vec<Job>);

impl Jobs {
    /// All of it.
    pub fn iter(&self) -> impl Iterator<Item = &Job> {
        self.0.iter()
    }

    /// One of it.
    #[must_use]
    pub fn get(&self, id: JobId) -> Option<&Job> {
        self.0.iter().find(|job| job.id == id)
    }

    /// Work begins.
    pub fn begin(&mut self, id: JobId, kind: JobKind, control: Control) {
        self.0.push(Job { id, kind, control });
    }

    /// Work is over.
    pub fn end(&mut self, id: JobId) {
        self.0.retain(|job| job.id != id);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What came of a job.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Finished {
    /// Somebody signed; the signature is on its way as a command of its own.
    Signed {
        /// Who.
        person: PersonId,
        /// The command that adds the signature.
        ticket: Ticket,
    },
    /// A key was made; entering it is on its way as a command of its own.
    KeyMade {
        /// Whose.
        person: PersonId,
        /// The command that enters it.
        ticket: Ticket,
    },
    /// A bundle was written, and its line is on its way.
    Exported(Exported),
    /// What is not saved was written as a text; it still is not in the log.
    UnsavedWritten(PathBuf),
    /// A file was read that may go with an answer.
    Attached(Box<super::attach::Attachment>),
    /// A file of the production as it is shown; none where it is no picture.
    Looked(Digest, Option<super::attach::Pixels>),
    /// The files of an answer are durable, and the answer is on its way as a command of its own.
    Kept(Ticket),
    /// Private objects were read, as far as they can be here.
    Unsealed,
    /// A list of items was read.
    ListRead(Box<super::intake::ListRead>),
    /// Items were taken in, all of them or as many as came before it ended.
    TakenIn(Box<super::intake::TakenIn>),
    /// Checkpoints were exchanged, and what was seen is on its way as a command of its own.
    Exchanged(Box<super::exchange::Exchanged>, Ticket),
    /// A request for a time over a signed text was written.
    TimeRequested {
        /// The statement.
        statement: u64,
        /// Where.
        path: PathBuf,
    },
    /// The answer of an authority was read, and is on its way as a command of its own.
    TimeRead(Ticket),
    /// A hand-over file was written.
    HandedOut {
        /// Its number.
        number: u32,
        /// Where.
        path: PathBuf,
    },
    /// A hand-over file was read and checked; nothing of it is taken in.
    HandoverCame(Box<super::export::HandoverCame>),
    /// It failed.
    Failed(Trouble),
}

/// A bundle that was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Exported {
    /// Where.
    pub path: PathBuf,
    /// How many lines of the log it holds.
    pub size: u64,
    /// The SHA-256 of the zip.
    pub sha256: Digest,
    /// How many private objects it leaves out.
    pub withheld: u32,
    /// How many of those were to be handed out, and cannot be read on this laptop.
    pub unreadable: u32,
    /// The sixty letters that vouch for these lines and no later ones; none where they are too many for a code.
    pub head_code: Option<String>,
}
