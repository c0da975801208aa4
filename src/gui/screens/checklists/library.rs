//! All lists: searched by what they say, filtered by their status; files with mistakes stand first, with their mistakes.

use egui::Ui;

use super::{Draft, Page};
use crate::checklist::{Checklist, Overlay, Status, wordings};
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::screens::rules;
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::View;
use crate::session::ShelfFile;
use crate::source::place;
use crate::terms::Digest;

/// What is looked for.
#[derive(Debug, Default)]
pub(super) struct Find {
    words: String,
    which: Which,
    /// Only what the rules of this place apply to.
    place: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Which {
    #[default]
    All,
    Released,
    Drafts,
    Own,
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Checklists", false, |ui| {
        ui.horizontal_wrapped(|ui| {
            kit::body(ui, "Read them, change them in your own folder, print them.");
            if Button::new("How to write a list").icon(icon::BOOK_OPEN).pressed(ui) {
                draft.page = Page::Guide(0);
            }
            if view.open.is_some() {
                let rules = Button::new("Approval and local rules").icon(icon::SIGNATURE);
                if rules.pressed(ui) {
                    out.push(Action::Go(Place::Rules));
                }
            }
        });
        kit::field(ui, "Search in every word of the lists", "bore", &mut draft.find.words);
        let which = [
            (Which::All, "All".to_owned()),
            (Which::Released, "In use".to_owned()),
            (Which::Drafts, "Drafts".to_owned()),
            (Which::Own, "My own".to_owned()),
        ];
        let pressed = kit::choose(ui, "Show", &which, Some(draft.find.which));
        draft.find.which = pressed.unwrap_or(draft.find.which);
        places(ui, view, draft);
        broken(ui, view, draft);
        let rules = view.library.set().overlays();
        let mut shown = 0;
        for list in view.library.lists() {
            let own = view.shelf.files.iter().find(|file| file.sha256 == list.source.sha256);
            let here = draft.find.place.is_none()
                || rules
                    .iter()
                    .any(|one| is_of(one, draft.find.place.as_deref()) && one.is_for(list));
            if here && fits(list, own, &draft.find) {
                shown += 1;
                card(ui, view, list, own, draft);
            }
        }
        if shown == 0 {
            kit::empty(ui, icon::SEARCH, "No list says that.");
        }
        rules_here(ui, view, draft);
        units(ui, view, draft);
    });
}

/// The list or unit of those bytes, for reading.
pub(super) fn found(view: View<'_>, sha256: Digest) -> Option<&Checklist> {
    let unit = || all_units(view).find(|unit| unit.source.sha256 == sha256);
    view.library.get(sha256).or_else(unit)
}

/// Whether those bytes are a unit's.
pub(super) fn is_unit(view: View<'_>, sha256: Digest) -> bool {
    all_units(view).any(|unit| unit.source.sha256 == sha256)
}

fn all_units(view: View<'_>) -> impl Iterator<Item = &Checklist> {
    view.library.set().units().map(|unit| unit.as_list())
}

/// Where local rules come from, and those of the place that is chosen.
fn rules_here(ui: &mut Ui, view: View<'_>, draft: &mut Draft) {
    let all = view.library.set().overlays();
    if all.is_empty() {
        return;
    }
    kit::section(ui, "Local rules", |ui| {
        for one in all.into_iter().filter(|one| is_of(one, draft.find.place.as_deref())) {
            kit::card(ui, |ui| {
                kit::title(ui, &one.title);
                kit::body(ui, &one.purpose);
                let place = one.place.as_deref().unwrap_or("anywhere");
                let lists = view.library.lists().filter(|list| one.is_for(list)).count();
                let deviates =
                    if one.deviates.is_some() { "; deviates, and must be signed" } else { "" };
                kit::caption(
                    ui,
                    format!("Revision {}, {place}, applies to {lists} lists{deviates}", one.rev),
                );
            });
        }
    });
}

fn is_of(rules: &Overlay, place: Option<&str>) -> bool {
    place.is_none_or(|place| rules.place.as_deref() == Some(place))
}

/// The places whose rules are at hand, to choose from.
fn places(ui: &mut Ui, view: View<'_>, draft: &mut Draft) {
    let overlays = view.library.set().overlays().into_iter();
    let mut all: Vec<String> = overlays.filter_map(|one| one.place.clone()).collect();
    all.sort();
    all.dedup();
    if all.is_empty() {
        return;
    }
    let named: Vec<(usize, String)> = all.iter().cloned().enumerate().collect();
    let chosen = all.iter().position(|place| Some(place) == draft.find.place.as_ref());
    if let Some(at) = kit::choose(ui, "Place, by its local rules", &named, chosen) {
        draft.find.place = if chosen == Some(at) { None } else { all.get(at).cloned() };
    }
}

