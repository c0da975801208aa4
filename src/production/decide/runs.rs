//! Runs: what an answer becomes, weak replies, and going on.

use super::settling::{Seen, may_declare, settle};
use crate::checklist::{Checklist, Validity};
use crate::event::{
    Event, ReplyRefused, RunEnded, RunEndedHow, RunInterrupted, RunResumed, Withdrawn,
};
use crate::production::context::{Context, Signing};
use crate::production::refusal::{Refusal, StartFault};
use crate::production::state::Production;
use crate::run::{Answer, Demand, Facts, Run, When};
use crate::terms::{ItemId, RunId, StepPath, UnverifiedWhy, UtcMillis};

/// A run and its list.
pub(super) fn open<'s, 'l>(
    state: &'s Production,
    run: RunId,
    cx: &Context<'l>,
) -> Result<(&'s Run, &'l Checklist), Refusal> {
    let run = state.run(run).ok_or(Refusal::NoSuch("run"))?;
    let list = cx.library.of(run);
    Ok((run, list.ok_or(Refusal::Start(vec![StartFault::NoList]))?))
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
    let (running, list) = open(state, run, cx)?;
    if state.is_halted(list) {
        return Err(Refusal::Stopped);
    }
    let facts = state.facts(running, list, cx.names, cx.now);
    let claimed = at.filter(|_| running.is_recorded_after());
    let when = When { now: cx.now, opened: cx.opened, claimed, seed: cx.fresh.seed() };
    let sign_first = cx.signing == Signing::AtTheMoment && !running.is_recorded_after();
    let outcome = running.answer(list, &facts, step, answer, when, sign_first)?;
    let mut events = reopened(state, running, list, &facts, &outcome.demands, cx);
    // A stop ends by itself what is in force of the items of its run.
    if !outcome.demands.iter().any(|demand| matches!(demand, Demand::Raise { .. })) {
        events.extend(rests_on_nothing(state, running, &outcome.events, cx));
    }
    events.extend(outcome.events);
    let waiting = outcome.demands.iter().find_map(|demand| match demand {
        Demand::Declare(declaring) => Some(declaring),
        Demand::Move { .. } | Demand::Rest { .. } | Demand::Raise { .. } => None,
    });
    if let Some(declaring) = waiting.filter(|_| sign_first) {
        may_declare(state, &state.book, running, list, declaring, cx)?;
        // What the ledger is against is said now, and not when everybody has signed.
        super::rounds::loaded(state, running, declaring)?;
        return Ok(events);
    }
    let seen = Seen { at: cx.now, signed: None };
    settle(state, (running, list), &outcome.demands, claimed, seen, &mut events, cx)?;
    events.extend(outcome.after);
    Ok(events)
}

/// The first answer of a run that looks into an item anew opens it: what was declared of it before is over, whatever comes
/// of the run. A declaration in this very line takes its place, and a stop ends it by itself.
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
            Demand::Move { .. } | Demand::Rest { .. } => false,
        })
    };
    let opened = run.looks_into(list, facts, cx.now).into_iter().filter(|item| !told(*item));
    opened.flat_map(|item| state.book.doubt(item, UnverifiedWhy::Reopened, cx.now)).collect()
}

/// The end of what a run declared from answers that are withdrawn here: it rests on nothing.
pub(super) fn rests_on_nothing(
    state: &Production,
    run: &Run,
    events: &[Event],
    cx: &Context<'_>,
) -> Vec<Event> {
    let mut next = run.clone();
    for event in events {
        if let Event::RunWithdrawn(withdrawn) = event {
            // An answer of this very line is not in the run yet, and nothing was declared from it.
            let _stands = next.withdraw(withdrawn);
        }
    }
    let gone = next.declarations() < run.declarations();
    let declared = state.declared_in(run.id(), cx.now).into_iter().filter(|_| gone);
    declared.flat_map(|item| state.book.doubt(item, UnverifiedWhy::Reopened, cx.now)).collect()
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
    let (running, list) = open(state, run, cx)?;
    if state.is_halted(list) {
        return Err(Refusal::Stopped);
    }
    if !running.is_open() || running.held().is_none() {
        return Err(Refusal::NoSuch("interrupted run"));
    }
    let (again, ended) = outlived(state, running, list, cx);
    let step = if again.is_empty() {
        stands_at(state, running, list, cx)
    } else {
        list.steps.first().map(|step| step.path.clone())
    };
    let step = step.ok_or(Refusal::Run(crate::run::Refusal::Over))?;
    let withdrawn = again.into_iter().map(Event::RunWithdrawn);
    Ok(withdrawn.chain(ended).chain([Event::RunResumed(RunResumed { run, step })]).collect())
}

/// A run is given up. Once somebody has answered in it, its items were looked into or handled half-way, and nothing is in
/// force of them; a run entered from a paper card ends nothing that is so now.
pub(in crate::production) fn give_up(
    state: &Production,
    run: RunId,
    why: Option<String>,
    cx: &Context<'_>,
) -> Vec<Event> {
    let Some(open) = state.run(run).filter(|run| run.is_open()) else { return Vec::new() };
    let mut events = vec![Event::RunEnded(RunEnded { run, how: RunEndedHow::Abandoned, why })];
    if !open.is_recorded_after() && !open.given().is_empty() {
        let items = state.items_of(open);
        let doubts =
            items.iter().flat_map(|item| state.book.doubt(*item, UnverifiedWhy::Abandoned, cx.now));
        events.extend(doubts);
    }
    events
}

/// What a run that stood still for longer than its list outlives does not keep: its answers, and what it declared.
pub(super) fn outlived(
    state: &Production,
    run: &Run,
    list: &Checklist,
    cx: &Context<'_>,
) -> (Vec<Withdrawn>, Vec<Event>) {
    let limit = list.validity.as_ref().and_then(Validity::outlives);
    let since = run.held().and_then(|(_, since)| cx.now.since(since));
    // A card tells what was; how long its entering takes changes nothing of that.
    let too_long = limit.is_some_and(|limit| since.is_none_or(|since| since > limit));
    if run.is_recorded_after() || !too_long {
        return (Vec::new(), Vec::new());
    }
    let declared = state.declared_in(run.id(), cx.now).into_iter();
    let ended = declared.flat_map(|item| state.book.doubt(item, UnverifiedWhy::Time, cx.now));
    (run.begin_again(), ended.collect())
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
