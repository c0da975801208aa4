//! Other laptops: what was seen of each, the one button that exchanges checkpoints, and where two records of one laptop exist.

use std::path::PathBuf;

use egui::Ui;

use super::start;
use crate::event::Forked;
use crate::gui::action::{Action, Errand, Place};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette};
use crate::gui::view::{Open, View};
use crate::production::Other;
use crate::session::{Exchanged, Laptop, News};
use crate::terms::{Digest, LogId};
use crate::words;

/// What to do about two records; what was found stays as it is.
const FORKED_ADVICE: &str = "Keep both laptops as they are. Ring the safety officer. Until it is clear \
    which of them was used, look at every gun again. Copy nothing back and delete nothing.";

/// The folder as typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    folder: String,
}

/// Draws it.
pub(in crate::gui) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::page(ui, "Other laptops", false, |ui| {
        kit::body(
            ui,
            "Each laptop keeps the newest checkpoint of the others. A laptop that lost lines, or has two records, is found when they meet.",
        );
        two_records(ui, open, view.exchanged);
        button(ui, view, draft, out);
        start::jobs(ui, view, out);
        if let Some(done) = view.exchanged {
            came(ui, done);
        }
        kit::title(ui, "Seen so far");
        let own = own(open);
        let mut any = false;
        for (log, other) in open.production.others().iter().filter(|(log, _)| Some(*log) != own) {
            any = true;
            seen(ui, open, log, other);
        }
        if !any {
            kit::empty(ui, icon::SEARCH, "No other laptop was seen yet.");
        }
    });
}

fn own(open: &Open<'_>) -> Option<LogId> {
    open.production.created().map(|created| created.log)
}

fn button(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let idle = view.jobs.is_empty();
    if view.dialogs {
        let choose = Button::new("Exchange with a stick\u{2026}").first().icon(icon::EXPORT);
        if choose.enabled(idle).pressed(ui) {
            out.push(Action::Do(Errand::Exchange(None)));
        }
    }
    kit::card(ui, |ui| {
        if !view.dialogs {
            kit::quiet(ui, words::NO_DIALOGS);
        }
        let label = if view.dialogs { "Or type the folder" } else { "Folder of the stick" };
        kit::field(ui, label, "/media/stick", &mut draft.folder);
        let typed = draft.folder.trim();
        let ready = idle && !typed.is_empty();
        if Button::new("Exchange with this folder").enabled(ready).pressed(ui) {
            out.push(Action::Do(Errand::Exchange(Some(PathBuf::from(typed)))));
        }
        kit::quiet(
            ui,
            "Nothing on the stick is changed or deleted. Then plug it into the other laptop and do the same there, and once more here.",
        );
    });
}

/// Where a laptop's key vouched for two different records: both notes, and what to do.
fn two_records(ui: &mut Ui, open: &Open<'_>, exchanged: Option<&Exchanged>) {
    let others = open.production.others();
    let tone = palette(ui).caution;
    if !others.forked().is_empty() {
        kit::banner(ui, tone, icon::WARNING, "One laptop, two records.", |_| ());
    }
    for forked in others.forked() {
        kit::card(ui, |ui| {
            kit::title(ui, title(open, forked));
            kit::body(ui, told(open, forked));
            kit::body(ui, FORKED_ADVICE);
            let notes = exchanged.map(|done| &done.notes);
            let digests = std::iter::once(forked.one).chain(forked.other);
            for digest in digests {
                kit::strong(ui, note_line(open, forked.log, digest));
                kit::letters(ui, &format!("objects/{}", path(digest)));
                let text = notes.and_then(|notes| notes.iter().find(|(one, _)| *one == digest));
                if let Some((_, text)) = text {
                    kit::mono(ui, text);
                }
            }
        });
    }
    if !others.overwritten().is_empty() {
        kit::banner(
            ui,
            tone,
            icon::WARNING,
            "A stick gave back other bytes than were put on it.",
            |_| (),
        );
        kit::card(ui, |ui| {
            kit::body(
                ui,
                "What never changes was changed: a broken stick, or a hand. What was found is kept in this production. Use another stick, and keep this one.",
            );
            for one in others.overwritten() {
                kit::letters(ui, &one.path);
                kit::letters(ui, &format!("found: objects/{}", path(one.found)));
            }
        });
    }
}

