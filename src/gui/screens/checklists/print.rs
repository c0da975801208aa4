//! A list on paper: one page file that any browser prints.

use std::path::PathBuf;

use egui::Ui;

use crate::checklist::Checklist;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::View;
use crate::report::{Approval, list_page};

/// Whether it is being asked where, and the path as typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    open: bool,
    path: String,
}

impl Draft {
    /// Opens it, or closes it again.
    pub(super) fn turn(&mut self) {
        self.open = !self.open;
    }
}

/// Draws it, where it is open.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    list: &Checklist,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    if !draft.open {
        return;
    }
    let name = format!("{}.{}.html", list.id, list.rev);
    let mut to: Option<Option<PathBuf>> = None;
    kit::card(ui, |ui| {
        kit::title(ui, "Print this list");
        kit::body(ui, "It is written as one page file; any browser opens and prints it.");
        if view.dialogs {
            let choose = Button::new("Choose where to write the page").first().icon(icon::EXPORT);
            if choose.pressed(ui) {
                to = Some(None);
            }
        } else {
            kit::quiet(ui, crate::words::NO_DIALOGS);
        }
        let label = if view.dialogs { "Or type its path" } else { "Path of the page" };
        kit::field(ui, label, &format!("{}/{name}", view.home), &mut draft.path);
        let typed = draft.path.trim();
        if Button::new("Write the page").enabled(!typed.is_empty()).pressed(ui) {
            to = Some(Some(PathBuf::from(typed)));
        }
    });
    if let Some(path) = to {
        let file = list.source.sha256;
        let said = view.open.and_then(|open| open.production.proposal(file));
        let approval = match said.map(|one| one.approved.is_some()) {
            Some(true) => Approval::Approved,
            Some(false) | None => Approval::Example,
        };
        let page = list_page(list, approval).into_bytes();
        out.push(Action::Do(Errand::Print { path, name, page: page.into() }));
        draft.open = false;
    }
}
