//! Runs: how they begin, what an answer becomes, and how the rest settles what it asks.

use super::unused;
use crate::checklist::{Checklist, Input as Asked, Status};
use crate::custody::Happened;
use crate::event::{
    Event, FileAs, Input, ItemDeclared, Recorded, ReplyRefused, RunFile, RunInterrupted,
    RunResumed, RunRole, RunStarted, StopRaised,
};
use crate::production::command::Start;
use crate::production::context::{Context, Signing};
use crate::production::finish::Draft;
use crate::production::refusal::{Refusal, StartFault};
use crate::production::state::Production;
use crate::run::{Answer, Declaring, Demand, Run, When};
use crate::terms::{Act, ItemId, PersonId, Role, RunId, StepPath, StopId, UtcMillis};

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
    if let Some(item) = item {
        if state.open_run_of(item).is_some() {
            faults.push(StartFault::RunGoesOn);
        }
        let holds = state.book.item(item).is_some_and(|item| item.holder == Some(start.recorder));
        if holds && start.recorded == Recorded::Live {
            faults.push(StartFault::RecorderHolds);
        }
    }
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
    // What must be so for the run to begin was so when the card was written, or not: the card says, not the book of today.
    if faults.is_empty() && start.recorded == Recorded::Live {
        let begun = Run::begin(&started, cx.now);
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
    role: &crate::checklist::ListRole,
    person: PersonId,
    cx: &Context<'_>,
) -> Option<StartFault> {
    let holds = |role: &Role| state.roster.holds(person, role.as_str(), cx.now.wall);
    let handles = state.party(person, cx.now.wall).handles();
    let fills = role.filled_by.is_empty() || role.filled_by.iter().any(holds);
    if fills && (!role.handler || handles) {
        return None;
    }
    let needs = if fills {
        "qualified handler".to_owned()
    } else {
        role.filled_by.iter().map(Role::words).collect::<Vec<_>>().join(" or ")
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
    let named = list.roles.iter().find(|one| one.role == *role).ok_or(Refusal::NoSuch("role"))?;
    if running.holder(role.as_str()).is_some() {
        return Err(Refusal::NoSuch("open role"));
    }
    if let Some(fault) = qualified(state, named, person, cx) {
        return Err(Refusal::Start(vec![fault]));
    }
    let others = named.not_same_as.iter().filter_map(|ix| list.role(*ix));
    let same = others
        .filter(|other| running.holder(other.role.as_str()) == Some(person))
        .map(|other| StartFault::SamePerson(named.title.clone(), other.title.clone()));
    let same: Vec<_> = same.collect();
    if !same.is_empty() {
        return Err(Refusal::Start(same));
    }
    Ok(vec![Event::RunRole(RunRole { run, role: role.clone(), person })])
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
    let mut events = outcome.events;
    let waits =
        sign_first && outcome.demands.iter().any(|demand| matches!(demand, Demand::Declare(_)));
    if waits {
        return Ok(events);
    }
    settle(state, running, &outcome.demands, claimed, None, &mut events, cx)?;
    events.extend(outcome.after);
    Ok(events)
}

/// Settles what a run asks of the rest; one refusal refuses all.
pub(super) fn settle(
    state: &Production,
    run: &Run,
    demands: &[Demand],
    claimed: Option<UtcMillis>,
    statement: Option<u64>,
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
                events.extend(item.map(|item| book.stop(Some(item), cx.now)).unwrap_or_default());
            }
            Demand::Declare(declaring) => {
                // From a paper card nothing is ever in force.
                if run.is_recorded_after() {
                    continue;
                }
                book.offer_declare(declaring.item, state.is_stopped()).map_err(|reasons| {
                    Refusal::Custody(
                        reasons.into_iter().map(|reason| (declaring.item, reason)).collect(),
                    )
                })?;
                let declared = Event::ItemDeclared(declared(run, declaring, statement, cx));
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
fn rehearsed(state: &Production, book: &mut crate::custody::Book, event: &Event, cx: &Context<'_>) {
    let moment = state.moment(cx.size, 0, cx.now);
    // What was just decided from this very book applies to it; if it did not, rehearsing the line would tell.
    let _applied = book.apply(event, &moment);
}

fn moves(
    state: &Production,
    book: &crate::custody::Book,
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
fn declared(
    run: &Run,
    declaring: &Declaring,
    statement: Option<u64>,
    cx: &Context<'_>,
) -> ItemDeclared {
    let until = cx.now.until(declaring.lasts);
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
        until: until.wall,
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
) -> Result<Vec<Event>, Refusal> {
    let running = state.run(run).filter(|run| run.is_open()).ok_or(Refusal::NoSuch("open run"))?;
    let said = crate::terms::LineText::parse(said, crate::terms::LineText::REPLY)?;
    let person = running.holder(crate::terms::role::ARMORER);
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
    let facts = state.facts(running, list, cx.names, cx.now);
    // Behind the last step a run may still wait for the signatures under what it declares.
    let waits = || running.awaits_signing(list, &facts, cx.now).map(|(step, _)| step);
    let step = running
        .next_path(list, &facts, cx.now)
        .or_else(waits)
        .ok_or(Refusal::Run(crate::run::Refusal::Over))?;
    Ok(vec![Event::RunResumed(RunResumed { run, step })])
}

/// The interruption of every run that goes on.
pub(in crate::production) fn interrupt(
    state: &Production,
    why: crate::event::InterruptedWhy,
) -> Vec<Event> {
    state.going().map(|run| Event::RunInterrupted(RunInterrupted { run: run.id(), why })).collect()
}