fn title(open: &Open<'_>, forked: &Forked) -> String {
    if Some(forked.log) == own(open) {
        return "This laptop has another record".to_owned();
    }
    format!("{} has two records", called(open, forked.log))
}

fn told(open: &Open<'_>, forked: &Forked) -> &'static str {
    match (forked.other, Some(forked.log) == own(open)) {
        (None, true) => {
            "The key of this laptop signed lines that are not here: an older copy was put back, or the disk was copied. \
             Nothing is declared any more. Close the production and open it again: it goes on in a new log."
        }
        (_, _) => {
            "Its key signed both of these, and they cannot both be of one record: an older copy was put back there, the disk was \
             copied, or somebody has its key."
        }
    }
}

fn note_line(open: &Open<'_>, log: LogId, digest: Digest) -> String {
    let other = open.production.others().get(log);
    let seen = other.and_then(|other| other.seen.iter().find(|(saw, _)| saw.sha256 == digest));
    match seen {
        Some((saw, at)) => {
            format!("{} lines, root {}, seen {}", saw.size, saw.root, at.clock(open.offset))
        }
        None => "A note".to_owned(),
    }
}

fn path(digest: Digest) -> String {
    let hex = digest.to_string();
    let (folder, rest) = hex.split_at_checked(2).unwrap_or(("", &hex));
    format!("{folder}/{rest}")
}

fn called(open: &Open<'_>, log: LogId) -> String {
    let met = open.production.others().get(log).and_then(|other| other.met.as_ref());
    met.map_or_else(|| format!("Log {log}"), |met| format!("\u{201c}{}\u{201d}", met.device))
}

fn seen(ui: &mut Ui, open: &Open<'_>, log: LogId, other: &Other) {
    kit::card(ui, |ui| {
        kit::title(ui, called(open, log));
        if let Some((saw, at)) = other.newest() {
            let age = open.now.wall.millis().checked_sub(at.millis());
            let age = age.and_then(|age| u64::try_from(age).ok());
            let when = words::clock_and_ago(*at, open.offset, age);
            kit::body(ui, format!("Last checkpoint seen: {} lines, {when}.", saw.size));
        }
        kit::letters(ui, &format!("log {log}"));
        kit::quiet(
            ui,
            "Its key was taken as it came. Compare this number with the one on its own page.",
        );
    });
}

/// What the last exchange came to.
fn came(ui: &mut Ui, done: &Exchanged) {
    kit::card(ui, |ui| {
        kit::title(ui, "Exchanged");
        match &done.unwritten {
            Some(error) => {
                kit::strong(ui, format!("Not everything is on the stick: {error}."));
                kit::body(ui, error.remedy());
            }
            None => {
                kit::body(ui, format!("{} new files for the others.", done.written));
            }
        }
        for laptop in &done.laptops {
            kit::body(ui, news(laptop));
        }
        if done.laptops.is_empty() {
            kit::body(ui, "No other laptop has left anything there yet.");
        }
        for (place, why) in &done.passed_over {
            kit::quiet(ui, format!("{place} {why}."));
        }
    });
}

fn news(laptop: &Laptop) -> String {
    let Laptop { device, size, news, proven, .. } = laptop;
    let proof = if *proven {
        "its lines lead there from all that was seen before"
    } else {
        "nothing there shows yet that it goes on from what was seen before"
    };
    match news {
        News::First => format!("\u{201c}{device}\u{201d}: met for the first time, {size} lines."),
        News::Newer { before } => {
            format!("\u{201c}{device}\u{201d}: {size} lines, {before} when last seen; {proof}.")
        }
        News::Nothing => format!("\u{201c}{device}\u{201d}: nothing new; {size} lines."),
    }
}

/// Across the board while two records of one laptop are known.
pub(super) fn warning(ui: &mut Ui, open: &Open<'_>, out: &mut Vec<Action>) {
    let others = open.production.others();
    if others.forked().is_empty() && others.overwritten().is_empty() {
        return;
    }
    let words = if others.forked().is_empty() {
        "A stick gave back other bytes than were put on it."
    } else {
        "One laptop, two records. Ring the safety officer."
    };
    kit::banner(ui, palette(ui).caution, icon::WARNING, words, |ui| {
        if Button::new("Show both").pressed(ui) {
            out.push(Action::Go(Place::Laptops));
        }
    });
}
