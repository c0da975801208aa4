//! What was found, and the verdict that follows from it.

use std::fmt;

use super::disclosed::Disclosed;
use super::facts::Facts;
use crate::terms::quoted;

/// One thing that was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Where: a file, or a file and a line.
    pub place: String,
    /// What is wrong, or noticed.
    pub what: String,
    /// What the reader should do.
    pub advice: &'static str,
}

/// One line: where, what, and what to do next.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.place, self.what, self.advice)
    }
}

/// The verdict.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// No contradiction, and every signer's key is one the reader trusts.
    Confirmed,
    /// No contradiction; the fingerprints are left to compare.
    NotConfirmed,
    /// Something contradicts something else.
    Altered,
    /// Files that must be here are not.
    FilesMissing,
    /// Not ours, unreadable, or made by a newer version.
    NotRead,
    /// Single lines, each of them in the log that a checkpoint covers; nothing is said of the others.
    LinesOnly,
}

impl Verdict {
    /// The words of the first line.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Confirmed => "UNALTERED, SIGNERS CONFIRMED",
            Self::NotConfirmed => "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED",
            Self::Altered => "ALTERED",
            Self::FilesMissing => "FILES MISSING",
            Self::NotRead => "NOT READ",
            Self::LinesOnly => "THESE LINES ARE IN THE LOG, NOTHING IS SAID OF THE OTHERS",
        }
    }

    /// The exit code of the command line.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Confirmed | Self::NotConfirmed | Self::LinesOnly => 0,
            Self::Altered | Self::FilesMissing => 1,
            Self::NotRead => 2,
        }
    }
}

/// Everything that was found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Findings {
    /// What contradicts something else.
    pub contradictions: Vec<Finding>,
    /// What must be here and is not.
    pub missing: Vec<Finding>,
    /// What could not be read, or is too new.
    pub unread: Vec<Finding>,
    /// What a reader should know, and is no contradiction.
    pub notes: Vec<Finding>,
    /// Whether every signer's key is one the reader trusts.
    pub confirmed: bool,
    /// What the log says of itself, as far as it could be read.
    pub facts: Option<Facts>,
    /// What single lines show that were disclosed alone.
    pub disclosed: Option<Disclosed>,
}

impl Findings {
    /// The verdict: a contradiction outweighs a missing file, and that what could not be read.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.contradictions.is_empty() {
            Verdict::Altered
        } else if self.disclosed.is_some() && self.unread.is_empty() {
            if self.missing.is_empty() { Verdict::LinesOnly } else { Verdict::FilesMissing }
        } else if !self.unread.is_empty() || self.facts.is_none() {
            Verdict::NotRead
        } else if !self.missing.is_empty() {
            Verdict::FilesMissing
        } else if self.confirmed {
            Verdict::Confirmed
        } else {
            Verdict::NotConfirmed
        }
    }

    /// What is to be said of a file that is not even of the right form.
    #[must_use]
    pub fn unreadable(place: &str, why: &dyn std::error::Error) -> Self {
        let mut findings = Self::default();
        push(
            &mut findings.unread,
            place,
            why.to_string(),
            "Ask for the file again, as it was exported.",
        );
        findings
    }

    /// Nobody waited for the end of the check.
    pub(super) fn called_off() -> Self {
        let mut findings = Self::default();
        let what = "the check was called off before its end";
        push(&mut findings.unread, "log", what, "Verify it again when you want to know.");
        findings
    }

    /// Takes over what was found of something that counts.
    pub(super) fn take(&mut self, other: Self) {
        self.contradictions.extend(other.contradictions);
        self.missing.extend(other.missing);
        self.unread.extend(other.unread);
        self.notes.extend(other.notes);
    }

    /// Where the next finding will stand.
    pub(super) fn mark(&self) -> Mark {
        Mark { contradictions: self.contradictions.len(), notes: self.notes.len() }
    }

    /// Puts in contradictions and notes that belong at a place that was marked.
    pub(super) fn put_in(&mut self, mark: Mark, own: Self) {
        let Mark { contradictions, notes } = mark;
        self.contradictions.splice(contradictions..contradictions, own.contradictions);
        self.notes.splice(notes..notes, own.notes);
    }

    /// Takes over what was found of something that is shown and counts for nothing.
    pub(super) fn take_as_notes(&mut self, other: Self) {
        let told = [other.contradictions, other.missing, other.unread].into_iter().flatten();
        self.notes.extend(told.map(|one| Finding { advice: UNCOUNTED, ..one }));
        self.notes.extend(other.notes);
    }

    pub(super) fn altered(
        &mut self,
        place: impl Into<String>,
        what: impl ToString,
        advice: &'static str,
    ) {
        push(&mut self.contradictions, place, what, advice);
    }

    pub(super) fn missing(&mut self, place: impl Into<String>, what: impl ToString) {
        push(&mut self.missing, place, what, "Ask for it where these files came from.");
    }

    pub(super) fn unread(&mut self, place: impl Into<String>, what: impl ToString) {
        push(&mut self.unread, place, what, "Read it with the newest version of the program.");
    }

    /// The head code that was brought along cannot be one of this log, so that nothing was held against it.
    pub(super) fn mistyped(&mut self, what: impl ToString) {
        push(
            &mut self.unread,
            HEAD_CODE,
            what,
            "Compare it letter by letter with what was written down.",
        );
    }

    /// What is wrong with the head code that was brought along, where that is all that is in the way of a verdict.
    #[must_use]
    pub fn mistyped_head_code(&self) -> Option<&Finding> {
        match self.unread.as_slice() {
            [only] if only.place == HEAD_CODE && self.contradictions.is_empty() => Some(only),
            [..] => None,
        }
    }

    /// Nothing of this program's is there.
    pub(super) fn not_ours(&mut self, place: impl Into<String>, what: impl ToString) {
        push(&mut self.unread, place, what, "Choose a production's folder, or a bundle.");
    }

    pub(super) fn note(
        &mut self,
        place: impl Into<String>,
        what: impl ToString,
        advice: &'static str,
    ) {
        push(&mut self.notes, place, what, advice);
    }
}

/// A place among the findings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    contradictions: usize,
    notes: usize,
}

fn push(
    to: &mut Vec<Finding>,
    place: impl Into<String>,
    what: impl ToString,
    advice: &'static str,
) {
    to.push(Finding { place: plain(&place.into()), what: plain(&what.to_string()), advice });
}

/// Escapes what would steer a terminal or turn text round: names of files and words of lines may be hostile.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push(c);
        } else {
            out.push_str(quoted(c.encode_utf8(&mut [0; 4])).trim_matches('"'));
        }
    }
    out
}

/// Where a finding about the head code stands.
pub(super) const HEAD_CODE: &str = "head code";
/// The same advice for everything that only a changed file explains.
pub(super) const COMPARE: &str = "Do not rely on it. Compare it with another copy.";
/// For what stands beside the lines that count.
pub(super) const UNCOUNTED: &str = "It counts for nothing here; keep it as it is.";
/// For what only the program or a forger with the laptop's key can have done.
pub(super) const ASK: &str = "Do not rely on it. Ask the people named who signed what.";
