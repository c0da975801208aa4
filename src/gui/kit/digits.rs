//! The pad of digits: for counts and PINs, by pointer and by key.

use egui::{Key, Ui, vec2};

use super::button::Button;
use crate::gui::theme::{Type, size, space};

/// What a press of the pad means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::gui) enum Pad {
    /// A digit.
    Digit(u8),
    /// The last digit back.
    Back,
    /// Done.
    Enter,
}

const KEYS: [(Key, u8); 10] = [
    (Key::Num0, 0),
    (Key::Num1, 1),
    (Key::Num2, 2),
    (Key::Num3, 3),
    (Key::Num4, 4),
    (Key::Num5, 5),
    (Key::Num6, 6),
    (Key::Num7, 7),
    (Key::Num8, 8),
    (Key::Num9, 9),
];

/// The pad; `keys` also listens to the keyboard, which a field with the focus would otherwise have.
pub(in crate::gui) fn digits(ui: &mut Ui, keys: bool) -> Option<Pad> {
    let mut pressed = keys.then(|| from_keys(ui)).flatten();
    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
    for row in [[1, 2, 3], [4, 5, 6], [7, 8, 9]] {
        ui.horizontal(|ui| {
            for digit in row {
                if key(ui, &digit.to_string()) {
                    pressed = Some(Pad::Digit(digit));
                }
            }
        });
    }
    ui.horizontal(|ui| {
        if Button::new("Back").least(vec2(size::DIGIT, size::ANSWER)).pressed(ui) {
            pressed = Some(Pad::Back);
        }
        if key(ui, "0") {
            pressed = Some(Pad::Digit(0));
        }
        if Button::new("Enter").least(vec2(size::DIGIT, size::ANSWER)).pressed(ui) {
            pressed = Some(Pad::Enter);
        }
    });
    pressed
}

fn key(ui: &mut Ui, digit: &str) -> bool {
    Button::new(digit).step(Type::Heading).least(vec2(size::DIGIT, size::ANSWER)).pressed(ui)
}

fn from_keys(ui: &Ui) -> Option<Pad> {
    if ui.ctx().text_edit_focused() {
        return None;
    }
    ui.input_mut(|input| {
        for (key, digit) in KEYS {
            if input.consume_key(egui::Modifiers::NONE, key) {
                return Some(Pad::Digit(digit));
            }
        }
        if input.consume_key(egui::Modifiers::NONE, Key::Backspace) {
            return Some(Pad::Back);
        }
        input.consume_key(egui::Modifiers::NONE, Key::Enter).then_some(Pad::Enter)
    })
}
