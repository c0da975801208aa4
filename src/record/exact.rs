//! An entry read from exactly the bytes that our writer writes for it, and from no others, in one pass.
//!
//! Each form has one spelling here: members in the order in which the type has them, no blanks, strings escaped as
//! [`encode`](super::encode) does it, numbers without a sign or zero too many and within the bounds of a line. A type that
//! is written as a text takes back only what it writes. So what is read needs no second encoding and no comparison. It is
//! the quick way to *yes*; whatever it does not take is decoded, encoded and compared, which says what is wrong and where.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, CowStrDeserializer};
use serde::de::{self, Deserialize as _, DeserializeSeed, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::event::Entry;
use crate::terms::MAX_INTEGER;

/// The entry that our writer writes as `data`, if there is one and this way knows it.
pub(super) fn read(data: &str) -> Option<Entry> {
    let mut rest = Rest { text: data, inside: false };
    let entry = Entry::deserialize(&mut rest).ok()?;
    rest.text.is_empty().then_some(entry)
}

/// Other bytes belong here, or this way does not know.
#[derive(Debug)]
struct Differs;

impl fmt::Display for Differs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("other bytes")
    }
}

impl std::error::Error for Differs {}

impl de::Error for Differs {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
}

/// What is not read yet.
struct Rest<'de> {
    text: &'de str,
    /// Whether the object that is read next was begun: its kind stands before its members.
    inside: bool,
}

impl<'de> Rest<'de> {
    #[inline]
    fn has(&mut self, text: &str) -> bool {
        match self.text.strip_prefix(text) {
            Some(rest) => {
                self.text = rest;
                true
            }
            None => false,
        }
    }

    #[inline]
    fn take(&mut self, text: &str) -> Result<(), Differs> {
        if self.has(text) { Ok(()) } else { Err(Differs) }
    }

    /// A string with its quotes.
    fn string(&mut self) -> Result<Cow<'de, str>, Differs> {
        self.take("\"")?;
        let end = self.plain()?;
        let (plain, rest) = self.text.split_at_checked(end).ok_or(Differs)?;
        self.text = rest;
        if self.has("\"") {
            return Ok(Cow::Borrowed(plain));
        }
        let mut all = plain.to_owned();
        while !self.has("\"") {
            all.push(self.escaped()?);
            let end = self.plain()?;
            let (plain, rest) = self.text.split_at_checked(end).ok_or(Differs)?;
            all.push_str(plain);
            self.text = rest;
        }
        Ok(Cow::Owned(all))
    }

    /// How many bytes stand before the next quote or backslash.
    fn plain(&self) -> Result<usize, Differs> {
        let found = self.text.bytes().position(|byte| matches!(byte, ..0x20 | b'"' | b'\\'));
        found.ok_or(Differs)
    }

    /// A character that stands in no string as it is, in the one way in which it is written.
    fn escaped(&mut self) -> Result<char, Differs> {
        self.take("\\")?;
        let (letter, rest) = self.text.split_at_checked(1).ok_or(Differs)?;
        self.text = rest;
        let code = match letter {
            "\"" | "\\" => return letter.chars().next().ok_or(Differs),
            "b" => 0x08,
            "t" => 0x09,
            "n" => 0x0a,
            "f" => 0x0c,
            "r" => 0x0d,
            "u" => {
                self.take("00")?;
                let (digits, rest) = self.text.split_at_checked(2).ok_or(Differs)?;
                self.text = rest;
                let code = match digits.as_bytes() {
                    [high @ b'0'..=b'1', low @ b'0'..=b'9'] => (high - b'0') << 4 | (low - b'0'),
                    [high @ b'0'..=b'1', low @ b'a'..=b'f'] => {
                        (high - b'0') << 4 | (low - b'a' + 10)
                    }
                    [..] => return Err(Differs),
                };
                // These have a shorter way.
                if matches!(code, 0x08 | 0x09 | 0x0a | 0x0c | 0x0d) {
                    return Err(Differs);
                }
                code
            }
            _ => return Err(Differs),
        };
        Ok(char::from(code))
    }

    /// A number within the bounds of a line.
    fn number(&mut self) -> Result<i64, Differs> {
        let negative = self.has("-");
        let (mut value, mut count) = (0_i64, 0_usize);
        for byte in self.text.bytes().take_while(u8::is_ascii_digit).take(17) {
            value = value * 10 + i64::from(byte - b'0');
            count += 1;
        }
        let (digits, rest) = self.text.split_at_checked(count).ok_or(Differs)?;
        let is_zero = digits.starts_with('0');
        if count == 0 || value > MAX_INTEGER || is_zero && (count > 1 || negative) {
            return Err(Differs);
        }
        self.text = rest;
        Ok(if negative { -value } else { value })
    }
}

