//! Somebody's permits: which, until when by the calendar here, and entering one.

use egui::Ui;

use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command, last_day};
use crate::roster::Person;
use crate::terms::UtcMillis;

/// What was typed.
#[derive(Default)]
pub(super) struct Draft {
    permit: String,
    last: String,
}

/// The lines of those that were entered.
pub(super) fn lines(ui: &mut Ui, open: &Open<'_>, one: &Person) {
    for permit in &one.permits {
        let last = permit.until.map(|until| last_day(until, open.offset));
        match last {
            None => kit::body(ui, format!("Permit: {}", permit.permit)),
            Some(last) if permit.counts(open.now.wall) => {
                kit::body(ui, format!("Permit: {}, last day {last}", permit.permit))
            }
            Some(last) => kit::strong_in(
                ui,
                format!("Permit OVER: {}, last day was {last}", permit.permit),
                palette(ui).stop.text,
            ),
        };
    }
    if one.permits.is_empty() && one.is_handler(open.now.wall) {
        kit::quiet(ui, "No permit was entered: what the place asks for is not known here.");
    }
}

/// Entering one, or its new end.
pub(super) fn enter(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Person,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::field(
        ui,
        "A permit, in words and without its number",
        "firearms on set",
        &mut draft.permit,
    );
    kit::field(ui, "Its last day", "2026-12-31; empty: it does not end", &mut draft.last);
    let until = end_of(draft.last.trim(), open.offset);
    if until.is_none() {
        kit::strong_in(ui, "Give a day such as 2026-12-31.", palette(ui).caution.text);
    }
    let ready = !draft.permit.trim().is_empty() && until.is_some() && !open.saving;
    let button = Button::new("Enter the permit").icon(icon::CHECK);
    if button.enabled(ready).pressed(ui)
        && let Some(until) = until
    {
        let permit = draft.permit.trim().to_owned();
        let ask = Ask::SetPermit { person: one.id, permit, until };
        out.push(Action::Submit(Command::Ask(ask)));
        *draft = Draft::default();
    }
}

/// The end of a day by the calendar here: nothing was typed, or a day; `None` where it is no day.
pub(super) fn end_of(typed: &str, offset: i32) -> Option<Option<UtcMillis>> {
    const DAY: u64 = 86_400_000;
    if typed.is_empty() {
        return Some(None);
    }
    let utc: UtcMillis = format!("{typed}T00:00:00.000Z").parse().ok()?;
    let here = utc.millis().saturating_sub(i64::from(offset) * 60_000);
    Some(Some(UtcMillis::new(here).plus(DAY)))
}
