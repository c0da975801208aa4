//! How people are reached and the numbers of their permits: hidden until somebody asks for it.

use egui::Ui;

use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::session::{Details, Known};
use crate::terms::PersonId;

/// Whether they are shown, and what was typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    shown: bool,
    changing: Option<(PersonId, Details)>,
}

impl Draft {
    /// Nothing private is left on the screen, nor in a field.
    pub(super) fn hide(&mut self) {
        *self = Self::default();
    }
}

/// The key that shows and hides them.
pub(super) fn key(ui: &mut Ui, draft: &mut Draft) {
    let (words, sign) =
        if draft.shown { ("Hide details", icon::EYE_SLASH) } else { ("Show details", icon::EYE) };
    if Button::new(words).icon(sign).pressed(ui) {
        draft.shown = !draft.shown;
        draft.changing = None;
    }
    if draft.shown {
        kit::quiet(
            ui,
            "How people are reached, and the numbers of their permits: look who else can see this screen. Encrypted, in no line of the log and in no bundle.",
        );
    }
}

/// Those of one person.
pub(super) fn of(
    ui: &mut Ui,
    open: &Open<'_>,
    person: PersonId,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    if !draft.shown {
        return;
    }
    let known = open.details.get(&person).copied().unwrap_or(Known::None);
    let now = match known {
        Known::None => Details::default(),
        Known::Read(read) => {
            for (name, text) in read.all().into_iter().filter(|(_, text)| !text.is_empty()) {
                kit::body(ui, format!("{name}: {text}"));
            }
            read.clone()
        }
        Known::NotRead => {
            kit::quiet(ui, "Details: being read.");
            return;
        }
        Known::Unreadable(error) => {
            kit::quiet(ui, format!("Details: {error}. {}", error.remedy()));
            Details::default()
        }
        Known::Erased => {
            kit::quiet(ui, "Details: erased.");
            Details::default()
        }
    };
    let name = open.name(person);
    if draft.changing.as_ref().is_none_or(|(one, _)| *one != person) {
        let words = if known == Known::None { "Enter details" } else { "Change details" };
        let button = Button::new(words).name(format!("{words} of {name}")).quiet();
        if button.icon(icon::PENCIL).pressed(ui) {
            draft.changing = Some((person, now));
        }
        return;
    }
    let Some((_, typed)) = &mut draft.changing else { return };
    kit::field(ui, &format!("Phone of {name}"), "", &mut typed.phone);
    kit::field(ui, &format!("Mail of {name}"), "", &mut typed.mail);
    kit::field(ui, &format!("Permits of {name}, with their numbers"), "", &mut typed.permits);
    kit::field(ui, &format!("Whom to ring for {name}"), "", &mut typed.emergency);
    let said = typed.clone();
    let mut done = false;
    ui.horizontal(|ui| {
        let keep = Button::new("Keep").name(format!("Keep the details of {name}"));
        let keep = keep.first().icon(icon::LOCK).enabled(!said.is_empty() && !open.saving);
        if keep.pressed(ui) {
            out.push(Action::Do(Errand::SetDetails(person, said.clone())));
            done = true;
        }
        let leave = Button::new("Leave as it is").name(format!("Leave {name} as it is"));
        done |= leave.icon(icon::X).pressed(ui);
    });
    if done {
        draft.changing = None;
    }
}
