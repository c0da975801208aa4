//! What a log says of itself: which log it is, how many lines it has, and their root.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::VerifyingKey;

use super::merkle::Hash;

/// The most lines a log may have, so that every size fits the eight digits of a file name.
pub const MAX_LINES: u64 = 99_999_999;

/// Which log of which production, live or drill: `showclear/<production>/<log>`.
///
/// It is the key name in every note, so a note of one log never counts for another, nor a drill's
/// for a live production.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin {
    text: Box<str>,
    drill: bool,
}

impl Origin {
    /// Returns the id of the log, 16 lower hex digits.
    pub fn log(&self) -> &str {
        self.part(2)
    }

    /// Returns the id of the production, 16 lower hex digits.
    pub fn production(&self) -> &str {
        self.part(1)
    }

    /// Returns whether the log belongs to a drill production.
    pub fn is_drill(&self) -> bool {
        self.drill
    }

    /// Returns the origin as it stands in notes and in line 0.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn part(&self, index: usize) -> &str {
        self.text.split('/').nth(index).unwrap_or_default()
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let error = || OriginError { found: text.into() };
        let mut parts = text.split('/');
        let drill = match parts.next() {
            Some("showclear") => false,
            Some("showclear-drill") => true,
            Some(_) | None => return Err(error()),
        };
        match (parts.next(), parts.next(), parts.next()) {
            (Some(production), Some(log), None) if is_id(production) && is_id(log) => {
                Ok(Self { text: text.into(), drill })
            }
            (Some(_) | None, _, _) => Err(error()),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The text is not the origin of a log.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{found:?} is not showclear/<16 hex digits>/<16 hex digits> or showclear-drill/…")]
pub struct OriginError {
    /// What was given.
    pub found: String,
}

/// Returns the id of the log that a device key writes: one key, one log.
///
/// It is the first 8 bytes, in hex, of the SHA-256 of the 32 raw bytes of the key.
pub fn log_id(key: &VerifyingKey) -> String {
    Hash::of(key.as_bytes()).to_hex().chars().take(16).collect()
}

/// A size of a log and the root over that many lines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checkpoint {
    /// Whose log.
    pub origin: Origin,
    /// How many lines.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// Returns the text that is signed: origin, size and root, a line each (C2SP tlog-checkpoint).
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root.to_base64())
    }

    /// Reads the text that is signed; no extension lines are known.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let origin = lines.next()?.parse().ok()?;
        let size = lines.next()?.parse().ok().filter(|size| *size <= MAX_LINES)?;
        let root = Hash::from_base64(lines.next()?)?;
        let checkpoint = Self { origin, size, root };
        // Signs, leading zeros and further lines all show here.
        (checkpoint.text() == text).then_some(checkpoint)
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
