//! Other units: what went out to each under which number, what of it is not back, and whose files were taken in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Moment;
use crate::event::{Event, HandedBy, HandoverIn, HandoverOut, ItemMoved};
use crate::terms::{Act, ItemId, LogId, ProductionId, UtcMillis};

/// Something that went out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Out {
    /// What was recorded of it.
    pub said: HandoverOut,
    /// When.
    pub at: Moment,
    /// The statement by which the giver signed it.
    pub signed: Option<u64>,
    /// What is not back.
    pub open: BTreeSet<ItemId>,
    /// What was recorded here of things that are not back: somebody acted on what is elsewhere by the record.
    pub meanwhile: BTreeSet<ItemId>,
}

/// A file that was taken in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct In {
    /// What was recorded of it.
    pub said: HandoverIn,
    /// When.
    pub at: Moment,
}

/// Every hand-over of the production, out and in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Units {
    outs: Arc<Vec<Out>>,
    ins: Arc<Vec<In>>,
    /// The log, where it goes on from another.
    goes_on: Option<LogId>,
}

/// What is not back from one unit; the numbers are none where only moves tell of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenUnit<'a> {
    /// To whom it went.
    pub unit: &'a str,
    /// The numbers of the hand-overs.
    pub numbers: Vec<u32>,
    /// What is not back.
    pub items: Vec<ItemId>,
    /// When the first of it went.
    pub since: &'a Moment,
}

/// When a move was.
#[derive(Clone, Copy, Debug)]
enum Claim {
    /// As it was written.
    Now,
    /// When the paper card says.
    At(UtcMillis),
    /// The paper card does not say.
    Unknown,
}

fn claim(moved: &ItemMoved) -> Claim {
    match (moved.card, moved.at) {
        (None, _) => Claim::Now,
        (Some(_), Some(at)) => Claim::At(at),
        (Some(_), None) => Claim::Unknown,
    }
}

/// The things that an event tells an act with; what a STOP is about, and what merely ends, is none.
fn acted_on(event: &Event) -> &[ItemId] {
    if let Event::LotMoved(moved) = event {
        let gun = moved.gun.as_slice();
        return if gun.is_empty() { moved.tray.as_slice() } else { gun };
    }
    if let Event::LotCounted(counted) = event {
        return counted.tray.as_slice();
    }
    let acts = matches!(
        event,
        Event::ItemDeclared(_)
            | Event::ItemShown(_)
            | Event::ItemCondition(_)
            | Event::ShowMeOffered(_)
            | Event::RunStarted(_)
    );
    if acts { event.items() } else { &[] }
}

impl Units {
    /// Moves on by one event that stands at `moment`; events of other parts move nothing.
    pub fn apply(&mut self, event: &Event, moment: &Moment) {
        if let Event::LogCreated(created) = event {
            self.goes_on = created.continues.as_ref().map(|_| created.log);
        } else if let Event::HandoverOut(said) = event {
            let items = said.items.iter().map(|one| one.item);
            let open = if said.back { items.collect() } else { BTreeSet::new() };
            let (said, at) = (said.clone(), moment.clone());
            let out = Out { said, at, signed: None, open, meanwhile: BTreeSet::new() };
            Arc::make_mut(&mut self.outs).push(out);
        } else if let Event::HandoverIn(said) = event {
            let (said, at) = (said.clone(), moment.clone());
            Arc::make_mut(&mut self.ins).push(In { said, at });
        } else if let Event::ItemMoved(moved) = event {
            match moved.act {
                Act::TransferIn => self.back(moved),
                Act::TakeOut
                | Act::Issue
                | Act::Collect
                | Act::SetDown
                | Act::HandOver
                | Act::LockAway
                | Act::MakeSafe
                | Act::Unload
                | Act::Seal
                | Act::Open
                | Act::TransferOut
                | Act::Quarantine
                | Act::Release => self.meanwhile(moved.item, moment, claim(moved)),
            }
        } else {
            for item in acted_on(event) {
                self.meanwhile(*item, moment, Claim::Now);
            }
        }
    }

    /// The giver signed what went out under that number.
    pub fn signed(&mut self, number: u32, statement: u64) {
        if self.out(number).is_some() {
            let outs = Arc::make_mut(&mut self.outs).iter_mut();
            outs.filter(|out| out.said.number == number).for_each(|out| {
                out.signed = Some(statement);
            });
        }
    }

