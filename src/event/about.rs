//! Which run and which items an event is about.

use super::Event;
use crate::terms::{ItemId, RunId};

impl Event {
    /// The run that it is about.
    #[must_use]
    pub fn run(&self) -> Option<RunId> {
        match self {
            Self::RunStarted(e) => Some(e.run),
            Self::RunRole(e) => Some(e.run),
            Self::RunParts(e) => Some(e.run),
            Self::RunDrawn(e) => Some(e.run),
            Self::RunAnswered(e) => Some(e.run),
            Self::RunReplyRefused(e) => Some(e.run),
            Self::RunPassed(e) => Some(e.run),
            Self::RunAcknowledged(e) => Some(e.run),
            Self::RunWithdrawn(e) => Some(e.run),
            Self::RunInterrupted(e) => Some(e.run),
            Self::RunResumed(e) => Some(e.run),
            Self::RunEnded(e) => Some(e.run),
            Self::ItemDeclared(e) => e.run,
            Self::ItemMoved(e) => e.run,
            Self::LotMoved(e) => e.run,
            Self::StopRaised(e) => e.run,
            Self::LogCreated(_)
            | Self::LogOpened(_)
            | Self::LogClosed {}
            | Self::LogRecovered(_)
            | Self::LogCut(_)
            | Self::LogClockJump(_)
            | Self::LogExported(_)
            | Self::LogSaw(_)
            | Self::LogMet(_)
            | Self::LogForked(_)
            | Self::LogOverwritten(_)
            | Self::AnchorRequested(_)
            | Self::AnchorReceived(_)
            | Self::CardsPrinted(_)
            | Self::PersonAdded(_)
            | Self::PersonNamed(_)
            | Self::PersonKey(_)
            | Self::PersonKeyEnded(_)
            | Self::PersonRole(_)
            | Self::PersonRoleEnded(_)
            | Self::PersonProvisional(_)
            | Self::PersonDetails(_)
            | Self::PersonPermit(_)
            | Self::PersonTrained(_)
            | Self::RulesPeople(_)
            | Self::MeetingHeld(_)
            | Self::RosterRoot(_)
            | Self::RosterPolicy(_)
            | Self::UnlockFailed(_)
            | Self::StatementPrepared(_)
            | Self::StatementSigned(_)
            | Self::StatementCompleted(_)
            | Self::StatementRefused(_)
            | Self::StatementVoided(_)
            | Self::ItemAdded(_)
            | Self::ItemParticulars(_)
            | Self::ItemShown(_)
            | Self::ItemCondition(_)
            | Self::ItemUnverified(_)
            | Self::LotAdded(_)
            | Self::LotCounted(_)
            | Self::LotClosed(_)
            | Self::LotApart(_)
            | Self::LotFreed(_)
            | Self::LotLimit(_)
            | Self::LotParticulars(_)
            | Self::DayLaw(_)
            | Self::StoreAdded(_)
            | Self::StoreSealed(_)
            | Self::StoreOpened(_)
            | Self::StoreKey(_)
            | Self::ListSubmitted(_)
            | Self::ListRules(_)
            | Self::ListDeviation(_)
            | Self::ListWithdrawn(_)
            | Self::StopSettled(_)
            | Self::ConcernRaised(_)
            | Self::ConcernAnswered(_)
            | Self::ShowMeOffered(_)
            | Self::ObjectErased(_)
            | Self::AmendProposed(_)
            | Self::HoldPlaced(_)
            | Self::KeepTerm(_)
            | Self::PhotoAdded(_)
            | Self::StopAlarm(_)
            | Self::StopReleased(_)
            | Self::ConcernCarried(_)
            | Self::PersonRecipient(_)
            | Self::HandoverOut(_)
            | Self::HandoverIn(_)
            | Self::HoldLifted(_)
            | Self::AmendWithdrawn(_) => None,
        }
    }

