//! What a run needs before it begins: asked only for what the set-up does not say.

mod draft;

pub(super) use draft::{Draft, list_of};

use egui::{Frame, Margin, Panel, Stroke, Ui, vec2};

use crate::checklist::{Checklist, Input, ListRole};
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::settings::languages;
use crate::gui::screens::{card_entry, rules, ticks};
use crate::gui::theme::{icon, palette, size, space};
use crate::gui::view::{Open, View};
use crate::production::CardRun;
use crate::terms::{ItemId, PersonId};
use draft::qualified;

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (draft, card): (&mut Draft, &mut card_entry::Draft),
    out: &mut Vec<Action>,
) {
    draft.follow(open, card.led(open));
    let Some(plain) = draft.plain(open) else {
        out.push(Action::Go(Place::Board));
        return;
    };
    let title = draft
        .item
        .map_or_else(|| plain.title.clone(), |item| format!("{}: {}", plain.title, open.tag(item)));
    let list = draft.list();
    let lines = lines(view, open, list.as_deref(), draft, card);
    foot(ui, (view, open), (draft, list.as_deref()), card, out);
    kit::page(ui, &title, false, |ui| {
        kit::quiet(ui, &plain.purpose);
        rules::of_list(ui, Some(open), plain.source.sha256);
        if let Some(under) = rules::under(open, draft.overlays()) {
            kit::quiet(ui, under);
        }
        // What the set-up cannot know comes first; a card is asked about first, since its time says which rules apply.
        let late = card.is_on();
        if late {
            kit::card(ui, |ui| card_entry::card_entry(ui, open, card));
        }
        if let Some(list) = &list {
            inputs(ui, open, list, draft);
            people(ui, open, list, draft);
        }
        if lines {
            ticks::show(ui, open, &mut draft.ticks);
        }
        if !late {
            kit::card(ui, |ui| card_entry::card_entry(ui, open, card));
        }
        if let Some(list) = &list
            && let [_, others @ ..] = list.languages().as_slice()
            && !others.is_empty()
        {
            kit::card(ui, |ui| languages(ui, view, others, out));
        }
    });
}

/// Works out the lines of a card, once it is known who they are about; whether they stand on the page.
fn lines(
    view: View<'_>,
    open: &Open<'_>,
    list: Option<&Checklist>,
    draft: &mut Draft,
    card: &card_entry::Draft,
) -> bool {
    let whole = list.is_some_and(|list| draft.missing(open, list).is_empty());
    if card.number().is_none() || !whole {
        return false;
    }
    let Some(start) = draft.started(view, open, card) else { return false };
    let at = start.claimed;
    draft.ticks.look(open, CardRun::New(Box::new(start)), at);
    true
}

/// What keeps the run from beginning, and the button that begins it: in sight however long the page is.
fn foot(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    (draft, list): (&Draft, Option<&Checklist>),
    card: &card_entry::Draft,
    out: &mut Vec<Action>,
) {
    let colours = palette(ui);
    let frame = Frame::new()
        .fill(colours.surface)
        .inner_margin(Margin::from(vec2(space::XL, space::M)))
        .stroke(Stroke::new(size::HAIR, colours.hair));
    Panel::bottom("begin").frame(frame).show_separator_line(false).show(ui, |ui| {
        let against = against(open, draft, list);
        if let Some(words) = &against {
            kit::strong_in(ui, words, colours.caution.text);
            ui.add_space(space::S);
        }
        ui.horizontal(|ui| {
            let ready = against.is_none() && card.fault(open).is_none() && !open.saving;
            if card.is_on() && draft.ticks.is_ticked_here() {
                draft.ticks.write(ui, ready, out);
            } else {
                begin(ui, ready, || out.push(draft.start(view, open, card)));
            }
            if Button::new("Back to the board").quiet().pressed(ui) {
                out.push(Action::Go(Place::Board));
            }
        });
    });
}

