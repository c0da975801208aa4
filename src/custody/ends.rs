//! What ends many declarations at once: time, a new set-up, a break, STOP, a struck line, an abandoned run.

use super::{Book, Item};
use crate::event::{Event, ItemUnverified};
use crate::terms::{ItemId, Stamp, UnverifiedWhy};

impl Book {
    /// The lapses before `now` that no event says yet; every entry begins with them.
    #[must_use]
    pub fn lapses(&self, now: &Stamp) -> Vec<Event> {
        self.lapsed(now).into_iter().map(|item| unverified(item, UnverifiedWhy::Time)).collect()
    }

    /// The end of every declaration in force; a new set-up leaves INERT look-alikes as they are.
    #[must_use]
    pub fn end_all(&self, why: UnverifiedWhy, now: &Stamp) -> Vec<Event> {
        self.end_where(why, now, |item| why != UnverifiedWhy::SetUp || !item.is_inert(now))
    }

    /// STOP: the end of what is in force of one item, or of all.
    #[must_use]
    pub fn stop(&self, item: Option<ItemId>, now: &Stamp) -> Vec<Event> {
        self.end_where(UnverifiedWhy::Stop, now, |one| item.is_none_or(|item| item == one.id))
    }

    /// An item is in doubt: what is in force of it ends, and where nothing is, no re-show rests on what was.
    #[must_use]
    pub fn doubt(&self, item: ItemId, why: UnverifiedWhy, now: &Stamp) -> Vec<Event> {
        let found = self.item(item);
        let told = found.is_some_and(|item| item.in_force(now).is_some() || item.unbroken);
        told.then(|| unverified(item, why)).into_iter().collect()
    }

    /// The end of what is in force and rests on one of the rows (line and event in it) that a witness struck: the
    /// declaration itself, or a showing since.
    #[must_use]
    pub fn strike(&self, rows: &[(u64, u32)], now: &Stamp) -> Vec<Event> {
        self.end_where(UnverifiedWhy::Struck, now, |item| {
            let declared = item.declaration.iter().map(|one| &one.at);
            let shown = item.showings.iter().map(|one| &one.at);
            declared.chain(shown).any(|at| rows.contains(&(at.seq, at.index)))
        })
    }

    /// The end of every declaration that no event has ended, in force still or not, and of the chain behind every item on
    /// which a re-show could still rest.
    #[must_use]
    pub fn end_every(&self, why: UnverifiedWhy) -> Vec<Event> {
        let counts = self.items.values().filter(|item| item.has_standing());
        counts.map(|item| unverified(item.id, why)).collect()
    }

    fn end_where(
        &self,
        why: UnverifiedWhy,
        now: &Stamp,
        wanted: impl Fn(&Item) -> bool,
    ) -> Vec<Event> {
        self.items
            .values()
            .filter(|item| item.in_force(now).is_some() && wanted(item))
            .map(|item| unverified(item.id, why))
            .collect()
    }
}

fn unverified(item: ItemId, why: UnverifiedWhy) -> Event {
    Event::ItemUnverified(ItemUnverified { item, why })
}