    /// The items that it is about.
    #[must_use]
    pub fn items(&self) -> &[ItemId] {
        match self {
            Self::ItemShown(e) => &e.items,
            Self::ItemAdded(e) => std::slice::from_ref(&e.item),
            Self::ItemParticulars(e) => std::slice::from_ref(&e.item),
            Self::ItemDeclared(e) => std::slice::from_ref(&e.item),
            Self::ItemMoved(e) => std::slice::from_ref(&e.item),
            Self::ItemCondition(e) => std::slice::from_ref(&e.item),
            Self::ItemUnverified(e) => std::slice::from_ref(&e.item),
            Self::ShowMeOffered(e) => std::slice::from_ref(&e.item),
            Self::StoreAdded(e) => std::slice::from_ref(&e.item),
            Self::StoreSealed(e) => std::slice::from_ref(&e.item),
            Self::StoreOpened(e) => std::slice::from_ref(&e.item),
            Self::StoreKey(e) => std::slice::from_ref(&e.item),
            Self::RunStarted(e) => e.item.as_slice(),
            Self::LotMoved(e) => e.gun.as_slice(),
            Self::StopRaised(e) => e.item.as_slice(),
            Self::StopAlarm(e) => e.item.as_slice(),
            Self::PhotoAdded(e) => e.item.as_slice(),
            Self::LogCreated(_)
            | Self::LogOpened(_)
            | Self::LogClosed {}
            | Self::LogRecovered(_)
            | Self::LogCut(_)
            | Self::LogClockJump(_)
            | Self::LogExported(_)
            | Self::LogSaw(_)
            | Self::LogMet(_)
            | Self::LogForked(_)
            | Self::LogOverwritten(_)
            | Self::AnchorRequested(_)
            | Self::AnchorReceived(_)
            | Self::CardsPrinted(_)
            | Self::PersonAdded(_)
            | Self::PersonNamed(_)
            | Self::PersonKey(_)
            | Self::PersonKeyEnded(_)
            | Self::PersonRole(_)
            | Self::PersonRoleEnded(_)
            | Self::PersonProvisional(_)
            | Self::PersonDetails(_)
            | Self::PersonPermit(_)
            | Self::PersonTrained(_)
            | Self::RulesPeople(_)
            | Self::MeetingHeld(_)
            | Self::RosterRoot(_)
            | Self::RosterPolicy(_)
            | Self::UnlockFailed(_)
            | Self::StatementPrepared(_)
            | Self::StatementSigned(_)
            | Self::StatementCompleted(_)
            | Self::StatementRefused(_)
            | Self::StatementVoided(_)
            | Self::LotAdded(_)
            | Self::LotCounted(_)
            | Self::LotClosed(_)
            | Self::LotApart(_)
            | Self::LotFreed(_)
            | Self::LotLimit(_)
            | Self::LotParticulars(_)
            | Self::DayLaw(_)
            | Self::ListSubmitted(_)
            | Self::ListRules(_)
            | Self::ListDeviation(_)
            | Self::ListWithdrawn(_)
            | Self::RunRole(_)
            | Self::RunParts(_)
            | Self::RunDrawn(_)
            | Self::RunAnswered(_)
            | Self::RunReplyRefused(_)
            | Self::RunPassed(_)
            | Self::RunAcknowledged(_)
            | Self::RunWithdrawn(_)
            | Self::RunInterrupted(_)
            | Self::RunResumed(_)
            | Self::RunEnded(_)
            | Self::StopSettled(_)
            | Self::ConcernRaised(_)
            | Self::ConcernAnswered(_)
            | Self::ObjectErased(_)
            | Self::AmendProposed(_)
            | Self::HoldPlaced(_)
            | Self::KeepTerm(_)
            | Self::StopReleased(_)
            | Self::ConcernCarried(_)
            | Self::PersonRecipient(_)
            | Self::HandoverOut(_)
            | Self::HandoverIn(_)
            | Self::HoldLifted(_)
            | Self::AmendWithdrawn(_) => &[],
        }
    }
}
