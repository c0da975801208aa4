//! The last word on syntax: what we find nothing wrong with must also parse as RON.

use ron::error::{Position, SpannedError};
use ron::value::RawValue;

use super::code::Code;
use super::mistake::{Mistake, Mistakes};
use super::node::Span;

/// Tells what the `ron` crate refuses in `text`.
pub(super) fn check(text: &str, mistakes: &mut Mistakes) {
    if let Err(SpannedError { code, span }) = ron::from_str::<&RawValue>(text) {
        let start = offset(text, span.start);
        let end = offset(text, span.end).max(start);
        let found = format!("this is not RON: {code}");
        mistakes.tell(Mistake::new(Code::Ron, Span::new(start, end), found));
    }
}

/// The byte at a line and column counted from one, in characters.
fn offset(text: &str, position: Position) -> usize {
    let lines = position.line.saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(lines).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    let columns = rest.chars().take(position.col.saturating_sub(1));
    before.saturating_add(columns.map(char::len_utf8).sum())
}
