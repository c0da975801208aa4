//! One SSHSIG signature: written as `ssh-keygen -Y sign` writes it, and read in no other way.

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::Signature;
use sha2::{Digest as _, Sha256, Sha512};

use super::public_key::{Algorithm, PublicKey, PublicKeyError};
use super::wire::{self, Reader};

const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;
const HASH: &[u8] = b"sha512";
const HEADER: &str = "-----BEGIN SSH SIGNATURE-----\n";
const FOOTER: &str = "-----END SSH SIGNATURE-----\n";
const LINE: usize = 70;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;

/// A signature, the key that made it and what it was made for.
///
/// Its bytes are never an identity: one key can sign one text in many ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SshSig {
    key: PublicKey,
    namespace: String,
    signature: [u8; 64],
    /// Flags and counter of a security key; `None` exactly for a key in a file.
    touch: Option<Touch>,
}

/// What a security key adds to its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Touch {
    flags: u8,
    counter: u32,
}

/// What a good signature says about the person at the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A key in a file: nothing.
    NotAttested,
    /// A security key that was touched.
    Touched,
    /// A security key that was touched and had checked a PIN or a finger.
    TouchedAndVerified,
}

impl SshSig {
    pub(super) fn by_file_key(key: PublicKey, namespace: String, signature: [u8; 64]) -> Self {
        Self { key, namespace, signature, touch: None }
    }

    /// What an agent gave as its signature: algorithm, signature and, of a security key, flags and counter.
    pub(super) fn by_agent(key: PublicKey, namespace: String, inner: &[u8]) -> Option<Self> {
        let (signature, touch) = parts(&key, Reader::new(inner))?;
        Some(Self { key, namespace, signature, touch })
    }

    /// The key that the signature names; whether it really signed is for [`SshSig::verify`].
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The purpose that the signature names.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The raw blob in base64 on one line, as an event holds it.
    #[must_use]
    pub fn to_blob_base64(&self) -> String {
        Base64::encode_string(&self.blob())
    }

    /// The `.sig` file: header, base64 in lines of 70, footer, LF at each line's end.
    #[must_use]
    pub fn to_armor(&self) -> String {
        armor_around(&self.to_blob_base64())
    }

