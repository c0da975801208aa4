//! Rounds, looked at anew: blanks after dummies with nobody looking down the bore between, and lots used while they were set apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, ItemDeclared, LotAdded, LotMoved, LotParticulars, RunStarted};
use crate::review::axis::{Line, Point};
use crate::review::finding::{Blanks, Finding, Used, What};
use crate::terms::{Condition, ItemId, LotId, PersonId, RoundAct, RoundKind};

struct Lot {
    said: LotAdded,
    apart: bool,
}

/// The rounds so far.
#[derive(Default)]
pub(in crate::review) struct Rounds {
    lots: BTreeMap<LotId, Lot>,
    trays: BTreeMap<ItemId, LotId>,
    /// The guns that dummies were in since they were last declared empty, shown clear.
    dummies: BTreeSet<ItemId>,
    found: Vec<Finding>,
}

impl Rounds {
    /// Takes the next line.
    pub(in crate::review) fn take(&mut self, line: &Line<'_>) {
        // What is loaded and declared in one line is one act.
        let mut told = BTreeSet::new();
        for (index, event) in (0_u32..).zip(line.entry.events()) {
            let place = (line.point, index);
            if let Event::LotAdded(added) = event {
                let lot = Lot { said: added.clone(), apart: false };
                self.lots.entry(added.lot).or_insert(lot);
            } else if let Event::LotParticulars(said) = event {
                self.corrected(said, place);
            } else if let Event::LotApart(apart) = event {
                self.set_apart(apart.lot, true);
            } else if let Event::LotFreed(freed) = event {
                self.set_apart(freed.lot, false);
            } else if let Event::LotMoved(moved) = event {
                self.moved(moved, place, &mut told);
            } else if let Event::ItemDeclared(declared) = event {
                self.declared(declared, place, &mut told);
            } else if let Event::RunStarted(started) = event {
                self.entered(started, place);
            } else if let Event::ItemCondition(changed) = event {
                let fired = changed.condition == Condition::FiredNotCleared;
                if fired && self.dummies.contains(&changed.item) && told.insert(changed.item) {
                    self.blanks(place, changed.item, None, Blanks::Fired);
                }
            }
        }
    }

    fn set_apart(&mut self, lot: LotId, apart: bool) {
        if let Some(lot) = self.lots.get_mut(&lot) {
            lot.apart = apart;
        }
    }

    fn corrected(&mut self, said: &LotParticulars, (at, index): (Point, u32)) {
        let Some(lot) = self.lots.get_mut(&said.lot) else { return };
        let what =
            What::LotCorrected { was: Box::new(lot.said.clone()), is: Box::new(said.clone()) };
        let LotParticulars { tag, maker, calibre, load, tell, guns, .. } = said.clone();
        lot.said = LotAdded { tag, maker, calibre, load, tell, guns, ..lot.said.clone() };
        let people = vec![said.by];
        self.found.push(Finding { at, index, item: None, people, what });
    }

    fn add(&mut self, (at, index): (Point, u32), item: ItemId, by: Option<PersonId>, what: What) {
        let people = by.into_iter().collect();
        self.found.push(Finding { at, index, item: Some(item), people, what });
    }

    fn blanks(&mut self, place: (Point, u32), gun: ItemId, by: Option<PersonId>, how: Blanks) {
        self.add(place, gun, by, What::BlanksAfterDummies { how });
    }

    fn moved(&mut self, moved: &LotMoved, place: (Point, u32), told: &mut BTreeSet<ItemId>) {
        if let (RoundAct::Tray, Some(tray)) = (moved.act, moved.tray) {
            self.trays.insert(tray, moved.lot);
        }
        let Some(lot) = self.lots.get(&moved.lot) else { return };
        let (kind, apart, tag) = (lot.said.kind, lot.apart, lot.said.tag.clone());
        let used = match moved.act {
            RoundAct::Load => moved.gun.map(|gun| (gun, Used::Loaded)),
            RoundAct::Tray => moved.tray.map(|tray| (tray, Used::Tray)),
            RoundAct::Untray
            | RoundAct::Back
            | RoundAct::NotBack
            | RoundAct::Held
            | RoundAct::Fired
            | RoundAct::Over
            | RoundAct::Pot
            | RoundAct::Out
            | RoundAct::Found => None,
        };
        if let Some((item, used)) = used.filter(|_| apart) {
            self.add(place, item, moved.by, What::ApartUsed { lot: tag, used });
        }
        let (RoundAct::Load, Some(gun)) = (moved.act, moved.gun) else { return };
        match kind {
            RoundKind::Dummy => {
                self.dummies.insert(gun);
            }
            RoundKind::Blank => {
                if self.dummies.contains(&gun) && told.insert(gun) {
                    self.blanks(place, gun, moved.by, Blanks::Loaded);
                }
            }
        }
    }

    fn declared(&mut self, said: &ItemDeclared, place: (Point, u32), told: &mut BTreeSet<ItemId>) {
        if said.condition == Condition::DummiesProven {
            self.dummies.insert(said.item);
        } else if said.condition == Condition::EmptyShownClear && said.card.is_none() {
            self.dummies.remove(&said.item);
        } else if said.condition.is_of_blanks()
            && self.dummies.contains(&said.item)
            && told.insert(said.item)
        {
            self.blanks(place, said.item, None, Blanks::Declared);
        }
    }

    /// What a paper card tells is taken whatever stood against it: a tray that was used while its lot was set apart.
    fn entered(&mut self, started: &RunStarted, place: (Point, u32)) {
        let Some(card) = started.card else { return };
        let given = started.inputs.iter().filter_map(|given| given.value.parse().ok());
        let trays: Vec<ItemId> = given.filter(|item| Some(*item) != started.item).collect();
        for tray in trays {
            let lot = self.trays.get(&tray).and_then(|lot| self.lots.get(lot));
            if let Some(tag) = lot.filter(|lot| lot.apart).map(|lot| lot.said.tag.clone()) {
                self.add(
                    place,
                    tray,
                    None,
                    What::ApartUsed { lot: tag, used: Used::Card { card } },
                );
            }
        }
    }

    /// What was found.
    pub(in crate::review) fn end(self) -> Vec<Finding> {
        self.found
    }
}
