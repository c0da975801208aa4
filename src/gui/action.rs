//! What a person can ask for: verbs without data, for keys and help, and actions with it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Key;

use super::theme::Preset;
use super::view::Open;
use crate::checklist::Checklist;
use crate::event::RowRef;
use crate::production::{Command, Happened, NewItem, Start};
use crate::report::Deck;
use crate::run::Answer;
use crate::session::{
    Along, Details, DeviationForm, FirstHourOf, Handed, HandoverCame, JobId, KeepList, Keyless,
    Leaf, Object, PadVerb, Particulars, Plan, PlayGolden, Situation, Source, Wanted,
};
use crate::terms::{
    ConcernId, Digest, ItemId, PersonId, ProductionId, Role, RunId, StepPath, UtcMillis,
};

/// A page of the window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// Which production.
    Start,
    /// Make one.
    NewProduction,
    /// Every gun, as last recorded.
    Board,
    /// What a set-up is declared to be.
    SetUp,
    /// Who was at the safety meeting.
    Meeting,
    /// Choose what a run needs.
    Begin,
    /// A run, one step at a time.
    Run(RunId),
    /// Record any act or breach.
    Happened,
    /// What to do after an alarm, and the restart.
    Alarm,
    /// What only the safety officer reads.
    Concern,
    /// Enter what a paper card says.
    Paper,
    /// What is printed for the set.
    Print,
    /// What to do in the first hour after somebody was hurt or a gun went off.
    FirstHour,
    /// What a witness signs.
    Sheet,
    /// Items and people.
    Book,
    /// The lists and their wording.
    Checklists,
    /// What was recorded wrongly, and what was not recorded.
    Amend,
    /// Which lists are approved, the local rules, deviations.
    Rules,
    /// Write a bundle.
    Export,
    /// What went to other units, and what came from them.
    HandOvers,
    /// What was seen of other laptops.
    Laptops,
    /// Look at a finished record.
    Review,
    /// How it looks, and when people sign.
    Settings,
    /// The keys.
    Help,
    /// Go on in a new log.
    Continue,
}

/// What can be said without an argument; keys, rail and help are made from this.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verb {
    /// STOP.
    Stop,
    /// Record any act or breach.
    WhatHappened,
    /// A new set-up.
    NewSetUp,
    /// The board.
    Board,
    /// The set-up.
    SetUp,
    /// The sheet of showings.
    Sheet,
    /// Items and people.
    Book,
    /// The lists.
    Checklists,
    /// Export.
    Export,
    /// Review.
    Review,
    /// Settings.
    Settings,
    /// Keys.
    Help,
}

impl Verb {
    /// Every one, in the order in which it is listed.
    pub const ALL: [Self; 12] = [
        Self::Stop,
        Self::WhatHappened,
        Self::NewSetUp,
        Self::Board,
        Self::SetUp,
        Self::Sheet,
        Self::Book,
        Self::Checklists,
        Self::Export,
        Self::Review,
        Self::Settings,
        Self::Help,
    ];

