//! Stops and rights that are always there.

use serde::{Deserialize, Serialize};

use super::Witness;
use crate::terms::{
    ConcernId, Danger, Digest, ItemId, PersonId, Private, Role, RunId, StepPath, StopId,
};

/// STOP.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopRaised {
    /// Which.
    pub stop: StopId,
    /// In which run.
    pub run: Option<RunId>,
    /// About which item.
    pub item: Option<ItemId>,
    /// The stop's id in the list; null when a person called it.
    pub rule: Option<String>,
    /// Who called it.
    pub by: Option<PersonId>,
    /// What is said aloud.
    pub say: String,
}

/// The people named for it settled it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopSettled {
    /// Which.
    pub stop: StopId,
    /// By whom.
    pub witnesses: Vec<Witness>,
    /// Why, where somebody said so.
    pub why: Option<String>,
    /// The step that the run goes back to.
    pub restart: Option<StepPath>,
    /// The statement it rests on.
    pub statement: Option<u64>,
    /// Number of the paper card.
    pub card: Option<u32>,
}

/// A STOP is an alarm: nothing is declared or issued, of any item, until the restart is signed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopAlarm {
    /// Which STOP.
    pub stop: StopId,
    /// What happened.
    pub alarm: Danger,
    /// With which item.
    pub item: Option<ItemId>,
    /// Who says so.
    pub by: Option<PersonId>,
}

/// Somebody who is not on the set agreed by phone that work goes on, and read the code back.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopReleased {
    /// Which STOP.
    pub stop: StopId,
    /// In what role.
    pub role: Role,
    /// Who.
    pub person: PersonId,
    /// The code that they read back: that of the log when the alarm was recorded.
    pub code: String,
}

/// A concern, sealed to the safety officer alone.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernRaised {
    /// Which.
    pub concern: ConcernId,
    /// The private object.
    pub sealed: Digest,
}

/// Concerns left the laptop, each as a file of its own beside a bundle.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernCarried {
    /// Which.
    pub concerns: Vec<ConcernId>,
}

/// The answer to a concern.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernAnswered {
    /// Which.
    pub concern: ConcernId,
    /// The private object.
    pub sealed: Digest,
}

/// The handler offered to show it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowMeOffered {
    /// Which.
    pub item: ItemId,
    /// Who offered.
    pub by: PersonId,
    /// How many looked.
    pub looked: u32,
}

/// An evidence hold is placed: nothing of the production may be erased while it stands.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldPlaced {
    /// Why.
    pub why: String,
    /// By whom.
    pub by: PersonId,
}

/// The evidence hold is lifted.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldLifted {
    /// Why.
    pub why: String,
    /// By whom.
    pub by: PersonId,
}

/// How long private things of one sort are kept after the last day of work; they are erased by a person and never by themselves.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepTerm {
    /// Of which sort.
    pub what: Private,
    /// How many days; null where they are kept until somebody says otherwise.
    pub days: Option<u32>,
    /// Who says so.
    pub by: PersonId,
}

/// An object's bytes were erased.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectErased {
    /// Which.
    pub sha256: Digest,
    /// Why.
    pub why: String,
    /// By whom.
    pub by: PersonId,
}
