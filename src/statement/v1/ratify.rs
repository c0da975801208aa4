//! The body of RATIFICATION v1: the STOP, what was agreed by phone, and how work went on.

use super::page::Page;
use super::restart::{by_phone, of, told};
use crate::event::Prepared;
use crate::statement::StatementError;

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let alarm = of(page, prepared)?;
    let missing = || StatementError::About { about: prepared.about.clone().unwrap_or_default() };
    let phoned = alarm.phoned.as_ref().ok_or_else(missing)?;
    let settled = alarm.settled.as_ref().ok_or_else(missing)?;
    told(page, alarm)?;
    let phoned = by_phone(page, phoned)?;
    page.line(format_args!("by phone: {phoned}"));
    let time = page.time(settled.at);
    let who = page.who(settled.what.iter().map(|one| (&one.role, Some(one.person))))?;
    let statement = alarm.restart.as_ref().map_or_else(|| "-".to_owned(), |(n, _)| n.to_string());
    page.line(format_args!("settled: {time} | by {who} | restart {statement}"));
    Ok(())
}
