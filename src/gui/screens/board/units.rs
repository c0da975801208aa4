//! What is with other units, in the first part of the board: the day is not closed while any of it is.

use egui::Ui;

use crate::custody::OpenUnit;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;

/// As many tags as one line names.
const TAGS: usize = 12;

/// Draws a line for each unit; nothing where nothing is with one.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    for unit in open.production.open_units() {
        kit::banner(ui, palette(ui).caution, icon::HAND_UP, &line(open, &unit), |ui| {
            kit::body(ui, tags(open, &unit));
            let name = format!("Hand-overs: {}", unit.unit);
            if Button::new("Hand-overs").name(name).pressed(ui) {
                out.push(Action::Go(Place::HandOvers));
            }
        });
    }
}

/// "Second unit: 3 items since 09:12, 2 h ago, not back."
pub(in crate::gui::screens) fn line(open: &Open<'_>, unit: &OpenUnit<'_>) -> String {
    let many = unit.items.len();
    let noun = if many == 1 { "item" } else { "items" };
    let since = &unit.since.at;
    let (clock, ago) = (open.clock(since.wall), open.ago(since));
    format!("{}: {many} {noun} since {clock} ({ago}), not back.", unit.unit)
}

fn tags(open: &Open<'_>, unit: &OpenUnit<'_>) -> String {
    let mut tags: Vec<String> = unit.items.iter().take(TAGS).map(|item| open.tag(*item)).collect();
    let more = unit.items.len().saturating_sub(TAGS);
    if more > 0 {
        tags.push(format!("and {more} more"));
    }
    tags.join(", ")
}
