//! The body of SHEET v1: what names the witness since the last sheet, each row struck or not.

use super::page::Page;
use crate::event::{Prepared, RowRef, Witness};
use crate::statement::StatementError;
use crate::statement::row::{RowWhat, SheetRow};
use crate::terms::{PersonId, Role, quoted};

pub(super) fn body(page: &mut Page<'_>, prepared: &Prepared) -> Result<(), StatementError> {
    let past = page.past;
    let about = prepared.about.as_deref().unwrap_or_default();
    let witness: PersonId =
        about.parse().ok().ok_or_else(|| StatementError::About { about: about.to_owned() })?;
    match prepared.signers.as_slice() {
        [slot] if slot.person == witness => {}
        _ => return Err(StatementError::Signer),
    }
    let rows = past.sheet_rows(witness);
    let is = |row: &SheetRow, at: &RowRef| (row.seq, row.i) == (at.seq, at.i);
    for (place, at) in prepared.struck.iter().enumerate() {
        let twice = prepared.struck.iter().take(place).any(|other| other == at);
        if twice || !rows.iter().any(|row| is(row, at)) {
            return Err(StatementError::Struck { seq: at.seq, i: at.i });
        }
    }
    page.line(format_args!("since: {}", past.since(witness)));
    page.line(format_args!("lines: {}, struck {}", rows.len(), prepared.struck.len()));
    for (number, one) in (1u64..).zip(rows) {
        let struck = prepared.struck.iter().any(|at| is(one, at));
        let text = row(page, one, struck)?;
        page.line(format_args!("  {number}. {text}"));
    }
    Ok(())
}

/// One row without its number.
pub(super) fn row(
    page: &mut Page<'_>,
    row: &SheetRow,
    struck: bool,
) -> Result<String, StatementError> {
    let what = match &row.what {
        RowWhat::Proven { tag, words, run, witnesses } => {
            let run = run.map_or_else(
                || "-".to_owned(),
                |run| {
                    format!(
                        "run {}: {} answers, {} withdrawn, {} stops",
                        run.run, run.answers, run.withdrawn, run.stops
                    )
                },
            );
            let who = page.who(roles(witnesses))?;
            format!("proven | {} {words} | {run} | seen by {who}", quoted(tag))
        }
        RowWhat::Shown { tags, by, to } => {
            let tags: Vec<_> = tags.iter().map(|tag| quoted(tag)).collect();
            let by = page.person(*by)?;
            let to = page.who(to.iter().map(|one| (&one.role, one.person)))?;
            format!("shown | {} | by {by} | to {to}", tags.join(", "))
        }
        RowWhat::Settled { stop, witnesses, restart } => {
            let who = page.who(roles(witnesses))?;
            let from = restart.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            format!("stop settled | {stop} | by {who} | from {from}")
        }
        RowWhat::Breach { code, tag, act, from, to } => {
            let (from, to) = (page.person_or(*from)?, page.person_or(*to)?);
            let (code, act) = (code.code(), act.code());
            format!("breach {code} | {} {act} | from {from} to {to}", quoted(tag))
        }
        RowWhat::Added { person, role, witnesses } => {
            let person = page.person(*person)?;
            let who = page.who(roles(witnesses))?;
            format!("added for now | {person} {role} | by {who}")
        }
    };
    let card = row.card.map(|card| format!(" | RECORDED AFTER, card {card}")).unwrap_or_default();
    let struck = if struck { " | STRUCK: not seen by me" } else { "" };
    Ok(format!("{}.{} | {} | {what}{card}{struck}", row.seq, row.i, page.time(row.at)))
}

fn roles(witnesses: &[Witness]) -> impl Iterator<Item = (&Role, Option<PersonId>)> {
    witnesses.iter().map(|one| (&one.role, Some(one.person)))
}
