//! What may be changed in the roster: the events of one line, or every reason against it.

use super::{Person, Roster};
use crate::event::{
    Event, Kept, KeyEnded, KeyEndedWhy, Permit, PersonAdded, PersonKey, PersonNamed, PersonTrained,
    Provisional, RoleEnded, RoleGiven, RosterPolicy, RosterRoot, Witness,
};
use crate::terms::{Digest, LineText, PersonId, Role, UtcMillis, role};

/// One reason why the roster is not changed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The identifier is taken.
    #[error("this person is in the roster already")]
    AlreadyThere {
        /// Who.
        person: PersonId,
    },
    /// Not in the roster.
    #[error("this person is not in the roster")]
    UnknownPerson {
        /// Who.
        person: PersonId,
    },
    /// They hold it already.
    #[error("this person is {} already", role.words())]
    HasRole {
        /// Which.
        role: Role,
    },
    /// They do not hold it.
    #[error("this person is not {}", role.words())]
    HasNoRole {
        /// Which.
        role: Role,
    },
    /// One person would handle and look.
    #[error("the first AD and the deputies look and never handle; nobody is both")]
    HandlesAndDirects,
    /// The end lies in the past.
    #[error("the role would be over already")]
    Over {
        /// The end.
        until: UtcMillis,
    },
    /// Somebody has or had that key.
    #[error("this key is in the roster already")]
    KeyThere {
        /// Which.
        fingerprint: String,
    },
    /// They have no such key that counts.
    #[error("this person has no such key, or it has ended already")]
    NoSuchKey {
        /// Which.
        fingerprint: String,
    },
    /// Too few or too many, or somebody twice.
    #[error("the roster is changed by one to five different people; {found} are named")]
    RootSize {
        /// How many different people are named.
        found: usize,
    },
    /// Not a majority, or more than there are.
    #[error("{threshold} of {of} is not a majority of them")]
    Threshold {
        /// What was asked for.
        threshold: u32,
        /// Of how many.
        of: usize,
    },
    /// It is so already.
    #[error("the rule of security keys is so already")]
    PolicyStands,
    /// Somebody of the root has no key.
    #[error("somebody named has no key to sign with")]
    NoKey {
        /// Who.
        person: PersonId,
    },
    /// Only some roles are given for now.
    #[error("only a handler or the first AD's deputy can be added for now")]
    NotForNow {
        /// Which was asked for.
        role: Role,
    },
    /// The first AD does not stand by it.
    #[error("the first AD has to be one of the two who add somebody for now")]
    NoFirstAd,
    /// No handler stands by it.
    #[error("a handler who is here has to be one of the two who add somebody for now")]
    NoHandler,
    /// Whoever trained them is no handler of the roster.
    #[error("whoever trained them is no armorer and no other handler of the roster")]
    NotTrainer {
        /// Who.
        person: PersonId,
    },
    /// Somebody stands by their own being added.
    #[error("nobody adds themselves")]
    Themselves {
        /// Who.
        person: PersonId,
    },
}

impl Refusal {
    /// What to do, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::AlreadyThere { .. } => "Change the entry that is there.",
            Self::UnknownPerson { .. } => "Add the person first.",
            Self::HasRole { .. } | Self::PolicyStands => "Nothing is left to do.",
            Self::HasNoRole { .. } => "Look at the roles that this person holds.",
            Self::HandlesAndDirects => "End the other role first, or give this one to another.",
            Self::Over { .. } => "Give an end that lies ahead, or none.",
            Self::KeyThere { .. } => "Make a new key; one key belongs to one person.",
            Self::NoSuchKey { .. } => "Look at the keys that this person has.",
            Self::RootSize { .. } => "Name one to five people, each once.",
            Self::Threshold { .. } => "Ask for more than half of them, and for no more than all.",
            Self::NoKey { .. } => "Let each of them make a key, or bring their own.",
            Self::NotForNow { .. } => "Give the role in the roster and let it be signed.",
            Self::NoFirstAd => "Ask the first AD.",
            Self::NoHandler => "Ask the armorer or another handler whom the roster holds.",
            Self::NotTrainer { .. } => {
                "Name the armorer or another handler, or say that somebody from outside did."
            }
            Self::Themselves { .. } => "Ask another first AD or handler.",
        }
    }
}

type Decision = Result<Vec<Event>, Vec<Refusal>>;

impl Roster {
    /// The most people of a root.
    pub const MOST_ROOT: usize = 5;

