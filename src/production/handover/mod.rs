//! Hand-overs between units: what is asked, what speaks against it, and what a file would bring here.

mod fault;
mod incoming;

pub use fault::HandoverFault;
pub use incoming::{Coming, Incoming, IncomingRow};

use crate::terms::{ItemId, PersonId, ProductionId};

/// The most items that one hand-over holds: moves, record and text then fit on a line and a page.
pub(super) const MOST_ITEMS: usize = 80;

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
