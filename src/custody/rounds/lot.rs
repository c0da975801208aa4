//! One lot: what it is, where its rounds are, and what was counted of it.

use std::collections::BTreeMap;

use crate::custody::Moment;
use crate::event::{LotAdded, LotClosed, LotMoved, LotParticulars};
use crate::terms::{ItemId, LotId, PersonId};

/// Where unused rounds of a lot lie.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Heap {
    /// In its boxes.
    Boxes,
    /// In a numbered tray.
    Tray(ItemId),
}

impl Heap {
    /// As an event names it.
    #[must_use]
    pub fn of(tray: Option<ItemId>) -> Self {
        tray.map_or(Self::Boxes, Self::Tray)
    }

    /// The tray, where it is one.
    #[must_use]
    pub fn tray(self) -> Option<ItemId> {
        match self {
            Self::Boxes => None,
            Self::Tray(tray) => Some(tray),
        }
    }
}

/// What somebody counted, against what there should have been.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Count {
    /// How many were counted.
    pub counted: u32,
    /// How many there should have been by the record.
    pub due: i32,
    /// Who counted.
    pub by: PersonId,
}

impl Count {
    /// Counted less due: below zero is short.
    #[must_use]
    pub fn difference(self) -> i32 {
        i32::try_from(self.counted).unwrap_or(i32::MAX).saturating_sub(self.due)
    }
}

/// One line of a lot's sheet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told {
    /// When, and where in the log.
    pub at: Moment,
    /// What.
    pub what: Line,
}

/// What a line of a lot's sheet says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Line {
    /// Something became of rounds.
    Moved(LotMoved),
    /// They were counted.
    Counted(Heap, Count),
    /// A difference was closed.
    Closed(LotClosed),
    /// The lot was set apart.
    Apart(String),
    /// It is in use again.
    Freed(String),
    /// What stands on its boxes was entered wrong: as it was until then, and as it is.
    Corrected(Box<LotAdded>, LotParticulars),
    /// With so many misfires it is set apart; with none any more.
    Limit(Option<u32>),
}

/// One lot of blanks or dummies. A number below zero says that more was taken from there than the record knows of: count it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lot {
    /// Which.
    pub id: LotId,
    /// As it was entered, with its opening balance; what stands on its boxes as it was corrected last.
    pub added: LotAdded,
    /// When.
    pub at: Moment,
    /// How many are in its boxes and in each tray.
    pub heaps: BTreeMap<Heap, i32>,
    /// How many went into each gun and were not counted out of it yet.
    pub guns: BTreeMap<ItemId, i32>,
    /// Fired, by subtraction.
    pub fired: u32,
    /// Misfired and held apart.
    pub held: u32,
    /// Doubtful, in the pot.
    pub pot: u32,
    /// Left the production.
    pub out: u32,
    /// Found, and more out of a gun than went in.
    pub found: u32,
    /// The sum of the differences that were closed: below zero is short.
    pub closed: i32,
    /// The last counts of each heap whose difference is open.
    pub counts: BTreeMap<Heap, Vec<Count>>,
    /// Why it is set apart, where it is.
    pub apart: Option<String>,
    /// With how many misfires all of it is set apart, where the armorer says so.
    pub limit: Option<u32>,
    /// Everything that was told of it, in order.
    pub past: Vec<Told>,
}

impl Lot {
    /// How many there should be in a heap.
    #[must_use]
    pub fn due(&self, heap: Heap) -> i32 {
        self.heaps.get(&heap).copied().unwrap_or_default()
    }

    /// What is unused: boxes and trays together, the closing balance.
    #[must_use]
    pub fn left(&self) -> i32 {
        self.heaps.values().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// In guns and not counted out of them yet.
    #[must_use]
    pub fn in_guns(&self) -> i32 {
        self.guns.values().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// Whether opening balance and what became of it agree. Every movement keeps it so.
    #[must_use]
    pub fn balances(&self) -> bool {
        let wide = |n: u32| i64::from(n);
        let came = wide(self.added.count) + wide(self.found) + i64::from(self.closed);
        let went = wide(self.fired) + wide(self.held) + wide(self.pot) + wide(self.out);
        came == went + i64::from(self.left()) + i64::from(self.in_guns())
    }

    /// The heaps of which the last count was another than the record's, with the difference.
    pub fn differences(&self) -> impl Iterator<Item = (Heap, i32)> {
        self.counts.iter().filter_map(|(heap, counts)| {
            let difference = counts.last()?.difference();
            (difference != 0).then_some((*heap, difference))
        })
    }

    /// Whether `held` misfires are as many as its limit, or more.
    #[must_use]
    pub fn is_at_limit(&self, held: u32) -> bool {
        self.limit.is_some_and(|limit| held >= limit)
    }

    /// Two people who counted the same difference of a heap, one after the other.
    #[must_use]
    pub fn agreed(&self, heap: Heap) -> Option<(Count, Count)> {
        let counts = self.counts.get(&heap)?;
        let [first, again] = counts.as_slice() else { return None };
        let same = first.difference() == again.difference() && first.difference() != 0;
        (same && first.by != again.by).then_some((*first, *again))
    }
}
