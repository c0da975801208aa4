//! The photos of an item: those that were taken in runs about it, the newest first, read when somebody asks for them.

use std::collections::BTreeSet;

use egui::Ui;

use crate::custody::Item;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, BESIDE, Button, Pictures};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::run::Run;
use crate::terms::{Digest, ItemId};

/// As many photos of one item as are shown.
const MOST: usize = 12;

/// Of which item they are shown.
#[derive(Default)]
pub(super) struct Draft {
    of: Option<ItemId>,
    pictures: Pictures,
}

/// The items that files were brought of in runs about them.
pub(super) fn those_with_any(open: &Open<'_>) -> BTreeSet<ItemId> {
    let has = |run: &&Run| run.standing().any(|one| one.replies.iter().any(|r| r.object.is_some()));
    open.production.runs().filter(has).filter_map(|run| run.started().item).collect()
}

/// Draws them, once they are asked for.
pub(super) fn of(
    ui: &mut Ui,
    open: &Open<'_>,
    item: &Item,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let shown = draft.of == Some(item.id);
    let words = if shown { "Hide the photos" } else { "Photos" };
    let name = format!("{words} of {}", item.tag);
    if Button::new(words).name(name).icon(icon::EYE).pressed(ui) {
        draft.of = (!shown).then_some(item.id);
    }
    if draft.of != Some(item.id) {
        return;
    }
    kit::quiet(
        ui,
        "Taken in runs about it. They stay on this laptop unless a run is handed out with its files.",
    );
    let about = open.production.runs().rev().filter(|run| run.started().item == Some(item.id));
    let files = about.flat_map(|run| {
        let card = run.started().card.map_or_else(String::new, |card| format!(", card {card}"));
        run.standing().flat_map(move |given| {
            let (at, card) = (given.at.wall, card.clone());
            let named = |reply: &crate::event::Reply| Some((reply.object?, reply.said.clone()));
            let all: Vec<_> = given.replies.iter().filter_map(named).collect();
            all.into_iter().map(move |(object, said)| (object, said, at, card.clone()))
        })
    });
    let mut seen: Vec<Digest> = Vec::new();
    for (object, said, at, card) in files {
        if seen.contains(&object) {
            continue;
        }
        if seen.len() == MOST {
            kit::quiet(ui, "Older ones stand in their runs.");
            break;
        }
        seen.push(object);
        ui.horizontal_wrapped(|ui| {
            match open.pictures.get(&object) {
                Some(Some(pixels)) => {
                    draft.pictures.show(ui, (object, pixels), &said, BESIDE);
                }
                Some(None) => {}
                None => out.push(Action::Do(Errand::LookAt(object))),
            }
            kit::caption(ui, format!("{}{card}: {said}", open.clock(at)));
        });
    }
}
