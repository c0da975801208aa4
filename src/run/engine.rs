//! What an answer does: the events that it becomes in one line, and what it asks of the rest.

use std::sync::Arc;

use super::advance::{advance, moving, passes};
use super::answer::Answer;
use super::cursor::{At, Cursor, cursor};
use super::declaring::declaration;
use super::facts::{Declaring, Demand, Facts};
use super::parts;
use super::proof;
use super::refusal::Refusal;
use super::reply::replies;
use super::sight::Sight;
use super::state::Run;
use super::stops;
use crate::checklist::{Checklist, DeclaredState, Input, InputIx, Kind, Step, TextRef, Truth};
use crate::event::{Answered, Event};
use crate::terms::{ItemId, PersonId, Stamp, StepPath, UtcMillis};

/// What an answer becomes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// The run's own events, in order.
    pub events: Vec<Event>,
    /// What it asks of the rest, in order; `production` settles all or refuses the answer.
    pub demands: Vec<Demand>,
    /// The steps of the list's end that the answer led to: passes, joined moves, the end of the run.
    pub after: Vec<Event>,
}

/// When an answer was given.
#[derive(Clone, Copy, Debug)]
pub struct When<'a> {
    /// Now.
    pub now: &'a Stamp,
    /// When the step came up on the screen, where that is known.
    pub opened: Option<&'a Stamp>,
    /// When, as claimed afterwards.
    pub claimed: Option<UtcMillis>,
    /// Random bits, for what is drawn.
    pub seed: u64,
}

impl Run {
    /// What answering `step` would do.
    ///
    /// With `sign_first` a declaration waits for signatures: the answer is recorded, and nothing follows from it yet.
    ///
    /// # Errors
    ///
    /// When the run does not stand at that step, or the answer does not fit it.
    pub fn answer(
        &self,
        list: &Checklist,
        facts: &Facts,
        step: &StepPath,
        answer: &Answer,
        when: When<'_>,
        sign_first: bool,
    ) -> Result<Outcome, Refusal> {
        if !self.is_open() {
            return Err(Refusal::Over);
        }
        if self.stops().next().is_some() {
            return Err(Refusal::Stopped);
        }
        if self.held().is_some() {
            return Err(Refusal::Interrupted);
        }
        if sign_first && self.awaits_signing(list, facts, when.now).is_some() {
            return Err(Refusal::SignFirst);
        }
        let sight = Sight { run: self, list, facts, now: when.now, instance: None };
        let at = match cursor(&sight) {
            Cursor::At(at) => at,
            Cursor::Finished { .. } => return Err(Refusal::Over),
            Cursor::Unknown { step } => return Err(Refusal::PartsUnknown { step }),
        };
        if at.path != *step {
            return Err(Refusal::NotNext { next: at.path });
        }
        let Some(asked_step) = list.step(at.ix) else {
            return Err(Refusal::PartsUnknown { step: at.path });
        };
        if let Some(named) = parts::name(&sight, asked_step, &at, answer, when)? {
            return Ok(named);
        }
        if let Some(drawn) = proof::draw_now(&sight, asked_step, &at, answer, when) {
            return Ok(drawn);
        }
        let here = sight.within(at.path.instance());
        let (asked, given) = replies(&here, asked_step, &at, answer)?;
        let fast = match (asked_step.dwell, when.opened.and_then(|opened| when.now.lasted(opened)))
        {
            (Some(dwell), Some(took)) if took < dwell.floor && dwell.block => {
                return Err(Refusal::TooFast);
            }
            (Some(dwell), Some(took)) => took < dwell.floor,
            (_, _) => false,
        };
        let asker = asked_step.by.and_then(|by| list.role(by)).map(|role| role.role.clone());
        let asker = asker.filter(|_| asked_step.to.is_some());
        let n = self.attempts(step).saturating_add(1);
        let answered = Arc::new(Answered {
            run: self.id(),
            step: step.clone(),
            n,
            asker,
            asked,
            replies: given,
            fast,
            at: when.claimed,
        });

        let mut events = passes(self, &at.passing);
        let mut next = self.clone();
        for step in &at.passing {
            next.pass(step);
        }
        // The run is open, so this cannot fail.
        next.answered(&answered, when.now).ok().ok_or(Refusal::Over)?;
        events.push(Event::RunAnswered(Arc::clone(&answered)));
        let after_it = Sight { run: &next, ..sight };

        let fired = stops::fired(&after_it, &at);
        let resting = after_it.chosen(step, &answered.replies).filter_map(|choice| {
            let item = after_it.item_id(choice.rests?)?;
            let why = here.record(&choice.words);
            Some(Demand::Rest { item, why })
        });
        let resting: Vec<Demand> = resting.collect();
        let wrong = proof::wrong(&after_it, asked_step, &answered);
        if !fired.is_empty() || !wrong.is_empty() {
            events.extend(wrong.into_iter().map(Event::RunWithdrawn));
            let demands = fired.into_iter().chain(resting).collect();
            return Ok(Outcome { events, demands, after: Vec::new() });
        }
        if let Some(against) = known(&asked_step.kind)
            && here.text_of(against).as_deref()
                != answered.replies.first().map(|reply| reply.said.as_str())
        {
            return Err(Refusal::Differs);
        }
        let mut demands = resting;
        if let Kind::Custody { .. } = &asked_step.kind {
            demands.extend(moving(&here, asked_step));
        }
        let (after, moves) = match declaration(&after_it, &at)? {
            Some(declaring) => {
                let told = facts.after(&declaring);
                demands.push(Demand::Declare(declaring));
                if sign_first && !self.is_recorded_after() {
                    return Ok(Outcome { events, demands, after: Vec::new() });
                }
                advance(&mut next, list, &told, when)
            }
            None => advance(&mut next, list, facts, when),
        };
        demands.extend(moves);
        Ok(Outcome { events, demands, after })
    }

