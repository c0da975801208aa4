//! Containers: what things lie in, the seal on each, and who holds its keys.

use serde::{Deserialize, Serialize};

use crate::terms::{ItemId, PersonId, SealFound, StoreId, UtcMillis};

/// A container is a place to lock things away in.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreAdded {
    /// As what moves name it.
    pub store: StoreId,
    /// The container itself, which is in the book.
    pub item: ItemId,
}

/// A seal was put on it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreSealed {
    /// On which container.
    pub item: ItemId,
    /// The number on the seal.
    pub seal: String,
    /// Who put it on.
    pub by: Option<PersonId>,
    /// Number of the paper card it was entered from.
    pub card: Option<u32>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

/// It was opened, and its seal is off.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreOpened {
    /// Which container.
    pub item: ItemId,
    /// How its seal was found.
    pub found: SealFound,
    /// The number that was read back.
    pub read: Option<String>,
    /// Who opened it.
    pub by: Option<PersonId>,
    /// Number of the paper card it was entered from.
    pub card: Option<u32>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

/// A key of it changed hands.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreKey {
    /// Of which container.
    pub item: ItemId,
    /// Which key: the number on it.
    pub key: String,
    /// Who has it now; null where nobody knows.
    pub holder: Option<PersonId>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}
