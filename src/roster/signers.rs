//! Who must sign a new roster, with which key.

use super::{Person, Root, Roster, most_distinct};
use crate::event::Signer;
use crate::terms::{PersonId, Role, RoleError};

/// Why a roster cannot be prepared for signing.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SignersError {
    /// Nobody was named as root.
    #[error("nobody is named who may change the roster")]
    NoRoot,
    /// People who must sign have no key.
    #[error("{} of those who must sign have no key", persons.len())]
    NoKey {
        /// Who.
        persons: Vec<PersonId>,
    },
    /// Too few people of a root, with keys of their own, sign.
    #[error("{found} of the {needed} people who must agree sign, each with a key of their own")]
    TooFew {
        /// How many the threshold asks for.
        needed: u32,
        /// How many distinct people with distinct keys there are.
        found: usize,
        /// Whether the root of the roster in force lacks them; otherwise the new root does.
        old: bool,
    },
    /// A word of this program is no role.
    #[error(transparent)]
    Role(#[from] RoleError),
}

impl SignersError {
    /// What to do, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoRoot => "Name the one to five people who may change the roster.",
            Self::NoKey { .. } => "Let each of them make a key, or bring their own.",
            Self::TooFew { old: true, .. } => {
                "Ask more of the people named in the roster in force to sign."
            }
            Self::TooFew { old: false, .. } => {
                "Ask more of the people named in the new roster to sign."
            }
            Self::Role(_) => "Send in a report: this cannot happen.",
        }
    }
}

impl Roster {
    /// The slots of the next roster statement, one a person.
    ///
    /// The first roster is signed by every person of its root. A later one by those of `willing` who are of the old or
    /// the new root, as long as they reach the threshold of both; the old root counts only keys that the roster in force
    /// holds. Always every holder of a key that the roster in force does not hold signs too. Somebody who is both signs
    /// once, as `root`, with the key that the roster in force holds where there is one.
    ///
    /// # Errors
    ///
    /// When no root is named, when somebody who must sign has no key, or when too few sign.
    pub fn roster_signers(&self, willing: &[PersonId]) -> Result<Vec<Signer>, SignersError> {
        let root = self.root.as_ref().ok_or(SignersError::NoRoot)?;
        let old = self.basis().and_then(|roster| roster.root.as_ref());
        let persons = match old {
            None => root.persons.clone(),
            Some(old) => either(old, root).filter(|person| willing.contains(person)).collect(),
        };
        let missing: Vec<_> =
            persons.iter().copied().filter(|person| self.root_key(*person).is_none()).collect();
        if !missing.is_empty() {
            return Err(SignersError::NoKey { persons: missing });
        }
        if let Some(old) = old {
            self.reaches(old, &persons, true)?;
        }
        self.reaches(root, &persons, false)?;

        let as_root: Role = "root".parse()?;
        let as_new: Role = "new".parse()?;
        let slot = |role: &Role, person: PersonId, key: &str| Signer {
            role: role.clone(),
            person,
            key: key.to_owned(),
        };
        let mut slots: Vec<Signer> = persons
            .iter()
            .filter_map(|person| Some(slot(&as_root, *person, self.root_key(*person)?)))
            .collect();
        for person in self.people().filter(|person| !persons.contains(&person.id)) {
            if let Some(key) = self.new_key(person) {
                slots.push(slot(&as_new, person.id, key));
            }
        }
        Ok(slots)
    }

    /// Whether `persons` reach the threshold of `root`, by distinct people and distinct keys.
    fn reaches(&self, root: &Root, persons: &[PersonId], old: bool) -> Result<(), SignersError> {
        let counted = |person: &PersonId, key: &str| {
            !old || self.basis().is_some_and(|roster| roster.has_key(*person, key))
        };
        let pairs: Vec<(PersonId, &str)> = persons
            .iter()
            .filter(|person| root.persons.contains(person))
            .filter_map(|person| Some((*person, self.root_key(*person)?)))
            .filter(|(person, key)| counted(person, key))
            .collect();
        let found = most_distinct(&pairs);
        let enough = u32::try_from(found).is_ok_and(|found| found >= root.threshold);
        let needed = root.threshold;
        if enough { Ok(()) } else { Err(SignersError::TooFew { needed, found, old }) }
    }

    /// The fingerprint with which a root person signs: what the roster in force holds before what is new.
    fn root_key(&self, person: PersonId) -> Option<&str> {
        let person = self.person(person)?;
        let held = self.basis().filter(|roster| roster.root.is_some()).and_then(|roster| {
            person.standing_keys().find(|key| roster.has_key(person.id, &key.fingerprint))
        });
        let key = held.or_else(|| person.standing_keys().next())?;
        Some(&key.fingerprint)
    }

    /// The newest key of a person that the roster in force does not hold.
    fn new_key<'a>(&self, person: &'a Person) -> Option<&'a str> {
        let known = |fingerprint: &str| {
            self.basis().is_some_and(|roster| roster.has_key(person.id, fingerprint))
        };
        let key = person.standing_keys().find(|key| !known(&key.fingerprint))?;
        Some(&key.fingerprint)
    }
}

/// The people of both roots, the new one's first, each once.
fn either<'a>(old: &'a Root, new: &'a Root) -> impl Iterator<Item = PersonId> + 'a {
    let gone = old.persons.iter().filter(move |person| !new.persons.contains(person));
    new.persons.iter().chain(gone).copied()
}
