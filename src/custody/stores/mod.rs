//! Containers as the log tells them: what each is named by, the seal that is on it, who holds its keys, how it was found.

mod apply;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use apply::IllegalStore;

use crate::custody::{Book, Item, Moment};
use crate::event::{Event, StoreOpened};
use crate::terms::{ItemId, PersonId, Place, SealFound, StoreId};

/// Every container of the production.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Stores {
    all: BTreeMap<ItemId, Arc<Store>>,
    named: BTreeMap<StoreId, ItemId>,
}

/// A safe, case or box that things are locked away in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Store {
    /// As what moves name it.
    pub id: StoreId,
    /// The container itself.
    pub item: ItemId,
    /// The seal that is on it, by the record.
    pub seal: Option<Seal>,
    /// How it was opened last.
    pub opened: Option<Opened>,
    /// Its keys, by the number on each.
    pub keys: BTreeMap<String, Key>,
}

/// A seal that is on a container.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seal {
    /// The number on it.
    pub number: String,
    /// Who put it on.
    pub by: Option<PersonId>,
    /// Where that was recorded.
    pub at: Moment,
}

/// How a container was opened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opened {
    /// How its seal was found.
    pub found: SealFound,
    /// Who opened it.
    pub by: Option<PersonId>,
    /// Where that was recorded.
    pub at: Moment,
}

/// A key of a container.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// Who has it; unknown is said.
    pub holder: Option<PersonId>,
    /// Since when.
    pub at: Moment,
}

impl Store {
    /// How its seal is found by somebody who read `read` on it, or saw it broken.
    #[must_use]
    pub fn found(&self, read: Option<&str>, broken: bool) -> SealFound {
        match (&self.seal, read) {
            (_, _) if broken => SealFound::Broken,
            (None, _) => SealFound::None,
            (Some(_), None) => SealFound::NotRead,
            (Some(seal), Some(read)) if same(&seal.number, read) => SealFound::Same,
            (Some(_), Some(_)) => SealFound::Differs,
        }
    }
}

/// Whether two readings are of one number: capitals and blanks aside.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
    };
    bare(one) == bare(other)
}

impl Stores {
    /// The container that is that item.
    #[must_use]
    pub fn of_item(&self, item: ItemId) -> Option<&Store> {
        self.all.get(&item).map(AsRef::as_ref)
    }

    /// The container that moves name so.
    #[must_use]
    pub fn named(&self, store: StoreId) -> Option<&Store> {
        self.named.get(&store).and_then(|item| self.of_item(*item))
    }

    /// Every one, in the order of the items' identifiers.
    pub fn all(&self) -> impl Iterator<Item = &Store> {
        self.all.values().map(AsRef::as_ref)
    }

    /// What the record says lies in a container.
    #[must_use]
    pub fn inside<'b>(&self, item: ItemId, book: &'b Book) -> Vec<&'b Item> {
        let Some(store) = self.of_item(item) else { return Vec::new() };
        let inside = |one: &&Item| one.place == Place::Locked && one.store == Some(store.id);
        book.items().into_iter().filter(inside).collect()
    }

    /// The containers that something went into or out of between two states of the book although a seal is on them: they
    /// were opened, and nobody said what number was on the seal.
    #[must_use]
    pub fn opened_by(&self, before: &Book, after: &Book, item: ItemId) -> Vec<ItemId> {
        let store = |book: &Book| book.item(item).and_then(|item| item.store);
        let (left, entered) = (store(before), store(after));
        if left == entered {
            return Vec::new();
        }
        let sealed = |store: StoreId| self.named(store).filter(|store| store.seal.is_some());
        [left, entered].into_iter().flatten().filter_map(sealed).map(|store| store.item).collect()
    }
}

/// A container that was opened without a word of its seal.
#[must_use]
pub fn opened_unread(item: ItemId, by: Option<PersonId>) -> Event {
    let found = SealFound::NotRead;
    Event::StoreOpened(StoreOpened { item, found, read: None, by, card: None, at: None })
}
