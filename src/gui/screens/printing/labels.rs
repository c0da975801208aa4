//! Labels to be printed: of which trays, boxes, slots, lots and people, and from which place of a begun sheet on.

use egui::Ui;

use crate::gui::action::Action;
use crate::gui::kit;
use crate::gui::view::{Open, View};
use crate::report::{Format, PaperError, labels, labels_of, per_sheet, sticker};
use crate::terms::{ItemId, Label, LotId, PersonId};

/// What was chosen and typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    items: Vec<ItemId>,
    lots: Vec<LotId>,
    people: Vec<PersonId>,
    slots: bool,
    start: String,
    path: String,
    failed: Option<PaperError>,
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    format: Format,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::body(ui, "A scanner reads them wherever an item or a person is picked.");
    kit::quiet(
        ui,
        "Not for guns, nor for what looks like one: oil, rain and hands take a label off, and a code that was scanned is not the gun that was looked at. A gun is picked by the tag on it.",
    );
    let items = open.book.items().into_iter().filter(|item| item.kind.takes_a_label());
    let items: Vec<(ItemId, String)> = items.map(|item| (item.id, item.tag.clone())).collect();
    pick(ui, "Trays, magazines, boxes", &items, &mut draft.items);
    let ways = [(false, "One for each".to_owned()), (true, "One for each slot too".to_owned())];
    if let Some(slots) = kit::choose(ui, "Slots", &ways, Some(draft.slots)) {
        draft.slots = slots;
    }
    let lots = open.production.rounds().lots().into_iter();
    let lots: Vec<(LotId, String)> = lots.map(|lot| (lot.id, lot.added.tag.clone())).collect();
    pick(ui, "Boxes of the lots", &lots, &mut draft.lots);
    let people: Vec<(PersonId, String)> =
        open.roster.people().map(|one| (one.id, open.name(one.id))).collect();
    pick(ui, "People", &people, &mut draft.people);
    let per = per_sheet(format);
    let words = format!("First free label of a begun sheet, 1 to {per}");
    kit::field(ui, &words, "1", &mut draft.start);
    let typed = draft.start.trim();
    let start = if typed.is_empty() { Some(1) } else { typed.parse::<usize>().ok() };
    let start = start.filter(|start| (1..=per).contains(start));
    let items = draft.items.iter().flat_map(|item| labels_of(open.production, *item, draft.slots));
    let all: Vec<Label> = items
        .chain(draft.lots.iter().copied().map(Label::Lot))
        .chain(draft.people.iter().copied().map(Label::Person))
        .collect();
    match start {
        Some(start) if !all.is_empty() => {
            let sheets = (start - 1 + all.len()).div_ceil(per);
            kit::caption(ui, format!("{} labels, {per} to a sheet: {sheets} sheets.", all.len()));
        }
        Some(_) => {
            kit::caption(ui, "Choose what gets a label.");
        }
        None => {
            kit::strong(ui, format!("Count along the rows: a number from 1 to {per}."));
        }
    }
    if let Some(error) = draft.failed {
        kit::strong(ui, error.to_string());
    }
    let name = "labels.pdf";
    let ready = start.is_some() && !all.is_empty();
    let to = super::to(ui, view, ("the labels", name), ready, &mut draft.path);
    if let (Some(path), Some(start)) = (to, start) {
        let name_of = |person| open.name(person);
        let all = all.into_iter().filter_map(|label| sticker(open.production, &name_of, label));
        let paper = labels(format, start, &all.collect::<Vec<_>>());
        super::write((path, name), paper, &mut draft.failed, out);
    }
}

/// Any of several; a press puts one in or takes it out.
fn pick<T: Copy + PartialEq>(ui: &mut Ui, label: &str, all: &[(T, String)], chosen: &mut Vec<T>) {
    if all.is_empty() {
        return;
    }
    if let Some(one) = kit::toggle(ui, label, all, chosen) {
        if chosen.contains(&one) {
            chosen.retain(|other| *other != one);
        } else {
            chosen.push(one);
        }
    }
}
