//! The photos of an item: those that were brought of it or of its paper cards, and those of runs about it, read when somebody asks for them.

use std::collections::BTreeSet;

use egui::Ui;

use crate::custody::Item;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button, Pictures};
use crate::gui::screens::files::photo::{self, Seen};
use crate::gui::theme::icon;
use crate::gui::view::{Open, View};
use crate::run::Run;
use crate::terms::ItemId;

/// Of which item they are shown.
#[derive(Default)]
pub(super) struct Draft {
    of: Option<ItemId>,
    pictures: Pictures,
}

/// The items that pictures were brought of, and those that files were brought of in runs about them: the production keeps
/// which those are, and no run without a file is looked at.
pub(super) fn those_with_any(open: &Open<'_>) -> BTreeSet<ItemId> {
    let has =
        |run: &&Run| run.standing().any(|one| one.said.replies.iter().any(|r| r.object.is_some()));
    let runs = open.production.runs_with_files().filter(has);
    runs.filter_map(|run| run.started().item).chain(open.production.with_photos()).collect()
}

/// The keys that show them and bring another.
pub(super) fn keys(
    ui: &mut Ui,
    (item, any): (&Item, bool),
    draft: &mut Draft,
    bring: &mut photo::Draft,
) {
    let shown = any && draft.of == Some(item.id);
    let words = if shown { "Hide the photos" } else { "Photos" };
    let name = format!("{words} of {}", item.tag);
    if any && Button::new(words).name(name).icon(icon::EYE).pressed(ui) {
        draft.of = (!shown).then_some(item.id);
    }
    let name = format!("Add a photo of {}", item.tag);
    let add = Button::new("Add a photo").name(name).icon(icon::PLUS).quiet();
    if !bring.is_of(item.id) && add.pressed(ui) {
        bring.ask(Some(item.id), None);
    }
}

/// Draws them, once they are asked for, and the form that brings another.
pub(super) fn of(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    (item, any): (&Item, bool),
    (draft, bring): (&mut Draft, &mut photo::Draft),
    out: &mut Vec<Action>,
) {
    if bring.is_of(item.id) {
        photo::form(ui, view, open, bring, out);
    }
    if any && draft.of == Some(item.id) {
        kit::quiet(
            ui,
            "They stay on this laptop. Those of a run go along where it is handed out with its files.",
        );
        photo::all(ui, open, seen(open, item.id), &mut draft.pictures, out);
    }
}

/// All of them, in no order.
fn seen(open: &Open<'_>, item: ItemId) -> Vec<Seen> {
    let about = |run: &&Run| run.started().item == Some(item);
    let mut all: Vec<Seen> = open.production.photos_of(item).iter().map(Seen::of).collect();
    for run in open.production.runs().filter(about) {
        let card = run.started().card;
        let of_card = card.map_or(&[][..], |card| open.production.photos_of_card(card));
        all.extend(of_card.iter().map(Seen::of));
        for given in run.standing() {
            all.extend(given.said.replies.iter().filter_map(|reply| {
                let (object, said) = (reply.object?, reply.said.clone());
                Some(Seen { object, said, at: given.at.wall, card })
            }));
        }
    }
    all
}