    /// Another log begins: what people signed in the one before is known by its numbers no longer.
    pub fn go_on(&mut self) {
        if self.outs.iter().any(|out| out.signed.is_some()) {
            Arc::make_mut(&mut self.outs).iter_mut().for_each(|out| out.signed = None);
        }
    }

    /// It came back from everything that it went out by before; what a paper card claims for no time, or for a time before
    /// that, brings nothing back.
    fn back(&mut self, moved: &ItemMoved) {
        let item = moved.item;
        let since = match claim(moved) {
            Claim::Now => None,
            Claim::At(at) => Some(at),
            Claim::Unknown => return,
        };
        let is_back = |out: &Out| {
            out.open.contains(&item) && since.is_none_or(|since| since >= out.at.at.wall)
        };
        if self.outs.iter().any(is_back) {
            Arc::make_mut(&mut self.outs).iter_mut().filter(|out| is_back(out)).for_each(|out| {
                out.open.remove(&item);
            });
        }
    }

    /// Somebody acted here on what is elsewhere by the record.
    fn meanwhile(&mut self, item: ItemId, moment: &Moment, claim: Claim) {
        // What stands in the line that hands it over was so before it went, and so was what a card claims for then.
        let since = |out: &Out| match claim {
            Claim::At(at) => at >= out.at.at.wall,
            Claim::Now | Claim::Unknown => true,
        };
        let elsewhere =
            |out: &Out| out.at.seq != moment.seq && out.open.contains(&item) && since(out);
        if self.outs.iter().any(elsewhere) {
            let outs = Arc::make_mut(&mut self.outs).iter_mut();
            outs.filter(|out| elsewhere(out)).for_each(|out| {
                out.meanwhile.insert(item);
            });
        }
    }

    /// What went out, in order.
    #[must_use]
    pub fn outs(&self) -> &[Out] {
        &self.outs
    }

    /// The files that were taken in, in order.
    #[must_use]
    pub fn ins(&self) -> &[In] {
        &self.ins
    }

    /// What went out under a number.
    #[must_use]
    pub fn out(&self, number: u32) -> Option<&Out> {
        self.outs.iter().find(|out| out.said.number == number)
    }

    /// The number that the next hand-over takes: from 1 in the first log of a production, and in one that goes on from another
    /// from where its paper cards begin too, since two laptops that go on from the same lines know nothing of each other.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        let first = self.goes_on.map_or(1, LogId::first_number);
        let taken: BTreeSet<u32> = self.outs.iter().map(|out| out.said.number).collect();
        (first..=u32::MAX).find(|number| !taken.contains(number)).unwrap_or(u32::MAX)
    }

    /// The hand-over that an item has not come back from.
    #[must_use]
    pub fn out_of(&self, item: ItemId) -> Option<&Out> {
        self.outs.iter().rev().find(|out| out.open.contains(&item))
    }

    /// The hand-over of another production by which an item came here last.
    #[must_use]
    pub fn came(&self, item: ItemId) -> Option<HandedBy> {
        let brought = |one: &&In| one.said.items.iter().any(|taken| taken.item == item);
        let said = &self.ins.iter().rev().find(brought)?.said;
        Some(HandedBy { production: said.production, number: said.number })
    }

    /// The other productions that files were taken in from, by what each is called; the newest title counts.
    #[must_use]
    pub fn known(&self) -> Vec<(ProductionId, &str)> {
        let mut known: BTreeMap<ProductionId, &str> = BTreeMap::new();
        for one in self.ins.iter() {
            known.insert(one.said.production, &one.said.title);
        }
        known.into_iter().collect()
    }

    /// Everything that is not back, unit by unit, the longest first.
    #[must_use]
    pub fn open(&self) -> Vec<OpenUnit<'_>> {
        let mut open: Vec<OpenUnit<'_>> = Vec::new();
        for out in self.outs.iter().filter(|out| !out.open.is_empty()) {
            match open.iter_mut().find(|one| one.unit == out.said.unit) {
                Some(one) => {
                    one.numbers.push(out.said.number);
                    one.items.extend(&out.open);
                }
                None => open.push(OpenUnit {
                    unit: &out.said.unit,
                    numbers: vec![out.said.number],
                    items: out.open.iter().copied().collect(),
                    since: &out.at,
                }),
            }
        }
        open
    }
}
