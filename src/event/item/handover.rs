//! Hand-overs between units: what went out, under which number, and what came in by whose signed file.

use serde::{Deserialize, Serialize};

use crate::terms::{
    Action, Barrel, Condition, Digest, HandoverTrust, ItemId, ItemKind, LogId, PersonId, Place,
    ProductionId, RoundKind, State, Tell,
};

/// Items go out to another unit, a rental house or a range: the moves stand in the same line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverOut {
    /// Its number, from 1 in the order of the production's hand-overs.
    pub number: u32,
    /// On a numbered sheet of paper instead of a signed file.
    pub pack: bool,
    /// To whom: second unit, range, rental house.
    pub unit: String,
    /// The production whose laptop takes it in, where that is known.
    pub addressed: Option<ProductionId>,
    /// Whether it comes back here; else it has left.
    pub back: bool,
    /// The handler who gives it.
    pub by: PersonId,
    /// Who takes it along.
    pub to: Option<PersonId>,
    /// What goes.
    pub items: Vec<HandedItem>,
    /// What lies in the trays that go.
    pub rounds: Vec<HandedRounds>,
}

/// An item that goes out, as it was last recorded.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedItem {
    /// Which; it keeps its identifier wherever it goes.
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
    /// Where it was before.
    pub place: Place,
    /// The container that it lies in and goes along with.
    pub inside: Option<ItemId>,
    /// The number of the seal that is on it.
    pub seal: Option<String>,
    /// The condition as last recorded; nothing of it holds any more.
    pub condition: Condition,
    /// How many rounds.
    pub n: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// Which load.
    pub load: Option<String>,
    /// The hand-over by which it came here.
    pub came: Option<HandedBy>,
}

impl HandedItem {
    /// What it is, as far as that kind of thing has an action, a barrel, places and a seal.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = vec![self.kind.words().to_owned()];
        if self.action != Action::None {
            words.push(self.action.words().to_owned());
        }
        if self.barrel != Barrel::None {
            words.push(format!("barrel {}", self.barrel.words()));
        }
        words.extend(self.capacity.map(|n| format!("holds {n}")));
        words.join(", ")
    }

    /// The condition as last recorded.
    #[must_use]
    pub fn state(&self) -> State {
        let load = self.load.as_deref().map(Into::into);
        State { condition: self.condition, n: self.n, of: self.of, load }
    }
}

/// A hand-over of another production.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedBy {
    /// Whose.
    pub production: ProductionId,
    /// Its number there.
    pub number: u32,
}

/// Rounds that go out in a tray, by the record of whoever gives it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedRounds {
    /// In which tray.
    pub tray: ItemId,
    /// The number on the boxes of the lot.
    pub lot: String,
    /// What they are.
    pub kind: RoundKind,
    /// Who made them.
    pub maker: String,
    /// Their calibre.
    pub calibre: String,
    /// Blanks: the load.
    pub load: Option<String>,
    /// Dummies: by what they are told.
    pub tell: Option<Tell>,
    /// How many there should be in the tray; below zero where more was taken than the record knows of.
    pub n: i32,
    /// Of the whole lot: fired, by subtraction.
    pub fired: u32,
    /// Of the whole lot: misfired and held, or in the pot.
    pub held: u32,
}

/// A signed hand-over file was taken in: what came stands in the same line, and nothing is declared of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverIn {
    /// The file, as an object.
    pub file: Digest,
    /// From which production.
    pub production: ProductionId,
    /// Its title, as the file says it.
    pub title: String,
    /// From which log of it.
    pub log: LogId,
    /// The number of the hand-over there.
    pub number: u32,
    /// Who signed it there, as that production names them.
    pub signer: PersonId,
    /// With which key: type and base64.
    pub key: String,
    /// By what that key is known here.
    pub trust: HandoverTrust,
    /// Who took it in here.
    pub by: PersonId,
    /// What was taken in.
    pub items: Vec<TakenItem>,
    /// What is said of the rounds in trays that came back.
    pub rounds: Vec<RoundsBack>,
}

/// An item that was taken in.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenItem {
    /// Which.
    pub item: ItemId,
    /// The hand-over out of here that it comes back from.
    pub answers: Option<u32>,
}

/// Rounds of a tray that came back: what went, and what is said of them. Nothing in the ledger moves by it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundsBack {
    /// In which tray.
    pub tray: ItemId,
    /// Of which lot, by the number on its boxes.
    pub lot: String,
    /// How many went out by the record here.
    pub out: i32,
    /// How many come back, as whoever gives them says; none where they say nothing of it.
    pub back: Option<i32>,
    /// How many were fired, as they say.
    pub fired: Option<u32>,
}
