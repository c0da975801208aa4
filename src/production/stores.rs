//! Containers: entering one, and what becomes of its seal, its keys, and what lies in it.

use super::command::{Contained, Container};
use super::context::Context;
use super::refusal::Refusal;
use super::state::Production;
use crate::custody::{Book, Item, Stores, opened_unread};
use crate::event::{Event, StoreAdded, StoreKey, StoreOpened, StoreSealed};
use crate::terms::{ItemId, ItemKind, LineText, StoreId, UnverifiedWhy};

/// At most so many things in a container are doubted in the line that opens it, so that what happened fits; whatever was
/// locked away has nothing in force in the usual way of things.
const DOUBTED: usize = 100;

/// A name in moves for a container that has none yet.
pub(super) fn add(
    state: &Production,
    item: ItemId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let known = state.book.item(item).is_some_and(|item| item.kind == ItemKind::Container);
    if !known || state.stores.of_item(item).is_some() {
        return Err(Refusal::NoSuch("container without a place to lock things away in"));
    }
    named(state, item, cx)
}

/// The line that makes an item a place to lock things away in.
pub(super) fn named(
    state: &Production,
    item: ItemId,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let ids = cx.fresh.0.iter().map(|bits| StoreId::from_random(*bits));
    let free = ids.into_iter().find(|id| state.stores.named(*id).is_none());
    let store = free.ok_or(Refusal::NoSuch("free identifier; try again"))?;
    Ok(vec![Event::StoreAdded(StoreAdded { store, item })])
}

/// The same for one of several containers that are entered in one line; `beside` has the names that are taken in it.
pub(super) fn named_beside(
    state: &Production,
    item: ItemId,
    beside: &mut Vec<StoreId>,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    // A container here may be one of eighty, and there are only four draws; each is turned on by its place.
    let turn = u64::try_from(beside.len()).unwrap_or_default().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let ids = cx.fresh.0.iter().map(|bits| StoreId::from_random(bits.wrapping_add(turn)));
    let is_free = |id: &StoreId| state.stores.named(*id).is_none() && !beside.contains(id);
    let store =
        ids.into_iter().find(is_free).ok_or(Refusal::NoSuch("free identifier; try again"))?;
    beside.push(store);
    Ok(vec![Event::StoreAdded(StoreAdded { store, item })])
}

/// What was done with a container; nothing where it is none.
pub(super) fn note(state: &Production, told: &Contained, cx: &Context<'_>) -> Vec<Event> {
    let Some(store) = state.stores.of_item(told.item) else { return Vec::new() };
    let Contained { item, by, at, .. } = *told;
    match &told.what {
        Container::Sealed { seal } => {
            let seal = number(seal);
            vec![Event::StoreSealed(StoreSealed { item, seal, by, card: None, at })]
        }
        Container::Opened { read, broken } => {
            let read = read.as_deref().map(number).filter(|read| !read.is_empty());
            let found = store.found(read.as_deref(), *broken);
            let opened = StoreOpened { item, found, read, by, card: None, at };
            let mut events = vec![Event::StoreOpened(opened)];
            if found.is_in_doubt() {
                events.extend(doubts(&state.stores, &state.book, item, cx));
            }
            events
        }
        Container::Key { key, holder } => {
            vec![Event::StoreKey(StoreKey { item, key: number(key), holder: *holder, at })]
        }
    }
}

/// What follows for containers from the moves in a line, whoever makes them: one that was sealed by the record was opened by
/// what went into or out of it, and nobody said what was on its seal.
pub(super) fn opened(state: &Production, events: &[Event], cx: &Context<'_>) -> Vec<Event> {
    let mut more = Vec::new();
    if state.stores.all().all(|store| store.seal.is_none()) {
        return more;
    }
    let (mut book, mut stores) = (state.book.clone(), state.stores.clone());
    let moment = state.moment(cx.size, 0, cx.now);
    for event in events {
        let before = book.clone();
        // What was just decided or noted of this very state applies to it.
        let _applied = (book.apply(event, &moment), stores.apply(event, &moment));
        let Event::ItemMoved(moved) = event else { continue };
        for container in stores.opened_by(&before, &book, moved.item) {
            let opened = opened_unread(container, moved.to.or(moved.from));
            let _applied = stores.apply(&opened, &moment);
            more.push(opened);
            more.extend(doubts(&stores, &book, container, cx));
        }
    }
    more
}

/// Nobody can say what became of the things in it meanwhile.
fn doubts(stores: &Stores, book: &Book, container: ItemId, cx: &Context<'_>) -> Vec<Event> {
    let inside = stores.inside(container, book);
    let ends = |item: &&Item| book.doubt(item.id, UnverifiedWhy::OutOfSight, cx.now);
    inside.iter().take(DOUBTED).flat_map(ends).collect()
}

/// A number as a line can hold it: what happened is recorded whatever somebody typed.
fn number(typed: &str) -> String {
    match LineText::parse(typed, LineText::TAG) {
        Ok(fit) => fit.as_str().to_owned(),
        Err(_unfit) => {
            typed.trim().chars().filter(|c| !c.is_control()).take(LineText::TAG).collect()
        }
    }
}
