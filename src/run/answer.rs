//! What can be said to a step, and what a screen shows of it.

use std::fmt;

use crate::checklist::{CheckDigit, PartSort};
use crate::event::Shown;
use crate::terms::{Act, Digest, ItemId, Millis, PersonId, Role, StepPath};

/// What was said or done at a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    /// One of the choices offered, by its place among them, from 0 (`Challenge`, `Choose`).
    Choice(usize),
    /// Several of the choices offered, by their places, from 0 (`ChooseMany`); one for each question (`Proof`).
    Several(Vec<usize>),
    /// A number (`Count`, `Measure`).
    Number(i64),
    /// Two numbers that neither person saw of the other, in the order of the step's roles (`BlindCount`).
    Blind(Sealed, Sealed),
    /// A text (`Text`, and `Match` and `Scan` as read off the thing itself).
    Text(String),
    /// Files whose bytes are kept (`Photo`, `Attach`).
    Files(Vec<Kept>),
    /// What a repeat goes over (`Each` whose parts have names).
    Parts(Vec<Part>),
    /// It was done, said or moved (`Confirm`, `Say`, `Custody`).
    Done,
    /// The wait began so long ago (`Wait`).
    Waited(Millis),
    /// Nobody else needs to see it (`Show`).
    ShownToAll,
    /// Every role of the step is recorded as witness (`Sign`).
    Witnessed,
}

/// What a paper card says at a step. The two counts of a card lie beside each other on the paper: nothing of them is hidden.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Ticked {
    /// An answer.
    Answer(Answer),
    /// Two numbers, in the order of the step's roles (`BlindCount`).
    Counted(i64, i64),
    /// Whose initials stand there (`Show`).
    Shown(Vec<Shown>),
}

/// A file whose bytes are kept beside the log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// What it was called.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
}

/// A part of a repeat, where parts have names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Part {
    /// A magazine of the book.
    Magazine(ItemId),
    /// Somebody of the roster.
    Person(PersonId),
    /// A typed name.
    Typed(String),
}

/// A question about what was seen before in this run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    /// The step that it is about, with the part where it lies in a repeat.
    pub step: StepPath,
    /// The question of that step, as it was shown.
    pub words: String,
    /// The answers that it offered.
    pub of: Vec<String>,
}

/// A count that no screen can read before both are in.
#[derive(Clone, Eq, PartialEq)]
pub struct Sealed(i64);

impl Sealed {
    /// Seals a count.
    #[must_use]
    pub fn new(count: i64) -> Self {
        Self(count)
    }

    pub(super) fn open(&self) -> i64 {
        self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed")
    }
}

/// Somebody at a step, as the screen names them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Actor {
    /// The role in the list.
    pub role: Role,
    /// What the list calls the role.
    pub title: String,
    /// Who holds it.
    pub person: Option<PersonId>,
}

/// The step that a run stands at, as a screen shows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Face {
    /// Its address.
    pub step: StepPath,
    /// How many steps at the top of the list are behind.
    pub behind: usize,
    /// How many steps at the top of the list there are.
    pub of: usize,
    /// In a repeat: which part of how many, and what a part is called.
    pub part: Option<(u32, u32, String)>,
    /// Who asks or acts.
    pub asker: Option<Actor>,
    /// Who answers.
    pub answerer: Option<Actor>,
    /// The words, filled in.
    pub words: String,
    /// A remark under them.
    pub note: Option<String>,
    /// Whether people die of it.
    pub killer: bool,
    /// Whether a new group of steps begins here.
    pub pause_before: bool,
    /// What it cites: title, edition, clause.
    pub cites: Vec<String>,
    /// How it is answered.
    pub kind: FaceKind,
    /// The moves that are recorded with the answer, without a step of their own on the screen.
    pub then: Vec<Joined>,
}

/// A move that happens with the answer before it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Joined {
    /// Which item.
    pub item: ItemId,
    /// What is done.
    pub act: Act,
    /// Who gives.
    pub from: Option<PersonId>,
    /// Who takes.
    pub to: Option<PersonId>,
    /// Whether it depends on the answer or on one before.
    pub perhaps: bool,
}

/// How a step is answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FaceKind {
    /// Words said aloud, heard by so many.
    Say {
        /// How many must have heard them.
        heard_by: u32,
    },
    /// One of these; weak words are offered apart and do not count.
    Challenge {
        /// The replies that count, to be pressed as heard.
        replies: Vec<String>,
        /// Weak words.
        weak: Vec<String>,
    },
    /// A tick.
    Confirm,
    /// One of these.
    Choose {
        /// The answers.
        of: Vec<String>,
    },
    /// Every one that is so of these.
    ChooseMany {
        /// The answers.
        of: Vec<String>,
    },
    /// A number of a unit.
    Measure {
        /// The unit.
        unit: String,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A number.
    Count {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// Two numbers, each behind the curtain.
    Blind {
        /// Who counts.
        who: [Actor; 2],
        /// The largest.
        max: i64,
    },
    /// Read off the thing itself.
    Match {
        /// What may be pressed instead of typed: the right one among others of the book, in the book's order.
        offered: Vec<String>,
    },
    /// A code, scanned or typed.
    Scan {
        /// The check digit at its end.
        check: Option<CheckDigit>,
    },
    /// Pictures.
    Photo {
        /// How many at the least.
        least: u32,
    },
    /// One file.
    Attach,
    /// Questions about what was seen before in this run; none while they are not drawn yet.
    Proof {
        /// The questions, all answered together.
        questions: Vec<Question>,
    },
    /// What the repeat goes over has to be named.
    Parts {
        /// What sort of thing is named.
        sort: PartSort,
        /// What may be pressed, with its name.
        offered: Vec<(Part, String)>,
        /// The most there can be.
        most: u32,
    },
    /// A typed text.
    Text {
        /// The most characters.
        max: usize,
    },
    /// A wait.
    Wait {
        /// How long.
        lasts: Millis,
        /// How much of it is left, counted from when the step before was answered, or from the beginning of a run that
        /// holds something.
        left: Millis,
    },
    /// A move.
    Custody {
        /// Which item.
        item: ItemId,
        /// What is done.
        act: Act,
        /// Who gives.
        from: Option<PersonId>,
        /// Who takes.
        to: Option<PersonId>,
    },
    /// A showing; each key is a [`crate::event::ItemShown`] of its own.
    Show {
        /// Which item.
        item: ItemId,
        /// Who shows it.
        by: Option<PersonId>,
        /// To whom, and whether they have looked.
        to: Vec<(Shown, bool)>,
    },
    /// Witnesses of a sentence.
    Sign {
        /// Who.
        who: Vec<Actor>,
    },
}
