//! One line of the log: the members the log itself reads, around data it does not.

use super::merkle::Hash;

/// The longest line, in bytes without its LF.
pub const MAX_LINE: usize = 65_536;

/// The only line format there is.
const VERSION: u64 = 1;

/// Integers stay below 2^53, where every reader of JSON agrees on them.
const MAX_INTEGER: u64 = (1 << 53) - 1;
const INTEGER: &str = "an integer from 0 to 2^53-1";

/// A line, its data still bytes.
///
/// There is one way to write each envelope: whatever [`Envelope::parse`] accepts, [`Envelope::print`]
/// gives back byte for byte.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Envelope<'a> {
    /// The place of the line in its log, from 0.
    pub seq: u64,
    /// The leaf of the line before; 64 zeros in line 0.
    pub prev: Hash,
    /// In the first line of a segment, the SHA-256 of the segment before; 64 zeros in the first.
    pub file: Option<Hash>,
    /// Whether this line is the last of its segment.
    pub end: bool,
    /// One JSON object, unread.
    pub data: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// Reads a line, given without its LF.
    ///
    /// # Errors
    ///
    /// Fails for whatever [`Envelope::print`] would not have written.
    pub fn parse(line: &'a [u8]) -> Result<Self, EnvelopeError> {
        check_bytes(line)?;
        let mut rest = Rest { line, at: 0 };
        rest.expect("{\"v\":")?;
        let v = rest.integer()?;
        if v != VERSION {
            return Err(EnvelopeError::Version { v });
        }
        rest.expect(",\"seq\":")?;
        let seq = rest.integer()?;
        rest.expect(",\"prev\":\"")?;
        let prev = rest.hash()?;
        rest.expect("\"")?;
        let file = if rest.take(",\"file\":\"") {
            let file = rest.hash()?;
            rest.expect("\"")?;
            Some(file)
        } else {
            None
        };
        let end = rest.take(",\"end\":true");
        rest.expect(",\"data\":")?;
        match rest.left() {
            [data @ .., b'}'] if is_object(data) => Ok(Self { seq, prev, file, end, data }),
            [..] => Err(rest.not("one object and the last brace")),
        }
    }

    /// Writes the line, without its LF.
    ///
    /// # Errors
    ///
    /// Fails when `data` is not one object on one line, `seq` is 2^53 or more, or the line would be
    /// too long.
    pub fn print(&self) -> Result<Vec<u8>, EnvelopeError> {
        let mut line = format!("{{\"v\":{VERSION},\"seq\":");
        if self.seq > MAX_INTEGER {
            return Err(EnvelopeError::Syntax { at: line.len(), expected: INTEGER });
        }
        line.push_str(&format!("{},\"prev\":\"{}\"", self.seq, self.prev));
        if let Some(file) = self.file {
            line.push_str(&format!(",\"file\":\"{file}\""));
        }
        if self.end {
            line.push_str(",\"end\":true");
        }
        line.push_str(",\"data\":");
        let mut line = line.into_bytes();
        if !is_object(self.data) {
            return Err(EnvelopeError::Syntax { at: line.len(), expected: "one object" });
        }
        line.extend_from_slice(self.data);
        line.push(b'}');
        check_bytes(&line)?;
        Ok(line)
    }
}

/// How the line after another begins, worked out once and compared as a whole.
///
/// It is the quick way to read a line that is as it should be; whatever it does not read goes to [`Envelope::parse`].
#[derive(Debug, Default)]
pub(super) struct Following {
    seq: u64,
    /// `{"v":1,"seq":…,"prev":"…",`
    start: Vec<u8>,
}

