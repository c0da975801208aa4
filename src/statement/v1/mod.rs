//! The templates of version 1, frozen: a change of any byte they write is a new version beside them.

mod amend;
mod approve;
mod deviate;
mod handover;
mod page;
mod ratify;
mod restart;
mod roster;
mod sheet;
mod signoff;

use page::Page;

use crate::event::{HandoverOut, Prepared, StatementKind};
use crate::statement::past::Past;
use crate::statement::{Covered, LONGEST_TEXT, Names, SheetRow, StatementError, Text};
use crate::terms::UtcMillis;

/// What was prepared, in which line, and when.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) number: u64,
    pub(super) prepared: &'a Prepared,
    pub(super) at: UtcMillis,
}

/// The text of the statement that was prepared after all that `past` was fed.
pub(super) fn text(
    past: &Past,
    asked: Asked<'_>,
    covered: &Covered,
    names: &Names,
) -> Result<Text, StatementError> {
    let prepared = asked.prepared;
    if prepared.template != 1 {
        return Err(StatementError::Template { template: prepared.template });
    }
    let mut page = Page::new(past, names, prepared.offset);
    page.head(prepared)?;
    match prepared.kind {
        StatementKind::Roster => roster::body(&mut page)?,
        StatementKind::Sheet => sheet::body(&mut page, prepared)?,
        StatementKind::Signoff => signoff::body(&mut page, prepared)?,
        StatementKind::Approve => approve::body(&mut page, prepared)?,
        StatementKind::Deviate => deviate::body(&mut page, prepared)?,
        StatementKind::Amend => amend::body(&mut page, prepared)?,
        StatementKind::Restart => restart::body(&mut page, prepared)?,
        StatementKind::Ratify => ratify::body(&mut page, prepared)?,
        StatementKind::Handover => handover::body(&mut page, prepared)?,
    }
    let with_names = prepared.kind != StatementKind::Roster;
    let text = page.record(asked, covered, with_names)?;
    if text.len() > LONGEST_TEXT {
        return Err(StatementError::TooLong { bytes: text.len() });
    }
    Ok(Text::new(asked.number, prepared.kind, text))
}

/// The lines of a HANDOVER that follow from its record alone.
pub(super) fn handover_rows(said: &HandoverOut) -> Vec<String> {
    handover::rows(said)
}

/// One row of a sheet without its number.
pub(super) fn row_text(
    past: &Past,
    row: &SheetRow,
    offset: i32,
    struck: bool,
    names: &Names,
) -> Result<String, StatementError> {
    sheet::row(&mut Page::new(past, names, offset), row, struck)
}
