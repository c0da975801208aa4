//! A run that is entered from a paper card: said on every step, marked in every answer, and quicker than a live one.

use egui::{Key, Modifiers, Ui, vec2};

use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::screens::card_entry;
use crate::gui::theme::{icon, palette, size};
use crate::gui::view::{Open, RunSight};
use crate::production::{Ask, Command, Happened};
use crate::run::{Answer, Face, FaceKind};
use crate::terms::UtcMillis;

/// Says what kind of run it is, and takes the time of the answers to come.
pub(super) fn banner(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    card: &mut card_entry::Draft,
) {
    let number = sight.run.started().card.map_or_else(String::new, |card| format!(", card {card}"));
    let words = format!("RECORDED AFTER{number}. Nothing is in force from it.");
    kit::banner(ui, palette(ui).caution, icon::NOTE, &words, |ui| {
        if sight.run.is_open() {
            ui.set_max_width(size::FIELD);
            card_entry::time(ui, open, card);
        }
    });
}

/// The steps that leave only one thing to say, up to the next that does not: one press, as the card has them ticked.
///
/// A step that people die of is never among them.
pub(super) fn as_ticked(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    going: &mut bool,
    out: &mut Vec<Action>,
) {
    let ready = !open.saving && !open.is_stopped();
    shown_to_all(ui, sight, ready, out);
    let Some((face, only)) = sight.face.as_ref().and_then(|face| Some((face, only(face)?))) else {
        *going = false;
        return;
    };
    let words = "Ticked on the card, and all like it up to the next question";
    let button = Button::new(words)
        .icon(icon::LIST_CHECKS)
        .key("T")
        .enabled(ready)
        .least(vec2(size::FIELD, size::CELL));
    let keyed = ready
        && !ui.ctx().text_edit_focused()
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::T));
    if button.pressed(ui) || keyed {
        *going = true;
    }
    if *going && ready {
        out.push(super::answer(sight.run.id(), face, only));
    }
}

/// One press for everybody whom the list wants to see it; the card says that they did.
fn shown_to_all(ui: &mut Ui, sight: &RunSight<'_>, ready: bool, out: &mut Vec<Action>) {
    let Some(FaceKind::Show { item, by: Some(by), to }) = sight.face.as_ref().map(|one| &one.kind)
    else {
        return;
    };
    let still: Vec<_> =
        to.iter().filter(|(_, looked)| !*looked).map(|(shown, _)| shown.clone()).collect();
    let button = Button::new("Shown to all of them, by the card").icon(icon::EYE);
    let wide = vec2(size::FIELD, size::CELL);
    if still.len() > 1 && button.enabled(ready).least(wide).pressed(ui) {
        let (items, by) = (vec![*item], *by);
        let card = sight.run.started().card;
        let shown = Happened::Shown { items, by, to: still, card };
        out.push(Action::Submit(Command::Happened(shown)));
    }
}

/// The one thing that can be said at a step, where there is only one.
fn only(face: &Face) -> Option<Answer> {
    if face.killer {
        return None;
    }
    match &face.kind {
        FaceKind::Say { .. } | FaceKind::Confirm | FaceKind::Custody { .. } => Some(Answer::Done),
        FaceKind::Wait { lasts, .. } => Some(Answer::Waited(*lasts)),
        FaceKind::Challenge { replies, .. } if replies.len() == 1 => Some(Answer::Choice(0)),
        FaceKind::Challenge { .. }
        | FaceKind::Choose { .. }
        | FaceKind::ChooseMany { .. }
        | FaceKind::Measure { .. }
        | FaceKind::Scan { .. }
        | FaceKind::Photo { .. }
        | FaceKind::Attach
        | FaceKind::Proof { .. }
        | FaceKind::Parts { .. }
        | FaceKind::Count { .. }
        | FaceKind::Blind { .. }
        | FaceKind::Match { .. }
        | FaceKind::Text { .. }
        | FaceKind::Show { .. }
        | FaceKind::Sign { .. } => None,
    }
}

/// Gives every answer the claimed time, and every showing the number of the card.
pub(super) fn mark(actions: &mut [Action], sight: &RunSight<'_>, claimed: Option<UtcMillis>) {
    for action in actions {
        match action {
            Action::Submit(Command::Ask(Ask::Answer { at, .. }))
            | Action::SubmitWith(Command::Ask(Ask::Answer { at, .. }), _) => *at = claimed,
            Action::Submit(Command::Happened(Happened::Shown { card, .. })) => {
                *card = sight.run.started().card;
            }
            Action::Submit(_)
            | Action::SubmitWith(..)
            | Action::Tell(..)
            | Action::Go(_)
            | Action::Begin(..)
            | Action::BeginWith(..)
            | Action::Correct(..)
            | Action::Situate(_)
            | Action::Do(_) => {}
        }
    }
}