macro_rules! numbers {
    ($($name:ident),+) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Differs> {
            match self.number()? {
                number @ 0.. => visitor.visit_u64(number.unsigned_abs()),
                number => visitor.visit_i64(number),
            }
        })+
    };
}

/// Forms that no line holds are not known here.
impl<'de> Deserializer<'de> for &mut Rest<'de> {
    type Error = Differs;

    /// Tells an event that its kind is given as a variant, and not as a member among the others.
    fn is_human_readable(&self) -> bool {
        false
    }

    numbers!(
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_u8,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64
    );

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Differs> {
        Err(Differs)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Differs> {
        let value = self.has("true");
        if !value {
            self.take("false")?;
        }
        visitor.visit_bool(value)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Differs> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Differs> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Differs> {
        if self.has("null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Differs> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Differs> {
        self.take("[")?;
        let mut all = Elements { rest: self, is_first: true, is_over: false };
        let value = visitor.visit_seq(&mut all)?;
        // Whoever wants no more elements before the end knows another form.
        if all.is_over { Ok(value) } else { Err(Differs) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Differs> {
        let is_begun = std::mem::take(&mut self.inside);
        if !is_begun {
            self.take("{")?;
        }
        let mut all = Members { rest: self, names: members.iter(), is_first: !is_begun };
        let value = visitor.visit_seq(&mut all)?;
        if all.names.next().is_some() {
            return Err(Differs);
        }
        self.take("}")?;
        Ok(value)
    }

    /// A word, or an event with its kind as the first member.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Differs> {
        if self.has("{\"k\":") {
            return visitor.visit_enum(Kind(self));
        }
        match self.string()? {
            Cow::Borrowed(word) => visitor.visit_enum(BorrowedStrDeserializer::new(word)),
            Cow::Owned(word) => visitor.visit_enum(CowStrDeserializer::new(Cow::Owned(word))),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}

/// The elements of a list, up to its end.
struct Elements<'r, 'de> {
    rest: &'r mut Rest<'de>,
    is_first: bool,
    is_over: bool,
}

impl<'de> de::SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Differs;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Differs> {
        if self.is_over || self.rest.has("]") {
            self.is_over = true;
            return Ok(None);
        }
        if !std::mem::take(&mut self.is_first) {
            self.rest.take(",")?;
        }
        seed.deserialize(&mut *self.rest).map(Some)
    }
}

/// The members of an object, each under its name.
struct Members<'r, 'de> {
    rest: &'r mut Rest<'de>,
    names: std::slice::Iter<'static, &'static str>,
    is_first: bool,
}

impl<'de> de::SeqAccess<'de> for Members<'_, 'de> {
    type Error = Differs;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Differs> {
        let Some(name) = self.names.next() else { return Ok(None) };
        if !std::mem::take(&mut self.is_first) {
            self.rest.take(",")?;
        }
        self.rest.take("\"")?;
        self.rest.take(name)?;
        self.rest.take("\":")?;
        seed.deserialize(&mut *self.rest).map(Some)
    }
}

/// The kind of an event, and then its members.
struct Kind<'r, 'de>(&'r mut Rest<'de>);

impl<'de> de::EnumAccess<'de> for Kind<'_, 'de> {
    type Error = Differs;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Differs> {
        match self.0.string()? {
            Cow::Borrowed(word) => {
                let kind = seed.deserialize(BorrowedStrDeserializer::new(word))?;
                Ok((kind, self))
            }
            Cow::Owned(_) => Err(Differs),
        }
    }
}

impl<'de> de::VariantAccess<'de> for Kind<'_, 'de> {
    type Error = Differs;

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Differs> {
        self.0.inside = true;
        let value = seed.deserialize(&mut *self.0)?;
        // What begins no object of its own would leave this one open.
        if self.0.inside { Err(Differs) } else { Ok(value) }
    }

    fn unit_variant(self) -> Result<(), Differs> {
        Err(Differs)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Differs> {
        Err(Differs)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Differs> {
        Err(Differs)
    }
}
