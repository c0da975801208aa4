//! Time from an authority, which nobody needs: the request goes out as a file, and the answer comes back as one.

use std::path::PathBuf;

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::view::{Open, View};
use crate::production::{Anchored, Asked};
use crate::words;

/// The path as typed, and whether the section is open.
#[derive(Debug, Default)]
pub(super) struct Draft {
    open: bool,
    path: String,
}

/// Draws it: closed, one line and what came of it; open, the two buttons.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let anchors = open.production.anchors();
    kit::section(ui, "Time from an authority (optional)", |ui| {
        for one in anchors.received() {
            received(ui, open, one);
        }
        let newest = anchors.newest();
        let waits = newest.and_then(|(statement, _, _)| anchors.open(statement));
        if let Some(asked) = waits {
            kit::quiet(ui, waiting(open, asked));
        }
        let label = if draft.open { "Put it away" } else { "Show how" };
        let button = Button::new(label).name(format!("{label}: time from an authority"));
        if button.pressed(ui) {
            draft.open = !draft.open;
        }
        if draft.open {
            kit::card(ui, |ui| how(ui, view, open, draft, out));
        }
    });
}

fn how(ui: &mut Ui, view: View<'_>, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::body(
        ui,
        "A time-stamp authority can say that a signed text existed by now. It never says that the text was made then, or is true. Nothing waits for it.",
    );
    let Some((statement, kind, _)) = open.production.anchors().newest() else {
        kit::quiet(ui, "No text is signed yet. Have a roster or a sheet signed first.");
        return;
    };
    kit::quiet(
        ui,
        format!(
            "This laptop asks no network. Write the request over statement {statement} ({}), carry it to an authority, bring its answer in here.",
            kind.code()
        ),
    );
    let idle = view.jobs.is_empty();
    if view.dialogs {
        ui.horizontal_wrapped(|ui| {
            if Button::new("Write the request\u{2026}").enabled(idle).pressed(ui) {
                out.push(Action::Do(Errand::RequestTime(None)));
            }
            if Button::new("Bring in the answer\u{2026}").enabled(idle).pressed(ui) {
                out.push(Action::Do(Errand::TakeTime(None)));
            }
        });
    } else {
        kit::quiet(ui, words::NO_DIALOGS);
    }
    let label = if view.dialogs { "Or type the path" } else { "Path of the request or answer" };
    let hint = format!("{}/request.tsq", view.home);
    kit::field(ui, label, &hint, &mut draft.path);
    let typed = draft.path.trim();
    let ready = idle && !typed.is_empty();
    ui.horizontal_wrapped(|ui| {
        if Button::new("Write the request there").enabled(ready).pressed(ui) {
            out.push(Action::Do(Errand::RequestTime(Some(PathBuf::from(typed)))));
        }
        if Button::new("Bring in that answer").enabled(ready).pressed(ui) {
            out.push(Action::Do(Errand::TakeTime(Some(PathBuf::from(typed)))));
        }
    });
}

fn waiting(open: &Open<'_>, asked: &Asked) -> String {
    format!(
        "Asked over statement {} at {}; no answer is here yet.",
        asked.what.statement,
        asked.at.local(open.offset)
    )
}

fn received(ui: &mut Ui, open: &Open<'_>, one: &Anchored) {
    kit::body(
        ui,
        format!(
            "Statement {} existed by {}, an authority says.",
            one.what.statement,
            one.what.time.local(open.offset)
        ),
    );
    kit::letters(ui, &format!("certificate SHA-256 {}", one.what.certificate));
}
