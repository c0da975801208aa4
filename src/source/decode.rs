//! From node to value: every mistake is told, and none of them is the last.

use super::code::Code;
use super::mistake::{Mistake, Mistakes};
use super::node::{At, Node, Shape, Span};

/// What can be read from one node.
pub trait Decode<'s>: Sized {
    /// What a sentence calls it: "a whole number", "a list".
    const WHAT: &'static str;

    /// Reads it; `None` means that a mistake was told.
    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self>;

    /// What an absent field stands for; `None` makes the field compulsory.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// Tells that something else than `what` was found; returns `None`, for the caller to hand on.
pub fn expected<T>(what: &str, node: &Node<'_>, mistakes: &mut Mistakes) -> Option<T> {
    let found = match &node.shape {
        Shape::Broken => return None,
        Shape::Bool(value) => value.to_string(),
        Shape::Int(number) => format!("the number {number}"),
        Shape::Text(_) => "a text in quotation marks".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) => "a map".to_owned(),
        Shape::Tuple(Some(name), _) | Shape::Record(Some(name), _) => (*name).to_owned(),
        Shape::Tuple(None, _) | Shape::Record(None, _) => "a group in parentheses".to_owned(),
        Shape::Other(what) => (*what).to_owned(),
    };
    let mistake = Mistake::new(Code::WrongShape, node.span, format!("found {found}"));
    let bare = node.values().is_some_and(<[_]>::is_empty);
    let mend = match node.name() {
        Some("Some") => "write the value alone, without Some",
        Some("None") => "leave the field out",
        Some(_) if bare && what.contains("quotation") => "put it in quotation marks",
        Some(_) | None => "",
    };
    mistakes.tell(mistake.expected(what).mend(mend));
    None
}

impl<'s, T: Decode<'s>> Decode<'s> for At<T> {
    const WHAT: &'static str = T::WHAT;

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        Some(Self { value: T::decode(node, mistakes)?, span: node.span })
    }

    fn absent() -> Option<Self> {
        T::absent().map(|value| Self { value, span: Span::default() })
    }
}

impl<'s, T: Decode<'s>> Decode<'s> for Option<T> {
    const WHAT: &'static str = T::WHAT;

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        T::decode(node, mistakes).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<'s, T: Decode<'s>> Decode<'s> for Box<T> {
    const WHAT: &'static str = T::WHAT;

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        T::decode(node, mistakes).map(Self::new)
    }
}

impl<'s, T: Decode<'s>> Decode<'s> for Vec<T> {
    const WHAT: &'static str = "a list [ … ]";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let Shape::List(items) = &node.shape else {
            return expected(Self::WHAT, node, mistakes);
        };
        // One broken element does not hide the others.
        Some(items.iter().filter_map(|item| T::decode(item, mistakes)).collect())
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<'s> Decode<'s> for String {
    const WHAT: &'static str = "a text in quotation marks";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let Shape::Text(text) = &node.shape else {
            return expected(Self::WHAT, node, mistakes);
        };
        Some(text.clone().into_owned())
    }
}

impl<'s> Decode<'s> for bool {
    const WHAT: &'static str = "true or false";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let Shape::Bool(value) = node.shape else {
            return expected(Self::WHAT, node, mistakes);
        };
        Some(value)
    }

    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl<'s> Decode<'s> for i64 {
    const WHAT: &'static str = "a whole number";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let Shape::Int(number) = node.shape else {
            return expected(Self::WHAT, node, mistakes);
        };
        Some(number)
    }
}

impl<'s> Decode<'s> for u32 {
    const WHAT: &'static str = "a whole number, 0 or more";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let Shape::Int(number) = node.shape else {
            return expected(Self::WHAT, node, mistakes);
        };
        Self::try_from(number).ok().or_else(|| expected(Self::WHAT, node, mistakes))
    }
}

/// Two values in parentheses: `(a, b)`.
impl<'s, A: Decode<'s>, B: Decode<'s>> Decode<'s> for (A, B) {
    const WHAT: &'static str = "two values in parentheses (a, b)";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let Shape::Tuple(None, items) = &node.shape else {
            return expected(Self::WHAT, node, mistakes);
        };
        let [a, b] = items.as_slice() else {
            return expected(Self::WHAT, node, mistakes);
        };
        let (a, b) = (A::decode(a, mistakes), B::decode(b, mistakes));
        Some((a?, b?))
    }
}
