//! What happened, taken as it was told: never refused, a breach where it was against the rules.

use super::hazard::{Hazard, RELEASED, UNLOADED};
use super::judge::{self, Pass};
use super::{Book, Item, Party};
use crate::event::{Event, ItemCondition, ItemMoved, ItemUnverified};
use crate::terms::{
    Act, Breach, Condition, ItemId, PersonId, Place, RunId, Stamp, State, StoreId, UnverifiedWhy,
    UtcMillis,
};

/// An act as somebody told it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Happened {
    /// Of which item.
    pub item: ItemId,
    /// What was done.
    pub act: Act,
    /// Who gave it, or did it.
    pub from: Option<Party>,
    /// Who has it now.
    pub to: Option<Party>,
    /// Where it is now; `None` leaves that to the act.
    pub place: Option<Place>,
    /// In which locked place.
    pub store: Option<StoreId>,
    /// Who watches it on the set.
    pub watch: Option<Party>,
    /// Issue: the people of the action; where it is empty, the taker alone.
    pub action: Vec<Party>,
    /// The run that it is a step of.
    pub run: Option<RunId>,
    /// The rule that somebody says was broken; it outweighs what the record shows.
    pub reported: Option<Breach>,
    /// The numbered paper card it is entered from.
    pub card: Option<u32>,
    /// When it was, as claimed afterwards.
    pub at: Option<UtcMillis>,
}

impl Happened {
    /// The act alone, of an item; nobody named.
    #[must_use]
    pub fn new(item: ItemId, act: Act) -> Self {
        Self {
            item,
            act,
            from: None,
            to: None,
            place: None,
            store: None,
            watch: None,
            action: Vec::new(),
            run: None,
            reported: None,
            card: None,
            at: None,
        }
    }

    /// The people of an issue: the taker first.
    pub(super) fn people(&self) -> Vec<Party> {
        let mut people: Vec<Party> = self.to.iter().copied().collect();
        for party in &self.action {
            if people.iter().all(|one| one.person != party.person) {
                people.push(*party);
            }
        }
        people
    }
}

impl Book {
    /// What an act becomes in the log. Total: whatever is told, from any state, can be recorded.
    ///
    /// `item.moved`, with the code of the rule it was against; then `item.unverified` where a declaration in force ends
    /// by it, and `item.condition` where the act itself says what is so now.
    #[must_use]
    pub fn note(&self, what: &Happened, stopped: bool, now: &Stamp) -> Vec<Event> {
        let Some(item) = self.item(what.item) else {
            let breach = what.reported.or(Some(Breach::Unknown));
            return vec![Event::ItemMoved(moved(None, what, breach))];
        };
        let missing = (what.place == Some(Place::Missing)).then_some(Breach::Missing);
        let breach = what.reported.or(missing).or_else(|| judge::breach(item, what, stopped, now));
        let mut events = vec![Event::ItemMoved(moved(Some(item), what, breach))];
        if let Some(one) = item.in_force(now)
            && !is_before(what.card, what.at, one.at.at.wall)
            && let Some(why) = ends(item, what, breach, now)
        {
            events.push(Event::ItemUnverified(ItemUnverified { item: item.id, why }));
        }
        if let Some((condition, why)) = becomes(item, what.act, breach)
            && changes(item, (condition, why), what)
        {
            events.push(condition_event(item.id, &State::plain(condition), why));
        }
        events
    }

    /// Whether a misfire holds an item now: one from a paper card does too, unless the card is known to be of the time before
    /// the last change of condition.
    #[must_use]
    pub fn is_held_by_misfire(
        &self,
        item: ItemId,
        card: Option<u32>,
        at: Option<UtcMillis>,
    ) -> bool {
        self.item(item).is_some_and(|item| withholds(item, card, at))
    }

    /// What a change of condition becomes in the log: a shot, "action" on a hot gun, a misfire. Total; a declaration ends
    /// by the event itself.
    #[must_use]
    pub fn note_condition(&self, item: ItemId, state: &State, why: &str) -> Vec<Event> {
        vec![condition_event(item, state, why)]
    }
}

/// Whether a move is the newest that is known of its item, so that it says where the item is. One from a paper card is only
/// if the card says when, and that is not before the last move or the last change of condition; else it is history.
pub(super) fn is_current(item: &Item, card: Option<u32>, at: Option<UtcMillis>) -> bool {
    let newest = item.newest.moved.max(item.newest.changed);
    card.is_none() || at.is_some_and(|at| newest.is_none_or(|newest| at >= newest))
}

/// Whether an act that makes `condition` so says what is so now. What withholds the item counts unless it is known to have
/// been before the last change of condition, because unknown is not yes; what lifts something counts only if it is the newest.
fn changes(item: &Item, (condition, why): (Condition, &str), what: &Happened) -> bool {
    // An unload and a release lift something, whatever is left standing after them.
    if why == UNLOADED || why == RELEASED {
        return is_current(item, what.card, what.at);
    }
    match condition {
        Condition::FiredNotCleared | Condition::Quarantine => withholds(item, what.card, what.at),
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot
        | Condition::MisfireHold
        | Condition::Inert
        | Condition::GasFlash => is_current(item, what.card, what.at),
    }
}

/// Whether what withholds an item is not known to have been before the last change of its condition.
fn withholds(item: &Item, card: Option<u32>, at: Option<UtcMillis>) -> bool {
    item.newest.changed.is_none_or(|changed| !is_before(card, at, changed))
}

/// Whether something entered from a paper card is claimed to have been before `recorded`.
fn is_before(card: Option<u32>, at: Option<UtcMillis>, recorded: UtcMillis) -> bool {
    card.is_some() && at.is_some_and(|at| at < recorded)
}

