//! The safety meeting: who was there, and who was briefed after it.

use egui::Ui;

use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command};
use crate::terms::{PersonId, role};

/// What was chosen and not yet recorded; nobody is chosen before somebody presses.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    led_by: Option<PersonId>,
    there: Vec<PersonId>,
}

/// Everybody whom the set-up names, each once.
pub(super) fn crew(open: &Open<'_>) -> Vec<PersonId> {
    let mut all: Vec<PersonId> = Vec::new();
    let named = open.situation.crew.iter().map(|(_, person)| *person);
    for person in named.chain(open.situation.recorder) {
        if !all.contains(&person) {
            all.push(person);
        }
    }
    all
}

/// When the meeting of the day was recorded, or that none was.
pub(super) fn standing(open: &Open<'_>) -> String {
    match open.production.meeting(open.now) {
        None => "No safety meeting is recorded today.".to_owned(),
        Some(at) => {
            format!("Safety meeting recorded {} ({}).", open.clock(at.wall), open.ago(at))
        }
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let held = open.production.meeting(open.now).is_some();
    kit::page(ui, "Safety meeting", false, |ui| {
        kit::body(ui, standing(open));
        led_by(ui, open, draft);
        if held {
            kit::section(ui, "Came later", |ui| kit::card(ui, |ui| briefed(ui, open, draft, out)));
        }
        let heading = if held { "Another meeting today" } else { "Who was there" };
        kit::section(ui, heading, |ui| kit::card(ui, |ui| there(ui, open, draft, out)));
        kit::caption(
            ui,
            "It says who was there, not what they understood. It counts for this day, and for a night's work until twelve hours are over.",
        );
    });
}

fn led_by(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    let mut able = open.on_set(role::DIRECTORS);
    able.extend(open.on_set(role::HANDLERS));
    if able.is_empty() {
        able = open.holding(role::DIRECTORS);
        able.extend(open.holding(role::HANDLERS));
    }
    let mut each: Vec<(PersonId, String)> = Vec::new();
    for person in able {
        if each.iter().all(|(one, _)| *one != person) {
            each.push((person, open.name(person)));
        }
    }
    if let Some(person) = kit::choose(ui, "Led by", &each, draft.led_by) {
        draft.led_by = (draft.led_by != Some(person)).then_some(person);
    }
}

/// Those whom the record does not have at the meeting, one key each.
fn briefed(ui: &mut Ui, open: &Open<'_>, draft: &Draft, out: &mut Vec<Action>) {
    let here = crew(open);
    let absent = |person: &PersonId| !open.production.was_at_meeting(*person, open.now);
    let mut late: Vec<PersonId> = here.iter().copied().filter(absent).collect();
    let others = open.roster.people().map(|one| one.id).filter(|one| !here.contains(one));
    late.extend(others.filter(absent));
    if late.is_empty() {
        kit::quiet(ui, "Everybody was at it, by the record.");
        return;
    }
    if draft.led_by.is_none() {
        kit::quiet(ui, "Choose above who briefs them, then press once for each.");
    }
    ui.horizontal_wrapped(|ui| {
        for person in late {
            let name = open.name(person);
            let button = Button::new(format!("Briefed now: {name}")).icon(icon::CHECK);
            if button.enabled(draft.led_by.is_some() && !open.saving).pressed(ui)
                && let Some(led_by) = draft.led_by
            {
                out.push(met(vec![person], led_by, true));
            }
        }
    });
}

fn there(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let here = crew(open);
    if open.production.meeting(open.now).is_some() {
        kit::quiet(
            ui,
            "It takes the place of the one before, also where somebody was ticked there by mistake: whoever is not ticked now was not told.",
        );
    }
    if here.is_empty() {
        kit::quiet(ui, "The set-up names nobody yet; everybody of the production stands below.");
    } else {
        let all = Button::new("Everyone in this set-up was there").icon(icon::USERS);
        if all.pressed(ui) {
            let missing = here.iter().filter(|person| !draft.there.contains(person));
            let missing: Vec<PersonId> = missing.copied().collect();
            draft.there.extend(missing);
        }
        ticks(ui, open, "In this set-up", &here, &mut draft.there);
    }
    let people = open.roster.people().map(|one| one.id);
    let others: Vec<PersonId> = people.filter(|person| !here.contains(person)).collect();
    if !others.is_empty() {
        ticks(ui, open, "Others of the production", &others, &mut draft.there);
    }
    let many = draft.there.len();
    let record = Button::new(format!("Record the meeting: {many} there"))
        .name("Record the meeting")
        .first()
        .icon(icon::CHECK);
    if record.enabled(many > 0 && draft.led_by.is_some() && !open.saving).pressed(ui)
        && let Some(led_by) = draft.led_by
    {
        out.push(met(std::mem::take(&mut draft.there), led_by, false));
    }
    if many > 0 && draft.led_by.is_none() {
        kit::strong_in(ui, "Choose above who led it.", palette(ui).caution.text);
    }
}

fn ticks(
    ui: &mut Ui,
    open: &Open<'_>,
    label: &str,
    people: &[PersonId],
    there: &mut Vec<PersonId>,
) {
    let each: Vec<(PersonId, String)> =
        people.iter().map(|person| (*person, open.name(*person))).collect();
    let Some(person) = kit::toggle(ui, label, &each, there) else { return };
    if there.contains(&person) {
        there.retain(|one| *one != person);
    } else {
        there.push(person);
    }
}

fn met(present: Vec<PersonId>, led_by: PersonId, after: bool) -> Action {
    Action::Submit(Command::Ask(Ask::Meet { present, led_by, after }))
}
