//! Values of the language that are written in two ways.

use super::draft::{Condition, Line, Name};
use crate::source::{At, Decode, Mistakes, Node, Shape, choice, expected, record};

/// What a name is compared with: a text or a whole number.
#[derive(Clone, Debug)]
pub(super) enum Literal {
    Int(i64),
    Text(String),
}

impl<'s> Decode<'s> for Literal {
    const WHAT: &'static str = "a text in quotation marks or a whole number";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        if let Shape::Int(number) = node.shape {
            Some(Self::Int(number))
        } else if let Shape::Text(text) = &node.shape {
            Some(Self::Text(text.clone().into_owned()))
        } else {
            expected(Self::WHAT, node, mistakes)
        }
    }
}

/// A number, or the name of one.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    Int(i64),
    Name(String),
}

impl<'s> Decode<'s> for Operand {
    const WHAT: &'static str = "a whole number, or the name of one in quotation marks";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        if let Shape::Int(number) = node.shape {
            Some(Self::Int(number))
        } else if let Shape::Text(text) = &node.shape {
            Some(Self::Name(text.clone().into_owned()))
        } else {
            expected(Self::WHAT, node, mistakes)
        }
    }
}

/// What a repeat goes over: a number or the name of one, or a question that is asked when the run gets there.
#[derive(Clone, Debug)]
pub(super) enum Over {
    Number(Operand),
    Magazines(Line),
    People(Line),
    Typed(Line),
}

choice! { Named as "Magazines(…), People(…) or Typed(…)" {
    Magazines(Line), People(Line), Typed(Line),
} }

impl<'s> Decode<'s> for Over {
    const WHAT: &'static str =
        "a whole number, the name of one, or Magazines(…), People(…) or Typed(…) with a question";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        if let Shape::Int(_) | Shape::Text(_) = node.shape {
            return Operand::decode(node, mistakes).map(Self::Number);
        }
        if node.name().is_none() {
            return expected(Self::WHAT, node, mistakes);
        }
        Some(match Named::decode(node, mistakes)? {
            Named::Magazines(ask) => Self::Magazines(ask),
            Named::People(ask) => Self::People(ask),
            Named::Typed(ask) => Self::Typed(ask),
        })
    }
}

mod long {
    use super::{At, Condition, Line, Name, record};

    record! { pub(super) Choice {
        words: Line, raise: Option<Name>, when: Option<At<Condition>>, rests: Option<Name>,
    } }
}

/// One answer: its words alone, or with what it raises and when it is offered.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) words: Option<Line>,
    pub(super) raise: Option<Name>,
    pub(super) when: Option<At<Condition>>,
    pub(super) rests: Option<Name>,
}

impl<'s> Decode<'s> for Choice {
    const WHAT: &'static str = "a text in quotation marks, or Choice(words: …)";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        if let Shape::Text(text) = &node.shape {
            let words = At { value: text.clone().into_owned(), span: node.span };
            return Some(Self { words: Some(words), raise: None, when: None, rests: None });
        }
        if node.name() != Some("Choice") {
            return expected(Self::WHAT, node, mistakes);
        }
        let long::Choice { words, raise, when, rests } = long::Choice::decode(node, mistakes)?;
        let (raise, when, rests) = (raise.flatten(), when.flatten(), rests.flatten());
        Some(Self { words, raise, when, rests })
    }
}
