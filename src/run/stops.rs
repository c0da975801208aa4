//! Which stops an answer fires, and what settling them withdraws: armed, fail closed, latched.

use super::cursor::{At, Cursor, cursor};
use super::facts::Demand;
use super::sight::Sight;
use super::state::{Doubt, Given, Run};
use crate::checklist::{
    Checklist, Compare, Condition, NumberRef, Step, StepIx, Stop, StopWhen, Truth,
};
use crate::event::{Withdrawn, WithdrawnWhy};
use crate::terms::{Role, StepPath};

/// The stops that the answer just given at `at` fires.
pub(super) fn fired(sight: &Sight<'_>, at: &At) -> Vec<Demand> {
    let fires = |stop: &&Stop| match &stop.when {
        StopWhen::Always(when) => sight.truth(when) == Truth::True,
        StopWhen::At(armed, when) => {
            let here = sight.within(at.path.instance());
            let exactly = armed.contains(&at.ix);
            let repeat = at.ix.inner().is_some()
                && armed.iter().any(|ix| ix.inner().is_none() && ix.top() == at.ix.top());
            let over_nothing = at.passing.iter().any(|path| passed_for_nothing(sight, path, armed));
            if exactly || over_nothing || (repeat && is_last_of_repeat(sight, at)) {
                here.truth(when) != Truth::False
            } else {
                repeat && is_early(when) && here.truth(when) == Truth::True
            }
        }
    };
    sight.list.stops.iter().filter(fires).map(|stop| raise(sight, stop)).collect()
}

/// The stops of repeats over nothing that are passed over on the way to where no answer judges them.
pub(super) fn fired_in_passing(sight: &Sight<'_>, passing: &[StepPath]) -> Vec<Demand> {
    let fires = |stop: &&Stop| match &stop.when {
        StopWhen::Always(_) => false,
        StopWhen::At(armed, when) => {
            passing.iter().any(|path| passed_for_nothing(sight, path, armed))
                && sight.truth(when) != Truth::False
        }
    };
    sight.list.stops.iter().filter(fires).map(|stop| raise(sight, stop)).collect()
}

fn raise(sight: &Sight<'_>, stop: &Stop) -> Demand {
    Demand::Raise { rule: stop.id.clone(), say: sight.record(&stop.say), alarm: stop.alarm }
}

/// Whether a step that is passed over is a repeat over nothing at which a stop is armed: what it counts is known, so this
/// is the moment at which that is judged.
fn passed_for_nothing(sight: &Sight<'_>, path: &StepPath, armed: &[StepIx]) -> bool {
    let applies =
        |step: &Step| step.when.as_ref().is_none_or(|when| sight.truth(&when.0) != Truth::False);
    sight.find(path).is_some_and(|(ix, step)| {
        armed.contains(&ix) && sight.goes_over_nothing(step) && applies(step)
    })
}

/// Whether nothing of the repeat that `at` lies in is left to answer.
pub(super) fn is_last_of_repeat(sight: &Sight<'_>, at: &At) -> bool {
    match cursor(&sight.within(None)) {
        Cursor::At(next) => next.ix.top() != at.ix.top(),
        Cursor::Finished { .. } => true,
        Cursor::Unknown { .. } => false,
    }
}

/// Whether a condition can only become true, never untrue again, while a repeat goes on: "more than n so far".
fn is_early(condition: &Condition) -> bool {
    match condition {
        Condition::Number(
            NumberRef::Tally(..),
            Compare::Gt | Compare::Ge,
            NumberRef::Literal(_),
        ) => true,
        Condition::Raised(_) => true,
        Condition::All(all) | Condition::Any(all) => all.iter().all(is_early),
        Condition::Number(..)
        | Condition::Text(..)
        | Condition::OneOf(..)
        | Condition::KnownNumber(_)
        | Condition::KnownText(_)
        | Condition::Older(..)
        | Condition::Bound(_)
        | Condition::Not(_) => false,
    }
}

