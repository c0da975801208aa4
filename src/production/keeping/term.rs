//! How long what is private is kept: the terms that the production set, what is kept under them, and what is due.

use std::collections::BTreeMap;

use super::Keeping;
use crate::event::Event;
use crate::production::state::Production;
use crate::terms::{Digest, ItemId, Millis, PersonId, Private, RunId, Stamp, UtcMillis};

/// The longest term, in days.
pub const LONGEST_TERM: u32 = 36_500;

const DAY: Millis = 24 * 60 * 60 * 1000;

/// A term that somebody set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Term {
    /// How many days after the last day of work; none where it is kept until somebody says otherwise.
    pub days: Option<u32>,
    /// Who said so.
    pub by: PersonId,
}

/// What something private is of.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Of {
    /// The name of somebody.
    Person(PersonId),
    /// The particulars of an item.
    Item(ItemId),
    /// How somebody is reached.
    Details(PersonId),
    /// What was brought with an answer of a run.
    Photo(RunId),
    /// A picture of an item that was brought outside runs.
    ItemPhoto(ItemId),
    /// A picture of a paper card, by its number.
    CardPhoto(Option<u32>),
    /// The name of somebody without a key, in a run.
    Keyless(RunId),
}

impl Of {
    /// Of which sort it is.
    #[must_use]
    pub fn sort(self) -> Private {
        match self {
            Self::Person(_) => Private::Name,
            Self::Item(_) => Private::Particulars,
            Self::Details(_) => Private::Details,
            Self::Photo(_) | Self::ItemPhoto(_) | Self::CardPhoto(_) => Private::Photo,
            Self::Keyless(_) => Private::Keyless,
        }
    }
}

/// Something private that is erased as a whole.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// What it is of.
    pub of: Of,
    /// Its objects that are not erased; none where all are.
    pub objects: Vec<Digest>,
    /// From when on its term is over; none where it has no term.
    pub due: Option<UtcMillis>,
}

/// Whether a line is work, as against what the program and the keeping of its files write by themselves.
pub(super) fn is_work(event: &Event) -> bool {
    !matches!(
        event,
        Event::LogCreated(_)
            | Event::LogOpened(_)
            | Event::LogClosed {}
            | Event::LogRecovered(_)
            | Event::LogCut(_)
            | Event::LogClockJump(_)
            | Event::LogExported(_)
            | Event::LogSaw(_)
            | Event::LogMet(_)
            | Event::LogForked(_)
            | Event::LogOverwritten(_)
            | Event::AnchorRequested(_)
            | Event::AnchorReceived(_)
            | Event::PersonNamed(_)
            | Event::UnlockFailed(_)
            | Event::StatementVoided(_)
            | Event::ItemUnverified(_)
            | Event::RunInterrupted(_)
            | Event::ConcernCarried(_)
            | Event::ObjectErased(_)
            | Event::HoldPlaced(_)
            | Event::HoldLifted(_)
            | Event::KeepTerm(_)
    )
}

impl Keeping {
    /// Everything private that is erased as one, in order: a person's names, an item's particulars, a photo, a name.
    fn kept(&self) -> Vec<Kept> {
        let names = self.names.iter().map(|(person, all)| (Of::Person(*person), all.clone()));
        let items = self.particulars.iter().map(|(item, all)| (Of::Item(*item), all.clone()));
        let details = self.details.iter();
        let details = details.map(|(person, all)| (Of::Details(*person), all.clone()));
        let alone = self.private.iter().filter_map(|(object, of)| match of {
            Of::Photo(_) | Of::ItemPhoto(_) | Of::CardPhoto(_) | Of::Keyless(_) => {
                Some((*of, vec![*object]))
            }
            // Those stand with their versions.
            Of::Person(_) | Of::Item(_) | Of::Details(_) => None,
        });
        let all = names.chain(items).chain(details).chain(alone).map(|(of, mut objects)| {
            // Of a name that was erased only the words stay that stand in its place.
            let erased = |one: &Digest| self.erased.contains(one);
            if matches!(of, Of::Person(_)) && objects.iter().any(erased) {
                objects.clear();
            }
            objects.retain(|one| !erased(one));
            Kept { of, objects, due: self.due(of.sort()) }
        });
        let mut all: Vec<Kept> = all.collect();
        all.sort_by_key(|one| one.of);
        all
    }

    /// When the term of a sort is over, counted from the last day of work.
    fn due(&self, sort: Private) -> Option<UtcMillis> {
        let days = self.terms.get(&sort)?.days?;
        Some(self.worked?.plus(DAY.saturating_mul(u64::from(days))))
    }

    /// Takes the time of a line that is work; a clock that was once set ahead makes things be kept longer, never shorter.
    pub(super) fn worked(&mut self, event: &Event, at: &Stamp) {
        if is_work(event) && self.worked.is_none_or(|worked| worked < at.wall) {
            self.worked = Some(at.wall);
        }
    }
}

impl Production {
    /// The terms that were set; without one a sort is kept until somebody sets one.
    #[must_use]
    pub fn keep_terms(&self) -> &BTreeMap<Private, Term> {
        &self.keeping.terms
    }

    /// When work was last recorded, by the latest clock of any line of it: every term counts from there.
    #[must_use]
    pub fn worked_last(&self) -> Option<UtcMillis> {
        self.keeping.worked
    }

    /// Everything private that lines name, each as it would be erased; concerns are not among them, for nobody here may erase
    /// one.
    #[must_use]
    pub fn kept(&self) -> Vec<Kept> {
        self.keeping.kept()
    }

    /// What of it may be erased by its term at `now`; nothing while an evidence hold stands.
    #[must_use]
    pub fn overdue(&self, now: UtcMillis) -> Vec<Kept> {
        if self.hold().is_some() {
            return Vec::new();
        }
        let mut kept = self.kept();
        kept.retain(|one| !one.objects.is_empty() && one.due.is_some_and(|due| due <= now));
        kept
    }
}
