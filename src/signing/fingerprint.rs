//! The short name of a public key that people compare: `SHA256:` and 43 characters.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64Unpadded, Encoding as _};
use sha2::{Digest as _, Sha256};

/// SHA-256 of a public key's blob, written as `ssh-keygen -lf` prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(super) fn of(blob: &[u8]) -> Self {
        Self(Sha256::digest(blob).into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SHA256:{}", Base64Unpadded::encode_string(&self.0))
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads exactly what `Display` writes.
    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digits = text.strip_prefix("SHA256:").ok_or(FingerprintError)?;
        let mut bytes = [0; 32];
        let length = Base64Unpadded::decode(digits, &mut bytes).map(<[u8]>::len);
        let found = Self(bytes);
        if length == Ok(bytes.len()) && found.to_string() == text {
            Ok(found)
        } else {
            Err(FingerprintError)
        }
    }
}

/// The text is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key's fingerprint is SHA256: and 43 characters, as ssh-keygen -lf prints it")]
pub struct FingerprintError;

impl FingerprintError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        "Copy the fingerprint again, from SHA256: to its last character."
    }
}
