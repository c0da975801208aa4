//! An alarm: what to do now, what was touched since, the evidence hold, and the way on.

mod restart;

use egui::Ui;

use crate::custody::What;
use crate::event::AlarmedStop;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::sheet;
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command, Happened, Prepare};
use crate::terms::{Danger, PersonId, StopId};
use crate::words;

/// Who signs the restart, the code as it was read back, and who places the evidence hold.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    restart: restart::Draft,
    /// Who places the evidence hold, where nobody is recording.
    hold: Option<PersonId>,
    signing: sheet::Signing,
}

impl Draft {
    /// Forgets a PIN and a code that were typed and not used.
    pub(in crate::gui) fn put_away(&mut self) {
        *self = Self::default();
    }
}

/// The three alarms, one key each; what was pressed opens the page of what to do.
pub(in crate::gui) fn keys(ui: &mut Ui, tall: f32, out: &mut Vec<Action>) {
    for alarm in Danger::ALL.iter().copied() {
        let words = words::alarm::key(alarm);
        let button = Button::new(words).icon(icon::WARNING_DIAMOND).name(format!("Alarm: {words}"));
        let least = egui::vec2(crate::gui::theme::size::TARGET, tall);
        if button.least(least).pressed(ui) {
            let happened = Happened::Alarm { alarm, item: None, by: None };
            out.push(Action::Submit(Command::Happened(happened)));
            out.push(Action::Go(Place::Alarm));
        }
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Alarm", true, |ui| {
        if open.signing.is_some() {
            sheet::signing(ui, open, &mut draft.signing, out);
            return;
        }
        let Some(alarm) = open.production.alarm() else {
            owed(ui, open, out);
            if open.saving {
                kit::strong(ui, "saving \u{2026}");
            } else {
                kit::empty(ui, icon::CHECK_CIRCLE, "No alarm stands by the record.");
            }
            return;
        };
        kit::body(ui, words::alarm::FROZEN);
        for one in &alarm.alarms {
            let heading = words::alarm::key(one.what.alarm);
            let when = format!("{heading}  {}", open.clock(one.at));
            kit::tone_card(ui, palette(ui).stop, false, |ui| {
                kit::title(ui, when);
                for (number, line) in (1..).zip(words::alarm::script(one.what.alarm)) {
                    kit::body(ui, format!("{number}. {line}"));
                }
            });
        }
        hold(ui, open, alarm, &mut draft.hold, out);
        touched(ui, open, alarm);
        restart::show(ui, open, alarm, &mut draft.restart, out);
    });
}

/// The evidence hold, placed with one key.
fn hold(
    ui: &mut Ui,
    open: &Open<'_>,
    alarm: &AlarmedStop,
    chosen: &mut Option<PersonId>,
    out: &mut Vec<Action>,
) {
    kit::title(ui, "Evidence");
    if let Some(hold) = open.production.hold() {
        let by = open.name(hold.by);
        kit::body(ui, format!("Evidence hold since {}, by {by}.", open.clock(hold.at.wall)));
        return;
    }
    kit::quiet(
        ui,
        "Nothing is asked here that touches a gun. While the hold stands nothing is erased from the record.",
    );
    // Who writes says so, or whoever it is is asked for: nobody is made up.
    let by = open.situation.recorder.or(*chosen);
    if open.situation.recorder.is_none() {
        let people: Vec<(PersonId, String)> =
            open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
        *chosen = kit::choose(ui, "Who places it", &people, *chosen).or(*chosen);
    }
    let place = Button::new("Place the evidence hold").icon(icon::LOCK);
    if place.enabled(by.is_some() && !open.saving).pressed(ui)
        && let Some(by) = by
        && let Some(first) = alarm.alarms.first()
    {
        let why = format!("ALARM: {}", first.what.alarm.words());
        out.push(Action::Submit(Command::Ask(Ask::PlaceHold { why, by })));
    }
}

/// Whatever was moved since, with who had it: what somebody has to tell who asks what was touched.
fn touched(ui: &mut Ui, open: &Open<'_>, alarm: &AlarmedStop) {
    kit::title(ui, "Touched since, by the record");
    let mut lines = 0;
    for item in open.book.items() {
        for past in item.history.iter().filter(|past| past.at.at.wall >= alarm.raised.at) {
            let What::Moved { act, from, to, .. } = &past.what else { continue };
            let who: Vec<String> = from.iter().chain(to).map(|one| open.name(*one)).collect();
            let who = if who.is_empty() { "nobody named".to_owned() } else { who.join(", ") };
            let at = open.clock(past.at.at.wall);
            kit::body(ui, format!("{at}  {} {}: {who}", item.tag, act.words()));
            lines += 1;
        }
    }
    if lines == 0 {
        kit::quiet(ui, "Nothing. What is touched now is recorded under What happened.");
    }
}

/// Those who let work go on by phone and have not signed that yet.
pub(in crate::gui) fn owed(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    let all = open.production.alarms().all();
    let owed: Vec<(StopId, PersonId)> =
        all.filter_map(|one| Some((one.raised.what.stop, one.owes()?.person))).collect();
    for (stop, person) in owed {
        let name = open.name(person);
        let words = format!("{name} let work go on by phone, and has not signed that yet.");
        kit::banner(ui, palette(ui).caution, icon::SIGNATURE, &words, |ui| {
            let key = open.roster.signing_key(person).is_some();
            if !key {
                kit::body(ui, "They need a key, and their name in the signed roster, first.");
            }
            let sign = Button::new("Read it and sign").name(format!("Sign for {name}, by phone"));
            if sign.icon(icon::SIGNATURE).enabled(key && !open.saving).pressed(ui) {
                let prepare = Prepare::Ratify { stop };
                out.push(Action::Submit(Command::Ask(Ask::Prepare(prepare))));
            }
        });
    }
}
