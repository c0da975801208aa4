//! A draft that is being changed: its steps at the left, what comes of it beside them.

mod add;
mod beside;
mod golden;
mod include;
mod parts;
mod preview;
mod release;
pub(super) mod translate;
mod unit;

use std::collections::BTreeMap;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui, Vec2, vec2};

use self::parts::{Parts, Row, label};
use crate::checklist::{Edit, EditError, TextOf, Timing, Wording, hazards};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button, Look};
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::screens::checklists::{Page, fields, print};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::View;
use crate::terms::length;

/// What is open on the page.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) open: Option<Open>,
    adding: Option<Adding>,
    beside: beside::Draft,
    pub(super) golden: golden::Golden,
    /// Times as they are typed, by their place.
    times: BTreeMap<String, String>,
    hazard: String,
    note: String,
}

/// What is to be added.
#[derive(Debug)]
enum Adding {
    Step(add::Form),
    Unit(include::Form),
}

/// What of the list is being changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Open {
    /// A step.
    Step(String),
    /// What stands before the steps.
    List,
    /// What is said at its STOPs.
    Stops,
}

/// Draws it; where it leads, if anywhere else.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    desk: &mut Desk,
    (draft, printed): (&mut Draft, &mut print::Draft),
    out: &mut Vec<Action>,
) -> Option<Page> {
    let mut next = None;
    let around = Frame::new().inner_margin(Margin::from(Vec2::splat(space::L)));
    let top = Panel::top("draft head").frame(around).show_separator_line(false);
    top.show(ui, |ui| {
        next = head(ui, desk, draft, printed);
        if let Some(list) = desk.list() {
            print::show(ui, view, &list, printed, out);
        }
    });
    let width = (ui.available_width() * 0.45).max(size::FIELD * 2.0);
    let right = Panel::right("draft beside").exact_size(width).resizable(false).frame(around);
    right.show_separator_line(false).show(ui, |ui| {
        ScrollArea::vertical().id_salt("beside").auto_shrink(false).show(ui, |ui| {
            let led = beside::show(ui, view, desk, draft_parts(draft), out);
            next = next.take().or(led);
        });
    });
    CentralPanel::default().frame(around).show(ui, |ui| {
        ScrollArea::vertical().id_salt("steps").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            unit::users(ui, view, desk);
            list(ui, view, desk, draft);
        });
    });
    next
}

fn draft_parts(draft: &mut Draft) -> (&mut Option<Open>, &mut beside::Draft, &mut golden::Golden) {
    (&mut draft.open, &mut draft.beside, &mut draft.golden)
}

fn head(
    ui: &mut Ui,
    desk: &mut Desk,
    draft: &mut Draft,
    printed: &mut print::Draft,
) -> Option<Page> {
    let mut next = None;
    kit::heading(ui, desk.title());
    ui.horizontal_wrapped(|ui| {
        if Button::new("Back to the lists").icon(icon::BACK).pressed(ui) {
            next = Some(Page::Library);
        }
        if Button::new("Undo").icon(icon::UNDO).enabled(desk.can_undo()).pressed(ui) {
            desk.undo();
            draft.times.clear();
            "One step back.".clone_into(&mut draft.note);
        }
        if Button::new("The text itself").icon(icon::LIST_NUMBERS).pressed(ui) {
            next = Some(Page::Text(desk.path().to_owned()));
        }
        if Button::new("Translations").icon(icon::SWAP).pressed(ui) {
            next = Some(Page::Translate(desk.path().to_owned()));
        }
        if Button::new("Print").enabled(desk.list().is_some()).icon(icon::PRINTER).pressed(ui) {
            printed.turn();
        }
        if Button::new("Put the draft away").quiet().pressed(ui) {
            desk.put_away();
        }
        saved(ui, desk);
    });
    if !draft.note.is_empty() {
        kit::strong(ui, draft.note.as_str());
    }
    contest(ui, desk);
    next
}

