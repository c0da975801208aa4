//! Runs: how they begin, what an answer becomes, and how the rest settles what it asks.

use super::unused;
use crate::checklist::{Checklist, Input as Asked, ListRole, Status};
use crate::custody::{Book, Happened};
use crate::event::{
    Event, FileAs, Input, ItemDeclared, Recorded, ReplyRefused, RunFile, RunInterrupted,
    RunResumed, RunRole, RunStarted, StopRaised,
};
use crate::production::command::Start;
use crate::production::context::{Context, Signing};
use crate::production::finish::Draft;
use crate::production::refusal::{Refusal, StartFault};
use crate::production::state::Production;
use crate::run::{Answer, Declaring, Demand, Facts, Run, When};
use crate::terms::{
    Act, Condition, ItemId, Millis, PersonId, Role, RunId, Stamp, StepPath, StopId, Until,
    UnverifiedWhy, UtcMillis,
};

/// Begins a run; every reason against it at once.
pub(super) fn start(state: &Production, start: &Start, cx: &Context<'_>) -> Result<Draft, Refusal> {
    if state.is_stopped() {
        return Err(Refusal::Stopped);
    }
    let Some(list) = cx.library.get(start.list) else {
        return Err(Refusal::Start(vec![StartFault::NoList]));
    };
    let mut faults = Vec::new();
    match list.status {
        Status::Retired => faults.push(StartFault::Retired),
        Status::Draft | Status::Released => {}
    }
    match (start.recorded, start.card) {
        (Recorded::Live, None) | (Recorded::After, Some(_)) => {}
        (Recorded::Live, Some(_)) | (Recorded::After, None) => faults.push(StartFault::Card),
    }
    faults.extend(role_faults(state, list, start, cx));
    let (item, input_faults) = inputs(state, list, start);
    faults.extend(input_faults);
    let run = unused(cx, RunId::from_random, |id| state.run(id).is_some())?;
    let started = RunStarted {
        run,
        files: vec![RunFile {
            used_as: FileAs::List,
            id: list.id.to_string(),
            rev: list.rev,
            sha256: start.list,
        }],
        approved: false,
        lang: list.lang.clone(),
        recorder: Some(start.recorder),
        recorded: start.recorded,
        card: start.card,
        item,
        roles: start.roles.clone(),
        inputs: start
            .inputs
            .iter()
            .map(|(id, value)| Input { id: id.clone(), value: value.clone() })
            .collect(),
        scene: start.place.scene.clone(),
        setup: start.place.setup.clone(),
        take: start.place.take.clone(),
    };
    let begun = Run::begin(&started, cx.now);
    let items = state.items_of(&begun);
    if items.iter().any(|item| state.busy_with(*item).is_some()) {
        faults.push(StartFault::RunGoesOn);
    }
    let held =
        |item: &ItemId| state.book.item(*item).is_some_and(|one| one.held_by(start.recorder));
    if items.iter().any(held) {
        faults.push(StartFault::RecorderHolds);
    }
    if faults.is_empty() {
        let unmet = begun.unmet(list, &state.facts(&begun, list, cx.names, cx.now), cx.now);
        faults.extend(unmet.into_iter().map(StartFault::Needs));
    }
    if !faults.is_empty() {
        return Err(Refusal::Start(faults));
    }
    Ok(Draft { events: vec![Event::RunStarted(started)], end: false, objects: vec![start.list] })
}

fn role_faults(
    state: &Production,
    list: &Checklist,
    start: &Start,
    cx: &Context<'_>,
) -> Vec<StartFault> {
    let mut faults = Vec::new();
    let holder =
        |role: &Role| start.roles.iter().find(|held| held.role == *role).map(|held| held.person);
    for (at, held) in start.roles.iter().enumerate() {
        if list.roles.iter().all(|role| role.role != held.role) {
            faults.push(StartFault::NoSuchRole(held.role.words()));
        } else if start.roles.iter().skip(at + 1).any(|other| other.role == held.role) {
            faults.push(StartFault::RoleTwice(held.role.words()));
        }
    }
    if state.roster.person(start.recorder).is_none() {
        faults.push(StartFault::RecorderUnknown);
    }
    for role in &list.roles {
        let Some(person) = holder(&role.role) else {
            if !role.optional && !role.on_call {
                faults.push(StartFault::NoRole(role.title.clone()));
            }
            continue;
        };
        if let Some(fault) = qualified(state, role, person, cx) {
            faults.push(fault);
        }
        for other in role.not_same_as.iter().filter_map(|ix| list.role(*ix)) {
            if holder(&other.role) == Some(person) {
                faults.push(StartFault::SamePerson(role.title.clone(), other.title.clone()));
            }
        }
        // Whoever looks, gives or takes has no hand free to write.
        if person == start.recorder && !role.role.is(crate::terms::role::RECORDER) {
            faults.push(StartFault::RecorderBusy(role.title.clone()));
        }
    }
    faults
}

