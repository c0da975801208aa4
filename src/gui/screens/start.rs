//! The first page: try the sample, make a production, open one.

use std::path::PathBuf;

use egui::{Ui, vec2};

use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, size, space};
use crate::gui::view::View;

/// The path as typed, where the system shows no dialogs.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    path: String,
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Showclear", false, |ui| {
        kit::quiet(
            ui,
            "Leads a crew through prop-firearm checklists, step by step, and keeps a signed log of who showed what to whom.",
        );
        ui.add_space(space::M);
        let wide = vec2(ui.available_width(), size::ANSWER);
        let choice = |words: &str, below: &str, icon: char| {
            Button::new(words).below(below).icon(icon).least(wide).left()
        };
        let sample = choice(
            "Try the sample production",
            "A drill with four items and sample people; nothing in it is real.",
            icon::PLAY,
        );
        if sample.first().pressed(ui) {
            out.push(Action::Do(Errand::Sample));
        }
        let new = choice("New production", "Title, people, PINs: about two minutes.", icon::PLUS);
        if new.pressed(ui) {
            out.push(Action::Go(Place::NewProduction));
        }
        if view.dialogs {
            let open = choice("Open a production", "Choose its folder.", icon::FOLDER);
            if open.pressed(ui) {
                out.push(Action::Do(Errand::Open(None)));
            }
        } else {
            kit::quiet(ui, crate::words::NO_DIALOGS);
            kit::field(ui, "Folder of a production", "/path/to/folder", &mut draft.path);
            let ready = !draft.path.trim().is_empty();
            if Button::new("Open a production").enabled(ready).pressed(ui) {
                out.push(Action::Do(Errand::Open(Some(PathBuf::from(draft.path.trim())))));
            }
        }
        jobs(ui, view, out);
        if !view.recent.is_empty() {
            kit::section(ui, "Opened before", |ui| {
                for one in view.recent {
                    let words = if one.drill {
                        format!("{} (drill)", one.title)
                    } else {
                        one.title.clone()
                    };
                    let folder = one.folder.display().to_string();
                    let below = if one.here { folder } else { format!("not found: {folder}") };
                    let button = Button::new(words)
                        .name(format!("Open {}", one.title))
                        .below(below)
                        .icon(icon::FOLDER)
                        .least(wide)
                        .left()
                        .enabled(one.here);
                    if button.pressed(ui) {
                        out.push(Action::Do(Errand::Open(Some(one.folder.clone()))));
                    }
                }
            });
        }
    });
}

/// The long work that goes on, each with a way to call it off.
pub(super) fn jobs(ui: &mut Ui, view: View<'_>, out: &mut Vec<Action>) {
    for work in view.jobs {
        kit::card(ui, |ui| {
            kit::strong(ui, format!("{} \u{2026}", work.words));
            let share = f32::from(work.permille) / 1000.0;
            let bar = egui::ProgressBar::new(share).desired_height(space::M);
            ui.add(bar).accessible_name(format!("{}, in percent", work.words));
            if Button::new("Cancel").name(format!("Cancel {}", work.words)).pressed(ui) {
                out.push(Action::Do(Errand::Cancel(work.job)));
            }
        });
    }
}
