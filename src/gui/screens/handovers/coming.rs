//! Taking in: a file is chosen, checked, shown row by row, compared with a voice or paper, and then taken in at one press.

use std::collections::BTreeMap;

use egui::Ui;

use super::typed;
use crate::gui::action::{Action, Errand};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{Type, icon, palette};
use crate::gui::view::{Open, View};
use crate::production::{Coming, Incoming, IncomingRow};
use crate::session::HandoverCame;
use crate::terms::{ItemId, PersonId};
use crate::words;

/// How much of a fingerprint is typed.
const TYPED: usize = 12;

/// What was read and typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    path: String,
    came: Option<HandoverCame>,
    fingerprint: String,
    tags: BTreeMap<ItemId, String>,
    by: Option<PersonId>,
}

impl Draft {
    /// A file was read; what was typed for another goes with that one.
    pub(super) fn came(&mut self, came: HandoverCame) {
        self.came = Some(came);
        self.fingerprint.clear();
        self.tags.clear();
    }
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let Some(came) = draft.came.take() else {
        choose(ui, view, draft, out);
        return;
    };
    let mut kept = true;
    let other = Button::new("Another file").icon(icon::FOLDER);
    if other.pressed(ui) {
        kept = false;
    }
    let by = draft.by.filter(|by| open.handlers().contains(by)).or(open.handler());
    head(ui, &came);
    if let Some(by) = by {
        let tags: Vec<(ItemId, String)> =
            draft.tags.iter().map(|(item, tag)| (*item, tag.clone())).collect();
        let incoming = came.incoming(by, &draft.fingerprint, &tags);
        if checked(ui, open, &incoming, draft) && take(ui, open, (by, draft), &incoming) {
            let fingerprint = std::mem::take(&mut draft.fingerprint);
            let came = Box::new(came.clone());
            out.push(Action::Do(Errand::TakeInHandover { came, by, typed: fingerprint, tags }));
            kept = false;
        }
    } else {
        kit::strong(ui, "No handler is in the book: enter one under People.");
    }
    if kept {
        draft.came = Some(came);
    }
}

fn choose(ui: &mut Ui, view: View<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    let idle = view.jobs.is_empty();
    kit::card(ui, |ui| {
        kit::body(
            ui,
            "A hand-over file of another unit, a rental house or a range. All of it is checked before you see it, and nothing is written before you have.",
        );
        if view.dialogs {
            let button = Button::new("Choose the file\u{2026}").first().icon(icon::FOLDER);
            if button.enabled(idle).pressed(ui) {
                out.push(Action::Do(Errand::ReadHandover(None)));
            }
        } else {
            kit::quiet(ui, words::NO_DIALOGS);
        }
        let label = if view.dialogs { "Or type its path" } else { "Path of the file" };
        let hint = format!("{}/showclear-handover.zip", view.home);
        kit::field(ui, label, &hint, &mut draft.path);
        let path = typed(&draft.path);
        let read = Button::new("Read it").enabled(idle && path.is_some());
        if read.pressed(ui) {
            out.push(Action::Do(Errand::ReadHandover(path)));
        }
    });
}

/// From whom it is, as it says itself.
fn head(ui: &mut Ui, came: &HandoverCame) {
    let (text, said) = (&came.read.text, &came.read.said);
    kit::title(ui, format!("From {}: hand-over {}", text.title, said.number));
    let taker = text.taker.as_ref().map_or_else(String::new, |to| format!(", taken along by {to}"));
    kit::body(
        ui,
        format!(
            "Recorded {} by their clock, to {}; given by {} ({}){taker}.",
            text.recorded,
            said.unit,
            text.name,
            text.role.words()
        ),
    );
}

