//! A lot of blanks as plain numbers: what was put where, and what nobody can say more of than that it is gone.

use std::collections::BTreeMap;

use showclear::custody::{Clearing, Heap};
use showclear::event::{Event, Witness};
use showclear::production::{Ask, Happened, NewLot};
use showclear::terms::{Condition, ItemId, LotId, RoundKind, role};

use crate::production::world::World;

/// One lot and its tray.
pub(super) struct Ledger {
    lot: LotId,
    tray: ItemId,
    boxes: i32,
    in_tray: i32,
    /// In guns, or fired.
    away: i32,
    held: i32,
    pot: i32,
    /// By how many the last count of the tray was out.
    short: i32,
    pub(super) seen: BTreeMap<String, u32>,
}

impl Ledger {
    /// Fifty, of which twelve in a tray.
    pub(super) fn stocked(world: &mut World) -> Self {
        let witness = |name: &str| Witness { role: name.parse().unwrap(), person: world.who(name) };
        let lot = NewLot {
            kind: RoundKind::Blank,
            tag: "B-100".into(),
            maker: "Sample Maker".into(),
            calibre: ".45 5-in-1".into(),
            load: Some("half load".into()),
            tell: None,
            guns: Vec::new(),
            count: 50,
            witnesses: vec![witness(role::ARMORER), witness(role::FIRST_AD)],
        };
        world.ask(Ask::AddLot(lot)).unwrap();
        let lot = world.state.rounds().lots().first().unwrap().id;
        let tray = world.item("B-1");
        let mut ledger = Self {
            lot,
            tray,
            boxes: 50,
            in_tray: 0,
            away: 0,
            held: 0,
            pot: 0,
            short: 0,
            seen: BTreeMap::new(),
        };
        ledger.fill(world, 12);
        ledger
    }

    fn say(&mut self, what: &str) {
        *self.seen.entry(what.to_owned()).or_default() += 1;
    }

    pub(super) fn fill(&mut self, world: &mut World, n: u32) {
        let by = world.who(role::ARMORER);
        let asked = world.ask(Ask::FillTray { lot: self.lot, tray: self.tray, n, by });
        let taken = i32::try_from(n).unwrap();
        if asked.is_ok() {
            assert!(taken > 0 && taken <= self.boxes, "{n} out of {}", self.boxes);
            self.boxes -= taken;
            self.in_tray += taken;
            self.say("filled");
        }
    }

    pub(super) fn in_gun(&self, world: &World, gun: ItemId) -> u32 {
        world.state.rounds().in_gun(gun).iter().map(|one| one.n).sum()
    }

    /// A list that declared blanks in a gun loaded them from the tray that it named.
    pub(super) fn follow(&mut self, event: &Event) {
        if let Event::ItemDeclared(declared) = event
            && declared.condition == Condition::Hot
        {
            let n = i32::try_from(declared.n.unwrap()).unwrap();
            self.in_tray -= n;
            self.away += n;
            self.say("loaded");
        }
    }

    /// Somebody says what came out; whether that is a STOP.
    pub(super) fn clear(
        &mut self,
        world: &mut World,
        gun: ItemId,
        (back, held): (u32, u32),
    ) -> bool {
        let inside = self.in_gun(world, gun);
        if inside == 0 && back + held > 0 {
            // What came out of a gun that nobody loaded belongs to no lot: a STOP alone.
            assert!(world.happened(Happened::Cleared {
                gun,
                told: Clearing { back, held, ..Clearing::default() }
            }));
            return true;
        }
        let told = Clearing { back, held, ..Clearing::default() };
        world.happened(Happened::Cleared { gun, told });
        let number = |n: u32| i32::try_from(n).unwrap();
        if back + held > inside {
            self.away -= number(inside);
            self.pot += number(back + held);
            self.say("too many");
            return true;
        }
        self.away -= number(back + held);
        self.in_tray += number(back);
        self.held += number(held);
        self.say("cleared");
        false
    }

    pub(super) fn count(&mut self, world: &mut World, out_by: i32) {
        let Ok(counted) = u32::try_from(self.in_tray + out_by) else { return };
        let (lot, tray, by) = (self.lot, Some(self.tray), world.who(role::PROPERTY_MASTER));
        assert!(world.happened(Happened::Counted { lot, tray, counted, by }));
        self.short = out_by;
        if out_by != 0 {
            self.say("short");
        }
    }

    pub(super) fn check(&self, world: &World) {
        let lot = world.state.rounds().lot(self.lot).unwrap();
        assert!(lot.balances(), "{lot:?}");
        let number = |n: u32| i32::try_from(n).unwrap();
        let told = (
            lot.due(Heap::Boxes),
            lot.due(Heap::Tray(self.tray)),
            lot.in_guns() + number(lot.fired),
            number(lot.held),
            number(lot.pot),
        );
        assert_eq!(told, (self.boxes, self.in_tray, self.away, self.held, self.pot));
        let open: Vec<i32> = lot.differences().map(|(_, out_by)| out_by).collect();
        let expected: Vec<i32> = (self.short != 0).then_some(self.short).into_iter().collect();
        assert_eq!(open, expected, "what is short is said");
    }
}
