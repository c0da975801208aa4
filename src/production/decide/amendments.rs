//! Amendments: proposing them, taking them back, and preparing them for those who must sign.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::statements::blank;
use super::unused;
use crate::event::{
    AmendFault, AmendProposed, AmendWithdrawn, Amended, Amendment, Amendments, Correction, Event,
    Prepared, RowRef, Signer, StatementKind, Unfit,
};
use crate::production::amend::{Amend, AmendRefusal};
use crate::production::context::Context;
use crate::production::finish::Draft;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::roster::AmendSigners;
use crate::terms::{AmendId, ItemId, LineText, PersonId, UnverifiedWhy, UtcMillis, role};

const MEANING: &str = "I have read what was recorded and what corrects it, and the correction is right. What was recorded stays in the record.";

fn answers_for_it(state: &Production, by: PersonId, cx: &Context<'_>) -> bool {
    [role::ARMORER, role::PROPERTY_MASTER]
        .iter()
        .any(|name| state.roster.holds(by, name, cx.now.wall))
}

/// Proposes an amendment. What is in force and rests on what it corrects ends in the same line; nothing else moves.
pub(super) fn propose(
    state: &Production,
    asked: &Amend,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    let log = state.created().map(|created| created.log);
    if log != Some(asked.log) {
        return Err(AmendRefusal::OtherLog.into());
    }
    let mut places = asked.corrects.clone();
    places.sort_by_key(|at| (at.seq, at.i));
    places.dedup();
    let corrects = places.iter().map(|at| target(state, at)).collect::<Result<Vec<_>, _>>()?;
    let amend = unused(cx, AmendId::from_random, |id| state.amendments().get(id).is_some())?;
    let said = AmendProposed {
        amend,
        corrects,
        replaces: asked.replaces,
        what: spoken(&asked.what)?,
        why: LineText::parse(&asked.why, LineText::REASON)?.to_string(),
        by: asked.by,
    };
    known(state, &said, cx)?;
    state.amendments().fits(&said).map_err(AmendRefusal::from)?;
    if let Some(other) = another(state.amendments(), &said) {
        return Err(AmendRefusal::Another(other).into());
    }
    if said.corrects.iter().any(|one| goes_on(state, &one.was)) {
        return Err(AmendRefusal::RunGoesOn.into());
    }
    let named = said.is_late() || said.people().contains(&said.by);
    if !named && !answers_for_it(state, said.by, cx) {
        return Err(AmendRefusal::MayNot(said.by).into());
    }
    let ends = ends(state, &said, cx);
    let mut events = vec![Event::AmendProposed(said)];
    events.extend(ends);
    Ok(Draft::of(events))
}

fn target(state: &Production, at: &RowRef) -> Result<Amended, AmendRefusal> {
    let (seq, i) = (at.seq, at.i);
    let found = state.recorded(at);
    let fault = if seq < state.size() {
        AmendFault::Unfit(Unfit::Kind)
    } else {
        AmendFault::NotThere { seq, i }
    };
    let (t, was) = found.ok_or(fault)?;
    Ok(Amended { seq, i, t, was })
}

/// The correction with its words as they are kept.
fn spoken(what: &Correction) -> Result<Correction, Refusal> {
    let mut what = what.clone();
    if let Correction::Words { said } | Correction::Late { said, .. } = &mut what {
        *said = LineText::parse(said, LineText::REASON)?.to_string();
    } else if let Correction::Reply { said, .. } = &mut what {
        *said = LineText::parse(said, LineText::REPLY)?.to_string();
    }
    Ok(what)
}

