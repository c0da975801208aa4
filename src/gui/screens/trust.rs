//! What a review is checked against besides itself: a file of trusted keys, and a head code that somebody wrote down.

use std::path::PathBuf;

use egui::{Frame, Margin, Panel, Stroke, Ui, vec2};

use crate::gui::kit;
use crate::gui::theme::{palette, size, space};

/// Both as typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    file: String,
    head: String,
}

impl Draft {
    /// The file of trusted keys.
    pub(in crate::gui) fn file(&self) -> Option<PathBuf> {
        let typed = self.file.trim();
        (!typed.is_empty()).then(|| PathBuf::from(typed))
    }

    /// The head code.
    pub(in crate::gui) fn head(&self) -> Option<String> {
        let typed = self.head.trim();
        (!typed.is_empty()).then(|| typed.to_owned())
    }
}

/// Draws both as a strip below the page; they count for the next bundle or folder that is opened.
pub(super) fn strip(ui: &mut Ui, draft: &mut Draft) {
    let colours = palette(ui);
    let frame = Frame::new()
        .fill(colours.surface)
        .inner_margin(Margin::from(vec2(space::XL, space::S)))
        .stroke(Stroke::new(size::HAIR, colours.hair));
    Panel::bottom("trust").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            let width = size::COLUMN / 2.0;
            ui.vertical(|ui| {
                ui.set_width(width);
                kit::field(ui, "File of trusted keys (may stay empty)", "", &mut draft.file);
            });
            ui.vertical(|ui| {
                ui.set_width(width);
                kit::field(ui, "Head code, as written down (may stay empty)", "", &mut draft.head);
            });
        });
        kit::caption(
            ui,
            "Without either, it can be unaltered and still not be proven whose it is.",
        );
    });
}
