//! Signing at the moment: who must sign before a run goes on, why a text is void, and the way to prepare one.

use egui::{Key, Modifiers, Ui};

use crate::event::VoidedWhy;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, space};
use crate::gui::view::{Open, RunSight};
use crate::production::{Ask, Command, Prepare};
use crate::run::Declaring;
use crate::terms::PersonId;

/// Draws who must sign, and the one thing that leads on: reading the exact text.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    sight: &RunSight<'_>,
    declaring: &Declaring,
    out: &mut Vec<Action>,
) {
    ui.add_space(space::M);
    kit::huge(ui, "These sign before it is declared");
    let tag = open.tag(declaring.item);
    kit::quiet(ui, format!("{tag}: {}. Nothing is in force yet.", declaring.state.words()));
    void_note(ui, sight);
    kit::card(ui, |ui| {
        for witness in &declaring.witnesses {
            let words = format!("{}, {}", open.name(witness.person), witness.role.words());
            kit::pill(
                ui,
                palette(ui).lapsed,
                icon::SIGNATURE,
                &words,
                crate::gui::theme::Type::Title,
            );
        }
    });
    let keyless = keyless(open, declaring);
    if !keyless.is_empty() {
        let words = format!("No key to sign with: {}.", open.names_of(&keyless));
        kit::banner(ui, palette(ui).caution, icon::WARNING, &words, |ui| {
            kit::body(
                ui,
                "Give them one under Items, People; or let people sign once over the sheet (Settings).",
            );
        });
    }
    let ready = keyless.is_empty() && !open.saving && !open.is_stopped();
    let prepare = Button::new("Read it and sign").first().icon(icon::SIGNATURE).key("Enter");
    let entered = ready
        && !ui.ctx().text_edit_focused()
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    if prepare.enabled(ready).pressed(ui) || entered {
        let prepare = Prepare::Signoff { run: sight.run.id() };
        out.push(Action::Submit(Command::Ask(Ask::Prepare(prepare))));
    }
    if open.saving {
        kit::strong(ui, "saving \u{2026}");
    }
}

/// Why the text that was being signed is void, while a new one may be prepared.
pub(super) fn void_note(ui: &mut Ui, sight: &RunSight<'_>) {
    let Some(why) = sight.voided else { return };
    let words = match why {
        VoidedWhy::Stop => "The text that was being signed is void: a STOP.",
        VoidedWhy::Changed => {
            "The text that was being signed is void: what it is about has changed."
        }
        VoidedWhy::Refused => "The text that was being signed is void: somebody will not sign it.",
        VoidedWhy::Timeout => "The text that was being signed is void: ten minutes passed.",
        VoidedWhy::Closed => "The text that was being signed is void: the program was closed.",
        VoidedWhy::Cancelled => "The signing was put off.",
    };
    kit::banner(ui, palette(ui).caution, icon::INFO, words, |ui| {
        kit::body(ui, "Nobody's signature stands. It is prepared anew, and everybody signs again.");
    });
}

fn keyless(open: &Open<'_>, declaring: &Declaring) -> Vec<PersonId> {
    let people = declaring.witnesses.iter().map(|one| one.person);
    people.filter(|person| open.roster.signing_key(*person).is_none()).collect()
}
