//! What makes a pending statement void: the rule that the writer keeps and every reader checks.
//!
//! Log format, section 8, "While a statement is pending". The line that holds such an event must itself carry
//! `statement.voided`; a cancel has no other event than that one.

use super::{Event, StatementKind, VoidedWhy};
use crate::terms::{ItemId, Millis, RunId};

/// How long a statement may be pending, by the time since start-up.
pub const PENDING_AT_MOST: Millis = 600_000;

/// Whether a statement prepared at `prepared_up` can no longer be signed at `up`.
#[must_use]
pub fn is_over(prepared_up: Millis, up: Millis) -> bool {
    up.saturating_sub(prepared_up) > PENDING_AT_MOST
}

/// Why `event` makes a pending statement void, where it does.
///
/// `run` and `item` are what a sign-off is about; a roster or a sheet has neither.
#[must_use]
pub fn voids(
    kind: StatementKind,
    run: Option<RunId>,
    item: Option<ItemId>,
    event: &Event,
) -> Option<VoidedWhy> {
    match event {
        Event::StopRaised(_) => Some(VoidedWhy::Stop),
        Event::LogOpened(_) | Event::LogClosed {} => Some(VoidedWhy::Closed),
        Event::StatementRefused(_) => Some(VoidedWhy::Refused),
        Event::PersonAdded(_)
        | Event::PersonNamed(_)
        | Event::PersonKey(_)
        | Event::PersonKeyEnded(_)
        | Event::PersonRole(_)
        | Event::PersonRoleEnded(_)
        | Event::PersonProvisional(_)
        | Event::RosterRoot(_) => Some(VoidedWhy::Changed),
        Event::LogCreated(_)
        | Event::LogRecovered(_)
        | Event::LogCut(_)
        | Event::LogClockJump(_)
        | Event::LogExported(_)
        | Event::LogSaw(_)
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
        | Event::ObjectErased(_) => {
            let about_it = (run.is_some() && event.run() == run)
                || item.is_some_and(|item| event.items().contains(&item));
            (kind == StatementKind::Signoff && about_it).then_some(VoidedWhy::Changed)
        }
    }
}
