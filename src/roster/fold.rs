//! The fold: people, keys, the root and the roster in force, as the log tells them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Held, Key, Permit, Person, Trained};
use crate::event::{ContinuesWhy, Event, PersonAdded, PersonKey, Prepared, StatementKind};
use crate::terms::{PersonId, Role, UtcMillis};

/// Who may change the roster.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Root {
    /// One to five people, in order of entry.
    pub persons: Vec<PersonId>,
    /// How many of them it takes.
    pub threshold: u32,
}

/// A roster as it stood when it was prepared for signing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InForce {
    /// The number of lines that its statement covers.
    pub size: u64,
    /// Its root.
    pub root: Option<Root>,
    /// Whether a security key counts only where it checked a PIN or a finger.
    pub verification: bool,
    pub(super) keys: BTreeSet<(PersonId, String)>,
    pub(super) roles: BTreeSet<(PersonId, Role)>,
}

impl InForce {
    /// Whether the roster lists that key as that person's.
    #[must_use]
    pub fn has_key(&self, person: PersonId, fingerprint: &str) -> bool {
        self.keys.iter().any(|(one, key)| *one == person && key == fingerprint)
    }

    /// Whether the roster lists that person with a role and a key.
    #[must_use]
    pub fn lists(&self, person: PersonId) -> bool {
        self.keys.iter().any(|(one, _)| *one == person)
            && self.roles.iter().any(|(one, _)| *one == person)
    }

    /// Whether the roster lists that person in that role.
    #[must_use]
    pub fn has_role(&self, person: PersonId, role: &str) -> bool {
        self.roles.iter().any(|(one, held)| *one == person && held.is(role))
    }
}

/// An event that no writer of this program could have written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IllegalEvent {
    /// A person was entered twice.
    #[error("person {person} is entered a second time")]
    AddedTwice {
        /// Who.
        person: PersonId,
    },
    /// Something was said of a person who is not in the roster.
    #[error("person {person} is not in the roster")]
    UnknownPerson {
        /// Who.
        person: PersonId,
    },
    /// A key was entered twice.
    #[error("the key {fingerprint} is entered a second time")]
    KeyTwice {
        /// Which.
        fingerprint: String,
    },
    /// A key ended that the person does not have.
    #[error("person {person} has no key {fingerprint} that could end")]
    UnknownKey {
        /// Whose.
        person: PersonId,
        /// Which.
        fingerprint: String,
    },
}

/// Everybody of the production, what they are, and by what keys they are known.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Roster {
    pub(super) people: BTreeMap<PersonId, Arc<Person>>,
    /// The order of entry.
    order: Vec<PersonId>,
    pub(super) root: Option<Root>,
    pub(super) verification: bool,
    pub(super) in_force: Option<Arc<InForce>>,
    /// What was in force in the log that this one goes on from; by it the first roster here is judged.
    earlier: Option<Arc<InForce>>,
    pending: Option<Arc<InForce>>,
}

