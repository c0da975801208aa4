//! The items in the book, and adding one.

use egui::Ui;

use super::{Draft, container, particulars as hidden, photos};
use crate::custody::Item;
use crate::gui::action::{Action, Errand, Place as Go};
use crate::gui::kit::{self, Button};
use crate::gui::screens::files::photo;
use crate::gui::theme::icon;
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Happened, Moved, NewItem};
use crate::session::Particulars;
use crate::terms::{Act, Action as Works, Barrel, ItemKind, Place};

/// Draws them.
pub(super) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    draft: &mut Draft,
    photo: &mut photo::Draft,
    out: &mut Vec<Action>,
) {
    kit::quiet(ui, "Not a bound book, and not your licence register.");
    let bring = Button::new("Bring in a list \u{2026}").icon(icon::LIST_NUMBERS);
    if bring.pressed(ui) {
        draft.list.open();
    }
    let over = Button::new("Hand over or take in \u{2026}").icon(icon::HAND_UP);
    if over.pressed(ui) {
        out.push(Action::Go(Go::HandOvers));
    }
    hidden::key(ui, open, &mut draft.hidden);
    let with_photos = photos::those_with_any(open);
    for item in open.book.items() {
        kit::card(ui, |ui| {
            kit::title(ui, &item.tag);
            kit::body(ui, particulars(item));
            let place = open.locked_in(item).unwrap_or_else(|| item.place.words().to_owned());
            kit::quiet(ui, format!("{place}, {}", item.state(open.now).words()));
            if item.kind == ItemKind::Container {
                container::show(ui, open, item.id, &mut draft.container, out);
            }
            hidden::of(ui, open, item, &mut draft.hidden, out);
            let any = with_photos.contains(&item.id);
            ui.horizontal_wrapped(|ui| {
                leave(ui, open, item, out);
                photos::keys(ui, (item, any), &mut draft.photos, photo);
            });
            photos::of(ui, (view, open), (item, any), (&mut draft.photos, photo), out);
        });
    }
    kit::section(ui, "Add an item", |ui| {
        kit::card(ui, |ui| {
            kit::field(ui, "Tag on it", "G-08", &mut draft.tag);
            let strangers: Vec<_> =
                open.book.strangers().map(|(item, _)| (item, item.to_string())).collect();
            if !strangers.is_empty()
                && let Some(item) = kit::choose(
                    ui,
                    "Recorded before it was in the book as",
                    &strangers,
                    draft.known_as,
                )
            {
                draft.known_as = (draft.known_as != Some(item)).then_some(item);
            }
            let all = |kinds: &[ItemKind]| {
                kinds.iter().map(|k| (*k, k.words().to_owned())).collect::<Vec<_>>()
            };
            if let Some(kind) = kit::choose(ui, "Kind", &all(ItemKind::ALL), draft.kind) {
                draft.kind = Some(kind);
                if !kind.is_gun() {
                    draft.action = Some(Works::None);
                    draft.barrel = Some(Barrel::None);
                }
            }
            let gun = draft.kind.is_some_and(ItemKind::is_gun);
            if gun {
                let works: Vec<_> = Works::ALL.iter().map(|a| (*a, a.words().to_owned())).collect();
                draft.action = kit::choose(ui, "Action", &works, draft.action).or(draft.action);
                let barrels: Vec<_> =
                    Barrel::ALL.iter().map(|b| (*b, b.words().to_owned())).collect();
                draft.barrel = kit::choose(ui, "Barrel", &barrels, draft.barrel).or(draft.barrel);
            }
            kit::field(
                ui,
                "Chambers, rounds in the magazine, or places of a tray",
                "6",
                &mut draft.capacity,
            );
            let said = hidden::form(ui, open, (None, draft.kind), &mut draft.hidden.new);
            let typed = draft.capacity.trim();
            let capacity = typed.parse::<u32>().ok();
            let odd = !typed.is_empty() && capacity.is_none();
            let new = match (draft.kind, draft.action, draft.barrel) {
                (Some(kind), Some(action), Some(barrel))
                    if !odd && !draft.tag.trim().is_empty() =>
                {
                    let tag = draft.tag.trim().to_owned();
                    let known_as = draft.known_as;
                    Some(NewItem {
                        kind,
                        tag,
                        action,
                        barrel,
                        capacity,
                        known_as,
                        particulars: None,
                    })
                }
                (_, _, _) => None,
            };
            let add = Button::new("Add the item").first().icon(icon::PLUS);
            if add.enabled(new.is_some() && !open.saving).pressed(ui)
                && let Some(new) = new
            {
                out.push(if said.is_empty() {
                    Action::Submit(Command::Ask(Ask::AddItem(new)))
                } else {
                    Action::Do(Errand::AddItem(new, said))
                });
                draft.hidden.new = Particulars::default();
                draft.tag.clear();
                draft.capacity.clear();
                draft.known_as = None;
            }
        });
    });
}

/// Back to the vendor, or wherever it goes for good: told at the table, and taken back by one key of the board.
fn leave(ui: &mut Ui, open: &Open<'_>, item: &Item, out: &mut Vec<Action>) {
    let here = match item.place {
        Place::Locked | Place::Handler => true,
        Place::Hand | Place::Set | Place::Unit | Place::Missing | Place::Out => false,
    };
    let name = format!("{} left the production", item.tag);
    if here && Button::new("It left the production").icon(icon::HAND_UP).name(name).pressed(ui) {
        let by = item.holder.or(open.handler());
        let left = Moved::plain(item.id, Act::TransferOut, by, None);
        let left = Moved { place: Some(Place::Out), ..left };
        out.push(Action::Submit(Command::Happened(Happened::Moved(vec![left]))));
    }
}

/// What it is, as far as that kind of thing has an action, a barrel, places.
fn particulars(item: &Item) -> String {
    let mut words = vec![item.kind.words().to_owned()];
    if item.action != Works::None {
        words.push(item.action.words().to_owned());
    }
    if item.barrel != Barrel::None {
        words.push(format!("barrel {}", item.barrel.words()));
    }
    words.extend(item.capacity.map(|n| format!("holds {n}")));
    words.join(", ")
}
