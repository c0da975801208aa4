//! Runs: a checklist executed by named people, step by step.

use serde::{Deserialize, Serialize};

use super::Witness;
use crate::terms::{Digest, ItemId, PersonId, Role, RunId, StepPath, UtcMillis};

/// A run begins.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunStarted {
    /// Which.
    pub run: RunId,
    /// The checklist and what it includes, by digest.
    pub files: Vec<RunFile>,
    /// Whether the production approved the list.
    pub approved: bool,
    /// The language of the words on the screen.
    pub lang: String,
    /// Who writes down what others do and see.
    pub recorder: Option<PersonId>,
    /// As it happened, or afterwards.
    pub recorded: Recorded,
    /// Number of the paper card.
    pub card: Option<u32>,
    /// The item it is about.
    pub item: Option<ItemId>,
    /// Who holds which role of the list.
    pub roles: Vec<Witness>,
    /// What was given at the start.
    pub inputs: Vec<Input>,
    /// Scene.
    pub scene: String,
    /// Set-up.
    pub setup: String,
    /// Take.
    pub take: String,
}

/// One file of a run.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunFile {
    /// As what it is used.
    #[serde(rename = "as")]
    pub used_as: FileAs,
    /// Its id.
    pub id: String,
    /// Its revision.
    pub rev: u32,
    /// Its bytes.
    pub sha256: Digest,
}

/// As what a file is used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileAs {
    /// The checklist.
    List,
    /// A unit that it includes.
    Unit,
    /// A local rule that tightens it.
    Overlay,
}

/// When a run was written down.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recorded {
    /// As it happened.
    Live,
    /// Afterwards, from a paper card; nothing is ever in force from it.
    After,
}

/// A value given at the start.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Which.
    pub id: String,
    /// What.
    pub value: String,
}

/// A role was bound during the run.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRole {
    /// Which run.
    pub run: RunId,
    /// Which role.
    pub role: Role,
    /// Who.
    pub person: PersonId,
}

/// What a repeat goes over, bound during the run.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Which run.
    pub run: RunId,
    /// Which repeat.
    pub step: StepPath,
    /// Its parts.
    pub parts: Vec<String>,
}

/// Questions drawn at random.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunDrawn {
    /// Which run.
    pub run: RunId,
    /// Which step.
    pub step: StepPath,
    /// The seed.
    pub seed: u64,
    /// What was drawn.
    pub picked: Vec<String>,
}

/// A step was answered.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// Which run.
    pub run: RunId,
    /// Which step.
    pub step: StepPath,
    /// Which attempt, from 1.
    pub n: u32,
    /// Who asked.
    pub asker: Option<Role>,
    /// The words as shown, where a person is named by role or number: names lie in sealed objects.
    pub asked: String,
    /// What was said.
    pub replies: Vec<Reply>,
    /// Whether it came sooner than the list thinks possible.
    pub fast: bool,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

/// What one person said.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// In what role.
    pub role: Option<Role>,
    /// Who.
    pub person: Option<PersonId>,
    /// The words.
    pub said: String,
    /// The number, where it is one.
    pub value: Option<i64>,
    /// Bytes that go with it.
    pub object: Option<Digest>,
}

/// A reply that does not count, such as "ok".
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyRefused {
    /// Which run.
    pub run: RunId,
    /// Which step.
    pub step: StepPath,
    /// The words.
    pub said: String,
    /// Who.
    pub person: Option<PersonId>,
}

/// A step that did not apply.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passed {
    /// Which run.
    pub run: RunId,
    /// Which step.
    pub step: StepPath,
}

/// Somebody without a key acknowledged; never shown as a signature.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// Which run.
    pub run: RunId,
    /// Which step.
    pub step: StepPath,
    /// In what role.
    pub role: Role,
    /// The sealed object that holds the name.
    pub name: Digest,
    /// How.
    pub how: String,
    /// Who saw it.
    pub witnesses: Vec<Witness>,
}

/// An answer that no longer counts; it stays in the log.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Which run.
    pub run: RunId,
    /// Which step.
    pub step: StepPath,
    /// Which attempt.
    pub n: u32,
    /// Why.
    pub why: WithdrawnWhy,
}

/// Why an answer was withdrawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawnWhy {
    /// A stop sent the run back.
    Restart,
    /// The step no longer applies.
    NotApplicable,
    /// It is done again.
    Redo,
}

impl WithdrawnWhy {
    /// As lines write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Restart => "restart",
            Self::NotApplicable => "not_applicable",
            Self::Redo => "redo",
        }
    }
}

/// A run stands still.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunInterrupted {
    /// Which run.
    pub run: RunId,
    /// Why.
    pub why: InterruptedWhy,
}

/// Why a run stands still.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterruptedWhy {
    /// A STOP stands.
    Stop,
    /// The program was closed.
    Closed,
    /// It was held, for a roll or a break.
    Hold,
}

impl InterruptedWhy {
    /// As lines write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Closed => "closed",
            Self::Hold => "hold",
        }
    }
}

/// A run goes on.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunResumed {
    /// Which run.
    pub run: RunId,
    /// From which step.
    pub step: StepPath,
}

/// A run is over.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunEnded {
    /// Which run.
    pub run: RunId,
    /// How.
    pub how: RunEndedHow,
    /// Why, where somebody said so.
    pub why: Option<String>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEndedHow {
    /// Every step that applies is answered.
    Done,
    /// Somebody gave it up; it clears nothing.
    Abandoned,
}

impl RunEndedHow {
    /// As lines write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Abandoned => "abandoned",
        }
    }
}
