//! Several of several: each answer is pressed on or off, and all of them are recorded together.

use std::collections::BTreeSet;

use egui::{Key, Modifiers, Ui, vec2};

use super::answers::KEYS;
use crate::gui::kit::{self, Button, Look};
use crate::gui::theme::{Type, icon, size, space};

/// More answers than these stand in two columns, so that all of them are in sight.
const ONE_COLUMN: usize = 4;

/// Room for the mark of what is chosen, so that words stay where they are when they are pressed.
const BLANK: char = ' ';

/// What is chosen among `answers`, each by its place; whether it is to be recorded.
pub(super) fn show(
    ui: &mut Ui,
    answers: &[String],
    ready: bool,
    chosen: &mut BTreeSet<usize>,
    record: &str,
) -> bool {
    if let Some(at) = toggles(ui, answers, ready, chosen)
        && !chosen.remove(&at)
    {
        chosen.insert(at);
    }
    ui.add_space(space::M);
    let fits = ready && !chosen.is_empty();
    let words = if chosen.is_empty() {
        "Choose what is so".to_owned()
    } else {
        format!("{record}: {} chosen", chosen.len())
    };
    let done = Button::new(words).name(record).first().key("Enter").step(Type::Title);
    let entered = fits
        && !ui.ctx().text_edit_focused()
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    done.enabled(fits).least(vec2(size::FIELD * 2.0, size::ANSWER)).pressed(ui) || entered
}

/// The answers; gives the one that was pressed.
fn toggles(
    ui: &mut Ui,
    answers: &[String],
    ready: bool,
    chosen: &BTreeSet<usize>,
) -> Option<usize> {
    let columns = if answers.len() > ONE_COLUMN { 2 } else { 1 };
    let gap = space::M;
    let width = (ui.available_width() - if columns == 2 { gap } else { 0.0 })
        / if columns == 2 { 2.0 } else { 1.0 };
    let typing = ui.ctx().text_edit_focused();
    let mut pressed = None;
    let places: Vec<usize> = (0..answers.len()).collect();
    for row in places.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for at in row {
                let Some(words) = answers.get(*at) else { continue };
                let key = KEYS.get(*at);
                let on = chosen.contains(at);
                let (look, sign, name) = if on {
                    (Look::Chosen, icon::CHECK, format!("{words}, chosen"))
                } else {
                    (Look::Plain, BLANK, words.clone())
                };
                let button = Button::new(words).name(name).icon(sign).look(look).left();
                let button = button.step(Type::Title).enabled(ready);
                let button = button.key(key.map_or("", |(_, cap)| cap));
                let by_key = ready
                    && !typing
                    && key.is_some_and(|(key, _)| {
                        ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key))
                    });
                if button.fixed(vec2(width, size::ANSWER)).pressed(ui) || by_key {
                    pressed = Some(*at);
                }
            }
        });
    }
    pressed
}

/// Labels that are typed, one after the other; whether they are to be recorded.
pub(super) fn labels(
    ui: &mut Ui,
    ready: bool,
    typed: &mut String,
    labels: &mut Vec<String>,
    part: &str,
) -> bool {
    let mut gone = None;
    ui.horizontal_wrapped(|ui| {
        for (at, label) in labels.iter().enumerate() {
            let button = Button::new(label).icon(icon::X).name(format!("Take away {label}"));
            if button.step(Type::Title).least(vec2(size::TARGET, size::CELL)).pressed(ui) {
                gone = Some(at);
            }
        }
    });
    if let Some(at) = gone {
        labels.remove(at);
    }
    let field = kit::field(ui, &format!("Label of the next {part}"), "", typed);
    let label = typed.trim().to_owned();
    let new = ready && !label.is_empty() && !labels.contains(&label);
    let enter = ui.input(|i| i.key_pressed(Key::Enter));
    let by_enter = new && enter && (field.lost_focus() || field.has_focus());
    let add = Button::new("Add it").icon(icon::PLUS).enabled(new).pressed(ui);
    if add || by_enter {
        labels.push(label);
        typed.clear();
        field.request_focus();
        return false;
    }
    ui.add_space(space::M);
    let fits = ready && !labels.is_empty() && typed.trim().is_empty();
    let words = format!("That is all: {}", labels.len());
    let done = Button::new(words).name("That is all").first().step(Type::Title).enabled(fits);
    done.least(vec2(size::FIELD * 2.0, size::ANSWER)).pressed(ui)
}
