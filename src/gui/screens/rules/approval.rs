//! Which lists are this production's: proposing one, reading and signing its approval, taking it back.

use egui::Ui;

use super::{signers, standing};
use crate::checklist::{Checklist, Status};
use crate::event::StatementKind;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Prepare, Proposal};
use crate::terms::{Digest, PersonId};

/// Which list is opened, who signs it, and why it is taken back.
#[derive(Debug, Default)]
pub(super) struct Draft {
    opened: Option<Digest>,
    signers: [Option<PersonId>; 2],
    why: String,
}

/// A list or an overlay.
pub(super) struct One<'a> {
    pub(super) title: &'a str,
    /// The title, with the revision where it is not the one in use.
    pub(super) called: String,
    pub(super) id: &'a str,
    pub(super) rev: u32,
    pub(super) status: Status,
    pub(super) file: Digest,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    ui.scope(|ui| {
        // One that is opened stands alone, so that all that can be done about it is in sight.
        let opened = draft.opened;
        let shown = |list: &&Checklist| opened.is_none_or(|one| one == list.source.sha256);
        let candidates = view.library.candidates().map(std::sync::Arc::as_ref);
        let lists = view.library.lists().filter(is_released).chain(candidates);
        for list in lists.filter(shown) {
            let list = One {
                title: &list.title,
                called: called(view, list),
                id: list.id.as_str(),
                rev: list.rev,
                status: list.status,
                file: list.source.sha256,
            };
            kit::card(ui, |ui| one(ui, open, &list, (by, draft), out));
        }
    });
}

/// How it stands, and what can be done about that.
pub(super) fn one(
    ui: &mut Ui,
    open: &Open<'_>,
    list: &One<'_>,
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    let file = list.file;
    let opened = draft.opened == Some(file);
    ui.horizontal_wrapped(|ui| {
        kit::strong(ui, format!("{}, revision {}", list.title, list.rev));
        standing::of_list(ui, Some(open), file);
        let title = &list.called;
        let (words, name) = if opened {
            ("Close", format!("Close {title}"))
        } else {
            ("Open", format!("Open {title}"))
        };
        if Button::new(words).name(name).quiet().pressed(ui) {
            let opened = (!opened).then_some(file);
            *draft = Draft { opened, ..Draft::default() };
        }
    });
    if let Some(rev) = other_revision(open, list) {
        kit::caption(ui, format!("Revision {rev} was approved; this one does not inherit that."));
    }
    if !opened {
        return;
    }
    kit::letters(ui, &format!("SHA-256 {file}"));
    let proposal = open.production.proposal(file);
    match proposal.map(|one| one.approved.is_some()) {
        None => propose(ui, open, list, by, out),
        Some(false) => {
            sign(ui, open, list, draft, out);
            take_back(ui, open, list, (by, draft), out);
        }
        Some(true) => take_back(ui, open, list, (by, draft), out),
    }
}

fn is_released(list: &&Checklist) -> bool {
    match list.status {
        Status::Released => true,
        Status::Draft | Status::Retired => false,
    }
}

/// Its title, and its revision where it is not the one in use.
fn called(view: View<'_>, list: &Checklist) -> String {
    let newest = view.library.named(list.id.as_str());
    if newest.is_some_and(|newest| newest.source.sha256 == list.source.sha256) {
        return list.title.clone();
    }
    format!("{}, revision {}", list.title, list.rev)
}

/// Another revision of the same list that is approved.
fn other_revision(open: &Open<'_>, list: &One<'_>) -> Option<u32> {
    let file = list.file;
    if open.production.proposal(file).is_some_and(|one| one.approved.is_some()) {
        return None;
    }
    let same = |one: &&Proposal| {
        one.approved.is_some() && one.said.files.first().is_some_and(|first| first.id == list.id)
    };
    let others = open.production.proposals().filter(same);
    others.filter_map(|one| one.said.files.first()).map(|first| first.rev).max()
}

fn propose(
    ui: &mut Ui,
    open: &Open<'_>,
    list: &One<'_>,
    by: Option<PersonId>,
    out: &mut Vec<Action>,
) {
    let released = match list.status {
        Status::Released => true,
        Status::Draft | Status::Retired => false,
    };
    if !released {
        kit::quiet(ui, "Only what is released is proposed.");
        return;
    }
    if by.is_none() {
        kit::quiet(ui, "Say first who is speaking.");
    }
    let button = Button::new("Propose for approval").name(format!("Propose {}", list.title));
    let button = button.icon(icon::PLUS).first().enabled(by.is_some() && !open.saving);
    if button.pressed(ui)
        && let Some(by) = by
    {
        let file = list.file;
        out.push(Action::Submit(Command::Ask(Ask::SubmitList { file, by })));
    }
}

fn sign(ui: &mut Ui, open: &Open<'_>, list: &One<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let able = open.production.list_signers(StatementKind::Approve, open.now.wall);
    let [works, answers] = &able;
    let places = [
        ("Armorer or property master", works.as_slice()),
        ("Safety officer or production representative", answers.as_slice()),
    ];
    let both = signers(ui, open, places, &mut draft.signers);
    let button = Button::new("Read it and sign").name(format!("Sign {}", list.title)).first();
    let button = button.icon(icon::SIGNATURE).enabled(both.is_some() && !open.saving);
    if button.pressed(ui)
        && let Some(signers) = both
    {
        let file = list.file;
        let prepare = Prepare::Approve { file, signers };
        out.push(Action::Submit(Command::Ask(Ask::Prepare(prepare))));
    }
}

fn take_back(
    ui: &mut Ui,
    open: &Open<'_>,
    list: &One<'_>,
    (by, draft): (Option<PersonId>, &mut Draft),
    out: &mut Vec<Action>,
) {
    kit::field(ui, "Why it is taken back", "", &mut draft.why);
    let ready = by.is_some() && !draft.why.trim().is_empty() && !open.saving;
    let button = Button::new("Take it back").name(format!("Take back {}", list.title));
    if button.icon(icon::X).enabled(ready).pressed(ui)
        && let Some(by) = by
    {
        let (file, why) = (list.file, std::mem::take(&mut draft.why));
        out.push(Action::Submit(Command::Ask(Ask::WithdrawList { file, why, by })));
    }
}
