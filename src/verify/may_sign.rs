//! Whether the people asked to sign a statement are those that the roster in force lets sign it.

use std::collections::BTreeSet;

use crate::event::{Alarms, Amendments, Prepared, Signer, StatementKind};
use crate::roster::{ANSWERS, InForce, RestartFault, Roster, most_distinct};
use crate::statement::Past;
use crate::terms::{PersonId, UtcMillis, role};

/// How the slots of a statement stand against the roster when it is prepared.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// What is wrong.
    pub(super) faults: Vec<String>,
    /// The slots that no signed roster holds, but somebody was added for now.
    pub(super) provisional: Vec<Signer>,
}

/// Holds the slots of `prepared`, in a line of `wall`, against `roster`, which knows everything before that event.
pub(super) fn may_sign(
    roster: &Roster,
    past: &Past,
    prepared: &Prepared,
    wall: UtcMillis,
) -> Slots {
    match prepared.kind {
        StatementKind::Roster => {
            Slots { faults: of_roster(roster, prepared), provisional: Vec::new() }
        }
        StatementKind::Sheet | StatementKind::Signoff => of_witnesses(roster, prepared),
        StatementKind::Approve => of_list(roster, prepared, [WORKS, ANSWERS]),
        StatementKind::Deviate => {
            of_list(roster, prepared, [&[role::ARMORER], &[role::SAFETY_OFFICER]])
        }
        StatementKind::Amend => of_amendment(roster, past.amendments(), prepared, wall),
        StatementKind::Handover => of_handover(roster, past, prepared),
        StatementKind::Restart | StatementKind::Ratify => of_alarm(roster, past.alarms(), prepared),
    }
}

/// Whoever proposed it signs, and with them everybody whose word it touches: nobody signs that away alone.
fn of_amendment(
    roster: &Roster,
    amendments: &Amendments,
    prepared: &Prepared,
    wall: UtcMillis,
) -> Slots {
    let mut found = of_witnesses(roster, prepared);
    let id = prepared.about.as_deref().and_then(|about| about.parse().ok());
    let Some(amendment) = id.and_then(|id| amendments.get(id)).filter(|one| one.waits()) else {
        found.faults.push("there is no amendment of that id that waits to be signed".to_owned());
        return found;
    };
    let replaced = amendment.said.replaces.and_then(|id| amendments.get(id));
    if replaced.is_some_and(|one| one.replaced_by.is_some()) {
        found.faults.push("another amendment stands in place of the one it replaces".to_owned());
    }
    let faults = roster.amend_faults(amendment, amendments, &prepared.signers, wall);
    found.faults.extend(faults.iter().map(ToString::to_string));
    found
}

/// The handler who gives it signs alone.
fn of_handover(roster: &Roster, past: &Past, prepared: &Prepared) -> Slots {
    let mut found = of_witnesses(roster, prepared);
    let number = prepared.about.as_deref().and_then(|about| about.parse().ok());
    let Some((_, said)) = number.and_then(|number| past.handover(number)) else {
        found.faults.push("there is no hand-over of that number".to_owned());
        return found;
    };
    let handles = |slot: &Signer| role::HANDLERS.iter().any(|name| slot.role.is(name));
    let fits =
        matches!(prepared.signers.as_slice(), [slot] if slot.person == said.by && handles(slot));
    if !fits {
        let what =
            format!("hand-over {} is signed by the handler who gives it, alone", said.number);
        found.faults.push(what);
    }
    found
}

/// Those on the set and whoever answers for safety sign a restart; whoever let it go on by phone signs that afterwards.
fn of_alarm(roster: &Roster, alarms: &Alarms, prepared: &Prepared) -> Slots {
    let mut found = of_witnesses(roster, prepared);
    let stop = prepared.about.as_deref().and_then(|about| about.parse().ok());
    let faults = match stop.and_then(|stop| alarms.get(stop)) {
        None => vec![RestartFault::NoAlarm],
        Some(alarm) if prepared.kind == StatementKind::Ratify => {
            Roster::ratify_faults(alarm, &prepared.signers)
        }
        Some(alarm) => roster.restart_faults(alarm, &prepared.signers),
    };
    found.faults.extend(faults.iter().map(ToString::to_string));
    found
}

/// Who signs an approval in the first place.
const WORKS: &[&str] = &[role::ARMORER, role::PROPERTY_MASTER];

