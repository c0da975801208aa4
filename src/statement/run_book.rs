//! A run as a sign-off tells it: who held which role, what was answered, passed over, withdrawn and stopped.

use std::sync::Arc;

use super::away::Stretches;
use super::list_book::SignedDeviation;
use super::row::RunCount;
use crate::event::{
    Answered, Event, Passed, RunRole, RunStarted, StopRaised, StopSettled, Withdrawn, Witness,
};
use crate::terms::{StepPath, StopId, UtcMillis};

/// One run so far.
#[derive(Clone, Debug)]
pub(super) struct RunBook {
    pub(super) started: RunStarted,
    pub(super) deviations: Vec<SignedDeviation>,
    pub(super) roles: Vec<Witness>,
    pub(super) steps: Vec<Step>,
    pub(super) stops: Vec<Stop>,
    /// The lines that tell of it.
    pub(super) stretches: Stretches,
    /// How often it was put away and told again.
    pub(super) recalls: u8,
}

/// A step that was answered or passed over.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) at: UtcMillis,
    pub(super) what: StepWhat,
    pub(super) withdrawn: bool,
}

/// What became of a step.
#[derive(Clone, Debug)]
pub(super) enum StepWhat {
    Answered(Arc<Answered>),
    /// Its condition was not met, and it was not asked.
    NotAsked(StepPath),
}

impl Step {
    pub(super) fn path(&self) -> &StepPath {
        match &self.what {
            StepWhat::Answered(answer) => &answer.step,
            StepWhat::NotAsked(step) => step,
        }
    }

    fn answer(&self) -> Option<&Answered> {
        match &self.what {
            StepWhat::Answered(answer) => Some(answer),
            StepWhat::NotAsked(_) => None,
        }
    }
}

/// A stop of the run.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    pub(super) stop: StopId,
    pub(super) rule: Option<String>,
    pub(super) at: UtcMillis,
    pub(super) say: String,
    pub(super) settled: Option<(UtcMillis, StopSettled)>,
}

impl RunBook {
    pub(super) fn new(started: &RunStarted, deviations: Vec<SignedDeviation>) -> Self {
        Self {
            started: started.clone(),
            deviations,
            roles: started.roles.clone(),
            steps: Vec::new(),
            stops: Vec::new(),
            stretches: Stretches::default(),
            recalls: 0,
        }
    }

    /// Whether a sign-off tells of this event of a run.
    pub(super) fn tells_of(event: &Event) -> bool {
        matches!(
            event,
            Event::RunStarted(_)
                | Event::RunRole(_)
                | Event::RunAnswered(_)
                | Event::RunPassed(_)
                | Event::RunWithdrawn(_)
                | Event::StopRaised(_)
        )
    }

    /// Takes an event that is about this run.
    pub(super) fn feed(&mut self, at: UtcMillis, event: &Event) {
        if let Event::RunRole(e) = event {
            self.bind(e);
        } else if let Event::RunAnswered(e) = event {
            self.answer(at, e);
        } else if let Event::RunPassed(e) = event {
            self.pass(at, e);
        } else if let Event::RunWithdrawn(e) = event {
            self.withdraw(e);
        } else if let Event::StopRaised(e) = event {
            self.stop(at, e);
        }
    }

    pub(super) fn settle(&mut self, at: UtcMillis, settled: &StopSettled) {
        if let Some(stop) = self.stops.iter_mut().find(|stop| stop.stop == settled.stop) {
            stop.settled = Some((at, settled.clone()));
        }
    }

    pub(super) fn count(&self) -> RunCount {
        let answers = self.steps.iter().filter(|step| step.answer().is_some());
        let withdrawn = answers.clone().filter(|step| step.withdrawn).count();
        RunCount {
            run: self.started.run,
            answers: answers.count() - withdrawn,
            withdrawn,
            stops: self.stops.len(),
        }
    }

    /// The holder now stands where the first holder of the role stood.
    fn bind(&mut self, bound: &RunRole) {
        let place = self.roles.iter().position(|one| one.role == bound.role);
        self.roles.retain(|one| one.role != bound.role);
        let holder = Witness { role: bound.role.clone(), person: bound.person };
        self.roles.insert(place.unwrap_or(self.roles.len()).min(self.roles.len()), holder);
    }

    fn answer(&mut self, at: UtcMillis, e: &Arc<Answered>) {
        self.drop_passed(&e.step);
        let what = StepWhat::Answered(Arc::clone(e));
        self.steps.push(Step { at, what, withdrawn: false });
    }

    fn pass(&mut self, at: UtcMillis, e: &Passed) {
        self.drop_passed(&e.step);
        let what = StepWhat::NotAsked(e.step.clone());
        self.steps.push(Step { at, what, withdrawn: false });
    }

    fn withdraw(&mut self, e: &Withdrawn) {
        let found = self.steps.iter_mut().find(|one| {
            one.answer().is_some_and(|answer| answer.n == e.n && answer.step == e.step)
        });
        match found {
            Some(step) => step.withdrawn = true,
            None => self.drop_passed(&e.step),
        }
    }

    /// A step that was passed over and is now asked, or passed over again, is no longer passed over there.
    fn drop_passed(&mut self, step: &StepPath) {
        self.steps.retain(|one| one.answer().is_some() || one.path() != step);
    }

    fn stop(&mut self, at: UtcMillis, e: &StopRaised) {
        self.stops.push(Stop {
            stop: e.stop,
            rule: e.rule.clone(),
            at,
            say: e.say.clone(),
            settled: None,
        });
    }
}
