//! Approval and local rules: which lists are this production's, who signed, and what is deviated from.

mod approval;
mod deviation;
mod overlays;
mod standing;
mod wording;

pub(super) use standing::{caution_of_run, of_list, of_run, under};

use egui::Ui;

use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::sheet;
use crate::gui::theme::icon;
use crate::gui::view::{Open, View};
use crate::terms::PersonId;

/// What the page is about just now.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Part {
    #[default]
    Lists,
    Rules,
    Deviations,
}

impl Part {
    const ALL: [Self; 3] = [Self::Lists, Self::Rules, Self::Deviations];

    fn words(self) -> &'static str {
        match self {
            Self::Lists => "Lists",
            Self::Rules => "Local rules",
            Self::Deviations => "Deviations",
        }
    }
}

/// What is chosen and typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    part: Part,
    /// Who speaks.
    by: Option<PersonId>,
    approval: approval::Draft,
    overlays: overlays::Draft,
    deviation: deviation::Draft,
    signing: sheet::Signing,
}

impl Draft {
    /// Forgets a PIN that was typed and not used.
    pub(in crate::gui) fn put_away(&mut self) {
        self.signing = sheet::Signing::default();
    }
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::page(ui, "Approval and local rules", true, |ui| {
        if open.signing.is_some() {
            sheet::signing(ui, open, &mut draft.signing, out);
            return;
        }
        if Button::new("Back to the lists").icon(icon::BACK).pressed(ui) {
            out.push(Action::Go(Place::Checklists));
        }
        kit::quiet(
            ui,
            "A list is this production's once two people have read and signed its exact bytes: the armorer or the property master, and the safety officer or the production representative. A newer revision is a new list here.",
        );
        let speakers: Vec<(PersonId, String)> = open
            .production
            .speak_of_lists(open.now.wall)
            .map(|person| (person, open.name(person)))
            .collect();
        if speakers.is_empty() {
            kit::empty(
                ui,
                icon::USERS,
                "Nobody here is armorer, property master, safety officer or production representative.",
            );
            return;
        }
        let known = |by: &PersonId| speakers.iter().any(|(person, _)| person == by);
        if !draft.by.as_ref().is_some_and(known) {
            draft.by = match speakers.as_slice() {
                [(only, _)] => Some(*only),
                [] | [_, _, ..] => None,
            };
        }
        if let Some(person) = kit::choose(ui, "Who is speaking", &speakers, draft.by) {
            draft.by = Some(person);
        }
        let parts = Part::ALL.map(|part| (part, part.words().to_owned()));
        if let Some(part) = kit::choose(ui, "About", &parts, Some(draft.part)) {
            draft.part = part;
        }
        match draft.part {
            Part::Lists => approval::show(ui, view, open, (draft.by, &mut draft.approval), out),
            Part::Rules => overlays::show(ui, view, open, (draft.by, &mut draft.overlays), out),
            Part::Deviations => {
                deviation::show(ui, view, open, (draft.by, &mut draft.deviation), out);
            }
        }
    });
}

/// The two who sign: chosen where there is a choice, and said where there is none. `None` until both are known.
fn signers(
    ui: &mut Ui,
    open: &Open<'_>,
    places: [(&str, &[PersonId]); 2],
    chosen: &mut [Option<PersonId>; 2],
) -> Option<[PersonId; 2]> {
    for ((words, able), one) in places.into_iter().zip(chosen.iter_mut()) {
        if !one.is_some_and(|person| able.contains(&person)) {
            *one = match able {
                [only] => Some(*only),
                [] | [_, _, ..] => None,
            };
        }
        if able.is_empty() {
            kit::strong(ui, format!("{words}: nobody in the signed roster, with a key"));
        } else {
            let people: Vec<(PersonId, String)> =
                able.iter().map(|person| (*person, open.name(*person))).collect();
            if let Some(person) = kit::choose(ui, words, &people, *one) {
                *one = Some(person);
            }
        }
    }
    match chosen {
        [Some(one), Some(other)] if one == other => {
            kit::strong(ui, "Two people sign: one cannot sign for both.");
            None
        }
        [Some(one), Some(other)] => Some([*one, *other]),
        [None, _] | [_, None] => None,
    }
}
