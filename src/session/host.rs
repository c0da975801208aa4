//! What the window needs before there is a sitting and around it: productions, settings, files.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::job::{JobId, Jobs};
use super::notice::Trouble;
use super::ports::{PortError, Wake};
use super::shelf::{KeepList, ListKept, PlayGolden, Played, Shelf};
use super::sitting::Session;
use crate::event::{ContinuesWhy, Mode, PeopleRules};
use crate::production::{Library, Names, Production, SetUp, Signing};
use crate::review::Page;
use crate::signing::Secret;
use crate::terms::{ItemId, PersonId, ProductionId, Role, UtcMillis};
use crate::verify::{Findings, Verified};

/// The laptop as the window sees it; nothing here waits.
pub trait Host {
    /// Called from any thread when there is something to draw.
    fn set_wake(&mut self, wake: Wake);
    /// The productions opened last, the newest first.
    fn recent(&self) -> Vec<Recent>;
    /// Where new productions are put if nobody says otherwise.
    fn home(&self) -> PathBuf;
    /// Starts long work; its end is a [`HostNotice`].
    fn start(&mut self, wish: Wish) -> JobId;
    /// Calls work off.
    fn cancel(&mut self, job: JobId);
    /// The work that goes on.
    fn jobs(&self) -> &Jobs;
    /// What has happened since; once a frame.
    fn poll(&mut self) -> Vec<HostNotice>;
    /// Whether this system shows file dialogs; where not, the path is typed.
    fn has_dialogs(&self) -> bool;
    /// The checklists at hand.
    fn library(&self) -> Arc<Library>;
    /// The user's own list files, also those with mistakes.
    fn shelf(&self) -> Arc<Shelf> {
        Arc::default()
    }
    /// The settings.
    fn settings(&self) -> &Settings;
    /// How many key files other users of this laptop can read, as last looked.
    fn exposed_keys(&self) -> usize {
        0
    }
    /// Makes them private; a failure is a notice.
    fn make_keys_private(&mut self) {}
    /// Keeps other settings; a failure is a notice.
    fn keep(&mut self, settings: Settings);
}

/// What the host is asked to do.
#[derive(Debug)]
pub enum Wish {
    /// Make a production.
    Create(Plan),
    /// Make the sample drill in a folder.
    Sample {
        /// The new folder's path.
        folder: PathBuf,
    },
    /// Open a production's folder.
    Open {
        /// Its path.
        folder: PathBuf,
    },
    /// Go on with a production in a new log in the same folder; answered by [`HostNotice::Opened`].
    Continue {
        /// Its path.
        folder: PathBuf,
        /// Why, as [`Damaged::continues`] or [`Record::continues`] offers it.
        why: ContinuesWhy,
    },
    /// Verify a folder or a bundle and read it.
    Review {
        /// Its path.
        path: PathBuf,
        /// A file of trusted keys.
        trust: Option<PathBuf>,
        /// A head code.
        head: Option<String>,
    },
    /// Let somebody choose a production's folder.
    PickFolder,
    /// Let somebody choose a bundle.
    PickBundle,
    /// Let somebody choose a file for an answer.
    PickFile(super::attach::Wanted),
    /// Let somebody choose a list of items.
    PickList,
    /// Let somebody choose the answer of a time-stamp authority.
    PickAnswer,
    /// Let somebody choose where to write a file.
    PickSave {
        /// The name that is proposed.
        name: String,
    },
    /// Look whether the user's own list files changed; answered by [`HostNotice::Lists`] where they did.
    Lists,
    /// Write a list file or a golden run; answered by [`HostNotice::ListKept`].
    KeepList(KeepList),
    /// Play the golden runs of a list; answered by [`HostNotice::GoldenPlayed`].
    PlayGolden(Box<PlayGolden>),
    /// Write the sheet of the roster in force of a production; answered by [`HostNotice::PageWritten`].
    RosterSheet {
        /// The production's folder.
        folder: PathBuf,
        /// Where the page goes; the keys go beside it.
        page: PathBuf,
    },
    /// Write a page for people; answered by [`HostNotice::PageWritten`].
    WritePage {
        /// Where.
        path: PathBuf,
        /// What stands on it.
        page: Leaf,
        /// Whether the path was typed, and so replaces nothing.
        typed: bool,
    },
}

