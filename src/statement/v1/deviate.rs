//! The body of DEVIATION v1: from which list, by which overlay, what is done otherwise, why, and until when.

use super::page::Page;
use crate::event::Prepared;
use crate::statement::StatementError;
use crate::terms::quoted;

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let past = page.past;
    let about = prepared.about.as_deref().unwrap_or_default();
    let said = past
        .lists
        .deviation(about)
        .ok_or_else(|| StatementError::About { about: about.to_owned() })?;
    let asked = &said.what;
    let (time, by) = (page.time(said.at), page.person(asked.by)?);
    page.line(format_args!("asked: {time} | by {by}"));
    page.file(&asked.list);
    page.file(&asked.file);
    page.line(format_args!("what: {}", quoted(&asked.what)));
    page.line(format_args!("why: {}", quoted(&asked.why)));
    let until = page.time(asked.until);
    page.line(format_args!("until: {until}"));
    Ok(())
}
