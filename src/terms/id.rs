//! Identifiers of people, things, runs and bytes, as files and log lines write them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The letters of a random identifier: no `i`, `l`, `o`, `u`, so that it can be read aloud.
pub(super) const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Whether it is one of [`ALPHABET`].
fn is_letter(letter: &u8) -> bool {
    matches!(letter, b'0'..=b'9' | b'a'..=b'h' | b'j' | b'k' | b'm' | b'n' | b'p'..=b't' | b'v'..=b'z')
}

/// Why a text is not an identifier.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IdError {
    /// It has another form.
    #[error("expected {expected}, found {found:?}")]
    Form {
        /// The form it should have.
        expected: &'static str,
        /// What was given, cut to 60 characters.
        found: String,
    },
}

fn form(expected: &'static str, found: &str) -> IdError {
    IdError::Form { expected, found: found.chars().take(60).collect() }
}

macro_rules! short_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name([u8; 6]);

        impl $name {
            /// The identifier that thirty of the random bits name.
            #[must_use]
            pub fn from_random(bits: u64) -> Self {
                let mut rest = bits;
                Self(std::array::from_fn(|_| {
                    let letter = ALPHABET.get(usize::try_from(rest % 32).unwrap_or(0)).copied().unwrap_or(b'0');
                    rest /= 32;
                    letter
                }))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($prefix)?;
                f.write_str(str::from_utf8(&self.0).unwrap_or_default())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let wrong = || form(concat!($prefix, " and six letters or digits"), text);
                let rest = text.strip_prefix($prefix).ok_or_else(wrong)?;
                let letters = <[u8; 6]>::try_from(rest.as_bytes()).ok().ok_or_else(wrong)?;
                if letters.iter().all(is_letter) { Ok(Self(letters)) } else { Err(wrong()) }
            }
        }

        text_serde!($name);
    };
}

/// Reads a text as what it names, without keeping the text.
pub(super) struct Parsed<T>(pub(super) std::marker::PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> de::Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(de::Error::custom)
    }
}

macro_rules! text_serde {
    ($name:ty) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str($crate::terms::id::Parsed(std::marker::PhantomData))
            }
        }
    };
}
pub(super) use text_serde;

short_id!(
    /// A person of the production.
    PersonId, "p-"
);
short_id!(
    /// A physical thing under custody: a gun, a look-alike, a tray of rounds.
    ItemId, "i-"
);
short_id!(
    /// One execution of a checklist.
    RunId, "r-"
);
short_id!(
    /// One STOP.
    StopId, "s-"
);
short_id!(
    /// One concern.
    ConcernId, "c-"
);
short_id!(
    /// One amendment: a correction of what was recorded, or a late entry.
    AmendId, "a-"
);
short_id!(
    /// A locked place in which items lie.
    StoreId, "l-"
);
short_id!(
    /// A lot of blanks or dummies (a batch: `l` is a locked place).
    LotId, "b-"
);

/// Writes each byte as two lower-case digits; `text` has room for just these.
fn write_hex(bytes: &[u8], text: &mut [u8]) {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let digit = |value: u8| DIGITS.get(usize::from(value & 15)).copied().unwrap_or(b'0');
    let (pairs, _) = text.as_chunks_mut::<2>();
    for (pair, byte) in pairs.iter_mut().zip(bytes) {
        *pair = [digit(byte >> 4), digit(*byte)];
    }
}

/// Reads two lower-case digits a byte, and says whether that is all there is.
fn read_hex(text: &[u8], bytes: &mut [u8]) -> bool {
    let (pairs, left) = text.as_chunks::<2>();
    let mut good = left.is_empty() & (pairs.len() == bytes.len());
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let (high, low) = (digit(*high), digit(*low));
        good &= (high | low) < 16;
        *byte = high << 4 | low & 15;
    }
    good
}

/// The value of a lower-case hexadecimal digit; 16 or more where it is none.
fn digit(letter: u8) -> u8 {
    match letter {
        b'0'..=b'9' => letter - b'0',
        b'a'..=b'f' => letter - b'a' + 10,
        0..b'0' | b':'..b'a' | b'g'.. => 0x80,
    }
}

macro_rules! hex_id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal, $form:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(pub [u8; $bytes]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = [0; $bytes * 2];
                write_hex(&self.0, &mut text);
                f.write_str(str::from_utf8(&text).unwrap_or_default())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let wrong = || form($form, text);
                let mut bytes = [0; $bytes];
                if read_hex(text.as_bytes(), &mut bytes) { Ok(Self(bytes)) } else { Err(wrong()) }
            }
        }

        text_serde!($name);
    };
}

hex_id!(
    /// A SHA-256.
    Digest, 32, "64 lower-case hexadecimal digits"
);
hex_id!(
    /// A production: random, made once.
    ProductionId, 8, "16 lower-case hexadecimal digits"
);
hex_id!(
    /// A log: the first eight bytes of the SHA-256 of its device's public key.
    LogId, 8, "16 lower-case hexadecimal digits"
);

/// A log that goes on from another begins its numbers at one of so many thousands, so that two that know nothing of each
/// other begin at the same one once in so many times.
const THOUSANDS: u64 = 9_900;

/// The first of them: all such numbers have six or seven digits.
const FIRST_THOUSAND: u64 = 100;

