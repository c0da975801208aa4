//! One row as an item, or everything that is wrong in it.

use csv::StringRecord;

use super::column::Column;
use super::layout::Layout;
use super::mistake::{Mistake, Wrong};
use crate::production::NewItem;
use crate::sealed::Particulars;
use crate::terms::{Action, Barrel, ItemKind, LineText};

/// The characters at the start of a cell that make it a formula, also in their wide forms, and the one that hides that.
pub(super) const FORMULA: [char; 9] =
    ['=', '+', '-', '@', '\'', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The most chambers of a gun, and rounds of a magazine or belt.
const MOST_ROUNDS: u32 = 500;

/// The most places of anything else.
const MOST_PLACES: u32 = 1_000;

/// What a row says.
#[derive(Debug)]
pub(super) struct Told {
    /// The tag, where it can be one.
    pub(super) tag: Option<String>,
    /// The item, where nothing is wrong with it.
    pub(super) item: Result<NewItem, Vec<Mistake>>,
    /// What is private of it.
    pub(super) particulars: Particulars,
}

/// Reads a row.
pub(super) fn read(row: &StringRecord, layout: &Layout) -> Told {
    let mut mistakes = Vec::new();
    let tag = tag(layout.cell(row, Column::Tag), &mut mistakes);
    let kind = word(layout.cell(row, Column::Kind), Column::Kind, kind_of, &mut mistakes);
    let action = layout.cell(row, Column::Action);
    let action = part(action, (Column::Action, Action::None), kind, action_of, &mut mistakes);
    let barrel = layout.cell(row, Column::Barrel);
    let barrel = part(barrel, (Column::Barrel, Barrel::None), kind, barrel_of, &mut mistakes);
    let capacity = capacity(layout.cell(row, Column::Capacity), kind, &mut mistakes);
    let particulars = particulars(row, layout, &mut mistakes);
    let mut behind = row.iter().skip(layout.width).map(str::trim);
    // The cell is not shown: behind a comma that was not quoted stands what belongs to a private column.
    if behind.any(|cell| !cell.is_empty()) {
        mistakes.push(Mistake::of_row("", Wrong::Cells { width: layout.width }));
    }
    let item = match (&tag, kind, action, barrel) {
        (Some(tag), Some(kind), Some(action), Some(barrel)) if mistakes.is_empty() => Ok(NewItem {
            kind,
            tag: tag.clone(),
            action,
            barrel,
            capacity,
            known_as: None,
            particulars: None,
        }),
        (_, _, _, _) => Err(mistakes),
    };
    Told { tag, item, particulars }
}

/// The private part of a row.
fn particulars(row: &StringRecord, layout: &Layout, mistakes: &mut Vec<Mistake>) -> Particulars {
    let mut one = |column| {
        let cell = layout.cell(row, column);
        if cell.is_empty() {
            return String::new();
        }
        let text = LineText::parse(cell, LineText::NAME).ok();
        text.filter(|_| !cell.starts_with(FORMULA)).map_or_else(
            || {
                mistakes.push(Mistake::at(column, "", Wrong::Private));
                String::new()
            },
            |text| text.as_str().to_owned(),
        )
    };
    Particulars {
        maker: one(Column::Maker),
        model: one(Column::Model),
        calibre: one(Column::Calibre),
        serial: one(Column::Serial),
        owner: one(Column::Owner),
        load: one(Column::Load),
    }
}

fn tag(cell: &str, mistakes: &mut Vec<Mistake>) -> Option<String> {
    if let Some(first) = cell.chars().next().filter(|first| FORMULA.contains(first)) {
        mistakes.push(Mistake::at(Column::Tag, cell, Wrong::Formula(first)));
        return None;
    }
    match LineText::parse(cell, LineText::TAG) {
        Ok(tag) => Some(tag.as_str().to_owned()),
        Err(error) => {
            mistakes.push(Mistake::at(Column::Tag, cell, Wrong::Text(error)));
            None
        }
    }
}

fn word<T>(
    cell: &str,
    column: Column,
    of: impl Fn(&str) -> Option<T>,
    mistakes: &mut Vec<Mistake>,
) -> Option<T> {
    let word = of(&plain(cell));
    if word.is_none() {
        mistakes.push(Mistake::at(column, cell, Wrong::Word));
    }
    word
}

/// What only guns have: a gun must say it, and nothing else may.
fn part<T: Copy + PartialEq>(
    cell: &str,
    (column, none): (Column, T),
    kind: Option<ItemKind>,
    of: impl Fn(&str) -> Option<T>,
    mistakes: &mut Vec<Mistake>,
) -> Option<T> {
    let said = if cell.is_empty() { Some(none) } else { word(cell, column, of, mistakes) };
    let (said, kind) = (said?, kind?);
    let wrong = match (kind.is_gun(), said == none) {
        (true, true) => Wrong::Lacking(kind),
        (false, false) => Wrong::HasNone(kind),
        (true, false) | (false, true) => return Some(said),
    };
    mistakes.push(Mistake::at(column, cell, wrong));
    None
}

fn capacity(cell: &str, kind: Option<ItemKind>, mistakes: &mut Vec<Mistake>) -> Option<u32> {
    let mut wrong = |wrong| {
        mistakes.push(Mistake::at(Column::Capacity, cell, wrong));
        None
    };
    let must = kind.filter(|kind| {
        kind.is_gun()
            || matches!(kind, ItemKind::DummyTray | ItemKind::BlankTray | ItemKind::Magazine)
    });
    if cell.is_empty() {
        return must.and_then(|kind| wrong(Wrong::HoldsNothing(kind)));
    }
    if !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return wrong(Wrong::Number);
    }
    let rounds = kind.is_none_or(|kind| kind.is_gun() || kind == ItemKind::Magazine);
    let most = if rounds { MOST_ROUNDS } else { MOST_PLACES };
    match (cell.parse::<u32>(), must) {
        (Ok(0), Some(kind)) => wrong(Wrong::HoldsNothing(kind)),
        (Ok(many), _) if many <= most => Some(many),
        // Only digits: what is no number then is one that is too large.
        (Ok(_) | Err(_), _) => wrong(Wrong::TooMany { most }),
    }
}

/// A cell in small letters, with single spaces.
fn plain(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn kind_of(cell: &str) -> Option<ItemKind> {
    ItemKind::ALL.iter().copied().find(|one| one.words() == cell || one.code() == cell)
}

fn action_of(cell: &str) -> Option<Action> {
    Action::ALL.iter().copied().find(|one| one.words() == cell || one.code() == cell)
}

fn barrel_of(cell: &str) -> Option<Barrel> {
    Barrel::ALL.iter().copied().find(|one| one.words() == cell || one.code() == cell)
}
