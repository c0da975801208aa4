//! Which rules an act is against, from the record and from what its people are.

use super::{Ending, Happened, Item, Lacks, Party, Refusal};
use crate::terms::{Act, Breach, Condition, Place, Stamp, Training, UnverifiedWhy};

/// How an item passes from hand to hand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Pass {
    /// Between people of the action it is issued to.
    Inside,
    /// To a handler.
    Back,
    /// From a handler to somebody who is none: an issue, whatever it was called.
    Issue,
    /// Anything else.
    Outside,
}

/// How `what` passes the item on.
pub(super) fn pass(item: &Item, what: &Happened) -> Pass {
    let inside = |party: &Party| item.is_action_of(party.person);
    match &what.to {
        Some(to) if inside(to) && what.from.as_ref().is_none_or(inside) => Pass::Inside,
        Some(to) if to.handles() => Pass::Back,
        Some(_) | None => {
            let given = what.from.as_ref();
            let issue = given.is_some_and(|from| from.handles() && !inside(from));
            if issue { Pass::Issue } else { Pass::Outside }
        }
    }
}

/// Every reason against issuing `item` from `from` to the people `to`, of whom the first takes it.
pub(super) fn against_issue(
    item: &Item,
    from: Option<&Party>,
    to: &[Party],
    stopped: bool,
    now: &Stamp,
) -> Vec<Refusal> {
    let mut against = against_any_issue(item, stopped, now);
    against.extend(from.and_then(against_giver));
    if from.is_none() || to.is_empty() {
        against.push(Refusal::NobodyNamed);
    }
    if let Some(from) = from
        && !has(item, from)
    {
        against.push(Refusal::NotHolder { holder: item.holder.or(item.watch) });
    }
    for party in to {
        if party.standing.director {
            against.push(Refusal::DirectorHandles { person: party.person });
        } else if !party.standing.taker {
            against.push(Refusal::NotTaker { person: party.person });
        }
    }
    against.extend(not_told(item, to, now));
    if let Some(taker) = to.first()
        && item.in_force(now).is_some()
        && !item.is_inert(now)
        && !item.seen_by(taker.person)
    {
        against.push(Refusal::NotShownToTaker { person: taker.person });
    }
    against
}

/// What is asked of whoever takes a gun and is not recorded of `people`: training that covers what is in it, and having been
/// told of the action. A look-alike of which INERT is in force asks for nothing.
fn not_told(item: &Item, people: &[Party], now: &Stamp) -> Vec<Refusal> {
    if item.is_inert(now) {
        return Vec::new();
    }
    let loaded = item.in_force(now).is_some_and(|one| one.state.condition.is_of_blanks())
        || item.physical.condition.is_of_blanks();
    let mut against = Vec::new();
    for Party { person, standing } in people.iter().filter(|one| !one.standing.director) {
        let (person, lacks) = (*person, standing.lacks);
        if lacks.handling {
            against.push(Refusal::NotTrained { person, covers: Training::Handling });
        } else if loaded && lacks.blanks {
            against.push(Refusal::NotTrained { person, covers: Training::Blanks });
        }
        if lacks.meeting && !against.contains(&Refusal::NoMeeting) {
            against.push(Refusal::NoMeeting);
        }
        if lacks.briefing {
            against.push(Refusal::NotAtMeeting { person });
        }
    }
    against
}

/// The reasons against issuing `item` that do not depend on the people.
pub(super) fn against_any_issue(item: &Item, stopped: bool, now: &Stamp) -> Vec<Refusal> {
    let mut against = Vec::new();
    if stopped {
        against.push(Refusal::Stopped);
    }
    against.extend(not_here(item));
    match item.in_force(now) {
        None => against.push(nothing_in_force(item)),
        Some(one) => {
            if !may_be_issued(item, one.state.condition) {
                against.push(Refusal::NotForIssue { state: one.state.clone() });
            }
            if !item.is_inert(now) && !item.seen_by_director() {
                against.push(Refusal::NotShownToDirector);
            }
        }
    }
    against
}

/// The reason why nothing may be declared of an item in its physical state, if there is one.
pub(super) fn not_clear(item: &Item) -> Option<Refusal> {
    match item.physical.condition {
        Condition::Quarantine => Some(Refusal::SetApart),
        Condition::FiredNotCleared
        | Condition::MisfireHold
        | Condition::Hot
        | Condition::LoadedChamberEmpty => {
            Some(Refusal::NotCleared { state: item.physical.clone() })
        }
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::Inert
        | Condition::GasFlash => None,
    }
}

