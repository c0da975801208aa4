//! What a run may know of the book and the roster, as plain values.

use super::context::Names;
use super::state::{Production, Stop};
use crate::checklist::{Checklist, Input, InputIx};
use crate::custody::{Ending, Heap, Item, Matter, Rounds};
use crate::event::Shown;
use crate::roster::Person;
use crate::run::{Facts, ItemFacts, Run};
use crate::terms::{ItemId, ItemKind, Millis, Stamp, State};

/// As many things that do not balance as are told one by one.
const MATTERS: usize = 20;

/// For so long after its last shot a barrel may hold an ember, by the record.
const LATELY: Millis = 10 * 60 * 1_000;

impl Production {
    /// The items that a run is about: every one that its inputs name.
    #[must_use]
    pub fn items_of(&self, run: &Run) -> Vec<ItemId> {
        let given = run.started().inputs.iter().filter_map(|input| input.value.parse().ok());
        let mut items: Vec<ItemId> = run
            .started()
            .item
            .into_iter()
            .chain(given)
            .filter(|id| self.book.item(*id).is_some())
            .collect();
        items.sort_unstable();
        items.dedup();
        items
    }

    /// Whether a STOP is about an item of a run, or about everything.
    fn is_about(&self, stop: &Stop, run: &Run) -> bool {
        let all = self.alarms().get(stop.raised.stop).is_some();
        all || stop.raised.item.is_none_or(|item| self.items_of(run).contains(&item))
    }

    /// The open run that names an item, as what it is about or as another input.
    pub(super) fn busy_with(&self, item: ItemId) -> Option<&Run> {
        self.runs().find(|run| run.is_open() && self.items_of(run).contains(&item))
    }

    /// How the ledger stands, in words: what is open first, then what was closed.
    fn ledger(&self, now: &Stamp) -> String {
        let tag = |item: ItemId| {
            self.book.item(item).map_or_else(|| item.to_string(), |item| item.tag.clone())
        };
        let place = |heap: Heap| heap.tray().map_or_else(|| "its boxes".to_owned(), tag);
        let by = |difference: i32| {
            let way = if difference < 0 { "short" } else { "over" };
            format!("{way} {}", difference.unsigned_abs())
        };
        let mut matters = self.rounds.matters(now.wall);
        matters.sort_by_key(|matter| !matter.is_open());
        let said = matters.iter().map(|matter| match matter {
            Matter::Differs(lot, heap, difference) => {
                format!("{}, {}: {}", lot.added.tag, place(*heap), by(*difference))
            }
            Matter::Overdrawn(lot, heap, n) => {
                format!("{}, {}: {n} more taken than there were", lot.added.tag, place(*heap))
            }
            Matter::InGun(lot, gun, n) => {
                format!("{}: {n} in {}, not counted out", lot.added.tag, tag(*gun))
            }
            Matter::Closed(lot, heap, difference) => {
                format!("{}, {}: {}, searched", lot.added.tag, place(*heap), by(*difference))
            }
        });
        let mut said: Vec<String> = said.collect();
        let more = said.len().saturating_sub(MATTERS);
        said.truncate(MATTERS);
        if more > 0 {
            said.push(format!("{more} more"));
        }
        if said.is_empty() {
            "every lot, tray and gun balances".to_owned()
        } else {
            said.join("; ")
        }
    }

    /// What `run` may know at `now`.
    pub(super) fn facts(&self, run: &Run, list: &Checklist, names: &Names, now: &Stamp) -> Facts {
        let subject = list.subject().map(InputIx::position);
        let item = |(at, input): (usize, &Input)| -> Option<ItemFacts> {
            let Input::Item { id, .. } = input else { return None };
            let named = run.started().inputs.iter().find(|given| given.id == id.as_str());
            let named = named.and_then(|given| given.value.parse::<ItemId>().ok());
            let item = named.or(run.started().item.filter(|_| subject == Some(at)))?;
            self.book.item(item).map(|item| item_facts(item, &self.rounds, run, now))
        };
        let named = |person: &Person| {
            let name = names.get(person.name).map_or_else(|| person.id.to_string(), str::to_owned);
            (person.id, name)
        };
        let magazines = self.book.items().into_iter();
        let magazines = magazines.filter(|item| item.kind == ItemKind::Magazine);
        Facts {
            items: list.inputs.iter().enumerate().map(item).collect(),
            drill: self.is_drill(),
            stopped: self.standing_stops().any(|stop| self.is_about(stop, run)),
            rounds: self.rounds.balance(now.wall).map(|stands| (stands, self.ledger(now))),
            tags: self.book.items().into_iter().map(|item| (item.kind, item.tag.clone())).collect(),
            magazines: magazines.map(|item| (item.id, item.tag.clone())).collect(),
            names: self.roster.people().map(named).collect(),
        }
    }
}

/// What a run sees of an item: of the showings those since its newest answer, so that nobody looked in another run or
/// before it was opened; live ones in a live run, those of its own card in one entered from a card.
pub(super) fn item_facts(item: &Item, rounds: &Rounds, run: &Run, now: &Stamp) -> ItemFacts {
    let lots = rounds.lots_of(item.id).into_iter().map(|lot| lot.added.tag.as_str());
    let lots: Vec<&str> = lots.collect();
    let in_force = item.in_force(now);
    let latest = run.latest();
    let since = |showing: &Stamp| {
        if showing.boot.same(&latest.boot) {
            showing.up >= latest.up
        } else {
            showing.boot.same(&now.boot)
        }
    };
    let shown: Vec<Shown> = item
        .showings
        .iter()
        .filter(|one| one.card == run.started().card && since(&one.at.at))
        .flat_map(|one| one.to.clone())
        .collect();
    ItemFacts {
        item: item.id,
        tag: item.tag.clone(),
        kind: item.kind,
        action: item.action,
        barrel: item.barrel,
        capacity: item.capacity,
        place: item.place,
        state: item.state(now),
        last: last_declared(item),
        unbroken: item.unbroken,
        fired_lately: item.since_loaded(run.id(), run.begun()).is_some_and(|since| since < LATELY),
        lot: (!lots.is_empty()).then(|| lots.join(", ")),
        shown,
        in_force: in_force.map(|one| one.state.condition),
    }
}

/// What was declared last, in force or not; a misfire, a shot or being set apart leaves nothing to go back to.
fn last_declared(item: &Item) -> Option<State> {
    let standing = item.declaration.as_ref().map(|one| one.state.clone());
    standing.or_else(|| {
        let ended = item.ended.as_ref()?;
        match ended.why {
            Ending::Unverified(_) | Ending::Replaced => Some(ended.declaration.state.clone()),
            Ending::Condition(_) => None,
        }
    })
}
