//! What is to be entered: people with their keys, items, and lots of rounds.

use crate::event::{Kept, Witness};
use crate::terms::{
    Action, Barrel, Digest, ItemId, ItemKind, PersonId, Role, RoundKind, Tell, UtcMillis,
};

/// A person to be entered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewPerson {
    /// The identifier that the name object was made for.
    pub person: PersonId,
    /// The sealed object with the name.
    pub name: Digest,
    /// Roles, each until when.
    pub roles: Vec<(Role, Option<UtcMillis>)>,
    /// The key that the person signs with.
    pub key: Option<NewKey>,
}

/// A key to be entered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewKey {
    /// `ssh-ed25519 …`, without a comment.
    pub key: String,
    /// `SHA256:…`
    pub fingerprint: String,
    /// How it is kept.
    pub kept: Kept,
}

/// An item to be entered: the least that a gun needs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewItem {
    /// What it is.
    pub kind: ItemKind,
    /// The tag on it; unlike any other in the book.
    pub tag: String,
    /// How it works.
    pub action: Action,
    /// What state its barrel is in.
    pub barrel: Barrel,
    /// How many chambers, rounds in the magazine, or places of a tray.
    pub capacity: Option<u32>,
    /// What it was recorded as before it was entered, so that its history stays with it.
    pub known_as: Option<ItemId>,
    /// The private object with what a thief could use: maker, calibre, serial, owner.
    pub particulars: Option<Digest>,
}

/// What stands on the boxes of a lot, read again because it was entered wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadAgain {
    /// The number on its boxes; unlike any other lot's.
    pub tag: String,
    /// Who made them.
    pub maker: String,
    /// Their calibre.
    pub calibre: String,
    /// Blanks: the load.
    pub load: Option<String>,
    /// Dummies: by what they are told.
    pub tell: Option<Tell>,
    /// The guns that they are made for; none where that is not said.
    pub guns: Vec<ItemId>,
}

/// A lot to be entered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewLot {
    /// What its rounds are.
    pub kind: RoundKind,
    /// The number on its boxes; unlike any other lot's.
    pub tag: String,
    /// Who made them.
    pub maker: String,
    /// Their calibre.
    pub calibre: String,
    /// Blanks: the load.
    pub load: Option<String>,
    /// Dummies: by what they are told.
    pub tell: Option<Tell>,
    /// The guns that they are made for; none where that is not said.
    pub guns: Vec<ItemId>,
    /// How many two people counted.
    pub count: u32,
    /// Who counted them.
    pub witnesses: Vec<Witness>,
}
