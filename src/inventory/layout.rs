//! What separates the cells, and which column stands where: both by the first row.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::column::Column;
use super::fault::FileFault;

/// What may stand between cells; of equals the first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Where each column stands.
#[derive(Debug)]
pub(super) struct Layout {
    places: [(Column, Option<usize>); Column::ALL.len()],
    /// How many cells the first row has.
    pub(super) width: usize,
    /// The columns that are not read.
    pub(super) unknown: Vec<String>,
}

impl Layout {
    /// The cell of a column; a row that ends before it, or a file that has no such column, has nothing there.
    pub(super) fn cell<'a>(&self, row: &'a StringRecord, column: Column) -> &'a str {
        let place = self.places.iter().find(|(one, _)| *one == column);
        place.and_then(|(_, place)| row.get((*place)?)).unwrap_or_default().trim()
    }
}

/// The rows of a text, separated as its first row is; that row has been read.
pub(super) fn rows(text: &str) -> Result<(Reader<&[u8]>, Layout), FileFault> {
    let mut best: Option<(usize, Reader<&[u8]>, StringRecord)> = None;
    for separator in SEPARATORS {
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut first = StringRecord::new();
        // An empty first row is passed over, as spreadsheets do.
        let there = loop {
            let there = reader
                .read_record(&mut first)
                .map_err(|error| FileFault::Rows(error.to_string()))?;
            if !there || !is_blank(&first) {
                break there;
            }
        };
        if !there {
            return Err(FileFault::Empty);
        }
        let known = first.iter().filter(|cell| Column::named(cell).is_some()).count();
        if best.as_ref().is_none_or(|(most, ..)| known > *most) {
            best = Some((known, reader, first));
        }
    }
    let (_, reader, first) = best.ok_or(FileFault::Empty)?;
    Ok((reader, layout(&first)?))
}

/// Whether nothing stands in a row.
pub(super) fn is_blank(row: &StringRecord) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn layout(first: &StringRecord) -> Result<Layout, FileFault> {
    let mut missing = Vec::new();
    let mut places = Column::ALL.map(|column| (column, None));
    for (column, place) in &mut places {
        let mut all =
            first.iter().enumerate().filter(|(_, cell)| Column::named(cell) == Some(*column));
        match (all.next(), all.next()) {
            (Some((at, _)), None) => *place = Some(at),
            (Some(_), Some(_)) => return Err(FileFault::Twice(*column)),
            (None, _) if column.is_needed() => missing.push(*column),
            (None, _) => {}
        }
    }
    if !missing.is_empty() {
        return Err(FileFault::Missing { missing });
    }
    let unknown = first.iter().filter(|cell| Column::named(cell).is_none());
    let unknown = unknown.map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned);
    Ok(Layout { places, width: first.len(), unknown: unknown.collect() })
}
