//! Items: entering them in the book, and handing them to the people of an action.

use super::unused;
use crate::event::{Event, ItemAdded, ItemParticulars};
use crate::production::command::NewItem;
use crate::production::context::Context;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::production::stores;
use crate::terms::{Digest, ItemId, ItemKind, LineText, PersonId};

/// Enters an item.
pub(super) fn add(
    state: &Production,
    new: &NewItem,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let tag = LineText::parse(&new.tag, LineText::TAG)?;
    let lower = tag.as_str().to_lowercase();
    if state.book.items().iter().any(|item| item.tag.to_lowercase() == lower) {
        return Err(Refusal::TagTaken(tag.as_str().to_owned()));
    }
    let counted = new.kind.is_gun()
        || matches!(new.kind, ItemKind::DummyTray | ItemKind::BlankTray | ItemKind::Magazine);
    if counted && new.capacity.is_none_or(|capacity| capacity == 0) {
        return Err(Refusal::NoCapacity);
    }
    let item = match new.known_as {
        Some(item) if state.book.strangers().any(|(stranger, _)| stranger == item) => item,
        Some(_) => return Err(Refusal::NoSuch("item outside the book")),
        None => unused(cx, ItemId::from_random, |id| state.book.knows(id))?,
    };
    let mut events = vec![Event::ItemAdded(ItemAdded {
        item,
        kind: new.kind,
        tag: tag.as_str().to_owned(),
        action: new.action,
        barrel: new.barrel,
        capacity: new.capacity,
        particulars: new.particulars,
    })];
    if new.kind == ItemKind::Container {
        events.extend(stores::named(state, item, cx)?);
    }
    Ok(events)
}

/// Names the private object that holds an item's particulars from now on.
pub(super) fn particulars(
    state: &Production,
    item: ItemId,
    particulars: Digest,
) -> Result<Vec<Event>, Refusal> {
    if state.book.item(item).is_none() {
        return Err(Refusal::NoSuch("item in the book"));
    }
    Ok(vec![Event::ItemParticulars(ItemParticulars { item, particulars })])
}

/// Hands items to the people of the action that they were shown for; one refusal refuses all.
pub(super) fn issue(
    state: &Production,
    items: &[ItemId],
    from: PersonId,
    action: &[PersonId],
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let from = state.party(from, cx.now);
    let to: Vec<_> = action.iter().map(|person| state.party(*person, cx.now)).collect();
    if items.is_empty() {
        return Err(Refusal::NoSuch("item"));
    }
    let (mut events, mut against) = (Vec::new(), Vec::new());
    // What was handed out a moment ago is no longer there to be handed out again.
    let mut book = state.book.clone();
    for item in items {
        if let Some(run) = state.busy_with(*item).filter(|run| !run.is_recorded_after()) {
            let in_force = book.item(*item).and_then(|one| one.in_force(cx.now));
            if in_force.is_some_and(|one| one.run != Some(run.id())) {
                return Err(Refusal::RunGoesOn(*item));
            }
        }
        match book.offer_issue(*item, &from, &to, state.is_stopped(), cx.now) {
            Ok(more) => {
                for event in &more {
                    // What was just decided from this very book applies to it.
                    let _applied = book.apply(event, &state.moment(cx.size, 0, cx.now));
                }
                events.extend(more);
            }
            Err(reasons) => against.extend(reasons.into_iter().map(|reason| (*item, reason))),
        }
    }
    if against.is_empty() { Ok(events) } else { Err(Refusal::Custody(against)) }
}
