//! The one answer to a step after which nothing stops, nothing rests and nothing is raised, where there is only one.

use super::answer::{Answer, Sealed, Ticked};
use super::cursor::{Cursor, cursor};
use super::engine::When;
use super::facts::{Demand, Facts};
use super::sight::{Naming, Sight};
use super::state::Run;
use crate::checklist::{Checklist, Choice, Kind, RoleIx, TextRef};
use crate::event::Shown;

/// A count that can be more than this is written down, and nothing is expected of it.
const MOST: i64 = 60;

impl Run {
    /// What is said at the step that the run stands at where all is as the list wants it; `None` where more than one answer
    /// is, or where only whoever was there knows.
    ///
    /// The list is asked, not a rule of ours: each answer is tried, and one that the engine stops on, refuses, or hears as a
    /// doubt is none of them.
    #[must_use]
    pub fn expected(&self, list: &Checklist, facts: &Facts, when: When<'_>) -> Option<Ticked> {
        let sight = Sight { run: self, list, facts, now: when.now, instance: None };
        let Cursor::At(at) = cursor(&sight) else { return None };
        let step = list.step(at.ix)?;
        let here = sight.within(at.path.instance());
        let clean = |answer: &Answer| {
            let outcome = self.answer(list, facts, &at.path, answer, when, false);
            outcome.is_ok_and(|outcome| !outcome.demands.iter().any(is_doubt))
        };
        let one_of = |choices: &[Choice]| {
            let offered = here.offered(choices, Naming::Recorded).into_iter().enumerate();
            let usual =
                offered.filter(|(_, (choice, _))| choice.raise.is_none() && choice.rests.is_none());
            only(usual.map(|(at, _)| Answer::Choice(at)).filter(|one| clean(one)))
        };
        let read = |against: &TextRef| here.text_of(against).map(Answer::Text);
        let answer = match &step.kind {
            Kind::Say { .. } | Kind::Confirm { .. } | Kind::Custody { .. } => Some(Answer::Done),
            Kind::Sign { .. } => Some(Answer::Witnessed),
            Kind::Wait { lasts, .. } => Some(Answer::Waited(*lasts)),
            Kind::Challenge { expect, .. } => one_of(expect),
            Kind::Choose { of, .. } => one_of(of),
            Kind::Count { min, max, .. } if max.saturating_sub(*min) <= MOST => {
                only((*min..=*max).map(Answer::Number).filter(|one| clean(one)))
            }
            Kind::BlindCount { max, .. } if *max <= MOST => {
                let both = |n: &i64| clean(&Answer::Blind(Sealed::new(*n), Sealed::new(*n)));
                let found = only((0..=*max).filter(both))?;
                return Some(Ticked::Counted(found, found));
            }
            Kind::Match { against, .. } => read(against),
            Kind::Scan { against: Some((against, _)), .. } => read(against),
            Kind::Show { item, to, .. } => {
                let item = here.item(*item)?;
                let still = to.iter().filter(|ix| !here.has_looked(item, **ix));
                return Some(Ticked::Shown(still.filter_map(|ix| named(&here, *ix)).collect()));
            }
            Kind::Count { .. }
            | Kind::BlindCount { .. }
            | Kind::Scan { against: None, .. }
            | Kind::ChooseMany { .. }
            | Kind::Measure { .. }
            | Kind::Photo { .. }
            | Kind::Attach { .. }
            | Kind::Proof { .. }
            | Kind::Text { .. }
            | Kind::Each { .. } => None,
        };
        answer.map(Ticked::Answer)
    }
}

/// Whoever holds a role, as somebody who looked; nobody stands for a role that nobody holds.
fn named(sight: &Sight<'_>, ix: RoleIx) -> Option<Shown> {
    let person = sight.holder(ix)?;
    Some(Shown { role: sight.list.role(ix)?.role.clone(), person: Some(person) })
}

fn is_doubt(demand: &Demand) -> bool {
    match demand {
        Demand::Raise { .. } | Demand::Rest { .. } => true,
        Demand::Declare(_) | Demand::Move { .. } => false,
    }
}

/// The only one, where there is one and no second.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}
