//! An icon that stands for the moment, in the middle of nothing else.

use egui::{Align2, Sense, Ui, vec2};

use crate::gui::theme::{icon_font, palette, size};

/// Draws it.
pub(in crate::gui) fn sign(ui: &mut Ui, icon: char) {
    let colours = palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(size::ANSWER, size::ANSWER), Sense::hover());
    let font = icon_font(size::CELL);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, font, colours.quiet);
}
