//! What is private in this production: who reads it, what is erased and why, and the evidence hold that forbids it.

use egui::Ui;

use super::term;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::Open;
use crate::production::{Ask, Command};
use crate::run::Run;
use crate::session::Known;
use crate::terms::{Digest, PersonId};

/// What was typed and chosen.
#[derive(Debug, Default)]
pub(super) struct Draft {
    by: Option<PersonId>,
    hold: String,
    erase: Option<Target>,
    why: String,
    term: term::Draft,
}

/// What is to be erased.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Target {
    Particulars(Digest),
    Details(Digest),
    Keyless(Digest),
    Name(PersonId),
}

impl Draft {
    /// What was not pressed is forgotten with the page.
    pub(super) fn put_away(&mut self) {
        *self = Self::default();
    }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::quiet(
        ui,
        "Particulars are encrypted to this laptop and to the recovery keys of the settings. That protects copies of the folder, sticks and backups. It does not protect a laptop that is unlocked.",
    );
    let people = open.roster.people();
    let people: Vec<(PersonId, String)> = people.map(|one| (one.id, open.name(one.id))).collect();
    if let Some(by) = kit::choose(ui, "Who says so", &people, draft.by) {
        draft.by = Some(by);
    }
    kit::section(ui, "Evidence hold", |ui| kit::card(ui, |ui| hold(ui, open, draft, out)));
    let by = draft.by;
    kit::section(ui, "How long it is kept", |ui| {
        kit::card(ui, |ui| term::terms(ui, open, (&mut draft.term, by), out));
    });
    kit::section(ui, "Due", |ui| {
        kit::card(ui, |ui| term::due(ui, open, (&mut draft.term, by), out));
    });
    kit::section(ui, "Erase", |ui| kit::card(ui, |ui| erase(ui, open, &people, draft, out)));
}

fn hold(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let ready = draft.by.filter(|_| !draft.hold.trim().is_empty() && !open.saving);
    if let Some(hold) = open.production.hold() {
        let words = format!(
            "An evidence hold stands since {}, by {}: {}",
            hold.at.wall.clock(open.offset),
            open.name(hold.by),
            hold.why
        );
        kit::banner(ui, palette(ui).caution, icon::LOCK, &words, |_| ());
        kit::field(ui, "Why it is lifted", "", &mut draft.hold);
        let button = Button::new("Lift the hold").icon(icon::LOCK_OPEN).enabled(ready.is_some());
        if button.pressed(ui)
            && let Some(by) = ready
        {
            let why = std::mem::take(&mut draft.hold);
            out.push(Action::Submit(Command::Ask(Ask::LiftHold { why, by })));
        }
        return;
    }
    kit::body(ui, "While it stands nothing of this production can be erased. Guns move as before.");
    kit::field(ui, "Why it is placed", "", &mut draft.hold);
    let button = Button::new("Place a hold").icon(icon::LOCK).enabled(ready.is_some());
    if button.pressed(ui)
        && let Some(by) = ready
    {
        let why = std::mem::take(&mut draft.hold);
        out.push(Action::Submit(Command::Ask(Ask::PlaceHold { why, by })));
    }
}

fn erase(
    ui: &mut Ui,
    open: &Open<'_>,
    people: &[(PersonId, String)],
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::body(
        ui,
        "The file goes, for good, and the log keeps that it went, why, and who said so. Texts that were signed before keep the names in them, and so does every bundle that was handed out.",
    );
    if open.production.hold().is_some() {
        kit::strong(ui, "An evidence hold stands: nothing is erased.");
        return;
    }
    let named = people.iter().filter(|(id, _)| !open.production.name_was_erased(*id));
    let names: Vec<_> = named.map(|(id, name)| (Target::Name(*id), name.clone())).collect();
    if let Some(one) = kit::choose(ui, "A person's name", &names, draft.erase) {
        draft.erase = Some(one);
    }
    let kept = open.book.items().into_iter().filter_map(|item| {
        let erased = open.particulars.get(&item.id) == Some(&Known::Erased);
        let object = item.particulars.filter(|_| !erased)?;
        Some((Target::Particulars(object), item.tag.clone()))
    });
    let kept: Vec<_> = kept.collect();
    if !kept.is_empty()
        && let Some(one) = kit::choose(ui, "The particulars of", &kept, draft.erase)
    {
        draft.erase = Some(one);
    }
    let details = open.roster.people().filter_map(|one| {
        let erased = open.details.get(&one.id) == Some(&Known::Erased);
        Some((Target::Details(one.details.filter(|_| !erased)?), open.name(one.id)))
    });
    let details: Vec<_> = details.collect();
    if !details.is_empty()
        && let Some(one) = kit::choose(ui, "The details of", &details, draft.erase)
    {
        draft.erase = Some(one);
    }
    let keyless = open.production.runs().flat_map(Run::acknowledged).filter_map(|(_, said)| {
        Some((Target::Keyless(said.name), open.names.get(said.name)?.to_owned()))
    });
    let keyless: Vec<_> = keyless.collect();
    if !keyless.is_empty()
        && let Some(one) =
            kit::choose(ui, "The name of somebody without a key", &keyless, draft.erase)
    {
        draft.erase = Some(one);
    }
    let Some(target) = draft.erase else { return };
    let all = names.iter().chain(&kept).chain(&details).chain(&keyless);
    let what = all.into_iter().find(|(one, _)| *one == target).map(|(_, words)| words.clone());
    let Some(what) = what else {
        draft.erase = None;
        return;
    };
    kit::field(ui, "Why it is erased", "", &mut draft.why);
    let ready = draft.by.filter(|_| !draft.why.trim().is_empty() && !open.saving);
    let words = match target {
        Target::Name(_) | Target::Keyless(_) => format!("Erase the name {what}"),
        Target::Particulars(_) => format!("Erase the particulars of {what}"),
        Target::Details(_) => format!("Erase the details of {what}"),
    };
    if Button::new(words).icon(icon::X).enabled(ready.is_some()).pressed(ui)
        && let Some(by) = ready
    {
        let why = std::mem::take(&mut draft.why);
        draft.erase = None;
        out.push(match target {
            Target::Name(person) => Action::Do(Errand::EraseName { person, why, by }),
            Target::Particulars(object) | Target::Details(object) | Target::Keyless(object) => {
                Action::Submit(Command::Ask(Ask::Erase { object, why, by }))
            }
        });
    }
}
