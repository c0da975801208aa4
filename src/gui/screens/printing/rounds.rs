//! The sheets of rounds to be printed: each lot and each gun on a page of its own.

use egui::Ui;

use crate::gui::action::Action;
use crate::gui::kit;
use crate::gui::view::{Open, View};
use crate::report::{Format, PaperError, Sheet, rounds_sheet};
use crate::terms::UtcMillis;

/// What was typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
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
        "Each lot and each gun on a page of its own, with opening and closing balance and two sets of initials.",
    );
    let any = !open.production.rounds().lots().is_empty();
    if !any {
        kit::quiet(ui, "No lot is entered yet: Items, Rounds.");
    }
    if let Some(error) = draft.failed {
        kit::strong(ui, error.to_string());
    }
    let name = "rounds.pdf";
    if let Some(path) = super::to(ui, view, ("the rounds sheets", name), any, &mut draft.path) {
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
        let paper = rounds_sheet(open.production.rounds(), &sheet, format);
        super::write((path, name), paper, &mut draft.failed, out);
    }
}
