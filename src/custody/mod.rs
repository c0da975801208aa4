//! Where every item and round is, in what condition, in whose hands.
//!
//! The contract: [`Book::offer_issue`] and [`Book::offers`] may withhold and say every reason at once; [`Book::note`]
//! takes whatever happened and never refuses; [`Book::apply`] copies what an event says and judges nothing. Place and
//! condition are apart. Who is a handler or an assistant director comes in with each [`Party`]; this module knows no
//! roster and no clock.

mod apply;
mod book;
mod ends;
mod hazard;
mod item;
mod judge;
mod missing;
mod note;
mod offer;
mod refusal;
mod rounds;
mod stores;
mod units;

pub use apply::IllegalEvent;
pub use book::Book;
pub use item::{Declaration, Ended, Ending, Item, Moment, Newest, Past, Showing, What};
pub use missing::Missing;
pub use note::Happened;
pub use offer::Offer;
pub use refusal::Refusal;
pub use rounds::{
    Clearing, Count, Heap, IllegalLot, Line, Loaded, Lot, LotRefusal, Matter, Rounds, Told,
};
pub use stores::{IllegalStore, Key, Opened, Seal, Store, Stores, opened_unread};
pub use units::{In, OpenUnit, Out, Units};

use crate::terms::PersonId;

/// What the production asks of whoever takes a gun, and is not recorded of somebody; nothing where nothing is asked.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Lacks {
    /// No training in handling guns is recorded and in date.
    pub handling: bool,
    /// None in firing blanks.
    pub blanks: bool,
    /// No safety meeting of the day is recorded at all.
    pub meeting: bool,
    /// One was held, and they were neither there nor briefed after it.
    pub briefing: bool,
}

/// What somebody is by the roster, at the moment of an act.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Standing {
    /// Holds a role that may hand over and take back.
    pub handler: bool,
    /// Holds a role that looks and never handles; it outweighs `handler`.
    pub director: bool,
    /// Holds a role that may take an item for the action.
    pub taker: bool,
    /// No permit of theirs that the production asks for is over.
    pub permit_ok: bool,
    /// What is asked of whoever takes a gun, and not recorded of them.
    pub lacks: Lacks,
}

/// Somebody who gives, takes or watches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Party {
    /// Who.
    pub person: PersonId,
    /// What they are.
    pub standing: Standing,
}

impl Party {
    /// Whether this person may hand over and take back: a handler who does not direct.
    #[must_use]
    pub fn handles(&self) -> bool {
        self.standing.handler && !self.standing.director
    }
}