    /// Reads exactly what [`SshSig::to_blob_base64`] writes.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse_blob_base64(text: &str) -> Result<Self, ParseError> {
        Self::parse_blob_base64_by(text, &[])
    }

    /// The same with `keys` that are likely to stand in it, whose points need not be worked out again.
    ///
    /// # Errors
    /// As [`SshSig::parse_blob_base64`]; which keys are given changes nothing.
    pub fn parse_blob_base64_by(text: &str, keys: &[&PublicKey]) -> Result<Self, ParseError> {
        let Ok(blob) = Base64::decode_vec(text) else {
            return Err(ParseError::Malformed);
        };
        let found = Self::from_blob(&blob, keys)?;
        // What was read is written again as `blob`, and that has one spelling.
        if Base64::encode_string(&blob) == text { Ok(found) } else { Err(ParseError::NotAsWritten) }
    }

    /// Reads exactly what [`SshSig::to_armor`] writes.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse_armor(file: &[u8]) -> Result<Self, ParseError> {
        let Ok(text) = str::from_utf8(file) else {
            return Err(ParseError::NoArmor);
        };
        let body = text.strip_prefix(HEADER).and_then(|rest| rest.strip_suffix(FOOTER));
        let digits = body.ok_or(ParseError::NoArmor)?.replace('\n', "");
        let found = Self::parse_blob_base64(&digits)?;
        if armor_around(&digits) == text { Ok(found) } else { Err(ParseError::NotAsWritten) }
    }

    fn from_blob(blob: &[u8], keys: &[&PublicKey]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(blob);
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return Err(ParseError::Malformed);
        }
        match reader.int().ok_or(ParseError::Malformed)? {
            VERSION => {}
            found => return Err(ParseError::Version { found }),
        }
        let key = reader.string().ok_or(ParseError::Malformed)?;
        let key = match keys.iter().find(|known| known.is_written(key)) {
            Some(known) => (*known).clone(),
            None => PublicKey::from_blob(key)?,
        };
        let namespace = reader.string().and_then(|name| str::from_utf8(name).ok());
        let namespace = namespace.ok_or(ParseError::Malformed)?.to_owned();
        if namespace.is_empty() {
            return Err(ParseError::NoNamespace);
        }
        if !reader.string().ok_or(ParseError::Malformed)?.is_empty() {
            return Err(ParseError::Reserved);
        }
        match reader.string().ok_or(ParseError::Malformed)? {
            HASH => {}
            found => {
                let found = String::from_utf8_lossy(found).into_owned();
                return Err(ParseError::Hash { found });
            }
        }
        let inner = reader.block().filter(|_| reader.is_done()).ok_or(ParseError::Malformed)?;
        let (signature, touch) = parts(&key, inner).ok_or(ParseError::Malformed)?;
        let found = Self { key, namespace, signature, touch };
        if found.blob() == blob { Ok(found) } else { Err(ParseError::NotAsWritten) }
    }

    fn blob(&self) -> Vec<u8> {
        let mut inner = Vec::with_capacity(128);
        wire::put(&mut inner, self.key.algorithm().as_str().as_bytes());
        wire::put(&mut inner, &self.signature);
        if let Some(Touch { flags, counter }) = self.touch {
            inner.push(flags);
            inner.extend_from_slice(&counter.to_be_bytes());
        }
        let rest = self.key.blob_len() + self.namespace.len() + inner.len();
        let mut blob = Vec::with_capacity(64 + rest);
        blob.extend_from_slice(MAGIC);
        blob.extend_from_slice(&VERSION.to_be_bytes());
        wire::put(&mut blob, &self.key.blob());
        wire::put(&mut blob, self.namespace.as_bytes());
        wire::put(&mut blob, &[]);
        wire::put(&mut blob, HASH);
        wire::put(&mut blob, &inner);
        blob
    }

    /// How many signatures a security key says that it has made, this one included; `None` for a key in a file.
    #[must_use]
    pub fn counter(&self) -> Option<u32> {
        self.touch.map(|touch| touch.counter)
    }

    /// Whether `key` signed exactly `message` for exactly `namespace`.
    ///
    /// # Errors
    /// When any of the three differs, or a security key was not touched.
    pub fn verify(
        &self,
        key: &PublicKey,
        namespace: &str,
        message: &[u8],
    ) -> Result<Presence, VerifyError> {
        self.verify_hashed(key, namespace, &Hashed::of(message))
    }

    /// The same of a message that was hashed before, as several people sign one.
    ///
    /// # Errors
    /// As [`SshSig::verify`].
    pub fn verify_hashed(
        &self,
        key: &PublicKey,
        namespace: &str,
        message: &Hashed,
    ) -> Result<Presence, VerifyError> {
        if self.key != *key {
            return Err(VerifyError::OtherKey);
        }
        if self.namespace != namespace {
            return Err(VerifyError::OtherNamespace { found: self.namespace.clone() });
        }
        let mut data = signed_data(namespace, message);
        if let (Some(Touch { flags, counter }), Some(name)) = (self.touch, key.application()) {
            // PROTOCOL.u2f: a security key signs its application, flags and counter as well.
            let mut sealed = Sha256::digest(name).to_vec();
            sealed.push(flags);
            sealed.extend_from_slice(&counter.to_be_bytes());
            sealed.extend_from_slice(&Sha256::digest(&data));
            data = sealed;
        }
        if key.point().verify_strict(&data, &Signature::from_bytes(&self.signature)).is_err() {
            return Err(VerifyError::Mismatch);
        }
        match self.touch {
            None => Ok(Presence::NotAttested),
            Some(Touch { flags, .. }) if flags & USER_PRESENT == 0 => Err(VerifyError::NotTouched),
            Some(Touch { flags, .. }) if flags & USER_VERIFIED == 0 => Ok(Presence::Touched),
            Some(_) => Ok(Presence::TouchedAndVerified),
        }
    }
}

/// A message as signatures go by it: its SHA-512.
#[derive(Clone, Debug)]
pub struct Hashed([u8; 64]);

