//! The tree as the `ron` crate reads it, one level at a time through `RawValue`.
//!
//! A `&RawValue` borrows from the text, so its place is its address less the text's.
#![expect(clippy::string_slice, reason = "a test may panic")]

use std::borrow::Cow;
use std::fmt;

use ron::value::RawValue;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use showclear::source::{At, Field, Node, Shape, Span};

/// Reads `text`, or returns what `ron` says against it.
pub(super) fn read(text: &str) -> Result<Node<'_>, String> {
    let raw: &RawValue = ron::from_str(text).map_err(|error| error.to_string())?;
    node(text, raw.get_ron())
}

fn node<'s>(whole: &'s str, text: &'s str) -> Result<Node<'s>, String> {
    let body = skip_blank(text);
    let start = offset(whole, body);
    let span = Span::new(start, start + end_of(body));
    let name = name_of(body);
    let each = |items: Vec<&'s RawValue>| {
        items.into_iter().map(|raw| node(whole, raw.get_ron())).collect::<Result<Vec<_>, _>>()
    };
    if body.starts_with('{') {
        let Pairs(pairs) = ron::from_str(text).map_err(|error| error.to_string())?;
        let pairs = pairs
            .into_iter()
            .map(|(key, value)| Ok((node(whole, key.get_ron())?, node(whole, value.get_ron())?)));
        return Ok(Node { span, shape: Shape::Map(pairs.collect::<Result<_, String>>()?) });
    }
    let level: Level<'s> = ron::from_str(text).map_err(|error| error.to_string())?;
    let shape = match level {
        Level::Bool(value) => Shape::Bool(value),
        Level::Int(number) => Shape::Int(number),
        Level::Text(value) => Shape::Text(value),
        Level::Unit => Shape::Tuple(name, Vec::new()),
        Level::Other(what) => Shape::Other(what),
        Level::Seq(items) if body.starts_with('[') => Shape::List(each(items)?),
        Level::Seq(items) => Shape::Tuple(name, each(items)?),
        Level::Record(fields) => {
            let fields = fields.into_iter().map(|(key, value)| {
                let at = offset(whole, key);
                let name = At { value: key, span: Span::new(at, at + key.len()) };
                Ok(Field { name, value: node(whole, value.get_ron())? })
            });
            Shape::Record(name, fields.collect::<Result<_, String>>()?)
        }
    };
    Ok(Node { span, shape })
}

/// One level of RON; what lies inside stays text.
enum Level<'s> {
    Bool(bool),
    Int(i64),
    Text(Cow<'s, str>),
    Unit,
    Seq(Vec<&'s RawValue>),
    Record(Vec<(&'s str, &'s RawValue)>),
    Other(&'static str),
}

impl<'de> Deserialize<'de> for Level<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(LevelVisitor)
    }
}

struct LevelVisitor;

impl<'de> Visitor<'de> for LevelVisitor {
    type Value = Level<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Level::Bool(value))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Level::Int(number))
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or(Level::Other("a large number"), Level::Int))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Level::Other("a number with a fraction"))
    }
    fn visit_char<E>(self, _: char) -> Result<Self::Value, E> {
        Ok(Level::Other("a character"))
    }
    fn visit_byte_buf<E>(self, _: Vec<u8>) -> Result<Self::Value, E> {
        Ok(Level::Other("bytes"))
    }
    fn visit_borrowed_bytes<E>(self, _: &'de [u8]) -> Result<Self::Value, E> {
        Ok(Level::Other("bytes"))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Level::Text(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Level::Text(Cow::Owned(text.to_owned())))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Level::Unit)
    }
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Level::Unit)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        // `ron` hides the name; for us `Some(x)` is a tuple like any other.
        Ok(Level::Seq(vec![Deserialize::deserialize(from)?]))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Level::Seq(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Level::Record(fields))
    }
}

/// A `{ }` map, every pair of it: nothing is merged, so a doubled key is still seen.
struct Pairs<'s>(Vec<(&'s RawValue, &'s RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct PairsVisitor;
        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(PairsVisitor)
    }
}

fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// The length of `text` without the blanks and comments at its end.
fn end_of(text: &str) -> usize {
    let (mut at, mut end) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.len() - skip_blank(rest).len();
        if blank > 0 {
            at += blank;
        } else if rest.starts_with('"') {
            at += text_length(rest);
            end = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            end = at;
        }
    }
    end
}

fn text_length(text: &str) -> usize {
    let mut escaped = true; // So that the opening mark does not close it.
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn skip_blank(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        if let Some(rest) = text.strip_prefix("//") {
            text = rest.find('\n').map_or("", |at| &rest[at..]);
        } else if text.starts_with("/*") {
            let (mut depth, mut at) = (0, 0);
            while at < text.len() {
                let rest = &text[at..];
                if rest.starts_with("/*") {
                    depth += 1;
                    at += 2;
                } else if rest.starts_with("*/") {
                    depth -= 1;
                    at += 2;
                    if depth == 0 {
                        break;
                    }
                } else {
                    at += rest.chars().next().map_or(1, char::len_utf8);
                }
            }
            text = &text[at..];
        } else {
            return text;
        }
    }
}

fn name_of(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let name = &text[..end];
    name.starts_with(|c: char| c.is_alphabetic() || c == '_').then_some(name)
}
