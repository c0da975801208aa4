//! A picture of a thing or of a paper card, outside runs.

use serde::{Deserialize, Serialize};

use crate::terms::{Digest, ItemId};

/// A picture was brought: of an item, of a paper card, or of both.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoAdded {
    /// Of which item.
    pub item: Option<ItemId>,
    /// The number of the paper card that is on it, or that it belongs to.
    pub card: Option<u32>,
    /// The SHA-256 of its bytes.
    pub object: Digest,
    /// What is on it, in a few words.
    pub said: Option<String>,
}
