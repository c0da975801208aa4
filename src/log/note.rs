//! The C2SP signed note around a checkpoint: print, parse, sign and verify.

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::checkpoint::{Checkpoint, log_id};

/// The longest note that is read, in bytes; ours have about 240.
const MAX_NOTE: usize = 1_024;

/// A checkpoint with the signature of a device key, not yet verified.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note {
    checkpoint: Checkpoint,
    key_id: [u8; 4],
    signature: [u8; 64],
}

impl Note {
    /// Signs `checkpoint` with the device key of its log.
    ///
    /// # Errors
    ///
    /// Fails when `key` is not the key of that log.
    pub fn sign(checkpoint: Checkpoint, key: &SigningKey) -> Result<Self, NoteError> {
        own_key(&checkpoint, &key.verifying_key())?;
        let key_id = key_id(&checkpoint, &key.verifying_key());
        let signature = key.sign(checkpoint.text().as_bytes()).to_bytes();
        Ok(Self { checkpoint, key_id, signature })
    }

    /// Signs `checkpoint` by whoever holds the device key, without ever seeing it: `key` is its public half.
    ///
    /// # Errors
    ///
    /// Fails when `key` is no key, is not the key of that log, or is not the one that `sign` signs with.
    pub fn sign_by(
        checkpoint: Checkpoint,
        key: &[u8; 32],
        sign: impl FnOnce(&[u8]) -> [u8; 64],
    ) -> Result<Self, NoteError> {
        let key = VerifyingKey::from_bytes(key).ok().ok_or(NoteError::BadSignature)?;
        own_key(&checkpoint, &key)?;
        let signature = sign(checkpoint.text().as_bytes());
        let note = Self { key_id: key_id(&checkpoint, &key), checkpoint, signature };
        note.clone().verify(&key).map(|_| note)
    }

    /// Reads a note as it lies on the disk.
    ///
    /// # Errors
    ///
    /// Fails for whatever [`Note::encode`] would not have written.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE {
            return Err(NoteError::TooLong { len: bytes.len() });
        }
        let text = str::from_utf8(bytes).ok().ok_or(NoteError::Malformed)?;
        let note = Self::parts(text).ok_or(NoteError::Malformed)?;
        if note.encode() == text { Ok(note) } else { Err(NoteError::Malformed) }
    }

    fn parts(text: &str) -> Option<Self> {
        let (head, signature) = text.split_once("\n\n")?;
        let checkpoint = Checkpoint::parse(&format!("{head}\n"))?;
        let (_, blob) = signature.strip_suffix('\n')?.rsplit_once(' ')?;
        let blob = Base64::decode_vec(blob).ok()?;
        let (key_id, signature) = blob.split_first_chunk::<4>()?;
        Some(Self { checkpoint, key_id: *key_id, signature: signature.try_into().ok()? })
    }

    /// Returns the note as it lies on the disk.
    pub fn encode(&self) -> String {
        let blob = Base64::encode_string(&[&self.key_id[..], &self.signature[..]].concat());
        format!("{}\n\u{2014} {} {blob}\n", self.checkpoint.text(), self.checkpoint.origin)
    }

    /// Returns what the note claims, believed by nobody yet.
    pub fn claims(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Holds the note against the 32 bytes of the device key of its log.
    ///
    /// # Errors
    ///
    /// Fails when they are no key, or not the key of that log, or it did not sign these bytes.
    pub fn verify_by(self, key: &[u8; 32]) -> Result<Verified, NoteError> {
        let key = VerifyingKey::from_bytes(key).ok().ok_or(NoteError::BadSignature)?;
        self.verify(&key)
    }

    /// Holds the note against the device key of its log.
    ///
    /// # Errors
    ///
    /// Fails when `key` is not the key of that log or did not sign these bytes.
    pub fn verify(self, key: &VerifyingKey) -> Result<Verified, NoteError> {
        own_key(&self.checkpoint, key)?;
        if self.key_id != key_id(&self.checkpoint, key) {
            return Err(NoteError::OtherKeyId);
        }
        let signature = Signature::from_bytes(&self.signature);
        match key.verify_strict(self.checkpoint.text().as_bytes(), &signature) {
            Ok(()) => Ok(Verified(self.checkpoint)),
            Err(_) => Err(NoteError::BadSignature),
        }
    }
}

/// A checkpoint that its device key did sign; [`Note::verify`] is the only way to one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verified(Checkpoint);

impl Verified {
    /// Returns what was signed.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.0
    }
}

/// Why a note cannot be relied on.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NoteError {
    /// No note of ours is that long.
    #[error("a checkpoint note has at most {MAX_NOTE} bytes, this one has {len}")]
    TooLong {
        /// Its length in bytes.
        len: usize,
    },
    /// The bytes are not what would have been written.
    #[error("this is not a checkpoint note of ours")]
    Malformed,
    /// The key writes another log.
    #[error("the key belongs to log {of_key}, the note to log {of_note}")]
    OtherLog {
        /// The log that the key writes.
        of_key: String,
        /// The log in the note.
        of_note: String,
    },
    /// The short id before the signature names another key.
    #[error("the note names another key")]
    OtherKeyId,
    /// The key did not sign these bytes.
    #[error("the signature on the note is not right")]
    BadSignature,
}

fn own_key(checkpoint: &Checkpoint, key: &VerifyingKey) -> Result<(), NoteError> {
    let of_key = log_id(key);
    if checkpoint.origin.log() == of_key {
        return Ok(());
    }
    Err(NoteError::OtherLog { of_key, of_note: checkpoint.origin.log().into() })
}

/// The first 4 bytes of SHA-256(origin ‖ LF ‖ 0x01 ‖ key), as the signed note format has it.
fn key_id(checkpoint: &Checkpoint, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(checkpoint.origin.as_str())
        .chain_update([b'\n', 1])
        .chain_update(key.as_bytes())
        .finalize();
    let [a, b, c, d, ..]: [u8; 32] = hash.into();
    [a, b, c, d]
}
