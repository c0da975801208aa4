//! What is missing, and since when somebody has known it.

use super::{Book, Past, What};
use crate::terms::{ItemId, ItemKind, Place, Stamp, UtcMillis};

/// Something that nobody knows where it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Missing {
    /// Which; it need not be in the book.
    pub item: ItemId,
    /// What it is; `None` where it is not in the book.
    pub kind: Option<ItemKind>,
    /// Since when that is known: as a paper card claims, or as it was recorded, whichever is earlier.
    pub since: UtcMillis,
    /// When it was recorded first.
    pub recorded: Stamp,
}

impl Missing {
    /// Whether the law may ask that it be reported: a gun, and whatever nobody has entered, which may be one.
    #[must_use]
    pub fn is_reported(&self) -> bool {
        self.kind.is_none_or(ItemKind::is_gun)
    }
}

impl Book {
    /// Everything that is missing: what may be a gun first, then by how long it is known.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let known = self.items.values().filter(|item| item.place == Place::Missing);
        let known = known.map(|item| (item.id, Some(item.kind), item.history.as_slice()));
        let strangers = self.strangers().map(|(id, history)| (id, None, history));
        let mut missing: Vec<Missing> = known
            .chain(strangers)
            .filter_map(|(item, kind, history)| {
                let (since, recorded) = known_since(history)?;
                Some(Missing { item, kind, since, recorded })
            })
            .collect();
        missing.sort_by_key(|one| (!one.is_reported(), one.since, one.item));
        missing
    }
}

/// Since when a thing has been missing, if the newest live move of it does not say where it is. What a card claims for a
/// time before it was last seen is of another loss.
fn known_since(history: &[Past]) -> Option<(UtcMillis, Stamp)> {
    let mut told: Vec<(UtcMillis, &Stamp)> = Vec::new();
    let mut seen = None;
    for past in history.iter().rev() {
        let What::Moved { place, card, claimed, .. } = &past.what else { continue };
        if *place == Place::Missing {
            let claimed = claimed.filter(|_| card.is_some());
            told.push((claimed.unwrap_or(past.at.at.wall), &past.at.at));
        } else if card.is_none() {
            seen = Some(past.at.at.wall);
            break;
        }
    }
    let of_this = |(since, _): &&(UtcMillis, &Stamp)| seen.is_none_or(|seen| *since >= seen);
    let since = told.iter().filter(of_this).map(|(since, _)| *since).min();
    let (first, recorded) = told.last()?;
    Some((since.unwrap_or(*first), (*recorded).clone()))
}
