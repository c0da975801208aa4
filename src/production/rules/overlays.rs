//! Which overlays a run begins with: the one answer that the window asks by, that beginning goes by, and that the audit holds a
//! record against.

use std::collections::BTreeSet;

use super::{Deviation, Rules};
use crate::event::{FileAs, LocalRule, Recorded, RunFile, RunStarted};
use crate::production::state::Production;
use crate::terms::{Digest, ItemId, ItemKind, Stamp, UtcMillis};

/// When a run is led, or was.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Led {
    /// Now.
    Now,
    /// Before, by a paper card, and when as the card says.
    Before(Option<UtcMillis>),
}

impl Led {
    /// When a run is led that is written down so.
    #[must_use]
    pub fn of(recorded: Recorded, claimed: Option<UtcMillis>) -> Self {
        match recorded {
            Recorded::Live => Self::Now,
            Recorded::After => Self::Before(claimed),
        }
    }
}

impl Production {
    /// The overlays that a run of `list`, by its id and bytes, about `item` begins with, in the order of their ids: the local
    /// rules that apply, and the deviations that hold.
    ///
    /// A run from a card has those of the time that the card says; those of `now` where it says none, or one that is not in
    /// the log.
    #[must_use]
    pub fn overlays_for(
        &self,
        list: (&str, Digest),
        item: Option<ItemId>,
        led: Led,
        now: &Stamp,
    ) -> Vec<&RunFile> {
        let then = match led {
            Led::Now => None,
            Led::Before(then) => then.filter(|then| self.knows(*then, now)),
        };
        let (id, sha256) = list;
        let kind = item.and_then(|item| self.book.item(item)).map(|item| item.kind);
        let mut all_rules = self.governance.rules.iter().rev();
        let rules = all_rules.find(|rules| then.is_none_or(|then| rules.at <= then));
        let rules = rules.into_iter().flat_map(|rules| &rules.overlays);
        let rules = rules.filter(|rule| applies(rule, id, kind)).map(|rule| &rule.file);
        let holds = |one: &&Deviation| match then {
            None => one.is_in_force(now),
            Some(then) => one.held(then, now),
        };
        let deviations = self.governance.all_deviations();
        let deviations = deviations.filter(|one| one.asked.list.sha256 == sha256).filter(holds);
        let mut all: Vec<&RunFile> = rules.chain(deviations.map(|one| &one.asked.file)).collect();
        all.sort_by(|a, b| (&a.id, a.rev).cmp(&(&b.id, b.rev)));
        all.dedup_by(|a, b| a.sha256 == b.sha256);
        all
    }

    /// What a run had to begin with, by its own line. That of a run from a card has no time: any time will do at which just
    /// its overlays held.
    pub(in crate::production) fn due(&self, started: &RunStarted, now: &Stamp) -> Vec<&RunFile> {
        let Some(list) = started.files.iter().find(|file| file.used_as == FileAs::List) else {
            return Vec::new();
        };
        let at = |led| self.overlays_for((&list.id, list.sha256), started.item, led, now);
        match started.recorded {
            Recorded::Live => at(Led::Now),
            Recorded::After => {
                let used = || started.files.iter().filter(|file| file.used_as == FileAs::Overlay);
                let same = |due: &Vec<&RunFile>| {
                    due.iter().map(|file| file.sha256).eq(used().map(|file| file.sha256))
                };
                let all = self.turns(now).into_iter().map(|then| at(Led::Before(Some(then))));
                all.into_iter().find(same).unwrap_or_else(|| at(Led::Before(None)))
            }
        }
    }

    /// The overlays that a run may still need, from a card too: those of every local rule and deviation there was, what
    /// holds now before what held earlier.
    pub fn overlays(&self) -> impl Iterator<Item = &RunFile> {
        let mut rules = self.governance.rules.iter().rev().map(|rules| rules.overlays.as_slice());
        let now = rules.next().unwrap_or_default();
        let deviations = self.governance.all_deviations().map(|one| &one.asked.file);
        let now = now.iter().map(|rule| &rule.file).chain(deviations);
        now.chain(rules.flatten().map(|rule| &rule.file))
    }

    /// Whether a time is one that the log tells of.
    fn knows(&self, then: UtcMillis, now: &Stamp) -> bool {
        self.began.is_some_and(|began| began <= then) && then <= now.wall
    }

    /// The times at which the overlays may have become others, and the time before the first of them.
    fn turns(&self, now: &Stamp) -> BTreeSet<UtcMillis> {
        let rules = self.governance.rules.iter().map(|rules: &Rules| rules.at);
        let deviations = self.governance.all_deviations().flat_map(|one| one.turns(now));
        self.began.into_iter().chain(rules).chain(deviations).collect()
    }
}

/// Whether a rule applies to a list and to an item of that kind.
fn applies(rule: &LocalRule, list: &str, kind: Option<ItemKind>) -> bool {
    let on = rule.on.is_empty() || rule.on.iter().any(|id| id == list);
    let of_kind = rule.kinds.is_empty() || kind.is_some_and(|kind| rule.kinds.contains(&kind));
    on && of_kind
}
