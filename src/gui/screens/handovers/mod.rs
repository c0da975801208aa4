//! Hand-overs to and from other units: what is out, handing over, and taking in from a file.

mod coming;
mod gone;
mod out;

use std::path::PathBuf;

use egui::Ui;

use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::{board, sheet, start};
use crate::gui::theme::{icon, palette};
use crate::gui::view::{Open, View};
use crate::session::HandoverCame;
use crate::terms::PersonId;

/// Which part of the page is shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Part {
    #[default]
    Gone,
    Out,
    In,
}

/// What was marked, typed and read.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    part: Part,
    out: out::Draft,
    coming: coming::Draft,
    gone: gone::Draft,
    signing: sheet::Signing,
}

impl Draft {
    /// A file was read and checked, for somebody to look at.
    pub(in crate::gui) fn came(&mut self, came: HandoverCame) {
        self.part = Part::In;
        self.coming.came(came);
    }

    /// Somebody was entered who takes it along.
    pub(in crate::gui) fn taken_along_by(&mut self, person: PersonId) {
        self.out.taken_along_by(person);
    }

    /// A PIN that was typed and not used is forgotten with the page.
    pub(in crate::gui) fn put_away(&mut self) {
        self.signing = sheet::Signing::default();
    }

    /// Another production was opened: what was marked or read is nothing to it.
    pub(in crate::gui) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::page(ui, "Hand-overs", true, |ui| {
        if open.signing.is_some() {
            draft.part = Part::Gone;
            sheet::signing(ui, open, &mut draft.signing, out);
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let parts = [
                (Part::Gone, "What went out".to_owned()),
                (Part::Out, "Hand over".to_owned()),
                (Part::In, "Take in".to_owned()),
            ];
            if let Some(part) = kit::choose(ui, "", &parts, Some(draft.part)) {
                draft.part = part;
            }
            if Button::new("Items and people").quiet().icon(icon::BACK).pressed(ui) {
                out.push(Action::Go(Place::Book));
            }
        });
        start::jobs(ui, view, out);
        match draft.part {
            Part::Gone => {
                for unit in open.production.open_units() {
                    let words = board::units::line(open, &unit);
                    kit::banner(ui, palette(ui).caution, icon::HAND_UP, &words, |ui| {
                        // What was only told to have gone stands on no card below.
                        if unit.numbers.is_empty() {
                            gone::came_back(ui, open, &unit.items, "", out);
                        }
                    });
                }
                gone::show(ui, view, open, &mut draft.gone, out);
            }
            Part::Out => {
                if out::show(ui, open, &mut draft.out, out) {
                    draft.part = Part::Gone;
                }
            }
            Part::In => coming::show(ui, view, open, &mut draft.coming, out),
        }
    });
}

/// A path as it was typed; nothing where none was.
fn typed(path: &str) -> Option<PathBuf> {
    let path = path.trim();
    (!path.is_empty()).then(|| PathBuf::from(path))
}