fn qualified(
    state: &Production,
    role: &ListRole,
    person: PersonId,
    cx: &Context<'_>,
) -> Option<StartFault> {
    let holds = |role: &Role| state.roster.holds(person, role.as_str(), cx.now.wall);
    let handles = state.party(person, cx.now.wall).handles();
    let own = std::slice::from_ref(&role.role);
    let filled_by = if role.filled_by.is_empty() { own } else { role.filled_by.as_slice() };
    let fills = filled_by.iter().any(holds);
    if fills && (!role.handler || handles) {
        return None;
    }
    let needs = if fills {
        "qualified handler".to_owned()
    } else {
        filled_by.iter().map(Role::words).collect::<Vec<_>>().join(" or ")
    };
    Some(StartFault::NotQualified { title: role.title.clone(), needs })
}

/// The item that the run is about, and the inputs that are missing or do not fit.
fn inputs(
    state: &Production,
    list: &Checklist,
    start: &Start,
) -> (Option<ItemId>, Vec<StartFault>) {
    let given = |id: &str| {
        start.inputs.iter().find(|(name, _)| name == id).map(|(_, value)| value.as_str())
    };
    let (mut subject, mut faults) = (None, Vec::new());
    for (at, (id, value)) in start.inputs.iter().enumerate() {
        let doubled = start.inputs.iter().skip(at + 1).any(|(other, same)| {
            // The same item for two inputs is one item too few.
            other == id || (value == same && value.parse::<ItemId>().is_ok())
        });
        if doubled || list.inputs.iter().all(|input| input.id().as_str() != id) {
            faults.push(StartFault::Input(id.clone()));
        }
    }
    for input in &list.inputs {
        let (id, fits) = match input {
            Asked::Item { id, kinds, actions, .. } => {
                let item = given(id.as_str()).and_then(|value| value.parse::<ItemId>().ok());
                let item = item.and_then(|item| state.book.item(item));
                let fits = item.is_some_and(|item| {
                    kinds.contains(&item.kind)
                        && (actions.is_empty() || actions.contains(&item.action))
                });
                subject = subject.or(item.map(|item| item.id));
                (id, fits)
            }
            Asked::Pick { id, of, .. } => {
                (id, given(id.as_str()).is_some_and(|value| of.iter().any(|one| one == value)))
            }
            Asked::Text { id, .. } => {
                (id, given(id.as_str()).is_some_and(|value| !value.trim().is_empty()))
            }
            Asked::Number { id, min, max, .. } => {
                let number = given(id.as_str()).and_then(|value| value.parse::<i64>().ok());
                (id, number.is_some_and(|number| (*min..=*max).contains(&number)))
            }
        };
        if !fits {
            faults.push(StartFault::Input(id.to_string()));
        }
    }
    (subject, faults)
}

fn open<'s, 'l>(
    state: &'s Production,
    run: RunId,
    cx: &Context<'l>,
) -> Result<(&'s Run, &'l Checklist), Refusal> {
    let run = state.run(run).ok_or(Refusal::NoSuch("run"))?;
    let list = run.list().and_then(|list| cx.library.get(list));
    Ok((run, list.ok_or(Refusal::Start(vec![StartFault::NoList]))?))
}

/// Binds a role that was not needed at the start.
pub(super) fn bind(
    state: &Production,
    run: RunId,
    role: &Role,
    person: PersonId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let (running, list) = open(state, run, cx)?;
    if !running.is_open() {
        return Err(Refusal::Run(crate::run::Refusal::Over));
    }
    let named = list.roles.iter().find(|one| one.role == *role).ok_or(Refusal::NoSuch("role"))?;
    if running.holder(role.as_str()).is_some() {
        return Err(Refusal::NoSuch("open role"));
    }
    // While a STOP stands nobody new takes part; whoever is needed to settle one of this very run is no part of it yet.
    let clears = running
        .stops()
        .filter_map(|(_, rule)| rule)
        .any(|rule| Run::clearers(list, rule).contains(role));
    if state.is_stopped() && !clears {
        return Err(Refusal::Stopped);
    }
    let mut faults: Vec<StartFault> = qualified(state, named, person, cx).into_iter().collect();
    if running.started().recorder == Some(person) && !role.is(crate::terms::role::RECORDER) {
        faults.push(StartFault::RecorderBusy(named.title.clone()));
    }
    let others = list.roles.iter().filter(|other| {
        running.holder(other.role.as_str()) == Some(person) && apart(list, named, other)
    });
    faults.extend(
        others.map(|other| StartFault::SamePerson(named.title.clone(), other.title.clone())),
    );
    if !faults.is_empty() {
        return Err(Refusal::Start(faults));
    }
    Ok(vec![Event::RunRole(RunRole { run, role: role.clone(), person })])
}

/// Whether a list says of two of its roles that they are two people, whichever of them says it.
fn apart(list: &Checklist, one: &ListRole, other: &ListRole) -> bool {
    let names = |from: &ListRole, to: &ListRole| {
        from.not_same_as.iter().filter_map(|ix| list.role(*ix)).any(|named| named.role == to.role)
    };
    names(one, other) || names(other, one)
}

