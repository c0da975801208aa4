//! What can have happened: every kind of event, as it is written, and the entry (one line) that holds them.
//!
//! The event type *is* the wire form (log format, section 6): members stand in the order of that page, a kind's members
//! never change, and a change is a new kind. serde lives here and in `terms`, and nowhere else below `record`.

mod about;
mod alarms;
mod amend;
mod amendments;
mod correct;
mod decode;
mod entry;
mod item;
mod list;
mod log;
mod person;
mod run;
mod statement;
mod stop;
mod voiding;

pub use alarms::{AlarmedStop, Alarms, Told};
pub use amend::{AmendProposed, AmendWithdrawn, Amended, Correction};
pub use amendments::{AmendFault, Amendment, Amendments, Stands};
pub use correct::{Corrected, Unfit, is_correctable, takes_two};
pub use entry::{Entry, Event, Events, EventsError};
pub use item::{
    DayLaw, HandedBy, HandedItem, HandedRounds, HandoverIn, HandoverOut, ItemAdded, ItemCondition,
    ItemDeclared, ItemMoved, ItemParticulars, ItemShown, ItemUnverified, LotAdded, LotApart,
    LotClosed, LotCounted, LotFreed, LotLimit, LotMoved, LotParticulars, PhotoAdded, RoundsBack,
    StoreAdded, StoreKey, StoreOpened, StoreSealed, TakenItem,
};
pub use list::{ListDeviation, ListRules, ListSubmitted, ListWithdrawn, LocalRule};
pub use log::{
    CardsPrinted, ClockJump, Continues, ContinuesWhy, Created, Cut, CutWhy, Durable, Exported,
    Forked, Met, Mode, Opened, Overwritten, Recovered, Saw,
};
pub use person::{
    Kept, KeyEnded, KeyEndedWhy, MeetingHeld, PeopleRules, Permit, PersonAdded, PersonDetails,
    PersonKey, PersonNamed, PersonRecipient, PersonTrained, Provisional, RoleEnded, RoleGiven,
    RosterPolicy, RosterRoot, UnlockFailed,
};
pub use run::{
    Acknowledged, Answered, FileAs, Input, InterruptedWhy, Parts, Passed, Recorded, Reply,
    ReplyRefused, RunDrawn, RunEnded, RunEndedHow, RunFile, RunInterrupted, RunResumed, RunRole,
    RunStarted, Withdrawn, WithdrawnWhy,
};
pub use statement::{
    AnchorReceived, AnchorRequested, Declares, Prepared, Refused, RowRef, Signed, Signer,
    StatementCompleted, StatementKind, Voided, VoidedWhy,
};
pub use stop::{
    ConcernAnswered, ConcernCarried, ConcernRaised, HoldLifted, HoldPlaced, KeepTerm, ObjectErased,
    ShowMeOffered, StopAlarm, StopRaised, StopReleased, StopSettled,
};
pub use voiding::{About, PENDING_AT_MOST, is_over, voids};

use serde::{Deserialize, Serialize};

use crate::terms::{PersonId, Role};

/// Somebody in a role: a witness, a signer, a party.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// In what role.
    pub role: Role,
    /// Who.
    pub person: PersonId,
}

/// Somebody, or a place such as the camera, to whom an item was shown.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// In what role.
    pub role: Role,
    /// Who, where somebody is named.
    pub person: Option<PersonId>,
}
