//! What is missing, above everything else: whom to ring now, and by when who tells whom by the law of the place.

use egui::Ui;

use crate::custody::Missing;
use crate::gui::action::Action;
use crate::gui::kit;
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Command, Happened};
use crate::terms::clocks::{clocks, unknown};
use crate::terms::{Clock, Law, Occasion, UtcMillis};
use crate::words;

/// What is asked about the place.
const WHOSE: &str = "Whose law counts here";

/// Draws it; nothing where nothing is missing.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    let missing = open.book.missing();
    let law = open.production.law();
    for one in &missing {
        let age = words::ago(open.now.since(&one.recorded));
        let words = format!(
            "MISSING: {}, known since {}, recorded {age}.",
            open.tag(one.item),
            minute(one.since, open)
        );
        kit::banner(ui, palette(ui).stop, icon::WARNING, &words, |ui| {
            kit::body(
                ui,
                "Ring the rental house now. Nobody leaves with a bag that was not looked into.",
            );
            if one.is_reported() {
                reports(ui, open, one, law);
            } else {
                kit::body(ui, "It is no gun: no clock of the law is known for it.");
            }
            kit::quiet(
                ui,
                "Found again? Press \u{201c}Found again\u{201d} on its card, or tell it under What happened.",
            );
        });
    }
    if missing.iter().any(Missing::is_reported) {
        let laws: Vec<_> = Law::ALL.iter().map(|law| (*law, law.words().to_owned())).collect();
        if let Some(pressed) = kit::choose(ui, WHOSE, &laws, law) {
            out.push(Action::Submit(Command::Happened(Happened::Law(pressed))));
        }
    }
}

/// Who tells whom, and by when: a time of day and a date, never a count-down.
fn reports(ui: &mut Ui, open: &Open<'_>, one: &Missing, law: Option<Law>) {
    for clock in clocks(law, Occasion::Missing) {
        kit::body(ui, report(clock, one.since, open));
    }
    kit::body(ui, unknown(law));
}

fn report(clock: &Clock, since: UtcMillis, open: &Open<'_>) -> String {
    let when = if clock.at_once { "At once, and by " } else { "By " };
    let by = minute(clock.by(since), open);
    format!("{when}{by}: {} tells {} ({}).", clock.who, clock.tells, clock.source)
}

/// Date and time of day, to the minute.
fn minute(at: UtcMillis, open: &Open<'_>) -> String {
    let mut local = at.local(open.offset);
    local.truncate(local.rfind(':').unwrap_or(local.len()));
    local
}
