//! The whole file: every row that may be taken in, every row with what is wrong in it, and what was left out.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::MOST_ROWS;
use super::column::Column;
use super::fault::FileFault;
use super::layout::{Layout, is_blank, rows};
use super::mistake::{Mistake, Wrong};
use super::row::{self, Told};
use super::text::{self, Lines};
use super::write::is_sample;
use crate::custody::{Book, Item};
use crate::production::NewItem;
use crate::sealed::Particulars;
use crate::terms::{Action, Barrel};

/// A row that may be taken in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GoodRow {
    /// The line in which it begins.
    pub line: u64,
    /// The item.
    pub item: NewItem,
    /// What is private of it.
    pub particulars: Particulars,
    /// What has the same serial number; somebody has to look at both.
    pub twin: Option<Twin>,
}

/// Something that has the serial number of a row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Twin {
    /// Another row, by its line.
    Row(u64),
    /// An item in the book, by its tag.
    InTheBook(String),
}

/// A row that is not taken in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BadRow {
    /// The line in which it begins.
    pub line: u64,
    /// Everything that is wrong in it.
    pub mistakes: Vec<Mistake>,
}

/// What a file holds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reading {
    /// What may be taken in, in the order of the file.
    pub good: Vec<GoodRow>,
    /// What may not, in the order of the file.
    pub bad: Vec<BadRow>,
    /// How many rows tell just what the book tells already.
    pub in_the_book: usize,
    /// How many of those have particulars here that are not the ones known of the item.
    pub other_particulars: usize,
    /// How many rows are samples of the template.
    pub samples: usize,
    /// How many rows stand behind the last one that is read.
    pub not_read: usize,
    /// The columns that are not read.
    pub unknown: Vec<String>,
}

/// Reads a file against the book; `known` are the particulars of its items by their tags, as far as they can be read here.
///
/// # Errors
///
/// When nothing of it can be read: another encoding, no first row with the columns.
pub fn read(
    bytes: &[u8],
    book: &Book,
    known: &[(String, Particulars)],
) -> Result<Reading, FileFault> {
    let text = text::of(bytes)?;
    let (mut reader, layout) = rows(text)?;
    let mut lines = Lines::of(text.as_bytes());
    let mut reading = Reading { unknown: layout.unknown.clone(), ..Reading::default() };
    let mut told = Vec::new();
    let mut row = StringRecord::new();
    loop {
        let before = reader.position().byte();
        let more = reader.read_record(&mut row);
        if !more.map_err(|error| FileFault::Rows(error.to_string()))? {
            break;
        }
        if is_blank(&row) {
            continue;
        }
        let lines = span(text.as_bytes(), before, reader.position().byte(), &mut lines);
        if is_sample(layout.cell(&row, Column::Tag)) && lines.0 == lines.1 {
            reading.samples += 1;
        } else if told.len() == MOST_ROWS {
            reading.not_read += 1;
        } else {
            told.push((lines.0, tell(&row, &layout, lines)));
        }
    }
    settle(told, book, known, &mut reading);
    Ok(reading)
}

/// The first and the last line of the row between two places; the end of the line before belongs to no row.
fn span(bytes: &[u8], from: u64, to: u64, lines: &mut Lines<'_>) -> (u64, u64) {
    let place = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
    let (from, to) = (place(from), place(to));
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let row = bytes.get(from..to).unwrap_or_default();
    let skipped = row.iter().take_while(|byte| is_end(byte)).count();
    let trailing = row.iter().rev().take_while(|byte| is_end(byte)).count();
    let first = lines.at(from + skipped);
    (first, lines.at(to.saturating_sub(trailing)).max(first))
}

/// What a row says; of one that goes on over several lines nothing is believed.
fn tell(row: &StringRecord, layout: &Layout, (from, to): (u64, u64)) -> Told {
    if from == to {
        return row::read(row, layout);
    }
    let mistake = Mistake::of_row("", Wrong::Lines { to });
    Told { tag: None, item: Err(vec![mistake]), particulars: Particulars::default() }
}