/// What several lists share.
fn units(ui: &mut Ui, view: View<'_>, draft: &mut Draft) {
    let own =
        |unit: &Checklist| view.shelf.files.iter().find(|file| file.sha256 == unit.source.sha256);
    let units: Vec<&Checklist> =
        all_units(view).filter(|unit| fits(unit, own(unit), &draft.find)).collect();
    if units.is_empty() {
        return;
    }
    kit::section(ui, "Units: steps that several lists share", |ui| {
        for unit in units {
            kit::card(ui, |ui| {
                kit::title(ui, &unit.title);
                kit::body(ui, &unit.purpose);
                kit::caption(ui, format!("Revision {}, {} steps", unit.rev, unit.steps.len()));
                let name = format!("Read unit {}, revision {}", unit.id, unit.rev);
                if Button::new("Read").name(name).icon(icon::CLIPBOARD).pressed(ui) {
                    draft.page = Page::Read(unit.source.sha256);
                }
            });
        }
    });
}

/// Whether a list is looked for: every word stands somewhere in it.
fn fits(list: &Checklist, own: Option<&ShelfFile>, find: &Find) -> bool {
    let which = match find.which {
        Which::All => true,
        Which::Released => list.status == Status::Released,
        Which::Drafts => list.status == Status::Draft,
        Which::Own => own.is_some(),
    };
    let wanted = find.words.to_lowercase();
    which && (wanted.trim().is_empty() || says(list, &wanted))
}

/// A list says what its units say.
fn says(list: &Checklist, wanted: &str) -> bool {
    let said = list.sources().flat_map(|source| wordings(&source.text));
    let all: String = said.map(|one| one.words.to_lowercase() + "\n").collect();
    wanted.split_whitespace().all(|word| all.contains(word))
}

/// Files that are no list yet, each with what is wrong in it.
fn broken(ui: &mut Ui, view: View<'_>, draft: &mut Draft) {
    for file in &view.shelf.files {
        let Err(mistakes) = &file.read else { continue };
        let name = file.path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let words = match mistakes.len() {
            1 => format!("{name} has a mistake and cannot be used"),
            count => format!("{name} has {count} mistakes and cannot be used"),
        };
        kit::banner(ui, palette(ui).caution, icon::WARNING, &words, |ui| {
            for mistake in mistakes.iter().take(3) {
                let at = place(&file.text, mistake.span.start);
                kit::body(ui, format!("{name}:{}:{}: {mistake}", at.line, at.column));
            }
            if mistakes.len() > 3 {
                kit::quiet(ui, format!("and {} more", mistakes.len() - 3));
            }
            ui.horizontal_wrapped(|ui| {
                let mend = Button::new("Mend it").name(format!("Mend {name}"));
                if mend.icon(icon::PENCIL).pressed(ui) {
                    draft.take_up(view, &file.path);
                    draft.page = Page::Change(file.path.clone());
                }
                let text = Button::new("Open the text").name(format!("Open the text of {name}"));
                if text.pressed(ui) {
                    draft.take_up(view, &file.path);
                    draft.page = Page::Text(file.path.clone());
                }
            });
        });
    }
    for (path, why) in &view.shelf.unread {
        let words = format!("{} cannot be read: {why}", path.display());
        kit::banner(ui, palette(ui).caution, icon::WARNING, &words, |_| ());
    }
}

fn card(ui: &mut Ui, view: View<'_>, list: &Checklist, own: Option<&ShelfFile>, draft: &mut Draft) {
    kit::card(ui, |ui| {
        kit::title(ui, &list.title);
        kit::body(ui, &list.purpose);
        status(ui, view, list, own.is_some());
        ui.horizontal_wrapped(|ui| {
            // Two revisions have one title, and a button is found by its name.
            let newest = view.library.named(list.id.as_str());
            let newest = newest.is_some_and(|one| one.source.sha256 == list.source.sha256);
            let title = match list.status {
                Status::Draft => format!("draft {} of {}", list.rev, list.title),
                Status::Released if newest => list.title.clone(),
                Status::Released | Status::Retired => {
                    format!("revision {} of {}", list.rev, list.title)
                }
            };
            let read = Button::new("Read").name(format!("Read {title}")).icon(icon::CLIPBOARD);
            if read.pressed(ui) {
                draft.page = Page::Read(list.source.sha256);
            }
            if let (Status::Draft, Some(file)) = (list.status, own) {
                let change = Button::new("Change").name(format!("Change {title}"));
                if change.icon(icon::PENCIL).pressed(ui) {
                    draft.take_up(view, &file.path);
                    draft.page = Page::Change(file.path.clone());
                }
            }
        });
    });
}

/// How far a list may be relied on.
pub(super) fn status(ui: &mut Ui, view: View<'_>, list: &Checklist, own: bool) {
    match list.status {
        Status::Draft => {
            let tone = palette(ui).caution;
            kit::pill(ui, tone, icon::NOTE, "Draft, for drills only", Type::Caption);
        }
        Status::Released => rules::of_list(ui, view.open, list.source.sha256),
        Status::Retired => {
            let tone = palette(ui).lapsed;
            kit::pill(ui, tone, icon::PROHIBIT, "Retired: no longer used", Type::Caption);
        }
    }
    let own = if own { ", in your own folder" } else { "" };
    let steps = list.steps.len();
    kit::caption(ui, format!("Revision {}, {steps} steps{own}", list.rev));
}
