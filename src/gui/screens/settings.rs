//! How the window looks, when people sign, and leaving the production.

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Preset, icon};
use crate::gui::view::View;
use crate::production::Signing;
use crate::session::Theme;

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
    kit::page(ui, "Settings", false, |ui| {
        kit::card(ui, |ui| {
            let looks: Vec<(Preset, String)> =
                Preset::ALL.iter().map(|one| (*one, one.words().to_owned())).collect();
            let now = match view.settings.theme {
                Theme::Day | Theme::Sun => Preset::Day,
                Theme::Dim | Theme::Night => Preset::Dim,
            };
            if let Some(look) = kit::choose(ui, "How it looks", &looks, Some(now)) {
                out.push(Action::Do(Errand::Look(look)));
            }
            kit::caption(ui, "Ctrl with plus or minus makes everything larger or smaller.");
        });
        let Some(open) = view.open else { return };
        kit::card(ui, |ui| {
            let ways = [
                (Signing::Sheet, "Once, over the sheet of showings".to_owned()),
                (Signing::AtTheMoment, "At the moment, before anything is declared".to_owned()),
            ];
            let now = open.situation.signing;
            if let Some(signing) = kit::choose(ui, "When people sign", &ways, Some(now)) {
                let mut situation = open.situation.clone();
                situation.signing = signing;
                out.push(Action::Situate(situation));
            }
        });
        kit::card(ui, |ui| {
            kit::body(ui, "Closing takes nothing away: everything is in the folder.");
            let idle = !open.saving && open.unsaved.is_empty();
            let close = Button::new("Close this production").icon(icon::X).enabled(idle);
            if close.pressed(ui) {
                out.push(Action::Do(Errand::Close));
            }
        });
    });
}