/// Holds the rows against each other and against the book.
fn settle(
    told: Vec<(u64, Told)>,
    book: &Book,
    private: &[(String, Particulars)],
    reading: &mut Reading,
) {
    let serials = Serials::of(&told, private);
    let known: BTreeMap<String, &Item> =
        book.items().into_iter().map(|item| (item.tag.to_lowercase(), item)).collect();
    let mut lines: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (line, told) in &told {
        if let Some(tag) = &told.tag {
            lines.entry(tag.to_lowercase()).or_default().push(*line);
        }
    }
    for (line, told) in told {
        let mut mistakes = Vec::new();
        let lower = told.tag.as_deref().map(str::to_lowercase).unwrap_or_default();
        let at = |wrong| Mistake::at(Column::Tag, told.tag.as_deref().unwrap_or_default(), wrong);
        // Nobody can say which of two is meant, so neither is taken in.
        let other = lines.get(&lower).and_then(|all| all.iter().find(|one| **one != line));
        mistakes.extend(other.map(|other| at(Wrong::TwiceHere { line: *other })));
        let item = known.get(&lower).copied();
        let same = item.is_some_and(|item| told.item.as_ref().is_ok_and(|new| is_same(item, new)));
        if let Some(item) = item.filter(|_| !same) {
            mistakes.push(at(Wrong::InTheBook { is: particulars(item) }));
        }
        match told.item {
            Ok(_) if mistakes.is_empty() && same => {
                reading.in_the_book += 1;
                let is_known = |(tag, known): &(String, Particulars)| {
                    tag.to_lowercase() == lower && *known == told.particulars
                };
                if !told.particulars.is_empty() && !private.iter().any(is_known) {
                    reading.other_particulars += 1;
                }
            }
            Ok(item) if mistakes.is_empty() => {
                let twin = serials.twin(line, &told.particulars);
                reading.good.push(GoodRow { line, item, particulars: told.particulars, twin });
            }
            Ok(_) => reading.bad.push(BadRow { line, mistakes }),
            Err(own) => {
                mistakes.extend(own);
                reading.bad.push(BadRow { line, mistakes });
            }
        }
    }
}

/// Everything that has a serial number, by what is left of the number without blanks and capitals.
struct Serials(BTreeMap<String, Vec<(Twin, Particulars)>>);

impl Serials {
    fn of(told: &[(u64, Told)], known: &[(String, Particulars)]) -> Self {
        let mut all: BTreeMap<String, Vec<(Twin, Particulars)>> = BTreeMap::new();
        let rows = told.iter().map(|(line, told)| (Twin::Row(*line), &told.particulars));
        let known = known.iter().map(|(tag, known)| (Twin::InTheBook(tag.clone()), known));
        for (twin, particulars) in known.chain(rows) {
            if let Some(serial) = particulars.plain_serial() {
                all.entry(serial).or_default().push((twin, particulars.clone()));
            }
        }
        Self(all)
    }

    /// What else has the serial number of a row.
    fn twin(&self, line: u64, particulars: &Particulars) -> Option<Twin> {
        let all = self.0.get(&particulars.plain_serial()?)?;
        let other = |(twin, other): &&(Twin, Particulars)| {
            *twin != Twin::Row(line) && other.same_serial(particulars)
        };
        all.iter().find(other).map(|(twin, _)| twin.clone())
    }
}

fn is_same(item: &Item, new: &NewItem) -> bool {
    let told = (item.kind, item.action, item.barrel, item.capacity);
    told == (new.kind, new.action, new.barrel, new.capacity)
}

/// What an item is, as far as that kind of thing has an action, a barrel, places.
fn particulars(item: &Item) -> String {
    let mut words = vec![item.kind.words().to_owned()];
    if item.action != Action::None {
        words.push(item.action.words().to_owned());
    }
    if item.barrel != Barrel::None {
        words.push(format!("barrel {}", item.barrel.words()));
    }
    words.extend(item.capacity.map(|many| format!("holds {many}")));
    words.join(", ")
}
