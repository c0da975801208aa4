//! What a run asks of the rest, settled: declarations by people who may, moves, and the stops of its list.

use super::begin::{apart, qualified};
use super::rounds;
use super::rounds::resting;
use super::runs::interrupt;
use super::unused;
use crate::checklist::Checklist;
use crate::custody::{Book, Happened};
use crate::event::{Event, InterruptedWhy, ItemDeclared, StopAlarm, StopRaised, Told};
use crate::production::context::Context;
use crate::production::note::{TOO_MANY, again};
use crate::production::refusal::{Refusal, StartFault};
use crate::production::rules::RulesFault;
use crate::production::rules::Standing;
use crate::production::state::Production;
use crate::run::{Declaring, Demand, Run};
use crate::terms::{
    Act, Condition, Danger, ItemId, Millis, PersonId, Stamp, StopId, Until, UnverifiedWhy,
    UtcMillis,
};

/// Whether what a run would declare may be declared now: of something that is here and clear, by people who may.
pub(super) fn may_declare(
    state: &Production,
    book: &Book,
    run: &Run,
    list: &Checklist,
    declaring: &Declaring,
    cx: &Context<'_>,
) -> Result<(), Refusal> {
    book.offer_declare(declaring.item, state.is_stopped()).map_err(|reasons| {
        Refusal::Custody(reasons.into_iter().map(|reason| (declaring.item, reason)).collect())
    })?;
    let mut faults = Vec::new();
    for (at, witness) in declaring.witnesses.iter().enumerate() {
        let Some(role) = list.roles.iter().find(|role| role.role == witness.role) else { continue };
        faults.extend(qualified(state, role, witness.person, cx));
        if run.started().recorder == Some(witness.person) {
            faults.push(StartFault::RecorderBusy(role.title.clone()));
        }
        for other in declaring.witnesses.iter().skip(at + 1) {
            let named = list.roles.iter().find(|role| role.role == other.role);
            if let Some(other_role) =
                named.filter(|named| other.person == witness.person && apart(list, role, named))
            {
                faults.push(StartFault::SamePerson(role.title.clone(), other_role.title.clone()));
            }
        }
    }
    // Loosened steps declare nothing once what allowed them is over or taken back.
    if let Standing::Deviates { from, .. } = state.standing_of(run) {
        let over = from.into_iter().map(|one| &one.asked.file).filter(|file| {
            !state.deviation(file.sha256).is_some_and(|now| now.is_in_force(cx.now))
        });
        faults.extend(over.map(|file| StartFault::Rules(RulesFault::HoldsNoMore(file.id.clone()))));
    }
    let first = declaring.witnesses.first().map(|one| one.person);
    let alone = declaring.witnesses.iter().all(|one| Some(one.person) == first);
    let two = match declaring.state.condition {
        Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot => true,
        Condition::Unverified
        | Condition::FiredNotCleared
        | Condition::MisfireHold
        | Condition::Quarantine
        | Condition::Inert
        | Condition::GasFlash => false,
    };
    if alone && (two || first.is_none()) {
        faults.push(StartFault::OneWitness);
    }
    let recorder_holds = run.started().recorder.is_some_and(|recorder| {
        book.item(declaring.item).is_some_and(|item| item.held_by(recorder))
    });
    if recorder_holds {
        faults.push(StartFault::RecorderHolds);
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Witnesses(faults)) }
}

/// When what was seen was seen, and the sign-off that it rests on with the end that was signed, where there is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) at: &'a Stamp,
    pub(super) signed: Option<(u64, Option<UtcMillis>)>,
}

/// When a declaration of what was `seen` is over: its time runs from the look, and a clock that was set back since adds
/// nothing to it.
pub(super) fn until(seen: &Stamp, lasts: Millis, now: &Stamp) -> Until {
    let (look, latest) = (seen.until(lasts), now.until(lasts));
    Until { wall: look.wall.min(latest.wall), up: look.up.min(latest.up), boot: look.boot }
}

