//! The fold of containers: each event moves one, and none is judged.

use std::collections::btree_map::Entry as Slot;
use std::sync::Arc;

use super::{Key, Opened, Seal, Store, Stores};
use crate::custody::Moment;
use crate::event::{Event, StoreAdded, StoreOpened, StoreSealed};
use crate::terms::{ItemId, StoreId};

/// An event of a container that no writer of this program could have written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IllegalStore {
    /// A container, or its name in moves, was entered twice.
    #[error("container {0} is entered a second time")]
    Twice(StoreId),
    /// Something is told of a container that was never entered.
    #[error("{0} was never entered as a container")]
    Unknown(ItemId),
}

impl Stores {
    /// Moves the containers on by one event that stands at `moment`; events of other parts move nothing.
    ///
    /// # Errors
    ///
    /// Only for what no writer of this program could have written.
    pub fn apply(&mut self, event: &Event, moment: &Moment) -> Result<(), IllegalStore> {
        if let Event::StoreAdded(added) = event {
            self.add(added)
        } else if let Event::StoreSealed(sealed) = event {
            self.known(sealed.item)?.sealed(sealed, moment);
            Ok(())
        } else if let Event::StoreOpened(opened) = event {
            self.known(opened.item)?.was_opened(opened, moment);
            Ok(())
        } else if let Event::StoreKey(key) = event {
            let held = Key { holder: key.holder, at: moment.clone() };
            self.known(key.item)?.keys.insert(key.key.clone(), held);
            Ok(())
        } else {
            Ok(())
        }
    }

    fn add(&mut self, added: &StoreAdded) -> Result<(), IllegalStore> {
        let twice = IllegalStore::Twice(added.store);
        let Slot::Vacant(slot) = self.all.entry(added.item) else { return Err(twice) };
        if self.named.insert(added.store, added.item).is_some() {
            return Err(twice);
        }
        slot.insert(Arc::new(Store {
            id: added.store,
            item: added.item,
            seal: None,
            opened: None,
            keys: std::collections::BTreeMap::new(),
        }));
        Ok(())
    }

    fn known(&mut self, item: ItemId) -> Result<&mut Store, IllegalStore> {
        self.all.get_mut(&item).map(Arc::make_mut).ok_or(IllegalStore::Unknown(item))
    }
}

impl Store {
    /// What a card tells of another time puts no seal on.
    fn sealed(&mut self, sealed: &StoreSealed, moment: &Moment) {
        if sealed.card.is_none() {
            self.seal =
                Some(Seal { number: sealed.seal.clone(), by: sealed.by, at: moment.clone() });
        }
    }

    /// A card takes a seal off unless it is known to tell of the time before the seal: unknown is not yes.
    fn was_opened(&mut self, opened: &StoreOpened, moment: &Moment) {
        let before = |seal: &Seal| opened.at.is_some_and(|at| at < seal.at.at.wall);
        if opened.card.is_some() && self.seal.as_ref().is_some_and(before) {
            return;
        }
        self.seal = None;
        self.opened = Some(Opened { found: opened.found, by: opened.by, at: moment.clone() });
    }
}
