//! What is in a gun whatever it is called meanwhile: being set apart hides neither a shot nor a misfire, and an unload
//! does not bring back what was set apart.

use super::{Item, What};
use crate::terms::Condition;

/// The code of a condition that an unload made so.
pub(super) const UNLOADED: &str = "unloaded";

/// The code of a condition that a release made so.
pub(super) const RELEASED: &str = "released";

/// What only an unload ends, and what only a release does.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Hazard {
    /// What was left in it.
    pub(super) inside: Option<Condition>,
    /// Whether it is set apart.
    pub(super) apart: bool,
}

impl Hazard {
    /// What follows from the changes of condition so far.
    pub(super) fn of(item: &Item) -> Self {
        let mut hazard = Self::default();
        for past in &item.history {
            if let What::Condition { state, why } = &past.what {
                hazard.take(state.condition, why);
            }
        }
        hazard
    }

    fn take(&mut self, condition: Condition, why: &str) {
        if why == UNLOADED {
            self.inside = None;
        }
        if why == RELEASED {
            self.apart = false;
        }
        match condition {
            Condition::Quarantine => self.apart = true,
            Condition::FiredNotCleared
            | Condition::MisfireHold
            | Condition::Hot
            | Condition::LoadedChamberEmpty => self.inside = Some(condition),
            Condition::Unverified
            | Condition::EmptyShownClear
            | Condition::DummiesProven
            | Condition::Inert
            | Condition::GasFlash => {}
        }
    }

    /// The condition after an unload.
    pub(super) fn unloaded(self) -> Condition {
        if self.apart { Condition::Quarantine } else { Condition::Unverified }
    }

    /// The condition after a release.
    pub(super) fn released(self) -> Condition {
        self.inside.unwrap_or(Condition::Unverified)
    }
}