    /// Enters a person.
    ///
    /// # Errors
    ///
    /// When the identifier is taken.
    pub fn add_person(&self, person: PersonId, name: Digest, details: Option<Digest>) -> Decision {
        let there = self.person(person).map(|_| Refusal::AlreadyThere { person });
        let added = Event::PersonAdded(PersonAdded { person, name, details });
        unless(there.into_iter().collect(), added)
    }

    /// Corrects a name.
    ///
    /// # Errors
    ///
    /// When the person is not known.
    pub fn rename(&self, person: PersonId, name: Digest) -> Decision {
        let unknown = self.unknown(person);
        unless(unknown.into_iter().collect(), Event::PersonNamed(PersonNamed { person, name }))
    }

    /// Gives a role, until a moment or for good.
    ///
    /// # Errors
    ///
    /// When the person is not known, holds it already, would handle and direct, or when the end lies in the past.
    pub fn give_role(
        &self,
        person: PersonId,
        role: &Role,
        until: Option<UtcMillis>,
        wall: UtcMillis,
    ) -> Decision {
        let mut against: Vec<Refusal> = self.unknown(person).into_iter().collect();
        if let Some(until) = until
            && until <= wall
        {
            against.push(Refusal::Over { until });
        }
        if let Some(known) = self.person(person) {
            let same =
                |held: &super::Held| held.role == *role && held.until == until && !held.provisional;
            if known.roles.iter().any(same) {
                against.push(Refusal::HasRole { role: role.clone() });
            }
            against.extend(both(known, role, wall));
        }
        unless(against, Event::PersonRole(RoleGiven { person, role: role.clone(), until }))
    }

    /// Enters a permit, or when one is over. One that is over already is entered too: it withholds.
    ///
    /// # Errors
    ///
    /// When the person is not known.
    pub fn permit(
        &self,
        person: PersonId,
        permit: &LineText,
        until: Option<UtcMillis>,
    ) -> Decision {
        let against = self.unknown(person).into_iter().collect();
        let permit = permit.as_str().to_owned();
        unless(against, Event::PersonPermit(Permit { person, permit, until }))
    }

    /// Enters what somebody was trained in, and by whom: a handler of the roster other than themselves, or somebody from
    /// outside. One that is over already is entered too: it ends what was said before.
    ///
    /// # Errors
    ///
    /// When the person is not known, or whoever trained them is themselves or no handler.
    pub fn train(&self, trained: &PersonTrained, wall: UtcMillis) -> Decision {
        let mut against: Vec<Refusal> = self.unknown(trained.person).into_iter().collect();
        if let Some(by) = trained.by {
            let handles = self.person(by).is_some_and(|one| one.is_handler(wall));
            if by == trained.person || !handles {
                against.push(Refusal::NotTrainer { person: by });
            }
        }
        unless(against, Event::PersonTrained(*trained))
    }

    /// Takes a role back.
    ///
    /// # Errors
    ///
    /// When the person is not known or does not hold it.
    pub fn end_role(&self, person: PersonId, role: &Role) -> Decision {
        let against = match self.person(person) {
            None => Some(Refusal::UnknownPerson { person }),
            Some(known) if known.roles.iter().any(|held| held.role == *role) => None,
            Some(_) => Some(Refusal::HasNoRole { role: role.clone() }),
        };
        let ended = Event::PersonRoleEnded(RoleEnded { person, role: role.clone() });
        unless(against.into_iter().collect(), ended)
    }

    /// Enters a key. A key belongs to one person, for ever.
    ///
    /// # Errors
    ///
    /// When the person is not known, or when anybody has or had that key.
    pub fn add_key(&self, person: PersonId, key: &str, fingerprint: &str, kept: Kept) -> Decision {
        let mut against: Vec<Refusal> = self.unknown(person).into_iter().collect();
        if self.has_any_key(key, fingerprint) {
            against.push(Refusal::KeyThere { fingerprint: fingerprint.to_owned() });
        }
        let (key, fingerprint) = (key.to_owned(), fingerprint.to_owned());
        unless(against, Event::PersonKey(PersonKey { person, key, fingerprint, kept }))
    }

    /// Ends a key, from this line on.
    ///
    /// # Errors
    ///
    /// When the person is not known, or has no such key that counts.
    pub fn end_key(&self, person: PersonId, fingerprint: &str, why: KeyEndedWhy) -> Decision {
        let fingerprint = fingerprint.to_owned();
        let against = match self.person(person) {
            None => Some(Refusal::UnknownPerson { person }),
            Some(known) if known.standing_keys().any(|key| key.fingerprint == fingerprint) => None,
            Some(_) => Some(Refusal::NoSuchKey { fingerprint: fingerprint.clone() }),
        };
        let ended = Event::PersonKeyEnded(KeyEnded { person, fingerprint, why });
        unless(against.into_iter().collect(), ended)
    }

