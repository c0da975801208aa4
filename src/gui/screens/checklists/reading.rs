//! A list for reading: every word of it, who takes part, when to stop, what it declares, and where its rules come from.

use std::collections::BTreeMap;

use egui::Ui;

use super::desk::Desk;
use super::{Draft as Pages, Page, library, print, step};
use crate::checklist::{Checklist, Edit, Status, edit};
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::View;
use crate::report::{ending, plain, role};
use crate::terms::length;

/// Who changes a list, and why; both go into the draft.
#[derive(Debug, Default)]
pub(super) struct Draft {
    asking: bool,
    by: String,
    why: String,
    trouble: String,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    list: &Checklist,
    pages: &mut Pages,
    out: &mut Vec<Action>,
) {
    kit::page(ui, &list.title, false, |ui| {
        ui.horizontal_wrapped(|ui| {
            if Button::new("Back to the lists").icon(icon::BACK).pressed(ui) {
                pages.page = Page::Library;
                pages.reading = Draft::default();
            }
            begin_change(ui, view, list, pages);
            if Button::new("Print").icon(icon::PRINTER).pressed(ui) {
                pages.print.turn();
            }
        });
        ask(ui, view, list, pages);
        print::show(ui, view, list, &mut pages.print, out);
        kit::body(ui, &list.purpose);
        let own = view.shelf.files.iter().any(|file| file.sha256 == list.source.sha256);
        library::status(ui, view, list, own);
        people(ui, list);
        declares(ui, list);
        for (number, one) in (1_usize..).zip(&list.steps) {
            kit::card(ui, |ui| step::show(ui, list, one, &number.to_string()));
        }
        stops(ui, list);
        covers(ui, list);
        sources(ui, list);
        translations(ui, list);
        changes(ui, list);
        for source in list.sources() {
            kit::letters(ui, &format!("{}  SHA-256 {}", source.name, source.sha256));
        }
    });
}

/// The way to a draft: the one that is there, or a new one.
fn begin_change(ui: &mut Ui, view: View<'_>, list: &Checklist, pages: &mut Pages) {
    let mine = |path: &std::path::Path, found: &Checklist| {
        (found.id == list.id && found.status == Status::Draft).then(|| path.to_owned())
    };
    let files = view.shelf.files.iter();
    let there = files.filter_map(|file| mine(&file.path, file.read.as_ref().ok()?.list()?)).next();
    let open = pages.desks.iter().filter_map(|desk| mine(desk.path(), desk.list()?.as_ref()));
    match open.into_iter().next().or(there) {
        Some(path) => {
            if Button::new("Go on with the draft").icon(icon::PENCIL).pressed(ui) {
                pages.take_up(view, &path);
                pages.page = Page::Change(path);
            }
        }
        None => {
            if Button::new("Change this list").icon(icon::PENCIL).pressed(ui) {
                pages.reading.asking = !pages.reading.asking;
            }
        }
    }
}

/// Who and why, before anything is changed.
fn ask(ui: &mut Ui, view: View<'_>, list: &Checklist, pages: &mut Pages) {
    let draft = &mut pages.reading;
    if !draft.asking {
        return;
    }
    let mut made = None;
    kit::card(ui, |ui| {
        kit::title(ui, "A draft of the next revision");
        kit::body(ui, "It lies in your own folder. This revision stays as it is, and in use.");
        kit::field(ui, "Who changes it", "", &mut draft.by);
        kit::field(ui, "Why", "", &mut draft.why);
        let ready = !draft.by.trim().is_empty() && !draft.why.trim().is_empty();
        if Button::new("Make the draft").first().enabled(ready).pressed(ui) {
            let (by, why) = (draft.by.trim().to_owned(), draft.why.trim().to_owned());
            match edit(&list.source.text, &Edit::Revise { by, why }) {
                Ok(text) => made = Some(text),
                Err(error) => draft.trouble = format!("{error}. {}", error.remedy()),
            }
        }
        if !draft.trouble.is_empty() {
            kit::strong_in(ui, draft.trouble.as_str(), palette(ui).caution.text);
        }
    });
    if let Some(text) = made {
        let name = format!("{}.{}.draft.ron", list.id, list.rev.saturating_add(1));
        let beside = if library::is_unit(view, list.source.sha256) { "units" } else { "" };
        let path = view.shelf.folder.join(beside).join(name);
        pages.desks.retain(|desk| desk.path() != path);
        match view.shelf.file(&path) {
            // One that cannot be read, or it would have been gone on with.
            Some(_) => pages.take_up(view, &path),
            None => {
                let files = view.library.files();
                pages.desks.push(Desk::new(path.clone(), text, files));
            }
        }
        pages.reading = Draft::default();
        pages.page = Page::Change(path);
    }
}

