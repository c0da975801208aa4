//! What was done with one item, and what an exchange of checkpoints brought, as they are told.

use crate::event::{Forked, Met, Overwritten, Saw};
use crate::terms::{Act, Breach, ItemId, LogId, PersonId, Place, StoreId, UtcMillis};

/// What was done with one item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Moved {
    /// Which item.
    pub item: ItemId,
    /// What was done.
    pub act: Act,
    /// Who gave it.
    pub from: Option<PersonId>,
    /// Who has it now.
    pub to: Option<PersonId>,
    /// Where it is now, where the act alone does not say.
    pub place: Option<Place>,
    /// In which locked place.
    pub store: Option<StoreId>,
    /// Who watches it on the set.
    pub watch: Option<PersonId>,
    /// What the person at the keyboard says was against the rules.
    pub breach: Option<Breach>,
    /// Number of the paper card it was entered from.
    pub card: Option<u32>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

impl Moved {
    /// An act with nothing said about it but who.
    #[must_use]
    pub fn plain(item: ItemId, act: Act, from: Option<PersonId>, to: Option<PersonId>) -> Self {
        Self {
            item,
            act,
            from,
            to,
            place: None,
            store: None,
            watch: None,
            breach: None,
            card: None,
            at: None,
        }
    }
}

impl Moved {
    /// Whether it tells of a shot that nobody planned, as it happens; what a card tells is of another time.
    #[must_use]
    pub fn is_alarm(&self) -> bool {
        self.breach == Some(Breach::UnplannedDischarge) && self.card.is_none()
    }
}

/// What an exchange of checkpoints brought; what the log says already is not said again.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Exchange {
    /// Logs that were not known before.
    pub met: Vec<Met>,
    /// Notes of other logs.
    pub saw: Vec<Saw>,
    /// Logs of which two records exist.
    pub forked: Vec<Forked>,
    /// Files that had other bytes than their names say.
    pub overwritten: Vec<Overwritten>,
}

impl Exchange {
    /// It in parts that each fit on a line: one for each log, in the order in which they are told, so that this laptop's own
    /// stands first, then the changed files. At least one.
    #[must_use]
    pub fn by_log(&self) -> Vec<Self> {
        let told = self.forked.iter().map(|one| one.log);
        let told = told.chain(self.met.iter().map(|one| one.log));
        let mut logs: Vec<LogId> = Vec::new();
        for log in told.chain(self.saw.iter().map(|one| one.log)) {
            if !logs.contains(&log) {
                logs.push(log);
            }
        }
        let of = |log: LogId| Self {
            met: self.met.iter().filter(|one| one.log == log).cloned().collect(),
            saw: self.saw.iter().filter(|one| one.log == log).cloned().collect(),
            forked: self.forked.iter().filter(|one| one.log == log).cloned().collect(),
            overwritten: Vec::new(),
        };
        let mut parts: Vec<Self> = logs.into_iter().map(of).collect();
        if !self.overwritten.is_empty() || parts.is_empty() {
            parts.push(Self { overwritten: self.overwritten.clone(), ..Self::default() });
        }
        parts
    }
}