/// A page to be written; what takes long to draw is drawn by the worker that writes it.
pub struct Leaf(Box<dyn FnOnce() -> Result<Vec<u8>, PortError> + Send>);

impl Leaf {
    /// A page that is drawn where it is written.
    pub fn drawn(draw: impl FnOnce() -> Result<Vec<u8>, PortError> + Send + 'static) -> Self {
        Self(Box::new(draw))
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be drawn.
    pub fn bytes(self) -> Result<Vec<u8>, PortError> {
        (self.0)()
    }
}

impl From<Vec<u8>> for Leaf {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Box::new(move || Ok(bytes)))
    }
}

impl fmt::Debug for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Leaf")
    }
}

/// A production to be made.
#[derive(Clone, Debug)]
pub struct Plan {
    /// As people call it.
    pub title: String,
    /// Live or drill, for ever.
    pub mode: Mode,
    /// Whether it is the shipped example.
    pub sample: bool,
    /// The folder; its ending is made right.
    pub folder: PathBuf,
    /// What people call the laptop.
    pub device: String,
    /// The first people, one upwards.
    pub members: Vec<Member>,
    /// Whether a folder that other machines copy is taken all the same.
    pub synced_too: bool,
    /// What is asked of whoever takes a gun; where nothing stands here, no line says so and nothing is.
    pub asks: Option<PeopleRules>,
}

/// One of the first people.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name.
    pub name: String,
    /// What they are.
    pub roles: Vec<Role>,
    /// The PIN of their key; without one they do not sign.
    pub pin: Option<Secret>,
    /// Whether they are one of the one to five who may change the roster.
    pub root: bool,
}

/// A production that was opened on this laptop.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recent {
    /// As people call it.
    pub title: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Whether it is a drill.
    pub drill: bool,
    /// When it was opened last.
    pub at: UtcMillis,
    /// Whether the folder is there.
    pub here: bool,
}

/// What came of a wish.
#[derive(Debug)]
pub enum HostNotice {
    /// A production is open.
    Opened(JobId, Box<Session>),
    /// A production can be read, and not written.
    ReadOnly(JobId, Box<Record>),
    /// A log cannot be continued.
    Damaged(JobId, Box<Damaged>),
    /// A folder or bundle was verified.
    Reviewed(JobId, Box<Review>),
    /// A path was chosen; `None` when nobody chose one.
    Picked(JobId, Option<PathBuf>),
    /// The user's own list files changed, and with them the lists at hand.
    Lists(JobId, Box<Lists>),
    /// A list file or a golden run was to be written.
    ListKept(JobId, PathBuf, ListKept),
    /// The golden runs of a list were played.
    GoldenPlayed(JobId, Played),
    /// A page was written.
    PageWritten(JobId, PathBuf),
    /// It failed.
    Failed(JobId, Trouble),
    /// The settings could not be kept.
    NotKept(Trouble),
}

/// The lists at hand.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Those that can be read.
    pub library: Arc<Library>,
    /// The user's own files.
    pub shelf: Arc<Shelf>,
}

/// A production as read, without a pen.
pub struct Record {
    /// Its folder.
    pub folder: PathBuf,
    /// Why it is only read.
    pub why: String,
    /// What to do about it.
    pub remedy: String,
    /// Why it may be continued here in a new log; `None` where that is no way on.
    pub continues: Option<ContinuesWhy>,
    /// The state.
    pub state: Arc<Production>,
    /// The people's names.
    pub names: Names,
    /// The checklists at hand.
    pub library: Arc<Library>,
    /// What was verified.
    pub verified: Verified,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("folder", &self.folder)
            .field("why", &self.why)
            .finish_non_exhaustive()
    }
}

/// A log that cannot be continued.
#[derive(Debug)]
pub struct Damaged {
    /// Its folder.
    pub folder: PathBuf,
    /// File, line and reason.
    pub reason: String,
    /// The way on.
    pub offer: Offer,
    /// Why it is continued, where the way on is a new log.
    pub continues: Option<ContinuesWhy>,
    /// The findings, where the files could be verified at all.
    pub findings: Option<Findings>,
    /// What can still be read of it.
    pub page: Option<Box<Page>>,
}

/// The way on from a log that cannot be continued; nothing is ever repaired.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Offer {
    /// Continue in a new log, with every item UNVERIFIED; the files stay as evidence.
    ContinueInNewLog,
    /// Use the newest version of the program.
    UpdateProgram,
    /// Only look at it.
    ReadOnly,
}

