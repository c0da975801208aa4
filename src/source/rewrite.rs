//! Changes to a text by its places, so that comments and layout around them stay as they were written.

use super::mistake::Mistakes;
use super::node::Span;
use super::scan::{Scanner, is_hidden};

/// One place of a text and what shall stand there instead; an empty place is an insertion.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Patch {
    /// The place.
    pub span: Span,
    /// The new text.
    pub with: String,
}

impl Patch {
    /// `with` instead of what stands at `span`.
    pub fn new(span: Span, with: impl Into<String>) -> Self {
        Self { span, with: with.into() }
    }

    /// `with` put in before the byte `at`.
    pub fn insert(at: usize, with: impl Into<String>) -> Self {
        Self::new(Span::new(at, at), with)
    }
}

/// `text` with every patch in its place; `None` where two of them overlap or one lies outside.
///
/// Insertions at one place keep their order.
#[must_use]
pub fn patched(text: &str, mut patches: Vec<Patch>) -> Option<String> {
    patches.sort_by_key(|patch| patch.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for patch in patches {
        out.push_str(text.get(at..patch.span.start)?);
        out.push_str(&patch.with);
        at = patch.span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// `words` as a text in quotation marks.
///
/// # Errors
///
/// The first character that nobody would see in it; these files hold none.
pub fn quoted(words: &str) -> Result<String, char> {
    let mut out = String::with_capacity(words.len().saturating_add(2));
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            _ if is_hidden(c) => return Err(c),
            _ => out.push(c),
        }
    }
    out.push('"');
    Ok(out)
}

/// The first byte at or after `at` that is neither blank nor comment.
#[must_use]
pub fn after_blanks(text: &str, at: usize) -> usize {
    let mut unheard = Mistakes::new();
    let mut scan = Scanner::new(text, &mut unheard);
    scan.rewind(at.min(text.len()));
    scan.blank();
    scan.at()
}
