//! The band of a STOP, with settling right there.

use egui::{Frame, Margin, Panel, Ui, vec2};

use crate::event::Witness;
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::alarm;
use crate::gui::theme::{Type, icon, icon_font, palette, size, space};
use crate::gui::view::{Open, StopSight};
use crate::production::{Ask, Command};
use crate::session::Alarm;
use crate::terms::{PersonId, Role, StopId};
use crate::words;

/// Who was pressed for which role, before the last one is.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    stop: Option<StopId>,
    chosen: Vec<(Role, PersonId)>,
}

/// Draws the band while a STOP stands or was pressed.
pub(in crate::gui) fn stop_band(
    ui: &mut Ui,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let (state, icon) = match open.alarm {
        Alarm::None => {
            draft.chosen.clear();
            return;
        }
        Alarm::Pressed => (words::BEING_RECORDED, icon::HOURGLASS),
        Alarm::Recorded => (words::RECORDED, icon::CHECK_CIRCLE),
        Alarm::NotRecorded => (words::NOT_RECORDED, icon::WARNING),
    };
    // One voice may press more than once: all that was called is settled together, in the row of the newest, so that
    // whoever agreed before it was called is asked again.
    let by_name = |stop: &StopSight| stop.called && !stop.alarmed;
    let newest_called = open.stops.iter().rposition(by_name);
    let each = open.stops.iter().enumerate();
    let rows: Vec<&StopSight> = each
        .filter(|(at, stop)| !stop.alarmed && (!stop.called || Some(*at) == newest_called))
        .map(|(_, stop)| stop)
        .collect();
    let tone = palette(ui).stop;
    let frame = Frame::new().fill(tone.fill).inner_margin(Margin::from(vec2(space::XL, space::M)));
    Panel::top("stopped").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let octagon = egui::RichText::new(icon::OCTAGON).font(icon_font(size::BUTTON));
            ui.add(egui::Label::new(octagon.color(tone.on_fill)));
            whole(ui, words::STOPPED, Type::Huge, tone.on_fill);
            let icon = egui::RichText::new(icon).font(icon_font(space::XL)).color(tone.on_fill);
            ui.add(egui::Label::new(icon));
            whole(ui, state, Type::Title, tone.on_fill);
            let hour =
                Button::new("First hour").name("The first hour: what not to touch, whom to ring");
            if hour.pressed(ui) {
                out.push(Action::Go(Place::FirstHour));
            }
        });
        alarms(ui, open, out);
        for stop in rows {
            // A press that began on one STOP never settles another.
            ui.push_id(stop.stop, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(space::M, space::S);
                    settle(ui, open, stop, draft, out);
                });
            });
        }
    });
}

/// What freezes everything until it is signed; before that, the keys by which a STOP becomes an alarm.
fn alarms(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    let tone = palette(ui).stop;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::S);
        let Some(alarm) = open.production.alarm() else {
            kit::beside(ui, "Or an alarm:", size::CELL, tone.on_fill);
            alarm::keys(ui, size::CELL, out);
            return;
        };
        let what: Vec<&str> =
            alarm.alarms.iter().map(|one| words::alarm::key(one.what.alarm)).collect();
        let line = format!("ALARM: {}. {}", what.join(", "), words::alarm::FROZEN);
        whole(ui, &line, Type::Strong, tone.on_fill);
        let go = Button::new("What to do now").icon(icon::LIST_CHECKS);
        if go.least(vec2(size::STOP, size::CELL)).pressed(ui) {
            out.push(Action::Go(Place::Alarm));
        }
    });
}

/// Words that go to the next row as a whole; only what is wider than the band is broken.
fn whole(ui: &mut Ui, words: &str, step: Type, colour: egui::Color32) {
    let wide = ui.painter().layout_no_wrap(words.to_owned(), step.font(), colour).size().x;
    let words = egui::RichText::new(words).font(step.font()).color(colour);
    let label = egui::Label::new(words);
    ui.add(if wide < ui.max_rect().width() { label.extend() } else { label.wrap() });
}

/// What was said, and who settles it, one after the other in the row at hand.
fn settle(
    ui: &mut Ui,
    open: &Open<'_>,
    stop: &StopSight,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let tone = palette(ui).stop;
    let times = open.stops.iter().filter(|one| one.called && stop.called && !one.alarmed).count();
    let often = if times > 1 { format!(" Called {times} times.") } else { String::new() };
    let line = format!("{}  {}{often}", open.clock(stop.at), stop.say);
    whole(ui, &line, Type::Strong, tone.on_fill);
    for (role, people) in &stop.settlers {
        let words = format!("Go on, says the {}:", role.words());
        kit::beside(ui, &words, size::CELL, tone.on_fill);
        for person in people {
            let mine = (role.clone(), *person);
            let chosen = draft.stop == Some(stop.stop) && draft.chosen.contains(&mine);
            let name = open.name(*person);
            let button = Button::new(&name)
                .name(format!("Settle STOP: {name}, {}", role.words()))
                .least(vec2(size::STOP, size::CELL));
            let button = if chosen { button.icon(icon::CHECK) } else { button };
            if button.pressed(ui) {
                press(open, stop, mine, draft, out);
            }
        }
    }
}

/// One name for one role; the last one settles it, and with a called one every called one.
fn press(
    open: &Open<'_>,
    stop: &StopSight,
    mine: (Role, PersonId),
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    if draft.stop != Some(stop.stop) {
        *draft = Draft { stop: Some(stop.stop), chosen: Vec::new() };
    }
    draft.chosen.retain(|(other, _)| *other != mine.0);
    draft.chosen.push(mine);
    if draft.chosen.len() < stop.settlers.len() {
        return;
    }
    let chosen = std::mem::take(&mut draft.chosen);
    let witnesses: Vec<Witness> =
        chosen.into_iter().map(|(role, person)| Witness { role, person }).collect();
    let alike = |one: &StopSight| one.called && stop.called && !one.alarmed;
    let together = open.stops.iter().filter(|one| one.stop == stop.stop || alike(one));
    out.extend(together.map(|one| {
        let witnesses = witnesses.clone();
        Action::Submit(Command::Ask(Ask::Settle { stop: one.stop, witnesses, why: None }))
    }));
}
