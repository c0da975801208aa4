//! Entering a lot with what two people counted.

use egui::Ui;

use super::act::witness;
use crate::gui::action::Action;
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Ask, Command, NewLot};
use crate::terms::{ItemId, PersonId, RoundKind, Tell};

/// What was typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    kind: Option<RoundKind>,
    tag: String,
    maker: String,
    calibre: String,
    load: String,
    tell: Option<Tell>,
    guns: Vec<ItemId>,
    count: String,
    first: Option<PersonId>,
    second: Option<PersonId>,
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::section(ui, "Enter a lot", |ui| {
        kit::card(ui, |ui| {
            form(ui, open, draft);
            let new = whole(open, draft);
            let add = Button::new("Enter the lot").first().icon(icon::PLUS);
            if add.enabled(new.is_some() && !open.saving).pressed(ui)
                && let Some(new) = new
            {
                out.push(Action::Submit(Command::Ask(Ask::AddLot(new))));
                *draft = Draft::default();
            }
        });
    });
}

fn form(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    let kinds: Vec<_> = RoundKind::ALL.iter().map(|k| (*k, k.words().to_owned())).collect();
    draft.kind = kit::choose(ui, "What they are", &kinds, draft.kind).or(draft.kind);
    kit::field(ui, "Number on the boxes", "B-100", &mut draft.tag);
    kit::field(ui, "Maker", "", &mut draft.maker);
    kit::field(ui, "Calibre, as on the box", "", &mut draft.calibre);
    match draft.kind {
        Some(RoundKind::Blank) => {
            kit::field(ui, "Load, as on the box", "half load", &mut draft.load);
        }
        Some(RoundKind::Dummy) => {
            let tells: Vec<_> = Tell::ALL.iter().map(|t| (*t, t.words().to_owned())).collect();
            draft.tell = kit::choose(ui, "Told by", &tells, draft.tell).or(draft.tell);
        }
        None => {}
    }
    made_for(ui, open, "Made for, where the box says so", &mut draft.guns);
    kit::field(ui, "How many, counted by two", "50", &mut draft.count);
    let handlers: Vec<_> = open.handlers().into_iter().map(|one| (one, open.name(one))).collect();
    draft.first = kit::choose(ui, "Counted by", &handlers, draft.first).or(draft.first);
    let others: Vec<_> = open
        .roster
        .people()
        .map(|person| person.id)
        .filter(|one| Some(*one) != draft.first)
        .map(|one| (one, open.name(one)))
        .collect();
    draft.second = kit::choose(ui, "And by", &others, draft.second).or(draft.second);
}

/// The guns that they are made for, one key each.
pub(super) fn made_for(ui: &mut Ui, open: &Open<'_>, label: &str, chosen: &mut Vec<ItemId>) {
    let guns: Vec<_> = open
        .book
        .items()
        .into_iter()
        .filter(|item| item.kind.is_gun())
        .map(|item| (item.id, item.tag.clone()))
        .collect();
    if !guns.is_empty()
        && let Some(gun) = kit::toggle(ui, label, &guns, chosen)
    {
        if chosen.contains(&gun) {
            chosen.retain(|one| *one != gun);
        } else {
            chosen.push(gun);
        }
    }
}

/// The lot, once nothing is missing.
fn whole(open: &Open<'_>, draft: &Draft) -> Option<NewLot> {
    let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let kind = draft.kind?;
    let (load, tell) = match kind {
        RoundKind::Blank => (Some(text(&draft.load)?), None),
        RoundKind::Dummy => (None, Some(draft.tell?)),
    };
    Some(NewLot {
        kind,
        tag: text(&draft.tag)?,
        maker: text(&draft.maker)?,
        calibre: text(&draft.calibre)?,
        load,
        tell,
        guns: draft.guns.clone(),
        count: draft.count.trim().parse().ok()?,
        witnesses: vec![witness(open, draft.first?)?, witness(open, draft.second?)?],
    })
}
