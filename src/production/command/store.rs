//! What was done with a container, as it is told.

use crate::terms::{ItemId, PersonId, UtcMillis};

/// What was done with a container.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Contained {
    /// With which.
    pub item: ItemId,
    /// What.
    pub what: Container,
    /// Who did it, where they say.
    pub by: Option<PersonId>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

/// What can be done with a container.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Container {
    /// A seal was put on.
    Sealed {
        /// The number on it.
        seal: String,
    },
    /// It was opened.
    Opened {
        /// The number that was read back from the seal; none where nobody read it.
        read: Option<String>,
        /// Whether the seal was broken or gone.
        broken: bool,
    },
    /// A key of it is with somebody now.
    Key {
        /// The number on the key.
        key: String,
        /// Who has it; none where nobody knows.
        holder: Option<PersonId>,
    },
}
