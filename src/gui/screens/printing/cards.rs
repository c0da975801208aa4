//! Paper cards to be printed: for which items, how many of each, and which numbers went before.

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit;
use crate::gui::view::{Open, View};
use crate::report::{Deck, Format};
use crate::terms::{ItemId, ItemKind};

/// How many batches of numbers are shown.
const SHOWN: usize = 5;

/// What was chosen and typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    items: Vec<ItemId>,
    each: String,
    path: String,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    format: Format,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::body(
        ui,
        "For what nobody can enter as it happens. Each card has a number of its own, which is taken before it is printed and never given again.",
    );
    let items: Vec<(ItemId, String)> = open
        .book
        .items()
        .into_iter()
        .filter(|item| item.kind != ItemKind::Container)
        .map(|item| (item.id, item.tag.clone()))
        .collect();
    if let Some(item) = kit::toggle(ui, "With the map of", &items, &draft.items) {
        if draft.items.contains(&item) {
            draft.items.retain(|one| *one != item);
        } else {
            draft.items.push(item);
        }
    }
    if draft.items.is_empty() {
        kit::quiet(ui, "With none chosen, tag and map are filled in by hand.");
    }
    kit::field(ui, "How many cards of each", "10", &mut draft.each);
    let typed = draft.each.trim();
    let each = if typed.is_empty() { Some(10) } else { typed.parse::<u32>().ok() };
    let deck = each.map(|each| Deck { format, items: draft.items.clone(), each });
    let deck = deck.filter(|deck| !deck.is_empty());
    if let Some(deck) = &deck {
        kit::caption(ui, format!("{} cards, two to a page.", deck.len()));
    } else {
        kit::strong(ui, "Type how many, as a number.");
    }
    let ready = deck.is_some() && !open.saving && open.broken.is_none();
    let where_to = super::to(ui, view, ("the cards", "cards.pdf"), ready, &mut draft.path);
    if let (Some(path), Some(deck)) = (where_to, deck) {
        out.push(Action::Do(Errand::PrintCards(path, deck)));
        draft.path.clear();
    }
    for printed in open.production.printed_cards().iter().rev().take(SHOWN) {
        let ago = open.ago(&printed.at);
        kit::quiet(ui, format!("Numbers {} to {}: taken {ago}", printed.from, printed.to));
    }
}
