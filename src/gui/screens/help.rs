//! Every key of the program.

use egui::Ui;

use crate::gui::action::Verb;
use crate::gui::kit;
use crate::gui::theme::{palette, size, space};

const BOARD: [(&str, &str); 15] = [
    ("1 \u{2026} 9", "Choose a gun"),
    ("A", "Shown to the first AD"),
    ("P", "Shown to the first performer of the set-up"),
    ("M", "Shown to camera"),
    ("I", "Issue to the first performer of the set-up"),
    ("C", "Collect"),
    ("S", "Show clear: the whole list"),
    ("D", "The list for dummies"),
    ("R", "Show again"),
    ("B", "Rubber gun out"),
    ("F", "Load blanks"),
    ("X", "After the cut: what is left of the blanks"),
    ("W", "Between takes"),
    ("J", "Misfire or jam"),
    ("O, L", "Take out, lock away"),
];

const RUN: [(&str, &str); 8] = [
    ("1 \u{2026} 9", "The answer with that number"),
    ("0 \u{2026} 9", "A count; Enter where it has two digits"),
    ("H", "Hold for roll"),
    ("Enter", "Begin, resume; record what is chosen or shown"),
    ("0", "None of them, where a step goes over magazines, people or boxes"),
    ("P, V", "Pick a picture or file, paste the picture that was copied"),
    ("-", "Below zero, in a measure"),
    (
        "A scanner",
        "Answers the step that asks for a code, and picks the item, person or card where one is picked; elsewhere it types nothing",
    ),
];

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui) {
    kit::page(ui, "Keys", false, |ui| {
        kit::card(ui, |ui| {
            kit::title(ui, "Everywhere");
            for verb in Verb::ALL {
                let words = format!("{}: {}", verb.label(), verb.tooltip());
                row(ui, verb.key().name(), &words);
            }
            row(ui, "Escape, held", "STOP, for a hand that finds only the corner of the keyboard");
            row(
                ui,
                "A pad's keys",
                "Shown, in hand, cut, count, STOP, new set-up: set under Settings",
            );
            row(ui, "?", "This page");
            row(ui, "Tab, Space", "Go to the next control, press it");
        });
        for (heading, keys) in [("Board, for the chosen gun", &BOARD[..]), ("Run", &RUN[..])] {
            kit::card(ui, |ui| {
                kit::title(ui, heading);
                for (key, words) in keys {
                    row(ui, key, words);
                }
            });
        }
    });
}

fn row(ui: &mut Ui, key: &str, words: &str) {
    ui.horizontal(|ui| {
        let width = size::STOP - space::XXL;
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(egui::vec2(width, size::CAP), layout, |ui| {
            ui.set_min_width(width);
            kit::strong_in(ui, key, palette(ui).accent.text);
        });
        kit::body(ui, words);
    });
}
