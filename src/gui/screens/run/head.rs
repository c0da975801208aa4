//! The head of a run: what it is about, how it is worked through, where in it one stands, and the places to pause.

use egui::{Key, Modifiers, Sense, Ui, vec2};

use super::Draft;
use crate::checklist::{Checklist, Mode};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button, Look};
use crate::gui::screens::rules;
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::{Open, RunSight};
use crate::production::{Command, Happened};
use crate::run::Face;
use crate::words;

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let tag = sight.run.started().item.map(|item| open.tag(item)).unwrap_or_default();
    let going = sight.run.is_open() && sight.run.held().is_none();
    let asks = going && open.signing.is_none() && sight.awaits.is_none();
    let begins = sight.face.as_ref().filter(|face| asks && begins(sight.list, face));
    ui.horizontal_wrapped(|ui| {
        kit::heading(ui, format!("{tag}  \u{b7}  {}", sight.title));
        if going {
            ui.add_space(space::L);
            hold(ui, sight, begins.is_some(), out);
            menu(ui, draft);
        }
    });
    ui.horizontal_wrapped(|ui| {
        if let Some(face) = &sight.face {
            place(ui, sight.list, face);
        }
        rules::of_run(ui, open, sight.run);
    });
    if let Some(part) = begins.and_then(|face| part(sight.list, face)) {
        part_begins(ui, part);
    }
}

fn hold(ui: &mut Ui, sight: &RunSight<'_>, offered: bool, out: &mut Vec<Action>) {
    let look = if offered { Look::Chosen } else { Look::Plain };
    let hold = Button::new("Hold for roll").icon(icon::PAUSE).key("H").look(look);
    let held =
        !ui.ctx().text_edit_focused() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::H));
    if hold.pressed(ui) || held {
        let run = sight.run.id();
        out.push(Action::Submit(Command::Happened(Happened::Held { run })));
    }
}

fn menu(ui: &mut Ui, draft: &mut Draft) {
    let hand = Button::new("Hand over \u{2026}").name("Hand over a role").icon(icon::SWAP);
    if hand.quiet().pressed(ui) {
        draft.hand_over();
    }
    if Button::new("Abandon \u{2026}").name("Abandon the run").quiet().pressed(ui) {
        draft.abandon = !draft.abandon;
        (draft.handing, draft.acknowledging) = (None, None);
    }
}

/// Where in the list: dots, and the same in words; then how it is worked through, and how long it should take.
fn place(ui: &mut Ui, list: Option<&Checklist>, face: &Face) {
    let colours = palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for step in 0..face.of {
            let (rect, _) = ui.allocate_exact_size(vec2(size::DOT, size::CAP), Sense::hover());
            let (radius, colour) = match step.cmp(&face.behind) {
                std::cmp::Ordering::Less => (size::DOT / 2.0, colours.quiet),
                std::cmp::Ordering::Equal => (size::DOT / 1.6, colours.accent.text),
                std::cmp::Ordering::Greater => (size::DOT / 2.5, colours.line),
            };
            ui.painter().circle_filled(rect.center(), radius, colour);
        }
        ui.add_space(space::S);
        let mut words = format!("Step {} of {}", face.behind + 1, face.of);
        if let Some((part, of, name)) = &face.part {
            words.push_str(&format!(", {name} {part} of {of}"));
        }
        kit::strong(ui, words);
        if let Some(list) = list {
            ui.add_space(space::S);
            kit::quiet(ui, how(list));
        }
    });
}

/// "One asks, one answers; about 2 min".
fn how(list: &Checklist) -> String {
    let mode = match list.mode {
        Mode::ChallengeResponse => "One asks, one answers",
        Mode::ReadDo => "Read it, then do it",
        Mode::DoConfirm => "Done already, now confirmed",
    };
    match list.target {
        Some(target) => format!("{mode}; {}", words::about(target)),
        None => mode.to_owned(),
    }
}

/// Which part of how many the step is in, where the list has places to pause.
fn part(list: Option<&Checklist>, face: &Face) -> Option<(usize, usize)> {
    let list = list?;
    let begins = |behind: usize| {
        let steps = list.steps.iter().take(behind).skip(1);
        steps.filter(|step| step.pause_before).count() + 1
    };
    let of = begins(list.steps.len());
    (of > 1).then(|| (begins(face.behind + 1), of))
}

/// Whether a part begins at this step; a repeat begins one with the first of its things.
fn begins(list: Option<&Checklist>, face: &Face) -> bool {
    let top = list.and_then(|list| list.steps.get(face.behind));
    let first = face.part.as_ref().is_none_or(|(one, _, _)| *one == 1);
    top.is_some_and(|top| top.pause_before) && first
}

/// A new part begins at this step: the place to let a take go by.
fn part_begins(ui: &mut Ui, (part, of): (usize, usize)) {
    ui.horizontal_wrapped(|ui| {
        kit::title(ui, format!("Part {part} of {of}"));
        let tone = palette(ui).accent;
        kit::pill(ui, tone, icon::PAUSE, "A place to pause: H holds for roll", Type::Body);
    });
}
