//! A list that may be neither left out nor empty.

use super::code::Code;
use super::decode::Decode;
use super::mistake::{Mistake, Mistakes};
use super::node::{Node, Shape, Span};

/// What could be read of a list in which something was written.
#[derive(Clone, Debug)]
pub struct Many<T> {
    /// The rows that could be read; fewer than were written when some could not.
    pub rows: Vec<T>,
    /// How many were written.
    pub written: usize,
    /// Where the list stands.
    pub span: Span,
}

impl<'s, T: Decode<'s>> Decode<'s> for Many<T> {
    const WHAT: &'static str = "a list [ … ] of at least one";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let rows = Vec::<T>::decode(node, mistakes)?;
        let written = if let Shape::List(items) = &node.shape { items.len() } else { 0 };
        if written == 0 {
            let told = Mistake::new(Code::BadLength, node.span, "this list is empty");
            mistakes.tell(told.expected("at least one"));
            return None;
        }
        Some(Self { rows, written, span: node.span })
    }
}