    /// What it is called, everywhere.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Stop => "STOP",
            Self::WhatHappened => "What happened",
            Self::NewSetUp => "New set-up",
            Self::Board => "Board",
            Self::SetUp => "Set-up",
            Self::Sheet => "Showings",
            Self::Book => "Items",
            Self::Checklists => "Checklists",
            Self::Export => "Export",
            Self::Review => "Review",
            Self::Settings => "Settings",
            Self::Help => "Keys",
        }
    }

    /// What it does, in a sentence.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::Stop => crate::words::SAY_STOP,
            Self::WhatHappened => "Record any act, allowed or not: item, act, who.",
            Self::NewSetUp => "What was shown for the old set-up lapses.",
            Self::Board => "Every gun, as last recorded.",
            Self::SetUp => "Scene, set-up, take, and who is on the set.",
            Self::Sheet => "What each witness saw, to be signed once.",
            Self::Book => "Guns, look-alikes, rounds and people of this production.",
            Self::Checklists => "Read the lists, change them, print them.",
            Self::Export => "Write a bundle that anybody can check.",
            Self::Review => "Open a bundle or folder and see what it shows.",
            Self::Settings => "How it looks, and when people sign.",
            Self::Help => "Every key of the program.",
        }
    }

    /// The key that says it.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::Stop => Key::F12,
            Self::WhatHappened => Key::F9,
            Self::NewSetUp => Key::F8,
            Self::Board => Key::F2,
            Self::SetUp => Key::F3,
            Self::Sheet => Key::F4,
            Self::Book => Key::F5,
            Self::Checklists => Key::F6,
            Self::Export => Key::F7,
            Self::Review => Key::F10,
            Self::Settings => Key::F11,
            Self::Help => Key::F1,
        }
    }

    /// What it comes to, with what is open; `None` where it makes no sense.
    #[must_use]
    pub fn action(self, open: Option<&Open<'_>>) -> Option<Action> {
        let place = match self {
            Self::Stop => {
                open?;
                return Some(Action::Submit(Command::Happened(Happened::Stop {
                    by: None,
                    item: None,
                })));
            }
            Self::NewSetUp => {
                open?;
                return Some(Action::Submit(Command::Happened(Happened::NewSetUp)));
            }
            Self::WhatHappened => Place::Happened,
            Self::Board => Place::Board,
            Self::SetUp => Place::SetUp,
            Self::Sheet => Place::Sheet,
            Self::Book => Place::Book,
            Self::Export => Place::Export,
            Self::Checklists => return Some(Action::Go(Place::Checklists)),
            Self::Review => return Some(Action::Go(Place::Review)),
            Self::Settings => return Some(Action::Go(Place::Settings)),
            Self::Help => return Some(Action::Go(Place::Help)),
        };
        open.map(|_| Action::Go(place))
    }
}

/// What a person asked for.
#[derive(Debug)]
pub enum Action {
    /// Put this to the production.
    Submit(Command),
    /// The same with the files that it names, which are made durable before it is recorded.
    SubmitWith(Command, Vec<Object>),
    /// The same, and say so in these words once it is on the disk: for those who do not look at the page.
    Tell(Command, String),
    /// Show this page.
    Go(Place),
    /// Begin a run of a list, for an item or about none, asking only for what the set-up does not say.
    Begin(Digest, Option<ItemId>),
    /// Begin this run about that thing, and give its first step this answer.
    BeginWith(Box<Start>, ItemId, StepPath, Answer),
    /// Correct an entry, which says these words.
    Correct(RowRef, String),
    /// Go by another set-up.
    Situate(Situation),
    /// Have it done outside the state.
    Do(Errand),
}

