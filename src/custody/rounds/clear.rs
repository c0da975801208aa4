//! What loading and unloading a gun become in the ledger, whatever is told of it.

use super::lot::{Heap, Lot};
use super::refusal::LotRefusal;
use super::{Loaded, Rounds};
use crate::custody::Item;
use crate::event::{Event, LotMoved};
use crate::terms::{ItemId, ItemKind, LotId, PersonId, RoundAct, RoundKind, RunId, UtcMillis};

/// What came out of a gun, and who says so.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Clearing {
    /// How many came out unfired.
    pub back: u32,
    /// How many had misfired and are held apart.
    pub held: u32,
    /// Who did it.
    pub by: Option<PersonId>,
    /// The run that it is a step of.
    pub run: Option<RunId>,
    /// Number of the paper card.
    pub card: Option<u32>,
    /// When, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

impl Rounds {
    /// Every reason against loading `gun` from `tray`: none where the tray holds rounds of no lot that was entered.
    #[must_use]
    pub fn against_loading(&self, gun: &Item, tray: ItemId) -> Vec<LotRefusal> {
        let Some(lot) = self.of_tray(tray) else { return Vec::new() };
        let tag = || lot.added.tag.clone();
        let apart = lot.apart.clone().map(|why| LotRefusal::Apart { tag: tag(), why });
        let other = !lot.added.guns.is_empty() && !lot.added.guns.contains(&gun.id);
        let other = other.then(|| LotRefusal::OtherGun { lot: tag(), gun: gun.tag.clone() });
        let unseen = !self.is_uncounted(gun.id);
        let inside = self.in_gun(gun.id).iter().filter(|_| unseen).find_map(|one| {
            let inside = self.lot(one.lot).filter(|inside| inside.added.kind != lot.added.kind)?;
            Some(LotRefusal::OthersInside { n: one.n, lot: inside.added.tag.clone() })
        });
        apart.into_iter().chain(other).chain(inside).collect()
    }

    /// Two saw `n` rounds from `tray` in `gun`: what that says of the ledger. Where the gun was unloaded since rounds went in, and
    /// nobody counted them, blanks among them are fired, by subtraction, and dummies are due in their tray: two saw it empty
    /// before these went in. So are blanks in a gun that was out meanwhile. Else it is what was in it before, counted anew.
    #[must_use]
    pub fn loaded(&self, gun: ItemId, tray: ItemId, n: u32, run: Option<RunId>) -> Vec<Event> {
        let told = Clearing { run, ..Clearing::default() };
        let Some(lot) = self.of_tray(tray) else {
            return if self.is_uncounted(gun) { self.cleared(gun, &told) } else { Vec::new() };
        };
        let parts = (Some(tray), Some(gun));
        let out = lot.is_fired() && self.out.contains(&gun);
        let same = |one: &Loaded| one.lot == lot.id && one.tray == Some(tray);
        if self.is_uncounted(gun) || out || !self.in_gun(gun).iter().all(same) {
            let mut events = self.cleared(gun, &told);
            events.push(moved(lot.id, RoundAct::Load, n, parts, &told));
            return events;
        }
        let inside = self.count_in(gun);
        let (act, n) =
            if n >= inside { (RoundAct::Load, n - inside) } else { (RoundAct::Back, inside - n) };
        let some = (n > 0).then(|| moved(lot.id, act, n, parts, &told));
        some.into_iter().collect()
    }

