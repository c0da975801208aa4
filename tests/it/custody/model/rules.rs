//! The rules of custody as a person would say them, over plain values.

use std::collections::{BTreeMap, BTreeSet};

use showclear::event::{Event, ItemDeclared};
use showclear::production::Moved;
use showclear::terms::{Act, Breach, Condition, ItemId, PersonId, Place, Stamp, UtcMillis, role};

use crate::production::world::World;

/// What a move must be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Deed {
    Breach,
    Clean,
    /// The model does not say.
    Unsaid,
}

#[derive(Clone, Debug)]
struct Fact {
    condition: Condition,
    until: (UtcMillis, u64),
    seen: BTreeSet<PersonId>,
}

#[derive(Clone, Debug)]
struct Thing {
    look_alike: bool,
    moved: bool,
    place: Place,
    holder: Option<PersonId>,
    watch: Option<PersonId>,
    action: Vec<PersonId>,
    fact: Option<Fact>,
    /// What is so without a declaration.
    plain: Condition,
    /// Fired since the last unload.
    fired: bool,
    apart: bool,
}

/// Everything that the rules are about.
pub(super) struct Model {
    things: BTreeMap<ItemId, Thing>,
    handlers: Vec<PersonId>,
    directors: Vec<PersonId>,
    takers: Vec<PersonId>,
    stops: usize,
}

impl Model {
    pub(super) fn of(world: &World, tags: &[&str]) -> Self {
        let thing = |tag: &str| {
            let item = world.state.book().item(world.item(tag)).unwrap();
            let thing = Thing {
                look_alike: tag.starts_with('R'),
                moved: false,
                place: Place::Handler,
                holder: None,
                watch: None,
                action: Vec::new(),
                fact: None,
                plain: Condition::Unverified,
                fired: false,
                apart: false,
            };
            (item.id, thing)
        };
        let who = |names: &[&str]| names.iter().map(|name| world.who(name)).collect();
        Self {
            things: tags.iter().map(|tag| thing(tag)).collect(),
            handlers: who(&[role::ARMORER, role::PROPERTY_MASTER]),
            directors: who(&[role::FIRST_AD, role::AD_DEPUTY]),
            takers: who(&[role::PERFORMER, role::STAND_IN]),
            stops: 0,
        }
    }

    fn thing(&mut self, item: ItemId) -> &mut Thing {
        self.things.get_mut(&item).unwrap()
    }

    fn handles(&self, person: Option<PersonId>) -> bool {
        person.is_some_and(|person| self.handlers.contains(&person))
    }

    /// Time ends what is declared.
    pub(super) fn lapse(&mut self, now: &Stamp) {
        for thing in self.things.values_mut() {
            thing.fact.take_if(|fact| now.wall >= fact.until.0 || now.up >= fact.until.1);
        }
    }

    pub(super) fn stop(&mut self, about: Option<ItemId>) {
        self.stops += 1;
        for (item, thing) in &mut self.things {
            if about.is_none_or(|about| about == *item) {
                thing.fact = None;
            }
        }
    }

    /// An unplanned discharge ends everything, whether it calls a STOP or one stands already.
    pub(super) fn alarm(&mut self, called: usize) {
        assert!(called == 1 || self.stops > 0, "an alarm stands on a STOP");
        self.stops += called;
        self.end_all(false);
    }

    pub(super) fn settled(&mut self) {
        self.stops -= 1;
    }

    /// A new set-up or a break; a rubber gun outlives a new set-up.
    pub(super) fn end_all(&mut self, inert_stays: bool) {
        for thing in self.things.values_mut() {
            thing.fact.take_if(|fact| !inert_stays || fact.condition != Condition::Inert);
        }
    }

    pub(super) fn fired(&mut self, item: ItemId) {
        let thing = self.thing(item);
        (thing.fact, thing.plain, thing.fired) = (None, Condition::FiredNotCleared, true);
    }

    pub(super) fn shown(&mut self, item: ItemId, by: PersonId, to: &[PersonId]) {
        if let Some(fact) = &mut self.thing(item).fact {
            fact.seen.extend(to.iter().filter(|person| **person != by));
        }
    }

    /// No STOP stands, it is here, and nothing in it has to come out first.
    pub(super) fn may_be_declared(&self, item: ItemId) -> bool {
        let Some(thing) = self.things.get(&item) else { return true };
        let here = !matches!(thing.place, Place::Unit | Place::Missing | Place::Out);
        self.stops == 0 && here && !thing.fired && !thing.apart
    }

