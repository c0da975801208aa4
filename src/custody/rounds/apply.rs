//! The fold of the ledger: each event moves numbers, and none is judged.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::sync::Arc;

use super::lot::{Count, Heap, Line, Lot, Told};
use super::{Loaded, Rounds};
use crate::custody::Moment;
use crate::custody::hazard::UNLOADED;
use crate::event::{Event, LotAdded, LotClosed, LotCounted, LotMoved, LotParticulars};
use crate::terms::{Act, ItemId, LotId, RoundAct, RoundKind};

/// An event of a lot that no writer of this program could have written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IllegalLot {
    /// A lot was entered twice.
    #[error("lot {0} is entered a second time")]
    Twice(LotId),
    /// Something is told of a lot that was never entered.
    #[error("lot {0} was never entered")]
    Unknown(LotId),
}

impl Rounds {
    /// Moves the ledger on by one event that stands at `moment`; events of other parts move nothing.
    ///
    /// # Errors
    ///
    /// Only for what no writer of this program could have written.
    pub fn apply(&mut self, event: &Event, moment: &Moment) -> Result<(), IllegalLot> {
        if let Event::LotAdded(added) = event {
            self.add(added, moment)
        } else if let Event::LotMoved(moved) = event {
            self.go(moved, moment)
        } else if let Event::LotCounted(counted) = event {
            self.count(counted, moment)
        } else if let Event::LotClosed(closed) = event {
            self.close(closed, moment)
        } else if let Event::LotApart(apart) = event {
            let lot = self.lot_mut(apart.lot)?;
            lot.apart = Some(apart.why.clone());
            lot.tell(moment, Line::Apart(apart.why.clone()));
            Ok(())
        } else if let Event::LotFreed(freed) = event {
            let lot = self.lot_mut(freed.lot)?;
            lot.apart = None;
            lot.tell(moment, Line::Freed(freed.why.clone()));
            Ok(())
        } else if let Event::LotParticulars(said) = event {
            let lot = self.lot_mut(said.lot)?;
            let before = Box::new(lot.added.clone());
            let LotParticulars { tag, maker, calibre, load, tell, guns, .. } = said.clone();
            let LotAdded { lot: id, kind, count, witnesses, .. } = lot.added.clone();
            lot.added =
                LotAdded { lot: id, kind, tag, maker, calibre, load, tell, guns, count, witnesses };
            lot.tell(moment, Line::Corrected(before, said.clone()));
            Ok(())
        } else if let Event::LotLimit(said) = event {
            let lot = self.lot_mut(said.lot)?;
            lot.limit = said.misfires;
            lot.tell(moment, Line::Limit(said.misfires));
            Ok(())
        } else {
            self.looked_down(event);
            self.handled(event);
            Ok(())
        }
    }

    /// Dummies went in, or two looked down the bore and declared it empty; what a card tells was at another time, and dummies
    /// may have been in all the same.
    fn looked_down(&mut self, event: &Event) {
        use crate::terms::Condition as C;
        let Event::ItemDeclared(declared) = event else { return };
        match declared.condition {
            C::DummiesProven => {
                self.dummies.insert(declared.item);
            }
            C::EmptyShownClear if declared.card.is_none() => {
                self.dummies.remove(&declared.item);
            }
            C::EmptyShownClear
            | C::Unverified
            | C::LoadedChamberEmpty
            | C::Hot
            | C::FiredNotCleared
            | C::MisfireHold
            | C::Quarantine
            | C::Inert
            | C::GasFlash => {}
        }
    }

