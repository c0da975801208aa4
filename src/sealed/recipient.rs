//! Who may read a private object beside the laptop that wrote it: an age recipient (X25519).

use std::fmt;
use std::str::FromStr;

/// A public key that private objects are encrypted to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recipient(String);

/// Why a text is no recipient.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RecipientError {
    /// The secret half was given.
    #[error("this is the secret half of the key")]
    Secret,
    /// Anything else.
    #[error("this is no age recipient")]
    Other,
}

impl RecipientError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Secret => "Keep that off this laptop, and enter the line that begins with age1.",
            Self::Other => "Enter the whole line that begins with age1, as age-keygen prints it.",
        }
    }
}

impl FromStr for Recipient {
    type Err = RecipientError;

    fn from_str(text: &str) -> Result<Self, RecipientError> {
        let text = text.trim();
        if text.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") {
            return Err(RecipientError::Secret);
        }
        let read = text.parse::<age::x25519::Recipient>().map_err(|_why| RecipientError::Other)?;
        Ok(Self(read.to_string()))
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