/// Whether everything that it names is there, once, and no time is still to come.
fn known(state: &Production, said: &AmendProposed, cx: &Context<'_>) -> Result<(), AmendRefusal> {
    let people: Vec<PersonId> = match &said.what {
        Correction::ShownTo { to, .. } => to.iter().filter_map(|one| one.person).collect(),
        Correction::Witnesses { witnesses } => witnesses.iter().map(|one| one.person).collect(),
        Correction::Late { people, .. } => people.clone(),
        Correction::From { .. }
        | Correction::To { .. }
        | Correction::Watch { .. }
        | Correction::By { .. }
        | Correction::Items { .. }
        | Correction::Act { .. }
        | Correction::Time { .. }
        | Correction::Reply { .. }
        | Correction::Count { .. }
        | Correction::Words { .. }
        | Correction::NotSo {}
        | Correction::Stands {} => said.what.people().into_iter().collect(),
    };
    let stranger = people.iter().chain([&said.by]).find(|one| state.roster.person(**one).is_none());
    if let Some(stranger) = stranger {
        return Err(AmendRefusal::NoPerson(*stranger));
    }
    let items = said.what.items();
    if items.iter().any(|item| state.book.item(*item).is_none()) {
        return Err(AmendRefusal::NoItem);
    }
    let distinct: BTreeSet<&ItemId> = items.iter().collect();
    let persons: BTreeSet<&PersonId> = people.iter().collect();
    if distinct.len() < items.len() || persons.len() < people.len() {
        return Err(AmendRefusal::NamedTwice);
    }
    let ahead = |at: &UtcMillis| *at > cx.now.wall;
    match &said.what {
        Correction::Time { at } | Correction::Late { at, .. } if ahead(at) => {
            Err(AmendRefusal::Ahead)
        }
        Correction::Time { .. }
        | Correction::Late { .. }
        | Correction::From { .. }
        | Correction::To { .. }
        | Correction::Watch { .. }
        | Correction::By { .. }
        | Correction::ShownTo { .. }
        | Correction::Witnesses { .. }
        | Correction::Items { .. }
        | Correction::Act { .. }
        | Correction::Reply { .. }
        | Correction::Count { .. }
        | Correction::Words { .. }
        | Correction::NotSo {}
        | Correction::Stands {} => Ok(()),
    }
}

/// Whether a live run that is open would still declare from an answer or a showing.
fn goes_on(state: &Production, was: &Event) -> bool {
    let mut open = state.runs().filter(|run| run.is_open() && !run.is_recorded_after());
    if let Event::RunAnswered(answer) = was {
        open.any(|run| run.id() == answer.run)
    } else if let Event::ItemShown(shown) = was {
        open.any(|run| state.items_of(run).iter().any(|item| shown.items.contains(item)))
    } else {
        false
    }
}

/// The amendment that corrects the same fact of the same event already, and is not replaced by this one.
fn another(all: &Amendments, said: &AmendProposed) -> Option<AmendId> {
    let same = |one: &Amendment| {
        let replies = match (&one.said.what, &said.what) {
            (Correction::Reply { reply: one, .. }, Correction::Reply { reply: two, .. }) => {
                one == two
            }
            (one, two) => discriminant(one) == discriminant(two),
        };
        (one.counts() || one.waits()) && replies && Some(one.said.amend) != said.replaces
    };
    let of = said.corrects.iter().flat_map(|target| all.of(target.seq, target.i));
    of.filter(|one| same(one)).map(|one| one.said.amend).next()
}

