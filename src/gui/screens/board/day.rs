//! The lists about no gun in particular: a break, the wrap, a concern.

use egui::{Ui, vec2};

use crate::checklist::Status;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, size, space};
use crate::gui::view::{Open, View};

/// Draws them under the guns: those that go on, then those that can begin.
pub(super) fn show(ui: &mut Ui, view: View<'_>, open: &Open<'_>, out: &mut Vec<Action>) {
    let lists = view.library.offered(open.drill).filter(|list| list.subject().is_none());
    let mut lists = lists.filter(|list| list.status != Status::Retired).peekable();
    if lists.peek().is_none() {
        return;
    }
    ui.add_space(space::S);
    kit::title(ui, "About no gun in particular");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for one in open.runs.iter().filter(|one| one.run.is_open()) {
            if one.run.started().item.is_some() {
                continue;
            }
            let button = Button::new(format!("Go on: {}", one.title))
                .name(format!("Go on with {}", one.title))
                .icon(icon::PLAY)
                .first()
                .least(vec2(size::TARGET, size::CELL));
            if button.pressed(ui) {
                out.push(Action::Go(Place::Run(one.run.id())));
            }
        }
        for list in lists {
            let button = Button::new(&list.title).icon(icon::CLIPBOARD);
            if button.least(vec2(size::TARGET, size::CELL)).pressed(ui) {
                out.push(Action::Begin(list.source.sha256, None));
            }
        }
    });
}
