//! A checklist after checking: every name in it resolved, and what cannot be run not writable.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::condition::{Condition, Value};
use super::step::{Kind, Step, Words};
use crate::terms::{Action, Danger, Digest, ItemKind, Millis, Role, StepId, StepPath};

/// The place of a role in [`Checklist::roles`]; only the checker makes one.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct RoleIx(pub(super) u16);

/// The place of an input in [`Checklist::inputs`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct InputIx(pub(super) u16);

/// The place of a computed value in [`Checklist::facts`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct FactIx(pub(super) u16);

/// The place of a flag in [`Checklist::flags`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct FlagIx(pub(super) u16);

/// The place of a step: at the top of the list, or inside the repeat at the top.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct StepIx {
    pub(super) top: u16,
    pub(super) inner: Option<u16>,
}

macro_rules! index {
    ($name:ident) => {
        impl $name {
            /// The position, from 0.
            #[must_use]
            pub fn position(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}
index!(RoleIx);
index!(InputIx);
index!(FactIx);
index!(FlagIx);

impl StepIx {
    /// The position of the step, or of the repeat that it stands in, at the top of the list, from 0.
    #[must_use]
    pub fn top(self) -> usize {
        usize::from(self.top)
    }

    /// The position inside the repeat, from 0.
    #[must_use]
    pub fn inner(self) -> Option<usize> {
        self.inner.map(usize::from)
    }
}

/// A list as its author wrote it, with every name resolved.
#[derive(Clone, Debug)]
pub struct Checklist {
    /// Its permanent name.
    pub id: StepId,
    /// Its revision; only grows.
    pub rev: u32,
    /// Whether it may be used.
    pub status: Status,
    /// The language that it is written in.
    pub lang: String,
    /// What people call it.
    pub title: String,
    /// One sentence on when it is used; shown in the library.
    pub purpose: String,
    /// How it is worked through.
    pub mode: Mode,
    /// How long it should take.
    pub target: Option<Millis>,
    /// What it cites.
    pub refs: Vec<Reference>,
    /// Who takes part.
    pub roles: Vec<ListRole>,
    /// What must be given at the start.
    pub inputs: Vec<Input>,
    /// Values computed from inputs and answers.
    pub facts: Vec<(StepPath, Value)>,
    /// Names of the flags that options raise.
    pub flags: Vec<StepPath>,
    /// How long what it declares may be relied on.
    pub validity: Option<Validity>,
    /// When to stop.
    pub stops: Vec<Stop>,
    /// What to do, in order; at least one.
    pub steps: Vec<Step>,
    /// Which hazard is caught by which steps.
    pub covers: Vec<(String, Vec<StepIx>)>,
    /// Translations of its texts.
    pub strings: Vec<Translation>,
    /// What changed from revision to revision.
    pub changes: Vec<Change>,
    /// Step ids that were used once and never will be again.
    pub retired: Vec<StepId>,
    /// The bytes that it was read from.
    pub source: Source,
    /// The units that it is put together from, in the order of their first use.
    pub units: Vec<Part>,
    /// The overlays that are applied to it, by id.
    pub overlays: Vec<Part>,
}

/// Another file that a list is put together from.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its permanent name.
    pub id: StepId,
    /// Its revision.
    pub rev: u32,
    /// Its bytes.
    pub source: Source,
}

/// The exact bytes of a checklist file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name, for messages.
    pub name: String,
    /// The text.
    pub text: Arc<str>,
    /// SHA-256 of the text.
    pub sha256: Digest,
}

impl Source {
    /// The bytes of `text`; `name` is what messages call the file.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: Arc::from(text),
            sha256: Digest(Sha256::digest(text.as_bytes()).into()),
        }
    }
}

/// Whether a list may be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// Being written.
    Draft,
    /// In use.
    Released,
    /// No longer used.
    Retired,
}

/// How a list is worked through.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// One calls, another answers with what is seen.
    ChallengeResponse,
    /// Read, then do.
    ReadDo,
    /// Do from memory, then confirm.
    DoConfirm,
}

/// Something that a step cites.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The name that steps cite it by, behind those of the includes that brought it.
    pub id: StepPath,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// Where in it.
    pub clause: Option<String>,
    /// Whether the rule was read there, is remembered practice, or is our own proposal.
    pub mark: SourceMark,
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SourceMark {
    /// Read in the source.
    Read,
    /// Practice as remembered.
    Recalled,
    /// Our own proposal.
    Proposed,
}

/// Somebody who takes part.
#[derive(Clone, Debug)]
pub struct ListRole {
    /// The role.
    pub role: Role,
    /// What the screen calls it.
    pub title: String,
    /// The roles of the production that may fill it; itself where the list names none.
    pub filled_by: Vec<Role>,
    /// Whether only a qualified handler may fill it.
    pub handler: bool,
    /// Roles that another person must fill.
    pub not_same_as: Vec<RoleIx>,
    /// Whether the person may have no other duty meanwhile; it is kept apart from every other role.
    pub exclusive_duty: bool,
    /// Whether the run may begin without.
    pub optional: bool,
    /// Whether the person is only called when needed.
    pub on_call: bool,
}

