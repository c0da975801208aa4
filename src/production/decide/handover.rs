//! Hand-overs between units: items go out in one line, are signed for, and come in from a file in one line.

use std::collections::BTreeSet;

use super::statements::blank;
use crate::custody::{self, Heap, Item};
use crate::event::{
    Event, HandedItem, HandedRounds, HandoverIn, HandoverOut, ItemAdded, ItemCondition, Prepared,
    RoundsBack, Signer, StatementKind, TakenItem,
};
use crate::production::context::Context;
use crate::production::finish::Draft;
use crate::production::handover::{
    Coming, HandOut, HandoverFault, Incoming, IncomingRow, MOST_ITEMS, MOST_WORDS,
};
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::production::stores;
use crate::terms::{Act, Condition, ItemId, ItemKind, LineText, Place, StoreId, role};

const HANDOVER: &str = "I hand over what is listed here, as it was last recorded. Nothing that was \
    declared of it goes along: whoever takes it in looks into each anew.";

/// The code of a condition that came along from another unit.
const CAME_SO: &str = "handed_over";

/// Items go out.
pub(super) fn out(
    state: &Production,
    asked: &HandOut,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if state.is_stopped() {
        return Err(Refusal::Stopped);
    }
    let unit = LineText::parse(&asked.unit, LineText::NAME)?.to_string();
    let by = state.party(asked.by, cx.now);
    if !by.handles() {
        return Err(HandoverFault::NotHandler.into());
    }
    if asked.to.is_some_and(|to| state.roster.person(to).is_none()) {
        return Err(Refusal::NoSuch("person"));
    }
    let items = state.going_along(&asked.items);
    if items.is_empty() {
        return Err(HandoverFault::Nothing.into());
    }
    if items.len() > MOST_ITEMS {
        return Err(HandoverFault::TooMany { found: items.len() }.into());
    }
    let to = asked.to.map(|to| state.party(to, cx.now));
    let place = if asked.back { Place::Unit } else { Place::Out };
    let (mut moves, mut handed) = (Vec::new(), Vec::new());
    for id in &items {
        let item = state.book.item(*id).ok_or(Refusal::NoSuch("item in the book"))?;
        may_go(state, item, cx)?;
        handed.push(state.as_recorded(item, &items, cx));
        let what = custody::Happened {
            from: Some(by),
            to,
            place: Some(place),
            ..custody::Happened::new(*id, Act::TransferOut)
        };
        moves.extend(state.book.note(&what, false, cx.now));
    }
    let rounds: Vec<HandedRounds> =
        items.iter().filter_map(|item| state.rounds_in(*item)).collect();
    if words(&handed, &rounds) > MOST_WORDS {
        return Err(HandoverFault::TooLong.into());
    }
    let said = HandoverOut {
        number: state.units.next_number(),
        pack: asked.pack,
        unit,
        addressed: asked.addressed,
        back: asked.back,
        by: asked.by,
        to: asked.to,
        rounds,
        items: handed,
    };
    let mut events = vec![Event::HandoverOut(said)];
    events.extend(moves);
    Ok(events)
}

/// How many bytes of typed words a hand-over would hold.
fn words(items: &[HandedItem], rounds: &[HandedRounds]) -> usize {
    let len = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let items = items.iter().map(|one| one.tag.len() + len(&one.seal) + len(&one.load));
    let rounds = rounds
        .iter()
        .map(|one| one.lot.len() + one.maker.len() + one.calibre.len() + len(&one.load));
    items.chain(rounds).fold(0, usize::saturating_add)
}

/// What has to be so before an item is offered to go.
fn may_go(state: &Production, item: &Item, cx: &Context<'_>) -> Result<(), HandoverFault> {
    let tag = || item.tag.clone();
    match item.place {
        Place::Locked | Place::Handler => {}
        Place::Hand | Place::Set | Place::Unit | Place::Missing | Place::Out => {
            return Err(HandoverFault::Elsewhere { tag: tag(), place: item.place });
        }
    }
    let now = item.state(cx.now);
    match now.condition {
        Condition::Hot | Condition::LoadedChamberEmpty | Condition::FiredNotCleared => {
            return Err(HandoverFault::NotCleared { tag: tag(), state: now });
        }
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::MisfireHold
        | Condition::Quarantine
        | Condition::Inert
        | Condition::GasFlash => {}
    }
    // Being set apart, or an end by time, hides nothing: what is not unloaded goes only as the misfire that it is called.
    if now.condition != Condition::MisfireHold && item.may_be_loaded() {
        return Err(HandoverFault::MayBeLoaded { tag: tag() });
    }
    if state.busy_with(item.id).is_some() {
        return Err(HandoverFault::RunGoesOn { tag: tag() });
    }
    Ok(())
}

