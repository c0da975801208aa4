//! Somebody without a key looked or was told, and that is no signature: who, how, and who of the production witnessed it.

use egui::Ui;

use super::Draft;
use crate::event::{RunEndedHow, Witness};
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::{Open, RunSight};
use crate::session::Keyless;
use crate::terms::{PersonId, Role, StepPath, role};

/// What is said of how they did it. Nobody's refusal stands beside their name: to look is offered, and no duty.
const HOW: [&str; 2] = ["looked", "was told, and said so"];

/// In what roles people without a key stand there; anybody else is of the crew.
const ROLES: [&str; 6] = [
    role::PERFORMER,
    role::STAND_IN,
    role::STUNT_PERFORMER,
    role::PHOTO_DOUBLE,
    role::CAMERA,
    "crew",
];

/// What is entered so far.
#[derive(Debug, Default)]
pub(super) struct Entering {
    name: String,
    role: usize,
    how: Option<usize>,
    witnesses: Vec<PersonId>,
}

/// Draws the question; whether it is over.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    entering: &mut Entering,
    out: &mut Vec<Action>,
) -> bool {
    let Some(step) = step(sight) else { return true };
    let mut over = false;
    let tone = palette(ui).accent;
    kit::banner(ui, tone, icon::USERS, "Somebody without a key", |ui| {
        kit::body(ui, "They look or are told; the recorder writes it down. It is no signature.");
        ui.add_space(space::S);
        kit::field(ui, "Their name", "", &mut entering.name);
        let roles = ROLES.iter().enumerate().filter_map(|(at, name)| {
            let role: Role = name.parse().ok()?;
            Some((at, role.words()))
        });
        let roles: Vec<(usize, String)> = roles.collect();
        if let Some(role) = kit::choose(ui, "As what", &roles, Some(entering.role)) {
            entering.role = role;
        }
        let how: Vec<(usize, String)> =
            HOW.iter().enumerate().map(|(at, words)| (at, (*words).to_owned())).collect();
        if let Some(how) = kit::choose(ui, "How", &how, entering.how) {
            entering.how = Some(how);
        }
        let people: Vec<(PersonId, String)> =
            present(open, sight).into_iter().map(|one| (one, open.name(one))).collect();
        if let Some(one) = kit::toggle(ui, "Who saw them do it", &people, &entering.witnesses) {
            if entering.witnesses.contains(&one) {
                entering.witnesses.retain(|other| *other != one);
            } else {
                entering.witnesses.push(one);
            }
        }
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            let said = entered(open, sight, step, entering).filter(|_| !open.saving);
            let record = Button::new("Record it").first().enabled(said.is_some());
            if record.pressed(ui)
                && let Some(said) = said
            {
                out.push(Action::Do(Errand::Acknowledge(said)));
                over = true;
            }
            over |= Button::new("Go on as it is").pressed(ui);
        });
    });
    over
}

/// The way to the question, below everything else of the run; whether it was taken.
pub(super) fn offer(ui: &mut Ui, sight: &RunSight<'_>) -> bool {
    if sight.run.ended() == Some(RunEndedHow::Abandoned) || step(sight).is_none() {
        return false;
    }
    ui.add_space(space::L);
    let one = Button::new("Somebody without a key looked, or was told \u{2026}");
    one.name("Somebody without a key acknowledges").icon(icon::USERS).quiet().pressed(ui)
}

/// What was acknowledged, in order.
pub(super) fn list(ui: &mut Ui, open: &Open<'_>, sight: &RunSight<'_>) {
    let all = sight.run.acknowledged();
    if all.is_empty() {
        return;
    }
    ui.add_space(space::L);
    kit::section(ui, "Acknowledged without a key; none of these is a signature", |ui| {
        kit::card(ui, |ui| {
            for (at, said) in all {
                let name = open.names.get(said.name).unwrap_or("somebody (name not here)");
                let seen: Vec<PersonId> = said.witnesses.iter().map(|one| one.person).collect();
                ui.horizontal_wrapped(|ui| {
                    kit::caption(ui, open.clock(at.wall));
                    kit::strong(ui, format!("{name} ({})", said.role.words()));
                    kit::body(ui, format!("{}; witnessed by {}", said.how, open.names_of(&seen)));
                });
            }
        });
    });
}

/// The step at hand, or the one that was answered last.
fn step(sight: &RunSight<'_>) -> Option<StepPath> {
    let at_hand = sight.face.as_ref().map(|face| face.step.clone());
    at_hand.or_else(|| sight.run.standing().next_back().map(|given| given.said.step.clone()))
}

/// Those who are on the set or in the run first; everybody of the production where nobody is named.
fn present(open: &Open<'_>, sight: &RunSight<'_>) -> Vec<PersonId> {
    let of_run = sight.run.roles().iter().map(|one| one.person);
    let crew = open.situation.crew.iter().map(|(_, person)| *person);
    let mut people: Vec<PersonId> = Vec::new();
    for one in of_run.chain(sight.run.started().recorder).chain(crew) {
        if !people.contains(&one) && open.roster.person(one).is_some() {
            people.push(one);
        }
    }
    if people.is_empty() {
        people.extend(open.roster.people().map(|person| person.id));
    }
    people
}

/// All of it, where nothing is missing.
fn entered(
    open: &Open<'_>,
    sight: &RunSight<'_>,
    step: StepPath,
    entering: &Entering,
) -> Option<Keyless> {
    let how = (*HOW.get(entering.how?)?).to_owned();
    let witness = |person: &PersonId| {
        let of_run = sight.run.roles().iter().find(|one| one.person == *person);
        let held = || Some(open.roster.person(*person)?.roles.first()?.role.clone());
        let role = of_run.map(|one| one.role.clone()).or_else(held);
        Some(Witness { role: role.or_else(|| role::RECORDER.parse().ok())?, person: *person })
    };
    let witnesses: Vec<Witness> = entering.witnesses.iter().filter_map(witness).collect();
    let name = entering.name.trim().to_owned();
    if name.is_empty() || witnesses.is_empty() {
        return None;
    }
    let role = ROLES.get(entering.role)?.parse().ok()?;
    Some(Keyless { run: sight.run.id(), step, role, name, how, witnesses })
}

impl Draft {
    /// Opens or closes the question.
    pub(super) fn acknowledge(&mut self) {
        self.acknowledging = match self.acknowledging {
            Some(_) => None,
            None => Some(Entering::default()),
        };
        (self.abandon, self.handing) = (false, None);
    }
}