fn people(ui: &mut Ui, list: &Checklist) {
    kit::section(ui, "Who takes part", |ui| {
        for one in &list.roles {
            let filled: Vec<String> = one.filled_by.iter().map(crate::terms::Role::words).collect();
            let mut words = format!("{}: {}", one.title, filled.join(", "));
            let apart: Vec<&str> = one.not_same_as.iter().map(|ix| role(list, *ix)).collect();
            for (is, more) in [
                (one.handler, "a qualified handler".to_owned()),
                (one.exclusive_duty, "no other duty meanwhile".to_owned()),
                (one.optional, "may be absent".to_owned()),
                (one.on_call, "called when needed".to_owned()),
                (!apart.is_empty(), format!("never the same person as {}", apart.join(", "))),
            ] {
                if is {
                    words.push_str("; ");
                    words.push_str(&more);
                }
            }
            kit::body(ui, words);
        }
    });
}

fn declares(ui: &mut Ui, list: &Checklist) {
    let Some(validity) = &list.validity else { return };
    kit::section(ui, "What it declares, and how long", |ui| {
        let ends: Vec<String> = validity.ends_on.iter().map(|one| ending(*one)).collect();
        let lasts = length(validity.lasts);
        kit::body(ui, format!("At most {lasts}. It ends {}.", ends.join(", ")));
        if let Some(warn) = validity.warn {
            kit::quiet(ui, format!("Warned {} before.", length(warn)));
        }
    });
}

fn stops(ui: &mut Ui, list: &Checklist) {
    if list.stops.is_empty() {
        return;
    }
    kit::section(ui, "When to stop", |ui| {
        for stop in &list.stops {
            let by: Vec<&str> = stop.clearing.by.iter().map(|ix| role(list, *ix)).collect();
            kit::body(ui, plain(&stop.say));
            kit::quiet(
                ui,
                match stop.alarm {
                    Some(alarm) => {
                        format!("ALARM, {}: settled by a signed restart.", alarm.words())
                    }
                    None => format!("Settled by {}.", by.join(" and ")),
                },
            );
        }
    });
}

fn covers(ui: &mut Ui, list: &Checklist) {
    if list.covers.is_empty() {
        return;
    }
    kit::section(ui, "Dangers, and the steps that catch them", |ui| {
        for (hazard, steps) in &list.covers {
            let numbers: Vec<String> =
                steps.iter().map(|step| (step.top() + 1).to_string()).collect();
            let hazard = hazard.replace('-', " ");
            kit::body(ui, format!("{hazard}: step {}", numbers.join(", ")));
        }
    });
}

fn sources(ui: &mut Ui, list: &Checklist) {
    kit::section(ui, "Sources", |ui| {
        for one in &list.refs {
            let clause = one.clause.as_ref().map_or_else(String::new, |at| format!(", {at}"));
            let words = format!("{}, {}{clause}", one.title, one.edition);
            step::source_line(ui, one.mark, &words);
        }
    });
}

fn translations(ui: &mut Ui, list: &Checklist) {
    let mut langs: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in &list.strings {
        let count = langs.entry(&one.lang).or_default();
        count.0 += 1;
        count.1 += usize::from(one.stale);
    }
    kit::section(ui, "Languages", |ui| {
        kit::body(ui, format!("Written in {}.", list.lang));
        for (lang, (all, stale)) in langs {
            let stale = match stale {
                0 => String::new(),
                stale => format!("; {stale} made from older words, and not shown"),
            };
            kit::body(ui, format!("{lang}: {all} texts{stale}"));
        }
    });
}

fn changes(ui: &mut Ui, list: &Checklist) {
    if list.changes.is_empty() {
        return;
    }
    kit::section(ui, "Revisions", |ui| {
        for one in list.changes.iter().rev() {
            kit::body(ui, format!("{}: {} ({})", one.rev, one.why, one.by));
        }
    });
}
