//! Rounds: what came out of which gun, which counts differ, and every lot with where its rounds are.

mod act;
mod add;
mod came_out;
mod correct;
mod lot;
mod out_of_step;

pub(in crate::gui::screens) use came_out::inside;

use std::path::PathBuf;

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::{Open, View};
use crate::report::{Sheet, rounds_page};
use crate::terms::{ItemId, ItemKind, LotId, UtcMillis};

/// What was chosen and typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    came_out: came_out::Draft,
    act: act::Draft,
    add: add::Draft,
    path: String,
}

impl Draft {
    /// A lot, or a tray of it, that was scanned: to be counted.
    pub(super) fn count(&mut self, lot: LotId, tray: Option<ItemId>) {
        self.act.count(lot, tray);
    }
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let rounds = open.production.rounds();
    kit::quiet(ui, "Fired is never measured: it is what is left by subtraction.");
    let resting = rounds.apart().into_iter();
    let resting: Vec<String> =
        resting.map(|(lot, why)| format!("{} ({why})", lot.added.tag)).collect();
    if !resting.is_empty() {
        kit::strong(ui, format!("Lots that rest: {}", resting.join(", ")));
    }
    came_out::show(ui, open, &mut draft.came_out, out);
    out_of_step::show(ui, open, out);
    let lots = rounds.lots();
    if lots.is_empty() {
        kit::body(ui, "No lot is entered yet.");
    }
    for one in &lots {
        lot::show(ui, open, one, &mut draft.act, out);
    }
    let bare: Vec<&str> = open
        .book
        .items()
        .into_iter()
        .filter(|item| matches!(item.kind, ItemKind::BlankTray | ItemKind::DummyTray))
        .filter(|item| rounds.of_tray(item.id).is_none())
        .map(|item| item.tag.as_str())
        .collect();
    if !bare.is_empty() && !lots.is_empty() {
        let words = format!(
            "Trays with no lot: {}. What is loaded from them is not counted here.",
            bare.join(", ")
        );
        kit::quiet(ui, words);
    }
    add::show(ui, open, &mut draft.add, out);
    if !lots.is_empty() {
        kit::section(ui, "The sheet, to be printed", |ui| print(ui, view, open, draft, out));
    }
}

/// The sheet of every lot as a page file.
fn print(ui: &mut Ui, view: View<'_>, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let name = "rounds.html".to_owned();
    kit::card(ui, |ui| {
        kit::body(
            ui,
            "Each lot and gun with opening and closing balance, and room for two sets of initials.",
        );
        let mut to: Option<Option<PathBuf>> = None;
        if view.dialogs {
            let choose = Button::new("Choose where to write the sheet").icon(icon::EXPORT);
            if choose.pressed(ui) {
                to = Some(None);
            }
        } else {
            kit::quiet(ui, crate::words::NO_DIALOGS);
        }
        let label = if view.dialogs { "Or type its path" } else { "Path of the sheet" };
        kit::field(ui, label, &format!("{}/{name}", view.home), &mut draft.path);
        let typed = draft.path.trim();
        if Button::new("Write the sheet").enabled(!typed.is_empty()).pressed(ui) {
            to = Some(Some(PathBuf::from(typed)));
        }
        if let Some(path) = to {
            let tag = |item| open.tag(item);
            let name_of = |person| open.name(person);
            let at = |wall: UtcMillis| wall.local(open.offset);
            let sheet = Sheet {
                title: open.title,
                drill: open.drill,
                tag: &tag,
                name: &name_of,
                at: &at,
                now: open.now.wall,
            };
            let page = rounds_page(open.production.rounds(), &sheet).into_bytes();
            out.push(Action::Do(Errand::Print { path, name, page: page.into() }));
        }
    });
}