/// Settles what a run asks of the rest; one refusal refuses all.
pub(super) fn settle(
    state: &Production,
    (run, list): (&Run, &Checklist),
    demands: &[Demand],
    claimed: Option<UtcMillis>,
    seen: Seen<'_>,
    events: &mut Vec<Event>,
    cx: &Context<'_>,
) -> Result<(), Refusal> {
    // Declarations made here count for the moves after them.
    let mut book = state.book.clone();
    for demand in demands {
        match demand {
            Demand::Raise { rule, say, alarm } => {
                let stop = unused(cx, StopId::from_random, |id| {
                    state.stop(id).is_some()
                        || events.iter().any(
                            |event| matches!(event, Event::StopRaised(raised) if raised.stop == id),
                        )
                })?;
                let item = run.started().item;
                events.push(Event::StopRaised(StopRaised {
                    stop,
                    run: Some(run.id()),
                    item,
                    rule: Some(rule.to_string()),
                    by: None,
                    say: say.clone(),
                }));
                // Whatever went into this run is in doubt with it: the tray as well as the gun.
                let mut ended = Vec::new();
                for item in state.items_of(run) {
                    ended.extend(book.doubt(item, UnverifiedWhy::Stop, cx.now));
                }
                // What may be live came out of a lot: all of it rests, and so does whatever else the run holds of others,
                // whether or not the alarm was called before.
                if *alarm == Some(Danger::LiveFound) {
                    let (items, why) = (state.items_of(run), Danger::LiveFound.words());
                    events.extend(resting::of_items(state, items, why, Some(run.id()), cx));
                }
                let alarm = alarm.filter(|alarm| !is_known(state, run, *alarm, claimed));
                // A STOP of a run about nothing in particular is about everything, as one that is called; so is an alarm.
                if item.is_none() || alarm.is_some() {
                    ended.extend(book.stop(None, cx.now));
                }
                if let Some(alarm) = alarm {
                    alarmed(state, run, (alarm, stop), events, cx);
                }
                for event in ended {
                    rehearsed(state, &mut book, &event, cx);
                    events.push(event);
                }
            }
            Demand::Rest { item, why } => {
                events.extend(resting::of_items(state, [*item], why, Some(run.id()), cx));
            }
            Demand::Declare(declaring) => {
                // From a paper card nothing is ever in force.
                if run.is_recorded_after() {
                    continue;
                }
                may_declare(state, &book, run, list, declaring, cx)?;
                events.extend(rounds::loaded(state, run, declaring)?);
                let declared = Event::ItemDeclared(declared(run, declaring, seen, cx));
                rehearsed(state, &mut book, &declared, cx);
                events.push(declared);
            }
            Demand::Move { item, act, from, to, out } => {
                let moved = moves(state, &book, run, (*item, *act, *from, *to), claimed, cx)?;
                for event in moved {
                    rehearsed(state, &mut book, &event, cx);
                    events.push(event);
                }
                let Some(out) = *out else { continue };
                let came_out = rounds::came_out(state, run, *item, out, *to, claimed);
                events.extend(resting::with_those_at_their_limit(state, came_out, cx));
                if rounds::is_too_many(state, run, *item, out) {
                    let stop = unused(cx, StopId::from_random, |id| state.stop(id).is_some())?;
                    events.push(Event::StopRaised(StopRaised {
                        stop,
                        run: None,
                        item: Some(*item),
                        rule: None,
                        by: None,
                        say: TOO_MANY.to_owned(),
                    }));
                    for item in state.items_of(run) {
                        events.extend(book.doubt(item, UnverifiedWhy::Stop, cx.now));
                    }
                }
            }
        }
    }
    Ok(())
}

/// How long after what a card tells of an alarm about nothing in particular is still about that, in milliseconds: half an hour.
const SOON: i64 = 30 * 60_000;

