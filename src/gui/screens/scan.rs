//! What a scanner read, as the thing of this production that it names.

use crate::gui::view::Open;
use crate::terms::{ItemId, Label, LotId, PersonId};

/// What was scanned.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Heard {
    /// An item, by its label or by its tag.
    Item(ItemId),
    /// A lot.
    Lot(LotId),
    /// A person.
    Person(PersonId),
    /// A paper card.
    Card(u32),
}

/// What becomes of a scan.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::gui) enum Scanned {
    /// The page took it.
    Taken,
    /// A paper card: it is taken up, and its page is shown.
    Card,
    /// It is of this production, and nothing here asks for it; or nothing here takes a code at all.
    NotAsked,
    /// The page takes codes, and this is none of this production.
    Unknown,
}

/// The thing that was scanned: by a printed label, else by its very tag. A gun is known by its tag alone: a label with its
/// code was not printed here, whoever made it.
pub(super) fn heard(open: &Open<'_>, text: &str) -> Option<Heard> {
    let Some(label) = Label::parse(text) else {
        return open.book.by_tag(text).map(|item| Heard::Item(item.id));
    };
    match label {
        Label::Item(item) | Label::Slot(item, _) => {
            let known = open.book.item(item).filter(|item| item.kind.takes_a_label())?;
            Some(Heard::Item(known.id))
        }
        Label::Lot(lot) => open.production.rounds().lot(lot).map(|lot| Heard::Lot(lot.id)),
        Label::Person(person) => open.roster.person(person).map(|one| Heard::Person(one.id)),
        Label::Card(_, number) => Some(Heard::Card(number)),
    }
}

/// What a scan says at a step that asks for words: the tag of an item whose label it is, else the very text.
pub(super) fn as_words(open: &Open<'_>, text: &str) -> String {
    match Label::parse(text).and_then(|_| heard(open, text)) {
        Some(Heard::Item(item)) => open.tag(item),
        Some(Heard::Lot(lot)) => {
            let lot = open.production.rounds().lot(lot);
            lot.map_or_else(|| text.to_owned(), |lot| lot.added.tag.clone())
        }
        Some(Heard::Person(_) | Heard::Card(_)) | None => text.to_owned(),
    }
}
