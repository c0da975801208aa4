//! How events become one line: the lapses before them, and the statement that they void.

use super::context::{Context, Decision};
use super::refusal::Refusal;
use super::state::{Pending, Production};
use super::stores;
use crate::event::{About, Event, Events, Voided, VoidedWhy, is_over, voids};
use crate::terms::Digest;

/// At most so many lapses stand before what a line is about.
const LAPSES: usize = 256;

/// A line in the making.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) events: Vec<Event>,
    pub(super) end: bool,
    pub(super) objects: Vec<Digest>,
}

impl Draft {
    pub(super) fn of(events: Vec<Event>) -> Self {
        Self { events, end: false, objects: Vec::new() }
    }
}

impl Production {
    /// What is true without an event and must stand in the next line: declarations whose time is over.
    pub(super) fn prologue(&self, cx: &Context<'_>) -> Vec<Event> {
        let mut lapses = self.book.lapses(cx.now);
        // The rest stands in the lines after it; over they are all the same.
        lapses.truncate(LAPSES);
        lapses
    }

    /// The line: lapses first, then what was decided, then the containers that it opened and the runs that begin again by it, then the end of a statement
    /// that it voids.
    pub(super) fn finish(&self, draft: Draft, cx: &Context<'_>) -> Result<Decision, Refusal> {
        let mut events = self.prologue(cx);
        events.extend(draft.events);
        let opened = stores::opened(self, &events, cx);
        events.extend(opened);
        let disturbed = self.disturbed(&events, cx);
        events.extend(disturbed);
        if let Some(why) = self.voided(&events, cx) {
            events.extend(why);
        }
        let decision = Decision::new(events, cx).ok_or(Refusal::TooMuch)?;
        Ok(Decision { end: draft.end, objects: draft.objects, ..decision })
    }

    /// The same for what happened, which is never too much: of the ends that follow from it, those that do not fit any
    /// more are left to a line of their own. What happened stands first, and a statement that it voids is voided with it.
    pub(super) fn finish_what_happened(&self, draft: Draft, cx: &Context<'_>) -> Option<Decision> {
        let mut disturbed = stores::opened(self, &draft.events, cx);
        disturbed.extend(self.disturbed(&draft.events, cx));
        let about: Vec<Event> = draft.events.iter().chain(&disturbed).cloned().collect();
        let voided = self.voided(&about, cx).unwrap_or_default();
        let mut events = self.prologue(cx);
        events.extend(draft.events);
        events.truncate(Events::MOST.saturating_sub(disturbed.len() + voided.len()));
        events.extend(disturbed);
        events.extend(voided);
        let decision = Decision::new(events, cx)?;
        Some(Decision { end: draft.end, objects: draft.objects, ..decision })
    }

    fn voided(&self, events: &[Event], cx: &Context<'_>) -> Option<Vec<Event>> {
        let pending = self.pending.as_ref()?;
        let settled = events
            .iter()
            .any(|event| matches!(event, Event::StatementCompleted(_) | Event::StatementVoided(_)));
        if settled {
            return None;
        }
        let why = self.why_void(pending, events, cx)?;
        Some(vec![Event::StatementVoided(Voided { statement: pending.statement, why })])
    }

    /// Why a pending statement can no longer be signed, though no line says so yet: its time is over, or something that it
    /// is about has lapsed.
    pub(super) fn dead(&self, pending: &Pending, cx: &Context<'_>) -> Option<VoidedWhy> {
        self.why_void(pending, &self.prologue(cx), cx)
    }

    fn why_void(&self, pending: &Pending, events: &[Event], cx: &Context<'_>) -> Option<VoidedWhy> {
        let prepared = &pending.prepared;
        let about = About::of(prepared);
        let by_event = events.iter().find_map(|event| voids(prepared.kind, about, event));
        let by_time = is_over(pending.at.up, cx.now.up).then_some(VoidedWhy::Timeout);
        by_event.or(by_time)
    }
}
