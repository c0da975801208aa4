//! A public key that may stand under a signature: Ed25519, in software or on a security key.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::VerifyingKey;

use super::fingerprint::Fingerprint;
use super::wire::{self, Reader};

const SOFTWARE: &str = "ssh-ed25519";
const TOKEN: &str = "sk-ssh-ed25519@openssh.com";

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// `ssh-ed25519`: a key in a file.
    Ed25519,
    /// `sk-ssh-ed25519@openssh.com`: a key in a security key that is touched to sign.
    SkEd25519,
}

impl Algorithm {
    /// The name that stands in front of the key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ed25519 => SOFTWARE,
            Self::SkEd25519 => TOKEN,
        }
    }
}

/// A public key: a point that is not weak, in its one spelling.
///
/// Two keys are equal when algorithm, point and (for a security key) application are.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    point: VerifyingKey,
    /// The application a security key made this key for; `None` for a key in a file.
    application: Option<String>,
}

impl PublicKey {
    /// A key in a file, from the 32 bytes of its point.
    ///
    /// # Errors
    /// When the bytes are no point in its one spelling, or the point is weak.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, PublicKeyError> {
        Ok(Self { point: point(bytes)?, application: None })
    }

    /// Reads the blob that stands in base64 in the text form, and nothing else.
    pub(super) fn from_blob(blob: &[u8]) -> Result<Self, PublicKeyError> {
        let mut reader = Reader::new(blob);
        let algorithm = reader.string().ok_or(PublicKeyError::Malformed)?;
        let (has_application, bytes) = match algorithm {
            b"ssh-ed25519" => (false, reader.string()),
            b"sk-ssh-ed25519@openssh.com" => (true, reader.string()),
            other => {
                return Err(PublicKeyError::Algorithm {
                    found: String::from_utf8_lossy(other).into_owned(),
                });
            }
        };
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
        let point = point(bytes.ok_or(PublicKeyError::Malformed)?)?;
        let application = if has_application {
            let name = reader.string().and_then(|name| str::from_utf8(name).ok());
            Some(name.ok_or(PublicKeyError::Malformed)?.to_owned())
        } else {
            None
        };
        if !reader.is_done() {
            return Err(PublicKeyError::Malformed);
        }
        Ok(Self { point, application })
    }

    /// How this key signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match self.application {
            None => Algorithm::Ed25519,
            Some(_) => Algorithm::SkEd25519,
        }
    }

    /// The 32 bytes of the point: what a log's name and a checkpoint's key id are made of.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.point.to_bytes()
    }

    /// The short name that people compare.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.blob())
    }

    pub(super) fn point(&self) -> &VerifyingKey {
        &self.point
    }

    pub(super) fn application(&self) -> Option<&str> {
        self.application.as_deref()
    }

    pub(super) fn blob(&self) -> Vec<u8> {
        let mut blob = Vec::with_capacity(self.blob_len());
        wire::put(&mut blob, self.algorithm().as_str().as_bytes());
        wire::put(&mut blob, self.point.as_bytes());
        if let Some(application) = &self.application {
            wire::put(&mut blob, application.as_bytes());
        }
        blob
    }

    /// How many bytes [`PublicKey::blob`] has.
    pub(super) fn blob_len(&self) -> usize {
        let name = self.application.as_ref().map_or(0, |application| 4 + application.len());
        4 + self.algorithm().as_str().len() + 4 + self.point.as_bytes().len() + name
    }

    /// Whether `blob` is this key as [`PublicKey::blob`] writes it.
    pub(super) fn is_written(&self, blob: &[u8]) -> bool {
        let mut reader = Reader::new(blob);
        reader.string() == Some(self.algorithm().as_str().as_bytes())
            && reader.string() == Some(self.point.as_bytes().as_slice())
            && self
                .application
                .as_ref()
                .is_none_or(|application| reader.string() == Some(application.as_bytes()))
            && reader.is_done()
    }
}

/// The point, if it has only one spelling and order enough.
fn point(bytes: &[u8; 32]) -> Result<VerifyingKey, PublicKeyError> {
    if !is_reduced(bytes) {
        return Err(PublicKeyError::NoPoint);
    }
    let Ok(point) = VerifyingKey::from_bytes(bytes) else {
        return Err(PublicKeyError::NoPoint);
    };
    if point.is_weak() { Err(PublicKeyError::Weak) } else { Ok(point) }
}

/// Whether the coordinate is below 2^255 - 19; above it, a second spelling of a small one.
fn is_reduced(bytes: &[u8; 32]) -> bool {
    let [first, middle @ .., last] = bytes;
    *first < 0xed || *last & 0x7f != 0x7f || middle.iter().any(|byte| *byte != 0xff)
}

impl FromStr for PublicKey {
    type Err = PublicKeyError;

    /// Reads exactly what `Display` writes: type, one blank, base64; no comment, no line end.
    fn from_str(text: &str) -> Result<Self, PublicKeyError> {
        let (name, digits) = text.split_once(' ').ok_or(PublicKeyError::Malformed)?;
        if name != SOFTWARE && name != TOKEN {
            return Err(PublicKeyError::Algorithm { found: name.to_owned() });
        }
        let Ok(blob) = Base64::decode_vec(digits) else {
            return Err(PublicKeyError::Malformed);
        };
        let key = Self::from_blob(&blob)?;
        if key.to_string() == text { Ok(key) } else { Err(PublicKeyError::Malformed) }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.algorithm().as_str(), Base64::encode_string(&self.blob()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// Why a text or blob is no key of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicKeyError {
    /// Another kind of key.
    #[error("only Ed25519 keys are taken, not {found:?}")]
    Algorithm {
        /// The algorithm that was named.
        found: String,
    },
    /// Not type, blank and base64 in the one way OpenSSH writes them.
    #[error("this is no public key as ssh-keygen writes it, without a comment")]
    Malformed,
    /// The 32 bytes are no point of the curve in its one spelling.
    #[error("this public key is damaged: its bytes are no point of the curve")]
    NoPoint,
    /// A point of small order, for which signatures can be made without a secret.
    #[error("this public key is weak: anybody could sign for it")]
    Weak,
}

impl PublicKeyError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Algorithm { .. } => "Make an Ed25519 key: ssh-keygen -t ed25519.",
            Self::Malformed => "Copy the key's line again, from its type to the end of its base64.",
            Self::NoPoint => "Copy the key again from where it was made.",
            Self::Weak => "Do not use this key, and ask where it came from.",
        }
    }
}
