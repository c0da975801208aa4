//! What a list does to things: whether it declares, what it moves, and what it puts in MISFIRE HOLD as it begins.

use super::model::{Checklist, InputIx};
use super::step::{DeclaredState, Declares, Kind, Step};

impl Checklist {
    /// Whether any step of it declares something.
    #[must_use]
    pub fn declares(&self) -> bool {
        self.every_step().any(|step| step.declares.is_some())
    }

    /// Whether everything that it declares is of blanks in a gun.
    #[must_use]
    pub fn declares_blanks_alone(&self) -> bool {
        let of_blanks = |declares: &Declares| match &declares.state {
            DeclaredState::Exactly { condition, .. } => condition.is_of_blanks(),
            DeclaredState::AsBefore => false,
        };
        let mut declared = self.every_step().filter_map(|step| step.declares.as_ref()).peekable();
        declared.peek().is_some() && declared.all(of_blanks)
    }

    /// Whether it may begin and go on while a STOP stands: it declares nothing, and moves something only in a way that no
    /// STOP refuses. What it says is then recorded, as everything is that happened.
    #[must_use]
    pub fn goes_on_under_stop(&self) -> bool {
        let calm = |step: &Step| match &step.kind {
            Kind::Custody { act, .. } => act.is_never_refused(),
            Kind::Say { .. }
            | Kind::Challenge { .. }
            | Kind::Confirm { .. }
            | Kind::Choose { .. }
            | Kind::ChooseMany { .. }
            | Kind::Count { .. }
            | Kind::BlindCount { .. }
            | Kind::Measure { .. }
            | Kind::Match { .. }
            | Kind::Text { .. }
            | Kind::Photo { .. }
            | Kind::Attach { .. }
            | Kind::Scan { .. }
            | Kind::Each { .. }
            | Kind::Proof { .. }
            | Kind::Wait { .. }
            | Kind::Show { .. }
            | Kind::Sign { .. } => true,
        };
        !self.declares() && self.every_step().all(calm)
    }

    /// What is in MISFIRE HOLD from the beginning of a run of it, whichever of its waits applies then.
    #[must_use]
    pub fn holds(&self) -> Vec<InputIx> {
        let mut held: Vec<InputIx> = self.every_step().filter_map(held_by).collect();
        held.sort_unstable();
        held.dedup();
        held
    }

    /// The steps of the list, and those of its repeats.
    pub(super) fn every_step(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().flat_map(|step| std::iter::once(step).chain(step.kind.inside()))
    }
}

fn held_by(step: &Step) -> Option<InputIx> {
    if let Kind::Wait { holds, .. } = &step.kind { *holds } else { None }
}
