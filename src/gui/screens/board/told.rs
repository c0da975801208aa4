//! What is asked of the people of the action and not recorded of them, said while nobody has a gun in hand.

use egui::Ui;

use super::sight::is_out;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::meeting;
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::terms::PersonId;

/// Draws it; nothing where nothing is missing, or where a gun is out.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    if open.guns().iter().any(|item| is_out(item)) {
        return;
    }
    let lacks = |person: &PersonId| open.production.lacks(*person, open.now);
    let takers = open.takers();
    let untrained: Vec<PersonId> =
        takers.iter().copied().filter(|one| lacks(one).handling).collect();
    let absent: Vec<PersonId> = takers.iter().copied().filter(|one| lacks(one).briefing).collect();
    let none = open.production.day().asks_meeting() && open.production.meeting(open.now).is_none();
    if none || !absent.is_empty() {
        let words = if none {
            meeting::standing(open)
        } else {
            format!("Not at the safety meeting: {}.", open.names_of(&absent))
        };
        kit::banner(ui, palette(ui).caution, icon::USERS, &words, |ui| {
            let words = if none { "Safety meeting" } else { "Brief them" };
            if Button::new(words).pressed(ui) {
                out.push(Action::Go(Place::Meeting));
            }
        });
    }
    if !untrained.is_empty() {
        let words = format!(
            "No training is recorded of: {}. Record it under Items, People.",
            open.names_of(&untrained)
        );
        kit::banner(ui, palette(ui).caution, icon::USERS, &words, |ui| {
            if Button::new("Open items and people").pressed(ui) {
                out.push(Action::Go(Place::Book));
            }
        });
    }
}