    /// Names who may change the roster: one to five people with keys, more than half of whom it takes.
    ///
    /// # Errors
    ///
    /// When there are none, too many or somebody twice, when somebody is not known or has no key, or when `threshold` is
    /// no majority.
    pub fn set_root(&self, persons: &[PersonId], threshold: u32) -> Decision {
        let mut against = Vec::new();
        let found = persons.iter().collect::<std::collections::BTreeSet<_>>().len();
        if found != persons.len() || !(1..=Self::MOST_ROOT).contains(&found) {
            against.push(Refusal::RootSize { found });
        }
        let votes = usize::try_from(threshold).unwrap_or(usize::MAX);
        if votes > persons.len() || votes <= persons.len() / 2 {
            against.push(Refusal::Threshold { threshold, of: persons.len() });
        }
        for &person in persons {
            match self.person(person) {
                None => against.push(Refusal::UnknownPerson { person }),
                Some(known) if known.standing_keys().next().is_none() => {
                    against.push(Refusal::NoKey { person });
                }
                Some(_) => {}
            }
        }
        unless(against, Event::RosterRoot(RosterRoot { persons: persons.to_vec(), threshold }))
    }

    /// Says whether a security key counts only where it checked a PIN or a finger; in force with the next signed roster.
    ///
    /// # Errors
    ///
    /// When that is so already.
    pub fn set_policy(&self, verification: bool) -> Decision {
        let same = (self.verification == verification).then_some(Refusal::PolicyStands);
        let set = Event::RosterPolicy(RosterPolicy { verification });
        unless(same.into_iter().collect(), set)
    }

    /// Adds a handler or deputy for now: the first AD and a present handler, two different people whose roles are not
    /// themselves for now, stand by it.
    ///
    /// # Errors
    ///
    /// When the person is not known, holds the role already or would handle and direct; when the role is another; when
    /// one of the two is missing or is the person themselves.
    pub fn add_for_now(
        &self,
        person: PersonId,
        role: &Role,
        witnesses: &[Witness],
        wall: UtcMillis,
    ) -> Decision {
        let mut against: Vec<Refusal> = self.unknown(person).into_iter().collect();
        let for_now = |name: &&&str| role.is(name);
        if !role.is(role::AD_DEPUTY) && role::HANDLERS.iter().find(for_now).is_none() {
            against.push(Refusal::NotForNow { role: role.clone() });
        }
        if let Some(known) = self.person(person) {
            if known.holds(role.as_str(), wall) {
                against.push(Refusal::HasRole { role: role.clone() });
            }
            against.extend(both(known, role, wall));
        }
        if witnesses.iter().any(|witness| witness.person == person) {
            against.push(Refusal::Themselves { person });
        }
        let stands = |witness: &&Witness, names: &[&str]| {
            names.iter().any(|name| witness.role.is(name))
                && self
                    .person(witness.person)
                    .is_some_and(|one| one.holds_ratified(&[witness.role.as_str()], wall))
        };
        let first_ad = witnesses.iter().find(|witness| stands(witness, &[role::FIRST_AD]));
        let handler = witnesses.iter().find(|witness| {
            stands(witness, role::HANDLERS)
                && first_ad.is_none_or(|first_ad| first_ad.person != witness.person)
        });
        against.extend(first_ad.is_none().then_some(Refusal::NoFirstAd));
        against.extend(handler.is_none().then_some(Refusal::NoHandler));
        let witnesses = witnesses.to_vec();
        let added = Provisional { person, role: role.clone(), witnesses };
        unless(against, Event::PersonProvisional(added))
    }

    fn unknown(&self, person: PersonId) -> Option<Refusal> {
        self.person(person).is_none().then_some(Refusal::UnknownPerson { person })
    }
}

fn unless(against: Vec<Refusal>, event: Event) -> Decision {
    if against.is_empty() { Ok(vec![event]) } else { Err(against) }
}

/// Whether `known` would handle and direct if given `role`.
fn both(known: &Person, role: &Role, wall: UtcMillis) -> Option<Refusal> {
    let of = |names: &[&str]| names.iter().any(|name| role.is(name));
    let clash = of(role::HANDLERS) && known.is_director(wall)
        || of(role::DIRECTORS) && known.is_handler(wall);
    clash.then_some(Refusal::HandlesAndDirects)
}