    /// What becomes of a gun that rounds went into; what a card tells of was at another time.
    fn handled(&mut self, event: &Event) {
        use crate::terms::Condition as C;
        let (gun, emptied) = if let Event::ItemMoved(moved) = event {
            match moved.act {
                _ if moved.card.is_some() => return,
                Act::Unload => (moved.item, Some(true)),
                Act::Issue | Act::HandOver => (moved.item, None),
                Act::TakeOut
                | Act::Collect
                | Act::SetDown
                | Act::LockAway
                | Act::MakeSafe
                | Act::Seal
                | Act::Open
                | Act::TransferOut
                | Act::TransferIn
                | Act::Quarantine
                | Act::Release => return,
            }
        } else if let Event::ItemCondition(now) = event {
            match now.condition {
                _ if now.why == UNLOADED => (now.item, Some(true)),
                C::FiredNotCleared | C::MisfireHold => (now.item, None),
                C::Unverified
                | C::EmptyShownClear
                | C::DummiesProven
                | C::LoadedChamberEmpty
                | C::Hot
                | C::Quarantine
                | C::Inert
                | C::GasFlash => return,
            }
        } else if let Event::ItemDeclared(declared) = event {
            match declared.condition {
                _ if declared.card.is_some() => return,
                C::EmptyShownClear => (declared.item, Some(true)),
                C::DummiesProven | C::LoadedChamberEmpty | C::Hot => (declared.item, Some(false)),
                C::Unverified
                | C::FiredNotCleared
                | C::MisfireHold
                | C::Quarantine
                | C::Inert
                | C::GasFlash => return,
            }
        } else {
            return;
        };
        if !self.guns.contains_key(&gun) {
            return;
        }
        match emptied {
            Some(true) => {
                self.emptied.insert(gun);
            }
            Some(false) => {
                self.emptied.remove(&gun);
            }
            None => {
                self.out.insert(gun);
            }
        }
    }

    fn lot_mut(&mut self, lot: LotId) -> Result<&mut Lot, IllegalLot> {
        self.lots.get_mut(&lot).map(Arc::make_mut).ok_or(IllegalLot::Unknown(lot))
    }

    fn add(&mut self, added: &LotAdded, moment: &Moment) -> Result<(), IllegalLot> {
        let Slot::Vacant(slot) = self.lots.entry(added.lot) else {
            return Err(IllegalLot::Twice(added.lot));
        };
        slot.insert(Arc::new(Lot {
            id: added.lot,
            added: added.clone(),
            at: moment.clone(),
            heaps: BTreeMap::from([(Heap::Boxes, signed(added.count))]),
            guns: BTreeMap::new(),
            fired: 0,
            held: 0,
            pot: 0,
            out: 0,
            found: 0,
            closed: 0,
            counts: BTreeMap::new(),
            apart: None,
            limit: None,
            past: Vec::new(),
        }));
        Ok(())
    }

    fn go(&mut self, moved: &LotMoved, moment: &Moment) -> Result<(), IllegalLot> {
        let LotMoved { lot: id, act, n, tray, gun, .. } = *moved;
        let lot = self.lot_mut(id)?;
        let heap = Heap::of(tray);
        match act {
            RoundAct::Tray => {
                lot.heap(Heap::Boxes, -signed(n));
                lot.heap(heap, signed(n));
            }
            RoundAct::Untray => {
                lot.heap(heap, -signed(n));
                lot.heap(Heap::Boxes, signed(n));
            }
            RoundAct::Load => lot.between(gun, heap, signed(n)),
            RoundAct::Back | RoundAct::NotBack => lot.between(gun, heap, -signed(n)),
            RoundAct::Held => {
                lot.leaves(gun, heap, n);
                lot.held = lot.held.saturating_add(n);
            }
            RoundAct::Fired => {
                lot.leaves(gun, heap, n);
                lot.fired = lot.fired.saturating_add(n);
            }
            // Nobody knows what they are, so they are in the pot.
            RoundAct::Over => {
                lot.found = lot.found.saturating_add(n);
                lot.pot = lot.pot.saturating_add(n);
            }
            RoundAct::Pot => {
                lot.leaves(gun, heap, n);
                lot.pot = lot.pot.saturating_add(n);
            }
            RoundAct::Out => {
                lot.leaves(gun, heap, n);
                lot.out = lot.out.saturating_add(n);
            }
            RoundAct::Found => {
                lot.found = lot.found.saturating_add(n);
                lot.heap(heap, signed(n));
            }
        }
        lot.tell(moment, Line::Moved(moved.clone()));
        let dummies = !lot.is_fired();
        if let (RoundAct::Tray, Some(tray)) = (act, tray) {
            self.trays.insert(tray, id);
        }
        if let (RoundAct::Load, Some(gun), true) = (act, gun, dummies) {
            self.dummies.insert(gun);
        }
        if let Some(gun) = gun {
            self.in_and_out(gun, moved);
        }
        Ok(())
    }

