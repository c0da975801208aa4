//! The frame of every statement: its head, its record lines, and how people and times are written in between.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use super::Asked;
use crate::event::{Created, FileAs, Prepared, RunFile};
use crate::statement::kind::first_lines;
use crate::statement::past::Past;
use crate::statement::{Covered, Names, StatementError};
use crate::terms::{PersonId, Role, State, UtcMillis, quoted};

/// A text in the making.
pub(super) struct Page<'a> {
    pub(super) past: &'a Past,
    names: &'a Names,
    offset: i32,
    named: BTreeSet<PersonId>,
    text: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(past: &'a Past, names: &'a Names, offset: i32) -> Self {
        // Room for a text of usual length, so that it is not copied while it grows.
        let text = String::with_capacity(4096);
        Self { past, names, offset, named: BTreeSet::new(), text }
    }

    /// Words of a line that is not yet at its end.
    pub(super) fn put(&mut self, words: impl fmt::Display) {
        // Writing into a String cannot fail.
        let _written = write!(self.text, "{words}");
    }

    /// The words, or the rest of them, and the end of their line.
    pub(super) fn line(&mut self, words: impl fmt::Display) {
        self.put(words);
        self.text.push('\n');
    }

    /// `PERSON`, remembered for the `name:` lines.
    pub(super) fn person(&mut self, person: PersonId) -> Result<String, StatementError> {
        self.named.insert(person);
        self.name(person)
    }

    /// `PERSON or -`
    pub(super) fn person_or(&mut self, person: Option<PersonId>) -> Result<String, StatementError> {
        person.map_or_else(|| Ok("-".to_owned()), |person| self.person(person))
    }

    /// `list|unit|overlay: Q(id) revision n sha256:hex`
    pub(super) fn file(&mut self, file: &RunFile) {
        let label = match file.used_as {
            FileAs::List => "list",
            FileAs::Unit => "unit",
            FileAs::Overlay => "overlay",
        };
        let id = quoted(&file.id);
        self.line(format_args!("{label}: {id} revision {} sha256:{}", file.rev, file.sha256));
    }

    /// The id of somebody whose name stands in the `name:` lines.
    pub(super) fn id(&mut self, person: PersonId) -> String {
        self.named.insert(person);
        person.to_string()
    }

    /// `WHO, WHO`
    pub(super) fn who<'w>(
        &mut self,
        who: impl IntoIterator<Item = (&'w Role, Option<PersonId>)>,
    ) -> Result<String, StatementError> {
        let who: Vec<String> = who
            .into_iter()
            .map(|(role, person)| match person {
                None => Ok(role.to_string()),
                Some(person) => Ok(format!("{role} {}", self.person(person)?)),
            })
            .collect::<Result<_, StatementError>>()?;
        Ok(who.join(", "))
    }

    pub(super) fn time(&self, at: UtcMillis) -> String {
        at.local(self.offset)
    }

    /// `PERSON` where it is not remembered: in the signers' lines and in a roster.
    pub(super) fn name(&self, person: PersonId) -> Result<String, StatementError> {
        let name = self.past.people.name(person).ok_or(StatementError::NoPerson { person })?;
        self.names
            .get(&name)
            .map(|text| quoted(text))
            .ok_or(StatementError::NoName { person, name })
    }

    /// From the first line to the last `signer:`.
    pub(super) fn head(&mut self, prepared: &Prepared) -> Result<(), StatementError> {
        self.text.push_str(&first_lines(prepared.kind, self.created()?.mode));
        self.line(format_args!("meaning: {}", quoted(&prepared.meaning)));
        if let Some(one) = &prepared.declares {
            let (tag, _) =
                self.past.items.get(&one.item).ok_or(StatementError::NoItem { item: one.item })?;
            let state = State {
                condition: one.condition,
                n: one.n,
                of: one.of,
                load: one.load.as_deref().map(Into::into),
            };
            let until = one
                .until
                .map(|until| format!(", at the latest until {}", self.time(until)))
                .unwrap_or_default();
            self.line(format_args!("declares: {} {}{until}", quoted(tag), state.words()));
        }
        for slot in &prepared.signers {
            let name = self.name(slot.person)?;
            let key = plain(&slot.key)?;
            self.line(format_args!("signer: {} {} {key} {name}", slot.role, slot.person));
        }
        Ok(())
    }

    /// The record lines, and with them the whole text.
    pub(super) fn record(
        mut self,
        asked: Asked<'_>,
        covered: &Covered,
        with_names: bool,
    ) -> Result<String, StatementError> {
        if with_names {
            for person in std::mem::take(&mut self.named) {
                let name = self.name(person)?;
                self.line(format_args!("name: {person} {name}"));
            }
        }
        let created = self.created()?;
        self.line(format_args!("production: {} {}", created.production, quoted(&created.title)));
        self.line(format_args!("log: {}", plain(&created.origin)?));
        let roster = self.past.roster().map_or_else(|| "-".to_owned(), |n| n.to_string());
        self.line(format_args!("roster: {roster}"));
        self.line(format_args!("prepared: {}", self.time(asked.at)));
        self.line(format_args!("times: {}, laptop clock, not attested", zone(self.offset)));
        self.line(format_args!("size: {}", asked.number));
        self.line(format_args!("root: {}", covered.root));
        self.line(format_args!("SHA256 ({}) = {}", covered.segment, covered.sha256));
        Ok(self.text)
    }

    fn created(&self) -> Result<&'a Created, StatementError> {
        self.past.created.as_ref().ok_or(StatementError::NoLog)
    }
}

/// A word that the template does not quote: an id, a key, a fingerprint; it must not look like anything else.
pub(super) fn plain(word: &str) -> Result<&str, StatementError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.:/+=@ ".contains(c);
    let found = !word.is_empty() && word.chars().all(is_plain);
    found.then_some(word).ok_or_else(|| StatementError::Word { word: word.to_owned() })
}

fn zone(offset: i32) -> String {
    let minutes = offset.unsigned_abs();
    let sign = if offset < 0 { '-' } else { '+' };
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
