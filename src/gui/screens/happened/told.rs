//! What the last press came to, once it is on the disk: recorded, and whether it was against a rule.

use egui::Ui;

use crate::custody::{Past, What};
use crate::gui::kit;
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::terms::{Breach, ItemId, PersonId};

/// Draws it.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, item: ItemId) {
    if open.saving {
        kit::strong(ui, "saving \u{2026}");
        return;
    }
    let known = open.book.item(item);
    let stranger = || open.book.strangers().find(|(id, _)| *id == item).map(|(_, past)| past);
    let Some(history) = known.map(|item| item.history.as_slice()).or_else(stranger) else { return };
    let Some(last) = history.iter().rev().find_map(act) else { return };
    let Told { past: at, act, breach, to } = last;
    let colours = palette(ui);
    let words = format!("Recorded: {} {act}, {}", open.tag(item), open.ago(&at.at.at));
    let (tone, mark) = match breach {
        Some(_) => (colours.caution, icon::FLAG),
        None => (colours.lapsed, icon::CHECK_CIRCLE),
    };
    kit::banner(ui, tone, mark, &words, |ui| {
        if let Some(breach) = breach {
            kit::body(ui, format!("Recorded as a breach: {}.", breach.words()));
            if let (Breach::OutsideAction, Some(to)) = (breach, to) {
                lacking(ui, open, to);
            }
        }
        match known {
            Some(item) => kit::body(ui, format!("It is {}.", item.state(open.now).words())),
            None => kit::body(ui, "Write this name on a tag, put it on the item, enter it later."),
        };
    });
}

/// What is asked of whoever has it now and not recorded of them: the code of the breach does not say it.
fn lacking(ui: &mut Ui, open: &Open<'_>, person: PersonId) {
    let lacks = open.production.lacks(person, open.now);
    let name = open.name(person);
    if lacks.handling {
        kit::body(ui, format!("No training of {name} is recorded and in date."));
    }
    if lacks.meeting {
        kit::body(ui, "No safety meeting is recorded today.");
    }
    if lacks.briefing {
        kit::body(ui, format!("{name} was not at the safety meeting, by the record."));
    }
}

/// What somebody did, by the newest line that says so.
struct Told<'a> {
    past: &'a Past,
    act: &'static str,
    breach: Option<Breach>,
    to: Option<PersonId>,
}

/// A line of the custody list that says what somebody did.
fn act(past: &Past) -> Option<Told<'_>> {
    match &past.what {
        What::Moved { act, breach, to, .. } => {
            Some(Told { past, act: act.words(), breach: *breach, to: *to })
        }
        What::Condition { .. } => {
            Some(Told { past, act: "changed its condition", breach: None, to: None })
        }
        What::Added
        | What::Declared { .. }
        | What::Shown { .. }
        | What::Offered { .. }
        | What::Unverified(_) => None,
    }
}
