//! People: entering them, their roles and keys, and who may change the roster.

use crate::event::{Event, KeyEndedWhy, PersonDetails, PersonRecipient, PersonTrained, Witness};
use crate::production::command::{NewKey, NewPerson};
use crate::production::context::Context;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::roster::{self, Roster};
use crate::terms::{Digest, LineText, PersonId, Role, UtcMillis, role};

type Decided = Result<Vec<Event>, Refusal>;

/// Enters a person with roles and key: one line for all.
pub(super) fn add(state: &Production, new: &NewPerson, cx: &Context<'_>) -> Decided {
    let mut roster = state.roster.clone();
    let mut events =
        taken(&mut roster, cx, |roster| roster.add_person(new.person, new.name, None))?;
    for (role, until) in &new.roles {
        let given = |roster: &Roster| roster.give_role(new.person, role, *until, cx.now.wall);
        events.extend(taken(&mut roster, cx, given)?);
    }
    if let Some(key) = &new.key {
        let added =
            |roster: &Roster| roster.add_key(new.person, &key.key, &key.fingerprint, key.kept);
        events.extend(taken(&mut roster, cx, added)?);
    }
    Ok(events)
}

/// One decision of the roster, taken up in the copy so that the next one sees it.
fn taken(
    roster: &mut Roster,
    cx: &Context<'_>,
    decide: impl Fn(&Roster) -> Result<Vec<Event>, Vec<roster::Refusal>>,
) -> Decided {
    let events = decide(roster).map_err(Refusal::Roster)?;
    for event in &events {
        roster.apply(event, cx.size).map_err(|_illegal| Refusal::NoSuch("person"))?;
    }
    Ok(events)
}

/// Gives a role.
pub(super) fn give(
    state: &Production,
    person: PersonId,
    role: &Role,
    until: Option<UtcMillis>,
    cx: &Context<'_>,
) -> Decided {
    state.roster.give_role(person, role, until, cx.now.wall).map_err(Refusal::Roster)
}

/// Enters a permit.
pub(super) fn permit(
    state: &Production,
    person: PersonId,
    permit: &str,
    until: Option<UtcMillis>,
) -> Decided {
    let permit = LineText::parse(permit, LineText::TAG)?;
    state.roster.permit(person, &permit, until).map_err(Refusal::Roster)
}

/// Enters what somebody was trained in.
pub(super) fn train(state: &Production, said: &PersonTrained, cx: &Context<'_>) -> Decided {
    state.roster.train(said, cx.now.wall).map_err(Refusal::Roster)
}

/// Names the private object that holds how somebody is reached.
pub(super) fn details(state: &Production, person: PersonId, details: Digest) -> Decided {
    if state.roster.person(person).is_none() {
        return Err(Refusal::NoSuch("person"));
    }
    Ok(vec![Event::PersonDetails(PersonDetails { person, details })])
}

/// Takes a role back.
pub(super) fn end(state: &Production, person: PersonId, role: &Role) -> Decided {
    state.roster.end_role(person, role).map_err(Refusal::Roster)
}

/// Enters a key.
pub(super) fn key(state: &Production, person: PersonId, key: &NewKey) -> Decided {
    state.roster.add_key(person, &key.key, &key.fingerprint, key.kept).map_err(Refusal::Roster)
}

/// Ends a key.
pub(super) fn end_key(
    state: &Production,
    person: PersonId,
    fingerprint: &str,
    why: KeyEndedWhy,
) -> Decided {
    state.roster.end_key(person, fingerprint, why).map_err(Refusal::Roster)
}

/// Says what is asked of security keys.
pub(super) fn policy(state: &Production, verification: bool) -> Decided {
    state.roster.set_policy(verification).map_err(Refusal::Roster)
}

/// Adds a handler or deputy for now.
pub(super) fn for_now(
    state: &Production,
    person: PersonId,
    role: &Role,
    witnesses: &[Witness],
    cx: &Context<'_>,
) -> Decided {
    state.roster.add_for_now(person, role, witnesses, cx.now.wall).map_err(Refusal::Roster)
}

/// Names who may change the roster, by majority.
pub(super) fn root(state: &Production, persons: &[PersonId]) -> Decided {
    let majority = u32::try_from(persons.len() / 2 + 1).unwrap_or(u32::MAX);
    state.roster.set_root(persons, majority).map_err(Refusal::Roster)
}

/// Enters the key that what is meant for a safety officer alone is encrypted to.
pub(super) fn recipient(
    state: &Production,
    person: PersonId,
    recipient: &str,
    cx: &Context<'_>,
) -> Decided {
    if !state.roster.holds(person, role::SAFETY_OFFICER, cx.now.wall) {
        return Err(Refusal::NoSuch("safety officer"));
    }
    Ok(vec![Event::PersonRecipient(PersonRecipient { person, recipient: recipient.to_owned() })])
}
