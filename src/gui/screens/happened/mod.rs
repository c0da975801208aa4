//! What happened: any act by anybody, recorded with the last press; what it was against is said afterwards.

mod acts;
mod people;
mod told;

use egui::{Ui, vec2};

use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button, Look};
use crate::gui::screens::alarm;
use crate::gui::theme::{icon, size, space};
use crate::gui::view::Open;
use crate::production::{Command, Happened, Moved};
use crate::terms::{ItemId, PersonId};

/// What was pressed so far.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    item: Option<ItemId>,
    giver: Option<PersonId>,
    told: Option<ItemId>,
}

impl Draft {
    /// An item that was scanned.
    pub(in crate::gui::screens) fn choose(&mut self, item: ItemId) {
        *self = Self { item: Some(item), ..Self::default() };
    }

    /// Whoever was scanned gave it; `false` while no item is chosen. To whom it went is pressed: that records it.
    pub(in crate::gui::screens) fn given_by(&mut self, person: PersonId) -> bool {
        if self.item.is_some() {
            self.giver = Some(person);
        }
        self.item.is_some()
    }
}

/// The item at hand, and who has it by the record or by what was pressed.
#[derive(Clone, Copy, Debug)]
struct Subject {
    item: ItemId,
    giver: Option<PersonId>,
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    (draft, live): (&mut Draft, bool),
    out: &mut Vec<Action>,
) {
    kit::page(ui, "What happened", true, |ui| {
        if let Some(told) = draft.told {
            told::show(ui, open, told);
        }
        items(ui, open, draft);
        let Some(item) = draft.item else {
            kit::quiet(
                ui,
                "Anything can be recorded, allowed or not. It is recorded with the last press.",
            );
            // What a card tells is of another time, and nobody stops for it.
            if live {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                    alarm::keys(ui, size::CELL, out);
                });
            }
            let paper = Button::new("From a paper card").icon(icon::NOTE);
            let print = Button::new("Print cards, labels and sheets").icon(icon::EXPORT);
            let concern = Button::new("Concern, for the safety officer alone").icon(icon::LOCK);
            let corrections = Button::new("Correct an entry, or enter something late");
            ui.horizontal_wrapped(|ui| {
                if paper.pressed(ui) {
                    out.push(Action::Go(Place::Paper));
                }
                if Button::new("The first hour").icon(icon::WARNING).pressed(ui) {
                    out.push(Action::Go(Place::FirstHour));
                }
                if print.pressed(ui) {
                    out.push(Action::Go(Place::Print));
                }
                if concern.pressed(ui) {
                    out.push(Action::Go(Place::Concern));
                }
                if corrections.icon(icon::SIGNATURE).pressed(ui) {
                    out.push(Action::Go(Place::Amend));
                }
            });
            return;
        };
        let known = open.book.item(item);
        let holder = known.and_then(|item| item.holder.or(item.watch));
        let subject = Subject { item, giver: draft.giver.or(holder) };
        let mut happened = None;
        let wide = ui.available_width() >= acts::WIDTH + space::XL + people::WIDTH;
        let mut both = |ui: &mut Ui| {
            ui.vertical(|ui| {
                ui.set_width(acts::WIDTH.min(ui.available_width()));
                happened = acts::show(ui, subject, live);
            });
            ui.add_space(space::M);
            ui.vertical(|ui| match people::show(ui, open, subject) {
                Some(people::Pressed::Gave(person)) => draft.giver = Some(person),
                Some(people::Pressed::Did(moved)) => {
                    happened = Some(Happened::Moved(vec![moved]));
                }
                None => {}
            });
        };
        if wide {
            ui.horizontal_top(both);
        } else {
            both(ui);
        }
        if let Some(happened) = happened {
            *draft = Draft { told: Some(item), ..Draft::default() };
            let moved = if let Happened::Moved(moved) = &happened { moved.as_slice() } else { &[] };
            if live && moved.iter().any(Moved::is_alarm) {
                out.push(Action::Go(Place::Alarm));
            }
            out.push(Action::Submit(Command::Happened(happened)));
        }
    });
}

/// The items of the book, and whatever is not in it.
fn items(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    let least = vec2(size::STOP * 0.75, size::CELL);
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for item in open.book.items() {
            let button = Button::new(&item.tag).name(format!("Item {}", item.tag));
            let button = button.below(item.kind.words()).look(look(draft.item == Some(item.id)));
            if button.least(least).pressed(ui) {
                pressed = Some(item.id);
            }
        }
        for (item, _) in open.book.strangers() {
            let button = Button::new(item.to_string()).name(format!("Item {item}"));
            let button = button.below("not in the book").look(look(draft.item == Some(item)));
            if button.least(least).pressed(ui) {
                pressed = Some(item);
            }
        }
        let other = draft.item.is_some() && draft.item == open.stranger;
        let button = Button::new("Another").name("Item that is not in the book");
        let button = button.icon(icon::PLUS).below("not in the book").look(look(other));
        if button.least(least).pressed(ui) {
            pressed = open.stranger;
        }
    });
    if pressed.is_some() {
        *draft = Draft { item: pressed, ..Draft::default() };
    }
}

fn look(chosen: bool) -> Look {
    if chosen { Look::Chosen } else { Look::Plain }
}

/// An act of the item at hand, given by whoever is said to have it.
fn plain(subject: Subject, act: crate::terms::Act, to: Option<PersonId>) -> Moved {
    Moved::plain(subject.item, act, subject.giver, to)
}
