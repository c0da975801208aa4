//! A picture outside runs, of an item or of a paper card: the form that brings one, and those that were brought.

use egui::Ui;

use super::{Asked, Brought};
use crate::event::PhotoAdded;
use crate::gui::action::{Action, Errand, FileFor};
use crate::gui::kit::{self, BESIDE, Button, Pictures};
use crate::gui::theme::icon;
use crate::gui::view::{Open, View};
use crate::production::{Command, Happened};
use crate::session::{Attachment, Object, Wanted};
use crate::terms::{Digest, ItemId, UtcMillis};

/// As many are shown of one thing.
const MOST: usize = 12;

/// The picture that is being brought.
#[derive(Default)]
pub(in crate::gui::screens) struct Draft {
    of: Option<(Option<ItemId>, Option<u32>)>,
    said: String,
    brought: Brought,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("of", &self.of).finish_non_exhaustive()
    }
}

impl Draft {
    /// Sets out to bring one, of an item, a card or both.
    pub(in crate::gui::screens) fn ask(&mut self, item: Option<ItemId>, card: Option<u32>) {
        *self = Self { of: Some((item, card)), ..Self::default() };
    }

    /// Whether one is being brought of this item, on the page of items.
    pub(in crate::gui::screens) fn is_of(&self, item: ItemId) -> bool {
        self.of == Some((Some(item), None))
    }

    /// Whether one is being brought of this card.
    fn is_of_card(&self, number: u32) -> bool {
        matches!(self.of, Some((_, Some(card))) if card == number)
    }

    /// The page was left: what was not recorded is not kept.
    pub(in crate::gui::screens) fn put_away(&mut self) {
        if self.of.is_some() {
            *self = Self::default();
        }
    }

    /// A file that was read; `false` where nothing here asks for it any more.
    pub(in crate::gui::screens) fn attached(&mut self, at: &FileFor, file: &Attachment) -> bool {
        let here = self.of.is_some_and(|(item, card)| *at == FileFor::Photo(item, card));
        if here {
            self.brought.add(file.clone());
        }
        here
    }
}

/// Draws the form, and has what was brought recorded.
pub(in crate::gui::screens) fn form(
    ui: &mut Ui,
    view: View<'_>,
    open: &Open<'_>,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let Some((item, card)) = draft.of else { return };
    kit::quiet(ui, "It stays on this laptop: bundles name it by its checksum and do not hold it.");
    kit::field(ui, "What is on it, without names (may stay empty)", "", &mut draft.said);
    let asked = Asked { wanted: Wanted::Picture, least: 1, most: 1 };
    let at = FileFor::Photo(item, card);
    let ready = !open.saving;
    if super::show(ui, view, &at, asked, ready, &mut draft.brought, out)
        && let Some(file) = draft.brought.files.first()
    {
        let said = Some(draft.said.trim().to_owned()).filter(|said| !said.is_empty());
        let object: Object = file.object.clone();
        let photo = PhotoAdded { item, card, object: object.digest, said };
        out.push(Action::SubmitWith(Command::Happened(Happened::Photo(photo)), vec![object]));
        *draft = Draft::default();
        return;
    }
    if Button::new("No photo").icon(icon::X).quiet().pressed(ui) {
        *draft = Draft::default();
    }
}

/// The pictures of a card, and the way to another: of the item as well, where it is known which.
pub(in crate::gui::screens) fn of_card(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    (item, number): (Option<ItemId>, u32),
    (draft, pictures): (&mut Draft, &mut Pictures),
    out: &mut Vec<Action>,
) {
    if draft.is_of_card(number) {
        form(ui, view, open, draft, out);
    } else if Button::new("Photo of the card").icon(icon::PLUS).pressed(ui) {
        draft.ask(item, Some(number));
    }
    let seen = open.production.photos_of_card(number).iter().map(Seen::of).collect();
    all(ui, open, seen, pictures, out);
}

/// A picture as it is shown.
pub(in crate::gui::screens) struct Seen {
    /// Its bytes.
    pub(in crate::gui::screens) object: Digest,
    /// What is said of it.
    pub(in crate::gui::screens) said: String,
    /// When it was recorded.
    pub(in crate::gui::screens) at: UtcMillis,
    /// The paper card that it is of, or that its run is entered from.
    pub(in crate::gui::screens) card: Option<u32>,
}

impl Seen {
    /// One that was brought outside runs.
    pub(in crate::gui::screens) fn of(photo: &crate::production::Photo) -> Self {
        Self {
            object: photo.added.object,
            said: photo.added.said.clone().unwrap_or_else(|| "no words with it".to_owned()),
            at: photo.at.wall,
            card: photo.added.card,
        }
    }
}

/// Draws pictures, the newest first and each once; they are read as they come into sight.
pub(in crate::gui::screens) fn all(
    ui: &mut Ui,
    open: &Open<'_>,
    mut seen: Vec<Seen>,
    pictures: &mut Pictures,
    out: &mut Vec<Action>,
) {
    seen.sort_by_key(|one| std::cmp::Reverse(one.at));
    let mut drawn: Vec<Digest> = Vec::new();
    for one in seen {
        if drawn.contains(&one.object) {
            continue;
        }
        if drawn.len() == MOST {
            kit::quiet(ui, "Older ones stand in their runs, or in the log.");
            break;
        }
        drawn.push(one.object);
        ui.horizontal_wrapped(|ui| {
            match open.pictures.get(&one.object) {
                Some(Some(pixels)) => {
                    pictures.show(ui, (one.object, pixels), &one.said, BESIDE);
                }
                Some(None) => {}
                None => out.push(Action::Do(Errand::LookAt(one.object))),
            }
            let card = one.card.map_or_else(String::new, |card| format!(", card {card}"));
            kit::caption(ui, format!("{}{card}: {}", open.clock(one.at), one.said));
        });
    }
}