    /// A gun was unloaded. What went in and came back neither unfired nor misfired is fired, by subtraction; a dummy cannot be,
    /// so its tray is due it until somebody counts. Where more came out than went in nobody knows which is which: all of it
    /// goes in the pot.
    #[must_use]
    pub fn cleared(&self, gun: ItemId, told: &Clearing) -> Vec<Event> {
        let mut inside = self.in_gun(gun).to_vec();
        let last = inside.last().map(|one| one.lot);
        let over = self.too_many(gun, told);
        let mut events = Vec::new();
        let mut say = |act: RoundAct, out: Vec<Loaded>| {
            events.extend(
                out.into_iter().map(|one| moved(one.lot, act, one.n, (one.tray, Some(gun)), told)),
            );
        };
        if over > 0 {
            inside.reverse();
            say(RoundAct::Pot, inside);
        } else {
            say(RoundAct::Held, out_of(&mut inside, told.held));
            say(RoundAct::Back, out_of(&mut inside, told.back));
            inside.reverse();
            let fires = |one: &Loaded| self.lot(one.lot).is_some_and(Lot::is_fired);
            let (fired, gone) = inside.into_iter().partition(fires);
            say(RoundAct::Fired, fired);
            say(RoundAct::NotBack, gone);
        }
        if let Some(lot) = last.filter(|_| over > 0) {
            events.push(moved(lot, RoundAct::Over, over, (None, Some(gun)), told));
        }
        events
    }

    /// How many more came out of a gun than went in by the record.
    #[must_use]
    pub fn too_many(&self, gun: ItemId, told: &Clearing) -> u32 {
        told.back.saturating_add(told.held).saturating_sub(self.count_in(gun))
    }

    /// How many rounds from a tray are in guns and were not counted out of them yet.
    fn in_guns_from(&self, tray: ItemId) -> u32 {
        let inside = self.guns.values().flatten().filter(|one| one.tray == Some(tray));
        inside.map(|one| one.n).fold(0, u32::saturating_add)
    }

    /// Every reason against putting `n` rounds of a lot into a tray.
    #[must_use]
    pub fn against_tray(&self, lot: &Lot, tray: &Item, n: u32) -> Vec<LotRefusal> {
        let fits = match lot.added.kind {
            RoundKind::Blank => tray.kind == ItemKind::BlankTray,
            RoundKind::Dummy => tray.kind == ItemKind::DummyTray,
        };
        let wrong = (!fits).then(|| LotRefusal::NoTrayForThem { tray: tray.tag.clone() });
        let apart =
            lot.apart.clone().map(|why| LotRefusal::Apart { tag: lot.added.tag.clone(), why });
        // What is in a gun from the tray comes back to it.
        let loaded = self.in_guns_from(tray.id);
        let other = self.of_tray(tray.id).filter(|other| other.id != lot.id);
        let taken = other.and_then(|other| {
            let (tray_tag, lot) = (tray.tag.clone(), other.added.tag.clone());
            if other.due(Heap::Tray(tray.id)) != 0 {
                Some(LotRefusal::TrayTaken { tray: tray_tag, lot })
            } else {
                (loaded > 0).then_some(LotRefusal::TrayLoaded { tray: tray_tag, lot, n: loaded })
            }
        });
        let room = tray.capacity.map(|capacity| {
            let capacity = i32::try_from(capacity.saturating_sub(loaded)).unwrap_or(i32::MAX);
            capacity.saturating_sub(lot.due(Heap::Tray(tray.id)))
        });
        let most = room.into_iter().chain([lot.due(Heap::Boxes)]).min().unwrap_or_default().max(0);
        let many = i32::try_from(n).map_or(true, |n| n > most || n == 0);
        let many = many.then_some(LotRefusal::TooMany { asked: n, most });
        wrong.into_iter().chain(apart).chain(taken).chain(many).collect()
    }
}

/// `n` rounds out of what stands in a gun, what went in last first; fewer where fewer are in it.
fn out_of(inside: &mut Vec<Loaded>, n: u32) -> Vec<Loaded> {
    let mut left = n;
    let mut out = Vec::new();
    for one in inside.iter_mut().rev() {
        let taken = one.n.min(left);
        if taken > 0 {
            out.push(Loaded { n: taken, ..*one });
        }
        one.n -= taken;
        left -= taken;
    }
    inside.retain(|one| one.n > 0);
    out
}

fn moved(
    lot: LotId,
    act: RoundAct,
    n: u32,
    (tray, gun): (Option<ItemId>, Option<ItemId>),
    told: &Clearing,
) -> Event {
    let Clearing { by, run, card, at, .. } = *told;
    Event::LotMoved(LotMoved { lot, act, n, tray, gun, by, run, card, at })
}
