//! Hand-overs between units: what is asked, what speaks against it, and what a file would bring here.

mod fault;
mod incoming;

pub use fault::HandoverFault;
pub use incoming::{Coming, Incoming, IncomingRow};

use crate::custody::{Moment, OpenUnit};
use crate::production::state::Production;
use crate::terms::{ItemId, PersonId, Place, ProductionId};

/// The most items that one hand-over holds: moves, record and text then fit on a line and a page.
pub(super) const MOST_ITEMS: usize = 60;

/// The most bytes that tags, seals, loads and lots of one hand-over have together, for the same reason.
pub(super) const MOST_WORDS: usize = 8_000;

/// Items are to go to another unit, a rental house or a range.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HandOut {
    /// Which; what lies in a container goes with it.
    pub items: Vec<ItemId>,
    /// To whom: second unit, range, rental house.
    pub unit: String,
    /// The production whose laptop takes it in, where that is known.
    pub addressed: Option<ProductionId>,
    /// Whether it comes back here; else it leaves.
    pub back: bool,
    /// On a numbered sheet of paper instead of a signed file.
    pub pack: bool,
    /// The handler who gives it.
    pub by: PersonId,
    /// Who takes it along.
    pub to: Option<PersonId>,
}

/// To whom something went of which only a move tells.
const UNNAMED: &str = "Another unit";

impl Production {
    /// Everything that is with other units, by hand-overs and by what was only told; the day is not closed while there is any.
    #[must_use]
    pub fn open_units(&self) -> Vec<OpenUnit<'_>> {
        let mut open = self.units.open();
        let told = self
            .book
            .items()
            .into_iter()
            .filter(|item| item.place == Place::Unit && self.units.out_of(item.id).is_none());
        let told: Vec<(ItemId, &Moment)> =
            told.filter_map(|item| Some((item.id, item.moved.as_ref()?))).collect();
        if let Some((_, since)) = told.iter().min_by_key(|(_, moved)| (moved.at.wall, moved.seq)) {
            let items = told.iter().map(|(item, _)| *item).collect();
            open.push(OpenUnit { unit: UNNAMED, numbers: Vec::new(), items, since });
        }
        open
    }
}
