//! Who may change the roster, what it asks of security keys, and whether it waits for signatures.

use egui::Ui;

use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command, Prepare};
use crate::roster::Roster;
use crate::terms::PersonId;

/// Who is chosen; the root as it is where nobody was chosen yet.
#[derive(Debug, Default)]
pub(super) struct Draft {
    chosen: Option<Vec<PersonId>>,
}

/// What waits for signatures, and the way to sign it.
pub(super) fn waiting(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    if !open.roster_changed {
        return;
    }
    let words = "Who is who has changed and is not signed yet.";
    kit::banner(ui, palette(ui).caution, icon::USERS, words, |ui| {
        kit::body(ui, "Until it is signed, the roster before stands for whoever checks the log.");
        let sign = Button::new("Read and sign the roster").icon(icon::SIGNATURE);
        if sign.enabled(!open.saving && open.roster.root().is_some()).pressed(ui) {
            out.push(Action::Submit(Command::Ask(Ask::Prepare(Prepare::Roster))));
            out.push(Action::Go(Place::Sheet));
        }
    });
}

/// Draws the root and the rule of security keys.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::section(ui, "Who may change the roster", |ui| {
        kit::card(ui, |ui| root(ui, open, draft, out));
        kit::card(ui, |ui| {
            let rules = [
                (false, "a touch is enough".to_owned()),
                (true, "only with PIN or finger".to_owned()),
            ];
            let now = open.roster.verification();
            let rule = kit::choose(ui, "Security keys", &rules, Some(now));
            if let Some(verification) = rule.filter(|rule| *rule != now && !open.saving) {
                let ask = Ask::SetPolicy { verification };
                out.push(Action::Submit(Command::Ask(ask)));
            }
            kit::quiet(ui, "It is a rule from the next signed roster on.");
        });
    });
}

fn root(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let now: Vec<PersonId> =
        open.roster.root().map(|root| root.persons.clone()).unwrap_or_default();
    match open.roster.root() {
        None => kit::body(ui, "Nobody yet."),
        Some(root) => {
            let names = open.names_of(&root.persons);
            kit::body(ui, format!("{} of {}: {names}.", root.threshold, root.persons.len()))
        }
    };
    let able: Vec<(PersonId, String)> = open
        .roster
        .people()
        .filter(|one| one.standing_keys().next().is_some())
        .map(|one| (one.id, open.name(one.id)))
        .collect();
    let chosen = draft.chosen.get_or_insert_with(|| now.clone());
    if let Some(person) = kit::toggle(ui, "One to five people with keys", &able, chosen) {
        if chosen.contains(&person) {
            chosen.retain(|one| *one != person);
        } else {
            chosen.push(person);
        }
    }
    let fits = (1..=Roster::MOST_ROOT).contains(&chosen.len());
    if !fits {
        kit::strong_in(ui, "Choose one to five.", palette(ui).caution.text);
    }
    let words = format!("Let {} of these {} decide", chosen.len() / 2 + 1, chosen.len());
    let set = Button::new(words).name("Set who may change the roster");
    if set.enabled(fits && *chosen != now && !open.saving).pressed(ui) {
        let ask = Ask::SetRoot { persons: chosen.clone() };
        out.push(Action::Submit(Command::Ask(ask)));
        draft.chosen = None;
    }
}
