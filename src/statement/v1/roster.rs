//! The body of ROSTER v1: the root, what is asked of security keys, and all that stands, in order of entry.

use super::page::{Page, plain};
use crate::event::Kept;
use crate::statement::StatementError;
use crate::statement::people::Stands;

pub(super) fn body(page: &mut Page<'_>) -> Result<(), StatementError> {
    let past = page.past;
    let root = past.people.root().ok_or(StatementError::NoRoot)?;
    let persons: String = root.persons.iter().map(|person| format!(" {person}")).collect();
    page.line(format_args!("root: {} of{persons}", root.threshold));
    // The line stands only where somebody said so, so that no older text changes.
    match past.people.verification() {
        None => {}
        Some(true) => {
            page.line("policy: a security key counts only where it checked a PIN or a finger");
        }
        Some(false) => page.line("policy: a security key counts without a PIN or a finger"),
    }
    for one in past.people.standing() {
        let line = match one {
            Stands::Person(person) => format!("person: {person} {}", page.name(*person)?),
            Stands::Key(person, key) => {
                let (fingerprint, text) = (plain(&key.fingerprint)?, plain(&key.key)?);
                format!("key: {person} {fingerprint} {text} kept {}", kept(key.kept))
            }
            Stands::Role(person, held) => {
                let until = held.until.map_or_else(|| "-".to_owned(), |until| page.time(until));
                format!("role: {person} {} until {until}", held.role)
            }
        };
        page.line(&line);
    }
    Ok(())
}

fn kept(kept: Kept) -> &'static str {
    match kept {
        Kept::Here => "here",
        Kept::OwnFile => "own_file",
        Kept::Token => "token",
    }
}