impl LogId {
    /// Where a log that goes on from another begins what it numbers for paper and for other units: at a thousand that
    /// follows from its name. Two laptops that go on from the same lines know nothing of each other, and would else give
    /// the same numbers.
    #[must_use]
    pub fn first_number(self) -> u32 {
        let thousand = FIRST_THOUSAND + u64::from_be_bytes(self.0) % THOUSANDS;
        u32::try_from(thousand * 1_000 + 1).unwrap_or(u32::MAX)
    }
}

hex_id!(
    /// A random number that an answer from outside must repeat.
    Nonce, 8, "16 lower-case hexadecimal digits"
);

/// The name of one step, unique within its file; permanent, so its grammar may be widened but never narrowed.
///
/// There is deliberately no `Ord`: steps are ordered by their place in the checklist.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct StepId(Box<str>);

impl StepId {
    /// The name as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StepId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if is_name(text) { Ok(Self(text.into())) } else { Err(form(NAME_FORM, text)) }
    }
}

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub(super) const NAME_FORM: &str =
    "a name of at most 40 small letters, digits, - and _, beginning with a letter";

/// `[a-z][a-z0-9_-]{0,39}`
pub(super) fn is_name(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

/// The address of a step in a run: `step`, `include.step` or `each[3].step`, counted from 1.
///
/// What a unit brings beside its steps (stops, flags, computed values) is addressed by it too: `include.stop`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct StepPath {
    parts: Vec<(StepId, Option<u16>)>,
}

impl StepPath {
    /// The address of a step at the top of its list.
    #[must_use]
    pub fn top(step: StepId) -> Self {
        Self { parts: vec![(step, None)] }
    }

    /// The address of `inner`, a step of the unit that stands at this address.
    #[must_use]
    pub fn unit(&self, inner: &Self) -> Self {
        Self { parts: self.parts.iter().chain(&inner.parts).cloned().collect() }
    }

    /// The address of `inner` in the `number`th instance (from 1) of the repeat at this address.
    #[must_use]
    pub fn each(&self, number: u16, inner: &Self) -> Self {
        let mut parts = self.parts.clone();
        if let Some((_, instance)) = parts.last_mut() {
            *instance = Some(number);
        }
        parts.extend_from_slice(&inner.parts);
        Self { parts }
    }

    /// The address of the step at the top of the list that this one lies in: itself, or the repeat around it.
    #[must_use]
    pub fn head(&self) -> Self {
        let repeat = self.parts.iter().position(|(_, number)| number.is_some());
        let of = repeat.map_or(self.parts.len(), |at| at.saturating_add(1));
        Self { parts: self.parts.iter().take(of).map(|(step, _)| (step.clone(), None)).collect() }
    }

    /// Whether it lies in `top`, a step at the top of the list: it is that step, or one of a part of that repeat.
    #[must_use]
    pub fn is_in(&self, top: &Self) -> bool {
        let repeat = self.parts.iter().position(|(_, number)| number.is_some());
        let of = repeat.map_or(self.parts.len(), |at| at.saturating_add(1));
        let head = self.parts.iter().take(of).map(|(step, _)| step);
        of == top.parts.len() && head.eq(top.parts.iter().map(|(step, _)| step))
    }

    /// The address of the same step in another part of its repeat; `None` where it lies in none.
    #[must_use]
    pub fn of_part(&self, number: u16) -> Option<Self> {
        let mut other = self.clone();
        let (_, instance) = other.parts.iter_mut().find(|(_, instance)| instance.is_some())?;
        *instance = Some(number);
        Some(other)
    }

    /// The number of the part of a repeat, from 1.
    #[must_use]
    pub fn instance(&self) -> Option<u16> {
        self.parts.iter().find_map(|(_, number)| *number)
    }

    /// The first name of it: that of the include, or of the repeat, or its own.
    #[must_use]
    pub fn first(&self) -> &str {
        self.parts.first().map_or("", |(step, _)| step.as_str())
    }

    /// The step's own name, without the repeat and the includes around it.
    #[must_use]
    pub fn leaf(&self) -> &str {
        self.parts.last().map_or("", |(step, _)| step.as_str())
    }
}

impl FromStr for StepPath {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || form("the address of a step, such as chambers[3].state", text);
        let part = |part: &str| -> Result<(StepId, Option<u16>), IdError> {
            let Some((name, rest)) = part.split_once('[') else { return Ok((part.parse()?, None)) };
            let digits = rest.strip_suffix(']').ok_or_else(wrong)?;
            // Neither a sign nor a zero stands before a number.
            let is_plain = digits.starts_with(|c: char| matches!(c, '1'..='9'));
            let number: u16 = digits.parse().ok().filter(|_| is_plain).ok_or_else(wrong)?;
            Ok((name.parse()?, Some(number)))
        };
        let parts: Vec<_> = text.split('.').map(part).collect::<Result<_, _>>()?;
        if parts.len() <= 6 { Ok(Self { parts }) } else { Err(wrong()) }
    }
}

impl fmt::Display for StepPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (step, number)) in self.parts.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            f.write_str(step.as_str())?;
            if let Some(number) = number {
                write!(f, "[{number}]")?;
            }
        }
        Ok(())
    }
}

text_serde!(StepPath);
