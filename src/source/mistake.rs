//! What is wrong in a file, where, and what its author can do about it.

use std::fmt;
use std::fmt::Write as _;

use super::code::Code;
use super::node::Span;

/// The most mistakes that one reading tells; whoever made more has chosen the wrong file.
pub const MOST: usize = 200;

/// One mistake, as data for the window and as a sentence for people.
///
/// The sentence is `found, expected …; mend`, and a part that says nothing is empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// Which sort of mistake.
    pub code: Code,
    /// Where it stands; within the text, at whole characters.
    pub span: Span,
    /// What was found, as a clause.
    pub found: String,
    /// What should stand there instead, as a noun phrase; may be empty.
    pub expected: String,
    /// What the author can do, as a request or a question; may be empty.
    pub mend: String,
}

impl Mistake {
    /// A mistake of which only `found` is said yet.
    pub fn new(code: Code, span: Span, found: impl Into<String>) -> Self {
        Self { code, span, found: found.into(), expected: String::new(), mend: String::new() }
    }

    /// The same, saying what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// The same, saying what to do.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.found)?;
        if !self.expected.is_empty() {
            write!(f, ", expected {}", self.expected)?;
        }
        if !self.mend.is_empty() {
            write!(f, "; {}", self.mend)?;
        }
        Ok(())
    }
}

/// The mistakes told so far; at most [`MOST`] are kept.
#[derive(Clone, Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Keeps one more.
    pub fn tell(&mut self, mistake: Mistake) {
        if self.0.len() < MOST {
            self.0.push(mistake);
        }
    }

    /// Whether nothing was told.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of their places, each once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Mistake> {
        self.0.sort_by_key(|mistake| mistake.span);
        self.0.dedup();
        self.0
    }
}

/// A line and a column, both counted from one; columns are counted in characters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where the byte `at` of `text` stands; an offset beyond the end stands at the end.
#[must_use]
pub fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |newline| newline.saturating_add(1));
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let column = before.get(start..).unwrap_or_default().chars().count();
    Place { line: line.saturating_add(1), column: column.saturating_add(1) }
}

/// The mistakes as text, one a line: `file:line:column: sentence`.
#[must_use]
pub fn render(name: &str, text: &str, mistakes: &[Mistake]) -> String {
    mistakes.iter().fold(String::new(), |mut out, mistake| {
        let Place { line, column } = place(text, mistake.span.start);
        // Writing to a `String` cannot fail.
        let _ok = writeln!(out, "{name}:{line}:{column}: {mistake}").is_ok();
        out
    })
}
