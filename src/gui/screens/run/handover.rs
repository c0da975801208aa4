//! Handing over a role in the middle of a run: whose, and to whom.

use egui::Ui;

use super::Draft;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::{Open, RunSight};
use crate::production::{Ask, Command};
use crate::terms::{PersonId, Role};

/// What is chosen so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Handing {
    role: Option<Role>,
    to: Option<PersonId>,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    handing: &mut Handing,
    out: &mut Vec<Action>,
) -> bool {
    let mut over = false;
    let tone = palette(ui).accent;
    kit::banner(ui, tone, icon::SWAP, "Hand over a role of this run", |ui| {
        kit::body(ui, "What they had a part in is asked again of whoever takes over.");
        if open.is_stopped() {
            kit::body(ui, "Settle the STOP first.");
        }
        ui.add_space(space::S);
        whose(ui, open, sight, handing);
        whom(ui, open, sight, handing);
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            let ready = !open.saving && !open.is_stopped();
            let chosen = handing.role.clone().zip(handing.to).filter(|_| ready);
            let hand = Button::new("Hand it over").first().enabled(chosen.is_some());
            if hand.pressed(ui)
                && let Some((role, to)) = chosen
            {
                let ask = Ask::HandOverRole { run: sight.run.id(), role, to };
                out.push(Action::Submit(Command::Ask(ask)));
                over = true;
            }
            over |= Button::new("Go on as it is").pressed(ui);
        });
    });
    over
}

fn whose(ui: &mut Ui, open: &Open<'_>, sight: &RunSight<'_>, handing: &mut Handing) {
    let roles = sight.run.roles();
    let words = |role: &Role, person: PersonId| {
        let title = sight.list.and_then(|list| list.roles.iter().find(|one| one.role == *role));
        let title = title.map_or_else(|| role.words(), |one| one.title.clone());
        format!("{title}: {}", open.name(person))
    };
    let held = roles.iter().enumerate().map(|(at, one)| (at, words(&one.role, one.person)));
    let held: Vec<(usize, String)> = held.collect();
    let chosen = roles.iter().position(|one| Some(&one.role) == handing.role.as_ref());
    let pressed = kit::choose(ui, "Which role", &held, chosen);
    if let Some(one) = pressed.and_then(|at| roles.get(at)) {
        *handing = Handing { role: Some(one.role.clone()), to: None };
    }
}

/// Those on the set first.
fn whom(ui: &mut Ui, open: &Open<'_>, sight: &RunSight<'_>, handing: &mut Handing) {
    let Some(role) = &handing.role else { return };
    let holder = sight.run.roles().iter().find(|one| one.role == *role).map(|one| one.person);
    let here = |person: PersonId| open.situation.crew.iter().any(|(_, one)| *one == person);
    let mut people: Vec<PersonId> = open.roster.people().map(|person| person.id).collect();
    people.retain(|person| Some(*person) != holder);
    people.sort_by_key(|person| !here(*person));
    let people: Vec<(PersonId, String)> =
        people.into_iter().map(|person| (person, open.name(person))).collect();
    if let Some(to) = kit::choose(ui, "To whom", &people, handing.to) {
        handing.to = Some(to);
    }
}

impl Draft {
    /// Opens or closes the question.
    pub(super) fn hand_over(&mut self) {
        self.handing = match self.handing {
            Some(_) => None,
            None => Some(Handing::default()),
        };
        (self.abandon, self.acknowledging) = (false, None);
    }
}
