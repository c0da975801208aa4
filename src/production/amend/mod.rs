//! What was recorded and can be corrected, and the amendments: they move nothing else of the state.

mod asked;
mod recorded;
mod refusal;

pub use asked::Amend;
pub use refusal::AmendRefusal;

use std::borrow::Cow;
use std::sync::Arc;

use recorded::Recorded;

use crate::event::{AmendFault, Amendments, Event, RowRef, StatementKind};
use crate::production::state::{Pending, Production};
use crate::terms::{Stamp, UtcMillis};

/// The events that an amendment may name, and how every amendment stands.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Record {
    recorded: Recorded,
    amendments: Arc<Amendments>,
}

impl Record {
    pub(super) fn apply(
        &mut self,
        event: &Event,
        place: RowRef,
        pending: Option<&Pending>,
        at: &Stamp,
    ) -> Result<(), AmendFault> {
        // Most lines say nothing of amendments, and the copies of a state share them.
        let completes = pending.is_some_and(|one| one.prepared.kind == StatementKind::Amend)
            && matches!(event, Event::StatementCompleted(_));
        if let Event::LogCreated(_) = event {
            self.recorded = Recorded::default();
            self.amendments = Arc::default();
        } else if completes || matches!(event, Event::AmendProposed(_) | Event::AmendWithdrawn(_)) {
            let prepared = pending.map(|one| &one.prepared);
            let recorded = |at: &RowRef| self.recorded.get(at);
            let amendments = Arc::make_mut(&mut self.amendments);
            amendments.feed(&place, at.wall, event, prepared, recorded)?;
        }
        Ok(())
    }

    /// Keeps an event that was applied, where an amendment may name it.
    pub(super) fn keep(&mut self, event: Cow<'_, Event>, place: RowRef, t: UtcMillis) {
        self.recorded.take(event, place, t);
    }
}

impl Production {
    /// Every amendment and how it stands.
    #[must_use]
    pub fn amendments(&self) -> &Amendments {
        &self.record.amendments
    }

    /// What this log recorded at a place, and when its line was written; nothing where an amendment may not name it.
    #[must_use]
    pub fn recorded(&self, at: &RowRef) -> Option<(UtcMillis, Event)> {
        self.record.recorded.get(at)
    }
}
