//! How many rounds of each lot are where: in its boxes, in trays, in guns, fired by subtraction, held, in the pot.

mod apply;
mod balance;
mod clear;
mod lot;
mod refusal;

pub use apply::IllegalLot;
pub use balance::Matter;
pub use clear::Clearing;
pub use lot::{Count, Heap, Line, Lot, Told};
pub use refusal::LotRefusal;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::terms::{ItemId, LotId};

/// The ledger: every lot, which tray holds which, and what went into which gun, in order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Rounds {
    lots: BTreeMap<LotId, Arc<Lot>>,
    trays: BTreeMap<ItemId, LotId>,
    guns: BTreeMap<ItemId, Vec<Loaded>>,
    /// Of which lots the rounds were that went into each gun last, counted out since or not.
    last: BTreeMap<ItemId, Vec<LotId>>,
    /// The guns of those that were unloaded, or shown empty, since rounds went in.
    emptied: BTreeSet<ItemId>,
    /// The guns of those that were out, or fired, since rounds went in.
    out: BTreeSet<ItemId>,
    /// The guns that dummies were in since they were last declared empty, shown clear.
    dummies: BTreeSet<ItemId>,
}

/// Rounds that went into a gun at once and were not counted out of it yet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Loaded {
    /// Of which lot.
    pub lot: LotId,
    /// From which tray; none for the boxes of the lot.
    pub tray: Option<ItemId>,
    /// How many.
    pub n: u32,
}

impl Rounds {
    /// Every lot, in the order of their numbers.
    #[must_use]
    pub fn lots(&self) -> Vec<&Lot> {
        let mut lots: Vec<&Lot> = self.lots.values().map(AsRef::as_ref).collect();
        lots.sort_by(|a, b| a.added.tag.cmp(&b.added.tag));
        lots
    }

    /// One lot.
    #[must_use]
    pub fn lot(&self, lot: LotId) -> Option<&Lot> {
        self.lots.get(&lot).map(AsRef::as_ref)
    }

    /// The lot that a tray holds rounds of, or held last.
    #[must_use]
    pub fn of_tray(&self, tray: ItemId) -> Option<&Lot> {
        self.trays.get(&tray).and_then(|lot| self.lot(*lot))
    }

    /// What went into a gun and was not counted out of it yet, in order.
    #[must_use]
    pub fn in_gun(&self, gun: ItemId) -> &[Loaded] {
        self.guns.get(&gun).map_or(&[], Vec::as_slice)
    }

    /// Whether a gun was unloaded, or shown empty, since rounds went into it that nobody has counted out.
    #[must_use]
    pub fn is_uncounted(&self, gun: ItemId) -> bool {
        self.emptied.contains(&gun)
    }

    /// The lots of which a tray holds rounds, or of which a gun was loaded last; none where the ledger knows of none.
    #[must_use]
    pub fn lots_of(&self, item: ItemId) -> Vec<&Lot> {
        let tray = self.trays.get(&item).into_iter();
        let all = tray.chain(self.last.get(&item).into_iter().flatten());
        all.filter_map(|lot| self.lot(*lot)).collect()
    }

    /// The lots that are set apart, in the order of their numbers, each with why.
    #[must_use]
    pub fn apart(&self) -> Vec<(&Lot, &str)> {
        let lots = self.lots().into_iter();
        lots.filter_map(|lot| Some((lot, lot.apart.as_deref()?))).collect()
    }

    /// Whether dummies were in a gun since it was last declared empty, shown clear: something of one may be left in its bore,
    /// and a blank would drive it out.
    #[must_use]
    pub fn is_bore_due(&self, gun: ItemId) -> bool {
        self.dummies.contains(&gun)
    }

    /// How many went into a gun and were not counted out of it yet.
    #[must_use]
    pub fn count_in(&self, gun: ItemId) -> u32 {
        self.in_gun(gun).iter().map(|one| one.n).fold(0, u32::saturating_add)
    }

    /// The lots that a difference is open of, and where.
    #[must_use]
    pub fn differences(&self) -> Vec<(&Lot, Heap, i32)> {
        self.lots()
            .into_iter()
            .flat_map(|lot| {
                lot.differences().map(move |(heap, difference)| (lot, heap, difference))
            })
            .collect()
    }
}
