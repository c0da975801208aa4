//! A run that was put away once it was signed: where its lines are, so that it can be told again from them.

use super::list_book::SignedDeviation;
use super::run_book::RunBook;
use crate::event::{Entry, Event, StopSettled};
use crate::terms::{RunId, UtcMillis};

/// How many lines a run may have and still be put away, so that telling it again stays cheap.
pub(super) const MOST_LINES: u64 = 2048;

/// How often a run is told again before it is kept for good.
const MOST_RECALLS: u8 = 8;

/// The lines that tell of a run, as stretches without a gap: the first, and the one after the last.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretches(Vec<(u64, u64)>);

impl Stretches {
    /// Adds a line that is no earlier than those before it.
    pub(super) fn add(&mut self, line: u64) {
        match self.0.last_mut() {
            Some((_, end)) if *end > line => {}
            Some((_, end)) if *end == line => *end = line.saturating_add(1),
            Some(_) | None => self.0.push((line, line.saturating_add(1))),
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|(first, end)| end - first).sum()
    }

    fn lines(&self) -> impl Iterator<Item = u64> {
        self.0.iter().flat_map(|(first, end)| *first..*end)
    }
}

/// What is left of a run that is put away.
#[derive(Clone, Debug)]
pub(super) struct Away {
    stretches: Stretches,
    deviations: Vec<SignedDeviation>,
    recalls: u8,
    /// How each stop of the run is settled: which run a settling is about, lines alone do not tell.
    settled: Vec<Option<(UtcMillis, StopSettled)>>,
}

impl Away {
    /// What is left of `book`; the book itself where it is better kept.
    pub(super) fn of(mut book: RunBook) -> Result<Self, Box<RunBook>> {
        if book.recalls >= MOST_RECALLS || book.stretches.count() > MOST_LINES {
            return Err(Box::new(book));
        }
        book.stretches.0.shrink_to_fit();
        let settled = book.stops.iter_mut().map(|stop| stop.settled.take()).collect();
        let RunBook { stretches, deviations, recalls, .. } = book;
        Ok(Self { stretches, deviations, recalls, settled })
    }

    /// The lines that tell it again, in order.
    pub(super) fn lines(&self) -> Vec<u64> {
        self.stretches.lines().collect()
    }

    /// The run as the entries of those lines tell it.
    pub(super) fn again(self, run: RunId, entries: &[Entry]) -> Option<RunBook> {
        let mut book: Option<RunBook> = None;
        for (entry, event) in
            entries.iter().flat_map(|entry| entry.events().iter().map(move |event| (entry, event)))
        {
            if let Event::RunStarted(started) = event
                && started.run == run
            {
                book = Some(RunBook::new(started, self.deviations.clone()));
            } else if let Some(book) = &mut book
                && event.run() == Some(run)
            {
                book.feed(entry.t, event);
            }
        }
        let mut book = book?;
        for (stop, settled) in book.stops.iter_mut().zip(self.settled) {
            stop.settled = settled;
        }
        book.stretches = self.stretches;
        book.recalls = self.recalls.saturating_add(1);
        Some(book)
    }
}