/// The reason that lies in the item's being elsewhere.
pub(super) fn not_here(item: &Item) -> Option<Refusal> {
    match item.place {
        Place::Unit | Place::Missing | Place::Out => Some(Refusal::NotHere { place: item.place }),
        Place::Locked | Place::Handler | Place::Hand | Place::Set => None,
    }
}

fn nothing_in_force(item: &Item) -> Refusal {
    not_clear(item).unwrap_or_else(|| Refusal::NotDeclared {
        ended: match (&item.declaration, &item.ended) {
            (Some(_), _) => Some(Ending::Unverified(UnverifiedWhy::Time)),
            (None, ended) => ended.as_ref().map(|ended| ended.why),
        },
        reshow: item.unbroken,
    })
}

/// Whether `party` has the item, by the record. One that was never moved is with any handler who says so.
fn has(item: &Item, party: &Party) -> bool {
    item.held_by(party.person) || item.moved.is_none() && party.handles()
}

fn may_be_issued(item: &Item, condition: Condition) -> bool {
    match condition {
        Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot => !item.kind.is_look_alike(),
        Condition::Inert | Condition::GasFlash => item.kind.is_look_alike(),
        Condition::Unverified
        | Condition::FiredNotCleared
        | Condition::MisfireHold
        | Condition::Quarantine => false,
    }
}

fn against_giver(from: &Party) -> Option<Refusal> {
    let person = from.person;
    if from.standing.director {
        Some(Refusal::DirectorHandles { person })
    } else if !from.standing.handler {
        Some(Refusal::NotHandler { person })
    } else if !from.standing.permit_ok {
        Some(Refusal::PermitOver { person })
    } else {
        None
    }
}

/// The rule that `what` was against; the gravest where there are several.
pub(super) fn breach(item: &Item, what: &Happened, stopped: bool, now: &Stamp) -> Option<Breach> {
    let mut found = match what.act {
        Act::Issue => issue(item, what, stopped, now),
        Act::HandOver => hand_over(item, what, stopped, now),
        Act::Collect | Act::TakeOut | Act::TransferIn => named(what.to.as_ref()),
        Act::SetDown => set_down(item, what),
        Act::LockAway
        | Act::MakeSafe
        | Act::Unload
        | Act::Seal
        | Act::Open
        | Act::TransferOut
        | Act::Quarantine
        | Act::Release => by_one(item, what).into_iter().collect(),
    };
    found.extend(giver_had_it(item, what));
    if what.card.is_some() {
        // A paper card is read afterwards: what was declared, shown and held at that time is not in the record.
        found.retain(|breach| of_people_alone(*breach));
    }
    found.into_iter().min_by_key(|breach| gravity(*breach))
}

fn issue(item: &Item, what: &Happened, stopped: bool, now: &Stamp) -> Vec<Breach> {
    let mut people = what.people();
    if what.card.is_some() {
        // What was recorded of them at that time is not what is recorded of them now.
        people.iter_mut().for_each(|party| party.standing.lacks = Lacks::default());
    }
    let against = against_issue(item, what.from.as_ref(), &people, stopped, now);
    against.iter().map(Refusal::breach).collect()
}

fn hand_over(item: &Item, what: &Happened, stopped: bool, now: &Stamp) -> Vec<Breach> {
    let Some(to) = &what.to else { return vec![Breach::NobodyNamed] };
    let mut found = Vec::new();
    if to.standing.director {
        found.push(Breach::DirectorHandled);
    }
    match pass(item, what) {
        Pass::Inside => {
            found.extend(stopped.then_some(Breach::WhileStopped));
            // It stays with the people it was shown for, and not with everybody who is in the action.
            found.extend((!item.was_shown_to(to.person)).then_some(Breach::NotShown));
            // That no meeting counts any more, past midnight, withholds the next issue and interrupts nothing.
            let against = not_told(item, &[*to], now).into_iter();
            let told = against.filter(|one| what.card.is_none() && *one != Refusal::NoMeeting);
            found.extend(told.map(|one| one.breach()).next());
        }
        Pass::Back => {}
        Pass::Issue => found.extend(issue(item, what, stopped, now)),
        Pass::Outside => {
            found.push(Breach::OutsideAction);
            found.extend(stopped.then_some(Breach::WhileStopped));
        }
    }
    found
}

