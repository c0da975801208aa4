//! A run that is entered from a paper card: said on every step, marked in every answer, and quicker than a live one.

use egui::Ui;

use crate::gui::action::Action;
use crate::gui::kit::{self, Pictures};
use crate::gui::screens::files::photo;
use crate::gui::screens::{card_entry, ticks};
use crate::gui::theme::{icon, palette, size};
use crate::gui::view::{Open, RunSight, View};
use crate::production::{Ask, CardRun, Command, Happened};
use crate::run::FaceKind;
use crate::terms::UtcMillis;

/// Says what kind of run it is, takes the time of the answers to come, and shows the pictures of its card.
pub(super) fn banner(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    sight: &RunSight<'_>,
    card: &mut card_entry::Draft,
    photo: (&mut photo::Draft, &mut Pictures),
    out: &mut Vec<Action>,
) {
    let number = sight.run.started().card.map_or_else(String::new, |card| format!(", card {card}"));
    let words = format!("RECORDED AFTER{number}. Nothing is in force from it.");
    kit::banner(ui, palette(ui).caution, icon::NOTE, &words, |ui| {
        if sight.run.is_open() {
            ui.scope(|ui| {
                ui.set_max_width(size::FIELD);
                card_entry::time(ui, open, card);
            });
        }
        // Where the step takes files itself, what is dropped is for it alone.
        let step = sight
            .face
            .as_ref()
            .is_some_and(|face| matches!(face.kind, FaceKind::Photo { .. } | FaceKind::Attach));
        if let Some(number) = sight.run.started().card.filter(|_| !step) {
            photo::of_card(ui, (view, open), (sight.run.started().item, number), photo, out);
        }
    });
}

/// The lines of the card from the step at hand on, and the key that writes what is ticked.
pub(super) fn lines(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    draft: &mut ticks::Draft,
    card: &card_entry::Draft,
    out: &mut Vec<Action>,
) {
    draft.look(open, CardRun::Open(sight.run.id()), card.at_in_run(open));
    draft.write(ui, !open.saving, out);
    ticks::show(ui, open, draft);
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
