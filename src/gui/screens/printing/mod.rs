//! Paper: what is printed for the set, each as a PDF that any printer takes.

mod cards;
mod first_hour;
mod labels;
mod packs;
mod rounds;

use std::path::PathBuf;

use egui::Ui;

use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::{Open, View};
use crate::report::{Format, Paper, PaperError};

/// What was chosen and typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    format: Format,
    cards: cards::Draft,
    labels: labels::Draft,
    rounds: rounds::Draft,
    packs: packs::Draft,
    first_hour: first_hour::Draft,
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::page(ui, "Paper", false, |ui| {
        let formats = Format::ALL.map(|format| (format, format.words().to_owned()));
        if let Some(format) = kit::choose(ui, "Size of the paper", &formats, Some(draft.format)) {
            draft.format = format;
        }
        kit::section(ui, "Paper cards", |ui| {
            kit::card(ui, |ui| cards::show(ui, (view, open), draft.format, &mut draft.cards, out));
        });
        kit::section(ui, "Labels", |ui| {
            kit::card(ui, |ui| {
                labels::show(ui, (view, open), draft.format, &mut draft.labels, out);
            });
        });
        kit::section(ui, "Rounds sheets", |ui| {
            kit::card(ui, |ui| {
                rounds::show(ui, (view, open), draft.format, &mut draft.rounds, out);
            });
        });
        kit::section(ui, "Away-packs", |ui| {
            kit::card(ui, |ui| packs::show(ui, (view, open), draft.format, &mut draft.packs, out));
        });
        kit::section(ui, "First hour", |ui| {
            kit::card(ui, |ui| {
                kit::body(ui, "What not to touch, whom to ring, which clocks run.");
                if Button::new("The first-hour card").icon(icon::WARNING).pressed(ui) {
                    out.push(Action::Go(Place::FirstHour));
                }
            });
        });
    });
}

/// Draws the first-hour card.
pub(in crate::gui) fn first_hour(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    first_hour::show(ui, (view, open), &mut draft.format, &mut draft.first_hour, out);
}

/// Writes pages as a PDF, or says why not.
fn write(
    (path, name): (Option<PathBuf>, &str),
    paper: Result<Paper, PaperError>,
    failed: &mut Option<PaperError>,
    out: &mut Vec<Action>,
) {
    match paper {
        Ok(paper) => {
            *failed = None;
            let (name, page) = (name.to_owned(), paper.into());
            out.push(Action::Do(Errand::Print { path, name, page }));
        }
        Err(error) => *failed = Some(error),
    }
}

/// Where a PDF goes: chosen in a dialog, or typed; `Some(None)` asks with one.
fn to(
    ui: &mut Ui,
    view: View<'_>,
    (what, name): (&str, &str),
    ready: bool,
    path: &mut String,
) -> Option<Option<PathBuf>> {
    let mut to = None;
    if view.dialogs {
        let words = format!("Choose where to write {what}");
        if Button::new(words).icon(icon::EXPORT).enabled(ready).pressed(ui) {
            to = Some(None);
        }
    } else {
        kit::quiet(ui, crate::words::NO_DIALOGS);
    }
    let label = format!("Path of the PDF with {what}");
    kit::field(ui, &label, &format!("{}/{name}", view.home), path);
    let typed = path.trim();
    let write = Button::new(format!("Write {what}"));
    if write.enabled(ready && !typed.is_empty()).pressed(ui) {
        to = Some(Some(PathBuf::from(typed)));
    }
    to
}