impl Following {
    /// The line to come has the number after `seq`, and names `leaf`.
    pub(super) fn after(&mut self, seq: u64, leaf: Hash) {
        self.seq = seq.saturating_add(1);
        let mut digits = [0; 20];
        let (mut left, mut count) = (self.seq, 0);
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(left % 10).unwrap_or_default();
            (left, count) = (left / 10, count + 1);
            if left == 0 {
                break;
            }
        }
        let mut hex = [0; 64];
        leaf.write_hex(&mut hex);
        self.start.clear();
        self.start.extend_from_slice(b"{\"v\":1,\"seq\":");
        self.start.extend_from_slice(digits.get(digits.len() - count..).unwrap_or_default());
        self.start.extend_from_slice(b",\"prev\":\"");
        self.start.extend_from_slice(&hex);
        self.start.extend_from_slice(b"\",");
    }

    /// The number of `line`, whether it has `end`, and its data: where it is that line, inside a segment. `is_plain` says
    /// that its bytes were looked at and are ASCII without control characters.
    pub(super) fn read<'a>(&self, line: &'a [u8], is_plain: bool) -> Option<(u64, bool, &'a [u8])> {
        let fits = line.len() <= MAX_LINE && self.seq <= MAX_INTEGER;
        let rest = line.strip_prefix(self.start.as_slice()).filter(|_| fits)?;
        let open = rest.strip_prefix(b"\"end\":true,");
        let data = open.unwrap_or(rest).strip_prefix(b"\"data\":")?.strip_suffix(b"}")?;
        let holds = is_object(data) && (is_plain || check_bytes(line).is_ok());
        holds.then_some((self.seq, open.is_some(), data))
    }
}

/// Why some bytes are not a line of ours.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EnvelopeError {
    /// The line is longer than any that is written.
    #[error("a line has at most {MAX_LINE} bytes, this one has {len}")]
    TooLong {
        /// Its length in bytes, without the LF.
        len: usize,
    },
    /// The bytes are not UTF-8.
    #[error("byte {at} is not UTF-8")]
    NotUtf8 {
        /// The first byte that does not fit, from 0.
        at: usize,
    },
    /// A byte below 0x20 stands in the line: LF, CR, NUL and their like are always escaped.
    #[error("byte {at} is the control character 0x{found:02x}")]
    Control {
        /// Where it stands, from 0.
        at: usize,
        /// The byte.
        found: u8,
    },
    /// A later version of the program wrote the line.
    #[error("line format {v} is not known to this version of the program")]
    Version {
        /// The number given.
        v: u64,
    },
    /// The members are not the ones of the format, in its order, without blanks.
    #[error("at byte {at} {expected} should stand")]
    Syntax {
        /// Where it should stand, from 0.
        at: usize,
        /// What should stand there.
        expected: &'static str,
    },
}

fn check_bytes(line: &[u8]) -> Result<(), EnvelopeError> {
    if line.len() > MAX_LINE {
        return Err(EnvelopeError::TooLong { len: line.len() });
    }
    // Most lines are ASCII, which is seen many bytes at a time.
    if !line.is_ascii()
        && let Err(err) = str::from_utf8(line)
    {
        return Err(EnvelopeError::NotUtf8 { at: err.valid_up_to() });
    }
    // All bytes are looked at without a way out in between, which the compiler does many at a time.
    if !line.iter().fold(false, |found, byte| found | (*byte < 0x20)) {
        return Ok(());
    }
    match line.iter().enumerate().find(|(_, byte)| **byte < 0x20) {
        Some((at, found)) => Err(EnvelopeError::Control { at, found: *found }),
        None => Ok(()),
    }
}

fn is_object(data: &[u8]) -> bool {
    matches!(data, [b'{', .., b'}'])
}

/// What is left to read of a line.
struct Rest<'a> {
    line: &'a [u8],
    at: usize,
}

impl<'a> Rest<'a> {
    fn left(&self) -> &'a [u8] {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn not(&self, expected: &'static str) -> EnvelopeError {
        EnvelopeError::Syntax { at: self.at, expected }
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.left().starts_with(text.as_bytes());
        if found {
            self.at += text.len();
        }
        found
    }

    fn expect(&mut self, text: &'static str) -> Result<(), EnvelopeError> {
        if self.take(text) { Ok(()) } else { Err(self.not(text)) }
    }

    fn integer(&mut self) -> Result<u64, EnvelopeError> {
        let error = self.not(INTEGER);
        let left = self.left();
        let len = left.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digits = left.get(..len).and_then(|digits| str::from_utf8(digits).ok());
        let value = digits.and_then(|digits| digits.parse::<u64>().ok());
        match (value, left.first()) {
            (Some(value), Some(first)) if value <= MAX_INTEGER && (*first != b'0' || len == 1) => {
                self.at += len;
                Ok(value)
            }
            (Some(_) | None, _) => Err(error),
        }
    }

    fn hash(&mut self) -> Result<Hash, EnvelopeError> {
        let digits = self.left().get(..64).and_then(|digits| str::from_utf8(digits).ok());
        let hash = digits.and_then(Hash::from_hex);
        let hash = hash.ok_or_else(|| self.not("64 lower hex digits"))?;
        self.at += 64;
        Ok(hash)
    }
}
