//! The pictures of things and of paper cards, and the runs in which files were brought.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::state::Production;
use crate::event::{Event, PhotoAdded};
use crate::run::Run;
use crate::terms::{ItemId, RunId, Stamp};

/// A picture that was brought outside a run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Photo {
    /// What it is of, and its bytes.
    pub added: PhotoAdded,
    /// When it was brought.
    pub at: Stamp,
}

/// The pictures, in the order in which they were brought.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Photos {
    items: Arc<BTreeMap<ItemId, Vec<Photo>>>,
    cards: Arc<BTreeMap<u32, Vec<Photo>>>,
    /// Those in which files were brought with an answer, whether or not it stands.
    runs: Arc<BTreeSet<RunId>>,
}

impl Photos {
    pub(super) fn apply(&mut self, event: &Event, at: &Stamp) {
        if let Event::PhotoAdded(added) = event {
            let photo = Photo { added: added.clone(), at: at.clone() };
            if let Some(item) = added.item {
                Arc::make_mut(&mut self.items).entry(item).or_default().push(photo.clone());
            }
            if let Some(card) = added.card {
                Arc::make_mut(&mut self.cards).entry(card).or_default().push(photo);
            }
        } else if let Event::RunAnswered(answered) = event
            && answered.replies.iter().any(|reply| reply.object.is_some())
        {
            Arc::make_mut(&mut self.runs).insert(answered.run);
        }
    }
}

impl Production {
    /// The pictures of an item that were brought outside runs, in order.
    #[must_use]
    pub fn photos_of(&self, item: ItemId) -> &[Photo] {
        self.photos.items.get(&item).map_or(&[], Vec::as_slice)
    }

    /// The pictures of a paper card, in order.
    #[must_use]
    pub fn photos_of_card(&self, card: u32) -> &[Photo] {
        self.photos.cards.get(&card).map_or(&[], Vec::as_slice)
    }

    /// The items of which pictures were brought outside runs.
    pub fn with_photos(&self) -> impl Iterator<Item = ItemId> {
        self.photos.items.keys().copied()
    }

    /// The runs in which files were brought with an answer, those whose answer was withdrawn among them.
    pub fn runs_with_files(&self) -> impl Iterator<Item = &Run> {
        self.photos.runs.iter().filter_map(|run| self.run(*run))
    }
}