impl Roster {
    /// One person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(&id).map(AsRef::as_ref)
    }

    /// Everybody, in order of entry.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.order.iter().filter_map(|id| self.person(*id))
    }

    /// Whether a person holds the role of that name at `wall`.
    #[must_use]
    pub fn holds(&self, id: PersonId, role: &str, wall: UtcMillis) -> bool {
        self.person(id).is_some_and(|person| person.holds(role, wall))
    }

    /// Everybody who holds the role of that name at `wall`, in order of entry.
    pub fn with_role(&self, role: &str, wall: UtcMillis) -> impl Iterator<Item = &Person> {
        self.people().filter(move |person| person.holds(role, wall))
    }

    /// Who may change the roster, as entered last.
    #[must_use]
    pub fn root(&self) -> Option<&Root> {
        self.root.as_ref()
    }

    /// Whether the next roster asks security keys for a PIN or a finger, as entered last.
    #[must_use]
    pub fn verification(&self) -> bool {
        self.verification
    }

    /// The roster in force: the one whose statement was completed last.
    #[must_use]
    pub fn in_force(&self) -> Option<&InForce> {
        self.in_force.as_deref()
    }

    /// The roster that the next one is held against: the one in force, or that of the log before.
    #[must_use]
    pub fn basis(&self) -> Option<&InForce> {
        self.in_force.as_deref().or(self.earlier.as_deref())
    }

    /// Whether anything of the roster changed since the one in force was prepared, so that a new one should be signed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.in_force().is_none_or(|old| {
            let now = self.snapshot(old.size);
            now.root != old.root
                || now.verification != old.verification
                || now.keys != old.keys
                || now.roles != old.roles
        })
    }

    /// The key with which a person signs: the newest that has not ended and that the roster in force holds; of somebody
    /// added for now, the newest that has not ended.
    #[must_use]
    pub fn signing_key(&self, id: PersonId) -> Option<&Key> {
        let person = self.person(id)?;
        let in_force = self.in_force();
        person.standing_keys().find(|key| {
            person.is_provisional()
                || in_force.is_some_and(|roster| roster.has_key(id, &key.fingerprint))
        })
    }

    /// Moves the roster on by one event of line `seq`; events of other parts move nothing.
    ///
    /// # Errors
    ///
    /// Only for what no writer of this program could have written.
    pub fn apply(&mut self, event: &Event, seq: u64) -> Result<(), IllegalEvent> {
        match event {
            Event::PersonAdded(added) => self.add(added),
            Event::PersonNamed(named) => {
                self.known(named.person)?.name = named.name;
                Ok(())
            }
            Event::PersonKey(key) => self.key(key),
            Event::PersonKeyEnded(ended) => {
                let person = self.known(ended.person)?;
                let found = person.keys.iter_mut().find(|key| key.fingerprint == ended.fingerprint);
                let key = found.ok_or_else(|| IllegalEvent::UnknownKey {
                    person: ended.person,
                    fingerprint: ended.fingerprint.clone(),
                })?;
                key.ended = Some(ended.why);
                Ok(())
            }
            Event::PersonRole(given) => {
                let held =
                    Held { role: given.role.clone(), until: given.until, provisional: false };
                give(self.known(given.person)?, held);
                Ok(())
            }
            Event::PersonRoleEnded(ended) => {
                self.known(ended.person)?.roles.retain(|held| held.role != ended.role);
                Ok(())
            }
            Event::PersonProvisional(added) => {
                let held = Held { role: added.role.clone(), until: None, provisional: true };
                give(self.known(added.person)?, held);
                Ok(())
            }
            Event::PersonDetails(said) => {
                self.known(said.person)?.details = Some(said.details);
                Ok(())
            }
            Event::PersonPermit(said) => {
                let permits = &mut self.known(said.person)?.permits;
                permits.retain(|one| one.permit != said.permit);
                permits.push(Permit { permit: said.permit.clone(), until: said.until });
                Ok(())
            }
            Event::PersonTrained(said) => {
                let trainings = &mut self.known(said.person)?.trainings;
                trainings.retain(|one| one.covers != said.covers);
                trainings.push(Trained { covers: said.covers, by: said.by, until: said.until });
                Ok(())
            }
            Event::RosterRoot(root) => {
                self.root = Some(Root { persons: root.persons.clone(), threshold: root.threshold });
                Ok(())
            }
            Event::RosterPolicy(policy) => {
                self.verification = policy.verification;
                Ok(())
            }
            Event::StatementPrepared(prepared) => {
                self.prepare(prepared, seq);
                Ok(())
            }
            Event::StatementCompleted(completed) => {
                self.complete(completed.statement);
                Ok(())
            }
            Event::StatementVoided(voided) => {
                self.pending.take_if(|pending| pending.size == voided.statement);
                Ok(())
            }
            Event::LogCreated(created) => {
                if let Some(continues) = &created.continues {
                    self.go_on(continues.why);
                }
                Ok(())
            }
            Event::RulesPeople(_)
            | Event::MeetingHeld(_)
            | Event::LogOpened(_)
            | Event::LogClosed {}
            | Event::LogRecovered(_)
            | Event::LogCut(_)
            | Event::LogClockJump(_)
            | Event::LogExported(_)
            | Event::LogSaw(_)
            | Event::LogMet(_)
            | Event::LogForked(_)
            | Event::LogOverwritten(_)
            | Event::AnchorRequested(_)
            | Event::AnchorReceived(_)
            | Event::CardsPrinted(_)
            | Event::UnlockFailed(_)
            | Event::StatementSigned(_)
            | Event::StatementRefused(_)
            | Event::ItemAdded(_)
            | Event::ItemParticulars(_)
            | Event::ItemDeclared(_)
            | Event::ItemShown(_)
            | Event::ItemMoved(_)
            | Event::ItemCondition(_)
            | Event::ItemUnverified(_)
            | Event::RunStarted(_)
            | Event::RunRole(_)
            | Event::RunParts(_)
            | Event::RunDrawn(_)
            | Event::RunAnswered(_)
            | Event::RunReplyRefused(_)
            | Event::RunPassed(_)
            | Event::RunAcknowledged(_)
            | Event::RunWithdrawn(_)
            | Event::RunInterrupted(_)
            | Event::RunResumed(_)
            | Event::RunEnded(_)
            | Event::StopRaised(_)
            | Event::StopSettled(_)
            | Event::ConcernRaised(_)
            | Event::ConcernAnswered(_)
            | Event::ShowMeOffered(_)
            | Event::LotAdded(_)
            | Event::LotMoved(_)
            | Event::LotCounted(_)
            | Event::LotClosed(_)
            | Event::LotApart(_)
            | Event::LotFreed(_)
            | Event::LotLimit(_)
            | Event::LotParticulars(_)
            | Event::DayLaw(_)
            | Event::StoreAdded(_)
            | Event::StoreSealed(_)
            | Event::StoreOpened(_)
            | Event::StoreKey(_)
            | Event::ListSubmitted(_)
            | Event::ListRules(_)
            | Event::ListDeviation(_)
            | Event::ListWithdrawn(_)
            | Event::ObjectErased(_)
            | Event::AmendProposed(_)
            | Event::HoldPlaced(_)
            | Event::KeepTerm(_)
            | Event::PhotoAdded(_)
            | Event::StopAlarm(_)
            | Event::StopReleased(_)
            | Event::ConcernCarried(_)
            | Event::PersonRecipient(_)
            | Event::HandoverOut(_)
            | Event::HandoverIn(_)
            | Event::HoldLifted(_)
            | Event::AmendWithdrawn(_) => Ok(()),
        }
    }

    /// Another log begins: its first roster is yet to be signed, by those of the roster before; where the keys of that
    /// one's root are lost, by a new root alone.
    fn go_on(&mut self, why: ContinuesWhy) {
        let mut earlier = self.in_force.take().or(self.earlier.take());
        match why {
            ContinuesWhy::RootLost => {
                if let Some(earlier) = &mut earlier {
                    Arc::make_mut(earlier).root = None;
                }
            }
            ContinuesWhy::NewLaptop | ContinuesWhy::Damaged | ContinuesWhy::OlderCopy => {}
        }
        self.earlier = earlier;
        self.pending = None;
    }

    fn add(&mut self, added: &PersonAdded) -> Result<(), IllegalEvent> {
        if self.people.contains_key(&added.person) {
            return Err(IllegalEvent::AddedTwice { person: added.person });
        }
        let person = Person {
            id: added.person,
            name: added.name,
            details: added.details,
            roles: Vec::new(),
            permits: Vec::new(),
            trainings: Vec::new(),
            keys: Vec::new(),
        };
        self.people.insert(added.person, Arc::new(person));
        self.order.push(added.person);
        Ok(())
    }

    fn key(&mut self, key: &PersonKey) -> Result<(), IllegalEvent> {
        if self.has_any_key(&key.key, &key.fingerprint) {
            return Err(IllegalEvent::KeyTwice { fingerprint: key.fingerprint.clone() });
        }
        self.known(key.person)?.keys.push(Key {
            key: key.key.clone(),
            fingerprint: key.fingerprint.clone(),
            kept: key.kept,
            ended: None,
        });
        Ok(())
    }

    /// Whether anybody has or had that key.
    pub(super) fn has_any_key(&self, key: &str, fingerprint: &str) -> bool {
        let mut keys = self.people.values().flat_map(|person| &person.keys);
        keys.any(|one| one.key == key || one.fingerprint == fingerprint)
    }

    fn prepare(&mut self, prepared: &Prepared, seq: u64) {
        match prepared.kind {
            StatementKind::Roster => {
                self.pending = Some(Arc::new(self.snapshot(seq.saturating_add(1))));
            }
            StatementKind::Sheet
            | StatementKind::Signoff
            | StatementKind::Approve
            | StatementKind::Deviate
            | StatementKind::Amend
            | StatementKind::Restart
            | StatementKind::Ratify
            | StatementKind::Handover => {}
        }
    }

    fn complete(&mut self, statement: u64) {
        let Some(signed) = self.pending.take_if(|pending| pending.size == statement) else {
            return;
        };
        for person in self.people.values_mut() {
            let id = person.id;
            let ratified =
                |held: &Held| held.provisional && signed.has_role(id, held.role.as_str());
            if person.roles.iter().any(ratified) {
                for held in &mut Arc::make_mut(person).roles {
                    held.provisional &= !signed.has_role(id, held.role.as_str());
                }
            }
        }
        self.in_force = Some(signed);
    }

    fn snapshot(&self, size: u64) -> InForce {
        let people = || self.people.values();
        InForce {
            size,
            root: self.root.clone(),
            verification: self.verification,
            keys: people()
                .flat_map(|one| one.standing_keys().map(|key| (one.id, key.fingerprint.clone())))
                .collect(),
            roles: people()
                .flat_map(|one| one.roles.iter().map(|held| (one.id, held.role.clone())))
                .collect(),
        }
    }

    fn known(&mut self, person: PersonId) -> Result<&mut Person, IllegalEvent> {
        let found = self.people.get_mut(&person).map(Arc::make_mut);
        found.ok_or(IllegalEvent::UnknownPerson { person })
    }
}

/// A role given again takes the place of the one before.
fn give(person: &mut Person, held: Held) {
    person.roles.retain(|one| one.role != held.role);
    person.roles.push(held);
}
