//! Export: a bundle that anybody can check, and how to check it.

mod anchoring;

use std::path::PathBuf;

use egui::Ui;

use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::start;
use crate::gui::theme::{icon, palette};
use crate::gui::view::{Open, View};
use crate::report::Square;
use crate::session::Handed;

/// The path as typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    path: String,
    code: bool,
    handed: Handed,
    /// Whether somebody read what leaves the laptop, and said that it shall.
    agreed: bool,
    anchoring: anchoring::Draft,
}

/// The code that vouches for the lines so far, to be written down or photographed when the day is over.
fn head_code(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    let Some((size, code)) = &open.head_code else { return };
    kit::section(ui, "Head code of today", |ui| {
        kit::card(ui, |ui| {
            let words = format!(
                "Once a day, at wrap, keep this off the laptop: it vouches for the {size} lines so far, and shows whoever checks them later if any is gone."
            );
            kit::body(ui, words);
            kit::letters(ui, code);
            let label = if draft.code { "Put it away" } else { "Show it for a phone" };
            if Button::new(label).pressed(ui) {
                draft.code = !draft.code;
            }
            if let Some(square) = Square::of(code).filter(|_| draft.code) {
                kit::square(ui, &square, "The head code as a picture for a phone");
            }
            kit::quiet(ui, "To check it: showclear verify FILE --head CODE, or the page Review.");
        });
    });
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::page(ui, "Export", false, |ui| {
        kit::body(
            ui,
            "One zip file with the log, the signed texts, the lists and two scripts that check it without this program.",
        );
        kit::quiet(ui, "It is no bound book and no licence register.");
        let ready = handed_out(ui, draft);
        if !open.sheets.is_empty() {
            let tone = palette(ui).caution;
            let names: Vec<String> = open.sheets.iter().map(|one| open.name(one.person)).collect();
            let words = format!("Not signed yet: {}", names.join(", "));
            kit::banner(ui, tone, icon::SIGNATURE, &words, |_| ());
        }
        head_code(ui, open, draft);
        let name = open.bundle_name.clone().unwrap_or_default();
        let idle = view.jobs.is_empty() && open.signing.is_none();
        if view.dialogs {
            let choose = Button::new("Choose where and export").first().icon(icon::EXPORT);
            if choose.enabled(idle && ready).pressed(ui) {
                draft.agreed = false;
                out.push(Action::Do(Errand::Export(None, draft.handed)));
            }
        }
        kit::card(ui, |ui| {
            let hint = format!("{}/{name}", view.home);
            if !view.dialogs {
                kit::quiet(ui, crate::words::NO_DIALOGS);
            }
            let label =
                if view.dialogs { "Or type the path of the file" } else { "Path of the file" };
            kit::field(ui, label, &hint, &mut draft.path);
            let typed = draft.path.trim();
            let ready = idle && ready && !typed.is_empty();
            if Button::new("Export to this path").enabled(ready).pressed(ui) {
                let path = Some(PathBuf::from(typed));
                draft.agreed = false;
                out.push(Action::Do(Errand::Export(path, draft.handed)));
            }
        });
        if Button::new("Paper").below("Cards, labels and sheets as PDF").pressed(ui) {
            out.push(Action::Go(Place::Print));
        }
        if Button::new("Other laptops").below("Exchange checkpoints with a stick").pressed(ui) {
            out.push(Action::Go(Place::Laptops));
        }
        anchoring::show(ui, view, open, &mut draft.anchoring, out);
        start::jobs(ui, view, out);
        if let Some(done) = view.exported {
            kit::card(ui, |ui| {
                kit::title(ui, "Written");
                kit::letters(ui, &done.path);
                kit::body(
                    ui,
                    format!("{} lines, {} private objects left out.", done.size, done.withheld),
                );
                if done.unreadable > 0 {
                    let tone = palette(ui).caution;
                    let words = format!(
                        "{} of them cannot be read on this laptop: ask for them where the recovery key is.",
                        done.unreadable
                    );
                    kit::banner(ui, tone, icon::WARNING, &words, |_| ());
                }
                kit::letters(ui, &format!("SHA-256 {}", done.sha256));
                if let Some(code) = &done.head_code {
                    let words = format!(
                        "Write this code down, or photograph it: it vouches for the {} lines of this bundle.",
                        done.size
                    );
                    kit::body(ui, words);
                    kit::letters(ui, code);
                }
                kit::body(ui, "To check it: showclear verify FILE, or the scripts inside the zip.");
            });
        }
    });
}

/// What is handed out; whether nothing more has to be agreed to.
fn handed_out(ui: &mut Ui, draft: &mut Draft) -> bool {
    let ways = [
        (Handed::Usual, "As usual".to_owned()),
        (Handed::ToPolice, "Produce to police".to_owned()),
        (Handed::WithoutNames, "Without names".to_owned()),
    ];
    if let Some(handed) = kit::choose(ui, "What leaves the laptop", &ways, Some(draft.handed)) {
        draft.agreed = false;
        draft.handed = handed;
    }
    match draft.handed {
        Handed::Usual => {
            kit::body(ui, "Names are in it. Serial numbers, owners and photos are left out.");
            true
        }
        Handed::WithoutNames => {
            kit::body(
                ui,
                "Names, serial numbers, owners and photos are left out, and with the names every signed text, because each prints some. What was typed into answers stays: look there for names yourself. The log can still be checked line by line; the signatures of people cannot.",
            );
            true
        }
        Handed::ToPolice => {
            let tone = palette(ui).caution;
            kit::banner(
                ui,
                tone,
                icon::WARNING,
                "Names, and the maker, model, calibre, serial number, owner and load of every item leave this laptop, readable by whoever has the file.",
                |ui| {
                    let agree = [(true, "Yes, this is for the police".to_owned())];
                    let now = draft.agreed.then_some(true);
                    if kit::choose(ui, "", &agree, now).is_some() {
                        draft.agreed = !draft.agreed;
                    }
                },
            );
            draft.agreed
        }
    }
}
