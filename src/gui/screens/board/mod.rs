//! The board, headed "Last recorded": every gun, what is missing or lapsed first; look-alikes and trays apart.

mod card;
mod code;
mod containers;
mod day;
mod keys;
mod missing;
mod sight;
mod strip;
mod told;
pub(in crate::gui::screens) mod units;

use egui::{Ui, vec2};

use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::laptops;
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::{Open, View};
use crate::terms::{ItemId, Millis};
use crate::words;

/// So long without an entry, with guns out, is said across the top.
const QUIET: Millis = 10 * 60_000;

/// Which card the keys go to.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    selected: Option<ItemId>,
    /// Whether a person chose it; the first card is selected by itself, and nobody meant that one.
    by_hand: bool,
    code: code::Draft,
}

impl Draft {
    /// A person chooses a card.
    pub(in crate::gui::screens) fn choose(&mut self, item: ItemId) {
        self.selected = Some(item);
        self.by_hand = true;
    }

    /// The gun that the keys go to.
    pub(in crate::gui) fn chosen(&self) -> Option<ItemId> {
        self.selected.filter(|_| self.by_hand)
    }
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let sights = sight::all(view, open);
    if !sights.iter().any(|one| Some(one.item.id) == draft.selected) {
        draft.selected = sights.first().map(|one| one.item.id);
        draft.by_hand = false;
    }
    keys::take(ui, open, &sights, draft, out);
    kit::page(ui, "", true, |ui| {
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                kit::heading(ui, "Last recorded");
                kit::quiet(ui, words::BOARD_NOTE);
            });
        });
        missing::show(ui, open, out);
        units::show(ui, open, out);
        told::show(ui, open, out);
        quiet_period(ui, open);
        laptops::warning(ui, open, out);
        unsigned_roster(ui, open, out);
        if sights.is_empty() {
            strangers(ui, open, out);
            kit::empty(ui, icon::TARGET, "No gun is in the book yet.");
            ui.vertical_centered(|ui| {
                if Button::new("Add the first gun").first().icon(icon::PLUS).pressed(ui) {
                    out.push(Action::Go(Place::Book));
                }
            });
            return;
        }
        strangers(ui, open, out);
        code::show(ui, view, open, &mut draft.code, out);
        strip::batch(ui, open, &sights, out);
        let mut number = 0_usize;
        for part in sight::Part::ALL {
            let mut here = sights.iter().filter(|one| sight::Part::of(one.item) == part).peekable();
            if let (Some(heading), Some(_)) = (part.heading(), here.peek()) {
                ui.add_space(space::S);
                kit::title(ui, heading);
            }
            for one in here {
                number += 1;
                let selected = draft.selected == Some(one.item.id);
                // A press that began on one item never ends on another, although the cards may change places under it.
                let shown =
                    ui.push_id(one.item.id, |ui| card::show(ui, open, one, number, selected, out));
                if shown.inner {
                    draft.choose(one.item.id);
                }
                ui.add_space(vec2(0.0, space::XS).y);
            }
        }
        day::show(ui, view, open, out);
    });
}

/// Who is who was changed, or begun in a new log, and nobody has signed it.
fn unsigned_roster(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    if !open.roster_changed {
        return;
    }
    let words = "Who is who is not signed as it stands now.";
    kit::banner(ui, palette(ui).caution, icon::SIGNATURE, words, |ui| {
        if Button::new("Sign who is who").pressed(ui) {
            out.push(Action::Go(Place::Sheet));
        }
    });
}

/// What was recorded of things that are not in the book: they have no card, and are not forgotten.
fn strangers(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    for (item, past) in open.book.strangers() {
        let Some(last) = past.last() else { continue };
        let words = format!("Not in the book: {item}, last recorded {}.", open.ago(&last.at.at));
        kit::banner(ui, palette(ui).caution, icon::WARNING_DIAMOND, &words, |ui| {
            let enter =
                Button::new("Enter it in the book").name(format!("Enter {item} in the book"));
            if enter.pressed(ui) {
                out.push(Action::Go(Place::Book));
            }
        });
    }
}

fn quiet_period(ui: &mut Ui, open: &Open<'_>) {
    let Some(last) = open.last else { return };
    let outside: Vec<String> = open
        .guns()
        .iter()
        .filter(|item| sight::is_out(item))
        .map(|item| item.tag.clone())
        .collect();
    let age = open.now.since(last);
    if outside.is_empty() || age.is_some_and(|age| age < QUIET) {
        return;
    }
    let line = format!(
        "Nothing was recorded since {} ({}), and {} {} out.",
        open.clock(last.wall),
        words::ago(age),
        outside.join(", "),
        if outside.len() == 1 { "is" } else { "are" },
    );
    let tone = palette(ui).caution;
    kit::banner(ui, tone, icon::CLOCK, &line, |_| ());
}
