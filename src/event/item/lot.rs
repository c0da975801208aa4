//! Rounds: lots as they come in, what becomes of their rounds, how they were counted, and how a difference was closed.

use serde::{Deserialize, Serialize};

use crate::event::Witness;
use crate::terms::{ItemId, LotId, PersonId, RoundAct, RoundKind, RunId, Tell, UtcMillis};

/// A lot is entered, with what two counted: its opening balance.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotAdded {
    /// Which.
    pub lot: LotId,
    /// What its rounds are.
    pub kind: RoundKind,
    /// The number on its boxes; unlike any other lot's.
    pub tag: String,
    /// Who made them.
    pub maker: String,
    /// Their calibre, as on the box.
    pub calibre: String,
    /// Blanks: the load, as on the box.
    pub load: Option<String>,
    /// Dummies: by what they are told.
    pub tell: Option<Tell>,
    /// The guns that they are made for; none where that is not said.
    pub guns: Vec<ItemId>,
    /// How many there are.
    pub count: u32,
    /// Who counted them.
    pub witnesses: Vec<Witness>,
}

/// Something became of rounds of a lot.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotMoved {
    /// Of which lot.
    pub lot: LotId,
    /// What.
    pub act: RoundAct,
    /// How many.
    pub n: u32,
    /// The tray they came from or went to.
    pub tray: Option<ItemId>,
    /// The gun they went into or came out of.
    pub gun: Option<ItemId>,
    /// Who did it.
    pub by: Option<PersonId>,
    /// The run that it is a step of.
    pub run: Option<RunId>,
    /// Number of the paper card it was entered from.
    pub card: Option<u32>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

/// What is left of a lot, or of its part in a tray, was counted.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotCounted {
    /// Which lot.
    pub lot: LotId,
    /// The tray that was counted; none for what lies in the boxes of the lot.
    pub tray: Option<ItemId>,
    /// How many were counted.
    pub counted: u32,
    /// How many there should be by the record; below zero where more were taken than there were.
    pub due: i32,
    /// Who counted.
    pub by: PersonId,
}

/// A difference is closed: it was searched for, another one counted again, and somebody was told.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotClosed {
    /// Which lot.
    pub lot: LotId,
    /// The tray; none for the boxes of the lot.
    pub tray: Option<ItemId>,
    /// Counted less due: below zero is short.
    pub difference: i32,
    /// Who counted first.
    pub counted_by: PersonId,
    /// Who counted again.
    pub again_by: PersonId,
    /// Who was told.
    pub told: Witness,
}

/// A whole lot is set apart: one of its rounds failed, or is in doubt.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotApart {
    /// Which.
    pub lot: LotId,
    /// Why.
    pub why: String,
    /// Who says so.
    pub by: Option<PersonId>,
}

/// A lot that was set apart is in use again.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotFreed {
    /// Which.
    pub lot: LotId,
    /// On what ground.
    pub why: String,
    /// Who looked at every round of it.
    pub witnesses: Vec<Witness>,
}

/// The armorer's limit: with so many misfires of one lot all of it is set apart.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotLimit {
    /// Which.
    pub lot: LotId,
    /// With how many; none where it has no limit any more.
    pub misfires: Option<u32>,
    /// Who says so.
    pub by: PersonId,
}

/// What stands on the boxes of a lot was entered wrong, and is this. The lines before keep what was entered.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotParticulars {
    /// Which.
    pub lot: LotId,
    /// The number on its boxes; unlike any other lot's.
    pub tag: String,
    /// Who made them.
    pub maker: String,
    /// Their calibre, as on the box.
    pub calibre: String,
    /// Blanks: the load, as on the box.
    pub load: Option<String>,
    /// Dummies: by what they are told.
    pub tell: Option<Tell>,
    /// The guns that they are made for; none where that is not said.
    pub guns: Vec<ItemId>,
    /// Why it was entered wrong, or how that was found.
    pub why: String,
    /// Who read the boxes again.
    pub by: PersonId,
}

impl LotParticulars {
    /// What it says otherwise than `was`: which particular, as it was, and as it is; `tag` is what an item is called.
    #[must_use]
    pub fn against(
        &self,
        was: &LotAdded,
        tag: &dyn Fn(ItemId) -> String,
    ) -> Vec<(&'static str, String, String)> {
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        let told =
            |tell: Option<Tell>| tell.map_or_else(String::new, |tell| tell.words().to_owned());
        let guns = |guns: &[ItemId]| guns.iter().map(|gun| tag(*gun)).collect::<Vec<_>>().join(" ");
        let all = [
            ("number", was.tag.clone(), self.tag.clone()),
            ("maker", was.maker.clone(), self.maker.clone()),
            ("calibre", was.calibre.clone(), self.calibre.clone()),
            ("load", some(&was.load), some(&self.load)),
            ("told by", told(was.tell), told(self.tell)),
            ("made for", guns(&was.guns), guns(&self.guns)),
        ];
        all.into_iter().filter(|(_, before, now)| before != now).collect()
    }
}
