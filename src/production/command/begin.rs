//! How a run begins: its list, its people, its place, and the deviation that may be asked for before it.

use crate::event::{Recorded, Witness};
use crate::terms::{Digest, PersonId, UtcMillis};

/// A deviation from a list, as it is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Deviate {
    /// The list, by the SHA-256 of its bytes.
    pub list: Digest,
    /// The overlay that makes the change, by the SHA-256 of its bytes.
    pub file: Digest,
    /// What is done otherwise.
    pub what: String,
    /// Why.
    pub why: String,
    /// Until when; at most 30 days ahead.
    pub until: UtcMillis,
    /// Who asks for it.
    pub by: PersonId,
}

/// How a run begins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Start {
    /// The checklist, by the SHA-256 of its bytes.
    pub list: Digest,
    /// The overlays that are applied to it, by the SHA-256 of their bytes, in the order of their ids.
    pub overlays: Vec<Digest>,
    /// The language of the words on the screen; that of the list where none is named.
    pub lang: Option<String>,
    /// Who holds which role of the list.
    pub roles: Vec<Witness>,
    /// Who writes down what others do and see.
    pub recorder: PersonId,
    /// What each input of the list is given: an item's id for an item, the words for others.
    pub inputs: Vec<(String, String)>,
    /// As it happens, or from a paper card.
    pub recorded: Recorded,
    /// Number of the paper card.
    pub card: Option<u32>,
    /// When it was led, as the card says: its overlays are those of that time.
    pub claimed: Option<UtcMillis>,
    /// Scene, set-up and take.
    pub place: SetUp,
}

/// Scene, set-up and take: plain values that a run and a declaration name.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SetUp {
    /// Scene.
    pub scene: String,
    /// Set-up.
    pub setup: String,
    /// Take.
    pub take: String,
}
