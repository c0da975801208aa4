//! One sitting: takes commands, makes them durable, hands out state, runs jobs; owns the ports.
//!
//! The window (and the command line) hold a [`Session`] and a [`Host`]. Nothing here touches a file, a thread or a
//! clock: those are behind [`Clock`], [`Entropy`], [`Writer`], [`Workers`] and [`Desk`], which `platform` implements.
//! A command is decided against the state that is on the disk, rehearsed, written, and only then is the state swapped.
//! STOP is a latch in memory first, and overtakes whatever waits.

mod alarmed;
mod attach;
mod begin;
mod broken;
mod drive;
mod exchange;
mod export;
mod happened;
mod host;
mod intake;
mod job;
mod keys;
mod notice;
mod ports;
mod private;
mod queue;
mod shelf;
mod sitting;
mod statements;
mod unsaved;

pub use attach::{Attachment, LARGEST_FILE, MOST_PIXELS, Pixels, Source, Wanted, too_many_pixels};
pub use begin::{
    GoingOn, Ground, SAMPLE_PEOPLE, SamplePerson, check_line, create, finished_day, go_on, lists,
    page, sample, sample_plan,
};
pub use drive::Failure;
pub use exchange::{Exchanged, Laptop, News};
pub use export::{Along, Handed, HandoverCame, RosterSheet, Watched, roster_sheet};
#[cfg(feature = "pdf")]
pub use export::{Print, Printing, print_cards, print_page};
pub use host::{
    Damaged, FirstHourOf, Host, HostNotice, Leaf, Lists, Member, Offer, PadVerb, Plan, Recent,
    Record, Review, Settings, Situation, Theme, Wish,
};
pub use intake::{BrokeOff, ListRead, TakenIn};
pub use job::{Exported, Finished, Job, JobId, JobKind, Jobs};
pub use keys::{Entering, Keyless, Newcomer, SHORTEST_PIN};
pub use notice::{Alarm, Notice, Ticket, Trouble, Unsaved};
pub use ports::{
    Answer, Batch, Clock, Control, Desk, Entropy, Found, Gathered, Held, Locale, NewLog, Object,
    Order, PortError, Reopened, Stick, Wake, Work, Worked, Workers, Writer, Written, as_files,
};
pub use private::{Known, Retain, Retention, STAYS, retention_of, typed_term};
pub use shelf::{
    Came, DeviationForm, Differs, FoundFile, GoldenRun, KeepList, ListKept, Loosens, Own,
    PlayGolden, Played, Shelf, ShelfFile, digest, read_beside, shelve,
};
pub use sitting::{Ports, Session};
pub use unsaved::LastWords;

pub use statements::PreviewError;

pub use crate::event::{ContinuesWhy, Durable};
pub use crate::production::{Fresh, Library, SetUp, Signing};
pub use crate::sealed::{Details, Particulars, Recipient};
pub use crate::signing::Secret;

/// Name and version of the program, as the log writes it.
pub const PROGRAM: &str = concat!("showclear ", env!("CARGO_PKG_VERSION"));
