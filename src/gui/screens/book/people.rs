//! The people of the production, what waits to be signed of them, and adding one.

use std::path::PathBuf;

use egui::Ui;

use super::{Draft, asked, person, reach, root};
use crate::gui::action::{Action, Errand, Pin};
use crate::gui::kit::{self, Button};
use crate::gui::screens::new_production::roles;
use crate::gui::theme::{icon, palette};
use crate::gui::view::{Open, View};

/// Draws them.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    root::waiting(ui, open, out);
    reach::key(ui, &mut draft.reach);
    for one in open.roster.people() {
        let drafts = (&mut draft.person, &mut draft.reach, &mut draft.training);
        person::show(ui, open, one, drafts, out);
    }
    asked::show(ui, open, &mut draft.asked, out);
    root::show(ui, open, &mut draft.root, out);
    kit::section(ui, "The roster sheet, to be printed", |ui| {
        kit::card(ui, |ui| {
            kit::quiet(
                ui,
                "The roster in force with every fingerprint. Compare it by voice, sign it by hand, and keep it off this laptop; the file of keys beside it is for whoever checks the log.",
            );
            let hint = format!("{}/roster.html", view.home);
            kit::field(ui, "Path of the page", &hint, &mut draft.sheet);
            let path = draft.sheet.trim();
            let ready = !path.is_empty() && open.roster.in_force().is_some();
            let write = Button::new("Write the roster sheet").icon(icon::PRINTER);
            if write.enabled(ready && view.jobs.is_empty()).pressed(ui) {
                out.push(Action::Do(Errand::RosterSheet(PathBuf::from(path))));
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