/// The ends of what is in force and rests on what it corrects, and of what a late entry says has happened since.
fn ends(state: &Production, said: &AmendProposed, cx: &Context<'_>) -> Vec<Event> {
    let places: Vec<(u64, u32)> = said.corrects.iter().map(|one| (one.seq, one.i)).collect();
    let mut ended: BTreeSet<ItemId> = BTreeSet::new();
    for item in state.book.items() {
        let ended_one = item.ended.as_ref().map(|ended| &ended.declaration);
        let Some(newest) = item.declaration.as_ref().or(ended_one.filter(|_| item.unbroken)) else {
            continue;
        };
        let rows = item.showings.iter().map(|one| &one.at).chain([&newest.at]);
        let on_row = rows.into_iter().any(|at| places.contains(&(at.seq, at.index)));
        let on_answer = said.corrects.iter().any(
            |one| matches!(&one.was, Event::RunAnswered(answer) if newest.run == Some(answer.run)),
        );
        // Whether it was in sight all the time rests on every move since.
        let on_move = said.corrects.iter().any(|one| {
            let since = (one.seq, one.i) >= (newest.at.seq, newest.at.index);
            matches!(&one.was, Event::ItemMoved(moved)
                if moved.item == item.id && (since || moved.card.is_some()))
        });
        // What is said to have happened to another item than was recorded happened to that one.
        let named = match &said.what {
            Correction::Items { items } => items.contains(&item.id),
            Correction::Late { items, at, .. } => {
                items.contains(&item.id) && *at >= newest.at.at.wall
            }
            Correction::From { .. }
            | Correction::To { .. }
            | Correction::Watch { .. }
            | Correction::By { .. }
            | Correction::ShownTo { .. }
            | Correction::Witnesses { .. }
            | Correction::Act { .. }
            | Correction::Time { .. }
            | Correction::Reply { .. }
            | Correction::Count { .. }
            | Correction::Words { .. }
            | Correction::NotSo {}
            | Correction::Stands {} => false,
        };
        if on_row || on_answer || on_move || named {
            ended.insert(item.id);
        }
    }
    let ends = ended.into_iter();
    ends.flat_map(|item| state.book.doubt(item, UnverifiedWhy::Struck, cx.now)).collect()
}

/// Takes back what is not signed.
pub(super) fn withdraw(
    state: &Production,
    amend: AmendId,
    why: &str,
    by: PersonId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let one = waiting(state, amend)?;
    if one.said.by != by && !answers_for_it(state, by, cx) {
        return Err(AmendRefusal::NotTheirs(by).into());
    }
    let why = LineText::parse(why, LineText::REASON)?.to_string();
    Ok(vec![Event::AmendWithdrawn(AmendWithdrawn { amend, why, by })])
}

fn waiting(state: &Production, amend: AmendId) -> Result<&Amendment, AmendRefusal> {
    let one = state.amendments().get(amend);
    one.filter(|one| one.waits()).ok_or(AmendRefusal::NotWaiting)
}

/// Prepares it for everybody who must sign, and those who sign beside them.
pub(super) fn prepare(
    state: &Production,
    amend: AmendId,
    also: &[PersonId],
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let one = waiting(state, amend)?;
    let replaced = one.said.replaces.and_then(|id| state.amendments().get(id));
    if replaced.is_some_and(|one| one.replaced_by.is_some()) {
        return Err(AmendRefusal::NotWaiting.into());
    }
    let mut persons = state.roster.must_sign(one, state.amendments(), cx.now.wall);
    for person in also {
        if !persons.contains(person) {
            persons.push(*person);
        }
    }
    let slot = |person: PersonId| {
        let key = state.roster.signing_key(person).ok_or(Refusal::NoKey(person))?;
        let over = || AmendRefusal::Signers(vec![AmendSigners::Over(person)]);
        let role = state.roster.amend_role(person, cx.now.wall).ok_or_else(over)?;
        Ok(Signer { role, person, key: key.fingerprint.clone() })
    };
    let signers = persons.into_iter().map(slot).collect::<Result<Vec<Signer>, Refusal>>()?;
    let faults = state.roster.amend_faults(one, state.amendments(), &signers, cx.now.wall);
    if !faults.is_empty() {
        return Err(AmendRefusal::Signers(faults).into());
    }
    Ok(Prepared {
        about: Some(amend.to_string()),
        signers,
        ..blank(StatementKind::Amend, MEANING, cx)
    })
}

impl Production {
    /// Who may sign an amendment at `wall` beside those who must: everybody of the roster with a key.
    #[must_use]
    pub fn may_sign_amendments(&self, wall: UtcMillis) -> Vec<PersonId> {
        let people = self.roster.people().map(|one| one.id);
        people.filter(|one| self.roster.can_sign(*one, wall)).collect()
    }
}
