//! Items: entering them in the book, and handing them to the people of an action.

use super::unused;
use crate::event::{Event, ItemAdded};
use crate::production::command::NewItem;
use crate::production::context::Context;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::terms::{ItemId, ItemKind, LineText, PersonId};

/// Enters an item.
pub(super) fn add(
    state: &Production,
    new: &NewItem,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let tag = LineText::parse(&new.tag, LineText::TAG)?;
    if state.book.by_tag(tag.as_str()).is_some() {
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
    Ok(vec![Event::ItemAdded(ItemAdded {
        item,
        kind: new.kind,
        tag: tag.as_str().to_owned(),
        action: new.action,
        barrel: new.barrel,
        capacity: new.capacity,
        particulars: None,
    })])
}

/// Hands items to the people of the action that they were shown for; one refusal refuses all.
pub(super) fn issue(
    state: &Production,
    items: &[ItemId],
    from: PersonId,
    action: &[PersonId],
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let from = state.party(from, cx.now.wall);
    let to: Vec<_> = action.iter().map(|person| state.party(*person, cx.now.wall)).collect();
    let (mut events, mut against) = (Vec::new(), Vec::new());
    for item in items {
        match state.book.offer_issue(*item, &from, &to, state.is_stopped(), cx.now) {
            Ok(more) => events.extend(more),
            Err(reasons) => against.extend(reasons.into_iter().map(|reason| (*item, reason))),
        }
    }
    if against.is_empty() { Ok(events) } else { Err(Refusal::Custody(against)) }
}
