//! The head code of the day, offered once a day: when the guns are locked away again, and without being in the way.

use egui::{Key, Modifiers, Ui};

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::{Open, View};
use crate::report::Square;
use crate::terms::{Millis, Place, UtcMillis};

/// A working day, however late it ends: what was kept within it is that of today.
const DAY: Millis = 12 * 60 * 60_000;

/// What was pressed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The code is shown.
    shown: bool,
    /// The move of a gun after which it shall not be offered again.
    later: Option<UtcMillis>,
}

/// Draws the band, where it is time.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let Some((size, code)) = &open.head_code else { return };
    let Some(created) = open.production.created().filter(|_| !open.drill) else { return };
    let now = open.now.wall;
    let kept = view.settings.code_kept(created.production);
    let Some(moved) = moved_in(open).filter(|moved| is_within_a_day(now, *moved)) else { return };
    if kept.is_some_and(|kept| is_within_a_day(now, kept)) || draft.later == Some(moved) {
        return;
    }
    if not_closed(ui, open) {
        return;
    }
    let words = "The guns are locked away. Keep the head code of today off the laptop.";
    kit::banner(ui, palette(ui).accent, icon::EXPORT, words, |ui| {
        if draft.shown {
            kit::body(
                ui,
                format!("It vouches for the {size} lines so far. Write it down, or photograph it."),
            );
            kit::letters(ui, code);
            if let Some(square) = Square::of(code) {
                kit::square(ui, &square, "The head code as a picture for a phone");
            }
        }
        ui.horizontal_wrapped(|ui| {
            if !draft.shown && Button::new("Show it").name("Show the head code").pressed(ui) {
                draft.shown = true;
            }
            if draft.shown && Button::new("It is kept").first().icon(icon::CHECK).pressed(ui) {
                draft.shown = false;
                out.push(Action::Do(Errand::CodeKept(created.production, now)));
            }
            let free = !ui.ctx().text_edit_focused();
            let put_off = free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::K));
            let later = Button::new("Later").name("Offer the head code later").key("K").quiet();
            if later.pressed(ui) || put_off {
                *draft = Draft { shown: false, later: Some(moved) };
            }
        });
    });
}

/// While another unit has anything, the day is not closed, whatever is locked away here; so nothing says that it is.
fn not_closed(ui: &mut Ui, open: &Open<'_>) -> bool {
    let units = open.production.open_units();
    let Some(first) = units.first() else { return false };
    let mut names = vec![first.unit];
    names.extend(units.iter().skip(1).map(|one| one.unit));
    let words =
        format!("The guns here are locked away. The day is not closed: {}.", names.join(", "));
    kit::banner(ui, palette(ui).caution, icon::CLOCK, &words, |ui| {
        kit::body(
            ui,
            "What they have is not back. The head code of the day is offered when it is.",
        );
    });
    true
}

/// When the last gun was put away, where every one of them is locked away or elsewhere.
fn moved_in(open: &Open<'_>) -> Option<UtcMillis> {
    let guns = open.guns();
    // What another unit has is not here to be put away; that it is open is said instead.
    let is_away = |place: Place| match place {
        Place::Locked | Place::Out | Place::Unit => true,
        Place::Handler | Place::Hand | Place::Set | Place::Missing => false,
    };
    let moved = guns.iter().filter_map(|gun| gun.moved.as_ref()).map(|moved| moved.at.wall).max();
    moved.filter(|_| guns.iter().all(|gun| is_away(gun.place)))
}

/// Whether `then` is of the same working day; a clock that was set back makes it none.
fn is_within_a_day(now: UtcMillis, then: UtcMillis) -> bool {
    now >= then && now < then.plus(DAY)
}