/// What verifying found.
pub struct Review {
    /// What was verified.
    pub path: PathBuf,
    /// The verdict and all that goes with it.
    pub findings: Findings,
    /// What it shows, as far as it can be read.
    pub page: Option<Box<Page>>,
}

impl fmt::Debug for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Review").field("path", &self.path).finish_non_exhaustive()
    }
}

/// What is kept for the next start, outside every production.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settings {
    /// How it looks.
    pub theme: Theme,
    /// Whether targets are large enough for gloves.
    pub gloves: bool,
    /// How large everything is, in percent of normal; 0 is normal.
    pub scale: u16,
    /// The language in which lists are shown, where they have it; that of the list where none is named.
    pub lang: Option<String>,
    /// The keys of a small pad, each by the window's name for it; a verb that is missing has none.
    pub pad: Vec<(PadVerb, String)>,
    /// What each production goes by.
    pub situations: Vec<(ProductionId, Situation)>,
    /// What each production's first-hour card says of its own.
    pub first_hours: Vec<(ProductionId, FirstHourOf)>,
    /// Who may read private objects beside this laptop: age recipients, as they were entered.
    pub recovery: Vec<String>,
    /// When somebody last said that the head code of a production is kept off this laptop.
    pub codes: Vec<(ProductionId, UtcMillis)>,
}

impl Settings {
    /// When somebody last said that the head code of a production is kept off this laptop.
    #[must_use]
    pub fn code_kept(&self, production: ProductionId) -> Option<UtcMillis> {
        self.codes.iter().find(|(id, _)| *id == production).map(|(_, at)| *at)
    }

    /// Somebody says so now.
    pub fn set_code_kept(&mut self, production: ProductionId, at: UtcMillis) {
        self.codes.retain(|(id, _)| *id != production);
        self.codes.push((production, at));
    }

    /// What a production goes by.
    #[must_use]
    pub fn situation(&self, production: ProductionId) -> Situation {
        let mine = self.situations.iter().find(|(id, _)| *id == production);
        mine.map(|(_, situation)| situation.clone()).unwrap_or_default()
    }

    /// What the first-hour card of a production says of its own.
    #[must_use]
    pub fn first_hour(&self, production: ProductionId) -> FirstHourOf {
        let mine = self.first_hours.iter().find(|(id, _)| *id == production);
        mine.map(|(_, of)| of.clone()).unwrap_or_default()
    }

    /// Sets what the first-hour card of a production says of its own.
    pub fn set_first_hour(&mut self, production: ProductionId, of: FirstHourOf) {
        self.first_hours.retain(|(id, _)| *id != production);
        self.first_hours.push((production, of));
    }

    /// Sets what a production goes by.
    pub fn set_situation(&mut self, production: ProductionId, situation: Situation) {
        self.situations.retain(|(id, _)| *id != production);
        self.situations.push((production, situation));
    }
}

/// What the first-hour card of a production says of its own. It stands outside every production: telephone numbers are private.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FirstHourOf {
    /// Whom to ring, one to a line.
    pub ring: String,
}

/// What a key of a small pad says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PadVerb {
    /// Shown to the next who has to see it.
    Shown,
    /// In hand: issued to the people of the action.
    InHand,
    /// Cut, and collected.
    Collected,
    /// One more, in a count.
    Count,
    /// STOP.
    Stop,
    /// A new set-up.
    NewSetUp,
}

impl PadVerb {
    /// All six.
    pub const ALL: [Self; 6] =
        [Self::Shown, Self::InHand, Self::Collected, Self::Count, Self::Stop, Self::NewSetUp];
}

/// How it looks.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Theme {
    /// By day.
    #[default]
    Day,
    /// In dim rooms.
    Dim,
    /// In the sun.
    Sun,
    /// By night.
    Night,
}

/// What a production goes by at the moment; plain values, not in the log until something names them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Situation {
    /// Scene, set-up and take.
    pub place: SetUp,
    /// When people sign.
    pub signing: Signing,
    /// Who is on the set, each in what role.
    pub crew: Vec<(Role, PersonId)>,
    /// The guns of this set-up.
    pub guns: Vec<ItemId>,
    /// Who of the action takes which gun; a gun that is missing goes to any of them.
    pub takes: Vec<(ItemId, PersonId)>,
    /// Who writes down what others do and see.
    pub recorder: Option<PersonId>,
}
