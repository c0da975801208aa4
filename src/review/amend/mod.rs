//! What the amendments of a record make of its lines: nothing of the original, and beside it what stands corrected.

mod answers;
pub(super) mod tell;
mod view;

pub(super) use answers::{Alike, Teller};
pub use view::{AmendmentLine, Amends, View};

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{
    Amendment, Amendments, Corrected, Entry, Event, Events, Prepared, RowRef, Stands, StatementKind,
};
use crate::review::evidence::Evidence;
use crate::terms::{AmendId, ItemId};

/// The amendments, as the lines tell them and as far as their statements count.
#[derive(Default)]
pub(super) struct Corrections {
    pub(super) all: Amendments,
    /// Those that are recorded as signed by a text that is withheld: nothing stands corrected by them here.
    withheld: BTreeSet<AmendId>,
    /// The late entries about each item, in the order in which they were proposed.
    late: BTreeMap<ItemId, Vec<AmendId>>,
}

/// An event as everything that counts makes it.
pub(super) struct Standing {
    /// The event, changed or not.
    pub(super) event: Event,
    /// What is said beside it.
    pub(super) words: Vec<String>,
    /// Whether it did not happen.
    pub(super) struck: bool,
    /// Whether any of this is so.
    pub(super) corrected: bool,
}

impl Corrections {
    pub(super) fn of(evidence: &Evidence<'_>) -> Self {
        let (mut all, mut withheld) = (Amendments::default(), BTreeSet::new());
        let mut pending: Option<Prepared> = None;
        let recorded = |at: &RowRef| {
            let entry = evidence.entries.get(usize::try_from(at.seq).ok()?)?;
            Some((entry.t, entry.events().get(usize::try_from(at.i).ok()?)?.clone()))
        };
        for (seq, entry) in (0_u64..).zip(evidence.entries) {
            for (i, event) in (0_u32..).zip(entry.events()) {
                let signed = pending.as_ref().filter(|_| counts(evidence, event));
                withheld.extend(pending.as_ref().and_then(|one| kept_back(evidence, event, one)));
                // What does not fit is told by the verdict; it is shown as it stands all the same.
                let _unfit = all.feed(&RowRef { seq, i }, entry.t, event, signed, recorded);
                if let Event::StatementPrepared(prepared) = event {
                    pending = Some(prepared.clone());
                } else if let Event::StatementVoided(_) | Event::StatementCompleted(_) = event {
                    pending = None;
                }
            }
        }
        let mut late: BTreeMap<ItemId, Vec<AmendId>> = BTreeMap::new();
        for one in all.all().filter(|one| one.said.is_late()) {
            for item in one.said.what.items() {
                late.entry(*item).or_default().push(one.said.amend);
            }
        }
        Self { all, withheld, late }
    }

    /// Whether it is recorded as signed, and the text that says by whom is withheld.
    fn is_withheld(&self, one: &Amendment) -> bool {
        one.stands == Stands::Proposed && self.withheld.contains(&one.said.amend)
    }

    /// Whether it waits for somebody to sign.
    fn waits(&self, one: &Amendment) -> bool {
        one.waits() && !self.is_withheld(one)
    }

    /// The late entries about an item, those aside that were taken back.
    pub(super) fn late(&self, item: ItemId) -> impl Iterator<Item = &Amendment> {
        let of = self.late.get(&item).into_iter().flatten();
        of.filter_map(|id| self.all.get(*id)).filter(|one| one.stands != Stands::Withdrawn)
    }

    /// The amendments that count and name the event, in the order in which they were proposed.
    fn of_event(&self, seq: u64, i: u32) -> impl Iterator<Item = &Amendment> {
        self.all.of(seq, i).filter(|one| one.counts())
    }

    /// How an event stands corrected.
    pub(super) fn standing(&self, seq: u64, i: u32, event: &Event) -> Standing {
        let mut standing =
            Standing { event: event.clone(), words: Vec::new(), struck: false, corrected: false };
        for one in self.of_event(seq, i) {
            match one.said.what.of(&standing.event) {
                Ok(Some(Corrected::Event(event))) => standing.event = *event,
                Ok(Some(Corrected::InWords(words))) => standing.words.push(words),
                Ok(Some(Corrected::Struck)) => standing.struck = true,
                // The original stands, or says the same already.
                Ok(None) | Err(_) => continue,
            }
            standing.corrected = true;
        }
        standing
    }

    /// The lines as they stand corrected; `None` where nothing that counts changes one.
    ///
    /// In the place of what did not happen stands the amendment that says so, so that every event keeps its place.
    pub(super) fn entries(&self, entries: &[Entry]) -> Option<Vec<Entry>> {
        let mut standing: BTreeMap<u64, Vec<(u32, Event)>> = BTreeMap::new();
        for (seq, i) in self.all.places() {
            let Some(last) = self.of_event(seq, i).last() else { continue };
            let entry = usize::try_from(seq).ok().and_then(|seq| entries.get(seq));
            let event = entry.and_then(|entry| entry.events().get(usize::try_from(i).ok()?));
            let Some(event) = event else { continue };
            let here = self.standing(seq, i, event);
            let event =
                if here.struck { Event::AmendProposed(last.said.clone()) } else { here.event };
            standing.entry(seq).or_default().push((i, event));
        }
        let mut all = entries.to_vec();
        let mut changed = false;
        for (seq, events) in standing {
            let Some(entry) = usize::try_from(seq).ok().and_then(|seq| all.get_mut(seq)) else {
                continue;
            };
            let mut line = entry.events().to_vec();
            for (i, event) in events {
                if let Some(here) = usize::try_from(i).ok().and_then(|i| line.get_mut(i)) {
                    *here = event;
                }
            }
            if let Ok(ev) = Events::try_from(line) {
                changed |= entry.ev != ev;
                entry.ev = ev;
            }
        }
        changed.then_some(all)
    }
}

/// Whether the statement that an event completes counts, as far as verifying told.
fn counts(evidence: &Evidence<'_>, event: &Event) -> bool {
    let Event::StatementCompleted(done) = event else { return true };
    evidence.facts.is_none_or(|facts| {
        facts.statement(done.statement).is_some_and(|statement| statement.counts)
    })
}

/// The amendment that an event records as signed, where the text that says by whom is withheld.
fn kept_back(evidence: &Evidence<'_>, event: &Event, pending: &Prepared) -> Option<AmendId> {
    let Event::StatementCompleted(done) = event else { return None };
    let facts = evidence.facts.filter(|_| pending.kind == StatementKind::Amend)?;
    facts.statement(done.statement).filter(|statement| statement.withheld)?;
    pending.about.as_deref()?.parse().ok()
}