/// What needs keys, files or time.
#[derive(Debug)]
pub enum Errand {
    /// Make the sample drill and open it.
    Sample,
    /// Make a production and open it.
    Create(Plan),
    /// Open a folder; ask which where none is named.
    Open(Option<PathBuf>),
    /// Go on in a new log with the folder that could not be opened for writing.
    Continue,
    /// Close the production.
    Close,
    /// Sign the statement at hand.
    Sign {
        /// Who.
        person: PersonId,
        /// The PIN as typed; wiped when dropped.
        pin: Pin,
    },
    /// Enter a person.
    AddPerson {
        /// The name.
        name: String,
        /// Roles.
        roles: Vec<Role>,
        /// The PIN of a new key.
        pin: Option<Pin>,
    },
    /// Enter somebody, without a role or a key, who takes along what is handed over.
    AddTaker(String),
    /// Make a key for somebody who is entered.
    MakeKey {
        /// Whose.
        person: PersonId,
        /// Its PIN.
        pin: Pin,
    },
    /// Enter the key of somebody's own key file.
    BringKey {
        /// Whose.
        person: PersonId,
        /// Where it is, and stays.
        path: PathBuf,
        /// What opens it.
        passphrase: Pin,
    },
    /// Remember that the head code of a production is kept off this laptop.
    CodeKept(ProductionId, UtcMillis),
    /// Record that somebody without a key acknowledged a step of a run.
    Acknowledge(Keyless),
    /// Enter the security key that the ssh agent holds.
    BringToken {
        /// Whose.
        person: PersonId,
    },
    /// Write the sheet of the roster in force.
    RosterSheet(PathBuf),
    /// Enter an item with its particulars.
    AddItem(NewItem, Particulars),
    /// Put other particulars in the place of an item's.
    SetParticulars(ItemId, Particulars),
    /// Put other details in the place of somebody's.
    SetDetails(PersonId, Details),
    /// Erase somebody's name.
    EraseName {
        /// Whose.
        person: PersonId,
        /// Why.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Erase everything that is due.
    EraseDue {
        /// Why.
        why: String,
        /// Who says so.
        by: PersonId,
    },
    /// Seal a concern to the safety officer alone, or the answer to one.
    Concern(Pin, Option<ConcernId>),
    /// Enter the age key of a safety officer.
    SetRecipient(PersonId, String),
    /// Name who may read private objects beside this laptop.
    Recovery(Vec<String>),
    /// Ask for a deviation, with the overlay that makes it.
    Deviate(DeviationForm),
    /// Write a bundle that hands out so much; ask where where no path is named.
    Export(Option<PathBuf>, Handed),
    /// Write the lines of one run; ask where where no path is named.
    Disclose(Option<PathBuf>, RunId, Along),
    /// Write a request for a time over the newest signed text; ask where where no path is named.
    RequestTime(Option<PathBuf>),
    /// Bring in the answer of an authority; ask which where no path is named.
    TakeTime(Option<PathBuf>),
    /// Write the file of a signed hand-over; ask where where no path is named.
    WriteHandover(Option<PathBuf>, u32),
    /// Read a hand-over file and check it; ask which where no path is named.
    ReadHandover(Option<PathBuf>),
    /// Take in what a hand-over file brings.
    TakeInHandover {
        /// The file as it was checked.
        came: Box<HandoverCame>,
        /// Who takes it in.
        by: PersonId,
        /// What was typed of the fingerprint.
        typed: String,
        /// Other tags for what is new here.
        tags: Vec<(ItemId, String)>,
    },
    /// Exchange checkpoints with other laptops; ask for the folder where none is named.
    Exchange(Option<PathBuf>),
    /// Verify a folder or bundle; ask which where none is named.
    Review(Option<PathBuf>),
    /// Read a file for something; have one chosen where none is named.
    Attach {
        /// What for.
        at: FileFor,
        /// What is asked for.
        wanted: Wanted,
        /// Where it is.
        from: Option<Source>,
    },
    /// Read a file of the production again, to show it.
    LookAt(Digest),
    /// Call work off.
    Cancel(JobId),
    /// Write what is not saved as a text to another disk; ask where where no path is named.
    WriteUnsaved(Option<PathBuf>),
    /// Try the log again.
    Reopen,
    /// Write a page for people; ask where where no path is named.
    Print {
        /// Where.
        path: Option<PathBuf>,
        /// The name that is proposed.
        name: String,
        /// What stands on it.
        page: Leaf,
    },
    /// Take numbers for paper cards and write them as a PDF; ask where where no path is named.
    PrintCards(Option<PathBuf>, Deck),
    /// Keep what the first-hour card of this production says of its own.
    KeepFirstHour(FirstHourOf),
    /// Read a list of items; have one chosen where none is named.
    ReadList(Option<PathBuf>),
    /// Take the items of a list into the book.
    TakeIn(Vec<(NewItem, Particulars)>),
    /// Play the golden runs of a list.
    PlayGolden(Box<PlayGolden>),
    /// Write a golden run anew.
    KeepList(KeepList),
    /// Have a revision at hand for those who approve it.
    PutUp(Arc<Checklist>),
    /// Make the key files of this laptop readable by this user alone.
    MakeKeysPrivate,
    /// Change how it looks.
    Look(Preset),
    /// Make targets large enough for gloves, or not.
    Gloves(bool),
    /// How large everything is, in percent; 0 is normal.
    Scale(u16),
    /// In which language lists are shown, where they have it; as they are written where none is named.
    Language(Option<String>),
    /// Have a key of a small pad say this, or none.
    Pad(PadVerb, Option<Key>),
}

/// What a file is brought for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FileFor {
    /// The answer of a step.
    Step(RunId, StepPath),
    /// A picture outside runs: of an item, of the paper card with that number, or of both.
    Photo(Option<ItemId>, Option<u32>),
}

/// A PIN, or a concern: never shown, wiped when dropped.
pub struct Pin(zeroize::Zeroizing<String>);

impl Pin {
    /// Takes what was typed and leaves the field empty.
    #[must_use]
    pub fn take(typed: &mut String) -> Self {
        Self(zeroize::Zeroizing::new(std::mem::take(typed)))
    }

    /// The characters, for the one that unlocks the key.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin")
    }
}