/// Whether what stands on the screen is on the disk.
pub(super) fn saved(ui: &mut Ui, desk: &Desk) {
    let (tone, sign, words) = if desk.is_saved() {
        (palette(ui).lapsed, icon::CHECK_CIRCLE, "Saved")
    } else if desk.trouble().is_some() || desk.is_contested() {
        (palette(ui).caution, icon::WARNING, "NOT SAVED")
    } else {
        (palette(ui).lapsed, icon::HOURGLASS, "saving \u{2026}")
    };
    kit::pill(ui, tone, sign, words, Type::Strong);
}

/// What keeps the text from the disk, and the ways on.
pub(super) fn contest(ui: &mut Ui, desk: &mut Desk) {
    if let Some(trouble) = desk.trouble().cloned() {
        let tone = palette(ui).caution;
        kit::banner(ui, tone, icon::WARNING, &format!("NOT SAVED: {}.", trouble.why), |ui| {
            kit::body(ui, &trouble.remedy);
            kit::body(ui, "What you changed is kept here meanwhile.");
            if Button::new("Save again").first().pressed(ui) {
                desk.try_again();
            }
        });
    }
    if desk.is_contested() {
        let tone = palette(ui).caution;
        let words = "The file was changed outside while you changed it here. Nothing is lost: which of the two stays?";
        kit::banner(ui, tone, icon::WARNING, words, |ui| {
            ui.horizontal_wrapped(|ui| {
                if Button::new("Take the file, mine is one Undo back").pressed(ui) {
                    desk.take_theirs();
                }
                if Button::new("Keep mine, theirs is put beside it").pressed(ui) {
                    desk.keep_mine();
                }
            });
        });
    }
}

/// Everything that can be changed, in the order of the list.
fn list(ui: &mut Ui, view: View<'_>, desk: &mut Desk, draft: &mut Draft) {
    let all = Parts::of(desk);
    row(ui, draft, &Open::List, "The list itself: title, roles, sources, times", None);
    if draft.open == Some(Open::List) {
        kit::card(ui, |ui| {
            let mine = |one: &&Wording| one.step.is_none() && one.part != TextOf::StopWords;
            for one in all.wordings.iter().filter(mine) {
                words(ui, desk, one, &label(&one.place, one.part));
            }
            for one in all.times.iter().filter(|one| one.step.is_none()) {
                time(ui, desk, draft, one, one.of.words());
            }
            gone(ui, desk, draft, &all);
        });
    }
    let stops = all.wordings.iter().filter(|one| one.part == TextOf::StopWords);
    let stops: Vec<&Wording> = stops.collect();
    if !stops.is_empty() {
        let title = format!("When to stop: {} STOPs", stops.len());
        row(ui, draft, &Open::Stops, &title, None);
    }
    if draft.open == Some(Open::Stops) {
        kit::card(ui, |ui| {
            for one in stops {
                let id = one.place.split('.').nth(1).unwrap_or_default().to_owned();
                words(ui, desk, one, &format!("STOP {id}: what is said"));
                if Button::new("Remove this STOP")
                    .name(format!("Remove STOP {id}"))
                    .quiet()
                    .pressed(ui)
                {
                    let done = desk.edit(&Edit::RemoveStop { stop: id });
                    told(
                        draft,
                        done,
                        "The STOP is removed. That loosens the list; Undo brings it back.",
                    );
                }
            }
        });
    }
    for step in &all.steps {
        let here = Open::Step(step.at.path.clone());
        let words = format!("{}  {}", step.number, step.words);
        row(ui, draft, &here, &words, step.mistake.as_deref());
        if draft.open.as_ref() == Some(&here) {
            kit::card(ui, |ui| open_step(ui, view, desk, draft, &all, step));
        }
    }
}

