//! Items and rounds: what was brought into the book, declared, shown, moved.

mod container;
mod handover;
mod lot;
mod photo;
mod place;

pub use container::{StoreAdded, StoreKey, StoreOpened, StoreSealed};
pub use handover::{
    HandedBy, HandedItem, HandedRounds, HandoverIn, HandoverOut, RoundsBack, TakenItem,
};
pub use lot::{
    LotAdded, LotApart, LotClosed, LotCounted, LotFreed, LotLimit, LotMoved, LotParticulars,
};
pub use photo::PhotoAdded;
pub use place::DayLaw;

use serde::{Deserialize, Serialize};

use crate::event::{Shown, Witness};
use crate::terms::{
    Act, Action, Barrel, Breach, Condition, Digest, ItemId, ItemKind, Millis, PersonId, Place,
    RunId, StoreId, UnverifiedWhy, UtcMillis,
};

/// An item is entered in the book.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemAdded {
    /// Which.
    pub item: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// The tag on it.
    pub tag: String,
    /// How it works.
    pub action: Action,
    /// What state its barrel is in.
    pub barrel: Barrel,
    /// How many chambers, or places of a tray.
    pub capacity: Option<u32>,
    /// The private object with maker, calibre, serial, owner.
    pub particulars: Option<Digest>,
}

/// Corrected particulars.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemParticulars {
    /// Which.
    pub item: ItemId,
    /// The private object.
    pub particulars: Digest,
}

/// Witnesses declare its condition.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemDeclared {
    /// Which.
    pub item: ItemId,
    /// Which condition.
    pub condition: Condition,
    /// How many rounds.
    pub n: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// Which load, or what sort of look-alike.
    pub load: Option<String>,
    /// The run that led to it.
    pub run: Option<RunId>,
    /// Who saw it.
    pub witnesses: Vec<Witness>,
    /// For what: scene and set-up.
    pub covers: String,
    /// Until when at the latest.
    pub until: UtcMillis,
    /// The same by the time since start-up.
    pub until_up: Millis,
    /// The sign-off it rests on, where the production signs at the moment.
    pub statement: Option<u64>,
    /// Number of the paper card; nothing is in force then.
    pub card: Option<u32>,
}

/// It was shown to people.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemShown {
    /// Which.
    pub items: Vec<ItemId>,
    /// Who showed it.
    pub by: PersonId,
    /// To whom.
    pub to: Vec<Shown>,
    /// How many looked.
    pub looked: u32,
    /// Number of the paper card it was entered from.
    pub card: Option<u32>,
}

/// It was moved.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemMoved {
    /// Which.
    pub item: ItemId,
    /// What was done.
    pub act: Act,
    /// Who gave it.
    pub from: Option<PersonId>,
    /// Who has it now.
    pub to: Option<PersonId>,
    /// Where it is now.
    pub place: Place,
    /// In which locked place.
    pub store: Option<StoreId>,
    /// Who watches it on the set.
    pub watch: Option<PersonId>,
    /// The people of the action it was issued to.
    pub action: Vec<PersonId>,
    /// The run that it is a step of.
    pub run: Option<RunId>,
    /// Which rule it was against.
    pub breach: Option<Breach>,
    /// Number of the paper card it was entered from.
    pub card: Option<u32>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

/// Its condition changed without a declaration.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemCondition {
    /// Which.
    pub item: ItemId,
    /// The condition now.
    pub condition: Condition,
    /// How many rounds.
    pub n: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// Which load.
    pub load: Option<String>,
    /// A code: `shot`, `action_on_hot`, `misfire`, …
    pub why: String,
}

/// What was declared of it has ended.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemUnverified {
    /// Which.
    pub item: ItemId,
    /// Why.
    pub why: UnverifiedWhy,
}
