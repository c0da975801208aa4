//! What a sitting tells: what became of a command, of STOP, and of what could not be saved.

use super::job::{Finished, JobId};
use super::ports::PortError;
use crate::production::{Happened, Refusal};
use crate::statement::StatementError;
use crate::terms::{ItemId, Millis, PersonId, Stamp};

/// One command on its way; also its number among those of the sitting.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Ticket(pub u64);

/// What became of something.
#[derive(Debug)]
pub enum Notice {
    /// It is on the disk and in the state.
    Done(Ticket),
    /// The rules refuse it; nothing was written.
    Refused(Ticket, Refusal),
    /// It could not be done; nothing is shown as done.
    Failed(Ticket, Trouble),
    /// It happened and is not on the disk; it stands in [`super::Session::unsaved`].
    Unsaved(Ticket),
    /// A job is over.
    Job(JobId, Finished),
    /// The log failed; nothing is written until it is reopened.
    Broken(PortError),
    /// The log takes lines again.
    Reopened,
    /// A showing that was kept while the log did not work is on the disk now: of these items, entered then.
    Late(Vec<ItemId>, Stamp),
    /// A file that is made from the lines could not be kept; it is made again at the next opening.
    NotKept(PortError),
}

/// Where a STOP is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Alarm {
    /// None stands.
    None,
    /// Pressed, and not yet on the disk.
    Pressed,
    /// On the disk, and it stands.
    Recorded,
    /// Pressed, and the log does not work: write it down.
    NotRecorded,
}

/// Something that happened while the log did not work.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unsaved {
    /// Its ticket.
    pub ticket: Ticket,
    /// What happened.
    pub happened: Happened,
    /// When it was entered.
    pub at: Stamp,
    /// Who was at the keyboard.
    pub seat: Option<PersonId>,
}

/// Why something could not be done, apart from the rules.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Trouble {
    /// The log does not work.
    #[error("nothing can be saved: {0}")]
    NotSaved(PortError),
    /// Too little space to begin a run.
    #[error("only {free_mib} MiB are free on this disk, and a run does not begin below 64")]
    LowSpace {
        /// How much there is.
        free_mib: u64,
    },
    /// The text of a statement cannot be made.
    #[error(transparent)]
    Text(#[from] StatementError),
    /// The line would not be one that may be written.
    #[error("this cannot be written down: {0}")]
    Line(String),
    /// No statement is being signed.
    #[error("no statement is being signed")]
    NoStatement,
    /// A statement is being signed.
    #[error("a statement is being signed")]
    StatementPending,
    /// That person is not asked to sign.
    #[error("this statement is not for that person")]
    NotAsked(PersonId),
    /// The key is not in the program's keeping.
    #[error("that key is not kept by this program")]
    KeyElsewhere,
    /// The PIN was wrong.
    #[error("the PIN is wrong")]
    WrongPin {
        /// How long until it may be tried again.
        wait: Millis,
    },
    /// It was wrong too often a moment ago.
    #[error("the PIN was wrong {tries} times; wait {} s", .wait.div_ceil(1000))]
    Wait {
        /// How often.
        tries: u32,
        /// How long still.
        wait: Millis,
    },
    /// The PIN is too short.
    #[error("a PIN has at least {least} characters")]
    ShortPin {
        /// The fewest.
        least: usize,
    },
    /// A name, tag or title cannot be taken.
    #[error(transparent)]
    Typed(#[from] crate::terms::TextError),
    /// A key cannot be used.
    #[error("{what}")]
    Key {
        /// What is wrong with it.
        what: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// A bundle cannot be made.
    #[error("the bundle cannot be made: {0}")]
    Bundle(String),
    /// The operating system said no.
    #[error(transparent)]
    Port(#[from] PortError),
    /// A line would name a file that is not in the production's folder.
    #[error("a file of this answer is not in the production's folder")]
    FileMissing,
    /// Too many files are being read or written at once.
    #[error("other files are still being read or written")]
    TooManyFiles,
    /// A list is being taken in.
    #[error("another list is being taken in")]
    TakingIn,
    /// There is nothing that is not saved.
    #[error("everything is saved")]
    AllSaved,
    /// It was called off.
    #[error("it was called off")]
    Cancelled,
    /// The work ended without a result.
    #[error("the work broke off inside the program")]
    Broke,
}

impl Trouble {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::NotSaved(error) | Self::Port(error) => error.remedy.clone(),
            Self::LowSpace { .. } => "Free space on this disk, then begin the run.".to_owned(),
            Self::Text(error) => error.remedy().to_owned(),
            Self::Line(_) => "Do it in two parts, or with fewer words.".to_owned(),
            Self::NoStatement => "Prepare the statement anew.".to_owned(),
            Self::StatementPending => "Finish or cancel that signing first.".to_owned(),
            Self::NotAsked(_) => "Let the person named sign.".to_owned(),
            Self::KeyElsewhere => "Make a key for this person here, under People.".to_owned(),
            Self::WrongPin { .. } => "Type it again.".to_owned(),
            Self::Wait { .. } => "Wait, then type it again.".to_owned(),
            Self::ShortPin { .. } => "Choose a longer PIN.".to_owned(),
            Self::Typed(_) => "Write it again.".to_owned(),
            Self::Key { remedy, .. } => (*remedy).to_owned(),
            Self::Bundle(_) => "Verify this production first, then export it again.".to_owned(),
            Self::FileMissing => "Pick the file again.".to_owned(),
            Self::TooManyFiles => "Wait for them, or cancel one.".to_owned(),
            Self::TakingIn => "Wait until it is in the book, or cancel it.".to_owned(),
            Self::AllSaved => "Nothing is left to do.".to_owned(),
            Self::Cancelled => "Start it again when you want it.".to_owned(),
            Self::Broke => "Start it again; if it breaks off again, send in a report.".to_owned(),
        }
    }
}
