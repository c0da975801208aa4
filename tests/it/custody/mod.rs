//! Custody: what is withheld, what is recorded, and when a declaration ends.

mod clocks;
mod every;
mod lost;
mod model;
mod property;
mod rounds;
mod rules;
mod table;
mod time;
mod told;

use showclear::custody::{Book, Happened, Moment, Party, Standing};
use showclear::event::{Event, ItemAdded, ItemDeclared, ItemShown, Shown, Witness};
use showclear::terms::{
    Act, Action, Barrel, BootId, Condition, ItemId, ItemKind, PersonId, RunId, Stamp, StoreId,
    UtcMillis,
};

const MINUTE: u64 = 60_000;

fn at(millis: u64) -> Stamp {
    Stamp {
        wall: UtcMillis::new(1_800_000_000_000).plus(millis),
        up: 5_000_000 + millis,
        boot: BootId(Some("boot".into())),
    }
}

fn person(number: u64) -> PersonId {
    PersonId::from_random(number)
}

fn party(number: u64, standing: Standing) -> Party {
    Party { person: person(number), standing }
}

fn standing() -> Standing {
    Standing { permit_ok: true, ..Standing::default() }
}

/// Has the gun, by the record, where a handler has it.
fn handler() -> Party {
    party(1, Standing { handler: true, ..standing() })
}

fn other_handler() -> Party {
    party(2, Standing { handler: true, ..standing() })
}

/// Of the action.
fn performer() -> Party {
    party(3, Standing { taker: true, ..standing() })
}

/// Of the action.
fn partner() -> Party {
    party(4, Standing { taker: true, ..standing() })
}

/// Not of the action.
fn extra() -> Party {
    party(5, Standing { taker: true, ..standing() })
}

fn first_ad() -> Party {
    party(6, Standing { director: true, ..standing() })
}

fn stranger() -> Party {
    party(7, standing())
}

fn gun() -> ItemId {
    ItemId::from_random(1)
}

fn rubber() -> ItemId {
    ItemId::from_random(2)
}

fn unknown() -> ItemId {
    ItemId::from_random(9)
}

fn store() -> StoreId {
    StoreId::from_random(1)
}

fn added(item: ItemId, kind: ItemKind, tag: &str) -> Event {
    Event::ItemAdded(ItemAdded {
        item,
        kind,
        tag: tag.to_owned(),
        action: Action::Single,
        barrel: Barrel::Open,
        capacity: Some(6),
        particulars: None,
    })
}

fn witness(role: &str, who: Party) -> Witness {
    Witness { role: role.parse().unwrap(), person: who.person }
}

fn shown_as(role: &str, who: Party) -> Shown {
    Shown { role: role.parse().unwrap(), person: Some(who.person) }
}

/// A declaration that lasts 20 minutes from `now`, seen by two handlers at the bench.
fn declared(item: ItemId, condition: Condition, now: u64) -> ItemDeclared {
    ItemDeclared {
        item,
        condition,
        n: None,
        of: None,
        load: None,
        run: Some(RunId::from_random(1)),
        witnesses: vec![witness("armorer", handler()), witness("property_master", other_handler())],
        covers: "scene 42, set-up A".to_owned(),
        until: at(now + 20 * MINUTE).wall,
        until_up: at(now + 20 * MINUTE).up,
        statement: None,
        card: None,
    }
}

fn shown(items: &[ItemId], to: Vec<Shown>) -> ItemShown {
    ItemShown { items: items.to_vec(), by: handler().person, looked: 3, to, card: None }
}

fn shown_to_all(item: ItemId) -> Event {
    let to = vec![shown_as("first_ad", first_ad()), shown_as("performer", performer())];
    Event::ItemShown(shown(&[item], to))
}

/// A book under test that counts its lines.
#[derive(Clone, Debug)]
struct Desk {
    book: Book,
    line: u64,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self { book: Book::default(), line: 0 };
        let items =
            [added(gun(), ItemKind::Revolver, "G-07"), added(rubber(), ItemKind::Rubber, "R-02")];
        desk.enter(&items, 0);
        desk
    }

    /// Applies the events of one line.
    #[track_caller]
    fn enter(&mut self, events: &[Event], now: u64) {
        for (index, event) in events.iter().enumerate() {
            let index = u32::try_from(index).unwrap();
            let moment = Moment { seq: self.line, index, at: at(now) };
            self.book.apply(event, &moment).unwrap();
        }
        self.line += 1;
    }

    #[track_caller]
    fn note(&mut self, what: &Happened, now: u64) -> Vec<Event> {
        let events = self.book.note(what, false, &at(now));
        self.enter(&events, now);
        events
    }

    #[track_caller]
    fn declare(&mut self, item: ItemId, condition: Condition, now: u64) {
        self.enter(&[Event::ItemDeclared(declared(item, condition, now))], now);
    }

    fn state(&self, item: ItemId, now: u64) -> String {
        self.book.state(item, &at(now)).map_or_else(|| "-".to_owned(), |state| state.words())
    }
}

fn take_out(item: ItemId) -> Happened {
    Happened { to: Some(handler()), ..Happened::new(item, Act::TakeOut) }
}

fn issue(item: ItemId) -> Happened {
    Happened {
        from: Some(handler()),
        to: Some(performer()),
        action: vec![performer(), partner()],
        ..Happened::new(item, Act::Issue)
    }
}

fn collect(item: ItemId) -> Happened {
    Happened { from: Some(performer()), to: Some(handler()), ..Happened::new(item, Act::Collect) }
}

/// What a list of events says, in short: the breach or `ok`, what ended, what became so.
#[track_caller]
fn short(events: &[Event]) -> String {
    let words = events.iter().map(|event| {
        if let Event::ItemMoved(moved) = event {
            moved.breach.map_or("ok", |breach| breach.code()).to_owned()
        } else if let Event::ItemUnverified(ended) = event {
            format!("ends:{}", ended.why.code())
        } else if let Event::ItemCondition(now) = event {
            format!("now:{}", now.condition.code())
        } else {
            format!("{event:?}")
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
