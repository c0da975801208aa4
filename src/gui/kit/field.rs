//! Fields to type in, each with its label.

use egui::{Align2, Margin, Response, TextEdit, Ui, Vec2, vec2};

use super::text;
use crate::gui::theme::{Type, palette, size, space, target};

/// A line of text under its label.
pub(in crate::gui) fn field(ui: &mut Ui, label: &str, hint: &str, value: &mut String) -> Response {
    one(ui, label, |ui, width| {
        ui.add_sized(
            vec2(width, size::BUTTON.max(target(ui))),
            TextEdit::singleline(value)
                .hint_text(hint)
                .font(Type::Body.font())
                .align(Align2::LEFT_CENTER)
                .margin(Margin::from(vec2(space::M, space::M)))
                .desired_width(width),
        )
    })
}

/// A PIN or passphrase: nobody reads it, not even a screen reader.
pub(in crate::gui) fn secret(ui: &mut Ui, label: &str, value: &mut String) -> Response {
    one(ui, label, |ui, width| {
        let field = ui.add_sized(
            vec2(width, size::BUTTON.max(target(ui))),
            TextEdit::singleline(value)
                .password(true)
                .font(Type::Body.font())
                .align(Align2::LEFT_CENTER)
                .margin(Margin::from(vec2(space::M, space::M)))
                .desired_width(width),
        );
        // What can be undone is kept in plain letters, and would come back for the next one who sits here.
        if let Some(mut state) = TextEdit::load_state(ui.ctx(), field.id) {
            state.clear_undoer();
            state.store(ui.ctx(), field.id);
        }
        field
    })
}

fn one(ui: &mut Ui, label: &str, edit: impl FnOnce(&mut Ui, f32) -> Response) -> Response {
    let width = ui.available_width().clamp(size::FIELD, size::COLUMN / 2.0);
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), layout, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let named = text::caption(ui, label);
        let response = edit(ui, width).labelled_by(named.id);
        if response.has_focus() {
            let ring = egui::Stroke::new(size::FOCUS, palette(ui).focus);
            let round = egui::CornerRadius::same(size::ROUND);
            ui.painter().rect_stroke(response.rect, round, ring, egui::StrokeKind::Inside);
        }
        response
    })
    .inner
}
