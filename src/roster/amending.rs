//! Who must sign an amendment: whoever proposes it, and everybody whose word it touches.

use std::collections::BTreeSet;

use super::Roster;
use crate::event::{Amendment, Amendments, Signer, Stands};
use crate::terms::{PersonId, Role, UtcMillis, role};

/// Who may correct what they are not named in.
const MAY: &[&str] = &[role::ARMORER, role::PROPERTY_MASTER];

/// Why the people named may not sign an amendment so.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AmendSigners {
    /// Somebody must sign it too.
    #[error("{0} must sign it too, whose word it touches")]
    Missing(PersonId),
    /// It takes two people.
    #[error("it takes two people to sign that")]
    OneAlone,
    /// Whoever proposed it is not named in what it corrects, and signs neither as armorer nor as property master.
    #[error("{0} is not named in what it corrects, and is neither armorer nor property master")]
    MayNot(PersonId),
    /// Every role in which somebody could sign it is over.
    #[error("{0} must sign it too, and every role of theirs is over")]
    Over(PersonId),
    /// Somebody signs in a role that is over.
    #[error("{0} is not {1} any more when it is prepared")]
    NotAnyMore(PersonId, Role),
}

impl AmendSigners {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing(_) => "Let them read it and sign with the others.",
            Self::OneAlone => "Let a second person who was there read it and sign.",
            Self::MayNot(_) => "Let the armorer propose it, or one of those who are named.",
            Self::Over(_) | Self::NotAnyMore(..) => {
                "Enter a role that they hold now, or sign a roster without them."
            }
        }
    }
}

impl Roster {
    /// Everybody who must sign an amendment at `wall`, in order: whoever proposed it, then those whose word it touches, those who
    /// signed what it replaces among them, as far as they have a key to sign with, or the signed roster lists them with one: only
    /// people who sign let somebody off who left or lost a key.
    #[must_use]
    pub fn must_sign(&self, one: &Amendment, all: &Amendments, wall: UtcMillis) -> Vec<PersonId> {
        let mut touched: BTreeSet<PersonId> = one.said.people();
        let replaced = one.said.replaces.and_then(|id| all.get(id));
        if let Some(replaced) = replaced {
            touched.extend(replaced.said.people());
            touched.insert(replaced.said.by);
            if let Stands::Signed { by, .. } = &replaced.stands {
                touched.extend(by.iter().map(|slot| slot.person));
            }
        }
        let by = one.said.by;
        let needed = |person: &PersonId| {
            self.can_sign(*person, wall)
                || self.in_force().is_some_and(|signed| signed.lists(*person))
        };
        let others = touched.into_iter().filter(|person| *person != by && needed(person));
        std::iter::once(by).chain(others).collect()
    }

    /// What speaks against these people signing an amendment that is prepared at `wall`.
    #[must_use]
    pub fn amend_faults(
        &self,
        one: &Amendment,
        all: &Amendments,
        signers: &[Signer],
        wall: UtcMillis,
    ) -> Vec<AmendSigners> {
        let signs: BTreeSet<PersonId> = signers.iter().map(|slot| slot.person).collect();
        let must = self.must_sign(one, all, wall).into_iter();
        let missing = must.filter(|person| !signs.contains(person)).map(AmendSigners::Missing);
        let mut faults: Vec<AmendSigners> = missing.collect();
        // Whatever a role lets somebody do, it does while they hold it.
        let over = |slot: &&Signer| {
            let held = self
                .person(slot.person)
                .and_then(|person| person.roles.iter().find(|held| held.role == slot.role));
            held.is_some_and(|held| !held.counts(wall))
        };
        let over = signers.iter().filter(over);
        faults.extend(over.map(|slot| AmendSigners::NotAnyMore(slot.person, slot.role.clone())));
        // Somebody who is there for now was entered by nobody's signature.
        let listed = |slot: &&Signer| {
            self.in_force().is_some_and(|signed| {
                signed.has_key(slot.person, &slot.key)
                    && signed.has_role(slot.person, slot.role.as_str())
            })
        };
        if one.said.takes_two() && signers.iter().filter(listed).count() < 2 {
            faults.push(AmendSigners::OneAlone);
        }
        let by = one.said.by;
        let slot = signers.iter().find(|slot| slot.person == by);
        let as_armorer = slot.is_some_and(|slot| {
            MAY.iter().any(|name| slot.role.is(name) && self.holds(by, name, wall))
        });
        if !as_armorer && !one.said.is_late() && !one.said.people().contains(&by) {
            faults.push(AmendSigners::MayNot(by));
        }
        faults
    }

    /// In which role, held at `wall`, somebody signs an amendment: that of an armorer or property master first; nobody
    /// without a key.
    #[must_use]
    pub fn amend_role(&self, person: PersonId, wall: UtcMillis) -> Option<Role> {
        self.signing_key(person)?;
        let found = self.person(person)?;
        let signed =
            |role: &Role| self.in_force().is_some_and(|one| one.has_role(person, role.as_str()));
        let roles = || {
            let held = found.roles.iter().filter(|held| held.counts(wall));
            let listed = held.filter(|held| held.provisional || signed(&held.role));
            listed.map(|held| &held.role)
        };
        let first = roles().find(|role| MAY.iter().any(|name| role.is(name)));
        first.or_else(|| roles().next()).cloned()
    }

    /// Whether somebody is in the roster with a role that they hold at `wall`, and a key to sign with.
    #[must_use]
    pub fn can_sign(&self, person: PersonId, wall: UtcMillis) -> bool {
        self.amend_role(person, wall).is_some()
    }
}