/// What an answer becomes: its own events, what the rest makes of it, and where the run goes on.
pub(in crate::production) fn answer(
    state: &Production,
    run: RunId,
    step: &StepPath,
    answer: &Answer,
    at: Option<UtcMillis>,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if state.is_stopped() {
        return Err(Refusal::Stopped);
    }
    let (running, list) = open(state, run, cx)?;
    let facts = state.facts(running, list, cx.names, cx.now);
    let claimed = at.filter(|_| running.is_recorded_after());
    let when = When { now: cx.now, opened: cx.opened, claimed };
    let sign_first = cx.signing == Signing::AtTheMoment && !running.is_recorded_after();
    let outcome = running.answer(list, &facts, step, answer, when, sign_first)?;
    let mut events = reopened(state, running, list, &facts, &outcome.demands, cx);
    events.extend(outcome.events);
    let waiting = outcome.demands.iter().find_map(|demand| match demand {
        Demand::Declare(declaring) => Some(declaring),
        Demand::Move { .. } | Demand::Raise { .. } => None,
    });
    if let Some(declaring) = waiting.filter(|_| sign_first) {
        may_declare(state, &state.book, running, list, declaring, cx)?;
        return Ok(events);
    }
    let seen = Seen { at: cx.now, signed: None };
    settle(state, (running, list), &outcome.demands, claimed, seen, &mut events, cx)?;
    events.extend(outcome.after);
    Ok(events)
}

/// The first answer of a run that proves an item anew opens it: what was declared of it before is over, whatever comes of
/// the run. A declaration in this very line takes its place, and a stop ends it by itself.
fn reopened(
    state: &Production,
    run: &Run,
    list: &Checklist,
    facts: &Facts,
    demands: &[Demand],
    cx: &Context<'_>,
) -> Vec<Event> {
    if run.is_recorded_after() || !run.given().is_empty() {
        return Vec::new();
    }
    let told = |item: ItemId| {
        demands.iter().any(|demand| match demand {
            Demand::Declare(declaring) => declaring.item == item && cx.signing == Signing::Sheet,
            Demand::Raise { .. } => true,
            Demand::Move { .. } => false,
        })
    };
    let proven = run.proves_anew(list, facts, cx.now).into_iter().filter(|item| !told(*item));
    proven.flat_map(|item| state.book.doubt(item, UnverifiedWhy::Reopened, cx.now)).collect()
}

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
            Demand::Raise { rule, say } => {
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
                for item in state.items_of(run) {
                    for event in book.doubt(item, UnverifiedWhy::Stop, cx.now) {
                        rehearsed(state, &mut book, &event, cx);
                        events.push(event);
                    }
                }
            }
            Demand::Declare(declaring) => {
                // From a paper card nothing is ever in force.
                if run.is_recorded_after() {
                    continue;
                }
                may_declare(state, &book, run, list, declaring, cx)?;
                let declared = Event::ItemDeclared(declared(run, declaring, seen, cx));
                rehearsed(state, &mut book, &declared, cx);
                events.push(declared);
            }
            Demand::Move { item, act, from, to } => {
                let moved = moves(state, &book, run, (*item, *act, *from, *to), claimed, cx)?;
                for event in moved {
                    rehearsed(state, &mut book, &event, cx);
                    events.push(event);
                }
            }
        }
    }
    Ok(())
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
    let party = |person: PersonId| state.party(person, cx.now.wall);
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

/// Notes a weak reply.
pub(super) fn refuse_reply(
    state: &Production,
    run: RunId,
    step: &StepPath,
    said: &str,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let (running, list) = open(state, run, cx)?;
    if !running.is_open() {
        return Err(Refusal::NoSuch("open run"));
    }
    let said = crate::terms::LineText::parse(said, crate::terms::LineText::REPLY)?;
    let person = running.answerer(list, step);
    Ok(vec![Event::RunReplyRefused(ReplyRefused {
        run,
        step: step.clone(),
        said: said.as_str().to_owned(),
        person,
    })])
}

/// Goes on with a run that was interrupted.
pub(super) fn resume(
    state: &Production,
    run: RunId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if state.is_stopped() {
        return Err(Refusal::Stopped);
    }
    let (running, list) = open(state, run, cx)?;
    if !running.is_open() || running.held().is_none() {
        return Err(Refusal::NoSuch("interrupted run"));
    }
    let step = stands_at(state, running, list, cx);
    let step = step.ok_or(Refusal::Run(crate::run::Refusal::Over))?;
    Ok(vec![Event::RunResumed(RunResumed { run, step })])
}

/// The step that a run goes on from: the one whose witnesses sign first, or else the next.
pub(super) fn stands_at(
    state: &Production,
    run: &Run,
    list: &Checklist,
    cx: &Context<'_>,
) -> Option<StepPath> {
    let facts = state.facts(run, list, cx.names, cx.now);
    let signs = run.awaits_signing(list, &facts, cx.now).map(|(step, _, _)| step);
    signs.or_else(|| run.next_path(list, &facts, cx.now))
}

/// The interruption of every run that goes on.
pub(in crate::production) fn interrupt(
    state: &Production,
    why: crate::event::InterruptedWhy,
) -> Vec<Event> {
    state.going().map(|run| Event::RunInterrupted(RunInterrupted { run: run.id(), why })).collect()
}
