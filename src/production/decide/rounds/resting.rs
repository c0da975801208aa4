//! Lots that rest: set apart with their trays, because somebody says so, a list does, or the armorer's limit of misfires is reached.

use std::collections::{BTreeMap, BTreeSet};

use crate::custody::{self, Clearing, Heap};
use crate::event::{Event, LotApart};
use crate::production::context::Context;
use crate::production::note::{TOO_MANY, stop};
use crate::production::state::Production;
use crate::terms::{Act, ItemId, LineText, LotId, PersonId, RoundAct, RunId, UnverifiedWhy};

/// At most so many trays are set apart in the line that sets their lot apart.
const MOST_TRAYS: usize = 100;

/// Once a line has so many events of lots that rest, no more lots are set apart in it.
const MOST_RESTING: usize = 100;

/// A whole lot is set apart: its trays with it, and what rests on its rounds ends. By a step of `run` where one is named.
pub(in crate::production) fn apart(
    state: &Production,
    (lot, why, by): (LotId, &str, Option<PersonId>),
    run: Option<RunId>,
    cx: &Context<'_>,
) -> Vec<Event> {
    let Some(found) = state.rounds.lot(lot) else { return Vec::new() };
    let mut events = vec![Event::LotApart(LotApart { lot, why: why.to_owned(), by })];
    let trays = found.heaps.keys().filter_map(|heap| heap.tray());
    for tray in trays.filter(|tray| found.due(Heap::Tray(*tray)) != 0).take(MOST_TRAYS) {
        let what = custody::Happened { run, ..custody::Happened::new(tray, Act::Quarantine) };
        events.extend(state.book.note(&what, state.is_stopped(), cx.now));
    }
    let guns = found.guns.keys();
    events.extend(guns.flat_map(|gun| state.book.doubt(*gun, UnverifiedWhy::Stop, cx.now)));
    events
}

/// Every lot of the rounds in these items, or last in them, is set apart once, by a step of `run` where one is named; those that
/// are already stay as they are.
pub(in crate::production) fn of_items(
    state: &Production,
    items: impl IntoIterator<Item = ItemId>,
    why: &str,
    run: Option<RunId>,
    cx: &Context<'_>,
) -> Vec<Event> {
    let why: String = why.chars().take(LineText::REASON).collect();
    let lots = items.into_iter().flat_map(|item| state.rounds.lots_of(item));
    let lots: BTreeSet<LotId> = lots.filter(|lot| lot.apart.is_none()).map(|lot| lot.id).collect();
    let mut events = Vec::new();
    for lot in lots {
        // The line has room for whatever else it tells.
        if events.len() > MOST_RESTING {
            break;
        }
        events.extend(apart(state, (lot, &why, None), run, cx));
    }
    events
}

/// The same events, and after them every lot that they bring to the armorer's limit of misfires is set apart.
pub(in crate::production) fn with_those_at_their_limit(
    state: &Production,
    mut events: Vec<Event>,
    cx: &Context<'_>,
) -> Vec<Event> {
    let mut held: BTreeMap<LotId, u32> = BTreeMap::new();
    for event in &events {
        if let Event::LotMoved(moved) = event
            && moved.act == RoundAct::Held
        {
            let more = held.entry(moved.lot).or_default();
            *more = more.saturating_add(moved.n);
        }
    }
    for (lot, more) in held {
        let Some(found) = state.rounds.lot(lot).filter(|found| found.apart.is_none()) else {
            continue;
        };
        let n = found.held.saturating_add(more);
        if let Some(limit) = found.limit.filter(|_| found.is_at_limit(n)) {
            let why = at_limit(n, limit);
            events.extend(apart(state, (lot, &why, None), None, cx));
        }
    }
    events
}

/// Why a lot is set apart that is at its limit.
pub(in crate::production) fn at_limit(n: u32, limit: u32) -> String {
    format!("{n} misfired; the armorer's limit is {limit}")
}

/// A gun was unloaded. More out of it than went in is a STOP: nobody knows what the others are.
pub(in crate::production) fn cleared(
    state: &Production,
    gun: ItemId,
    told: &Clearing,
    cx: &Context<'_>,
) -> Vec<Event> {
    // A card tells of another time than what is in the gun now.
    if told.card.is_some() {
        return Vec::new();
    }
    let events = state.rounds.cleared(gun, told);
    let mut events = with_those_at_their_limit(state, events, cx);
    if state.rounds.too_many(gun, told) > 0 {
        events.extend(stop(state, (told.by, Some(gun)), TOO_MANY, cx));
    }
    events
}
