//! What a draft still needs before it is in use, and the release.

use egui::Ui;

use super::golden::Golden;
use crate::checklist::{Advice, Edit, Hint, Status, edit, lint};
use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::screens::checklists::{Page, guide};
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::View;
use crate::session::{digest, read_beside};
use crate::terms::{Digest, PersonId};

/// One thing that a release needs.
pub(super) struct Gate {
    pub(super) met: bool,
    /// What is so.
    pub(super) what: String,
    /// What to do, where it is not met.
    pub(super) todo: String,
}

impl Gate {
    fn show(&self, ui: &mut Ui) {
        let (tone, sign) = if self.met {
            (palette(ui).lapsed, icon::CHECK_CIRCLE)
        } else {
            (palette(ui).caution, icon::CIRCLE)
        };
        kit::pill(ui, tone, sign, &self.what, Type::Strong);
        if !self.met {
            kit::body(ui, &self.todo);
        }
    }
}

/// Draws it; where it leads, if anywhere else.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    (desk, golden): (&mut Desk, &mut Golden),
    out: &mut Vec<Action>,
) -> Option<Page> {
    let text = edit(desk.text(), &Edit::Status(Status::Released));
    let (Some(list), Ok(text)) = (desk.list(), text) else {
        let words = if desk.is_good() {
            "Local rules come into force under Approval and local rules, once their status says Released."
        } else {
            "First mend its mistakes; they stand under the tab beside."
        };
        kit::body(ui, words);
        return None;
    };
    kit::body(
        ui,
        "A release is a file of its own; the older one stays for the runs that began with it.",
    );
    let file = desk.path().with_file_name(format!("{}.{}.ron", list.id, list.rev));
    let gates = gates(view, desk, &list);
    for gate in &gates {
        gate.show(ui);
    }
    let mut clean = gates.iter().all(|gate| gate.met);
    let mut next = None;
    if desk.is_unit() {
        kit::quiet(ui, "A unit has no golden runs; each list that takes it in has its own.");
    } else {
        golden.ask(view, (desk, &list), (&file, &text), out);
        let (sha256, mark) = (digest(&text), view.shelf.mark);
        let gate = golden.gate(list.id.as_str(), sha256, mark);
        gate.show(ui);
        golden.rows(ui, sha256, mark, out);
        if !gate.met && Button::new("How to write a golden run").icon(icon::BOOK_OPEN).pressed(ui) {
            next = Some(Page::Guide(guide::RELEASE));
        }
        clean &= gate.met;
    }
    let approval = approval(view, digest(&text), clean);
    approval.show(ui);
    let up = view.library.get(digest(&text)).is_some();
    let words = "Put it up for approval";
    if clean && !up && Button::new(words).icon(icon::SIGNATURE).pressed(ui) {
        let read = read_beside(view.library.set(), &file.display().to_string(), &text);
        // A draft reads as its release does.
        if let Some(list) = read.ok().and_then(|own| own.list().cloned()) {
            out.push(Action::Do(Errand::PutUp(list)));
        }
    }
    if up && view.open.is_some() && Button::new("Go to its approval").pressed(ui) {
        out.push(Action::Go(Place::Rules));
    }
    let stale = list.strings.iter().filter(|one| one.stale).count();
    if stale > 0 {
        let words = format!("{stale} translations are of older words: not shown until done again.");
        kit::quiet(ui, words);
    }
    kit::caption(ui, "These are the bytes that would be in use:");
    kit::letters(ui, &format!("SHA-256 {}", digest(&text)));
    let ready = clean && approval.met;
    let words = format!("Release revision {}", list.rev);
    if Button::new(words).first().enabled(ready).icon(icon::SHIELD_CHECK).pressed(ui) {
        desk.become_file(file, text);
    }
    next
}

/// What a release needs of the text itself, met or not.
fn gates(view: View<'_>, desk: &Desk, list: &crate::checklist::Checklist) -> Vec<Gate> {
    let gate = |met: bool, what: &str, todo: String| Gate { met, what: what.to_owned(), todo };
    // A translation of older words is not shown, so it holds nothing up; who changes a word may not know the language.
    let advice: Vec<Advice> =
        lint(list).into_iter().filter(|one| one.hint != Hint::StaleTranslation).collect();
    let told: Vec<String> =
        advice.iter().map(|one| format!("{}; {}.", one.found, one.mend)).collect();
    let newest = view.library.named(list.id.as_str());
    let taken = view.library.lists().any(|other| {
        other.id == list.id && other.rev >= list.rev && other.status == Status::Released
    });
    let rev = newest.map_or(0, |newest| newest.rev);
    vec![
        gate(
            desk.is_saved(),
            "The draft is saved",
            "It is saved by itself; wait a moment.".to_owned(),
        ),
        gate(advice.is_empty(), "No mistakes, no advice open", told.join("\n")),
        gate(
            !taken,
            "Its revision is newer than the one in use",
            format!("Revision {rev} is in use already: make a new draft of that one."),
        ),
    ]
}

/// Whether two people of the open production approved the very bytes.
fn approval(view: View<'_>, file: Digest, clean: bool) -> Gate {
    let said = view.open.and_then(|open| open.production.proposal(file));
    let signed = said.and_then(|one| one.approved.as_ref());
    let todo = if view.open.is_none() {
        "Open the production whose two people approve it."
    } else if !clean {
        "First what stands above."
    } else if view.library.get(file).is_none() {
        "Put it up for approval; an armorer or property master and a safety officer or production representative read it and sign."
    } else if said.is_none() {
        "It is put up: propose it under Approval and local rules."
    } else {
        "It is proposed and waits for two signatures, under Approval and local rules."
    };
    let what = match (view.open, signed) {
        (Some(open), Some(signed)) => {
            let people: Vec<PersonId> = signed.by.iter().map(|one| one.person).collect();
            format!("Approved by {}", open.names_of(&people))
        }
        (Some(_) | None, _) => {
            "Two people of the production approved exactly these bytes".to_owned()
        }
    };
    Gate { met: signed.is_some(), what, todo: todo.to_owned() }
}
