//! A RON value that remembers where it stood.

use std::borrow::Cow;

/// Where something stands in a text: byte offsets, the end not included.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// From `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The first `bytes` of this place.
    #[must_use]
    pub fn head(self, bytes: usize) -> Self {
        Self { start: self.start, end: self.end.min(self.start.saturating_add(bytes)) }
    }
}

/// A value and the place it was written at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct At<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// One value of the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Node<'s> {
    /// Where it stands, without the blanks around it.
    pub span: Span,
    /// What it is.
    pub shape: Shape<'s>,
}

impl<'s> Node<'s> {
    /// The name in front of the parentheses, or alone.
    #[must_use]
    pub const fn name(&self) -> Option<&'s str> {
        if let Shape::Tuple(name, _) | Shape::Record(name, _) = &self.shape { *name } else { None }
    }

    /// The values in parentheses, when they have no names; a bare name has none.
    #[must_use]
    pub fn values(&self) -> Option<&[Self]> {
        if let Shape::Tuple(_, values) = &self.shape { Some(values) } else { None }
    }
}

/// What a [`Node`] is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Shape<'s> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole decimal number.
    Int(i64),
    /// A text in quotation marks, its escapes resolved.
    Text(Cow<'s, str>),
    /// `[a, b]`.
    List(Vec<Node<'s>>),
    /// `{a: b}`, in the order written; a doubled key is still there twice.
    Map(Vec<(Node<'s>, Node<'s>)>),
    /// `Name`, `Name(a, b)` and `(a, b)`.
    Tuple(Option<&'s str>, Vec<Node<'s>>),
    /// `Name(key: value)` and `(key: value)`; a doubled field is still there twice.
    Record(Option<&'s str>, Vec<Field<'s>>),
    /// RON, but not for these files: a number with a fraction, a character.
    Other(&'static str),
    /// Already told as a mistake; whoever reads it stays silent.
    Broken,
}

/// One `name: value` of a record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field<'s> {
    /// The name, and where it stands.
    pub name: At<&'s str>,
    /// The value.
    pub value: Node<'s>,
}