/// Two people of the signed roster, each in a role that may: somebody who is there for now approves nothing.
fn of_list(roster: &Roster, prepared: &Prepared, needs: [&[&str]; 2]) -> Slots {
    let mut found = of_witnesses(roster, prepared);
    for slot in found.provisional.drain(..) {
        found.faults.push(format!(
            "the roster in force does not hold {} as {} with the key {}",
            slot.person, slot.role, slot.key
        ));
    }
    let slots = prepared.signers.iter();
    let fits = prepared.signers.len() == needs.len()
        && slots.zip(needs).all(|(slot, roles)| roles.iter().any(|name| slot.role.is(name)));
    if !fits {
        let roles: Vec<_> = prepared.signers.iter().map(|slot| slot.role.to_string()).collect();
        found.faults.push(format!("{} may not sign it", roles.join(" and ")));
    }
    found
}

fn stands(roster: &Roster, slot: &Signer) -> bool {
    let person = roster.person(slot.person);
    person.is_some_and(|person| person.standing_keys().any(|key| key.fingerprint == slot.key))
}

fn of_witnesses(roster: &Roster, prepared: &Prepared) -> Slots {
    let mut found = Slots::default();
    if roster.in_force().is_none() && roster.basis().is_some() {
        found.faults.push("the roster of this log was not signed yet".to_owned());
    }
    for slot in &prepared.signers {
        let (person, role) = (slot.person, &slot.role);
        let held = roster.person(person).and_then(|one| {
            one.roles.iter().find(|held| held.role == *role).map(|held| held.provisional)
        });
        let listed = roster.in_force().is_some_and(|listed| {
            listed.has_key(person, &slot.key) && listed.has_role(person, role.as_str())
        });
        // In a role that was given for now, and with no key beside the one that the roster lists.
        let is_provisional = held == Some(true)
            && roster
                .in_force()
                .is_none_or(|listed| !listed.lists(person) || listed.has_key(person, &slot.key));
        if !stands(roster, slot) {
            found.faults.push(format!("{person} does not hold the key {} then", slot.key));
        } else if held.is_none() {
            found.faults.push(format!("{person} is not {role} then"));
        } else if !listed && is_provisional {
            found.provisional.push(slot.clone());
        } else if !listed {
            found.faults.push(format!(
                "the roster in force does not hold {person} as {role} with the key {}",
                slot.key
            ));
        }
    }
    found
}

fn of_roster(roster: &Roster, prepared: &Prepared) -> Vec<String> {
    let slots = &prepared.signers;
    let mut faults = Vec::new();
    for slot in slots.iter().filter(|slot| !stands(roster, slot)) {
        faults.push(format!("{} does not hold the key {} then", slot.person, slot.key));
    }
    let Some(root) = roster.root() else {
        faults.push("no root is set".to_owned());
        return faults;
    };
    let signs: BTreeSet<PersonId> = slots.iter().map(|slot| slot.person).collect();
    let old = roster.basis();
    match old.and_then(|old| Some((old, old.root.as_ref()?))) {
        None => {
            for person in root.persons.iter().filter(|person| !signs.contains(person)) {
                faults.push(format!("{person} is of the root and is not asked to sign"));
            }
        }
        Some((old, old_root)) => {
            let counted = |persons: &[PersonId], known: Option<&InForce>| {
                let pairs: Vec<(PersonId, &str)> = slots
                    .iter()
                    .filter(|slot| persons.contains(&slot.person))
                    .filter(|slot| known.is_none_or(|known| known.has_key(slot.person, &slot.key)))
                    .map(|slot| (slot.person, slot.key.as_str()))
                    .collect();
                u32::try_from(most_distinct(&pairs)).unwrap_or(u32::MAX)
            };
            let (of_old, of_new) =
                (counted(&old_root.persons, Some(old)), counted(&root.persons, None));
            if of_old < old_root.threshold {
                faults.push(format!(
                    "{of_old} of the root before sign, and it takes {}",
                    old_root.threshold
                ));
            }
            if of_new < root.threshold {
                faults.push(format!(
                    "{of_new} of the new root sign, and it takes {}",
                    root.threshold
                ));
            }
        }
    }
    for person in roster.people().filter(|person| !signs.contains(&person.id)) {
        let known = |fingerprint: &str| old.is_some_and(|old| old.has_key(person.id, fingerprint));
        if person.standing_keys().any(|key| !known(&key.fingerprint)) {
            faults.push(format!("{} has a new key and is not asked to sign", person.id));
        }
    }
    let threshold = usize::try_from(root.threshold).unwrap_or(usize::MAX);
    let distinct: BTreeSet<_> = root.persons.iter().collect();
    let fits = (1..=5).contains(&root.persons.len()) && distinct.len() == root.persons.len();
    if !fits || threshold > root.persons.len() || threshold * 2 <= root.persons.len() {
        faults.push(format!("a root of {} of {} people", root.threshold, root.persons.len()));
    }
    faults
}
