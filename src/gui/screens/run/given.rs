//! What was answered in a run, in order, with the pictures that went with it.

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, BESIDE, Pictures};
use crate::gui::theme::space;
use crate::gui::view::{Open, RunSight};
use crate::run::Given;

/// Draws the answers that stand.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    pictures: &mut Pictures,
    out: &mut Vec<Action>,
) {
    let mut standing = sight.run.standing().peekable();
    if standing.peek().is_none() {
        return;
    }
    ui.add_space(space::L);
    kit::section(ui, "What was answered", |ui| {
        kit::card(ui, |ui| {
            for given in standing {
                one(ui, open, given, pictures, out);
            }
        });
    });
}

fn one(
    ui: &mut Ui,
    open: &Open<'_>,
    given: &Given,
    pictures: &mut Pictures,
    out: &mut Vec<Action>,
) {
    let said: Vec<&str> = given.said.replies.iter().map(|reply| reply.said.as_str()).collect();
    ui.horizontal_wrapped(|ui| {
        kit::caption(ui, open.clock(given.at.wall));
        kit::body(ui, &given.said.asked);
        kit::strong(ui, said.join("; "));
    });
    let is_file = |object| matches!(open.pictures.get(&object), Some(None));
    let files = given.said.replies.iter().filter_map(|reply| Some((reply.object?, &reply.said)));
    let files = files.filter(|(object, _)| !is_file(*object));
    let files: Vec<_> = files.collect();
    if files.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (object, said) in files {
            match open.pictures.get(&object) {
                Some(Some(pixels)) => {
                    pictures.show(ui, (object, pixels), said, BESIDE);
                }
                Some(None) => {}
                None => out.push(Action::Do(Errand::LookAt(object))),
            }
        }
    });
}
