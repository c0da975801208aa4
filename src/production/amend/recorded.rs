//! The events that an amendment may name, by their places, in pieces that the copies of a state share.

use std::borrow::Cow;
use std::sync::Arc;

use crate::event::{Event, RowRef, is_correctable};
use crate::terms::UtcMillis;

/// How many events a piece holds: with each entry no more than one piece is copied.
const PIECE: usize = 64;

#[derive(Clone, Debug, Eq, PartialEq)]
struct Told {
    at: (u64, u32),
    t: UtcMillis,
    event: Arc<Event>,
}

/// The events in order of entry.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Recorded {
    pieces: Vec<Arc<Vec<Told>>>,
}

impl Recorded {
    pub(super) fn take(&mut self, event: Cow<'_, Event>, place: RowRef, t: UtcMillis) {
        if !is_correctable(&event) {
            return;
        }
        let told = Told { at: (place.seq, place.i), t, event: Arc::new(event.into_owned()) };
        match self.pieces.last_mut().filter(|piece| piece.len() < PIECE) {
            Some(piece) => Arc::make_mut(piece).push(told),
            None => self.pieces.push(Arc::new(vec![told])),
        }
    }

    pub(super) fn get(&self, at: &RowRef) -> Option<(UtcMillis, Event)> {
        let at = (at.seq, at.i);
        let after =
            self.pieces.partition_point(|piece| piece.first().is_some_and(|first| first.at <= at));
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        let found = piece.binary_search_by_key(&at, |told| told.at).ok()?;
        piece.get(found).map(|told| (told.t, told.event.as_ref().clone()))
    }
}
