//! How an entry is written into a line of the log, and read back without leniency.
//!
//! Log format, section 3: decode, re-encode, compare. What our writer would not have written is refused, and what a
//! newer version of the program may have written is told apart from it. A line that is as it should be is read
//! without being written a second time.

mod exact;
mod integers;
mod name;

pub use name::{decode_name, encode_name};

use crate::event::{Entry, Event};

/// Why an entry cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// A number that other readers would round.
    #[error("the number {digits} is too large to be written in the log")]
    Integer {
        /// Its digits.
        digits: String,
    },
    /// The encoder itself failed.
    #[error("the entry cannot be written as text: {0}")]
    Text(#[from] serde_json::Error),
}

/// Why the `data` of a line is not an entry that can be relied on.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum DecodeError {
    /// A kind, member or word that this version does not know.
    #[error("made by a newer version of the program: {what}")]
    Newer {
        /// What is not known.
        what: String,
    },
    /// It says nothing that this format can say.
    #[error("{why}")]
    NotAnEntry {
        /// What is wrong, in the decoder's words.
        why: String,
    },
    /// It says something, in a way our writer never says it.
    #[error(
        "not as the program writes it, from byte {at} on: {found:?} where {expected:?} belongs"
    )]
    OtherForm {
        /// The first byte that differs, from 0.
        at: usize,
        /// What stands there, at most 24 bytes.
        found: String,
        /// What our writer writes there, at most 24 bytes.
        expected: String,
    },
    /// A number that other readers would round.
    #[error("the number {digits} is larger than a line may hold")]
    Integer {
        /// Its digits.
        digits: String,
    },
}

impl DecodeError {
    /// Whether a newer version may have written it, so that nothing is said against the line.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        matches!(self, Self::Newer { .. })
    }

    /// What the reader should do.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "Read it with the newest version of the program.",
            Self::NotAnEntry { .. } | Self::OtherForm { .. } | Self::Integer { .. } => {
                "The program never wrote this line. Compare it with another copy of the production."
            }
        }
    }
}

/// The bytes of `entry` as the `data` of a line.
///
/// # Errors
///
/// When a number lies outside ±(2^53 - 1).
pub fn encode(entry: &Entry) -> Result<Vec<u8>, EncodeError> {
    let bytes = serde_json::to_vec(entry)?;
    match integers::too_large(&bytes) {
        Some(digits) => Err(EncodeError::Integer { digits }),
        None => Ok(bytes),
    }
}

/// The entry that `data` holds.
///
/// # Errors
///
/// When it is not an entry, when our writer would have written it otherwise, or when it uses a kind, member or word
/// of a newer version.
pub fn decode(data: &[u8]) -> Result<Entry, DecodeError> {
    decode_exact(data).map_or_else(|| decode_at_length(data), Ok)
}

/// The entry that our writer writes as exactly `data`, read in one pass; nothing where it is not, or where this way does not
/// know. What it gives, [`decode_at_length`] gives.
#[must_use]
pub fn decode_exact(data: &[u8]) -> Option<Entry> {
    exact::read(str::from_utf8(data).ok()?)
}

/// The same as [`decode`], by decoding, encoding again and comparing.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_at_length(data: &[u8]) -> Result<Entry, DecodeError> {
    // Where the bytes are no text, this says where.
    let read = match str::from_utf8(data) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(data),
    };
    let entry: Entry = read.map_err(|error| explain(&error))?;
    let again = encode(&entry).map_err(|error| match error {
        EncodeError::Integer { digits } => DecodeError::Integer { digits },
        EncodeError::Text(error) => DecodeError::NotAnEntry { why: error.to_string() },
    })?;
    if again == data { Ok(entry) } else { Err(other_form(data, &again)) }
}

/// The bytes of one event, as they stand in its line.
///
/// # Errors
///
/// As [`encode`].
pub fn encode_event(event: &Event) -> Result<Vec<u8>, EncodeError> {
    let bytes = serde_json::to_vec(event)?;
    match integers::too_large(&bytes) {
        Some(digits) => Err(EncodeError::Integer { digits }),
        None => Ok(bytes),
    }
}

/// The event that these bytes are, if they are those that our writer writes.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_event(bytes: &[u8]) -> Result<Event, DecodeError> {
    let mut line = Vec::with_capacity(bytes.len().saturating_add(80));
    line.extend_from_slice(ALONE);
    line.extend_from_slice(bytes);
    line.extend_from_slice(b"]}");
    let entry = decode(&line)?;
    let not_one = || DecodeError::NotAnEntry { why: "more than one event".to_owned() };
    let [event] = entry.events() else { return Err(not_one()) };
    Ok(event.clone())
}

/// What stands before an event that is alone in its line.
const ALONE: &[u8] = br#"{"t":"1970-01-01T00:00:00.000Z","up":0,"seat":null,"ev":["#;

/// serde tells an unknown word from a wrong form only in its text.
fn explain(error: &serde_json::Error) -> DecodeError {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    let what = text.split(", ").next().unwrap_or_default();
    // The kind is read before the members, so that a second one is met among them.
    if what == "unknown field `k`" {
        return DecodeError::NotAnEntry { why: "duplicate field `k`".to_owned() };
    }
    if what.starts_with("unknown variant ") || what.starts_with("unknown field ") {
        let what =
            what.replace("unknown variant", "the word").replace("unknown field", "the member");
        return DecodeError::Newer { what: format!("it does not know {what}") };
    }
    DecodeError::NotAnEntry { why: text.to_owned() }
}

fn other_form(found: &[u8], expected: &[u8]) -> DecodeError {
    let at = found.iter().zip(expected).take_while(|(a, b)| a == b).count();
    let cut = |bytes: &[u8]| {
        String::from_utf8_lossy(&bytes.iter().skip(at).take(24).copied().collect::<Vec<_>>())
            .into_owned()
    };
    DecodeError::OtherForm { at, found: cut(found), expected: cut(expected) }
}
