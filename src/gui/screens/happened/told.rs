//! What the last press came to, once it is on the disk: recorded, and whether it was against a rule.

use egui::Ui;

use crate::custody::{Past, What};
use crate::gui::kit;
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::terms::{Breach, ItemId};

/// Draws it.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, item: ItemId) {
    if open.saving {
        kit::strong(ui, "saving \u{2026}");
        return;
    }
    let known = open.book.item(item);
    let stranger = || open.book.strangers().find(|(id, _)| *id == item).map(|(_, past)| past);
    let Some(history) = known.map(|item| item.history.as_slice()).or_else(stranger) else { return };
    let Some((at, act, breach)) = history.iter().rev().find_map(act) else { return };
    let colours = palette(ui);
    let words = format!("Recorded: {} {act}, {}", open.tag(item), open.ago(&at.at.at));
    let (tone, mark) = match breach {
        Some(_) => (colours.caution, icon::FLAG),
        None => (colours.lapsed, icon::CHECK_CIRCLE),
    };
    kit::banner(ui, tone, mark, &words, |ui| {
        if let Some(breach) = breach {
            kit::body(ui, format!("Recorded as a breach: {}.", breach.words()));
        }
        match known {
            Some(item) => kit::body(ui, format!("It is {}.", item.state(open.now).words())),
            None => kit::body(ui, "Write this name on a tag, put it on the item, enter it later."),
        };
    });
}

/// A line of the custody list that says what somebody did.
fn act(past: &Past) -> Option<(&Past, &'static str, Option<Breach>)> {
    match &past.what {
        What::Moved { act, breach, .. } => Some((past, act.words(), *breach)),
        What::Condition { .. } => Some((past, "changed its condition", None)),
        What::Added
        | What::Declared { .. }
        | What::Shown { .. }
        | What::Offered { .. }
        | What::Unverified(_) => None,
    }
}
