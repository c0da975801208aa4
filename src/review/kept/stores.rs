//! Containers, looked at anew from the events alone: seals that were not as they should be, and keys that nobody is said to have.

use std::collections::BTreeMap;

use crate::event::{Event, ItemMoved, StoreOpened};
use crate::review::axis::{Line, Point};
use crate::review::finding::{Finding, Known, What};
use crate::terms::{ItemId, PersonId, SealFound, StoreId};

/// A key: where it was told last, and who has it.
type Key = (Point, u32, Option<PersonId>);

#[derive(Default)]
struct Store {
    seal: Option<String>,
    keys: BTreeMap<String, Key>,
}

/// The containers so far.
#[derive(Default)]
pub(in crate::review) struct Stores {
    stores: BTreeMap<ItemId, Store>,
    named: BTreeMap<StoreId, ItemId>,
    inside: BTreeMap<ItemId, ItemId>,
    found: Vec<Finding>,
}

impl Stores {
    /// Takes the next line.
    pub(in crate::review) fn take(&mut self, line: &Line<'_>) {
        let opened = |item: ItemId| {
            let of_it = |event: &Event| matches!(event, Event::StoreOpened(e) if e.item == item);
            line.entry.events().iter().any(of_it)
        };
        for (index, event) in (0_u32..).zip(line.entry.events()) {
            let at = line.point;
            if let Event::StoreAdded(added) = event {
                self.named.insert(added.store, added.item);
                self.stores.entry(added.item).or_default();
            } else if let Event::StoreSealed(sealed) = event {
                if sealed.card.is_none() {
                    self.store(sealed.item).seal = Some(sealed.seal.clone());
                }
            } else if let Event::StoreOpened(event) = event {
                self.opened(event, at, index);
            } else if let Event::StoreKey(key) = event {
                self.store(key.item).keys.insert(key.key.clone(), (at, index, key.holder));
            } else if let Event::ItemMoved(moved) = event {
                self.moved(moved, (at, index), opened);
            }
        }
    }

    fn store(&mut self, item: ItemId) -> &mut Store {
        self.stores.entry(item).or_default()
    }

    fn add(&mut self, (at, index): (Point, u32), item: ItemId, by: Option<PersonId>, what: What) {
        let people = by.into_iter().collect();
        self.found.push(Finding { at, index, item: Some(item), people, what });
    }

    fn opened(&mut self, opened: &StoreOpened, at: Point, index: u32) {
        let seal = if opened.card.is_some() {
            None
        } else {
            self.store(opened.item).seal.take().map(|seal| bare(&seal))
        };
        let other = match (seal, opened.read.as_deref().map(bare)) {
            (Some(seal), Some(read)) => seal != read,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if opened.found.is_in_doubt() || other {
            let said = opened.found.is_in_doubt();
            let known = if said { Known::Recorded } else { Known::ByReview };
            let found = if said { opened.found } else { SealFound::Differs };
            self.add((at, index), opened.item, opened.by, What::Seal { found, known });
        }
    }

    /// What went into or out of a sealed container, and the line says nothing of the seal.
    fn moved(&mut self, moved: &ItemMoved, place: (Point, u32), opened: impl Fn(ItemId) -> bool) {
        if moved.card.is_some() {
            return;
        }
        let to = moved.store.and_then(|store| self.named.get(&store).copied());
        let from = match to {
            Some(to) => self.inside.insert(moved.item, to),
            None => self.inside.remove(&moved.item),
        };
        if from == to {
            return;
        }
        for container in [from, to].into_iter().flatten().filter(|one| !opened(*one)) {
            if self.store(container).seal.take().is_some() {
                let what = What::Seal { found: SealFound::NotRead, known: Known::ByReview };
                self.add(place, container, moved.to.or(moved.from), what);
            }
        }
    }

    /// What was found; of keys what is so at the last line.
    pub(in crate::review) fn end(mut self) -> Vec<Finding> {
        let stores = std::mem::take(&mut self.stores);
        for (item, store) in stores {
            for (key, (at, index, holder)) in store.keys {
                if holder.is_none() {
                    self.add((at, index), item, None, What::KeyUnknown { key });
                }
            }
        }
        self.found
    }
}

/// A number without what a reader may write otherwise: capitals and blanks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}