    /// What stands in a gun, in the order in which it went in; what went in last comes out first.
    fn in_and_out(&mut self, gun: ItemId, moved: &LotMoved) {
        let inside = self.guns.entry(gun).or_default();
        match moved.act {
            RoundAct::Load => {
                let last = self.last.entry(gun).or_default();
                if inside.is_empty() {
                    last.clear();
                }
                if !last.contains(&moved.lot) {
                    last.push(moved.lot);
                }
                self.emptied.remove(&gun);
                self.out.remove(&gun);
                inside.push(Loaded { lot: moved.lot, tray: moved.tray, n: moved.n });
            }
            RoundAct::Back
            | RoundAct::NotBack
            | RoundAct::Held
            | RoundAct::Fired
            | RoundAct::Pot
            | RoundAct::Out => {
                let mut left = moved.n;
                for one in inside.iter_mut().rev().filter(|one| one.lot == moved.lot) {
                    let taken = one.n.min(left);
                    one.n -= taken;
                    left -= taken;
                }
                inside.retain(|one| one.n > 0);
            }
            RoundAct::Tray | RoundAct::Untray | RoundAct::Over | RoundAct::Found => {}
        }
        if inside.is_empty() {
            self.guns.remove(&gun);
            self.emptied.remove(&gun);
            self.out.remove(&gun);
        }
    }

    fn count(&mut self, counted: &LotCounted, moment: &Moment) -> Result<(), IllegalLot> {
        let lot = self.lot_mut(counted.lot)?;
        let heap = Heap::of(counted.tray);
        let count = Count { counted: counted.counted, due: counted.due, by: counted.by };
        if count.difference() == 0 {
            lot.counts.remove(&heap);
        } else {
            let counts = lot.counts.entry(heap).or_default();
            // The last two are enough to say whether two people found the same.
            if counts.len() > 1 {
                counts.remove(0);
            }
            counts.push(count);
        }
        lot.tell(moment, Line::Counted(heap, count));
        Ok(())
    }

    fn close(&mut self, closed: &LotClosed, moment: &Moment) -> Result<(), IllegalLot> {
        let lot = self.lot_mut(closed.lot)?;
        let heap = Heap::of(closed.tray);
        lot.heap(heap, closed.difference);
        lot.closed = lot.closed.saturating_add(closed.difference);
        lot.counts.remove(&heap);
        lot.tell(moment, Line::Closed(closed.clone()));
        Ok(())
    }
}

impl Lot {
    fn tell(&mut self, moment: &Moment, what: Line) {
        self.past.push(Told { at: moment.clone(), what });
    }

    fn heap(&mut self, heap: Heap, by: i32) {
        let n = self.heaps.entry(heap).or_default();
        *n = n.saturating_add(by);
    }

    /// From a heap into a gun, or back where `n` is below zero; where no gun is named nothing has left the heap.
    fn between(&mut self, gun: Option<ItemId>, heap: Heap, n: i32) {
        if let Some(gun) = gun {
            self.heap(heap, n.saturating_neg());
            self.gun(gun, n);
        }
    }

    fn gun(&mut self, gun: ItemId, by: i32) {
        let n = self.guns.entry(gun).or_default();
        *n = n.saturating_add(by);
        if *n == 0 {
            self.guns.remove(&gun);
        }
    }

    /// Out of the gun where one is named, out of the heap else.
    fn leaves(&mut self, gun: Option<ItemId>, heap: Heap, n: u32) {
        match gun {
            Some(gun) => self.gun(gun, -signed(n)),
            None => self.heap(heap, -signed(n)),
        }
    }

    /// Whether its rounds can be fired.
    #[must_use]
    pub fn is_fired(&self) -> bool {
        match self.added.kind {
            RoundKind::Blank => true,
            RoundKind::Dummy => false,
        }
    }
}

/// No count of rounds comes near the limit; entry refuses it long before.
fn signed(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
