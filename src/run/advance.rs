//! Where a run goes on after an answer: what does not apply, moves that happen with it, what is drawn, and its end.

use std::sync::Arc;

use super::answer::Answer;
use super::cursor::{Cursor, cursor};
use super::engine::When;
use super::facts::{Demand, Facts, Out};
use super::proof;
use super::reply::replies;
use super::sight::Sight;
use super::state::Run;
use super::stops;
use crate::checklist::{Checklist, Kind, NumberRef, RoleIx, Step};
use crate::event::{Answered, Event, Passed, RunEnded, RunEndedHow};
use crate::terms::StepPath;

pub(super) fn passes(run: &Run, passing: &[StepPath]) -> Vec<Event> {
    passing
        .iter()
        .map(|step| Event::RunPassed(Passed { run: run.id(), step: step.clone() }))
        .collect()
}

/// Goes on from the last answer: joined moves happen with it, and behind the last step the run ends. A proof
/// that comes next is drawn.
pub(super) fn advance(
    run: &mut Run,
    list: &Checklist,
    facts: &Facts,
    when: When<'_>,
) -> (Vec<Event>, Vec<Demand>) {
    let (mut events, mut demands) = (Vec::new(), Vec::new());
    // Each turn answers one step, so there are no more turns than steps.
    for _ in 0..=list.steps.len() {
        let sight = Sight { run, list, facts, now: when.now, instance: None };
        let at = match cursor(&sight) {
            Cursor::Finished { passing } => {
                events.extend(passes(run, &passing));
                let fired = stops::fired_in_passing(&sight, &passing);
                if !fired.is_empty() {
                    demands.extend(fired);
                    break;
                }
                events.push(Event::RunEnded(RunEnded {
                    run: run.id(),
                    how: RunEndedHow::Done,
                    why: None,
                }));
                break;
            }
            Cursor::Unknown { .. } => break,
            Cursor::At(at) => at,
        };
        let Some(step) = list.step(at.ix) else { break };
        let Kind::Custody { joined: true, .. } = step.kind else { break };
        let Ok((asked, replies)) = replies(&sight, step, &at, &Answer::Done) else { break };
        events.extend(passes(run, &at.passing));
        let fired = stops::fired_in_passing(&sight, &at.passing);
        if !fired.is_empty() {
            demands.extend(fired);
            break;
        }
        demands.extend(moving(&sight, step));
        for step in &at.passing {
            run.pass(step);
        }
        let n = run.attempts(&at.path).saturating_add(1);
        let answered = Arc::new(Answered {
            run: run.id(),
            step: at.path,
            n,
            asker: None,
            asked,
            replies,
            fast: false,
            at: when.claimed,
        });
        if run.answered(&answered, when.now).is_err() {
            break;
        }
        events.push(Event::RunAnswered(answered));
    }
    events.extend(proof::draw(run, list, facts, when));
    (events, demands)
}

pub(super) fn moving(sight: &Sight<'_>, step: &Step) -> Option<Demand> {
    let Kind::Custody { item, act, from, to, back, held, .. } = &step.kind else { return None };
    let number = |from: &NumberRef| u32::try_from(sight.number_of(from)?).ok();
    // Where one is not known nobody knows how many were fired; then somebody counts.
    let out = match (back, held) {
        (None, None) => None,
        (Some(back), None) => number(back).map(|back| Out { back, held: 0 }),
        (None, Some(held)) => number(held).map(|held| Out { back: 0, held }),
        (Some(back), Some(held)) => {
            number(back).zip(number(held)).map(|(back, held)| Out { back, held })
        }
    };
    let who = |role: &Option<RoleIx>| role.and_then(|role| sight.holder(role));
    let item = sight.item_id(*item)?;
    Some(Demand::Move { item, act: *act, from: who(from), to: who(to), out })
}
