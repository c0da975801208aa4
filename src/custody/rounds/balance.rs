//! How the whole ledger stands: what is open of it, and what was closed as short or over within the day before.

use super::Rounds;
use super::lot::{Heap, Line, Lot};
use crate::terms::{Balance, ItemId, Millis, UtcMillis};

/// What was closed within so long before counts as of this day.
const DAY: Millis = 24 * 60 * 60 * 1_000;

/// One thing that does not balance by itself, or did not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Matter<'a> {
    /// A count differs from the record.
    Differs(&'a Lot, Heap, i32),
    /// By the record more was taken from there than there was.
    Overdrawn(&'a Lot, Heap, u32),
    /// So many rounds went into a gun and were not counted out of it.
    InGun(&'a Lot, ItemId, u32),
    /// A difference that was searched for and closed.
    Closed(&'a Lot, Heap, i32),
}

impl Matter<'_> {
    /// Whether it keeps the ledger from balancing.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self {
            Self::Differs(..) | Self::Overdrawn(..) | Self::InGun(..) => true,
            Self::Closed(..) => false,
        }
    }
}

impl Rounds {
    /// Everything that does not balance at `now`, and what was closed within the day before it, lot by lot.
    #[must_use]
    pub fn matters(&self, now: UtcMillis) -> Vec<Matter<'_>> {
        let mut all = Vec::new();
        for lot in self.lots() {
            all.extend(lot.differences().map(|(heap, by)| Matter::Differs(lot, heap, by)));
            let overdrawn = lot.heaps.iter().filter(|(_, n)| **n < 0);
            all.extend(overdrawn.map(|(heap, n)| Matter::Overdrawn(lot, *heap, n.unsigned_abs())));
            let inside = |gun: &ItemId| {
                let of_it = self.in_gun(*gun).iter().filter(|one| one.lot == lot.id);
                of_it.map(|one| one.n).fold(0, u32::saturating_add)
            };
            let guns = lot.guns.keys().map(|gun| Matter::InGun(lot, *gun, inside(gun)));
            all.extend(guns);
            let closed = lot.past.iter().filter_map(|told| {
                let Line::Closed(closed) = &told.what else { return None };
                let ago = now.millis().saturating_sub(told.at.at.wall.millis());
                let of_today = u64::try_from(ago).is_ok_and(|ago| ago <= DAY);
                of_today.then_some(Matter::Closed(lot, Heap::of(closed.tray), closed.difference))
            });
            all.extend(closed);
        }
        all
    }

    /// How it stands; none where no lot is entered, for then nothing is kept that could balance.
    #[must_use]
    pub fn balance(&self, now: UtcMillis) -> Option<Balance> {
        let matters = self.matters(now);
        if self.lots.is_empty() {
            None
        } else if matters.iter().any(Matter::is_open) {
            Some(Balance::Open)
        } else if matters.is_empty() {
            Some(Balance::Balanced)
        } else {
            Some(Balance::Short)
        }
    }
}
