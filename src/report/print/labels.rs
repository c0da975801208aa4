//! Sheets of labels with a code and its words, on the common grids, from any free place on.

use crate::production::Production;
use crate::report::paper::{Format, Paper, PaperError, Style};
use crate::terms::{ItemId, Label, PersonId};

/// The most slots of one item that get a label.
const SLOTS: u32 = 200;

/// One label.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sticker {
    /// What its code names.
    pub label: Label,
    /// What is read from afar.
    pub big: String,
    /// What it is.
    pub small: String,
}

/// A grid of labels on a sheet: how many across and down, the first corner, the size of one, and from one to the next, in
/// points.
#[derive(Clone, Copy, Debug)]
struct Grid {
    across: usize,
    down: usize,
    first: (f32, f32),
    size: (f32, f32),
    step: (f32, f32),
}

impl Grid {
    /// A4: 3 across, 7 down, 63.5 by 38.1 mm. Letter: 3 across, 10 down, 2 5/8 by 1 inch.
    fn of(format: Format) -> Self {
        match format {
            Format::A4 => Self {
                across: 3,
                down: 7,
                first: (20.4, 42.9),
                size: (180.0, 108.0),
                step: (187.1, 108.0),
            },
            Format::Letter => Self {
                across: 3,
                down: 10,
                first: (13.5, 36.0),
                size: (189.0, 72.0),
                step: (198.0, 72.0),
            },
        }
    }
}

/// How many labels a sheet of a paper has.
#[must_use]
pub fn per_sheet(format: Format) -> usize {
    let grid = Grid::of(format);
    grid.across * grid.down
}

/// The label of something of this production; `None` of what is not in it, and of guns and what looks like them.
#[must_use]
pub fn sticker(
    production: &Production,
    name: &dyn Fn(PersonId) -> String,
    label: Label,
) -> Option<Sticker> {
    let item = |id: ItemId| production.book().item(id).filter(|item| item.kind.takes_a_label());
    let (big, small) = match label {
        Label::Item(id) => item(id).map(|item| (item.tag.clone(), item.kind.words().to_owned()))?,
        Label::Slot(id, slot) => {
            let item = item(id)?;
            (format!("{} \u{2013} {slot}", item.tag), format!("slot {slot}, {}", item.kind.words()))
        }
        Label::Lot(lot) => {
            let added = &production.rounds().lot(lot)?.added;
            let load = added.load.as_deref().unwrap_or_default();
            let words =
                format!("lot of {}, {} {load} {}", added.kind.words(), added.calibre, added.maker);
            (added.tag.clone(), words)
        }
        Label::Person(person) => {
            production.roster().person(person)?;
            (name(person), "person".to_owned())
        }
        Label::Card(..) => return None,
    };
    Some(Sticker { label, big, small })
}

/// Every label of an item: its own, and where asked one for each of its slots.
#[must_use]
pub fn labels_of(production: &Production, item: ItemId, slots: bool) -> Vec<Label> {
    let many = production.book().item(item).and_then(|item| item.capacity).unwrap_or_default();
    let many = u16::try_from(many.min(SLOTS)).unwrap_or_default();
    let each = (1..=many).filter(|_| slots).map(|slot| Label::Slot(item, slot));
    std::iter::once(Label::Item(item)).chain(each).collect()
}

/// Sheets of labels, the first of them on the place `start` of the first sheet, counted from 1 along the rows.
///
/// # Errors
///
/// When the program's fonts cannot be read.
pub fn labels(format: Format, start: usize, all: &[Sticker]) -> Result<Paper, PaperError> {
    let grid = Grid::of(format);
    let per = grid.across * grid.down;
    let before = start.saturating_sub(1) % per;
    let mut paper = Paper::new(format, "Labels")?.without_feet();
    for (at, one) in all.iter().enumerate() {
        let place = (before + at) % per;
        if at == 0 || place == 0 {
            paper.page();
        }
        let (column, row) = ((place % grid.across) as f32, (place / grid.across) as f32);
        let left = grid.first.0 + column * grid.step.0;
        let top = grid.first.1 + row * grid.step.1;
        let side = (grid.size.1 - 12.0).min(76.0);
        let middle = top + grid.size.1 / 2.0;
        let code = one.label.to_string();
        paper.code((left + 4.0, middle - side / 2.0), side, &code);
        let (x, width) = (left + side + 8.0, grid.size.0 - side - 14.0);
        if paper.wrapped(Style::bold(13.0), width, &one.big).len() > 1 {
            paper.block(Style::bold(11.0), (x, middle - 18.0), width, 2, &one.big);
        } else {
            paper.line(Style::bold(17.0), (x, middle - 6.0), width, &one.big);
        }
        paper.block(Style::plain(8.0), (x, middle + 8.0), width, 2, &one.small);
        paper.line(Style::plain(6.5), (x, middle + 30.0), width, &code);
    }
    Ok(paper)
}
