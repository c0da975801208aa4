//! Correcting what stands on the boxes of a lot: what was entered wrong stays in the log, and this stands from then on.

use egui::Ui;

use super::add;
use crate::custody::Lot;
use crate::gui::kit::{self, Button};
use crate::gui::theme::icon;
use crate::gui::view::Open;
use crate::production::{Ask, Command, ReadAgain};
use crate::terms::{ItemId, LotId, PersonId, RoundKind, Tell};

/// What was read again.
#[derive(Debug, Default)]
pub(super) struct Draft {
    of: Option<LotId>,
    tag: String,
    maker: String,
    calibre: String,
    load: String,
    tell: Option<Tell>,
    guns: Vec<ItemId>,
    why: String,
    by: Option<PersonId>,
}

impl Draft {
    /// Begins with what stands in the record.
    fn of(lot: &Lot) -> Self {
        let added = &lot.added;
        Self {
            of: Some(lot.id),
            tag: added.tag.clone(),
            maker: added.maker.clone(),
            calibre: added.calibre.clone(),
            load: added.load.clone().unwrap_or_default(),
            tell: added.tell,
            guns: added.guns.clone(),
            ..Self::default()
        }
    }
}

/// Draws the form; what it comes to.
pub(super) fn show(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut Draft) -> Option<Command> {
    if draft.of != Some(lot.id) {
        *draft = Draft::of(lot);
    }
    kit::body(ui, "Read the box again. What was entered before stays in the log.");
    kit::field(ui, "Number on the boxes, read again", "", &mut draft.tag);
    kit::field(ui, "Maker, read again", "", &mut draft.maker);
    kit::field(ui, "Calibre, read again", "", &mut draft.calibre);
    match lot.added.kind {
        RoundKind::Blank => {
            kit::field(ui, "Load, read again", "", &mut draft.load);
        }
        RoundKind::Dummy => {
            let tells: Vec<_> = Tell::ALL.iter().map(|t| (*t, t.words().to_owned())).collect();
            draft.tell = kit::choose(ui, "Told by, read again", &tells, draft.tell).or(draft.tell);
        }
    }
    add::made_for(ui, open, "Made for, read again", &mut draft.guns);
    kit::field(ui, "Why it was entered wrong", "read off the wrong box", &mut draft.why);
    let handlers: Vec<_> = open.handlers().into_iter().map(|one| (one, open.name(one))).collect();
    draft.by = kit::choose(ui, "Read by", &handlers, draft.by).or(draft.by);
    let tag = &lot.added.tag;
    let whole = draft.by.filter(|_| !draft.why.trim().is_empty());
    let correct = Button::new("Correct it").name(format!("Correct {tag} now")).first();
    if !correct.icon(icon::CHECK).enabled(whole.is_some() && !open.saving).pressed(ui) {
        return None;
    }
    let by = whole?;
    let read = ReadAgain {
        tag: draft.tag.trim().to_owned(),
        maker: draft.maker.trim().to_owned(),
        calibre: draft.calibre.trim().to_owned(),
        load: Some(draft.load.trim().to_owned()).filter(|load| !load.is_empty()),
        tell: draft.tell,
        guns: draft.guns.clone(),
    };
    let why = draft.why.trim().to_owned();
    *draft = Draft::default();
    Some(Command::Ask(Ask::CorrectLot { lot: lot.id, read, why, by }))
}
