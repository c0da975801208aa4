//! Numbers: the pad of digits, and the curtain between two people who count unseen by each other.

use egui::Ui;

use super::{Draft, answer, sign};
use crate::gui::action::Action;
use crate::gui::kit::{self, Pad};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::Open;
use crate::run::{Actor, Answer, Face, Sealed};
use crate::terms::RunId;

/// One number.
pub(super) fn one(
    ui: &mut Ui,
    run: RunId,
    face: &Face,
    (min, max): (i64, i64),
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let beside = |ui: &mut Ui| {
        kit::title(ui, "The number");
    };
    if let Some(number) = entered(ui, &mut draft.typed, max, (ready, false), beside)
        && number >= min
    {
        draft.typed.clear();
        out.push(answer(run, face, Answer::Number(number)));
    }
}

/// Two numbers, each behind the curtain: what the first says is gone from the screen and from the accessible tree
/// before the second is asked.
pub(super) fn blind(
    ui: &mut Ui,
    open: &Open<'_>,
    (run, face): (RunId, &Face),
    (who, max): (&[Actor; 2], i64),
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let name = |actor: &Actor| {
        actor.person.map_or_else(
            || actor.title.clone(),
            |person| format!("{} ({})", open.name(person), actor.title),
        )
    };
    let [first, second] = who;
    let sealed = draft.first.is_some();
    let at = if sealed { second } else { first };
    let words = format!("What did {} count?", name(at));
    let beside = |ui: &mut Ui| {
        kit::title(ui, words);
        kit::caption(ui, "The number is hidden as soon as it is entered.");
        if sealed {
            ui.add_space(space::L);
            sign(ui, icon::EYE_SLASH);
            kit::body(ui, "The first number is sealed. Nobody can see it until the second is in.");
        }
    };
    let Some(number) = entered(ui, &mut draft.typed, max, (ready, true), beside) else { return };
    draft.typed.clear();
    match draft.first.take() {
        None => draft.first = Some(Sealed::new(number)),
        Some(earlier) => {
            out.push(answer(run, face, Answer::Blind(earlier, Sealed::new(number))));
        }
    }
}

/// The number once it is entered: at once where one digit says it all, else with Enter. The pad stands beside the words,
/// so that all of it is in view.
fn entered(
    ui: &mut Ui,
    typed: &mut String,
    max: i64,
    (ready, hidden): (bool, bool),
    beside: impl FnOnce(&mut Ui),
) -> Option<i64> {
    let shown: String =
        if hidden { "\u{2022}".repeat(typed.chars().count()) } else { typed.clone() };
    let shown = if shown.is_empty() { "\u{2013}".to_owned() } else { shown };
    let mut done = None;
    ui.horizontal_top(|ui| {
        ui.add_enabled_ui(ready, |ui| {
            ui.set_max_width(size::DIGIT * 3.0 + space::S * 2.0);
            ui.vertical(|ui| match kit::digits(ui, ready) {
                Some(Pad::Digit(digit)) if typed.chars().count() < 4 => {
                    typed.push_str(&digit.to_string());
                    if max < 10 {
                        done = typed.parse().ok();
                    }
                }
                Some(Pad::Back) => {
                    typed.pop();
                }
                Some(Pad::Enter) => done = typed.parse().ok(),
                Some(Pad::Digit(_)) | None => {}
            });
        });
        ui.add_space(space::XXL);
        ui.vertical(|ui| {
            beside(ui);
            ui.add_space(space::S);
            kit::painted(ui, shown, Type::Digits, palette(ui).ink);
        });
    });
    match done {
        Some(number) if number <= max => Some(number),
        Some(_) => {
            typed.clear();
            None
        }
        None => None,
    }
}
