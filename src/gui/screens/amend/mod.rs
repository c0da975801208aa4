//! Corrections: what was recorded wrongly and what is right, what was not recorded at all, and who signs it.

mod fact;
mod waiting;
mod when;

use egui::Ui;

use crate::event::{Correction, RowRef};
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::sheet;
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Amend, Ask, Command};
use crate::terms::{AmendId, ItemId, PersonId};

/// What is corrected, and what is typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    target: Option<Target>,
    by: Option<PersonId>,
    why: String,
    fact: fact::Draft,
    late: Late,
    waiting: waiting::Draft,
    signing: sheet::Signing,
}

/// The entry at hand, or what no entry tells.
#[derive(Debug)]
enum Target {
    Entry { at: RowRef, words: String },
    Late,
}

#[derive(Debug, Default)]
struct Late {
    said: String,
    items: Vec<ItemId>,
    people: Vec<PersonId>,
    time: when::Draft,
}

impl Draft {
    /// Sets out to correct an entry, which says these words.
    pub(in crate::gui) fn correct(&mut self, at: RowRef, words: String) {
        *self = Self { target: Some(Target::Entry { at, words }), by: self.by, ..Self::default() };
    }

    /// Forgets a PIN that was typed and not used.
    pub(in crate::gui) fn put_away(&mut self) {
        self.signing = sheet::Signing::default();
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Corrections", true, |ui| {
        if open.signing.is_some() {
            sheet::signing(ui, open, &mut draft.signing, out);
            return;
        }
        kit::quiet(
            ui,
            "Nothing that was recorded is changed: a correction stands beside it, with who signed it. What is in force and rests on it ends.",
        );
        match draft.target {
            Some(_) => ask(ui, open, draft, out),
            None => {
                ui.horizontal_wrapped(|ui| {
                    let late = Button::new("Something was not recorded").icon(icon::PLUS);
                    if late.pressed(ui) {
                        draft.target = Some(Target::Late);
                    }
                    let find = Button::new("Find an entry in Review").icon(icon::SEARCH);
                    if find.pressed(ui) {
                        out.push(Action::Go(Place::Review));
                    }
                });
                waiting::show(ui, open, &mut draft.waiting, out);
            }
        }
    });
}

/// Asks for one correction.
fn ask(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let what = match &draft.target {
        Some(Target::Entry { at, words }) => {
            kit::card(ui, |ui| {
                kit::caption(ui, format!("Recorded, entry {}.{}", at.seq, at.i));
                kit::strong(ui, words);
            });
            match open.production.recorded(at) {
                Some((_, event)) => fact::show(ui, open, &event, &mut draft.fact),
                None => {
                    kit::strong(ui, "That entry is not in this log any more.");
                    None
                }
            }
        }
        Some(Target::Late) => late(ui, open, &mut draft.late),
        None => None,
    };
    kit::field(ui, "Why", "", &mut draft.why);
    let able: Vec<(PersonId, String)> = open
        .production
        .may_sign_amendments(open.now.wall)
        .into_iter()
        .map(|person| (person, open.name(person)))
        .collect();
    if able.is_empty() {
        kit::strong(ui, "Nobody of the signed roster has a key to sign with.");
    } else if let Some(person) = kit::choose(ui, "Who proposes it", &able, draft.by) {
        draft.by = Some(person);
    }
    let log = open.production.created().map(|created| created.log);
    let ready = what.is_some() && draft.by.is_some() && !draft.why.trim().is_empty();
    ui.horizontal_wrapped(|ui| {
        let propose = Button::new("Propose it").icon(icon::NOTE).first();
        if propose.enabled(ready && !open.saving).pressed(ui)
            && let (Some(what), Some(by), Some(log)) = (what, draft.by, log)
        {
            let at = match draft.target.take() {
                Some(Target::Entry { at, .. }) => Some(at),
                Some(Target::Late) | None => None,
            };
            let replaces = at.as_ref().and_then(|at| same(open, at, &what));
            let (corrects, why) = (at.into_iter().collect(), std::mem::take(&mut draft.why));
            let asked = Amend { log, corrects, replaces, what, why, by };
            out.push(Action::Submit(Command::Ask(Ask::Amend(Box::new(asked)))));
            *draft = Draft { by: Some(by), ..Draft::default() };
        }
        if Button::new("Leave it").icon(icon::X).pressed(ui) {
            *draft = Draft { by: draft.by, ..Draft::default() };
        }
    });
}

/// The amendment that corrects the same fact already; this one then stands in its place.
fn same(open: &Open<'_>, at: &RowRef, what: &Correction) -> Option<AmendId> {
    let fact = std::mem::discriminant(what);
    let all = open.production.amendments().of(at.seq, at.i);
    let mut found = all.filter(|one| (one.counts() || one.waits()) && one.said.corrects.len() == 1);
    found.find(|one| std::mem::discriminant(&one.said.what) == fact).map(|one| one.said.amend)
}

/// What no entry tells.
fn late(ui: &mut Ui, open: &Open<'_>, draft: &mut Late) -> Option<Correction> {
    kit::strong(ui, "A late entry: it says so for ever.");
    kit::field(ui, "What happened", "", &mut draft.said);
    let at = when::show(ui, open, &mut draft.time);
    fact::items(ui, open, "About", true, &mut draft.items);
    let people: Vec<(PersonId, String)> =
        open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
    if let Some(person) = kit::toggle(ui, "Who took part", &people, &draft.people) {
        fact::turn(&mut draft.people, person);
    }
    let said = draft.said.trim().to_owned();
    let (items, people) = (draft.items.clone(), draft.people.clone());
    at.filter(|_| !said.is_empty()).map(|at| Correction::Late { at, items, people, said })
}