/// Something given at the start.
#[derive(Clone, Debug)]
pub enum Input {
    /// An item; the first one is what the run is about.
    Item {
        /// Its name in this list.
        id: StepId,
        /// What is asked for.
        ask: String,
        /// Which kinds.
        kinds: Vec<ItemKind>,
        /// Which actions; all where empty.
        actions: Vec<Action>,
        /// What must be so of it (true, not unknown) for the run to begin.
        needs: Option<Condition>,
        /// What to tell when it is not.
        needs_words: String,
    },
    /// One of several.
    Pick {
        /// Its name.
        id: StepId,
        /// What is asked.
        ask: String,
        /// From what.
        of: Vec<String>,
    },
    /// A text.
    Text {
        /// Its name.
        id: StepId,
        /// What is asked.
        ask: String,
    },
    /// A whole number.
    Number {
        /// Its name.
        id: StepId,
        /// What is asked.
        ask: String,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
}

impl Input {
    /// Its name in the list.
    #[must_use]
    pub fn id(&self) -> &StepId {
        match self {
            Self::Item { id, .. }
            | Self::Pick { id, .. }
            | Self::Text { id, .. }
            | Self::Number { id, .. } => id,
        }
    }
}

/// How long a declaration lasts where its list does not say: short, because unknown is not for ever.
pub const LASTS_UNSAID: Millis = 20 * 60_000;

/// How long a declaration may be relied on.
#[derive(Clone, Debug)]
pub struct Validity {
    /// At most so long.
    pub lasts: Millis,
    /// Warn so long before.
    pub warn: Option<Millis>,
    /// What ends it before.
    pub ends_on: Vec<Ending>,
}

/// What ends a declaration before its time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ending {
    /// It changes hands, other than by issue to the action it was shown for.
    HandOver,
    /// It is out of sight.
    OutOfSight,
    /// It is opened.
    Opened,
    /// A new set-up.
    SetUp,
    /// A break.
    Break,
    /// Nothing could be recorded, or its own run stood still, for longer than this.
    Interrupted(Millis),
    /// The clock jumps.
    ClockJump,
}

impl Validity {
    /// The longest interruption that it outlives, where the list names one.
    #[must_use]
    pub fn outlives(&self) -> Option<Millis> {
        let limit = |ending: &Ending| match ending {
            Ending::Interrupted(limit) => Some(*limit),
            Ending::HandOver
            | Ending::OutOfSight
            | Ending::Opened
            | Ending::SetUp
            | Ending::Break
            | Ending::ClockJump => None,
        };
        self.ends_on.iter().filter_map(limit).min()
    }
}

/// A halt that stays until named people settle it.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Its permanent name, behind those of the includes that brought it.
    pub id: StepPath,
    /// When it fires.
    pub when: StopWhen,
    /// What is said aloud.
    pub say: Words,
    /// Who settles it, and where the run goes on.
    pub clearing: Clearing,
    /// The alarm that it is: it freezes declaring and issuing of every item until a restart is signed.
    pub alarm: Option<Danger>,
}

/// When a stop fires; the slot carries the fail-closed rule.
#[derive(Clone, Debug)]
pub enum StopWhen {
    /// Judged when one of these steps is answered: fires on true *and on unknown*. At least one step.
    At(Vec<StepIx>, Condition),
    /// Judged after every answer: fires on true only.
    Always(Condition),
}

/// Who settles a stop, and where the run goes on.
#[derive(Clone, Debug)]
pub struct Clearing {
    /// All of these roles, different people; at least one.
    pub by: Vec<RoleIx>,
    /// A step at the top of the list, not after any step that arms the stop.
    pub restart: StepIx,
}

/// A text in another language, with the hash of the text it was made from.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language.
    pub lang: String,
    /// Which text: `step.field`, behind the includes that brought it.
    pub place: String,
    /// The translation, with the places to fill in that its source has.
    pub words: Words,
    /// The first eight hexadecimal digits of the SHA-256 of the text it was made from.
    pub made_from: String,
    /// Whether that text has changed since; then it is never shown.
    pub stale: bool,
}

/// What changed in a revision.
#[derive(Clone, Debug)]
pub struct Change {
    /// The revision.
    pub rev: u32,
    /// Who made it.
    pub by: String,
    /// Why.
    pub why: String,
}

impl Checklist {
    /// The files that it is put together from: its own first.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        let others = self.units.iter().chain(&self.overlays).map(|part| &part.source);
        std::iter::once(&self.source).chain(others)
    }

    /// The role at its place.
    #[must_use]
    pub fn role(&self, ix: RoleIx) -> Option<&ListRole> {
        self.roles.get(ix.position())
    }

    /// The place of the role of that name.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<RoleIx> {
        let at = self.roles.iter().position(|role| role.role.is(name))?;
        u16::try_from(at).ok().map(RoleIx)
    }

    /// The step at its place.
    #[must_use]
    pub fn step(&self, ix: StepIx) -> Option<&Step> {
        let top = self.steps.get(ix.top())?;
        match (ix.inner(), &top.kind) {
            (None, _) => Some(top),
            (Some(inner), Kind::Each { steps, .. }) => steps.get(inner),
            (Some(_), _) => None,
        }
    }

    /// The step at the top of the list, at position `at` from 0.
    #[must_use]
    pub fn top(&self, at: usize) -> Option<StepIx> {
        (at < self.steps.len())
            .then(|| u16::try_from(at).ok().map(|top| StepIx { top, inner: None }))
            .flatten()
    }

    /// The input that the run is about: the first item.
    #[must_use]
    pub fn subject(&self) -> Option<InputIx> {
        let at = self.inputs.iter().position(|input| matches!(input, Input::Item { .. }))?;
        u16::try_from(at).ok().map(InputIx)
    }
}

impl StepIx {
    /// The step of this repeat at position `inner`.
    #[must_use]
    pub fn inside(self, inner: usize) -> Option<Self> {
        u16::try_from(inner).ok().map(|inner| Self { top: self.top, inner: Some(inner) })
    }
}
