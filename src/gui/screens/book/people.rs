//! The people of the production, and adding one.

use egui::Ui;

use super::Draft;
use crate::gui::action::{Action, Errand, Pin};
use crate::gui::kit::{self, Button};
use crate::gui::screens::new_production::roles;
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;

/// Draws them.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    for one in open.roster.people() {
        kit::card(ui, |ui| {
            kit::title(ui, open.name(one.id));
            let held: Vec<String> = one
                .roles
                .iter()
                .map(|held| {
                    let now = if held.provisional { " (for now)" } else { "" };
                    format!("{}{now}", held.role.words())
                })
                .collect();
            kit::body(ui, held.join(", "));
            let key = match open.roster.signing_key(one.id) {
                Some(_) => "Signs with a key on this laptop, behind a PIN.",
                None => "Does not sign.",
            };
            kit::quiet(ui, key);
        });
    }
    kit::section(ui, "Who is who, to be printed", |ui| {
        kit::card(ui, |ui| {
            let text = who_is_who(open);
            kit::quiet(ui, "Compare the fingerprints by voice, then keep a copy off this laptop.");
            kit::mono(ui, &text);
            let copy = Button::new("Copy this text").name("Copy who is who").icon(icon::CLIPBOARD);
            if copy.pressed(ui) {
                ui.ctx().copy_text(text);
            }
        });
    });
    kit::section(ui, "Add a person", |ui| {
        kit::card(ui, |ui| {
            kit::field(ui, "Name", "", &mut draft.name);
            if let Some(role) = kit::toggle(ui, "Roles", &roles(), &draft.roles) {
                if draft.roles.contains(&role) {
                    draft.roles.retain(|one| *one != role);
                } else {
                    draft.roles.push(role);
                }
            }
            kit::secret(ui, "PIN (at least 6 digits; empty: does not sign)", &mut draft.pin);
            kit::secret(ui, "PIN once more", &mut draft.again);
            let same = draft.pin == draft.again;
            if !same {
                kit::strong_in(ui, "The two PINs differ.", palette(ui).caution.text);
            }
            let long = draft.pin.is_empty() || draft.pin.chars().count() >= 6;
            let named = !draft.name.trim().is_empty() && !draft.roles.is_empty();
            let add = Button::new("Add the person").first().icon(icon::USER_PLUS);
            if add.enabled(same && long && named && !open.saving).pressed(ui) {
                draft.again.clear();
                let pin = (!draft.pin.is_empty()).then(|| Pin::take(&mut draft.pin));
                let roles = draft.roles.iter().filter_map(|role| role.parse().ok()).collect();
                let name = std::mem::take(&mut draft.name).trim().to_owned();
                draft.roles.clear();
                out.push(Action::Do(Errand::AddPerson { name, roles, pin }));
            }
        });
    });
}

/// Everybody with roles and the fingerprint of the key they sign with, one under the other.
fn who_is_who(open: &Open<'_>) -> String {
    let mut lines = vec![open.title.to_owned()];
    for one in open.roster.people() {
        let roles: Vec<String> = one.roles.iter().map(|held| held.role.words()).collect();
        lines.push(format!("{}, {}", open.name(one.id), roles.join(", ")));
        let key = open.roster.signing_key(one.id);
        lines.push(key.map_or_else(
            || "    does not sign".to_owned(),
            |key| format!("    {}", key.fingerprint),
        ));
    }
    lines.join("\n")
}
