//! Who held which role at a moment, by the lines before it; kept apart from the roster, so that one checks the other.

use std::collections::BTreeMap;

use super::axis::Point;
use super::told::Told;
use crate::event::Event;
use crate::terms::{Digest, PersonId, Role, UtcMillis, role};

/// The people so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Crew {
    held: BTreeMap<PersonId, Vec<(Role, Option<UtcMillis>)>>,
    names: BTreeMap<PersonId, Digest>,
    permits: BTreeMap<PersonId, BTreeMap<String, Option<UtcMillis>>>,
    told: Told,
}

impl Crew {
    pub(super) fn take(&mut self, event: &Event, at: Point) {
        self.told.take(event, at);
        if let Event::PersonAdded(added) = event {
            self.names.insert(added.person, added.name);
        } else if let Event::PersonNamed(named) = event {
            self.names.insert(named.person, named.name);
        } else if let Event::PersonRole(given) = event {
            self.give(given.person, &given.role, given.until);
        } else if let Event::PersonProvisional(given) = event {
            self.give(given.person, &given.role, None);
        } else if let Event::PersonPermit(said) = event {
            let theirs = self.permits.entry(said.person).or_default();
            theirs.insert(said.permit.clone(), said.until);
        } else if let Event::PersonRoleEnded(ended) = event {
            self.held.entry(ended.person).or_default().retain(|(role, _)| *role != ended.role);
        }
    }

    fn give(&mut self, person: PersonId, role: &Role, until: Option<UtcMillis>) {
        let held = self.held.entry(person).or_default();
        held.retain(|(one, _)| one != role);
        held.push((role.clone(), until));
    }

    /// The object that holds each name.
    pub(super) fn names(&self) -> &BTreeMap<PersonId, Digest> {
        &self.names
    }

    /// Whether somebody may hand over and take back: a handler who does not direct.
    pub(super) fn handles(&self, person: PersonId, wall: UtcMillis) -> bool {
        self.holds(person, role::HANDLERS, wall) && !self.directs(person, wall)
    }

    /// Whether a permit of theirs that was entered is over.
    pub(super) fn permit_is_over(&self, person: PersonId, wall: UtcMillis) -> bool {
        let theirs = self.permits.get(&person).into_iter().flat_map(BTreeMap::values);
        theirs.flatten().any(|until| wall >= *until)
    }

    /// What they were told and trained in.
    pub(super) fn told(&self) -> &Told {
        &self.told
    }

    pub(super) fn directs(&self, person: PersonId, wall: UtcMillis) -> bool {
        self.holds(person, role::DIRECTORS, wall)
    }

    pub(super) fn takes(&self, person: PersonId, wall: UtcMillis) -> bool {
        self.holds(person, role::TAKERS, wall)
    }

    fn holds(&self, person: PersonId, names: &[&str], wall: UtcMillis) -> bool {
        self.held.get(&person).into_iter().flatten().any(|(role, until)| {
            until.is_none_or(|until| wall < until) && names.iter().any(|name| role.is(name))
        })
    }
}
