//! Containers on the card of an item: locking it away in one by name, and what a sealed one asks first.

use egui::{Ui, vec2};

use crate::custody::{Item, Store};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, size};
use crate::gui::view::Open;
use crate::production::{Command, Happened, Moved};
use crate::terms::{Act, ItemKind, Place};

/// More than so many are chosen under What happened or Items: a card stays short.
const MOST: usize = 3;

/// One key for each container; with it the item is locked away in it.
pub(super) fn lock_away(ui: &mut Ui, open: &Open<'_>, item: &Item) -> Option<Action> {
    let mut pressed = None;
    let here = |store: &&Store| match open.book.item(store.item).map(|one| one.place) {
        Some(Place::Unit | Place::Missing | Place::Out) | None => false,
        Some(Place::Locked | Place::Handler | Place::Hand | Place::Set) => true,
    };
    if item.kind == ItemKind::Container {
        return None;
    }
    for store in open.production.stores().all().filter(here).take(MOST) {
        let container = open.tag(store.item);
        let mut button = Button::new(format!("Lock away in {container}"))
            .icon(icon::LOCK)
            .name(format!("Lock {} away in {container}", item.tag))
            .least(vec2(size::TARGET, size::CELL));
        if store.seal.is_some() {
            button = button.below("sealed");
        }
        if button.pressed(ui) {
            let locked = Moved {
                store: Some(store.id),
                ..Moved::plain(item.id, Act::LockAway, item.holder.or(open.handler()), None)
            };
            pressed = Some(Action::Submit(Command::Happened(Happened::Moved(vec![locked]))));
        }
    }
    pressed
}

/// What lies in a sealed container is taken out once its number was read back.
pub(super) fn ask(ui: &mut Ui, open: &Open<'_>, item: &Item) {
    let store = item.store.and_then(|store| open.production.stores().named(store));
    let Some(store) = store else { return };
    if store.seal.is_some() {
        let tag = open.tag(store.item);
        kit::caption(
            ui,
            format!(
                "{tag} is sealed. Read the number on its seal back under Items before anything is taken out."
            ),
        );
    }
}
