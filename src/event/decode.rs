//! Reading an event: its kind stands first, so that the members after it are read as what they are, once.
//!
//! What serde derives for a tagged enum keeps every member aside until it has seen the tag, wherever that stands; our
//! writer puts it first, and a line in another order is refused anyway.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, VariantAccess as _, Visitor,
};

use super::Event;

/// The kinds, by the word that a line has for each.
#[derive(Deserialize)]
enum Kind {
    #[serde(rename = "log.created")]
    LogCreated,
    #[serde(rename = "log.opened")]
    LogOpened,
    #[serde(rename = "log.closed")]
    LogClosed,
    #[serde(rename = "log.recovered")]
    LogRecovered,
    #[serde(rename = "log.cut")]
    LogCut,
    #[serde(rename = "log.clock_jump")]
    LogClockJump,
    #[serde(rename = "log.exported")]
    LogExported,
    #[serde(rename = "log.saw")]
    LogSaw,
    #[serde(rename = "log.met")]
    LogMet,
    #[serde(rename = "log.forked")]
    LogForked,
    #[serde(rename = "log.overwritten")]
    LogOverwritten,
    #[serde(rename = "card.printed")]
    CardsPrinted,
    #[serde(rename = "anchor.requested")]
    AnchorRequested,
    #[serde(rename = "anchor.received")]
    AnchorReceived,
    #[serde(rename = "person.added")]
    PersonAdded,
    #[serde(rename = "person.named")]
    PersonNamed,
    #[serde(rename = "person.key")]
    PersonKey,
    #[serde(rename = "person.key_ended")]
    PersonKeyEnded,
    #[serde(rename = "person.role")]
    PersonRole,
    #[serde(rename = "person.role_ended")]
    PersonRoleEnded,
    #[serde(rename = "person.provisional")]
    PersonProvisional,
    #[serde(rename = "person.details")]
    PersonDetails,
    #[serde(rename = "person.permit")]
    PersonPermit,
    #[serde(rename = "person.trained")]
    PersonTrained,
    #[serde(rename = "rules.people")]
    RulesPeople,
    #[serde(rename = "meeting.held")]
    MeetingHeld,
    #[serde(rename = "roster.root")]
    RosterRoot,
    #[serde(rename = "roster.policy")]
    RosterPolicy,
    #[serde(rename = "unlock.failed")]
    UnlockFailed,
    #[serde(rename = "statement.prepared")]
    StatementPrepared,
    #[serde(rename = "statement.signed")]
    StatementSigned,
    #[serde(rename = "statement.completed")]
    StatementCompleted,
    #[serde(rename = "statement.refused")]
    StatementRefused,
    #[serde(rename = "statement.voided")]
    StatementVoided,
    #[serde(rename = "item.added")]
    ItemAdded,
    #[serde(rename = "item.particulars")]
    ItemParticulars,
    #[serde(rename = "item.declared")]
    ItemDeclared,
    #[serde(rename = "item.shown")]
    ItemShown,
    #[serde(rename = "item.moved")]
    ItemMoved,
    #[serde(rename = "item.condition")]
    ItemCondition,
    #[serde(rename = "item.unverified")]
    ItemUnverified,
    #[serde(rename = "lot.added")]
    LotAdded,
    #[serde(rename = "lot.moved")]
    LotMoved,
    #[serde(rename = "lot.counted")]
    LotCounted,
    #[serde(rename = "lot.closed")]
    LotClosed,
    #[serde(rename = "lot.apart")]
    LotApart,
    #[serde(rename = "lot.freed")]
    LotFreed,
    #[serde(rename = "lot.limit")]
    LotLimit,
    #[serde(rename = "lot.particulars")]
    LotParticulars,
    #[serde(rename = "day.law")]
    DayLaw,
    #[serde(rename = "store.added")]
    StoreAdded,
    #[serde(rename = "store.sealed")]
    StoreSealed,
    #[serde(rename = "store.opened")]
    StoreOpened,
    #[serde(rename = "store.key")]
    StoreKey,
    #[serde(rename = "list.submitted")]
    ListSubmitted,
    #[serde(rename = "list.rules")]
    ListRules,
    #[serde(rename = "list.deviation")]
    ListDeviation,
    #[serde(rename = "list.withdrawn")]
    ListWithdrawn,
    #[serde(rename = "run.started")]
    RunStarted,
    #[serde(rename = "run.role")]
    RunRole,
    #[serde(rename = "run.parts")]
    RunParts,
    #[serde(rename = "run.drawn")]
    RunDrawn,
    #[serde(rename = "run.answered")]
    RunAnswered,
    #[serde(rename = "run.reply_refused")]
    RunReplyRefused,
    #[serde(rename = "run.passed")]
    RunPassed,
    #[serde(rename = "run.acknowledged")]
    RunAcknowledged,
    #[serde(rename = "run.withdrawn")]
    RunWithdrawn,
    #[serde(rename = "run.interrupted")]
    RunInterrupted,
    #[serde(rename = "run.resumed")]
    RunResumed,
    #[serde(rename = "run.ended")]
    RunEnded,
    #[serde(rename = "stop.raised")]
    StopRaised,
    #[serde(rename = "stop.settled")]
    StopSettled,
    #[serde(rename = "concern.raised")]
    ConcernRaised,
    #[serde(rename = "concern.answered")]
    ConcernAnswered,
    #[serde(rename = "show_me.offered")]
    ShowMeOffered,
    #[serde(rename = "photo.added")]
    PhotoAdded,
    #[serde(rename = "object.erased")]
    ObjectErased,
    #[serde(rename = "amend.proposed")]
    AmendProposed,
    #[serde(rename = "amend.withdrawn")]
    AmendWithdrawn,
    #[serde(rename = "concern.carried")]
    ConcernCarried,
    #[serde(rename = "person.recipient")]
    PersonRecipient,
    #[serde(rename = "stop.alarm")]
    StopAlarm,
    #[serde(rename = "stop.released_by_phone")]
    StopReleased,
    #[serde(rename = "hold.placed")]
    HoldPlaced,
    #[serde(rename = "hold.lifted")]
    HoldLifted,
    #[serde(rename = "keep.term")]
    KeepTerm,
    #[serde(rename = "handover.out")]
    HandoverOut,
    #[serde(rename = "handover.in")]
    HandoverIn,
}

