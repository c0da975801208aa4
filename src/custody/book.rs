//! The book: every item, and what is so of it at a moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Item, Past};
use crate::terms::{ItemId, Millis, Stamp, State};

/// Every item of the production that this log keeps.
///
/// A copy is cheap: an item is copied when it changes, so that an entry can be rehearsed on a copy.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Book {
    pub(super) items: BTreeMap<ItemId, Arc<Item>>,
    /// What was recorded of items that are not in the book.
    pub(super) strangers: BTreeMap<ItemId, Vec<Past>>,
    /// The newest line in which a person called STOP about nothing in particular.
    pub(super) called: Option<u64>,
}

impl Book {
    /// Every item, in order of its tag.
    #[must_use]
    pub fn items(&self) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.items.values().map(AsRef::as_ref).collect();
        items.sort_by(|a, b| (&a.tag, a.id).cmp(&(&b.tag, b.id)));
        items
    }

    /// One item.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(&id).map(AsRef::as_ref)
    }

    /// The item with that tag, whatever the case of its letters; none where two have it.
    #[must_use]
    pub fn by_tag(&self, tag: &str) -> Option<&Item> {
        let wanted = tag.trim().to_lowercase();
        let mut found = self.items.values().filter(|item| item.tag.to_lowercase() == wanted);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Whether anything was ever recorded under that identifier, in the book or not.
    #[must_use]
    pub fn knows(&self, id: ItemId) -> bool {
        self.items.contains_key(&id) || self.strangers.contains_key(&id)
    }

    /// What was recorded of an item that is not in the book.
    pub fn strangers(&self) -> impl Iterator<Item = (ItemId, &[Past])> {
        self.strangers.iter().map(|(id, past)| (*id, past.as_slice()))
    }

    /// The item's condition at `now`; `None` when it is not in the book.
    ///
    /// Pure: a declaration whose time is over is no longer in force, whether or not an event says so yet.
    #[must_use]
    pub fn state(&self, item: ItemId, now: &Stamp) -> Option<State> {
        Some(self.item(item)?.state(now))
    }

    /// The items of which a declaration is in force at `now`.
    pub fn declared(&self, now: &Stamp) -> impl Iterator<Item = ItemId> {
        self.items.values().filter(|item| item.in_force(now).is_some()).map(|item| item.id)
    }

    /// The items of which a declaration's time is over, without an event that says so yet.
    #[must_use]
    pub fn lapsed(&self, now: &Stamp) -> Vec<ItemId> {
        let over = |item: &&Arc<Item>| item.declaration.is_some() && item.in_force(now).is_none();
        self.items.values().filter(over).map(|item| item.id).collect()
    }

    /// How long from `now` until the next declaration's time is over.
    #[must_use]
    pub fn next_change(&self, now: &Stamp) -> Option<Millis> {
        self.items.values().filter_map(|item| item.declaration.as_ref()?.until.left(now)).min()
    }
}
