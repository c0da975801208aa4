//! What is in a gun whatever it is called meanwhile: being set apart hides neither a shot nor a misfire, and an unload
//! does not bring back what was set apart.

use super::{Item, What};
use crate::terms::{Act, Condition, Millis, RunId, Stamp};

/// The code of a condition that an unload made so.
pub(in crate::custody) const UNLOADED: &str = "unloaded";

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

impl Item {
    /// How long before `at` it may last have had something to fire in it, by the record; `None` where it never had. What
    /// `besides` declared does not count, so that a run that loads it asks about the shot before. Where no unload is
    /// recorded it may have it still, and that is no time at all.
    #[must_use]
    pub fn since_loaded(&self, besides: RunId, at: &Stamp) -> Option<Millis> {
        let mut inside = false;
        let mut newest: Option<&Stamp> = None;
        for past in &self.history {
            let told = Told::of(&past.what, Some(besides));
            inside |= told == Told::Loaded;
            if inside {
                newest = Some(&past.at.at);
            }
            inside &= told != Told::Empty;
        }
        newest.map(|newest| if inside { 0 } else { passed(newest, at) })
    }

    /// Whether something to fire may be in it still by the record, whatever it is called meanwhile.
    #[must_use]
    pub fn may_be_loaded(&self) -> bool {
        self.history.iter().fold(false, |inside, past| match Told::of(&past.what, None) {
            Told::Loaded => true,
            Told::Empty => false,
            Told::Nothing => inside,
        })
    }
}

/// What a line of the custody list says of something to fire in a gun.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Told {
    Loaded,
    Empty,
    Nothing,
}

impl Told {
    fn of(what: &What, besides: Option<RunId>) -> Self {
        match what {
            What::Declared { run: Some(run), .. } if besides == Some(*run) => Self::Nothing,
            What::Declared { state, .. } if fires(state.condition) => Self::Loaded,
            // What a card says was so at another time.
            What::Declared { card: Some(_), .. } => Self::Nothing,
            What::Declared { .. } => Self::Empty,
            What::Condition { state, .. } if fires(state.condition) => Self::Loaded,
            What::Condition { why, .. } if why == UNLOADED => Self::Empty,
            What::Moved { act: Act::Unload | Act::MakeSafe, card: None, .. } => Self::Empty,
            What::Added
            | What::Shown { .. }
            | What::Offered { .. }
            | What::Moved { .. }
            | What::Condition { .. }
            | What::Unverified(_) => Self::Nothing,
        }
    }
}

/// Whether something to fire is or was in it.
fn fires(condition: Condition) -> bool {
    match condition {
        Condition::FiredNotCleared
        | Condition::MisfireHold
        | Condition::Hot
        | Condition::LoadedChamberEmpty => true,
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::Quarantine
        | Condition::Inert
        | Condition::GasFlash => false,
    }
}

/// The time between two stamps by the clock that nobody sets; by the other one only across another start of the machine.
fn passed(from: &Stamp, to: &Stamp) -> Millis {
    if to.boot.same(&from.boot) {
        to.up.saturating_sub(from.up)
    } else {
        to.wall.millis().saturating_sub(from.wall.millis()).max(0).unsigned_abs()
    }
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
        if fires(condition) {
            self.inside = Some(condition);
        } else if condition == Condition::Quarantine {
            self.apart = true;
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