/// Draws the row of one part; a press opens or closes it.
fn row(ui: &mut Ui, draft: &mut Draft, here: &Open, words: &str, mistake: Option<&str>) {
    let open = draft.open.as_ref() == Some(here);
    let look = if open { Look::Chosen } else { Look::Plain };
    let least = vec2(ui.available_width(), size::BUTTON);
    let mut button = Button::new(words).name(format!("Change {words}")).left().look(look);
    if mistake.is_some() {
        button = button.icon(icon::WARNING);
    }
    if button.least(least).pressed(ui) {
        draft.open = (!open).then(|| here.clone());
        draft.adding = None;
        draft.note.clear();
        draft.times.clear();
    }
    if let Some(mistake) = mistake {
        kit::strong_in(ui, mistake, palette(ui).caution.text);
    }
}

fn open_step(
    ui: &mut Ui,
    view: View<'_>,
    desk: &mut Desk,
    draft: &mut Draft,
    all: &Parts,
    step: &Row,
) {
    let (path, number) = (step.at.path.clone(), step.number.clone());
    if draft.adding.is_some() {
        add(ui, view, desk, draft);
        return;
    }
    if let Some(edit) = unit::show(ui, view, desk, &path) {
        let done = desk.edit(&edit);
        told(
            draft,
            done,
            "The newer revision of the unit is taken; Undo brings the other one back.",
        );
    }
    let mine = |one: &&Wording| one.step.as_deref() == Some(path.as_str());
    let mut seen: BTreeMap<&'static str, usize> = BTreeMap::new();
    for one in all.wordings.iter().filter(mine) {
        let count = seen.entry(one.part.words()).or_default();
        *count += 1;
        let several = matches!(one.part, TextOf::Answer | TextOf::Weak) || *count > 1;
        let nth = if several { format!(" {count}") } else { String::new() };
        words(ui, desk, one, &format!("Step {number}: {}{nth}", one.part.words()));
    }
    for one in all.times.iter().filter(|one| one.step.as_deref() == Some(path.as_str())) {
        time(ui, desk, draft, one, &format!("Step {number}: {}", one.of.words()));
    }
    catches(ui, desk, draft, step);
    ui.horizontal_wrapped(|ui| {
        let look = if step.killer { Look::Chosen } else { Look::Plain };
        let words =
            if step.killer { "People die of this one" } else { "Mark: people die of this one" };
        if Button::new(words).icon(icon::WARNING_DIAMOND).look(look).pressed(ui) {
            let done = desk.edit(&Edit::Killer { step: path.clone(), on: !step.killer });
            let words = if step.killer {
                "It is no killer step any more. That loosens the list; Undo brings it back."
            } else {
                "It is a killer step now."
            };
            told(draft, done, words);
        }
        for (words, side) in [
            ("Add a step before", crate::checklist::Side::Before),
            ("Add a step after", crate::checklist::Side::After),
        ] {
            if Button::new(words)
                .name(format!("{words} step {number}"))
                .icon(icon::PLUS)
                .pressed(ui)
            {
                desk.settle();
                draft.adding = Some(Adding::Step(add::Form::beside(path.clone(), side)));
            }
        }
        // Steps inside a repeat come one by one.
        if !path.contains('.')
            && Button::new("Add a unit here")
                .name(format!("Add a unit here, after step {number}"))
                .icon(icon::PLUS)
                .pressed(ui)
        {
            desk.settle();
            draft.adding = Some(Adding::Unit(include::Form::after(path.clone())));
        }
        if Button::new("Remove").name(format!("Remove step {number}")).icon(icon::X).pressed(ui) {
            let done = desk.edit(&Edit::Remove { step: path.clone() });
            told(draft, done, "The step is removed. That loosens the list; Undo brings it back.");
            draft.open = None;
        }
    });
}

/// The form of what is to be added.
fn add(ui: &mut Ui, view: View<'_>, desk: &mut Desk, draft: &mut Draft) {
    let (done, words) = match &mut draft.adding {
        Some(Adding::Step(form)) => (add::show(ui, desk, form), "The step is added."),
        Some(Adding::Unit(form)) => (include::show(ui, view, desk, form), "The unit is added."),
        None => return,
    };
    match done {
        Some(add::Done::Add(edit)) => {
            let done = desk.edit(&edit);
            told(draft, done, words);
            draft.adding = None;
        }
        Some(add::Done::Close) => draft.adding = None,
        None => {}
    }
}

