//! One run of the open production, to be handed out alone.

use std::path::PathBuf;

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::View;
use crate::session::Along;
use crate::terms::RunId;

/// What goes along, and the path as typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    asked: Option<RunId>,
    along: Along,
    path: String,
}

/// Draws it; nothing for a run that the open production has not got.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    run: RunId,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let Some(open) = view.open.filter(|open| open.production.run(run).is_some()) else { return };
    if draft.asked != Some(run) {
        let button = Button::new("Disclose this run alone \u{2026}").icon(icon::EXPORT).quiet();
        if button.name(format!("Disclose run {run} alone")).pressed(ui) {
            *draft = Draft { asked: Some(run), ..Draft::default() };
        }
        return;
    }
    kit::body(
        ui,
        "Every line that names this run leaves the laptop, as it is written, with its list and the proof that it is in the log. It proves that these lines are there, and says nothing of the others. What was typed into answers stays in them.",
    );
    let more = [(true, "Photos and files".to_owned()), (false, "Names of people".to_owned())];
    let mut chosen = Vec::new();
    chosen.extend(draft.along.files.then_some(true));
    chosen.extend(draft.along.names.then_some(false));
    match kit::toggle(ui, "Goes along too", &more, &chosen) {
        Some(true) => draft.along.files = !draft.along.files,
        Some(false) => draft.along.names = !draft.along.names,
        None => {}
    }
    let idle = view.jobs.is_empty() && open.signing.is_none();
    let mut path = None;
    if view.dialogs {
        let choose = Button::new("Choose where and disclose").first().icon(icon::EXPORT);
        if choose.enabled(idle).pressed(ui) {
            path = Some(None);
        }
    }
    let hint = format!("{}/showclear-disclosed-{run}.zip", view.home);
    let label = if view.dialogs { "Or type the path of the file" } else { "Path of the file" };
    kit::field(ui, label, &hint, &mut draft.path);
    let typed = draft.path.trim();
    let ready = idle && !typed.is_empty();
    if Button::new("Disclose to this path").enabled(ready).pressed(ui) {
        path = Some(Some(PathBuf::from(typed)));
    }
    if let Some(path) = path {
        out.push(Action::Do(Errand::Disclose(path, run, draft.along)));
    }
    if let Some(done) = view.exported {
        kit::letters(ui, &done.path);
        kit::quiet(ui, format!("Written. SHA-256 {}", done.sha256));
    }
}