    /// What follows once the witnesses have signed what is declared: passes, joined moves, and the end of the run.
    #[must_use]
    pub fn go_on(
        &self,
        list: &Checklist,
        facts: &Facts,
        signed: &Declaring,
        now: &Stamp,
        seed: u64,
    ) -> (Vec<Event>, Vec<Demand>) {
        let when = When { now, opened: None, claimed: None, seed };
        advance(&mut self.clone(), list, &facts.after(signed), when)
    }

    /// The step whose declaration waits for signatures, what it declares, and when it was seen. A run from a paper card
    /// waits for none: nothing is ever declared from it.
    #[must_use]
    pub fn awaits_signing(
        &self,
        list: &Checklist,
        facts: &Facts,
        now: &Stamp,
    ) -> Option<(StepPath, Declaring, Stamp)> {
        if !self.is_open() || self.is_recorded_after() || self.stops().next().is_some() {
            return None;
        }
        let sight = Sight { run: self, list, facts, now, instance: None };
        list.steps.iter().filter(|step| step.declares.is_some()).find_map(|step| {
            let path = step.path.clone();
            let seen = match &step.kind {
                Kind::Each { .. } => {
                    self.standing().rfind(|given| given.said.step.is_in(&step.path))?
                }
                Kind::Say { .. }
                | Kind::Challenge { .. }
                | Kind::Confirm { .. }
                | Kind::Choose { .. }
                | Kind::ChooseMany { .. }
                | Kind::Measure { .. }
                | Kind::Scan { .. }
                | Kind::Photo { .. }
                | Kind::Attach { .. }
                | Kind::Proof { .. }
                | Kind::Count { .. }
                | Kind::BlindCount { .. }
                | Kind::Match { .. }
                | Kind::Text { .. }
                | Kind::Wait { .. }
                | Kind::Custody { .. }
                | Kind::Show { .. }
                | Kind::Sign { .. } => self.answer_to(&path)?,
            };
            if self.declared_at(&seen.said.step) {
                return None;
            }
            // Of a repeat its last part declares, and only once no part is left.
            let (ix, _) = sight.find(&seen.said.step)?;
            let at = At { ix, path: seen.said.step.clone(), part: None, passing: Vec::new() };
            let declaring = declaration(&sight, &at).ok().flatten()?;
            Some((path, declaring, seen.at.clone()))
        })
    }

    /// The step that the run stands at.
    #[must_use]
    pub fn next_path(&self, list: &Checklist, facts: &Facts, now: &Stamp) -> Option<StepPath> {
        match cursor(&Sight { run: self, list, facts, now, instance: None }) {
            Cursor::At(at) => Some(at.path),
            Cursor::Finished { .. } | Cursor::Unknown { .. } => None,
        }
    }

    /// What must be so for the run to begin and is not, or is not known: the list's own words.
    #[must_use]
    pub fn unmet(&self, list: &Checklist, facts: &Facts, now: &Stamp) -> Vec<String> {
        let sight = Sight { run: self, list, facts, now, instance: None };
        list.inputs.iter().filter_map(|input| unmet(&sight, input)).collect()
    }

    /// Whether what the list needs of one input is so; unknown is not yes.
    #[must_use]
    pub fn meets(&self, list: &Checklist, facts: &Facts, input: InputIx, now: &Stamp) -> bool {
        let sight = Sight { run: self, list, facts, now, instance: None };
        let input = list.inputs.get(input.position());
        input.is_some_and(|input| unmet(&sight, input).is_none())
    }

    /// The items that the list looks into anew: of which it declares something, or which its killer steps count and
    /// describe, without resting on a proof before it.
    #[must_use]
    pub fn looks_into(&self, list: &Checklist, facts: &Facts, now: &Stamp) -> Vec<ItemId> {
        let sight = Sight { run: self, list, facts, now, instance: None };
        let declares = list.steps.iter().filter_map(|step| step.declares.as_ref());
        let looks = list.steps.iter().any(|step| step.killer && step.kind.finds());
        let subject = list.subject().filter(|_| looks);
        let again = declares.clone().any(|one| matches!(one.state, DeclaredState::AsBefore));
        let looked_into = declares.map(|declares| declares.item).chain(subject);
        let mut items: Vec<ItemId> = looked_into
            .filter(|item| !again && !sight.rests_on_proof(*item))
            .filter_map(|item| sight.item_id(item))
            .collect();
        items.sort_unstable();
        items.dedup();
        items
    }

