//! What a printed code names: an item, a slot of one, a lot, a person, or a numbered card.

use std::fmt;

use super::{ItemId, LogId, LotId, PersonId};

/// What every code of this program begins with.
const FIRST: &str = "SC";

/// The longest code, in characters.
const LONGEST: usize = 40;

/// What a code names. It is written in capitals and digits alone, which scanners type alike on most keyboards and which take
/// the least room in a picture; small letters are read as well.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Label {
    /// An item that is no gun.
    Item(ItemId),
    /// A numbered slot of an item, from 1.
    Slot(ItemId, u16),
    /// A lot of blanks or dummies: its boxes.
    Lot(LotId),
    /// A person.
    Person(PersonId),
    /// A paper card, with the log that took its number.
    Card(LogId, u32),
}

impl Label {
    /// Reads a code; `None` for whatever this program did not print.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST || !text.chars().all(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let small = text.to_ascii_lowercase();
        let rest = small.strip_prefix(&FIRST.to_ascii_lowercase())?;
        let (sort, rest) = rest.split_at_checked(1)?;
        let label = match sort {
            "i" => Self::Item(format!("i-{rest}").parse().ok()?),
            "s" => {
                let (item, slot) = rest.split_at_checked(6)?;
                Self::Slot(format!("i-{item}").parse().ok()?, slot.parse().ok()?)
            }
            "l" => Self::Lot(format!("b-{rest}").parse().ok()?),
            "p" => Self::Person(format!("p-{rest}").parse().ok()?),
            "c" => {
                let (log, number) = rest.split_once('n')?;
                Self::Card(log.parse().ok()?, number.parse().ok()?)
            }
            _ => return None,
        };
        // One thing has one code: no zeros before a number, and no slot or card 0.
        (label.to_string().eq_ignore_ascii_case(text) && !label.is_none()).then_some(label)
    }

    fn is_none(self) -> bool {
        match self {
            Self::Slot(_, 0) | Self::Card(_, 0) => true,
            Self::Item(_) | Self::Slot(..) | Self::Lot(_) | Self::Person(_) | Self::Card(..) => {
                false
            }
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = |id: String| id.chars().skip(2).collect::<String>().to_ascii_uppercase();
        f.write_str(FIRST)?;
        match self {
            Self::Item(item) => write!(f, "I{}", bare(item.to_string())),
            Self::Slot(item, slot) => write!(f, "S{}{slot}", bare(item.to_string())),
            Self::Lot(lot) => write!(f, "L{}", bare(lot.to_string())),
            Self::Person(person) => write!(f, "P{}", bare(person.to_string())),
            Self::Card(log, number) => {
                write!(f, "C{}N{number}", log.to_string().to_ascii_uppercase())
            }
        }
    }
}
