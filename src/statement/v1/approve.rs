//! The body of APPROVAL v1: the exact bytes that become this production's, and who proposed them.

use super::page::Page;
use crate::event::Prepared;
use crate::statement::StatementError;
use crate::terms::quoted;

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let past = page.past;
    let about = prepared.about.as_deref().unwrap_or_default();
    let said = past
        .lists
        .submitted(about)
        .ok_or_else(|| StatementError::About { about: about.to_owned() })?;
    let (time, by) = (page.time(said.at), page.person(said.what.by)?);
    page.line(format_args!("proposed: {time} | by {by}"));
    page.line(format_args!("title: {}", quoted(&said.what.title)));
    for file in &said.what.files {
        page.file(file);
    }
    Ok(())
}
