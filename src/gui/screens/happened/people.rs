//! Who gave it and who has it now: a row for each person, a column for each way in which it came to them.

use egui::{Ui, vec2};

use super::{Subject, plain};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, size, space};
use crate::gui::view::Open;
use crate::production::Moved;
use crate::terms::{Act, PersonId, Place};

/// The width of the table, in points.
pub(super) const WIDTH: f32 = NAME + 4.0 * (COLUMN + space::S);

const NAME: f32 = 184.0;
const COLUMN: f32 = 108.0;

/// What was pressed in the table.
pub(super) enum Pressed {
    /// The person who gave it.
    Gave(PersonId),
    /// An act, with the person it came to.
    Did(Moved),
}

/// How it came to somebody: the heading of the column, what a cell says, what a screen reader is told.
const WAYS: [(Act, &str, &str, &str); 4] = [
    (Act::HandOver, "Handed to", "has it", "Handed to"),
    (Act::Collect, "Collected by", "has it back", "Collected by"),
    (Act::Issue, "Issued, for the action", "takes it", "Issued for the action to"),
    (Act::SetDown, "Set down", "watches it", "Set down, watched by"),
];

/// Draws it.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, subject: Subject) -> Option<Pressed> {
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        heading(ui, "Given by", NAME);
        for (_, words, ..) in WAYS {
            heading(ui, words, COLUMN);
        }
    });
    for person in in_order(open) {
        let name = open.name(person);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let chosen = subject.giver == Some(person);
            let giver = Button::new(&name).look(super::look(chosen)).left();
            let giver = if chosen {
                giver.icon(icon::CHECK).name(format!("Given by: {name}, chosen"))
            } else {
                giver.name(format!("Given by: {name}"))
            };
            if giver.fixed(vec2(NAME, size::BUTTON)).pressed(ui) {
                pressed = Some(Pressed::Gave(person));
            }
            for (act, _, words, told) in WAYS {
                let cell = Button::new(words).name(format!("{told}: {name}"));
                if cell.fixed(vec2(COLUMN, size::BUTTON)).pressed(ui) {
                    pressed = Some(Pressed::Did(moved(subject, act, person)));
                }
            }
        });
    }
    pressed
}

fn heading(ui: &mut Ui, words: &str, width: f32) {
    ui.vertical(|ui| {
        ui.set_width(width);
        kit::caption(ui, words);
    });
}

fn moved(subject: Subject, act: Act, person: PersonId) -> Moved {
    if act == Act::SetDown {
        let down = plain(subject, act, None);
        return Moved { watch: Some(person), place: Some(Place::Set), ..down };
    }
    plain(subject, act, Some(person))
}

/// Everybody: those on the set first, in the order of the set-up.
fn in_order(open: &Open<'_>) -> Vec<PersonId> {
    let crew = || open.situation.crew.iter().map(|(_, person)| *person);
    let mut people: Vec<PersonId> = Vec::new();
    for person in crew().chain(open.roster.people().map(|one| one.id)) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}
