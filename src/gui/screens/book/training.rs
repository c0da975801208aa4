//! What somebody was trained in: by whom, until when by the calendar here, and entering it.

use egui::Ui;

use super::permit::end_of;
use crate::event::PersonTrained;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command, last_day};
use crate::roster::Person;
use crate::terms::{PersonId, Training, role};

/// Who trained somebody.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum By {
    Handler(PersonId),
    Outside,
}

/// What was chosen about the person whose training is being entered.
#[derive(Default)]
pub(super) struct Draft {
    who: Option<PersonId>,
    by: Option<By>,
    last: String,
}

/// What was entered, and whether what the production asks for is not.
pub(super) fn lines(ui: &mut Ui, open: &Open<'_>, one: &Person) {
    for said in &one.trainings {
        let by = said.by.map_or_else(|| "somebody from outside".to_owned(), |by| open.name(by));
        let words = format!("{}, by {by}", said.covers.words());
        let last = said.until.map(|until| last_day(until, open.offset));
        match last {
            None => kit::body(ui, format!("Trained: {words}")),
            Some(last) if said.counts(open.now.wall) => {
                kit::body(ui, format!("Trained: {words}, last day {last}"))
            }
            Some(last) => kit::strong_in(
                ui,
                format!("Training OVER: {words}, last day was {last}"),
                palette(ui).stop.text,
            ),
        };
    }
    let takes = role::TAKERS.iter().any(|name| one.holds(name, open.now.wall));
    if takes && one.trainings.is_empty() && open.production.day().asks_training() {
        kit::strong_in(ui, "No training is recorded.", palette(ui).caution.text);
    }
}

/// Entering it: by whom, then one press for what it covers.
pub(super) fn enter(
    ui: &mut Ui,
    open: &Open<'_>,
    one: &Person,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let name = open.name(one.id);
    let entering = draft.who == Some(one.id);
    let (label, said) =
        if entering { ("Not now", "No training of") } else { ("Record training", "Training of") };
    if Button::new(label).name(format!("{said} {name}")).pressed(ui) {
        *draft = Draft { who: (!entering).then_some(one.id), ..Draft::default() };
        return;
    }
    if !entering {
        return;
    }
    let handlers = open.holding(role::HANDLERS).into_iter().filter(|person| *person != one.id);
    let mut by: Vec<(By, String)> =
        handlers.map(|person| (By::Handler(person), open.name(person))).collect();
    by.push((By::Outside, "somebody from outside".to_owned()));
    if let Some(pressed) = kit::choose(ui, "Trained by", &by, draft.by) {
        draft.by = Some(pressed);
    }
    kit::field(ui, "Its last day", "2026-12-31; empty: it does not end", &mut draft.last);
    let until = end_of(draft.last.trim(), open.offset);
    if until.is_none() {
        kit::strong_in(ui, "Give a day such as 2026-12-31.", palette(ui).caution.text);
    }
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        for covers in Training::ALL.iter().copied() {
            let button = Button::new(format!("Record: {}", covers.words())).icon(icon::CHECK);
            let ready = draft.by.is_some() && until.is_some() && !open.saving;
            if button.enabled(ready).pressed(ui)
                && let (Some(by), Some(until)) = (draft.by, until)
            {
                let by = match by {
                    By::Handler(person) => Some(person),
                    By::Outside => None,
                };
                let said = PersonTrained { person: one.id, covers, by, until };
                out.push(Action::Submit(Command::Ask(Ask::Train(said))));
                done = true;
            }
        }
    });
    if done {
        *draft = Draft::default();
    }
}
