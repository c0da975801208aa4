//! Changes to a list as its author would type them: one thing, by its place, and nothing around it.
//!
//! An edit takes the text of a file and gives another one. It never judges what the change means:
//! reading the new text does that, with the same mistakes as for a text that was typed. Comments and
//! layout stay; so do mistakes elsewhere in the file.

mod change;
mod covers;
mod layout;
mod new_step;
mod times;
mod translations;
mod tree;
mod units;
mod wording;

use std::fmt;

use crate::checklist::model::Status;
use crate::source::{Node, Patch, Shape, Span, patched};
use crate::terms::{Digest, Millis};

pub use covers::hazards;
pub use new_step::{NewAnswer, NewKind, NewStep, NewStop, free_name};
pub use times::{TimeOf, Timing, times};
pub use translations::{Standing, Stray, Translated, languages, source_of, strays, translations};
pub use units::{Gives, Included, NewInclude, gives, includes, unit_id};
pub use wording::{TextOf, Wording, wordings};

/// One change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Edit {
    /// Other words for a text. Where they are an answer, what counts or asks for that answer by its words
    /// follows: the tallies of its repeat and the conditions on its step.
    Words {
        /// The text, as [`Wording::place`] names it.
        place: String,
        /// The new words.
        words: String,
    },
    /// Another time.
    Time {
        /// The time, as [`Timing::place`] names it.
        place: String,
        /// The new time, in whole seconds.
        to: Millis,
    },
    /// A step more.
    Add {
        /// The step beside which it comes, as [`steps`] names it.
        beside: String,
        /// On which side.
        side: Side,
        /// The step.
        step: Box<NewStep>,
    },
    /// The steps of a unit more, included under a name of their own.
    Include {
        /// The step beside which they come, as [`steps`] names it.
        beside: String,
        /// On which side.
        side: Side,
        /// The include.
        step: Box<NewInclude>,
    },
    /// Other bytes of a unit that is included already.
    Pin {
        /// What the file calls the unit.
        name: String,
        /// The revision.
        rev: u32,
        /// The bytes.
        sha256: Digest,
    },
    /// A translation, made from the text as it stands; no words take it out.
    Translate {
        /// The language.
        lang: String,
        /// The text, as [`Translated::place`] names it.
        place: String,
        /// The translation.
        words: String,
    },
    /// A translation of older words is right for the new ones too.
    StillRight {
        /// The language.
        lang: String,
        /// The text, as [`Translated::place`] names it.
        place: String,
    },
    /// A step less; its id is retired.
    Remove {
        /// The step, as [`steps`] names it.
        step: String,
    },
    /// A stop less.
    RemoveStop {
        /// Its id.
        stop: String,
    },
    /// Whether a step is said to catch a hazard.
    Covers {
        /// The hazard; a new one where the list names it nowhere.
        hazard: String,
        /// The step, by its id or address.
        step: String,
        /// Whether it catches it.
        on: bool,
    },
    /// Whether people die of a step.
    Killer {
        /// The step, as [`steps`] names it.
        step: String,
        /// Whether they do.
        on: bool,
    },
    /// The next revision begins as a draft, with a line that says who and why.
    Revise {
        /// Who changes it.
        by: String,
        /// Why.
        why: String,
    },
    /// Other words for why this revision is there.
    Why(String),
    /// Whether the list may be used.
    Status(Status),
}

/// Where a new step comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// Before the other.
    Before,
    /// After it.
    After,
}

/// Why nothing was changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EditError {
    /// The text has nothing at that place.
    NotThere(String),
    /// The words hold a character that nobody would see.
    Unseen(char),
    /// The time is not one that can be written: whole seconds, at least one.
    BadTime,
    /// The text cannot be read there as it stands.
    Broken,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere(place) => write!(f, "this list has no {place} any more"),
            Self::Unseen(c) => {
                write!(f, "there is a character that cannot be seen (U+{:04X})", u32::from(*c))
            }
            Self::BadTime => f.write_str("this is not a time in whole seconds"),
            Self::Broken => f.write_str("the text cannot be read there as it stands"),
        }
    }
}

impl EditError {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotThere(_) => "Choose it again: the file was changed meanwhile.",
            Self::Unseen(_) => "Type the words again, on one line.",
            Self::BadTime => "Enter minutes or seconds, at least one.",
            Self::Broken => "Mend the mistakes in the text view first.",
        }
    }
}

impl std::error::Error for EditError {}

/// The text with one thing changed.
///
/// # Errors
///
/// When the text has no such place or the new words cannot be written; nothing is changed then.
pub fn edit(text: &str, edit: &Edit) -> Result<String, EditError> {
    let root = tree::read(text);
    let patches: Vec<Patch> = match edit {
        Edit::Words { place, words } => wording::reword(text, &root, place, words)?,
        Edit::Time { place, to } => times::set(&root, place, *to)?,
        Edit::Add { beside, side, step } => change::add(text, &root, beside, *side, step)?,
        Edit::Include { beside, side, step } => units::include(text, &root, beside, *side, step)?,
        Edit::Pin { name, rev, sha256 } => units::pin(text, &root, name, *rev, *sha256)?,
        Edit::Translate { lang, place, words } => {
            translations::translate(text, &root, lang, place, words)?
        }
        Edit::StillRight { lang, place } => translations::still_right(&root, lang, place)?,
        Edit::Remove { step } => change::remove(text, &root, step)?,
        Edit::RemoveStop { stop } => change::remove_stop(text, &root, stop)?,
        Edit::Covers { hazard, step, on } => covers::set(text, &root, hazard, step, *on)?,
        Edit::Killer { step, on } => change::killer(text, &root, step, *on)?,
        Edit::Revise { by, why } => change::revise(text, &root, by, why)?,
        Edit::Why(why) => change::why(&root, why)?,
        Edit::Status(status) => change::status(text, &root, *status)?,
    };
    patched(text, patches).ok_or(EditError::Broken)
}

/// A step as it stands in the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StepAt {
    /// Its name among the steps: its id, behind that of its repeat where it stands in one (`rounds.proof`).
    pub path: String,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// Whether it is marked as one that people die of.
    pub killer: bool,
    /// The name of its kind: `Challenge`, `Include`; empty where it has none.
    pub kind: String,
}

/// Every step of the text that has an id, in order; a repeat before the steps inside it.
#[must_use]
pub fn steps(text: &str) -> Vec<StepAt> {
    let root: Node<'_> = tree::read(text);
    let all = tree::steps(&root).into_iter();
    all.map(|step| StepAt {
        path: step.path,
        start: step.node.span.start,
        end: step.node.span.end,
        killer: tree::field(step.node, "killer")
            .is_some_and(|killer| killer.shape == Shape::Bool(true)),
        kind: tree::field(step.node, "kind").and_then(Node::name).unwrap_or_default().to_owned(),
    })
    .collect()
}

/// The field of the list that the byte `at` stands in: `stops`, `covers`, `steps`.
#[must_use]
pub fn part_at(text: &str, at: usize) -> Option<String> {
    let root = tree::read(text);
    let within = |span: Span| span.start <= at && at < span.end;
    let found = tree::fields(&root).iter().find(|field| within(field.value.span));
    found.map(|field| field.name.value.to_owned())
}
