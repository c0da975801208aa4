//! One line of the log: all that one command became.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{
    Acknowledged, AmendProposed, AmendWithdrawn, AnchorReceived, AnchorRequested, Answered,
    CardsPrinted, ClockJump, ConcernAnswered, ConcernCarried, ConcernRaised, Created, Cut, DayLaw,
    Exported, Forked, HandoverIn, HandoverOut, HoldLifted, HoldPlaced, ItemAdded, ItemCondition,
    ItemDeclared, ItemMoved, ItemParticulars, ItemShown, ItemUnverified, KeepTerm, KeyEnded,
    ListDeviation, ListRules, ListSubmitted, ListWithdrawn, LotAdded, LotApart, LotClosed,
    LotCounted, LotFreed, LotLimit, LotMoved, LotParticulars, MeetingHeld, Met, ObjectErased,
    Opened, Overwritten, Parts, Passed, PeopleRules, Permit, PersonAdded, PersonDetails, PersonKey,
    PersonNamed, PersonRecipient, PersonTrained, PhotoAdded, Prepared, Provisional, Recovered,
    Refused, ReplyRefused, RoleEnded, RoleGiven, RosterPolicy, RosterRoot, RunDrawn, RunEnded,
    RunInterrupted, RunResumed, RunRole, RunStarted, Saw, ShowMeOffered, Signed,
    StatementCompleted, StopAlarm, StopRaised, StopReleased, StopSettled, StoreAdded, StoreKey,
    StoreOpened, StoreSealed, UnlockFailed, Voided, Withdrawn,
};
use crate::terms::{Millis, PersonId, UtcMillis};

/// Everything that can have happened.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "k")]
#[expect(missing_docs, reason = "each variant's struct says what it is")]
pub enum Event {
    #[serde(rename = "log.created")]
    LogCreated(Created),
    #[serde(rename = "log.opened")]
    LogOpened(Opened),
    #[serde(rename = "log.closed")]
    LogClosed {},
    #[serde(rename = "log.recovered")]
    LogRecovered(Recovered),
    #[serde(rename = "log.cut")]
    LogCut(Cut),
    #[serde(rename = "log.clock_jump")]
    LogClockJump(ClockJump),
    #[serde(rename = "log.exported")]
    LogExported(Exported),
    #[serde(rename = "log.saw")]
    LogSaw(Saw),
    #[serde(rename = "log.met")]
    LogMet(Met),
    #[serde(rename = "log.forked")]
    LogForked(Forked),
    #[serde(rename = "log.overwritten")]
    LogOverwritten(Overwritten),
    #[serde(rename = "anchor.requested")]
    AnchorRequested(AnchorRequested),
    #[serde(rename = "anchor.received")]
    AnchorReceived(AnchorReceived),
    #[serde(rename = "card.printed")]
    CardsPrinted(CardsPrinted),
    #[serde(rename = "person.added")]
    PersonAdded(PersonAdded),
    #[serde(rename = "person.named")]
    PersonNamed(PersonNamed),
    #[serde(rename = "person.key")]
    PersonKey(PersonKey),
    #[serde(rename = "person.recipient")]
    PersonRecipient(PersonRecipient),
    #[serde(rename = "person.key_ended")]
    PersonKeyEnded(KeyEnded),
    #[serde(rename = "person.role")]
    PersonRole(RoleGiven),
    #[serde(rename = "person.role_ended")]
    PersonRoleEnded(RoleEnded),
    #[serde(rename = "person.provisional")]
    PersonProvisional(Provisional),
    #[serde(rename = "person.details")]
    PersonDetails(PersonDetails),
    #[serde(rename = "person.permit")]
    PersonPermit(Permit),
    #[serde(rename = "person.trained")]
    PersonTrained(PersonTrained),
    #[serde(rename = "rules.people")]
    RulesPeople(PeopleRules),
    #[serde(rename = "meeting.held")]
    MeetingHeld(MeetingHeld),
    #[serde(rename = "roster.root")]
    RosterRoot(RosterRoot),
    #[serde(rename = "roster.policy")]
    RosterPolicy(RosterPolicy),
    #[serde(rename = "unlock.failed")]
    UnlockFailed(UnlockFailed),
    #[serde(rename = "statement.prepared")]
    StatementPrepared(Prepared),
    #[serde(rename = "statement.signed")]
    StatementSigned(Signed),
    #[serde(rename = "statement.completed")]
    StatementCompleted(StatementCompleted),
    #[serde(rename = "statement.refused")]
    StatementRefused(Refused),
    #[serde(rename = "statement.voided")]
    StatementVoided(Voided),
    #[serde(rename = "item.added")]
    ItemAdded(ItemAdded),
    #[serde(rename = "item.particulars")]
    ItemParticulars(ItemParticulars),
    #[serde(rename = "item.declared")]
    ItemDeclared(ItemDeclared),
    #[serde(rename = "item.shown")]
    ItemShown(ItemShown),
    #[serde(rename = "item.moved")]
    ItemMoved(ItemMoved),
    #[serde(rename = "item.condition")]
    ItemCondition(ItemCondition),
    #[serde(rename = "item.unverified")]
    ItemUnverified(ItemUnverified),
    #[serde(rename = "lot.added")]
    LotAdded(LotAdded),
    #[serde(rename = "lot.moved")]
    LotMoved(LotMoved),
    #[serde(rename = "lot.counted")]
    LotCounted(LotCounted),
    #[serde(rename = "lot.closed")]
    LotClosed(LotClosed),
    #[serde(rename = "lot.apart")]
    LotApart(LotApart),
    #[serde(rename = "lot.freed")]
    LotFreed(LotFreed),
    #[serde(rename = "lot.limit")]
    LotLimit(LotLimit),
    #[serde(rename = "lot.particulars")]
    LotParticulars(LotParticulars),
    #[serde(rename = "day.law")]
    DayLaw(DayLaw),
    #[serde(rename = "store.added")]
    StoreAdded(StoreAdded),
    #[serde(rename = "store.sealed")]
    StoreSealed(StoreSealed),
    #[serde(rename = "store.opened")]
    StoreOpened(StoreOpened),
    #[serde(rename = "store.key")]
    StoreKey(StoreKey),
    #[serde(rename = "list.submitted")]
    ListSubmitted(ListSubmitted),
    #[serde(rename = "list.rules")]
    ListRules(ListRules),
    #[serde(rename = "list.deviation")]
    ListDeviation(ListDeviation),
    #[serde(rename = "list.withdrawn")]
    ListWithdrawn(ListWithdrawn),
    #[serde(rename = "run.started")]
    RunStarted(RunStarted),
    #[serde(rename = "run.role")]
    RunRole(RunRole),
    #[serde(rename = "run.parts")]
    RunParts(Parts),
    #[serde(rename = "run.drawn")]
    RunDrawn(RunDrawn),
    #[serde(rename = "run.answered")]
    RunAnswered(Arc<Answered>),
    #[serde(rename = "run.reply_refused")]
    RunReplyRefused(ReplyRefused),
    #[serde(rename = "run.passed")]
    RunPassed(Passed),
    #[serde(rename = "run.acknowledged")]
    RunAcknowledged(Acknowledged),
    #[serde(rename = "run.withdrawn")]
    RunWithdrawn(Withdrawn),
    #[serde(rename = "run.interrupted")]
    RunInterrupted(RunInterrupted),
    #[serde(rename = "run.resumed")]
    RunResumed(RunResumed),
    #[serde(rename = "run.ended")]
    RunEnded(RunEnded),
    #[serde(rename = "stop.raised")]
    StopRaised(StopRaised),
    #[serde(rename = "stop.settled")]
    StopSettled(StopSettled),
    #[serde(rename = "stop.alarm")]
    StopAlarm(StopAlarm),
    #[serde(rename = "stop.released_by_phone")]
    StopReleased(StopReleased),
    #[serde(rename = "concern.raised")]
    ConcernRaised(ConcernRaised),
    #[serde(rename = "concern.carried")]
    ConcernCarried(ConcernCarried),
    #[serde(rename = "concern.answered")]
    ConcernAnswered(ConcernAnswered),
    #[serde(rename = "show_me.offered")]
    ShowMeOffered(ShowMeOffered),
    #[serde(rename = "photo.added")]
    PhotoAdded(PhotoAdded),
    #[serde(rename = "object.erased")]
    ObjectErased(ObjectErased),
    #[serde(rename = "amend.proposed")]
    AmendProposed(AmendProposed),
    #[serde(rename = "amend.withdrawn")]
    AmendWithdrawn(AmendWithdrawn),
    #[serde(rename = "hold.placed")]
    HoldPlaced(HoldPlaced),
    #[serde(rename = "hold.lifted")]
    HoldLifted(HoldLifted),
    #[serde(rename = "keep.term")]
    KeepTerm(KeepTerm),
    #[serde(rename = "handover.out")]
    HandoverOut(HandoverOut),
    #[serde(rename = "handover.in")]
    HandoverIn(HandoverIn),
}

