//! Whether an entry, as our writer writes it, is exactly some bytes: compared while it is walked, and written nowhere.
//!
//! It walks what `Serialize` says of the entry, as `record::encode` does, so that every kind is compared by the same
//! derived code that writes it. It is the quick way to *yes*; whatever it does not say yes to is written and compared as
//! a whole, which gives the place where the bytes part.

use std::fmt;

use serde::ser::{self, Impossible, Serialize, Serializer};

use crate::event::Entry;
use crate::terms::MAX_INTEGER;

/// Whether `encode` writes `entry` as `data`; it may say no where it does, and never yes where it does not.
pub(super) fn is_written_as(entry: &Entry, data: &[u8]) -> bool {
    let mut rest = Rest(data);
    entry.serialize(&mut rest).is_ok() && rest.0.is_empty()
}

/// The bytes part here, or this way does not know.
#[derive(Debug)]
struct Differs;

impl fmt::Display for Differs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("other bytes")
    }
}

impl std::error::Error for Differs {}

impl ser::Error for Differs {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// The bytes that are not yet accounted for.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take(&mut self, text: &[u8]) -> Result<(), Differs> {
        self.0 = self.0.strip_prefix(text).ok_or(Differs)?;
        Ok(())
    }

    /// A string with its quotes.
    fn string(&mut self, text: &str) -> Result<(), Differs> {
        self.take(b"\"")?;
        self.inner(text)?;
        self.take(b"\"")
    }

    /// A piece of a string, without quotes.
    fn inner(&mut self, text: &str) -> Result<(), Differs> {
        // All bytes are looked at without a way out in between, which the compiler does many at a time.
        let plain = !text.bytes().fold(false, |found, byte| found | is_escaped(byte));
        if plain {
            return self.take(text.as_bytes());
        }
        text.bytes().try_for_each(|byte| self.byte(byte))
    }

    fn byte(&mut self, byte: u8) -> Result<(), Differs> {
        const HEX: [u8; 16] = *b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x09 => b't',
            0x0a => b'n',
            0x0c => b'f',
            0x0d => b'r',
            _ if is_escaped(byte) => {
                let digit = |at: u8| HEX.get(usize::from(at)).copied().ok_or(Differs);
                return self.take(&[b'\\', b'u', b'0', b'0', digit(byte >> 4)?, digit(byte & 15)?]);
            }
            _ => return self.take(&[byte]),
        };
        self.take(&[b'\\', short])
    }

    /// A number within the bounds of a line.
    fn number(&mut self, number: i64) -> Result<(), Differs> {
        if !(-MAX_INTEGER..=MAX_INTEGER).contains(&number) {
            return Err(Differs);
        }
        if number < 0 {
            self.take(b"-")?;
        }
        let mut digits = [0; 16];
        let mut left = number.unsigned_abs();
        let mut count = 0;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(left % 10).unwrap_or_default();
            left /= 10;
            count += 1;
            if left == 0 {
                break;
            }
        }
        self.take(digits.last_chunk::<16>().and_then(|all| all.get(16 - count..)).ok_or(Differs)?)
    }
}

fn is_escaped(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// What is shown piece by piece, as a string.
impl fmt::Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.inner(text).map_err(|Differs| fmt::Error)
    }
}

/// The elements of a list or the members of an object, each after the first behind a comma.
struct Several<'r, 'a> {
    rest: &'r mut Rest<'a>,
    is_first: bool,
}

impl Several<'_, '_> {
    fn comma(&mut self) -> Result<(), Differs> {
        if std::mem::take(&mut self.is_first) { Ok(()) } else { self.rest.take(b",") }
    }
}

impl ser::SerializeSeq for Several<'_, '_> {
    type Ok = ();
    type Error = Differs;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Differs> {
        self.comma()?;
        value.serialize(&mut *self.rest)
    }

    fn end(self) -> Result<(), Differs> {
        self.rest.take(b"]")
    }
}

impl ser::SerializeStruct for Several<'_, '_> {
    type Ok = ();
    type Error = Differs;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Differs> {
        self.comma()?;
        self.rest.string(key)?;
        self.rest.take(b":")?;
        value.serialize(&mut *self.rest)
    }

    fn end(self) -> Result<(), Differs> {
        self.rest.take(b"}")
    }
}

macro_rules! numbers {
    ($($name:ident($type:ty)),+) => {
        $(fn $name(self, number: $type) -> Result<(), Differs> {
            self.number(i64::try_from(number).ok().ok_or(Differs)?)
        })+
    };
}

/// Forms that no line holds are not known here.
impl<'r, 'a> Serializer for &'r mut Rest<'a> {
    type Ok = ();
    type Error = Differs;
    type SerializeSeq = Several<'r, 'a>;
    type SerializeStruct = Several<'r, 'a>;
    type SerializeTuple = Impossible<(), Differs>;
    type SerializeTupleStruct = Impossible<(), Differs>;
    type SerializeTupleVariant = Impossible<(), Differs>;
    type SerializeMap = Impossible<(), Differs>;
    type SerializeStructVariant = Impossible<(), Differs>;

    numbers!(
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64)
    );

    fn serialize_bool(self, value: bool) -> Result<(), Differs> {
        self.take(if value { b"true" } else { b"false" })
    }

    fn serialize_str(self, text: &str) -> Result<(), Differs> {
        self.string(text)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Differs> {
        self.take(b"\"")?;
        fmt::write(self, format_args!("{value}")).map_err(|fmt::Error| Differs)?;
        self.take(b"\"")
    }

    fn serialize_none(self) -> Result<(), Differs> {
        self.take(b"null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Differs> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        word: &'static str,
    ) -> Result<(), Differs> {
        self.string(word)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Differs> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Several<'r, 'a>, Differs> {
        self.take(b"[")?;
        Ok(Several { rest: self, is_first: true })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Several<'r, 'a>, Differs> {
        self.take(b"{")?;
        Ok(Several { rest: self, is_first: true })
    }

    fn serialize_f32(self, _: f32) -> Result<(), Differs> {
        Err(Differs)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Differs> {
        Err(Differs)
    }

    fn serialize_char(self, _: char) -> Result<(), Differs> {
        Err(Differs)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Differs> {
        Err(Differs)
    }

    fn serialize_unit(self) -> Result<(), Differs> {
        Err(Differs)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Differs> {
        Err(Differs)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Differs> {
        Err(Differs)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Differs> {
        Err(Differs)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Differs> {
        Err(Differs)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Differs> {
        Err(Differs)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Differs> {
        Err(Differs)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Differs> {
        Err(Differs)
    }
}
