//! What makes a pending statement void: the rule that the writer keeps and every reader checks.
//!
//! Log format, section 8, "While a statement is pending". The line that holds such an event must itself carry
//! `statement.voided`; a cancel has no other event than that one.

use super::{Event, Prepared, StatementKind, VoidedWhy};
use crate::terms::{AmendId, Digest, ItemId, Millis, RunId};

/// How long a statement may be pending, by the time since start-up.
pub const PENDING_AT_MOST: Millis = 600_000;

/// Whether a statement prepared at `prepared_up` can no longer be signed at `up`.
#[must_use]
pub fn is_over(prepared_up: Millis, up: Millis) -> bool {
    up.saturating_sub(prepared_up) > PENDING_AT_MOST
}

/// What a statement is about, so far as other lines can be about it too; a roster or a sheet is about none of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct About {
    /// The run that is signed off.
    pub run: Option<RunId>,
    /// The item of that run.
    pub item: Option<ItemId>,
    /// The bytes that are approved, or by which is deviated.
    pub file: Option<Digest>,
    /// The amendment that is signed.
    pub amend: Option<AmendId>,
}

impl About {
    /// What `prepared` says that it is about; the item of a run only where it is declared.
    #[must_use]
    pub fn of(prepared: &Prepared) -> Self {
        let about = prepared.about.as_deref();
        let item = prepared.declares.as_ref().map(|declares| declares.item);
        let run = about.and_then(|about| about.parse().ok());
        let file = about.and_then(|about| about.parse().ok());
        match prepared.kind {
            StatementKind::Roster
            | StatementKind::Sheet
            | StatementKind::Restart
            | StatementKind::Ratify
            | StatementKind::Handover => Self::default(),
            StatementKind::Signoff => Self { run, item, ..Self::default() },
            StatementKind::Approve | StatementKind::Deviate => Self { file, ..Self::default() },
            StatementKind::Amend => {
                let amend = about.and_then(|about| about.parse().ok());
                Self { amend, ..Self::default() }
            }
        }
    }
}

/// Why `event` makes a pending statement void, where it does.
#[must_use]
pub fn voids(kind: StatementKind, about: About, event: &Event) -> Option<VoidedWhy> {
    let About { run, item, file, amend } = about;
    match event {
        Event::StopRaised(_) | Event::StopAlarm(_) => Some(VoidedWhy::Stop),
        Event::LogOpened(_) | Event::LogClosed {} => Some(VoidedWhy::Closed),
        Event::StatementRefused(_) => Some(VoidedWhy::Refused),
        Event::PersonAdded(_)
        | Event::PersonNamed(_)
        | Event::PersonKey(_)
        | Event::PersonKeyEnded(_)
        | Event::PersonRecipient(_)
        | Event::PersonRole(_)
        | Event::PersonRoleEnded(_)
        | Event::PersonProvisional(_)
        | Event::PersonDetails(_)
        | Event::PersonPermit(_)
        | Event::PersonTrained(_)
        | Event::RosterRoot(_)
        | Event::RosterPolicy(_) => Some(VoidedWhy::Changed),
        // Proposed anew, asked for anew, or taken back: what is being signed is not what stands any more.
        Event::ListSubmitted(e) => {
            let again = e.files.first().is_some_and(|first| file == Some(first.sha256));
            (again && kind == StatementKind::Approve).then_some(VoidedWhy::Changed)
        }
        Event::ListDeviation(e) => {
            let again = file == Some(e.file.sha256) && kind == StatementKind::Deviate;
            again.then_some(VoidedWhy::Changed)
        }
        Event::ListWithdrawn(e) => (file == Some(e.file.sha256)).then_some(VoidedWhy::Changed),
        // A picture changes nothing of what is being signed.
        Event::PhotoAdded(_) => None,
        Event::AmendWithdrawn(e) => (amend == Some(e.amend)).then_some(VoidedWhy::Changed),
        Event::LogCreated(_)
        | Event::RulesPeople(_)
        | Event::MeetingHeld(_)
        | Event::LogRecovered(_)
        | Event::LogCut(_)
        | Event::LogClockJump(_)
        | Event::LogExported(_)
        | Event::LogSaw(_)
        | Event::LogMet(_)
        | Event::LogForked(_)
        | Event::LogOverwritten(_)
        | Event::AnchorRequested(_)
        | Event::AnchorReceived(_)
        | Event::CardsPrinted(_)
        | Event::UnlockFailed(_)
        | Event::StatementPrepared(_)
        | Event::StatementSigned(_)
        | Event::StatementCompleted(_)
        | Event::StatementVoided(_)
        | Event::ItemAdded(_)
        | Event::ItemParticulars(_)
        | Event::ItemDeclared(_)
        | Event::ItemShown(_)
        | Event::ItemMoved(_)
        | Event::ItemCondition(_)
        | Event::ItemUnverified(_)
        | Event::LotAdded(_)
        | Event::LotMoved(_)
        | Event::LotCounted(_)
        | Event::LotClosed(_)
        | Event::LotApart(_)
        | Event::LotFreed(_)
        | Event::LotLimit(_)
        | Event::LotParticulars(_)
        | Event::DayLaw(_)
        | Event::StoreAdded(_)
        | Event::StoreSealed(_)
        | Event::StoreOpened(_)
        | Event::StoreKey(_)
        | Event::ListRules(_)
        | Event::RunStarted(_)
        | Event::RunRole(_)
        | Event::RunParts(_)
        | Event::RunDrawn(_)
        | Event::RunAnswered(_)
        | Event::RunReplyRefused(_)
        | Event::RunPassed(_)
        | Event::RunAcknowledged(_)
        | Event::RunWithdrawn(_)
        | Event::RunInterrupted(_)
        | Event::RunResumed(_)
        | Event::RunEnded(_)
        | Event::StopSettled(_)
        | Event::ConcernRaised(_)
        | Event::ConcernAnswered(_)
        | Event::ShowMeOffered(_)
        | Event::ObjectErased(_)
        | Event::HoldPlaced(_)
        | Event::KeepTerm(_)
        | Event::StopReleased(_)
        | Event::ConcernCarried(_)
        | Event::HandoverOut(_)
        | Event::HandoverIn(_)
        | Event::HoldLifted(_)
        | Event::AmendProposed(_) => {
            let about_it = (run.is_some() && event.run() == run)
                || item.is_some_and(|item| event.items().contains(&item));
            (kind == StatementKind::Signoff && about_it).then_some(VoidedWhy::Changed)
        }
    }
}
