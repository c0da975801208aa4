//! Lists of a production: proposed for approval, taken back, local rules in force, and deviations from them.

use serde::{Deserialize, Serialize};

use super::RunFile;
use crate::terms::{ItemKind, PersonId, UtcMillis};

/// A list, or an overlay, is proposed as this production's. Proposed anew, it is to be approved anew.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSubmitted {
    /// The list or overlay first, then the units that it is put together from, in the order of their first use.
    pub files: Vec<RunFile>,
    /// Its title.
    pub title: String,
    /// Who proposes it.
    pub by: PersonId,
}

/// The local rules in force from now on: these overlays and no others.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRules {
    /// The overlays, in the order of their ids.
    pub overlays: Vec<LocalRule>,
    /// Why they changed.
    pub why: String,
    /// Who says so.
    pub by: PersonId,
}

/// One overlay in force, and where it applies, so that the record alone says which runs need it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalRule {
    /// The overlay.
    pub file: RunFile,
    /// The ids of the lists that it applies to; every list where there are none.
    pub on: Vec<String>,
    /// The kinds of a run's first item that it applies to; every kind where there are none.
    pub kinds: Vec<ItemKind>,
}

/// A deviation from a list is asked for; it holds once it is signed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListDeviation {
    /// The list that it deviates from.
    pub list: RunFile,
    /// The overlay that makes the change.
    pub file: RunFile,
    /// What is done otherwise.
    pub what: String,
    /// Why.
    pub why: String,
    /// Until when at the latest.
    pub until: UtcMillis,
    /// Who asks for it.
    pub by: PersonId,
}

/// What was proposed, approved or signed of these bytes no longer counts.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWithdrawn {
    /// The list, or the overlay.
    pub file: RunFile,
    /// Why.
    pub why: String,
    /// Who says so.
    pub by: PersonId,
}
