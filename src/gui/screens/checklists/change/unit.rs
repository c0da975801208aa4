//! A unit in a draft: which bytes of it are pinned, what a newer revision changes, and who includes one that is changed.

use egui::Ui;

use super::beside;
use crate::checklist::{Checklist, Content, Edit, Included, Part, Status, diff, includes, unit_id};
use crate::gui::kit::{self, Button};
use crate::gui::screens::checklists::desk::Desk;
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::View;

/// Draws what an include pins; the change that takes the newer revision, when that is pressed.
pub(super) fn show(ui: &mut Ui, view: View<'_>, desk: &Desk, path: &str) -> Option<Edit> {
    let all = includes(desk.text());
    let mine = all.iter().find(|one| one.step == path)?;
    let at_hand = || units(view).filter(|unit| unit.id.as_str() == mine.id);
    let pinned = at_hand().find(|unit| unit.source.sha256.to_string() == mine.sha256);
    let title = pinned.map_or(mine.id.as_str(), |unit| unit.title.as_str());
    kit::title(ui, format!("Unit: {title}"));
    if let Some(pinned) = pinned {
        kit::body(ui, &pinned.purpose);
    }
    let short = short(&mine.sha256);
    kit::caption(ui, format!("{}, revision {}, pinned by SHA-256 {short}", mine.id, mine.rev));
    let newest = at_hand().max_by_key(|unit| unit.rev);
    let Some(newest) = newest.filter(|unit| unit.rev >= mine.rev) else {
        let words = "No file with these bytes is at hand, and none that is newer.";
        kit::strong_in(ui, words, palette(ui).caution.text);
        return None;
    };
    if newest.source.sha256.to_string() == mine.sha256 {
        let words = "This is the newest revision at hand";
        kit::pill(ui, palette(ui).lapsed, icon::CHECK_CIRCLE, words, Type::Caption);
        return None;
    }
    newer(ui, mine, pinned, newest);
    let also = all.iter().filter(|one| one.name == mine.name && one.step != path);
    let also: Vec<&str> = also.map(|one| one.step.as_str()).collect();
    if !also.is_empty() {
        kit::body(
            ui,
            format!("It is included at {} too, and changes there as well.", also.join(", ")),
        );
    }
    let take = Button::new(format!("Take revision {}", newest.rev)).first().icon(icon::SWAP);
    take.pressed(ui).then(|| Edit::Pin {
        name: mine.name.clone(),
        rev: newest.rev,
        sha256: newest.source.sha256,
    })
}

/// What the revision at hand is, and what it changes.
fn newer(ui: &mut Ui, mine: &Included, pinned: Option<&Checklist>, newest: &Checklist) {
    let rev = newest.rev;
    let words = if rev == mine.rev {
        format!("The file of revision {rev} has other bytes than those that are pinned")
    } else {
        format!("Revision {rev} is at hand")
    };
    kit::pill(ui, palette(ui).caution, icon::NOTE, &words, Type::Strong);
    if newest.status == Status::Draft {
        let words = "It is a draft. Its release has other bytes: take that again once it is there.";
        kit::strong_in(ui, words, palette(ui).caution.text);
    }
    for change in newest.changes.iter().filter(|change| change.rev > mine.rev) {
        kit::quiet(ui, format!("Revision {}: {} ({})", change.rev, change.why, change.by));
    }
    match pinned {
        Some(pinned) => {
            kit::caption(ui, format!("What revision {rev} changes in the unit"));
            beside::tell(ui, diff(pinned, newest));
        }
        None => {
            let words = "The bytes that are pinned are not at hand: what changes cannot be shown. Read the unit first.";
            kit::strong_in(ui, words, palette(ui).caution.text);
        }
    }
}

/// Who includes the unit that this draft changes, and what each of them pins.
pub(super) fn users(ui: &mut Ui, view: View<'_>, desk: &Desk) {
    let Some(id) = unit_id(desk.text()) else { return };
    let users: Vec<String> = view
        .library
        .set()
        .files()
        .flat_map(|(source, content)| match content {
            Content::List(list) => parts(list, &list.units, &id),
            Content::Unit(unit) => parts(unit.as_list(), &unit.as_list().units, &id),
            Content::Overlay(_) | Content::Mistaken(_) => {
                let mut all = includes(&source.text);
                all.retain(|one| one.id == id);
                all.dedup_by(|a, b| a.sha256 == b.sha256);
                let line = |one: &Included| line(&source.name, one.rev, &one.sha256);
                all.iter().map(line).collect()
            }
        })
        .collect();
    kit::card(ui, |ui| {
        kit::title(ui, "Who includes this unit");
        if users.is_empty() {
            kit::body(ui, "No list includes it.");
            return;
        }
        for one in users {
            kit::body(ui, one);
        }
        kit::quiet(
            ui,
            "Each stays at what it pins. A draft of the list takes the new revision, at the step that includes it.",
        );
    });
}

fn parts(list: &Checklist, units: &[Part], id: &str) -> Vec<String> {
    let status = match list.status {
        Status::Draft => ", draft",
        Status::Released => "",
        Status::Retired => ", retired",
    };
    let name = format!("{}, revision {}{status}", list.title, list.rev);
    let mut mine: Vec<&Part> = units.iter().filter(|part| part.id.as_str() == id).collect();
    mine.dedup_by_key(|part| part.source.sha256);
    mine.iter().map(|part| line(&name, part.rev, &part.source.sha256.to_string())).collect()
}

fn line(name: &str, rev: u32, sha256: &str) -> String {
    format!("{name}: pins revision {rev} ({})", short(sha256))
}

/// As much of a digest as people compare.
fn short(sha256: &str) -> String {
    let mut short: String = sha256.chars().take(8).collect();
    short.push('\u{2026}');
    short
}

/// Every unit at hand without mistakes.
pub(super) fn units(view: View<'_>) -> impl Iterator<Item = &Checklist> {
    view.library.set().units().map(|unit| unit.as_list())
}