impl Production {
    /// What goes along when `items` go: each once, and what lies in their containers.
    #[must_use]
    pub fn going_along(&self, items: &[ItemId]) -> Vec<ItemId> {
        let mut all: Vec<ItemId> = Vec::new();
        let mut seen: BTreeSet<ItemId> = BTreeSet::new();
        let mut next: Vec<ItemId> = items.iter().rev().copied().collect();
        while let Some(item) = next.pop() {
            if !seen.insert(item) {
                continue;
            }
            all.push(item);
            let inside = self.stores.inside(item, &self.book);
            next.extend(inside.iter().rev().map(|one| one.id));
        }
        all
    }

    /// An item as the record has it, for those who take it over.
    fn as_recorded(&self, item: &Item, along: &[ItemId], cx: &Context<'_>) -> HandedItem {
        let state = item.state(cx.now);
        let inside = item.store.and_then(|store| self.stores.named(store)).map(|one| one.item);
        let seal = self.stores.of_item(item.id).and_then(|store| store.seal.as_ref());
        HandedItem {
            item: item.id,
            kind: item.kind,
            tag: item.tag.clone(),
            action: item.action,
            barrel: item.barrel,
            capacity: item.capacity,
            place: item.place,
            inside: inside.filter(|container| along.contains(container)),
            seal: seal.map(|seal| seal.number.clone()),
            condition: state.condition,
            n: state.n,
            of: state.of,
            load: state.load.as_deref().map(str::to_owned),
            came: self.units.came(item.id),
        }
    }

    /// What lies in a tray by the ledger; nothing where nobody entered its lot.
    #[must_use]
    pub fn rounds_in(&self, tray: ItemId) -> Option<HandedRounds> {
        let lot = self.rounds.of_tray(tray)?;
        Some(HandedRounds {
            tray,
            lot: lot.added.tag.clone(),
            kind: lot.added.kind,
            maker: lot.added.maker.clone(),
            calibre: lot.added.calibre.clone(),
            load: lot.added.load.clone(),
            tell: lot.added.tell,
            n: lot.due(Heap::Tray(tray)),
            fired: lot.fired,
            held: lot.held.saturating_add(lot.pot),
        })
    }
}

/// Prepares the text that the giver signs.
pub(super) fn prepare(
    state: &Production,
    number: u32,
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let out = state.units.out(number).filter(|out| !out.said.pack && out.signed.is_none());
    let out = out.ok_or(HandoverFault::NotWaiting(number))?;
    let person = out.said.by;
    let held = role::HANDLERS.iter().find(|name| state.roster.holds(person, name, cx.now.wall));
    let role = held.and_then(|name| name.parse().ok()).ok_or(HandoverFault::NotHandler)?;
    let key = state.roster.signing_key(person).ok_or(Refusal::NoKey(person))?;
    Ok(Prepared {
        about: Some(number.to_string()),
        signers: vec![Signer { role, person, key: key.fingerprint.clone() }],
        ..blank(StatementKind::Handover, HANDOVER, cx)
    })
}

