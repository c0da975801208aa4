//! The amendments that wait: who signs each, and taking one back.

use egui::Ui;

use super::fact::turn;
use crate::event::{Amendment, Correction};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Ask, Command, Prepare};
use crate::terms::{AmendId, PersonId};

/// Which is opened, who signs it beside those who must, and why it is taken back.
#[derive(Debug, Default)]
pub(super) struct Draft {
    opened: Option<AmendId>,
    also: Vec<PersonId>,
    why: String,
}

/// Draws them.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let waiting: Vec<&Amendment> =
        open.production.amendments().all().filter(|one| one.waits()).collect();
    if waiting.is_empty() {
        return;
    }
    kit::section(ui, "Proposed, not signed", |ui| {
        for one in waiting {
            kit::card(ui, |ui| card(ui, open, one, draft, out));
        }
    });
}

fn card(ui: &mut Ui, open: &Open<'_>, one: &Amendment, draft: &mut Draft, out: &mut Vec<Action>) {
    let id = one.said.amend;
    let places: Vec<String> =
        one.said.corrects.iter().map(|at| format!("entry {}.{}", at.seq, at.i)).collect();
    let what = match &one.said.what {
        Correction::Late { said, .. } => format!("Late entry: \u{201c}{said}\u{201d}"),
        Correction::From { .. }
        | Correction::To { .. }
        | Correction::Watch { .. }
        | Correction::By { .. }
        | Correction::ShownTo { .. }
        | Correction::Witnesses { .. }
        | Correction::Items { .. }
        | Correction::Act { .. }
        | Correction::Time { .. }
        | Correction::Reply { .. }
        | Correction::Count { .. }
        | Correction::Words { .. }
        | Correction::NotSo {}
        | Correction::Stands {} => format!("Corrects {}", places.join(", ")),
    };
    kit::strong(ui, format!("{id}: {what}"));
    kit::quiet(ui, format!("Why: \u{201c}{}\u{201d}, by {}", one.said.why, open.name(one.said.by)));
    if draft.opened != Some(id) {
        let button = Button::new("Sign or take back").name(format!("Sign or take back {id}"));
        if button.icon(icon::SIGNATURE).pressed(ui) {
            *draft = Draft { opened: Some(id), ..Draft::default() };
        }
        return;
    }
    let must = open.roster.must_sign(one, open.production.amendments(), open.now.wall);
    kit::body(ui, format!("Must sign: {}", open.names_of(&must)));
    let able = open.production.may_sign_amendments(open.now.wall);
    let others = able.iter().filter(|person| !must.contains(person));
    let others: Vec<(PersonId, String)> =
        others.map(|person| (*person, open.name(*person))).collect();
    if let Some(person) = kit::toggle(ui, "Signs too", &others, &draft.also) {
        turn(&mut draft.also, person);
    }
    let alone = one.said.takes_two() && must.len() + draft.also.len() < 2;
    if alone {
        kit::strong(ui, "It takes two people: nobody signs away what was seen alone.");
    }
    let sign = Button::new("Read it and sign").name(format!("Read and sign {id}")).first();
    if sign.icon(icon::SIGNATURE).enabled(!alone && !open.saving).pressed(ui) {
        let prepare = Prepare::Amend { amend: id, also: draft.also.clone() };
        out.push(Action::Submit(Command::Ask(Ask::Prepare(prepare))));
    }
    kit::field(ui, "Why it is taken back", "", &mut draft.why);
    let ready = !draft.why.trim().is_empty() && !open.saving;
    let back = Button::new("Take it back").name(format!("Take back {id}")).icon(icon::X);
    if back.enabled(ready).pressed(ui) {
        let (why, by) = (std::mem::take(&mut draft.why), one.said.by);
        let ask = Ask::WithdrawAmendment { amend: id, why, by };
        out.push(Action::Submit(Command::Ask(ask)));
    }
}
