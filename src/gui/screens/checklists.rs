//! The lists: what each is for, how far it may be relied on, and every word of it.

use egui::Ui;

use super::rules;
use crate::checklist::{Checklist, Choice, Kind, Piece, Status, Step, Words};
use crate::gui::action::{Action, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::View;
use crate::terms::Digest;

/// Which list is being read.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    reading: Option<Digest>,
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    if let Some(list) = draft.reading.and_then(|list| view.library.get(list)) {
        kit::page(ui, &list.title, false, |ui| {
            if Button::new("Back to the lists").icon(icon::ARROW_LEFT).pressed(ui) {
                draft.reading = None;
            }
            read(ui, view, list);
        });
        return;
    }
    kit::page(ui, "Checklists", false, |ui| {
        if view.open.is_some() {
            let button = Button::new("Approval and local rules").icon(icon::SIGNATURE);
            if button.pressed(ui) {
                out.push(Action::Go(Place::Rules));
            }
        }
        for list in view.library.lists() {
            kit::card(ui, |ui| {
                kit::title(ui, &list.title);
                kit::body(ui, &list.purpose);
                status(ui, view, list);
                let name = format!("Read {}", list.title);
                if Button::new("Read").name(name).icon(icon::CLIPBOARD).pressed(ui) {
                    draft.reading = Some(list.source.sha256);
                }
            });
        }
    });
}

fn status(ui: &mut Ui, view: View<'_>, list: &Checklist) {
    let said = |ui: &mut Ui, words: &str| {
        kit::pill(ui, palette(ui).lapsed, icon::INFO, words, Type::Caption);
    };
    match list.status {
        Status::Draft => said(ui, "Draft"),
        Status::Released => rules::of_list(ui, view.open, list.source.sha256),
        Status::Retired => said(ui, "Retired: no longer used"),
    }
    kit::caption(ui, format!("Revision {}, {} steps", list.rev, list.steps.len()));
}

fn read(ui: &mut Ui, view: View<'_>, list: &Checklist) {
    kit::body(ui, &list.purpose);
    status(ui, view, list);
    let people: Vec<&str> = list.roles.iter().map(|role| role.title.as_str()).collect();
    kit::quiet(ui, format!("Takes part: {}", people.join(", ")));
    for (at, one) in list.steps.iter().enumerate() {
        kit::card(ui, |ui| {
            kit::caption(ui, format!("Step {}", at + 1));
            step(ui, list, one);
        });
    }
    kit::section(ui, "When to stop", |ui| {
        for stop in &list.stops {
            kit::body(ui, plain(&stop.say));
        }
    });
    kit::section(ui, "Sources", |ui| {
        for one in &list.refs {
            kit::quiet(ui, format!("{}, {}", one.title, one.edition));
        }
    });
    kit::letters(ui, &format!("SHA-256 {}", list.source.sha256));
}

fn step(ui: &mut Ui, list: &Checklist, one: &Step) {
    let titles = [one.by, one.to].into_iter().flatten().filter_map(|ix| list.role(ix));
    let titles: Vec<&str> = titles.map(|role| role.title.as_str()).collect();
    if !titles.is_empty() {
        kit::quiet(ui, titles.join(" asks "));
    }
    let choices = |ui: &mut Ui, of: &[Choice]| {
        for choice in of {
            kit::body(ui, format!("\u{2022} {}", plain(&choice.words)));
        }
    };
    match &one.kind {
        Kind::Say { words, .. } => {
            kit::title(ui, format!("\u{201c}{}\u{201d}", plain(words)));
        }
        Kind::Challenge { ask, expect, .. } => {
            kit::title(ui, plain(ask));
            choices(ui, expect);
        }
        Kind::Choose { ask, of } | Kind::ChooseMany { ask, of } => {
            kit::title(ui, plain(ask));
            choices(ui, of);
        }
        Kind::Confirm { ask }
        | Kind::Count { ask, .. }
        | Kind::Measure { ask, .. }
        | Kind::Scan { ask, .. }
        | Kind::Photo { ask, .. }
        | Kind::Attach { ask }
        | Kind::BlindCount { ask, .. }
        | Kind::Match { ask, .. }
        | Kind::Text { ask, .. }
        | Kind::Wait { ask, .. }
        | Kind::Show { ask, .. } => {
            kit::title(ui, plain(ask));
        }
        Kind::Custody { act, .. } => {
            kit::title(ui, format!("It is {}", act.words()));
        }
        Kind::Sign { meaning, .. } => {
            kit::title(ui, meaning);
        }
        Kind::Proof { .. } => {
            kit::title(ui, "A question about what was seen before");
        }
        Kind::Each { part, steps, .. } => {
            kit::title(ui, format!("For each {part}:"));
            for inner in steps {
                step(ui, list, inner);
            }
        }
    }
    if let Some(note) = &one.note {
        kit::quiet(ui, note);
    }
}

/// The words with their places left open.
fn plain(words: &Words) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Instance => "n".to_owned(),
        Piece::Part(_) | Piece::Text(_) | Piece::Number(_) | Piece::Person(_) => {
            "\u{2026}".to_owned()
        }
        Piece::Call(_) => "what is declared of it".to_owned(),
    };
    words.0.iter().map(piece).collect()
}