/// What speaks against it as a whole; whether nothing does.
fn checked(ui: &mut Ui, open: &Open<'_>, incoming: &Incoming, draft: &mut Draft) -> bool {
    if let Some(fault) = open.production.against_file(incoming) {
        let words = fault.to_string();
        kit::banner(ui, palette(ui).stop, icon::PROHIBIT, &words, |ui| {
            kit::body(ui, fault.remedy());
        });
        return false;
    }
    kit::card(ui, |ui| match open.production.knows_key(incoming) {
        Some(trust) => {
            let words = format!("Unaltered, signed by {}.", trust.words());
            kit::pill(ui, palette(ui).in_force, icon::CHECK, &words, Type::Strong);
            kit::letters(ui, &incoming.fingerprint);
        }
        None => {
            kit::strong(ui, "Unaltered, but nobody here knows the key that signed it.");
            kit::body(
                ui,
                format!(
                    "Let them read the fingerprint out from their roster sheet or screen, and type its first {TYPED} letters after SHA256. The file itself cannot vouch for them, so it is not shown here before.",
                ),
            );
            kit::field(ui, "Fingerprint, as they say it", "SHA256:", &mut draft.fingerprint);
        }
    });
    true
}

/// The rows and the press; whether it was pressed.
fn take(
    ui: &mut Ui,
    open: &Open<'_>,
    (by, draft): (PersonId, &mut Draft),
    incoming: &Incoming,
) -> bool {
    let rows = open.production.incoming_rows(incoming);
    for row in &rows {
        one(ui, open, row, draft);
    }
    for rounds in &incoming.said.rounds {
        let tray = incoming.said.items.iter().find(|one| one.item == rounds.tray);
        let tray = tray.map_or_else(|| rounds.tray.to_string(), |one| one.tag.clone());
        kit::quiet(
            ui,
            format!(
                "{tray}: {} of lot {} in it, as they say. Count it; the ledger moves by your count alone.",
                rounds.n, rounds.lot
            ),
        );
    }
    kit::quiet(
        ui,
        "Serial numbers are not in the file. Read them from the things and the manifest.",
    );
    let people: Vec<(PersonId, String)> =
        open.handlers().into_iter().map(|one| (one, open.name(one))).collect();
    if let Some(by) = kit::choose(ui, "Taken in by", &people, Some(by)) {
        draft.by = Some(by);
    }
    let come = rows.iter().filter(|row| row.coming.comes()).count();
    let left = rows.len().saturating_sub(come);
    let many = if come == 1 { "1 item".to_owned() } else { format!("{come} items") };
    let ready = come > 0 && !open.saving && open.broken.is_none();
    let pressed = Button::new(format!("Take in {many}, UNVERIFIED"))
        .first()
        .icon(icon::PLUS)
        .enabled(ready)
        .pressed(ui);
    if left > 0 {
        let noun = if left == 1 { "1 item is" } else { "Some items are" };
        kit::strong(ui, format!("{noun} left out, as said above ({left} of {}).", rows.len()));
    }
    pressed
}

fn one(ui: &mut Ui, open: &Open<'_>, row: &IncomingRow, draft: &mut Draft) {
    let item = &row.item;
    kit::card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            kit::title(ui, &item.tag);
            let colours = palette(ui);
            let (tone, sign) = if row.coming.comes() {
                (colours.accent, icon::PLUS)
            } else {
                (colours.caution, icon::PROHIBIT)
            };
            kit::pill(ui, tone, sign, &row.coming.words(), Type::Strong);
        });
        let mut words = format!(
            "{}; last recorded there: {}, {}",
            item.words(),
            item.state().words(),
            item.place.words()
        );
        if let Some(seal) = &item.seal {
            words.push_str(&format!("; seal {seal}"));
        }
        kit::body(ui, words);
        kit::quiet(ui, row.coming.remedy());
        let wants_a_tag = match row.coming {
            Coming::TagTaken | Coming::BadTag => true,
            Coming::New { .. }
            | Coming::Back { .. }
            | Coming::HeldHere { .. }
            | Coming::TakenBefore { .. }
            | Coming::Older
            | Coming::OtherThing
            | Coming::BadRow => false,
        };
        if wants_a_tag || draft.tags.contains_key(&item.item) {
            let tag = draft.tags.entry(item.item).or_default();
            let label = format!("Another tag for {}", item.tag);
            let hint = format!("{} B", item.tag);
            kit::field(ui, &label, &hint, tag);
        }
        if let Coming::HeldHere { .. } = row.coming
            && let Some(here) = open.book.item(item.item)
        {
            kit::quiet(ui, format!("In the book here as {}.", here.tag));
        }
    });
}