impl Hashed {
    /// Hashes the message.
    #[must_use]
    pub fn of(message: &[u8]) -> Self {
        Self(Sha512::digest(message).into())
    }
}

/// The `.sig` file around a signature's base64.
///
/// Of base64 that [`SshSig::parse_blob_base64`] reads, it is [`SshSig::to_armor`] of what was read.
#[must_use]
pub fn armor_around(base64: &str) -> String {
    let mut armor =
        String::with_capacity(HEADER.len() + base64.len() / LINE + base64.len() + 2 + FOOTER.len());
    armor.push_str(HEADER);
    let mut rest = base64;
    while let Some((line, more)) = rest.split_at_checked(LINE).filter(|(_, more)| !more.is_empty())
    {
        armor.extend([line, "\n"]);
        rest = more;
    }
    armor.extend([rest, "\n", FOOTER]);
    armor
}

/// What the key really signs (`PROTOCOL.sshsig`).
pub(super) fn signed_data(namespace: &str, message: &Hashed) -> Vec<u8> {
    let mut data = Vec::with_capacity(128 + namespace.len());
    data.extend_from_slice(MAGIC);
    wire::put(&mut data, namespace.as_bytes());
    wire::put(&mut data, &[]);
    wire::put(&mut data, HASH);
    wire::put(&mut data, &message.0);
    data
}

/// Why bytes are no signature of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Header, footer or line ends are not as they must be.
    #[error("this is no signature file: its first or last line is not as ssh-keygen writes it")]
    NoArmor,
    /// The blob cannot be read.
    #[error("this signature is damaged: it cannot be read")]
    Malformed,
    /// It can be read, but was written in another way.
    #[error("this signature is not written as ssh-keygen writes it, so it was changed on its way")]
    NotAsWritten,
    /// Another version of the format.
    #[error("this signature has version {found}, and only version {VERSION} is read")]
    Version {
        /// The version that was found.
        found: u32,
    },
    /// No purpose.
    #[error("this signature does not say what it is for: its namespace is empty")]
    NoNamespace,
    /// Something stands in the reserved field.
    #[error("this signature holds something in a field that must be empty")]
    Reserved,
    /// Another hash.
    #[error("this signature uses the hash {found:?}, and only sha512 is read")]
    Hash {
        /// The hash that was named.
        found: String,
    },
    /// The key in it is not acceptable.
    #[error(transparent)]
    Key(#[from] PublicKeyError),
}

impl ParseError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoArmor | Self::Malformed | Self::NotAsWritten => {
                "Take the file again from the bundle; mail and editors change line ends."
            }
            Self::Version { .. } | Self::NoNamespace | Self::Reserved | Self::Hash { .. } => {
                "Do not rely on it: Showclear does not write such signatures."
            }
            Self::Key(error) => error.remedy(),
        }
    }
}

/// The signature proper, and what a security key adds to it, with nothing behind.
fn parts(key: &PublicKey, mut inner: Reader<'_>) -> Option<([u8; 64], Option<Touch>)> {
    if inner.string()? != key.algorithm().as_str().as_bytes() {
        return None;
    }
    let signature = inner.string()?.try_into().ok()?;
    let touch = match key.algorithm() {
        Algorithm::Ed25519 => None,
        Algorithm::SkEd25519 => Some(Touch { flags: inner.byte()?, counter: inner.int()? }),
    };
    inner.is_done().then_some((signature, touch))
}

/// Why a signature does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// Made by another key.
    #[error("this signature was made with another key")]
    OtherKey,
    /// Made for another purpose.
    #[error("this signature was made for another purpose: {found:?}")]
    OtherNamespace {
        /// The namespace in the signature.
        found: String,
    },
    /// The text or the signature was changed.
    #[error("this signature is not over exactly this text")]
    Mismatch,
    /// A security key signed without a touch.
    #[error("the security key was not touched for this signature")]
    NotTouched,
}

impl VerifyError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::OtherKey => "Ask for the signature of the person named in the text.",
            Self::OtherNamespace { .. } | Self::Mismatch => "Do not rely on this text.",
            Self::NotTouched => "Sign again and touch the security key.",
        }
    }
}