/// Whether a card tells of an alarm that was called when it happened: about the same item at the time of the card or since, or
/// about everything soon after. A second restart would be asked for what one was signed for.
fn is_known(state: &Production, run: &Run, alarm: Danger, claimed: Option<UtcMillis>) -> bool {
    let item = run.started().item;
    let same = |told: &Told<StopAlarm>| {
        let after = claimed.and_then(|at| told.at.millis().checked_sub(at.millis()));
        let when = after.is_some_and(|after| match told.what.item {
            None => (0..=SOON).contains(&after),
            about @ Some(_) => about == item && after >= 0,
        });
        told.what.alarm == alarm && when
    };
    run.is_recorded_after() && state.alarms().all().any(|one| one.alarms.iter().any(same))
}

/// A list's own STOP is an alarm: what every other run waits for signatures with is looked at again, and all of them halt.
/// While one stands already it is one more matter of that, so that one restart settles what is signed together.
fn alarmed(
    state: &Production,
    run: &Run,
    (alarm, stop): (Danger, StopId),
    events: &mut Vec<Event>,
    cx: &Context<'_>,
) {
    let frozen = state.alarm().map(|one| one.raised.what.stop);
    let earlier = events.iter().find_map(|event| {
        if let Event::StopAlarm(alarm) = event { Some(alarm.stop) } else { None }
    });
    let item = run.started().item;
    let by = None;
    let stop = frozen.or(earlier).unwrap_or(stop);
    events.push(Event::StopAlarm(StopAlarm { stop, alarm, item, by }));
    if frozen.is_none() && earlier.is_none() {
        events.extend(again(state, |other, _| other.id() != run.id(), cx));
        let others = interrupt(state, InterruptedWhy::Stop).into_iter();
        let own =
            |event: &Event| matches!(event, Event::RunInterrupted(one) if one.run == run.id());
        events.extend(others.filter(|event| !own(event)));
    }
}

/// The copy of the book after an event of this very line.
fn rehearsed(state: &Production, book: &mut Book, event: &Event, cx: &Context<'_>) {
    let moment = state.moment(cx.size, 0, cx.now);
    // What was just decided from this very book applies to it; if it did not, rehearsing the line would tell.
    let _applied = book.apply(event, &moment);
}

fn moves(
    state: &Production,
    book: &Book,
    run: &Run,
    (item, act, from, to): (ItemId, Act, Option<PersonId>, Option<PersonId>),
    claimed: Option<UtcMillis>,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let party = |person: PersonId| state.party(person, cx.now);
    let what = Happened {
        from: from.map(party),
        to: to.map(party),
        run: Some(run.id()),
        card: run.started().card,
        at: claimed,
        ..Happened::new(item, act)
    };
    if act == Act::Issue && !run.is_recorded_after() {
        let (Some(from), Some(to)) = (from, to) else {
            return Err(Refusal::Custody(vec![(item, crate::custody::Refusal::NobodyNamed)]));
        };
        let offered =
            book.offer_issue(item, &party(from), &[party(to)], state.is_stopped(), cx.now);
        offered.map_err(|reasons| {
            Refusal::Custody(reasons.into_iter().map(|reason| (item, reason)).collect())
        })?;
    }
    Ok(book.note(&what, state.is_stopped(), cx.now))
}

/// The event that puts a declaration in force.
fn declared(run: &Run, declaring: &Declaring, seen: Seen<'_>, cx: &Context<'_>) -> ItemDeclared {
    let until = until(seen.at, declaring.lasts, cx.now);
    let (statement, signed) = match seen.signed {
        Some((statement, until)) => (Some(statement), until),
        None => (None, None),
    };
    let started = run.started();
    ItemDeclared {
        item: declaring.item,
        condition: declaring.state.condition,
        n: declaring.state.n,
        of: declaring.state.of,
        load: declaring.state.load.as_deref().map(str::to_owned),
        run: Some(run.id()),
        witnesses: declaring.witnesses.clone(),
        covers: format!("scene {}, set-up {}", started.scene, started.setup),
        until: signed.map_or(until.wall, |signed| signed.min(until.wall)),
        until_up: until.up,
        statement,
        card: None,
    }
}
