//! What the amendments of a record make of its lines: nothing of the original, and beside it what stands corrected.

mod answers;
pub(super) mod tell;
mod view;

pub(super) use answers::Teller;
pub use view::{AmendmentLine, Amends, View};

use crate::event::{Amendment, Amendments, Corrected, Entry, Event, Events, Prepared, RowRef};
use crate::review::evidence::Evidence;

/// The amendments, as the lines tell them and as far as their statements count.
#[derive(Default)]
pub(super) struct Corrections {
    pub(super) all: Amendments,
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
        let mut all = Amendments::default();
        let mut pending: Option<Prepared> = None;
        let recorded = |at: &RowRef| {
            let entry = evidence.entries.get(usize::try_from(at.seq).ok()?)?;
            Some((entry.t, entry.events().get(usize::try_from(at.i).ok()?)?.clone()))
        };
        for (seq, entry) in (0_u64..).zip(evidence.entries) {
            for (i, event) in (0_u32..).zip(entry.events()) {
                let signed = pending.as_ref().filter(|_| counts(evidence, event));
                // What does not fit is told by the verdict; it is shown as it stands all the same.
                let _unfit = all.feed(&RowRef { seq, i }, entry.t, event, signed, recorded);
                if let Event::StatementPrepared(prepared) = event {
                    pending = Some(prepared.clone());
                } else if let Event::StatementVoided(_) | Event::StatementCompleted(_) = event {
                    pending = None;
                }
            }
        }
        Self { all }
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
        let mut all = entries.to_vec();
        let mut changed = false;
        let places = self.all.all().filter(|one| one.counts());
        let places = places.flat_map(|one| one.said.corrects.iter().map(move |at| (one, at)));
        for (one, at) in places {
            let Some(entry) = usize::try_from(at.seq).ok().and_then(|seq| all.get_mut(seq)) else {
                continue;
            };
            let mut events = entry.events().to_vec();
            let Some(event) = usize::try_from(at.i).ok().and_then(|i| events.get_mut(i)) else {
                continue;
            };
            let original = entries
                .get(usize::try_from(at.seq).unwrap_or(usize::MAX))
                .and_then(|entry| entry.events().get(usize::try_from(at.i).ok()?));
            let Some(original) = original else { continue };
            let standing = self.standing(at.seq, at.i, original);
            if standing.struck {
                *event = Event::AmendProposed(one.said.clone());
            } else {
                *event = standing.event;
            }
            if let Ok(ev) = Events::try_from(events) {
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
        facts.statements.iter().any(|one| one.number == done.statement && one.counts)
    })
}