fn set_down(item: &Item, what: &Happened) -> Vec<Breach> {
    match &what.watch {
        None => vec![Breach::NobodyNamed],
        Some(watch) if watch.handles() || item.is_action_of(watch.person) => Vec::new(),
        Some(_) if item.action_people.is_empty() => vec![Breach::NotHandler],
        Some(_) => vec![Breach::OutsideAction],
    }
}

/// What is wrong with an act that one person does, whether named as giver or as taker; nobody named is no breach.
fn by_one(item: &Item, what: &Happened) -> Option<Breach> {
    let had = |party: &Party| item.held_by(party.person) || item.is_action_of(party.person);
    // Whoever has it in hand points it clear and opens it; that is what they were told.
    let may = |party: &Party| {
        let in_hand = what.act == Act::MakeSafe && had(party);
        !party.standing.director && (party.standing.handler || in_hand)
    };
    // A handler who takes it may have it from anybody; whoever is left with it open in hand must be one who may.
    let left_with = matches!(what.act, Act::MakeSafe | Act::Unload);
    match (&what.from, &what.to) {
        (None, None) => None,
        (_, Some(to)) if to.standing.director => Some(Breach::DirectorHandled),
        (_, Some(to)) if may(to) => None,
        (Some(from), Some(_)) if may(from) && !left_with => None,
        (Some(from), None) if may(from) => None,
        (Some(from), _) if from.standing.director => Some(Breach::DirectorHandled),
        (Some(_), _) | (None, Some(_)) => Some(Breach::NotHandler),
    }
}

/// What is wrong with the giver: the first AD had it, or it was not theirs to give by the record.
fn giver_had_it(item: &Item, what: &Happened) -> Option<Breach> {
    let from = what.from.as_ref()?;
    let had = has(item, from) || item.is_action_of(from.person);
    if had {
        return None;
    }
    if from.standing.director {
        return Some(Breach::DirectorHandled);
    }
    let from_hand_to_hand = match what.act {
        // Collected once more by the one who has it: the same said twice, and no act against a rule.
        Act::Collect => what.to.as_ref().is_none_or(|to| !item.held_by(to.person)),
        Act::HandOver | Act::Issue => true,
        // A handler may put down, lock away or give away what was brought back without a record.
        Act::SetDown | Act::TransferOut => !from.standing.handler,
        Act::TakeOut
        | Act::LockAway
        | Act::MakeSafe
        | Act::Unload
        | Act::Seal
        | Act::Open
        | Act::TransferIn
        | Act::Quarantine
        | Act::Release => false,
    };
    // Somebody who picks up what lies there is giver and taker in one.
    let picked_up = what.to.as_ref().is_some_and(|to| to.person == from.person);
    (from_hand_to_hand && !picked_up).then_some(Breach::NotHolder)
}

fn named(party: Option<&Party>) -> Vec<Breach> {
    party.map_or_else(|| vec![Breach::NobodyNamed], |party| handled_by(party).into_iter().collect())
}

fn handled_by(party: &Party) -> Option<Breach> {
    if party.standing.director {
        Some(Breach::DirectorHandled)
    } else {
        (!party.standing.handler).then_some(Breach::NotHandler)
    }
}

fn of_people_alone(breach: Breach) -> bool {
    match breach {
        Breach::NotHandler
        | Breach::DirectorHandled
        | Breach::NobodyNamed
        | Breach::OutsideAction
        | Breach::Unknown => true,
        Breach::NotDeclared
        | Breach::NotShown
        | Breach::NotHolder
        | Breach::WhileStopped
        | Breach::Unattended
        | Breach::OutOfSight
        | Breach::Pointed
        | Breach::Missing
        | Breach::UnplannedDischarge => false,
    }
}

/// The place of a rule in the order in which they are named when one act is against several; 0 is the gravest.
fn gravity(breach: Breach) -> u8 {
    match breach {
        Breach::UnplannedDischarge => 0,
        Breach::Missing => 1,
        Breach::Pointed => 2,
        Breach::Unknown => 3,
        Breach::DirectorHandled => 4,
        Breach::NotHandler => 5,
        Breach::NotDeclared => 6,
        Breach::NotShown => 7,
        Breach::WhileStopped => 8,
        Breach::OutsideAction => 9,
        Breach::Unattended => 10,
        Breach::NobodyNamed => 11,
        Breach::OutOfSight => 12,
        Breach::NotHolder => 13,
    }
}
