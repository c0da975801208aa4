//! Review: what was not recorded comes first, then whether it is unaltered, then what happened.

mod bar;
mod disclose;
mod parts;

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::Ui;

use crate::event::RowRef;
use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::{start, trust};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view;
use crate::gui::view::Reviewed;
use crate::review::{CANNOT_SHOW, Page, UNPROVEN, View};

/// The path as typed, and what is unfolded.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    path: String,
    /// Whether another record is being chosen while one is shown.
    another: bool,
    opened: BTreeSet<(Fold, usize)>,
    view: View,
    /// Whether what is shown is the production that is open, so that its entries can be corrected.
    correct: bool,
    /// The entry that is to be corrected, and what it says.
    pressed: Option<(RowRef, String)>,
    disclose: disclose::Draft,
}

/// What can be unfolded.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Fold {
    Verdict,
    Run,
    Rows,
    Text,
    Spans,
    Past,
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: view::View<'_>,
    (draft, trust): (&mut Draft, &mut trust::Draft),
    out: &mut Vec<Action>,
) {
    kit::page(ui, "Review", true, |ui| {
        ui.set_max_width(ui.available_width().min(size::COLUMN * 1.6));
        match view.review {
            None => choose(ui, view, (draft, trust), out),
            Some(found) => {
                header(ui, found, view, draft, out);
                if draft.another {
                    choose(ui, view, (draft, trust), out);
                }
                start::jobs(ui, view, out);
                let open = view.open.map(|open| open.folder.display().to_string());
                draft.correct = open.as_ref() == Some(&found.path) && !found.faulty;
                record(ui, found, (view, draft), out);
                if let Some((at, words)) = draft.pressed.take() {
                    out.push(Action::Correct(at, words));
                }
            }
        }
    });
}

/// Which record to look at.
fn choose(
    ui: &mut Ui,
    view: view::View<'_>,
    (draft, trust): (&mut Draft, &mut trust::Draft),
    out: &mut Vec<Action>,
) {
    let idle = view.jobs.is_empty();
    kit::quiet(ui, "Open a bundle or a production's folder and see what its record shows.");
    let offers_open = view.review.is_none() && view.open.is_some();
    if offers_open || view.dialogs {
        ui.horizontal_wrapped(|ui| {
            if offers_open {
                this_production(ui, view, out);
            }
            let choose = Button::new("Choose a bundle").icon(icon::ZIP);
            if view.dialogs && choose.enabled(idle).pressed(ui) {
                out.push(Action::Do(Errand::Review(None)));
                draft.another = false;
            }
        });
    }
    if !view.dialogs {
        kit::quiet(ui, crate::words::NO_DIALOGS);
    }
    trust::fields(ui, trust);
    kit::field(ui, "Path of a bundle or folder", "", &mut draft.path);
    let typed = draft.path.trim();
    if Button::new("Review this path").enabled(idle && !typed.is_empty()).pressed(ui) {
        out.push(Action::Do(Errand::Review(Some(PathBuf::from(typed)))));
        draft.another = false;
        draft.opened.clear();
    }
    if view.review.is_none() {
        start::jobs(ui, view, out);
    }
}

/// The production that is open, as it stands on the disk.
fn this_production(ui: &mut Ui, view: view::View<'_>, out: &mut Vec<Action>) {
    let Some(open) = view.open else { return };
    let button = Button::new("Review this production").icon(icon::SEARCH);
    let again = view.review.is_some_and(|found| found.path == open.folder.display().to_string());
    let button = if again { Button::new("Review again").icon(icon::SEARCH) } else { button };
    if button.enabled(view.jobs.is_empty()).pressed(ui) {
        out.push(Action::Do(Errand::Review(Some(open.folder.to_owned()))));
    }
}

