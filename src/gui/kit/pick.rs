//! One or several of a few: every choice stands in view, so that nothing opens over STOP.

use egui::Ui;

use super::button::{Button, Look};
use super::text;
use crate::gui::theme::space;

/// One of several under a label; gives the one that was pressed.
pub(in crate::gui) fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    choices: &[(T, String)],
    chosen: Option<T>,
) -> Option<T> {
    let mut pressed = None;
    labelled(ui, label, |ui| {
        for (value, words) in choices {
            if chip(ui, label, words, chosen == Some(*value)) {
                pressed = Some(*value);
            }
        }
    });
    pressed
}

/// Any of several under a label; gives the one that was pressed.
pub(in crate::gui) fn toggle<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    choices: &[(T, String)],
    chosen: &[T],
) -> Option<T> {
    let mut pressed = None;
    labelled(ui, label, |ui| {
        for (value, words) in choices {
            if chip(ui, label, words, chosen.contains(value)) {
                pressed = Some(*value);
            }
        }
    });
    pressed
}

fn labelled(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if !label.is_empty() {
            text::caption(ui, label);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
            contents(ui);
        });
    });
}

fn chip(ui: &mut Ui, label: &str, words: &str, chosen: bool) -> bool {
    let look = if chosen { Look::Chosen } else { Look::Plain };
    let name = if label.is_empty() {
        words.to_owned()
    } else if chosen {
        format!("{label}: {words}, chosen")
    } else {
        format!("{label}: {words}")
    };
    Button::new(words).name(name).look(look).pressed(ui)
}
