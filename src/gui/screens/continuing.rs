//! A log that cannot be continued here: why, what going on in a new log means, and one button for it.

use egui::Ui;

use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::start;
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::View;
use crate::session::ContinuesWhy;

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
    let Some(way) = view.way_on else {
        out.push(Action::Go(Place::Start));
        return;
    };
    kit::page(ui, "Continue in a new log", false, |ui| {
        let words = match way.why {
            ContinuesWhy::Damaged => "The log is damaged and takes no more lines.",
            ContinuesWhy::OlderCopy => {
                "This folder is an older copy: this laptop has seen more lines of it."
            }
            ContinuesWhy::NewLaptop => "This log was written by another laptop.",
            ContinuesWhy::RootLost => "The keys of those who may change the roster are lost.",
        };
        kit::banner(ui, palette(ui).caution, icon::WARNING, words, |ui| {
            kit::body(ui, &way.reason);
        });
        kit::card(ui, |ui| {
            kit::title(ui, "What it means");
            for line in [
                "A new log begins in the same folder. It names the old one.",
                "Every item becomes UNVERIFIED: look again, show again.",
                "No run and no declaration goes over.",
                "The old files stay as they are, as evidence. Nothing is repaired.",
            ] {
                kit::body(ui, line);
            }
        });
        let idle = view.jobs.is_empty();
        let go_on = Button::new("Continue in a new log").name("Continue now, in a new log");
        if go_on.first().icon(icon::PLAY).enabled(idle).pressed(ui) {
            out.push(Action::Do(Errand::Continue));
        }
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            if view.review.is_some() && Button::new("Only look at it").quiet().pressed(ui) {
                out.push(Action::Go(Place::Review));
            }
            if Button::new("Not now").quiet().pressed(ui) {
                out.push(Action::Go(Place::Start));
            }
        });
        start::jobs(ui, view, out);
    });
}