/// An event without members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_map(EventVisitor)
        } else {
            deserializer.deserialize_enum("Event", &[], EventVisitor)
        }
    }
}

struct EventVisitor;

impl<'de> Visitor<'de> for EventVisitor {
    type Value = Event;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event with its kind first")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Event, A::Error> {
        if map.next_key_seed(IsKind)? != Some(true) {
            return Err(A::Error::custom("the kind of an event does not stand first"));
        }
        let kind: Kind = map.next_value()?;
        event(kind, MapAccessDeserializer::new(map))
    }

    /// Where the kind was taken off before.
    fn visit_enum<A: EnumAccess<'de>>(self, from: A) -> Result<Event, A::Error> {
        let (kind, members) = from.variant::<Kind>()?;
        members.newtype_variant_seed(Members(kind))
    }
}

/// The members of an event of a known kind.
struct Members(Kind);

impl<'de> DeserializeSeed<'de> for Members {
    type Value = Event;

    fn deserialize<D: Deserializer<'de>>(self, members: D) -> Result<Event, D::Error> {
        event(self.0, members)
    }
}

fn event<'de, D: Deserializer<'de>>(kind: Kind, members: D) -> Result<Event, D::Error> {
    match kind {
        Kind::LogCreated => Deserialize::deserialize(members).map(Event::LogCreated),
        Kind::LogOpened => Deserialize::deserialize(members).map(Event::LogOpened),
        Kind::LogClosed => Nothing::deserialize(members).map(|Nothing {}| Event::LogClosed {}),
        Kind::LogRecovered => Deserialize::deserialize(members).map(Event::LogRecovered),
        Kind::LogCut => Deserialize::deserialize(members).map(Event::LogCut),
        Kind::LogClockJump => Deserialize::deserialize(members).map(Event::LogClockJump),
        Kind::LogExported => Deserialize::deserialize(members).map(Event::LogExported),
        Kind::LogSaw => Deserialize::deserialize(members).map(Event::LogSaw),
        Kind::LogMet => Deserialize::deserialize(members).map(Event::LogMet),
        Kind::LogForked => Deserialize::deserialize(members).map(Event::LogForked),
        Kind::LogOverwritten => Deserialize::deserialize(members).map(Event::LogOverwritten),
        Kind::CardsPrinted => Deserialize::deserialize(members).map(Event::CardsPrinted),
        Kind::AnchorRequested => Deserialize::deserialize(members).map(Event::AnchorRequested),
        Kind::AnchorReceived => Deserialize::deserialize(members).map(Event::AnchorReceived),
        Kind::PersonAdded => Deserialize::deserialize(members).map(Event::PersonAdded),
        Kind::PersonNamed => Deserialize::deserialize(members).map(Event::PersonNamed),
        Kind::PersonKey => Deserialize::deserialize(members).map(Event::PersonKey),
        Kind::PersonKeyEnded => Deserialize::deserialize(members).map(Event::PersonKeyEnded),
        Kind::PersonRole => Deserialize::deserialize(members).map(Event::PersonRole),
        Kind::PersonRoleEnded => Deserialize::deserialize(members).map(Event::PersonRoleEnded),
        Kind::PersonProvisional => Deserialize::deserialize(members).map(Event::PersonProvisional),
        Kind::PersonDetails => Deserialize::deserialize(members).map(Event::PersonDetails),
        Kind::PersonPermit => Deserialize::deserialize(members).map(Event::PersonPermit),
        Kind::PersonTrained => Deserialize::deserialize(members).map(Event::PersonTrained),
        Kind::RulesPeople => Deserialize::deserialize(members).map(Event::RulesPeople),
        Kind::MeetingHeld => Deserialize::deserialize(members).map(Event::MeetingHeld),
        Kind::RosterRoot => Deserialize::deserialize(members).map(Event::RosterRoot),
        Kind::RosterPolicy => Deserialize::deserialize(members).map(Event::RosterPolicy),
        Kind::UnlockFailed => Deserialize::deserialize(members).map(Event::UnlockFailed),
        Kind::StatementPrepared => Deserialize::deserialize(members).map(Event::StatementPrepared),
        Kind::StatementSigned => Deserialize::deserialize(members).map(Event::StatementSigned),
        Kind::StatementCompleted => {
            Deserialize::deserialize(members).map(Event::StatementCompleted)
        }
        Kind::StatementRefused => Deserialize::deserialize(members).map(Event::StatementRefused),
        Kind::StatementVoided => Deserialize::deserialize(members).map(Event::StatementVoided),
        Kind::ItemAdded => Deserialize::deserialize(members).map(Event::ItemAdded),
        Kind::ItemParticulars => Deserialize::deserialize(members).map(Event::ItemParticulars),
        Kind::ItemDeclared => Deserialize::deserialize(members).map(Event::ItemDeclared),
        Kind::ItemShown => Deserialize::deserialize(members).map(Event::ItemShown),
        Kind::ItemMoved => Deserialize::deserialize(members).map(Event::ItemMoved),
        Kind::ItemCondition => Deserialize::deserialize(members).map(Event::ItemCondition),
        Kind::ItemUnverified => Deserialize::deserialize(members).map(Event::ItemUnverified),
        Kind::LotAdded => Deserialize::deserialize(members).map(Event::LotAdded),
        Kind::LotMoved => Deserialize::deserialize(members).map(Event::LotMoved),
        Kind::LotCounted => Deserialize::deserialize(members).map(Event::LotCounted),
        Kind::LotClosed => Deserialize::deserialize(members).map(Event::LotClosed),
        Kind::LotApart => Deserialize::deserialize(members).map(Event::LotApart),
        Kind::LotFreed => Deserialize::deserialize(members).map(Event::LotFreed),
        Kind::LotLimit => Deserialize::deserialize(members).map(Event::LotLimit),
        Kind::LotParticulars => Deserialize::deserialize(members).map(Event::LotParticulars),
        Kind::DayLaw => Deserialize::deserialize(members).map(Event::DayLaw),
        Kind::StoreAdded => Deserialize::deserialize(members).map(Event::StoreAdded),
        Kind::StoreSealed => Deserialize::deserialize(members).map(Event::StoreSealed),
        Kind::StoreOpened => Deserialize::deserialize(members).map(Event::StoreOpened),
        Kind::StoreKey => Deserialize::deserialize(members).map(Event::StoreKey),
        Kind::ListSubmitted => Deserialize::deserialize(members).map(Event::ListSubmitted),
        Kind::ListRules => Deserialize::deserialize(members).map(Event::ListRules),
        Kind::ListDeviation => Deserialize::deserialize(members).map(Event::ListDeviation),
        Kind::ListWithdrawn => Deserialize::deserialize(members).map(Event::ListWithdrawn),
        Kind::RunStarted => Deserialize::deserialize(members).map(Event::RunStarted),
        Kind::RunRole => Deserialize::deserialize(members).map(Event::RunRole),
        Kind::RunParts => Deserialize::deserialize(members).map(Event::RunParts),
        Kind::RunDrawn => Deserialize::deserialize(members).map(Event::RunDrawn),
        Kind::RunAnswered => Deserialize::deserialize(members).map(Event::RunAnswered),
        Kind::RunReplyRefused => Deserialize::deserialize(members).map(Event::RunReplyRefused),
        Kind::RunPassed => Deserialize::deserialize(members).map(Event::RunPassed),
        Kind::RunAcknowledged => Deserialize::deserialize(members).map(Event::RunAcknowledged),
        Kind::RunWithdrawn => Deserialize::deserialize(members).map(Event::RunWithdrawn),
        Kind::RunInterrupted => Deserialize::deserialize(members).map(Event::RunInterrupted),
        Kind::RunResumed => Deserialize::deserialize(members).map(Event::RunResumed),
        Kind::RunEnded => Deserialize::deserialize(members).map(Event::RunEnded),
        Kind::StopRaised => Deserialize::deserialize(members).map(Event::StopRaised),
        Kind::StopSettled => Deserialize::deserialize(members).map(Event::StopSettled),
        Kind::ConcernRaised => Deserialize::deserialize(members).map(Event::ConcernRaised),
        Kind::ConcernAnswered => Deserialize::deserialize(members).map(Event::ConcernAnswered),
        Kind::ShowMeOffered => Deserialize::deserialize(members).map(Event::ShowMeOffered),
        Kind::PhotoAdded => Deserialize::deserialize(members).map(Event::PhotoAdded),
        Kind::ObjectErased => Deserialize::deserialize(members).map(Event::ObjectErased),
        Kind::AmendProposed => Deserialize::deserialize(members).map(Event::AmendProposed),
        Kind::AmendWithdrawn => Deserialize::deserialize(members).map(Event::AmendWithdrawn),
        Kind::ConcernCarried => Deserialize::deserialize(members).map(Event::ConcernCarried),
        Kind::PersonRecipient => Deserialize::deserialize(members).map(Event::PersonRecipient),
        Kind::StopAlarm => Deserialize::deserialize(members).map(Event::StopAlarm),
        Kind::StopReleased => Deserialize::deserialize(members).map(Event::StopReleased),
        Kind::HoldPlaced => Deserialize::deserialize(members).map(Event::HoldPlaced),
        Kind::HoldLifted => Deserialize::deserialize(members).map(Event::HoldLifted),
        Kind::KeepTerm => Deserialize::deserialize(members).map(Event::KeepTerm),
        Kind::HandoverOut => Deserialize::deserialize(members).map(Event::HandoverOut),
        Kind::HandoverIn => Deserialize::deserialize(members).map(Event::HandoverIn),
    }
}

/// Whether a key is the one of the kind; nothing is kept of it.
struct IsKind;

impl<'de> DeserializeSeed<'de> for IsKind {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for IsKind {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == "k")
    }
}
