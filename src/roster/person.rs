//! One person as the roster knows them: roles with their ends, keys with theirs.

use crate::event::{Kept, KeyEndedWhy};
use crate::terms::{Digest, PersonId, Role, Training, UtcMillis, role};

/// A role that somebody holds or held until a moment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
    /// Which.
    pub role: Role,
    /// When it is over.
    pub until: Option<UtcMillis>,
    /// Whether they were added for now by the first AD and a handler, and no signed roster holds it yet.
    pub provisional: bool,
}

impl Held {
    /// Whether it is not over at `wall`.
    #[must_use]
    pub fn counts(&self, wall: UtcMillis) -> bool {
        lasts(self.until, wall)
    }
}

/// A key that somebody signs with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// `ssh-ed25519 …`, without a comment.
    pub key: String,
    /// `SHA256:…` as ssh-keygen prints it.
    pub fingerprint: String,
    /// How it is kept.
    pub kept: Kept,
    /// Why it no longer counts.
    pub ended: Option<KeyEndedWhy>,
}

/// A permit of somebody.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Permit {
    /// Which, in words.
    pub permit: String,
    /// When it is over.
    pub until: Option<UtcMillis>,
}

impl Permit {
    /// Whether it is not over at `wall`.
    #[must_use]
    pub fn counts(&self, wall: UtcMillis) -> bool {
        lasts(self.until, wall)
    }
}

/// What somebody was trained in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Trained {
    /// What.
    pub covers: Training,
    /// By whom, where that is somebody of the roster.
    pub by: Option<PersonId>,
    /// When it is over.
    pub until: Option<UtcMillis>,
}

impl Trained {
    /// Whether it is not over at `wall`.
    #[must_use]
    pub fn counts(&self, wall: UtcMillis) -> bool {
        lasts(self.until, wall)
    }
}

/// Whether what ends at `until` is not over at `wall`; what has no end is not.
fn lasts(until: Option<UtcMillis>, wall: UtcMillis) -> bool {
    until.is_none_or(|until| wall < until)
}

/// A person of the production.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The sealed object that holds the name.
    pub name: Digest,
    /// The private object that holds contact and permits.
    pub details: Option<Digest>,
    /// The roles not taken back, in order of entry.
    pub roles: Vec<Held>,
    /// Their permits as they were entered; what nobody entered is not known.
    pub permits: Vec<Permit>,
    /// What they were trained in; what nobody entered is not known.
    pub trainings: Vec<Trained>,
    /// The keys, ended ones too, in order of entry.
    pub keys: Vec<Key>,
}

impl Person {
    /// Whether they hold the role of that name at `wall`.
    #[must_use]
    pub fn holds(&self, role: &str, wall: UtcMillis) -> bool {
        self.roles.iter().any(|held| held.role.is(role) && held.counts(wall))
    }

    /// Whether they may hand an item over and take it back at `wall`.
    #[must_use]
    pub fn is_handler(&self, wall: UtcMillis) -> bool {
        self.holds_any(role::HANDLERS, wall)
    }

    /// Whether they look for the assistant directors, and never handle, at `wall`.
    #[must_use]
    pub fn is_director(&self, wall: UtcMillis) -> bool {
        self.holds_any(role::DIRECTORS, wall)
    }

    /// Whether they may take an item for the action at `wall`.
    #[must_use]
    pub fn is_taker(&self, wall: UtcMillis) -> bool {
        self.holds_any(role::TAKERS, wall)
    }

    /// Whether no permit of theirs that was entered is over at `wall`.
    #[must_use]
    pub fn permits_count(&self, wall: UtcMillis) -> bool {
        self.permits.iter().all(|permit| permit.counts(wall))
    }

    /// Whether a training of theirs that is in date covers it: who may fire blanks may handle.
    #[must_use]
    pub fn is_trained(&self, what: Training, wall: UtcMillis) -> bool {
        self.trainings.iter().any(|one| one.counts(wall) && one.covers.includes(what))
    }

    /// Whether any of their roles still waits for a signed roster.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.roles.iter().any(|held| held.provisional)
    }

    /// The keys that have not ended, the newest first.
    pub fn standing_keys(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter().rev().filter(|key| key.ended.is_none())
    }

    fn holds_any(&self, names: &[&str], wall: UtcMillis) -> bool {
        names.iter().any(|name| self.holds(name, wall))
    }

    /// Whether they hold one of `names` for good, not only for now.
    pub(super) fn holds_ratified(&self, names: &[&str], wall: UtcMillis) -> bool {
        self.roles.iter().any(|held| {
            !held.provisional && held.counts(wall) && names.iter().any(|name| held.role.is(name))
        })
    }
}
