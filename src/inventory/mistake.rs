//! What is wrong in a row: where, what was found, what is expected, and how to mend it.

use std::fmt;

use super::column::Column;
use crate::terms::{Action, Barrel, ItemKind, LineText, TextError, quoted};

/// The longest part of a cell that is shown, in characters.
const LONGEST_SHOWN: usize = 60;

/// One thing that is wrong in a row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// In which column; in the row as a whole where none is named.
    pub column: Option<Column>,
    /// What stands there, as far as it is shown.
    pub found: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// A tag that cannot be taken as a text.
    Text(TextError),
    /// A tag that a spreadsheet program would read as a formula, or hide a part of.
    Formula(char),
    /// The same tag stands in another row.
    TwiceHere {
        /// Its line.
        line: u64,
    },
    /// The tag is on another item in the book.
    InTheBook {
        /// What that is.
        is: String,
    },
    /// No word for a kind, an action or a barrel.
    Word,
    /// A gun must have one.
    Lacking(ItemKind),
    /// Such an item has none.
    HasNone(ItemKind),
    /// No whole number.
    Number,
    /// Such an item must hold something.
    HoldsNothing(ItemKind),
    /// More than such an item can hold.
    TooMany {
        /// The most that is taken.
        most: u32,
    },
    /// A private part that cannot be kept; what stands there is not shown.
    Private,
    /// More cells than the first row.
    Cells {
        /// How many the first row has.
        width: usize,
    },
    /// A cell goes on over several lines.
    Lines {
        /// The last line of the row.
        to: u64,
    },
}

impl Mistake {
    /// A mistake in what stands in a column.
    pub(super) fn at(column: Column, found: &str, wrong: Wrong) -> Self {
        Self { column: Some(column), found: shown(found), wrong }
    }

    /// A mistake in a row as a whole.
    pub(super) fn of_row(found: &str, wrong: Wrong) -> Self {
        Self { column: None, found: shown(found), wrong }
    }

