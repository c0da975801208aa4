//! What a review is checked against besides itself: a file of trusted keys, and a head code that somebody wrote down.

use std::path::PathBuf;

use egui::Ui;

use crate::gui::kit;
use crate::gui::theme::{size, space};

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

/// Draws both beside each other; they count for the next bundle or folder that is opened.
pub(super) fn fields(ui: &mut Ui, draft: &mut Draft) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        for (label, typed) in [
            ("File of trusted keys (may stay empty)", &mut draft.file),
            ("Head code, as written down (may stay empty)", &mut draft.head),
        ] {
            ui.vertical(|ui| {
                ui.set_width(size::COLUMN / 2.0);
                kit::field(ui, label, "", typed);
            });
        }
    });
    kit::caption(ui, "Without either, it can be unaltered and still not be proven whose it is.");
}
