//! Numbers: the pad of digits, and the curtain between two people who count unseen by each other.

use egui::{Key, Modifiers, Ui};

use super::{Draft, answer};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button, Pad};
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
    let beside = |ui: &mut Ui, _: &mut String| {
        kit::title(ui, "The number");
    };
    let entry = Entry { max, at_once: max < 10, hidden: false, unit: "" };
    if let Some(number) = entered(ui, &mut draft.typed, entry, ready, beside)
        && number >= min
    {
        draft.typed.clear();
        out.push(answer(run, face, Answer::Number(number)));
    }
}

/// One number of a unit. Enter always ends it: a measure is read off, and what it begins with says little.
pub(super) fn measure(
    ui: &mut Ui,
    run: RunId,
    face: &Face,
    (unit, min, max): (&str, i64, i64),
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let outside = draft.outside;
    let beside = |ui: &mut Ui, typed: &mut String| {
        kit::title(ui, format!("{min} to {max} {unit}, then Enter"));
        if let Some(number) = outside {
            let words = format!("{number} {unit} is outside that, and was not taken");
            kit::pill(ui, palette(ui).caution, icon::WARNING, &words, Type::Strong);
        }
        if min < 0 {
            let minus = Button::new("Minus").key("-").enabled(ready);
            let keyed = ready && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Minus));
            if minus.pressed(ui) || keyed {
                turn(typed);
            }
        }
    };
    let entry = Entry { max: i64::MAX, at_once: false, hidden: false, unit };
    let Some(number) = entered(ui, &mut draft.typed, entry, ready, beside) else { return };
    draft.typed.clear();
    if (min..=max).contains(&number) {
        out.push(answer(run, face, Answer::Number(number)));
    } else {
        draft.outside = Some(number);
    }
}

/// Below nothing, and back.
fn turn(typed: &mut String) {
    match typed.strip_prefix('-') {
        Some(rest) => *typed = rest.to_owned(),
        None => typed.insert(0, '-'),
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
    let beside = |ui: &mut Ui, _: &mut String| {
        kit::title(ui, words);
        kit::caption(ui, "The number is hidden as soon as it is entered.");
        if sealed {
            ui.add_space(space::L);
            kit::sign(ui, icon::EYE_SLASH);
            kit::body(ui, "The first number is sealed. Nobody can see it until the second is in.");
        }
    };
    let entry = Entry { max, at_once: max < 10, hidden: true, unit: "" };
    let Some(number) = entered(ui, &mut draft.typed, entry, ready, beside) else { return };
    draft.typed.clear();
    match draft.first.take() {
        None => draft.first = Some(Sealed::new(number)),
        Some(earlier) => {
            out.push(answer(run, face, Answer::Blind(earlier, Sealed::new(number))));
        }
    }
}

/// How a number is entered.
struct Entry<'a> {
    /// The largest.
    max: i64,
    /// Whether one digit says it all.
    at_once: bool,
    /// Whether nobody may read it.
    hidden: bool,
    /// What it is a number of.
    unit: &'a str,
}

/// The most digits of a number.
const DIGITS: usize = 6;

/// The number once it is entered: at once where one digit says it all, else with Enter. The pad stands beside the words,
/// so that all of it is in view.
fn entered(
    ui: &mut Ui,
    typed: &mut String,
    entry: Entry<'_>,
    ready: bool,
    beside: impl FnOnce(&mut Ui, &mut String),
) -> Option<i64> {
    let Entry { max, at_once, hidden, unit } = entry;
    let mut done = None;
    ui.horizontal_top(|ui| {
        ui.add_enabled_ui(ready, |ui| {
            ui.set_max_width(size::DIGIT * 3.0 + space::S * 2.0);
            ui.vertical(|ui| match kit::digits(ui, ready) {
                Some(Pad::Digit(digit)) if typed.chars().count() < DIGITS => {
                    typed.push_str(&digit.to_string());
                    if at_once {
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
            beside(ui, typed);
            ui.add_space(space::S);
            let shown =
                if hidden { "\u{2022}".repeat(typed.chars().count()) } else { typed.clone() };
            let shown = if shown.is_empty() { "\u{2013}".to_owned() } else { shown };
            let shown = if unit.is_empty() { shown } else { format!("{shown} {unit}") };
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
