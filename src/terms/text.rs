//! Short texts that people type: one line, of bounded length, without characters that deceive the eye.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// Why a text cannot be taken.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TextError {
    /// There was nothing in it.
    #[error("write something here")]
    Empty,
    /// It is too long.
    #[error("at most {most} characters, this has {found}")]
    TooLong {
        /// The longest that is taken, in characters.
        most: usize,
        /// What was given, in characters.
        found: usize,
    },
    /// It holds a character that cannot be seen or that turns text round.
    #[error("the character U+{code:04X} cannot be used here; delete it")]
    Hidden {
        /// The code point.
        code: u32,
    },
}

/// A name, tag or title: one line in Unicode NFC, without invisible or direction-changing characters.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LineText(Box<str>);

impl LineText {
    /// The longest name of a person, in characters.
    pub const NAME: usize = 80;
    /// The longest tag, in characters.
    pub const TAG: usize = 40;
    /// The longest reply, in characters.
    pub const REPLY: usize = 2_000;
    /// The longest reason, in characters.
    pub const REASON: usize = 500;

    /// Trims, normalises and checks `text`.
    ///
    /// # Errors
    ///
    /// When nothing is left, when it has more than `most` characters, or when it holds a hidden character.
    pub fn parse(text: &str, most: usize) -> Result<Self, TextError> {
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        let found = text.chars().count();
        if found > most {
            return Err(TextError::TooLong { most, found });
        }
        match text.chars().find(|&c| is_hidden(c)) {
            Some(c) => Err(TextError::Hidden { code: c.into() }),
            None => Ok(Self(text.into())),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LineText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The characters of log format 7.2: controls, invisible ones, and those that turn text round.
#[must_use]
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(u32::from(c),
        0..=0x1F | 0x7F..=0x9F | 0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5
        | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0xE0000..=0xE0FFF)
}

/// `text` in quotation marks with every deceiving character escaped: the `Q` of log format 7.2.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    // Writing into a String cannot fail.
    let _written = write!(out, "{}", Quoted(text));
    out
}

/// A text that is shown as [`quoted`] writes it.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = *self;
        f.write_char('"')?;
        // Most words are plain, which is seen many bytes at a time.
        let is_plain = |byte: u8| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~');
        if text.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
            f.write_str(text)?;
        } else {
            for c in text.chars() {
                match c {
                    '"' | '\\' => write!(f, "\\{c}")?,
                    c if is_hidden(c) => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                    c => f.write_char(c)?,
                }
            }
        }
        f.write_char('"')
    }
}

/// The text that stands in quotation marks as [`quoted`] writes it; `None` for anything else.
#[must_use]
pub fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match rest.next()? {
            'u' => {
                let hex: String = rest.by_ref().take_while(|&c| c != '}').collect();
                let code = u32::from_str_radix(hex.strip_prefix('{')?, 16).ok()?;
                out.push(char::from_u32(code)?);
            }
            c => out.push(c),
        }
    }
    (quoted(&out) == text).then_some(out)
}