/// Which dangers a step catches.
fn catches(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft, step: &Row) {
    let all = hazards(desk.text());
    let mut names: Vec<(usize, String)> = Vec::new();
    let mut chosen = Vec::new();
    for (at, (hazard, steps)) in all.iter().enumerate() {
        names.push((at, hazard.replace('-', " ")));
        if steps.contains(&step.at.path) {
            chosen.push(at);
        }
    }
    let label = format!("Step {} catches", step.number);
    let mut change = None;
    if let Some(at) = kit::toggle(ui, &label, &names, &chosen)
        && let Some((hazard, _)) = all.get(at)
    {
        change = Some((hazard.clone(), !chosen.contains(&at)));
    }
    ui.horizontal_wrapped(|ui| {
        kit::field(
            ui,
            &format!("Step {} catches another danger", step.number),
            "",
            &mut draft.hazard,
        );
        let named = !draft.hazard.trim().is_empty();
        if Button::new("Name this danger").enabled(named).pressed(ui) {
            let hazard = crate::checklist::free_name("", &draft.hazard);
            change = Some((hazard, true));
            draft.hazard.clear();
        }
    });
    if let Some((hazard, on)) = change {
        let step = step.at.path.clone();
        let done = desk.edit(&Edit::Covers { hazard, step, on });
        told(draft, done, "");
    }
}

/// Dangers that name a step which is not there any more.
fn gone(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft, all: &Parts) {
    // A step of a unit goes by that of its include.
    let there = |name: &str| {
        let first = name.split('.').next().unwrap_or_default();
        all.steps.iter().any(|row| row.at.path == first || row.at.path == name)
    };
    for (hazard, steps) in hazards(desk.text()) {
        for step in steps.into_iter().filter(|step| !there(step)) {
            let words = format!("{} names step {step}, which is gone", hazard.replace('-', " "));
            kit::strong_in(ui, &words, palette(ui).caution.text);
            if Button::new("Take it out").name(format!("Take out: {words}")).pressed(ui) {
                let hazard = hazard.clone();
                let done = desk.edit(&Edit::Covers { hazard, step, on: false });
                told(draft, done, "The danger names it no longer.");
            }
        }
    }
}

/// One text in its field.
fn words(ui: &mut Ui, desk: &mut Desk, one: &Wording, label: &str) {
    let mut typed = one.words.clone();
    let response = fields::words(ui, label, &mut typed);
    if one.words.contains('{') {
        kit::caption(ui, "What stands in braces is filled in when it is asked.");
    }
    if response.changed() {
        desk.type_words(&one.place, &typed);
    }
    if response.lost_focus() {
        desk.settle();
    }
}

/// One time in its field.
fn time(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft, one: &Timing, label: &str) {
    let typed = draft.times.entry(one.place.clone()).or_insert_with(|| length(one.millis));
    let response = fields::words(ui, label, typed);
    let read = fields::time(typed);
    if read.is_none() {
        kit::strong_in(ui, "Type a time such as 90 s, 20 min or 1 h.", palette(ui).caution.text);
    }
    if response.lost_focus() {
        let new = read.filter(|time| *time != one.millis);
        draft.times.remove(&one.place);
        if let Some(to) = new {
            let words = if one.loosens(to) {
                "The time is changed. That loosens the list; Undo brings it back."
            } else {
                "The time is changed."
            };
            let done = desk.edit(&Edit::Time { place: one.place.clone(), to });
            told(draft, done, words);
        }
    }
}

fn told(draft: &mut Draft, done: Result<(), EditError>, words: &str) {
    draft.note = match done {
        Ok(()) => words.to_owned(),
        Err(error) => format!("Nothing was changed: {error}. {}", error.remedy()),
    };
}
