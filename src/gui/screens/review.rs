//! Review: what was not recorded comes first, then whether it is unaltered, then what happened.

use std::path::PathBuf;

use egui::Ui;

use super::start;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::{Reviewed, View};

/// The path as typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    path: String,
    opened: Option<(u8, usize)>,
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Review", false, |ui| {
        kit::quiet(ui, "Open a bundle or a production's folder and see what its record shows.");
        let idle = view.jobs.is_empty();
        ui.horizontal_wrapped(|ui| {
            if view.dialogs {
                let choose = Button::new("Choose a bundle").first().icon(icon::ZIP);
                if choose.enabled(idle).pressed(ui) {
                    out.push(Action::Do(Errand::Review(None)));
                }
            }
        });
        kit::field(ui, "Or type the path of a bundle or folder", "", &mut draft.path);
        let typed = draft.path.trim();
        if Button::new("Review this path").enabled(idle && !typed.is_empty()).pressed(ui) {
            out.push(Action::Do(Errand::Review(Some(PathBuf::from(typed)))));
        }
        start::jobs(ui, view, out);
        if let Some(found) = view.review {
            findings(ui, found, draft);
        }
    });
}

fn findings(ui: &mut Ui, found: &Reviewed, draft: &mut Draft) {
    let colours = palette(ui);
    ui.add_space(space::M);
    kit::mono(ui, &found.path);
    let (tone, mark) = if found.missing.is_empty() {
        (colours.lapsed, icon::INFO)
    } else {
        (colours.caution, icon::FLAG)
    };
    kit::banner(ui, tone, mark, "What was not recorded", |ui| {
        if found.missing.is_empty() {
            kit::body(
                ui,
                "Nothing was found missing. Handling that nobody entered does not show here.",
            );
        }
        for line in &found.missing {
            kit::body(ui, line);
        }
    });
    let (tone, mark) = if found.faulty {
        (colours.stop, icon::WARNING)
    } else {
        (colours.lapsed, icon::SHIELD_CHECK)
    };
    kit::banner(ui, tone, mark, &found.verdict, |ui| {
        for line in &found.findings {
            kit::body(ui, line);
        }
    });
    for (kind, title, parts) in
        [(0_u8, "Runs", &found.runs), (1, "Custody, item by item", &found.custody)]
    {
        if parts.is_empty() {
            continue;
        }
        kit::section(ui, title, |ui| {
            for (at, (heading, lines)) in parts.iter().enumerate() {
                part(ui, draft, (kind, at), heading, lines);
            }
        });
    }
    if !found.texts.is_empty() {
        kit::section(ui, "Signed texts", |ui| {
            for (at, (standing, text)) in found.texts.iter().enumerate() {
                let lines: Vec<String> = text.lines().map(str::to_owned).collect();
                part(ui, draft, (2, at), standing, &lines);
            }
        });
    }
}

fn part(ui: &mut Ui, draft: &mut Draft, here: (u8, usize), heading: &str, lines: &[String]) {
    kit::card(ui, |ui| {
        let opened = draft.opened == Some(here);
        let icon = if opened { icon::X } else { icon::ARROW_RIGHT };
        if Button::new(heading).icon(icon).quiet().left().pressed(ui) {
            draft.opened = (!opened).then_some(here);
        }
        if opened {
            for line in lines {
                if here.0 == 2 {
                    kit::mono(ui, line);
                } else {
                    kit::body(ui, line);
                }
            }
        }
    });
}