impl Run {
    /// The roles of this run's list that settle a stop of it.
    #[must_use]
    pub fn clearers(list: &Checklist, rule: &str) -> Vec<Role> {
        let stop = list.stops.iter().find(|stop| stop.id.to_string() == rule);
        let roles = stop.into_iter().flat_map(|stop| &stop.clearing.by);
        roles.filter_map(|ix| list.role(*ix)).map(|role| role.role.clone()).collect()
    }

    /// The withdrawal of what stands at a step at the top of the list and after it, to be done again.
    #[must_use]
    pub fn redo(&self, step: &StepPath) -> Vec<Withdrawn> {
        let first = self.standing().position(|given| given.said.step.head() == step.head());
        let from = first.unwrap_or(usize::MAX);
        let withdrawn = self.standing().skip(from).map(|given| Withdrawn {
            run: self.id(),
            step: given.said.step.clone(),
            n: given.said.n,
            why: WithdrawnWhy::Redo,
        });
        withdrawn.collect()
    }

    /// The withdrawal of what rests on whoever held a role: from the first step on in which the role took part.
    #[must_use]
    pub fn again_without(&self, list: &Checklist, role: &Role) -> Vec<Withdrawn> {
        let by = |given: &Given| {
            let replied = given.said.replies.iter().any(|reply| reply.role.as_ref() == Some(role));
            let top = list.steps.iter().find(|step| given.said.step.is_in(&step.path));
            let inner = top.and_then(|top| {
                top.kind.inside().iter().find(|inner| inner.path.leaf() == given.said.step.leaf())
            });
            let people = top.into_iter().chain(inner).flat_map(Step::people);
            let mut people = people.filter_map(|ix| list.role(ix));
            replied || people.any(|one| one.role == *role)
        };
        self.standing()
            .find(|given| by(given))
            .map_or_else(Vec::new, |first| self.redo(&first.said.step))
    }

    /// The withdrawal of everything that stands: the run begins again at its first step.
    #[must_use]
    pub fn begin_again(&self) -> Vec<Withdrawn> {
        let withdrawn = self.standing().map(|given| Withdrawn {
            run: self.id(),
            step: given.said.step.clone(),
            n: given.said.n,
            why: WithdrawnWhy::Redo,
        });
        withdrawn.collect()
    }

    /// Where the run goes on once the last stop is settled, and the answers that are withdrawn: everything from the
    /// earliest restart on. A STOP that is none of its own restarts a run that declares something at the step that did; where
    /// none did yet, or where it is about an item of the run, everything is looked at again.
    #[must_use]
    pub fn restart(&self, list: &Checklist) -> (Option<StepPath>, Vec<Withdrawn>) {
        let of_rule = |rule: &str| {
            let stop = list.stops.iter().find(|stop| stop.id.to_string() == rule);
            stop.map_or(0, |stop| stop.clearing.restart.top())
        };
        let owed = self.restarts_owed().map(|rule| rule.map_or(0, of_rule));
        let declared = list.steps.iter().position(|step| {
            step.declares.is_some()
                && self.standing().any(|given| {
                    given.said.step.is_in(&step.path) && self.declared_at(&given.said.step)
                })
        });
        let again = self.doubted().is_some_and(|doubt| match doubt {
            Doubt::Item => true,
            Doubt::Everything => declared.is_none(),
        });
        let again = again && list.declares() && !self.is_recorded_after();
        let Some(from) = owed.chain(declared).chain(again.then_some(0)).min() else {
            return (None, Vec::new());
        };
        let place = |given: &StepPath| {
            list.steps.iter().position(|step| given.is_in(&step.path)).unwrap_or(0)
        };
        let withdrawn =
            self.standing().filter(|given| place(&given.said.step) >= from).map(|given| {
                Withdrawn {
                    run: self.id(),
                    step: given.said.step.clone(),
                    n: given.said.n,
                    why: WithdrawnWhy::Restart,
                }
            });
        (list.steps.get(from).map(|step| step.path.clone()), withdrawn.collect())
    }
}