/// Why a list of events cannot be one line.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EventsError {
    /// A line says at least one thing.
    #[error("an entry without events")]
    None,
    /// More than a line may hold.
    #[error("{found} events in one entry; at most {} fit", Events::MOST)]
    TooMany {
        /// How many there were.
        found: usize,
    },
}

/// The events of one entry: at least 1, at most 512.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Events(Vec<Event>);

impl<'de> Deserialize<'de> for Events {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(EventsVisitor)
    }
}

/// Most lines hold one event, and a list that grows by itself would make room for four at once.
struct EventsVisitor;

impl<'de> Visitor<'de> for EventsVisitor {
    type Value = Events;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Events, A::Error> {
        let mut events = Vec::with_capacity(1);
        while let Some(event) = seq.next_element()? {
            events.push(event);
        }
        Events::try_from(events).map_err(A::Error::custom)
    }
}

impl Events {
    /// The most events that one line may hold.
    pub const MOST: usize = 512;

    /// The events in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Event] {
        &self.0
    }
}

impl TryFrom<Vec<Event>> for Events {
    type Error = EventsError;

    fn try_from(events: Vec<Event>) -> Result<Self, EventsError> {
        match events.len() {
            0 => Err(EventsError::None),
            found if found > Self::MOST => Err(EventsError::TooMany { found }),
            _ => Ok(Self(events)),
        }
    }
}

impl From<Events> for Vec<Event> {
    fn from(events: Events) -> Self {
        events.0
    }
}

/// One line's worth: when, at whose keyboard, and what happened, in order.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The wall clock.
    pub t: UtcMillis,
    /// Milliseconds since the machine started, sleep included.
    pub up: Millis,
    /// The person at the keyboard, where known.
    pub seat: Option<PersonId>,
    /// What happened.
    pub ev: Events,
}

impl Entry {
    /// The events in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        self.ev.as_slice()
    }
}
