//! Away-packs to be printed: the sheet that goes with what no laptop takes in.

use egui::Ui;

use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::view::{Open, View};
use crate::report::{Format, PaperError, Sheet, away_pack};
use crate::terms::UtcMillis;

/// What was chosen and typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    number: Option<u32>,
    path: String,
    failed: Option<PaperError>,
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
        "One numbered sheet for what goes where no laptop takes it in: who had it when, initials, rounds out and back.",
    );
    let units = open.production.units();
    let packs: Vec<(u32, String)> = units
        .outs()
        .iter()
        .rev()
        .filter(|one| one.said.pack)
        .map(|one| (one.said.number, format!("{}: {}", one.said.number, one.said.unit)))
        .collect();
    if packs.is_empty() {
        kit::quiet(ui, "Nothing went out on paper yet.");
        if Button::new("Hand over \u{2026}").pressed(ui) {
            out.push(Action::Go(Place::HandOvers));
        }
        return;
    }
    let newest = packs.first().map(|(number, _)| *number);
    draft.number = draft.number.filter(|one| packs.iter().any(|(number, _)| number == one));
    let chosen = draft.number.or(newest);
    if let Some(number) = kit::choose(ui, "Which away-pack", &packs, chosen) {
        draft.number = Some(number);
    }
    if let Some(error) = draft.failed {
        kit::strong(ui, error.to_string());
    }
    let Some(one) = chosen.and_then(|number| units.out(number)) else { return };
    let name = format!("away-pack-{}.pdf", one.said.number);
    if let Some(path) = super::to(ui, view, ("the away-pack", &name), true, &mut draft.path) {
        let tag = |item| open.tag(item);
        let name_of = |person| open.name(person);
        let at = |wall: UtcMillis| wall.local(open.offset);
        let sheet = Sheet {
            title: open.title,
            drill: open.drill,
            tag: &tag,
            name: &name_of,
            at: &at,
            now: open.now.wall,
        };
        super::write((path, &name), away_pack(one, &sheet, format), &mut draft.failed, out);
    }
}
