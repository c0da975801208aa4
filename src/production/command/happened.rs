//! What has happened, whether the rules like it or not.

use super::{Contained, Creation, Exchange, Moved, Sitting};
use crate::custody::Clearing;
use crate::event::{Acknowledged, CutWhy, LotMoved, PhotoAdded, Shown};
use crate::terms::{ConcernId, Danger, Digest, ItemId, Law, LotId, PersonId, RunId, UnverifiedWhy};

/// What has happened, whether the rules like it or not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Happened {
    /// Somebody said STOP.
    Stop {
        /// Who, where they say.
        by: Option<PersonId>,
        /// About which item; about all where none is named.
        item: Option<ItemId>,
    },
    /// A live round was found, somebody fired unplanned, or somebody is hurt: it freezes declaring and issuing. It belongs to
    /// the STOP that stands, or calls one.
    Alarm {
        /// What happened.
        alarm: Danger,
        /// With which item.
        item: Option<ItemId>,
        /// Who says so.
        by: Option<PersonId>,
    },
    /// Items were moved; one line for all of them.
    Moved(Vec<Moved>),
    /// Items were shown to people.
    Shown {
        /// Which items.
        items: Vec<ItemId>,
        /// Who showed them.
        by: PersonId,
        /// To whom.
        to: Vec<Shown>,
        /// Number of the paper card it was entered from.
        card: Option<u32>,
    },
    /// A picture was brought, of an item or of a paper card.
    Photo(PhotoAdded),
    /// Somebody has a concern; who, and what it is, is not in it.
    Concern {
        /// The private object, sealed to the safety officer alone.
        sealed: Digest,
    },
    /// The safety officer answered a concern.
    ConcernAnswered {
        /// Which.
        concern: ConcernId,
        /// The private object with what was answered.
        sealed: Digest,
    },
    /// Concerns left the laptop, each as a file of its own.
    ConcernsCarried(Vec<ConcernId>),
    /// A handler offered to show an item: their act, and nobody's refusal.
    Offered {
        /// Which.
        item: ItemId,
        /// Who offered.
        by: PersonId,
        /// How many looked.
        looked: u32,
    },
    /// A shot was fired from items, in the plan or not; nobody knows then what is in them.
    Fired(Vec<ItemId>),
    /// A gun was unloaded, and somebody says how many came out.
    Cleared {
        /// Which gun.
        gun: ItemId,
        /// What came out, and who says so.
        told: Clearing,
    },
    /// Somebody without a key said at a step of a run that they saw or heard it, and others witnessed that.
    Acknowledged(Acknowledged),
    /// Something else became of rounds.
    Rounds(LotMoved),
    /// Rounds were counted.
    Counted {
        /// Which lot.
        lot: LotId,
        /// The tray; none for its boxes.
        tray: Option<ItemId>,
        /// How many were counted.
        counted: u32,
        /// Who counted.
        by: PersonId,
    },
    /// A whole lot is set apart: one of its rounds failed or is in doubt.
    LotApart {
        /// Which.
        lot: LotId,
        /// Why.
        why: String,
        /// Who says so.
        by: Option<PersonId>,
    },
    /// Something was done with a container.
    Store(Contained),
    /// The work is where this law counts.
    Law(Law),
    /// A new set-up: what was shown for the old one lapses.
    NewSetUp,
    /// A break: what was shown lapses.
    Break,
    /// What is in force ends for this reason: the rest of a STOP, a break or a new set-up under which more ended than
    /// one line holds.
    Ended(UnverifiedWhy),
    /// A run was given up; it clears nothing.
    Abandoned {
        /// Which.
        run: RunId,
        /// Why, where somebody says so.
        why: Option<String>,
    },
    /// A run was held, for a roll.
    Held {
        /// Which.
        run: RunId,
    },
    /// The wall clock jumped against the time since start-up.
    ClockJumped {
        /// By how many milliseconds.
        wall_ms: i64,
    },
    /// A wrong PIN.
    UnlockFailed {
        /// Whose key.
        person: PersonId,
        /// Which key.
        fingerprint: String,
    },
    /// The log was made.
    Created(Box<Creation>),
    /// A sitting began.
    Opened(Box<Sitting>),
    /// A sitting ended.
    Closed,
    /// The open segment is closed.
    Cut(CutWhy),
    /// A bundle was written.
    Exported {
        /// How many lines it holds.
        size: u64,
        /// SHA-256 of the zip.
        sha256: Digest,
        /// How many private objects it leaves out.
        withheld: u32,
    },
    /// Checkpoints were exchanged with other laptops.
    Exchanged(Box<Exchange>),
}
