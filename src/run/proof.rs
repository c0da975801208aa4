//! Questions drawn at random about what was seen before in this run: only somebody who looked can answer.

use super::answer::{Answer, Question};
use super::cursor::{At, Cursor, cursor};
use super::engine::{Outcome, When};
use super::facts::Facts;
use super::sight::{Naming, Sight};
use super::state::{Given, Run};
use crate::checklist::{Checklist, Kind, Step, StepIx};
use crate::event::{Answered, Event, RunDrawn, Withdrawn, WithdrawnWhy};
use crate::terms::StepPath;

/// Whole numbers beyond this are not written in lines.
const SEEDS: u64 = 1 << 53;

/// Whether a step asks for a proof that this run does not ask for: a live run away from the bench, one entered from a
/// card, or one in which nothing was chosen that could be asked about.
pub(super) fn is_left_out(sight: &Sight<'_>, step: &Step) -> bool {
    let Kind::Proof { from, bench, .. } = &step.kind else { return false };
    let asked = sight.facts.drill || *bench;
    !asked || sight.run.is_recorded_after() || eligible(sight, from).is_empty()
}

/// The standing answers that can be asked about, in order of entry.
fn eligible<'a>(sight: &Sight<'a>, from: &[StepIx]) -> Vec<&'a Given> {
    let is_asked_about =
        |given: &&Given| sight.find(&given.said.step).is_some_and(|(ix, _)| from.contains(&ix));
    sight.run.standing().filter(is_asked_about).collect()
}

/// The draw for the proof that the run now stands at, unless it was drawn before.
pub(super) fn draw(run: &Run, list: &Checklist, facts: &Facts, when: When<'_>) -> Option<Event> {
    let sight = Sight { run, list, facts, now: when.now, instance: None };
    let Cursor::At(at) = cursor(&sight) else { return None };
    drawn(&sight, list.step(at.ix)?, &at.path, when.seed).map(Event::RunDrawn)
}

/// The draw asked for by hand, where the run came to the proof by another way than an answer.
pub(super) fn draw_now(
    sight: &Sight<'_>,
    step: &Step,
    at: &At,
    answer: &Answer,
    when: When<'_>,
) -> Option<Outcome> {
    let Answer::Done = answer else { return None };
    let drawn = drawn(sight, step, &at.path, when.seed)?;
    Some(Outcome { events: vec![Event::RunDrawn(drawn)], demands: Vec::new(), after: Vec::new() })
}

fn drawn(sight: &Sight<'_>, step: &Step, path: &StepPath, seed: u64) -> Option<RunDrawn> {
    let Kind::Proof { pick, from, .. } = &step.kind else { return None };
    if sight.run.drawn_at(path).is_some() {
        return None;
    }
    let seed = seed % SEEDS;
    let mut left = eligible(sight, from);
    let mut state = seed;
    let mut picked = Vec::new();
    while picked.len() < *pick && !left.is_empty() {
        let many = u64::try_from(left.len()).unwrap_or(u64::MAX);
        let which = usize::try_from(next(&mut state) % many).unwrap_or(0);
        let given = left.swap_remove(which);
        picked.push(given.said.step.to_string());
    }
    Some(RunDrawn { run: sight.run.id(), step: path.clone(), seed, picked })
}

/// The next of a row of numbers that a seed gives (`splitmix64`): the same row for the same seed, for ever.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The questions of the proof at `path`; none while they are not drawn.
pub(super) fn questions(sight: &Sight<'_>, path: &StepPath) -> Vec<Question> {
    let picked = sight.run.drawn_at(path).unwrap_or_default();
    picked.iter().filter_map(|step| question(sight, step)).collect()
}

fn question(sight: &Sight<'_>, step: &StepPath) -> Option<Question> {
    let given = sight.run.answer_to(step)?;
    let (_, asked) = sight.find(step)?;
    let Kind::Choose { of, .. } = &asked.kind else { return None };
    let there = sight.within(step.instance());
    let mut words: Vec<String> =
        there.offered(of, Naming::Recorded).into_iter().map(|(_, words)| words).collect();
    // What was said then stays among the answers, whatever became of its condition since.
    let said = given.said.replies.first().map(|reply| &reply.said);
    words.extend(said.filter(|said| !words.contains(said)).cloned());
    Some(Question { step: step.clone(), words: given.said.asked.clone(), of: words })
}

/// What a wrong answer to a proof withdraws: everything from the step on that it goes back to.
pub(super) fn wrong(sight: &Sight<'_>, step: &Step, answered: &Answered) -> Vec<Withdrawn> {
    let Kind::Proof { on_fail, .. } = &step.kind else { return Vec::new() };
    let picked = sight.run.drawn_at(&answered.step).unwrap_or_default();
    let known = |path: &StepPath| {
        sight.run.answer_to(path).and_then(|given| given.said.replies.first()).map(|one| &one.said)
    };
    let right = picked.len() == answered.replies.len()
        && picked
            .iter()
            .zip(&answered.replies)
            .all(|(path, reply)| known(path) == Some(&reply.said));
    if right {
        return Vec::new();
    }
    let is_behind = |given: &&Given| {
        sight.find(&given.said.step).is_some_and(|(ix, _)| ix.top() >= on_fail.top())
    };
    let withdrawn = sight.run.standing().filter(is_behind).map(|given| Withdrawn {
        run: sight.run.id(),
        step: given.said.step.clone(),
        n: given.said.n,
        why: WithdrawnWhy::Redo,
    });
    withdrawn.collect()
}
