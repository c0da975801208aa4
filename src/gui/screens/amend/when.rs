//! When it was, as it is claimed now: a time of day, and a day where it was not the last one.

use egui::Ui;

use crate::gui::kit;
use crate::gui::screens::card_entry;
use crate::gui::theme::{palette, size};
use crate::gui::view::Open;
use crate::terms::UtcMillis;

/// As it is typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    time: String,
    day: String,
}

/// Asks for it; the moment, once it is one that has passed.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) -> Option<UtcMillis> {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(size::FIELD);
            kit::field(ui, "Time", "hh:mm", &mut draft.time);
        });
        ui.vertical(|ui| {
            ui.set_width(size::FIELD);
            kit::field(ui, "Day (may stay empty)", "yyyy-mm-dd", &mut draft.day);
        });
    });
    let newest = card_entry::newest(&draft.time, open.now.wall, open.offset);
    let at = newest.and_then(|at| on(at, draft.day.trim(), open.offset));
    let at = at.filter(|at| *at <= open.now.wall);
    match at {
        Some(at) => {
            kit::caption(ui, format!("Taken for {}.", at.local(open.offset)));
        }
        None if !draft.time.trim().is_empty() => {
            let words =
                "Four digits such as 14:02, and a day such as 2026-11-22, not in the future.";
            kit::strong_in(ui, words, palette(ui).caution.text);
        }
        None => {}
    }
    at
}

/// The same time of day on another day, where one is typed.
fn on(at: UtcMillis, day: &str, offset: i32) -> Option<UtcMillis> {
    if day.is_empty() {
        return Some(at);
    }
    let clock = at.local(offset);
    let (_, clock) = clock.split_once(' ')?;
    let local: UtcMillis = format!("{day}T{clock}.000Z").parse().ok()?;
    Some(UtcMillis::new(local.millis().saturating_sub(i64::from(offset) * 60_000)))
}