    pub(super) fn may_issue(
        &self,
        item: ItemId,
        from: Option<PersonId>,
        action: &[PersonId],
        now: &Stamp,
    ) -> bool {
        let thing = &self.things[&item];
        let (Some(from), Some(taker)) = (from, action.first()) else { return false };
        let Some(fact) = &thing.fact else { return false };
        assert!(now.wall < fact.until.0 && now.up < fact.until.1, "lapsed before");
        let inert = fact.condition == Condition::Inert;
        let theirs = thing.holder == Some(from)
            || thing.watch == Some(from)
            || !thing.moved && self.handles(Some(from));
        let seen = |person: &PersonId| fact.seen.contains(person);
        self.may_be_declared(item)
            && thing.look_alike == inert
            && self.handles(Some(from))
            && theirs
            && action.iter().all(|person| self.takers.contains(person))
            && (inert || self.directors.iter().any(seen) && seen(taker))
    }

    /// What is surely against a rule, and what surely is not.
    pub(super) fn judge(&self, moved: &Moved, now: &Stamp) -> Deed {
        let thing = &self.things[&moved.item];
        if moved.breach.is_some() || moved.place == Some(Place::Missing) {
            return Deed::Breach;
        }
        let directs = |person: Option<PersonId>| {
            person.is_some_and(|person| self.directors.contains(&person))
        };
        let inside = |person: PersonId| thing.action.contains(&person);
        match moved.act {
            Act::Issue => {
                let action: Vec<PersonId> = moved.to.into_iter().collect();
                let may = self.may_issue(moved.item, moved.from, &action, now);
                if may { Deed::Clean } else { Deed::Breach }
            }
            _ if directs(moved.to) => Deed::Breach,
            Act::Collect | Act::TakeOut | Act::TransferIn if !self.handles(moved.to) => {
                Deed::Breach
            }
            Act::HandOver if moved.to.is_none() => Deed::Breach,
            Act::SetDown if moved.watch.is_none() => Deed::Breach,
            Act::HandOver => {
                let to = moved.to.unwrap();
                let outside = !self.handlers.contains(&to) && !inside(to);
                let by_none = !self.handles(moved.from);
                if outside && by_none { Deed::Breach } else { Deed::Unsaid }
            }
            Act::Collect | Act::Unload | Act::MakeSafe | Act::LockAway | Act::Quarantine
                if moved.from.is_none() && self.handles(moved.to) =>
            {
                Deed::Clean
            }
            Act::Unload
            | Act::LockAway
            | Act::Quarantine
            | Act::MakeSafe
            | Act::Seal
            | Act::Open
            | Act::Release
                if moved.to.is_none() && directs(moved.from) =>
            {
                Deed::Breach
            }
            Act::TakeOut
            | Act::Collect
            | Act::SetDown
            | Act::LockAway
            | Act::MakeSafe
            | Act::Unload
            | Act::Seal
            | Act::Open
            | Act::TransferOut
            | Act::TransferIn
            | Act::Quarantine
            | Act::Release => Deed::Unsaid,
        }
    }

    pub(super) fn issued(&mut self, item: ItemId, action: &[PersonId]) {
        let thing = self.thing(item);
        (thing.place, thing.holder) = (Place::Hand, action.first().copied());
        (thing.watch, thing.moved) = (None, true);
        // Named twice is named once.
        thing.action.clear();
        for person in action {
            if !thing.action.contains(person) {
                thing.action.push(*person);
            }
        }
    }

    /// What a move leaves: where it is, with whom, and what of it still holds.
    pub(super) fn moved(&mut self, moved: &Moved, breach: Option<Breach>) {
        let (to_handles, watch_handles) = (self.handles(moved.to), self.handles(moved.watch));
        let from_handles = self.handles(moved.from);
        let thing = self.thing(moved.item);
        let inside = |person: PersonId| thing.action.contains(&person);
        let is_inert = thing.fact.as_ref().is_some_and(|one| one.condition == Condition::Inert);
        let passed = moved.act == Act::HandOver
            && moved.to.is_some_and(inside)
            && moved.from.is_none_or(inside);
        let watched = moved.act == Act::SetDown
            && !thing.action.is_empty()
            && (watch_handles || moved.watch.is_some_and(inside));
        let given_out = moved.act == Act::HandOver
            && !passed
            && !to_handles
            && from_handles
            && moved.from.is_some_and(|from| !inside(from));
        let with = if to_handles { Place::Handler } else { Place::Hand };
        let (mut place, mut holder, mut watch) = match moved.act {
            Act::Issue => (Place::Hand, moved.to, None),
            Act::HandOver if passed => (Place::Hand, moved.to, None),
            Act::HandOver | Act::TakeOut | Act::Collect | Act::TransferIn => (with, moved.to, None),
            Act::SetDown => (Place::Set, None, moved.watch),
            Act::LockAway => (Place::Locked, None, None),
            Act::TransferOut => (Place::Unit, None, None),
            Act::MakeSafe | Act::Unload if moved.to.is_some() => (with, moved.to, None),
            Act::MakeSafe
            | Act::Unload
            | Act::Seal
            | Act::Open
            | Act::Quarantine
            | Act::Release => (thing.place, thing.holder, thing.watch),
        };
        let told = moved.place.or((breach == Some(Breach::Missing)).then_some(Place::Missing));
        if let Some(told) = told {
            // Somebody says where it is: whoever has it is who the act names.
            let stays = matches!(moved.act, Act::Seal | Act::Open | Act::Quarantine | Act::Release)
                || matches!(moved.act, Act::MakeSafe | Act::Unload) && moved.to.is_none();
            let (had, watched) = (thing.holder, thing.watch);
            place = told;
            let in_hand = matches!(told, Place::Hand | Place::Handler);
            holder = if stays { had } else { moved.to }.filter(|_| in_hand);
            watch = if stays { watched } else { moved.watch }.filter(|_| told == Place::Set);
        }
        let keeps = match moved.act {
            Act::Issue => true,
            Act::HandOver if given_out => true,
            Act::HandOver | Act::Collect | Act::SetDown => passed || watched || is_inert,
            Act::TakeOut
            | Act::LockAway
            | Act::MakeSafe
            | Act::Unload
            | Act::Seal
            | Act::Open
            | Act::TransferOut
            | Act::TransferIn
            | Act::Quarantine
            | Act::Release => false,
        };
        thing.action = if moved.act == Act::Issue || given_out && breach.is_none() {
            moved.to.into_iter().collect()
        } else if breach.is_none() && (passed || watched) {
            thing.action.clone()
        } else {
            Vec::new()
        };
        if breach.is_some() || !keeps {
            thing.fact = None;
        }
        (thing.place, thing.holder, thing.watch, thing.moved) = (place, holder, watch, true);
        self.becomes(moved, breach);
    }

