//! Counts that differ from the record: who counted, what is still needed, and closing them.

use egui::Ui;

use crate::custody::{Heap, Lot};
use crate::event::Witness;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command};
use crate::terms::{Place, role};

/// Draws them.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    let tone = palette(ui).caution;
    for (lot, heap, difference) in open.production.rounds().differences() {
        kit::tone_card(ui, tone, false, |ui| one(ui, open, (lot, heap, difference), out));
    }
}

/// How a difference is said: "1 short", "2 over".
pub(super) fn said(difference: i32) -> String {
    let n = difference.unsigned_abs();
    if difference < 0 { format!("{n} short") } else { format!("{n} over") }
}

/// Where a heap lies.
pub(super) fn place(open: &Open<'_>, heap: Heap) -> String {
    heap.tray().map_or_else(|| "its boxes".to_owned(), |tray| open.tag(tray))
}

fn one(
    ui: &mut Ui,
    open: &Open<'_>,
    (lot, heap, difference): (&Lot, Heap, i32),
    out: &mut Vec<Action>,
) {
    let tag = &lot.added.tag;
    kit::title(ui, format!("{tag}, {}: {}", place(open, heap), said(difference)));
    let about =
        open.guns().into_iter().filter(|gun| gun.kind.is_gun() && gun.place != Place::Locked);
    if about.count() > 0 {
        kit::body(ui, "Lock the guns away first. No count keeps a gun out of the lock.");
    }
    let Some((first, again)) = lot.agreed(heap) else {
        let by = lot.counts.get(&heap).and_then(|counts| counts.last());
        let by = by.map_or_else(|| "somebody".to_owned(), |count| open.name(count.by));
        kit::body(ui, format!("Counted by {by}. Search; then another person counts again, below."));
        return;
    };
    let (first, again) = (open.name(first.by), open.name(again.by));
    kit::body(
        ui,
        format!("Counted by {first}, and again by {again}. Searched? Then who was told:"),
    );
    ui.horizontal_wrapped(|ui| {
        let names = role::DIRECTORS.iter().chain(&[role::PRODUCTION_REP]);
        for name in names {
            let Ok(role) = name.parse::<crate::terms::Role>() else { continue };
            for person in open.holding(&[*name]) {
                let words = format!("{} was told", open.name(person));
                let close = Button::new(words)
                    .name(format!(
                        "{}, {}, was told: close {tag}, {}",
                        open.name(person),
                        role.words(),
                        place(open, heap)
                    ))
                    .below(role.words())
                    .icon(icon::CHECK);
                if close.enabled(!open.saving).pressed(ui) {
                    let told = Witness { role: role.clone(), person };
                    let ask = Ask::CloseDifference { lot: lot.id, tray: heap.tray(), told };
                    out.push(Action::Submit(Command::Ask(ask)));
                }
            }
        }
    });
}
