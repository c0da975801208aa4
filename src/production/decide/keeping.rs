//! Erasing private objects and names, and the evidence hold that forbids it.

use crate::event::{Event, HoldLifted, HoldPlaced, KeepTerm, ObjectErased};
use crate::production::keeping::{KeepingFault, LONGEST_TERM};
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::terms::{Digest, LineText, PersonId, Private};

type Decided = Result<Vec<Event>, Refusal>;

/// The reason as it is written, if whoever gives it is one of the production.
fn reason(state: &Production, why: &str, by: PersonId) -> Result<String, Refusal> {
    if state.roster.person(by).is_none() {
        return Err(Refusal::NoSuch("person"));
    }
    Ok(LineText::parse(why, LineText::REASON)?.to_string())
}

/// As many objects as one line erases: so many versions of one gun's particulars nobody enters.
const MOST: usize = 256;

/// Erases a private object, and with the particulars of an item every version of them.
pub(super) fn erase(state: &Production, sha256: Digest, why: &str, by: PersonId) -> Decided {
    let why = reason(state, why, by)?;
    match state.keeping.against(sha256) {
        Some(fault) => Err(fault.into()),
        None => {
            let all = state.keeping.with_versions(sha256);
            if all.len() > MOST {
                return Err(Refusal::TooMuch);
            }
            let erased = |sha256| ObjectErased { sha256, why: why.clone(), by };
            Ok(all.into_iter().map(erased).map(Event::ObjectErased).collect())
        }
    }
}

/// Erases every name that somebody was ever given; one that says so takes its place in the same line, so that what is signed
/// later has something to print.
pub(super) fn erase_name(
    state: &Production,
    person: PersonId,
    instead: Digest,
    (why, by): (&str, PersonId),
) -> Decided {
    let why = reason(state, why, by)?;
    if state.hold().is_some() {
        return Err(KeepingFault::OnHold.into());
    }
    if state.name_was_erased(person) {
        return Err(KeepingFault::Erased.into());
    }
    let mut events = state.roster.rename(person, instead).map_err(Refusal::Roster)?;
    events.extend(
        state
            .keeping
            .names_of(person)
            .map(|sha256| Event::ObjectErased(ObjectErased { sha256, why: why.clone(), by })),
    );
    Ok(events)
}

/// Places a hold.
pub(super) fn place_hold(state: &Production, why: &str, by: PersonId) -> Decided {
    let why = reason(state, why, by)?;
    if state.hold().is_some() {
        return Err(KeepingFault::HoldStands.into());
    }
    Ok(vec![Event::HoldPlaced(HoldPlaced { why, by })])
}

/// Lifts the hold.
pub(super) fn lift_hold(state: &Production, why: &str, by: PersonId) -> Decided {
    let why = reason(state, why, by)?;
    if state.hold().is_none() {
        return Err(KeepingFault::NoHold.into());
    }
    Ok(vec![Event::HoldLifted(HoldLifted { why, by })])
}

/// Says how long private things of a sort are kept.
pub(super) fn term(
    state: &Production,
    what: Private,
    days: Option<u32>,
    by: PersonId,
) -> Result<Vec<Event>, Refusal> {
    if state.roster.person(by).is_none() {
        return Err(Refusal::NoSuch("person"));
    }
    if days.is_some_and(|days| !(1..=LONGEST_TERM).contains(&days)) {
        return Err(KeepingFault::Term.into());
    }
    let now = state.keep_terms().get(&what).and_then(|term| term.days);
    if now == days {
        return Err(KeepingFault::SameTerm.into());
    }
    Ok(vec![Event::KeepTerm(KeepTerm { what, days, by })])
}
