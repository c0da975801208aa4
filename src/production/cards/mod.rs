//! Paper cards: which numbers were printed here, which were entered from, and whole lists that are.

mod lines;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::event::{CardsPrinted, Event};
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::terms::{LogId, Stamp};

pub(super) use lines::enter;
pub use lines::{CardLine, Then};

/// The most cards that are printed at once.
const MOST: u32 = 200;

/// Numbers that were taken for cards.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Printed {
    /// In which log.
    pub log: Option<LogId>,
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
    /// When.
    pub at: Stamp,
}

/// What was entered from a card.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entered {
    /// When the first entry was made.
    pub first: Stamp,
    /// How many entries there are.
    pub times: u32,
}

/// The numbers, as the lines so far tell them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Cards {
    log: Option<LogId>,
    goes_on: bool,
    printed: Arc<Vec<Printed>>,
    entered: Arc<BTreeMap<u32, Entered>>,
}

impl Cards {
    pub(super) fn apply(&mut self, event: &Event, at: &Stamp) {
        let card = if let Event::LogCreated(created) = event {
            self.log = Some(created.log);
            self.goes_on = created.continues.is_some();
            None
        } else if let Event::CardsPrinted(CardsPrinted { from, to }) = *event {
            let printed = Printed { log: self.log, from, to, at: at.clone() };
            Arc::make_mut(&mut self.printed).push(printed);
            None
        } else if let Event::RunStarted(started) = event {
            started.card
        } else if let Event::ItemShown(shown) = event {
            shown.card
        } else if let Event::ItemMoved(moved) = event {
            moved.card
        } else if let Event::LotMoved(moved) = event {
            moved.card
        } else {
            None
        };
        if let Some(card) = card {
            let entered = Arc::make_mut(&mut self.entered);
            let one = entered.entry(card).or_insert(Entered { first: at.clone(), times: 0 });
            one.times = one.times.saturating_add(1);
        }
    }

    /// The first of `n` numbers in a row that no line so far has taken or used.
    ///
    /// The first log of a production counts from 1. One that goes on from another begins at a thousand that follows from its
    /// name: two laptops that go on from the same lines know nothing of each other, and would else print the same numbers.
    fn next(&self, n: u32) -> Option<u32> {
        let mut from = match self.log {
            Some(log) if self.goes_on => log.first_number(),
            Some(_) | None => 1,
        };
        loop {
            let to = from.checked_add(n - 1)?;
            let taken = self.printed.iter().filter(|one| one.from <= to && one.to >= from);
            let taken = taken.map(|one| one.to).max();
            let used = self.entered.range(from..=to).next_back().map(|(number, _)| *number);
            match taken.max(used) {
                Some(last) => from = last.checked_add(1)?,
                None => return Some(from),
            }
        }
    }
}

impl Production {
    /// Every range of numbers that was taken for cards, in order.
    #[must_use]
    pub fn printed_cards(&self) -> &[Printed] {
        &self.cards.printed
    }

    /// The range that a number was printed with.
    #[must_use]
    pub fn printed_card(&self, number: u32) -> Option<&Printed> {
        self.cards.printed.iter().find(|one| (one.from..=one.to).contains(&number))
    }

    /// What was entered from a card so far.
    #[must_use]
    pub fn entered_card(&self, number: u32) -> Option<&Entered> {
        self.cards.entered.get(&number)
    }

    /// Takes numbers for `n` cards.
    pub(super) fn print_cards(&self, n: u32) -> Result<Vec<Event>, Refusal> {
        let next = Some(n).filter(|n| (1..=MOST).contains(n)).and_then(|n| self.cards.next(n));
        let from = next.ok_or(Refusal::Cards { most: MOST })?;
        Ok(vec![Event::CardsPrinted(CardsPrinted { from, to: from + (n - 1) })])
    }
}
