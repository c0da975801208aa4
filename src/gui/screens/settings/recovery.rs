//! Who may read private objects beside this laptop.

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::View;
use crate::session::Recipient;

/// What was typed.
#[derive(Debug, Default)]
pub(in crate::gui::screens) struct Draft {
    typed: String,
    refused: Option<String>,
}

/// Draws it.
pub(in crate::gui::screens) fn show(
    ui: &mut Ui,
    view: View<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::strong(ui, "Recovery keys");
    kit::body(
        ui,
        "Serial numbers and owners are encrypted to this laptop. Whoever holds a recovery key can read those that are entered from now on, also when this laptop is lost.",
    );
    let all = &view.settings.recovery;
    if all.is_empty() {
        kit::quiet(ui, "None: what is private is lost with this laptop.");
    }
    for named in all {
        ui.horizontal_wrapped(|ui| {
            kit::letters(ui, named);
            let start: String = named.chars().take(12).collect();
            let button = Button::new("Take out").name(format!("Take out {start}")).quiet();
            if button.icon(icon::X).pressed(ui) {
                let left = all.iter().filter(|one| *one != named).cloned().collect();
                out.push(Action::Do(Errand::Recovery(left)));
            }
        });
    }
    kit::field(ui, "Recovery key, as age-keygen prints it", "age1\u{2026}", &mut draft.typed);
    if let Some(refused) = &draft.refused {
        kit::strong_in(ui, refused.as_str(), palette(ui).caution.text);
    }
    let typed = draft.typed.trim();
    let add = Button::new("Add the recovery key").icon(icon::PLUS).enabled(!typed.is_empty());
    if add.pressed(ui) {
        match typed.parse::<Recipient>() {
            Ok(read) => {
                let mut more = all.clone();
                more.retain(|one| *one != read.to_string());
                more.push(read.to_string());
                draft.typed.clear();
                draft.refused = None;
                out.push(Action::Do(Errand::Recovery(more)));
            }
            Err(error) => {
                draft.typed.clear();
                draft.refused = Some(format!("Not taken: {error}. {}", error.remedy()));
            }
        }
    }
}