    /// What the act itself makes so.
    fn becomes(&mut self, moved: &Moved, breach: Option<Breach>) {
        let thing = self.thing(moved.item);
        if breach == Some(Breach::UnplannedDischarge) {
            (thing.fact, thing.plain, thing.fired) = (None, Condition::FiredNotCleared, true);
        } else if moved.act == Act::Quarantine {
            (thing.fact, thing.plain, thing.apart) = (None, Condition::Quarantine, true);
        } else if moved.act == Act::Release && breach.is_none() && thing.apart {
            thing.apart = false;
            thing.plain =
                if thing.fired { Condition::FiredNotCleared } else { Condition::Unverified };
        } else if moved.act == Act::Unload && breach.is_none() && thing.fired {
            thing.fired = false;
            thing.plain = if thing.apart { Condition::Quarantine } else { Condition::Unverified };
        }
    }

    /// What a list did, event by event.
    pub(super) fn follow(&mut self, event: &Event) {
        if let Event::ItemDeclared(declared) = event {
            self.declared(declared);
        } else if let Event::ItemUnverified(ended) = event {
            if let Some(thing) = self.things.get_mut(&ended.item) {
                thing.fact = None;
            }
        } else if let Event::ItemShown(shown) = event {
            let to: Vec<PersonId> = shown.to.iter().filter_map(|one| one.person).collect();
            for item in &shown.items {
                self.shown(*item, shown.by, &to);
            }
        } else if let Event::ItemMoved(moved) = event {
            let thing = self.thing(moved.item);
            let in_hand = matches!(moved.place, Place::Hand | Place::Handler);
            (thing.place, thing.moved) = (moved.place, true);
            thing.holder = moved.to.filter(|_| in_hand);
            thing.watch = moved.watch.filter(|_| moved.place == Place::Set);
            thing.action.clone_from(&moved.action);
        } else if let Event::ItemCondition(told) = event {
            let thing = self.thing(told.item);
            (thing.fact, thing.plain) = (None, told.condition);
            thing.fired = told.condition == Condition::FiredNotCleared;
        } else if matches!(event, Event::StopRaised(_)) {
            self.stops += 1;
        }
    }

    fn declared(&mut self, declared: &ItemDeclared) {
        if let Some(thing) = self.things.get_mut(&declared.item) {
            thing.plain = Condition::Unverified;
            thing.fact = Some(Fact {
                condition: declared.condition,
                until: (declared.until, declared.until_up),
                seen: declared.witnesses.iter().map(|one| one.person).collect(),
            });
        }
    }

    /// The book says of every thing what the model says.
    #[track_caller]
    pub(super) fn check(&self, world: &World) {
        for (id, thing) in &self.things {
            let item = world.state.book().item(*id).unwrap();
            let tag = &item.tag;
            let where_ = (item.place, item.holder, item.watch, &item.action_people);
            assert_eq!(where_, (thing.place, thing.holder, thing.watch, &thing.action), "{tag}");
            let says = thing.fact.as_ref().map_or(thing.plain, |fact| fact.condition);
            assert_eq!(item.state(&world.now).condition, says, "{tag}");
            assert_eq!(item.in_force(&world.now).is_some(), thing.fact.is_some(), "{tag}");
            let offered = world.state.book().offer_declare(*id, world.state.is_stopped()).is_ok();
            assert_eq!(offered, self.may_be_declared(*id), "{tag}");
        }
        assert_eq!(world.state.is_stopped(), self.stops > 0);
    }
}
