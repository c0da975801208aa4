//! Reading a HANDOVER text that another laptop wrote: each of its lines is what its record says, or it is not taken.

use std::str::{FromStr, Lines};

use super::kind::first_lines;
use super::v1;
use crate::event::{HandoverOut, Mode, StatementKind};
use crate::terms::{LogId, PersonId, ProductionId, Role, unquoted};

/// What a HANDOVER text says beside its record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HandedText {
    /// Whether it is of a drill.
    pub mode: Mode,
    /// The role in which its signer signed.
    pub role: Role,
    /// Who signed.
    pub signer: PersonId,
    /// The fingerprint of the key.
    pub key: String,
    /// The signer's name.
    pub name: String,
    /// When it was recorded, by that laptop's clock, as the text prints it.
    pub recorded: String,
    /// The name of whoever takes it along.
    pub taker: Option<String>,
    /// From which production.
    pub production: ProductionId,
    /// Its title.
    pub title: String,
    /// From which log of it.
    pub log: LogId,
}

/// Why a text is not taken: its number of the line, from 1, and what should stand there.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line} of its text is not as it must be: {expected}")]
pub struct HandedFault {
    /// Which line, from 1.
    pub line: usize,
    /// What should stand there.
    pub expected: &'static str,
}

/// Reads `text`, which `said` is the record of.
///
/// # Errors
///
/// At the first line that is another than this version writes for that record.
pub fn read_handed(text: &str, said: &HandoverOut) -> Result<HandedText, HandedFault> {
    let live = first_lines(StatementKind::Handover, Mode::Live);
    let drill = first_lines(StatementKind::Handover, Mode::Drill);
    let (mode, rest) = match (text.strip_prefix(&live), text.strip_prefix(&drill)) {
        (Some(rest), _) => (Mode::Live, rest),
        (None, Some(rest)) => (Mode::Drill, rest),
        (None, None) => {
            return Err(HandedFault { line: 1, expected: "the title of a hand-over, version 1" });
        }
    };
    if !text.ends_with('\n') || text.contains('\r') {
        return Err(HandedFault { line: 1, expected: "lines that end in a line feed" });
    }
    let mut at = Reader { lines: rest.lines(), line: 2 };
    at.label("meaning: ", "what is signed", unquoted)?;
    let (role, signer, key, name) = at.label("signer: ", "one signer", signer)?;
    let recorded = at.label("handover: ", "its number, unit and time", |text| head(text, said))?;
    let given = format!("{} ", said.by);
    let by = at.label("given by: ", "who gives it", |text| unquoted(text.strip_prefix(&given)?))?;
    if signer != said.by || by != name {
        return at.fault("the giver, who signs it");
    }
    let taker =
        at.label("taken along by: ", "who takes it along", |text| match (said.to, text) {
            (None, "-") => Some(None),
            (None, _) => None,
            (Some(to), _) => unquoted(text.strip_prefix(&format!("{to} "))?).map(Some),
        })?;
    for line in v1::handover_rows(said) {
        at.label(&line, "what the record says", |text| text.is_empty().then_some(()))?;
    }
    // In order of the ids; whoever gives and takes at once stands there once.
    let mut named: Vec<(PersonId, String)> = vec![(said.by, by)];
    named.extend(said.to.zip(taker.clone()).filter(|(to, _)| *to != said.by));
    named.sort_by_key(|(person, _)| *person);
    for (person, name) in &named {
        let person = format!("name: {person} ");
        at.label(&person, "the names of those in it", |text| {
            (unquoted(text).as_ref() == Some(name)).then_some(())
        })?;
    }
    let (production, title) = at.label("production: ", "its production", |text| {
        let (id, title) = text.split_once(' ')?;
        Some((exact::<ProductionId>(id)?, unquoted(title)?))
    })?;
    let log = at.label("log: ", "its log", |text| {
        let prefix = match mode {
            Mode::Live => format!("showclear/{production}/"),
            Mode::Drill => format!("showclear-drill/{production}/"),
        };
        exact::<LogId>(text.strip_prefix(&prefix)?)
    })?;
    at.label("roster: ", "its roster", |text| {
        (text == "-" || exact::<u64>(text).is_some()).then_some(())
    })?;
    at.label("prepared: ", "when it was prepared", |text| is_time(text).then_some(()))?;
    at.label("times: UTC", "whose clock it is", |text| {
        text.ends_with(", laptop clock, not attested").then_some(())
    })?;
    let _size = at.label("size: ", "how many lines it covers", exact::<u64>)?;
    at.label("root: ", "the root over them", |text| is_base64(text).then_some(()))?;
    let file = format!("SHA256 (log/{log}/");
    at.label(&file, "the file of the log", |text| {
        let (name, hash) = text.split_once(") = ")?;
        let digits = name.strip_suffix(".jsonl")?;
        let hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
        let fits = digits.chars().all(|c| c.is_ascii_digit()) && digits.len() >= 5;
        (fits && hash.len() == 64 && hash.chars().all(hex)).then_some(())
    })?;
    if at.lines.next().is_some() {
        return at.fault("its end");
    }
    Ok(HandedText { mode, role, signer, key, name, recorded, taker, production, title, log })
}

struct Reader<'t> {
    lines: Lines<'t>,
    line: usize,
}

impl<'t> Reader<'t> {
    fn label<T>(
        &mut self,
        label: &str,
        expected: &'static str,
        read: impl FnOnce(&'t str) -> Option<T>,
    ) -> Result<T, HandedFault> {
        self.line += 1;
        let text = self.lines.next().and_then(|line| line.strip_prefix(label));
        text.and_then(read).ok_or(HandedFault { line: self.line, expected })
    }

    fn fault<T>(&self, expected: &'static str) -> Result<T, HandedFault> {
        Err(HandedFault { line: self.line, expected })
    }
}

/// A value that is written back as it was read.
fn exact<T: FromStr + ToString>(text: &str) -> Option<T> {
    text.parse::<T>().ok().filter(|value| value.to_string() == text)
}

fn signer(text: &str) -> Option<(Role, PersonId, String, String)> {
    let (role, rest) = text.split_once(' ')?;
    let (person, rest) = rest.split_once(' ')?;
    let (key, name) = rest.split_once(' ')?;
    Some((exact(role)?, exact(person)?, key.to_owned(), unquoted(name)?))
}

fn head(text: &str, said: &HandoverOut) -> Option<String> {
    let rest = text.strip_prefix(&format!("{} | recorded ", said.number))?;
    let back = if said.back { "comes back here" } else { "does not come back" };
    let end = format!(" | to {} | {back}", crate::terms::quoted(&said.unit));
    let time = rest.strip_suffix(&end)?;
    is_time(time).then(|| time.to_owned())
}

/// `YYYY-MM-DD HH:MM:SS`
fn is_time(text: &str) -> bool {
    text.len() == 19
        && text
            .chars()
            .zip("0000-00-00 00:00:00".chars())
            .all(|(c, form)| if form == '0' { c.is_ascii_digit() } else { c == form })
}

fn is_base64(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    text.len() == 44 && text.strip_suffix('=').is_some_and(|text| text.chars().all(digit))
}
