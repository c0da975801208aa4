//! What is taken and not saved, as a list that stays up; and the two ways on: the log again, or a text elsewhere.

use egui::{Frame, Margin, Panel, Ui, vec2};

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette, space};
use crate::gui::view::{Open, View};

/// Where the text is to go, as typed on a system that shows no file dialogs.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    path: String,
}

/// Draws it while something is not saved or nothing can be.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    if open.unsaved.is_empty() && open.broken.is_none() {
        return;
    }
    let tone = palette(ui).caution;
    let frame = Frame::new().fill(tone.fill).inner_margin(Margin::from(vec2(space::XL, space::M)));
    Panel::top("not saved").frame(frame).show_separator_line(false).show(ui, |ui| {
        kit::painted(ui, "NOT SAVED: write it down", Type::Title, tone.on_fill);
        if let Some(why) = &open.broken {
            kit::painted(ui, why, Type::Body, tone.on_fill);
        }
        for line in &open.unsaved {
            kit::painted(ui, line, Type::Strong, tone.on_fill);
        }
        ui.horizontal_wrapped(|ui| {
            if open.broken.is_some() && Button::new("Try to save again").pressed(ui) {
                out.push(Action::Do(Errand::Reopen));
            }
            if !open.unsaved.is_empty() {
                elsewhere(ui, view, draft, out);
            }
        });
    });
}

/// The same list as a text on another disk.
fn elsewhere(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let write = Button::new("Write this list to another disk").icon(icon::NOTE);
    if view.dialogs {
        if write.pressed(ui) {
            out.push(Action::Do(Errand::WriteUnsaved(None)));
        }
        return;
    }
    kit::field(ui, "Folder or file on another disk", "", &mut draft.path);
    let typed = draft.path.trim();
    if write.enabled(!typed.is_empty()).pressed(ui) {
        out.push(Action::Do(Errand::WriteUnsaved(Some(typed.into()))));
    }
}