fn begin(ui: &mut Ui, ready: bool, begins: impl FnOnce()) {
    let begin = Button::new("Begin").first().icon(icon::PLAY).key("Enter").enabled(ready);
    let entered = ready
        && !ui.ctx().text_edit_focused()
        && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    if begin.pressed(ui) || entered {
        begins();
    }
}

/// What the list asks about this run alone.
fn inputs(ui: &mut Ui, open: &Open<'_>, list: &Checklist, draft: &mut Draft) {
    let asked: Vec<&Input> =
        list.inputs.iter().filter(|input| !draft.is_given(list, input)).collect();
    if asked.is_empty() {
        return;
    }
    kit::card(ui, |ui| {
        for input in asked {
            one_input(ui, open, input, draft);
        }
    });
}

fn people(ui: &mut Ui, open: &Open<'_>, list: &Checklist, draft: &mut Draft) {
    kit::card(ui, |ui| {
        kit::title(ui, "Who takes part");
        for role in &list.roles {
            one_role(ui, open, role, draft);
        }
        let people: Vec<(PersonId, String)> =
            open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
        if let Some(person) = kit::choose(ui, "Recorder", &people, draft.recorder) {
            draft.recorder = Some(person);
        }
    });
}

/// Why the run cannot begin as it stands; `None` where nothing is against it.
fn against(open: &Open<'_>, draft: &Draft, list: Option<&Checklist>) -> Option<String> {
    let Some(list) = list else {
        let words = "This list cannot be put together with what it is under: a file is not at hand, or does not fit. Look under Checklists, Approval and local rules.";
        return Some(words.to_owned());
    };
    let missing = draft.missing(open, list);
    (!missing.is_empty()).then(|| format!("Still to be said: {}", missing.join(", ")))
}

fn one_role(ui: &mut Ui, open: &Open<'_>, role: &ListRole, draft: &mut Draft) {
    let people = qualified(open, role).into_iter();
    let people: Vec<(PersonId, String)> =
        people.map(|person| (person, open.name(person))).collect();
    if people.is_empty() {
        if !role.optional && !role.on_call {
            kit::strong(ui, format!("{}: nobody holds this role", role.title));
        }
        return;
    }
    let chosen = draft.roles.iter().find(|(one, _)| *one == role.role);
    let chosen = chosen.map(|(_, person)| *person);
    if let Some(person) = kit::choose(ui, &role.title, &people, chosen) {
        draft.roles.retain(|(one, _)| *one != role.role);
        if chosen != Some(person) || !role.optional {
            draft.roles.push((role.role.clone(), person));
        }
    }
}

fn one_input(ui: &mut Ui, open: &Open<'_>, input: &Input, draft: &mut Draft) {
    let fitting = draft.fitting(open, input);
    let mut inputs = draft.inputs.iter_mut();
    let Some((_, value)) = inputs.find(|(id, _)| id == input.id().as_str()) else { return };
    match input {
        Input::Item { ask, .. } => {
            let items = fitting.iter();
            let fitting: Vec<(ItemId, String)> =
                items.map(|one| (one.id, one.tag.clone())).collect();
            let chosen = fitting.iter().find(|(id, _)| id.to_string() == *value).map(|(id, _)| *id);
            if fitting.is_empty() {
                kit::strong(
                    ui,
                    format!("{ask} None that fits is in the book: enter it under Items."),
                );
            } else if let Some(item) = kit::choose(ui, ask, &fitting, chosen) {
                *value = item.to_string();
            }
        }
        Input::Pick { ask, of, .. } => {
            let choices: Vec<(usize, String)> = of.iter().cloned().enumerate().collect();
            let chosen = of.iter().position(|one| one == value);
            let picked = kit::choose(ui, ask, &choices, chosen).and_then(|at| of.get(at));
            if let Some(picked) = picked {
                picked.clone_into(value);
            }
        }
        Input::Text { ask, .. } | Input::Number { ask, .. } => {
            kit::field(ui, ask, "", value);
        }
    }
}