/// What a file brings comes in: one line, and nothing of it is declared.
pub(super) fn take_in(
    state: &Production,
    incoming: &Incoming,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    if let Some(fault) = state.against_file(incoming) {
        return Err(fault.into());
    }
    let trust = state.trust(incoming)?;
    let by = state.party(incoming.by, cx.now);
    if !by.handles() {
        return Err(HandoverFault::NotHandler.into());
    }
    let rows = state.incoming_rows(incoming);
    let coming: Vec<&IncomingRow> = rows.iter().filter(|row| row.coming.comes()).collect();
    if coming.is_empty() {
        return Err(nothing_comes(&rows).into());
    }
    let taken = |row: &&IncomingRow| TakenItem {
        item: row.item.item,
        answers: match row.coming {
            Coming::Back { answers } => answers,
            Coming::New { .. }
            | Coming::TagTaken
            | Coming::BadTag
            | Coming::HeldHere { .. }
            | Coming::TakenBefore { .. }
            | Coming::Older
            | Coming::OtherThing
            | Coming::BadRow => None,
        },
    };
    let said = HandoverIn {
        file: incoming.file,
        production: incoming.production,
        title: incoming.title.clone(),
        log: incoming.log,
        number: incoming.said.number,
        signer: incoming.said.by,
        key: incoming.key.clone(),
        trust,
        by: incoming.by,
        items: coming.iter().map(taken).collect(),
        rounds: coming.iter().flat_map(|row| state.rounds_back(incoming, row)).collect(),
    };
    let mut events = vec![Event::HandoverIn(said)];
    let (mut book, moment) = (state.book.clone(), state.moment(cx.size, 0, cx.now));
    let mut stores: Vec<StoreId> = Vec::new();
    for row in coming {
        let mut more = entered(state, row, &mut stores, cx)?;
        for event in &more {
            // What was just decided of this very book applies to it.
            let _applied = book.apply(event, &moment);
        }
        let what = custody::Happened {
            to: Some(by),
            ..custody::Happened::new(row.item.item, Act::TransferIn)
        };
        more.extend(book.note(&what, false, cx.now));
        more.extend(withheld(&row.item));
        events.extend(more);
    }
    Ok(Draft { events, end: false, objects: vec![incoming.file] })
}

fn nothing_comes(rows: &[IncomingRow]) -> HandoverFault {
    let lines = rows.iter().map(|row| match row.coming {
        Coming::TakenBefore { line } => Some(line),
        Coming::New { .. }
        | Coming::Back { .. }
        | Coming::TagTaken
        | Coming::BadTag
        | Coming::HeldHere { .. }
        | Coming::Older
        | Coming::OtherThing
        | Coming::BadRow => None,
    });
    match lines.collect::<Option<Vec<u64>>>().and_then(|lines| lines.into_iter().max()) {
        Some(line) => HandoverFault::TakenBefore { line },
        None => {
            let each = rows.iter().map(|row| format!("{} {}", row.item.tag, row.coming.words()));
            HandoverFault::NothingComes(each.collect::<Vec<_>>().join("; "))
        }
    }
}

/// The events that enter what is not in the book.
fn entered(
    state: &Production,
    row: &IncomingRow,
    stores: &mut Vec<StoreId>,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Coming::New { tag } = &row.coming else { return Ok(Vec::new()) };
    let item = &row.item;
    let mut events = vec![Event::ItemAdded(ItemAdded {
        item: item.item,
        kind: item.kind,
        tag: tag.clone(),
        action: item.action,
        barrel: item.barrel,
        capacity: item.capacity,
        particulars: None,
    })];
    if item.kind == ItemKind::Container {
        events.extend(stores::named_beside(state, item.item, stores, cx)?);
    }
    Ok(events)
}

/// What keeps a thing from being used comes along with it; nothing else does.
fn withheld(item: &HandedItem) -> Option<Event> {
    match item.condition {
        Condition::FiredNotCleared | Condition::MisfireHold | Condition::Quarantine => {
            Some(Event::ItemCondition(ItemCondition {
                item: item.item,
                condition: item.condition,
                n: None,
                of: None,
                load: None,
                why: CAME_SO.to_owned(),
            }))
        }
        Condition::Unverified
        | Condition::EmptyShownClear
        | Condition::DummiesProven
        | Condition::LoadedChamberEmpty
        | Condition::Hot
        | Condition::Inert
        | Condition::GasFlash => None,
    }
}

impl Production {
    /// What went out in a tray, and what is said of it as it comes back.
    fn rounds_back(&self, incoming: &Incoming, row: &IncomingRow) -> Option<RoundsBack> {
        let tray = row.item.item;
        let gone = self.units.out_of(tray)?;
        let went = gone.said.rounds.iter().find(|rounds| rounds.tray == tray)?;
        // Of rounds that are not those that went, they say nothing.
        let said = incoming.said.rounds.iter().find(|rounds| {
            rounds.tray == tray && rounds.lot == went.lot && rounds.kind == went.kind
        });
        Some(RoundsBack {
            tray,
            lot: went.lot.clone(),
            out: went.n,
            back: said.map(|said| said.n),
            fired: said.map(|said| said.fired),
        })
    }
}
