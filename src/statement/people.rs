//! The people, keys, roles and root that stand, in the order in which they were entered.

use std::collections::BTreeMap;

use crate::event::{Event, Kept, RosterRoot};
use crate::terms::{Digest, PersonId, Role, UtcMillis};

/// A key that has not ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyHeld {
    /// `ssh-ed25519 …`
    pub key: String,
    /// As `ssh-keygen -lf` prints it.
    pub fingerprint: String,
    /// How it is kept.
    pub kept: Kept,
}

/// A role that has not ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoleHeld {
    /// Which.
    pub role: Role,
    /// Until when.
    pub until: Option<UtcMillis>,
}

/// What stands, in order of entry; a thing entered again stands where it was entered last.
#[derive(Clone, Debug, Default)]
pub struct People {
    names: BTreeMap<PersonId, Digest>,
    standing: Vec<Stands>,
    root: Option<RosterRoot>,
    verification: Option<bool>,
}

#[derive(Clone, Debug)]
pub(super) enum Stands {
    Person(PersonId),
    Key(PersonId, KeyHeld),
    Role(PersonId, RoleHeld),
}

impl People {
    pub(super) fn feed(&mut self, event: &Event) {
        if let Event::PersonAdded(e) = event {
            self.names.insert(e.person, e.name);
            self.standing.push(Stands::Person(e.person));
        } else if let Event::PersonNamed(e) = event {
            self.names.insert(e.person, e.name);
        } else if let Event::PersonKey(e) = event {
            self.end_key(e.person, &e.fingerprint);
            self.standing.push(Stands::Key(
                e.person,
                KeyHeld { key: e.key.clone(), fingerprint: e.fingerprint.clone(), kept: e.kept },
            ));
        } else if let Event::PersonKeyEnded(e) = event {
            self.end_key(e.person, &e.fingerprint);
        } else if let Event::PersonRole(e) = event {
            self.end_role(e.person, &e.role);
            self.standing
                .push(Stands::Role(e.person, RoleHeld { role: e.role.clone(), until: e.until }));
        } else if let Event::PersonRoleEnded(e) = event {
            self.end_role(e.person, &e.role);
        } else if let Event::RosterRoot(e) = event {
            self.root = Some(e.clone());
        } else if let Event::RosterPolicy(e) = event {
            self.verification = Some(e.verification);
        }
    }

    /// The object that holds the name of `person`.
    #[must_use]
    pub fn name(&self, person: PersonId) -> Option<Digest> {
        self.names.get(&person).copied()
    }

    /// The root as it was last set.
    #[must_use]
    pub fn root(&self) -> Option<&RosterRoot> {
        self.root.as_ref()
    }

    /// Whether a security key counts only where it checked a PIN or a finger, as it was last set.
    #[must_use]
    pub fn verification(&self) -> Option<bool> {
        self.verification
    }

    /// Every key that stands, in order of entry.
    pub fn keys(&self) -> impl Iterator<Item = (PersonId, &KeyHeld)> {
        self.standing.iter().filter_map(|one| match one {
            Stands::Key(person, key) => Some((*person, key)),
            Stands::Person(_) | Stands::Role(..) => None,
        })
    }

    /// Every role that stands, in order of entry.
    pub fn roles(&self) -> impl Iterator<Item = (PersonId, &RoleHeld)> {
        self.standing.iter().filter_map(|one| match one {
            Stands::Role(person, role) => Some((*person, role)),
            Stands::Person(_) | Stands::Key(..) => None,
        })
    }

    pub(super) fn standing(&self) -> &[Stands] {
        &self.standing
    }

    fn end_key(&mut self, whose: PersonId, fingerprint: &str) {
        self.standing.retain(|one| {
            !matches!(one, Stands::Key(person, key) if *person == whose && key.fingerprint == fingerprint)
        });
    }

    fn end_role(&mut self, whose: PersonId, ended: &Role) {
        self.standing.retain(|one| {
            !matches!(one, Stands::Role(person, held) if *person == whose && held.role == *ended)
        });
    }
}