fn condition_event(item: ItemId, state: &State, why: &str) -> Event {
    Event::ItemCondition(ItemCondition {
        item,
        condition: state.condition,
        n: state.n,
        of: state.of,
        load: state.load.as_deref().map(str::to_owned),
        why: why.to_owned(),
    })
}

/// Whether `what` leaves the item with the people of its action.
fn stays_inside(item: &Item, what: &Happened) -> bool {
    let watched =
        what.watch.as_ref().is_some_and(|watch| watch.handles() || item.is_action_of(watch.person));
    match what.act {
        Act::SetDown => !item.action_people.is_empty() && watched,
        Act::HandOver => judge::pass(item, what) == Pass::Inside,
        Act::TakeOut
        | Act::Issue
        | Act::Collect
        | Act::LockAway
        | Act::MakeSafe
        | Act::Unload
        | Act::Seal
        | Act::Open
        | Act::TransferOut
        | Act::TransferIn
        | Act::Quarantine
        | Act::Release => false,
    }
}

/// Why what is in force of `item` ends by `what`, if it does.
fn ends(
    item: &Item,
    what: &Happened,
    breach: Option<Breach>,
    now: &Stamp,
) -> Option<UnverifiedWhy> {
    if breach.is_some() {
        return Some(UnverifiedWhy::Breach);
    }
    let stays = item.is_inert(now) || stays_inside(item, what);
    match what.act {
        Act::Issue => None,
        Act::HandOver if judge::pass(item, what) == Pass::Issue => None,
        Act::Collect | Act::SetDown | Act::HandOver => (!stays).then_some(UnverifiedWhy::HandOver),
        Act::LockAway | Act::TransferOut | Act::TransferIn | Act::Quarantine => {
            Some(UnverifiedWhy::HandOver)
        }
        Act::TakeOut | Act::MakeSafe | Act::Unload | Act::Seal | Act::Open | Act::Release => {
            Some(UnverifiedWhy::Reopened)
        }
    }
}

/// The condition that an act itself makes so, and the code that says why.
fn becomes(item: &Item, act: Act, breach: Option<Breach>) -> Option<(Condition, &'static str)> {
    if breach == Some(Breach::UnplannedDischarge) {
        return Some((Condition::FiredNotCleared, "unplanned_discharge"));
    }
    let hazard = Hazard::of(item);
    let proven = item.physical.condition == Condition::DummiesProven;
    match act {
        Act::Quarantine => Some((Condition::Quarantine, "set_apart")),
        Act::Release if breach.is_none() && hazard.apart => Some((hazard.released(), RELEASED)),
        Act::Unload if breach.is_none() && (hazard.inside.is_some() || proven) => {
            Some((hazard.unloaded(), UNLOADED))
        }
        Act::Release
        | Act::Unload
        | Act::TakeOut
        | Act::Issue
        | Act::Collect
        | Act::SetDown
        | Act::HandOver
        | Act::LockAway
        | Act::MakeSafe
        | Act::Seal
        | Act::Open
        | Act::TransferOut
        | Act::TransferIn => None,
    }
}

fn moved(item: Option<&Item>, what: &Happened, breach: Option<Breach>) -> ItemMoved {
    let id = |party: &Party| party.person;
    let mut event = ItemMoved {
        item: what.item,
        act: what.act,
        from: what.from.as_ref().map(id),
        to: what.to.as_ref().map(id),
        place: Place::Handler,
        store: what.store,
        watch: what.watch.as_ref().map(id),
        action: action(item, what, breach),
        run: what.run,
        breach,
        card: what.card,
        at: what.at,
    };
    let held = |party: Option<&Party>| match party {
        Some(party) if party.handles() => Place::Handler,
        Some(_) | None => Place::Hand,
    };
    let stays = match what.act {
        Act::MakeSafe | Act::Unload => what.to.is_none(),
        Act::Seal | Act::Open | Act::Quarantine | Act::Release => true,
        Act::TakeOut
        | Act::Issue
        | Act::Collect
        | Act::SetDown
        | Act::HandOver
        | Act::LockAway
        | Act::TransferOut
        | Act::TransferIn => false,
    };
    if what.act == Act::Issue {
        event.to = what.people().first().map(id);
    }
    if let (true, Some(item)) = (stays, item) {
        event.place = item.place;
        event.to = item.holder;
        event.watch = item.watch;
        event.store = item.store;
    } else {
        event.place = match what.act {
            Act::Issue => Place::Hand,
            Act::HandOver if item.is_some_and(|item| stays_inside(item, what)) => Place::Hand,
            Act::SetDown => Place::Set,
            Act::LockAway => Place::Locked,
            Act::TransferOut => Place::Unit,
            Act::HandOver
            | Act::TakeOut
            | Act::Collect
            | Act::MakeSafe
            | Act::Unload
            | Act::TransferIn
            | Act::Seal
            | Act::Open
            | Act::Quarantine
            | Act::Release => held(what.to.as_ref()),
        };
    }
    if let Some(place) = what.place {
        event.place = place;
    } else if breach == Some(Breach::Missing) {
        event.place = Place::Missing;
    }
    event
}

fn action(item: Option<&Item>, what: &Happened, breach: Option<Breach>) -> Vec<PersonId> {
    let issue = what.act == Act::Issue
        || what.act == Act::HandOver
            && breach.is_none()
            && item.is_some_and(|item| judge::pass(item, what) == Pass::Issue);
    if issue {
        return what.people().iter().map(|party| party.person).collect();
    }
    item.filter(|item| breach.is_none() && stays_inside(item, what))
        .map(|item| item.action_people.clone())
        .unwrap_or_default()
}