/// What is being looked at.
fn header(
    ui: &mut Ui,
    found: &Reviewed,
    view: view::View<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let colours = palette(ui);
    ui.horizontal_wrapped(|ui| {
        if let Some(page) = &found.page {
            kit::title(ui, &page.title);
            if page.drill {
                kit::pill(ui, colours.stop, icon::TARGET, "DRILL, not real", Type::Strong);
            }
            if page.sample {
                kit::pill(ui, colours.caution, icon::FLAG, "SAMPLE", Type::Strong);
            }
            if page.unproven {
                kit::pill(ui, colours.stop, icon::WARNING, "UNPROVEN", Type::Strong);
            }
            let entries = format!("{} entries", page.entries);
            kit::pill(ui, colours.lapsed, icon::LIST_NUMBERS, &entries, Type::Body);
        }
    });
    kit::painted(ui, &found.path, Type::Mono, colours.quiet);
    ui.horizontal_wrapped(|ui| {
        this_production(ui, view, out);
        if view.open.is_some() && Button::new("Corrections").icon(icon::NOTE).quiet().pressed(ui) {
            out.push(Action::Go(Place::Amend));
        }
        let words = if draft.another { "Keep this one" } else { "Look at another record" };
        if Button::new(words).icon(icon::FOLDER).quiet().pressed(ui) {
            draft.another = !draft.another;
        }
    });
}

/// The record: the verdict comes first only where something speaks against it.
fn record(
    ui: &mut Ui,
    found: &Reviewed,
    (view, draft): (view::View<'_>, &mut Draft),
    out: &mut Vec<Action>,
) {
    let colours = palette(ui);
    if found.faulty {
        verdict(ui, found, draft);
    }
    let Some(page) = &found.page else {
        if !found.faulty {
            verdict(ui, found, draft);
        }
        return;
    };
    if page.unproven {
        kit::banner(ui, colours.stop, icon::WARNING, UNPROVEN, |_| {});
    }
    views(ui, page, draft);
    missing(ui, page, draft);
    if !found.faulty {
        verdict(ui, found, draft);
    }
    parts::show(ui, page, (view, draft), out);
}

/// In which view it is read; only where something was corrected is there anything to choose between.
fn views(ui: &mut Ui, page: &Page, draft: &mut Draft) {
    if page.amendments.is_empty() {
        return;
    }
    let choices: Vec<(View, String)> =
        View::ALL.into_iter().map(|view| (view, view.words().to_owned())).collect();
    if let Some(view) = kit::choose(ui, "View", &choices, Some(draft.view)) {
        draft.view = view;
    }
    kit::quiet(ui, draft.view.says());
}

/// The first panel.
fn missing(ui: &mut Ui, page: &Page, draft: &mut Draft) {
    let colours = palette(ui);
    let (tone, mark) = if page.missing.is_empty() {
        (colours.lapsed, icon::INFO)
    } else {
        (colours.caution, icon::FLAG)
    };
    kit::banner(ui, tone, mark, "What was not recorded", |ui| {
        ui.add_space(space::XS);
        if let Some(words) = page.nothing_missing() {
            kit::strong(ui, words);
        } else if page.missing.is_empty() {
            kit::strong(ui, "From these files nobody can tell what was not recorded.");
        }
        for line in &page.missing {
            parts::line(ui, draft, line);
        }
        ui.add_space(space::XS);
        kit::quiet(ui, CANNOT_SHOW);
    });
}

fn verdict(ui: &mut Ui, found: &Reviewed, draft: &mut Draft) {
    let colours = palette(ui);
    let (tone, mark) = if found.faulty {
        (colours.stop, icon::WARNING)
    } else {
        (colours.lapsed, icon::SHIELD_CHECK)
    };
    kit::banner(ui, tone, mark, &found.verdict, |ui| {
        for line in &found.faults {
            kit::strong(ui, line);
        }
        let (first, rest) = found.beside.split_at(found.beside.len().min(1));
        for line in first {
            kit::body(ui, line);
        }
        let more = rest.len() + found.notes.len();
        if more > 0
            && parts::fold(ui, draft, (Fold::Verdict, 0), "How it was verified, and the keys")
        {
            for line in rest.iter().chain(&found.notes) {
                kit::painted(ui, line, Type::Mono, palette(ui).ink);
            }
        }
    });
}
