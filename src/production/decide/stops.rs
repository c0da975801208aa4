//! Settling a STOP: by the people named for it who are on the set, and what the runs then go back to.

use crate::event::{Event, InterruptedWhy, RunResumed, StopSettled, Witness};
use crate::production::context::{Context, Library};
use crate::production::refusal::Refusal;
use crate::production::state::{Production, Stop};
use crate::run::{Doubt, Run};
use crate::terms::{LineText, PersonId, Role, StopId, UtcMillis, role};

/// At most so many answers are withdrawn with the last STOP; a run that would go beyond is given up instead.
const WITHDRAWN: usize = 400;

/// One of the people who are needed to settle a STOP.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Settler {
    /// In what role.
    pub role: Role,
    /// Who may do it; the one of the run first.
    pub people: Vec<PersonId>,
}

impl Production {
    /// Who settles a STOP: the roles its list names, or for one that a person called a handler and an assistant
    /// director. A role that nobody on the roster can fill is left out; somebody is always needed.
    #[must_use]
    pub fn settlers(&self, stop: StopId, library: &Library, wall: UtcMillis) -> Vec<Settler> {
        let Some(stop) = self.stop(stop) else { return Vec::new() };
        let run = stop.raised.run.and_then(|run| self.run(run));
        let list = run.and_then(|run| library.of(run));
        let named = match (list, stop.raised.rule.as_deref()) {
            (Some(list), Some(rule)) => Run::clearers(list, rule),
            (_, _) => Vec::new(),
        };
        let called = named.is_empty();
        let roles = if called { Self::of_a_call() } else { named };
        let mut settlers: Vec<Settler> = roles
            .into_iter()
            .map(|role| Settler { people: self.may_settle(&role, run, wall), role })
            .filter(|settler| !settler.people.is_empty())
            .collect();
        // Two roles that one and the same person alone could fill would never be settled.
        if let [first, second] = settlers.as_slice()
            && first.people == second.people
            && first.people.len() == 1
        {
            settlers.truncate(1);
        }
        if settlers.is_empty() {
            let people = self.roster.people().map(|person| person.id).collect();
            settlers.extend(role::PRODUCTION_REP.parse().ok().map(|role| Settler { role, people }));
        }
        settlers
    }

    fn of_a_call() -> Vec<Role> {
        [role::ARMORER, role::FIRST_AD].iter().filter_map(|name| name.parse().ok()).collect()
    }

    fn may_settle(&self, needed: &Role, run: Option<&Run>, wall: UtcMillis) -> Vec<PersonId> {
        let of_run = run.and_then(|run| run.holder(needed.as_str()));
        let of_kind = |names: &[&str]| names.contains(&needed.as_str());
        let group: &[&str] = if of_kind(role::HANDLERS) {
            role::HANDLERS
        } else if of_kind(role::DIRECTORS) {
            role::DIRECTORS
        } else {
            &[]
        };
        let fills = |person: PersonId| {
            self.roster.holds(person, needed.as_str(), wall)
                || group.iter().any(|name| self.roster.holds(person, name, wall))
        };
        let others = self
            .roster
            .people()
            .map(|person| person.id)
            .filter(|id| Some(*id) != of_run && fills(*id));
        of_run.into_iter().chain(others).collect()
    }
}

/// Settles a STOP.
pub(super) fn settle(
    state: &Production,
    stop: StopId,
    witnesses: &[Witness],
    why: Option<&str>,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let standing: &Stop = state
        .stop(stop)
        .filter(|stop| stop.settled.is_none())
        .ok_or(Refusal::NoSuch("standing STOP"))?;
    if state.alarms().get(stop).is_some() {
        return Err(Refusal::Alarm);
    }
    let missing: Vec<Role> = state
        .settlers(stop, cx.library, cx.now.wall)
        .into_iter()
        .filter(|needed| {
            !witnesses
                .iter()
                .any(|one| one.role == needed.role && needed.people.contains(&one.person))
        })
        .map(|needed| needed.role)
        .collect();
    let twice = witnesses
        .iter()
        .enumerate()
        .any(|(at, one)| witnesses.iter().skip(at + 1).any(|other| other.person == one.person));
    if !missing.is_empty() {
        return Err(Refusal::Settlers(missing));
    }
    if twice {
        return Err(Refusal::Settlers(witnesses.iter().map(|one| one.role.clone()).collect()));
    }
    let why = why.map(|why| LineText::parse(why, LineText::REASON)).transpose()?;
    let said = StopSettled {
        stop,
        witnesses: witnesses.to_vec(),
        why: why.map(|why| why.as_str().to_owned()),
        restart: None,
        statement: None,
        card: None,
    };
    Ok(settled(state, standing, said, cx))
}

/// A STOP is settled: what the runs then go back to.
pub(super) fn settled(
    state: &Production,
    standing: &Stop,
    said: StopSettled,
    cx: &Context<'_>,
) -> Vec<Event> {
    let stop = said.stop;
    let own = standing.raised.run.and_then(|run| state.run(run)).filter(|run| run.is_open());
    let mut restart = None;
    let mut after = Vec::new();
    if let Some(run) = own
        && run.stops().all(|(one, _)| one == stop)
        && let Some(list) = cx.library.of(run)
    {
        let (from, withdrawn) = run.restart(list);
        restart = from;
        after.extend(withdrawn.into_iter().map(Event::RunWithdrawn));
    }
    let last = state.standing_stops().all(|one| one.raised.stop == stop);
    if last {
        for run in state.runs().filter(|run| run.is_open()) {
            let list = cx.library.of(run);
            let held = run.held().map(|(why, _)| *why);
            if held.is_none() && run.doubted().is_none() {
                continue;
            }
            // What was declared in it and stands is not looked at again, where no STOP was about an item of the run.
            let stands = run.doubted() != Some(Doubt::Item) && state.rests_on(run.id(), cx.now);
            if own.is_none_or(|own| own.id() != run.id()) && !stands {
                let again = match list {
                    Some(list) => run.restart(list).1,
                    None if run.is_recorded_after() => Vec::new(),
                    // Where it would go on from is not known, so it is the beginning.
                    None => run.begin_again(),
                };
                if after.len().saturating_add(again.len()) > WITHDRAWN {
                    // Half withdrawn it would go on from the middle.
                    after.extend(super::runs::give_up(state, run.id(), None, cx));
                    continue;
                }
                let again: Vec<Event> = again.into_iter().map(Event::RunWithdrawn).collect();
                let ended = super::runs::rests_on_nothing(state, run, &again, cx);
                after.extend(again.into_iter().chain(ended));
            }
            let Some(list) = list.filter(|_| held == Some(InterruptedWhy::Stop)) else { continue };
            let next = after.iter().fold(run.clone(), |mut next, event| {
                if let Event::RunWithdrawn(withdrawn) = event
                    && withdrawn.run == run.id()
                {
                    // Taken from this very run a moment ago, so it stands in it.
                    let _stands = next.withdraw(withdrawn);
                }
                next
            });
            let (again, ended) = super::runs::outlived(state, &next, list, cx);
            let first = list.steps.first().filter(|_| !again.is_empty());
            let step = match first {
                Some(step) => Some(step.path.clone()),
                None => super::runs::stands_at(state, &next, list, cx),
            };
            after.extend(again.into_iter().map(Event::RunWithdrawn).chain(ended));
            if let Some(step) = step {
                after.push(Event::RunResumed(RunResumed { run: run.id(), step }));
            }
        }
    }
    let mut events = vec![Event::StopSettled(StopSettled { restart, ..said })];
    events.extend(after);
    events
}
