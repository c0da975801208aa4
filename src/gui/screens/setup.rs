//! The set-up: scene, set-up, take, and who is on the set in what role; declared once, not per take.

use egui::Ui;

use super::meeting;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, size};
use crate::gui::view::Open;
use crate::session::Situation;
use crate::terms::{PersonId, Role, role};

const DROPPED: &str =
    "The set-up changed before this page was kept: it shows what holds now. Choose again.";

/// What was chosen and not yet kept.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    /// What was chosen, beside what the page began from.
    situation: Option<(Situation, Situation)>,
    /// It was dropped, since the set-up changed under it.
    dropped: bool,
}

impl Draft {
    /// What the page shows: the draft while nothing that it holds has changed under it, else what holds.
    ///
    /// When people sign is chosen on another page and always taken from what holds.
    fn of(&mut self, open: &Open<'_>) -> Situation {
        let now = open.situation;
        let Some((mut mine, mut from)) = self.situation.take() else { return now.clone() };
        for one in [&mut mine, &mut from] {
            one.signing = now.signing;
            one.guns.clone_from(&now.guns);
        }
        if from != *now {
            self.dropped = mine != from && mine != *now;
            return now.clone();
        }
        self.situation = Some((mine.clone(), from));
        mine
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let mut situation = draft.of(open);
    let before = situation.clone();
    kit::page(ui, "Set-up", false, |ui| {
        kit::quiet(ui, "Said once for each set-up. Runs and showings take their names from here.");
        if draft.dropped {
            kit::strong_in(ui, DROPPED, palette(ui).caution.text);
        }
        kit::card(ui, |ui| {
            let place = &mut situation.place;
            ui.horizontal_top(|ui| {
                for (label, value) in [
                    ("Scene", &mut place.scene),
                    ("Set-up", &mut place.setup),
                    ("Take", &mut place.take),
                ] {
                    ui.vertical(|ui| {
                        ui.set_width(size::FIELD);
                        kit::field(ui, label, "", value);
                    });
                }
            });
        });
        kit::card(ui, |ui| {
            let people: Vec<(PersonId, String)> =
                open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
            if let Some(person) = kit::choose(ui, "Recorder", &people, situation.recorder) {
                let same = situation.recorder == Some(person);
                situation.recorder = (!same).then_some(person);
            }
            kit::caption(
                ui,
                "Writes down what others do and see: not giver, not taker, not one who looks.",
            );
            for (label, names, most) in [
                ("First AD or deputy", role::DIRECTORS, 1),
                ("Handlers", role::HANDLERS, 3),
                ("People of the action", role::TAKERS, 4),
                ("Camera", &[role::CAMERA][..], 1),
            ] {
                crew(ui, open, &mut situation, label, names, most);
            }
        });
        takes(ui, open, &mut situation);
        kit::card(ui, |ui| {
            kit::body(ui, meeting::standing(open));
            if Button::new("Safety meeting").icon(icon::USERS).pressed(ui) {
                out.push(Action::Go(Place::Meeting));
            }
        });
        if people_clash(&situation) {
            let words = "The recorder has another role in this set-up; a run will not begin so.";
            kit::strong_in(ui, words, palette(ui).caution.text);
        }
        let changed = situation != *open.situation;
        ui.horizontal(|ui| {
            let keep = Button::new("Keep this set-up").first().icon(icon::CHECK).enabled(changed);
            if keep.pressed(ui) {
                out.push(Action::Situate(situation.clone()));
                out.push(Action::Go(Place::Board));
                draft.situation = None;
            }
            if changed && Button::new("Undo").quiet().pressed(ui) {
                situation = open.situation.clone();
                draft.situation = None;
            }
        });
        let lapsing: Vec<String> =
            open.book.declared(open.now).map(|item| open.tag(item)).collect();
        if !lapsing.is_empty() {
            let tags = lapsing.join(", ");
            kit::caption(ui, format!("New set-up (F8) ends what is in force for: {tags}."));
        }
    });
    if situation != before {
        // An edit that comes back to what holds leaves nothing to be kept.
        let edited = situation != *open.situation;
        draft.situation = edited.then(|| (situation, open.situation.clone()));
        draft.dropped = false;
    }
}

fn crew(
    ui: &mut Ui,
    open: &Open<'_>,
    situation: &mut Situation,
    label: &str,
    names: &[&str],
    most: usize,
) {
    let choices: Vec<(PersonId, String)> =
        open.holding(names).into_iter().map(|person| (person, open.name(person))).collect();
    if choices.is_empty() {
        kit::caption(ui, format!("{label}: nobody holds this role yet."));
        return;
    }
    let here = |role: &Role| names.iter().any(|name| role.is(name));
    let chosen: Vec<PersonId> =
        situation.crew.iter().filter(|(role, _)| here(role)).map(|(_, person)| *person).collect();
    let Some(person) = kit::toggle(ui, label, &choices, &chosen) else { return };
    if chosen.contains(&person) {
        situation.crew.retain(|(role, one)| !(here(role) && *one == person));
        return;
    }
    if chosen.len() >= most
        && let Some(first) = chosen.first()
    {
        situation.crew.retain(|(role, one)| !(here(role) && one == first));
    }
    let held = names.iter().find(|name| open.roster.holds(person, name, open.now.wall));
    situation.crew.extend(held.and_then(|name| name.parse().ok()).map(|role| (role, person)));
}

/// Who of the action takes which gun; asked only where there is more than one of them.
fn takes(ui: &mut Ui, open: &Open<'_>, situation: &mut Situation) {
    let takers: Vec<(PersonId, String)> = situation
        .crew
        .iter()
        .filter(|(role, _)| role::TAKERS.iter().any(|name| role.is(name)))
        .map(|(_, person)| (*person, open.name(*person)))
        .collect();
    situation.takes.retain(|(_, person)| takers.iter().any(|(one, _)| one == person));
    let guns = open.guns();
    if takers.len() < 2 || guns.is_empty() {
        return;
    }
    kit::card(ui, |ui| {
        kit::title(ui, "Who takes which gun");
        kit::caption(ui, "The issue key of the board goes to this person first.");
        for gun in guns {
            let now = situation.takes.iter().find(|(item, _)| *item == gun.id).map(|(_, one)| *one);
            let label = format!("{} goes to", gun.tag);
            if let Some(person) = kit::choose(ui, &label, &takers, now) {
                situation.takes.retain(|(item, _)| *item != gun.id);
                if now != Some(person) {
                    situation.takes.push((gun.id, person));
                }
            }
        }
    });
}

fn people_clash(situation: &Situation) -> bool {
    situation.recorder.is_some_and(|recorder| {
        situation.crew.iter().any(|(role, person)| *person == recorder && !role.is(role::RECORDER))
    })
}