    /// Who answers a step, where somebody holds that role.
    #[must_use]
    pub fn answerer(&self, list: &Checklist, step: &StepPath) -> Option<PersonId> {
        let top = list.steps.iter().find(|one| step.is_in(&one.path))?;
        let inner = top.kind.inside().iter().find(|one| one.path.leaf() == step.leaf());
        let asked = inner.unwrap_or(top);
        self.holder(list.role(asked.to.or(asked.by)?)?.role.as_str())
    }

    /// The sentence that the witnesses of a step sign, where the list has one.
    #[must_use]
    pub fn meaning<'l>(list: &'l Checklist, step: &StepPath) -> Option<&'l str> {
        let step = list.steps.iter().find(|one| step.is_in(&one.path))?;
        match &step.kind {
            Kind::Sign { meaning, .. } => Some(meaning),
            Kind::Say { .. }
            | Kind::Challenge { .. }
            | Kind::Confirm { .. }
            | Kind::Choose { .. }
            | Kind::ChooseMany { .. }
            | Kind::Measure { .. }
            | Kind::Scan { .. }
            | Kind::Photo { .. }
            | Kind::Attach { .. }
            | Kind::Proof { .. }
            | Kind::Count { .. }
            | Kind::BlindCount { .. }
            | Kind::Match { .. }
            | Kind::Text { .. }
            | Kind::Each { .. }
            | Kind::Wait { .. }
            | Kind::Custody { .. }
            | Kind::Show { .. } => None,
        }
    }

    /// The steps at the top of the list that come after `step`.
    #[must_use]
    pub fn follows(list: &Checklist, step: &StepPath) -> Vec<StepPath> {
        let behind = list.steps.iter().skip_while(|one| !step.is_in(&one.path)).skip(1);
        behind.map(|one| one.path.clone()).collect()
    }

    /// Whether it has declared, and nothing that is left to answer or to sign declares.
    #[must_use]
    pub fn only_follows_up(&self, list: &Checklist, facts: &Facts, now: &Stamp) -> bool {
        let sight = Sight { run: self, list, facts, now, instance: None };
        let left = match cursor(&sight) {
            Cursor::At(at) => at.ix.top(),
            Cursor::Finished { .. } => list.steps.len(),
            Cursor::Unknown { .. } => return false,
        };
        let applies = |step: &Step| {
            step.when.as_ref().is_none_or(|when| sight.truth(&when.0) != Truth::False)
        };
        let declares = |step: &&Step| step.declares.is_some();
        let declared = list.steps.iter().filter(declares).any(|step| {
            let given = self.standing().rfind(|given| given.said.step.is_in(&step.path));
            given.is_some_and(|given| self.declared_at(&given.said.step))
        });
        declared
            && self.awaits_signing(list, facts, now).is_none()
            && !list.steps.iter().skip(left).filter(declares).any(applies)
    }

    /// Whether every step that applies is answered.
    #[must_use]
    pub fn is_finished(&self, list: &Checklist, facts: &Facts, now: &Stamp) -> bool {
        let sight = Sight { run: self, list, facts, now, instance: None };
        matches!(cursor(&sight), Cursor::Finished { .. })
    }
}

/// The list's own words for what it needs of an input, where that is not so or not known.
fn unmet(sight: &Sight<'_>, input: &Input) -> Option<String> {
    match input {
        Input::Item { needs: Some(needs), needs_words, .. }
            if sight.truth(needs) != Truth::True =>
        {
            Some(needs_words.clone())
        }
        Input::Item { .. } | Input::Pick { .. } | Input::Text { .. } | Input::Number { .. } => None,
    }
}

/// What an answer has to equal, known without anybody saying it.
fn known(kind: &Kind) -> Option<&TextRef> {
    match kind {
        Kind::Match { against, .. } | Kind::Scan { against: Some((against, _)), .. } => {
            Some(against)
        }
        Kind::Scan { against: None, .. }
        | Kind::Say { .. }
        | Kind::Challenge { .. }
        | Kind::Confirm { .. }
        | Kind::Choose { .. }
        | Kind::ChooseMany { .. }
        | Kind::Count { .. }
        | Kind::Measure { .. }
        | Kind::BlindCount { .. }
        | Kind::Text { .. }
        | Kind::Photo { .. }
        | Kind::Attach { .. }
        | Kind::Proof { .. }
        | Kind::Each { .. }
        | Kind::Wait { .. }
        | Kind::Custody { .. }
        | Kind::Show { .. }
        | Kind::Sign { .. } => None,
    }
}