    /// What is expected there.
    #[must_use]
    pub fn expected(&self) -> String {
        match &self.wrong {
            Wrong::Text(TextError::Empty) => "the tag on the item".to_owned(),
            Wrong::Text(TextError::TooLong { .. }) => {
                format!("a tag of at most {} characters", LineText::TAG)
            }
            Wrong::Text(TextError::Hidden { .. }) => {
                "a tag of characters that can be seen".to_owned()
            }
            Wrong::Formula(_) => "a tag that begins with a letter or a digit".to_owned(),
            Wrong::TwiceHere { .. } => "a tag that no other row has".to_owned(),
            Wrong::InTheBook { .. } => "a tag that no other item has".to_owned(),
            Wrong::Word | Wrong::Lacking(_) => self.words(),
            Wrong::HasNone(_) => "nothing".to_owned(),
            Wrong::Number => "a whole number in digits".to_owned(),
            Wrong::HoldsNothing(kind) => match kind {
                ItemKind::DummyTray | ItemKind::BlankTray => "how many places it has".to_owned(),
                ItemKind::Revolver
                | ItemKind::Pistol
                | ItemKind::Rifle
                | ItemKind::Shotgun
                | ItemKind::MachineGun
                | ItemKind::BlackPowder
                | ItemKind::BlankOnly
                | ItemKind::Replica
                | ItemKind::Rubber
                | ItemKind::Airsoft
                | ItemKind::Flash
                | ItemKind::Magazine
                | ItemKind::Container => "how many rounds it can hold".to_owned(),
            },
            Wrong::TooMany { most } => format!("at most {most}"),
            Wrong::Private => format!(
                "at most {} characters that can be seen, the first of them none that begins a formula",
                LineText::NAME
            ),
            Wrong::Cells { width } => format!("{width} cells, as in the first row"),
            Wrong::Lines { .. } => "one line".to_owned(),
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match &self.wrong {
            Wrong::Text(TextError::Empty) => "Write what stands on the item.".to_owned(),
            Wrong::Text(TextError::TooLong { .. }) => "Write it shorter.".to_owned(),
            Wrong::Text(TextError::Hidden { code }) => {
                format!("Delete the character U+{code:04X}, or type the tag anew.")
            }
            Wrong::Formula(first) => {
                format!(
                    "Leave out the {first} at its start; a spreadsheet program takes it for a formula."
                )
            }
            Wrong::TwiceHere { line } => {
                format!("Compare it with line {line}, and take out or mend one of the two.")
            }
            Wrong::InTheBook { is } => {
                format!("There it is: {is}. Look at both items, and mend the row or its tag.")
            }
            Wrong::Word => "Write one of these words.".to_owned(),
            Wrong::Lacking(_) => "Look at the gun, and write one of these words.".to_owned(),
            Wrong::HasNone(_) => "Leave the cell empty, or mend the kind.".to_owned(),
            Wrong::Number => "Write digits only: 6, not six and not 6.0.".to_owned(),
            Wrong::HoldsNothing(_) => "Look at the item, and write the number.".to_owned(),
            Wrong::TooMany { .. } => "Look at the item, and mend the number.".to_owned(),
            Wrong::Private => "Mend the cell, or leave it empty.".to_owned(),
            Wrong::Cells { .. } => {
                "Put a cell that holds the separator into quotation marks.".to_owned()
            }
            Wrong::Lines { to } => format!(
                "Look for a quotation mark that is not closed; nothing up to line {to} was read."
            ),
        }
    }

    /// The words that are taken in its column; of a gun, none that says it has none.
    fn words(&self) -> String {
        let gun = matches!(self.wrong, Wrong::Lacking(_));
        let all: Vec<&str> = match self.column {
            Some(Column::Kind) => ItemKind::ALL.iter().map(|one| one.words()).collect(),
            Some(Column::Action) => {
                let fit = Action::ALL.iter().filter(|one| !gun || **one != Action::None);
                fit.map(|one| one.words()).collect()
            }
            Some(Column::Barrel) => {
                let fit = Barrel::ALL.iter().filter(|one| !gun || **one != Barrel::None);
                fit.map(|one| one.words()).collect()
            }
            Some(
                Column::Tag
                | Column::Capacity
                | Column::Maker
                | Column::Model
                | Column::Calibre
                | Column::Serial
                | Column::Owner
                | Column::Load,
            )
            | None => Vec::new(),
        };
        format!("one of: {}", all.join("; "))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(column) = self.column {
            write!(f, "{}: ", column.name())?;
        }
        match &self.wrong {
            Wrong::Text(TextError::Empty) => f.write_str("nothing stands there"),
            Wrong::Text(TextError::TooLong { found, .. }) => {
                write!(f, "{} has {found} characters", self.found)
            }
            Wrong::Text(TextError::Hidden { .. }) => {
                write!(f, "{} holds a hidden character", self.found)
            }
            Wrong::Formula(first) => write!(f, "{} begins with {first}", self.found),
            Wrong::TwiceHere { line } => write!(f, "{} stands in line {line} too", self.found),
            Wrong::InTheBook { .. } => {
                write!(f, "{} is in the book already", self.found)
            }
            Wrong::Word => write!(f, "{} is not known", self.found),
            Wrong::Lacking(kind) => {
                write!(f, "found {}, and the kind has one ({})", self.found, kind.words())
            }
            Wrong::HasNone(kind) => {
                write!(f, "found {}, and the kind has none ({})", self.found, kind.words())
            }
            Wrong::Number => write!(f, "{} is no number of rounds or places", self.found),
            Wrong::HoldsNothing(kind) => {
                write!(f, "found {}, and the kind holds some ({})", self.found, kind.words())
            }
            Wrong::TooMany { .. } => write!(f, "{} is more than any has", self.found),
            Wrong::Private => f.write_str("what stands there cannot be kept"),
            Wrong::Cells { .. } => f.write_str("the row has more cells"),
            Wrong::Lines { to } => write!(f, "the row goes on up to line {to}"),
        }
    }
}

/// What was found, in quotation marks, with every deceiving character escaped; "nothing" where there is nothing.
fn shown(found: &str) -> String {
    if found.is_empty() {
        return "nothing".to_owned();
    }
    let mut start: String = found.chars().take(LONGEST_SHOWN).collect();
    if found.chars().nth(LONGEST_SHOWN).is_some() {
        start.push('\u{2026}');
    }
    quoted(&start)
}
