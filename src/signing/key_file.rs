//! A private key as an OpenSSH file, locked with a passphrase or, for a device, open.

use std::fmt;

use sha2::{Digest as _, Sha256};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{Algorithm, Cipher, Kdf, LineEnding, PrivateKey};
use zeroize::Zeroizing;

use super::public_key::{PublicKey, PublicKeyError};
use super::secret::Secret;
use super::unlocked::UnlockedKey;

/// Rounds of bcrypt-pbkdf for the keys made here; about half a second of work for each try.
pub const ROUNDS: u32 = 64;

/// The most rounds that are tried for a key brought along, so that a file cannot stall the program.
const MOST_ROUNDS: u32 = 1024;

/// An OpenSSH private key file that holds one Ed25519 key.
#[derive(Clone)]
pub struct KeyFile {
    inner: PrivateKey,
    public: PublicKey,
}

impl KeyFile {
    /// Locks `key` with a passphrase; `salt` is 16 random bytes, never used before.
    ///
    /// # Errors
    /// When the passphrase is empty, or the rounds are none or more than are ever tried.
    pub fn lock(
        key: &UnlockedKey,
        passphrase: &Secret,
        rounds: u32,
        salt: [u8; 16],
    ) -> Result<Self, KeyFileError> {
        if passphrase.is_empty() {
            return Err(KeyFileError::NoPassphrase);
        }
        if rounds == 0 || rounds > MOST_ROUNDS {
            return Err(KeyFileError::Rounds { found: rounds });
        }
        // Written twice inside the encrypted part, it only tells a wrong passphrase from a right one.
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(salt));
        let check = u32::from_be_bytes([a, b, c, d]);
        let kdf = Kdf::Bcrypt { salt: salt.to_vec(), rounds };
        let inner = plain(key)
            .and_then(|it| it.encrypt_with(Cipher::Aes256Ctr, kdf, check, passphrase.bytes()));
        match inner {
            Ok(inner) => Ok(Self { inner, public: key.public_key().clone() }),
            Err(_) => Err(KeyFileError::Malformed),
        }
    }

    /// Leaves `key` open, for a device whose key is guarded by the file's permissions alone.
    ///
    /// # Errors
    /// Never for a key made here.
    pub fn open(key: &UnlockedKey) -> Result<Self, KeyFileError> {
        match plain(key) {
            Ok(inner) => Ok(Self { inner, public: key.public_key().clone() }),
            Err(_) => Err(KeyFileError::Malformed),
        }
    }

    /// Reads a key file made here or brought along.
    ///
    /// # Errors
    /// When it is no OpenSSH private key file, or holds another kind of key.
    pub fn parse(pem: &[u8]) -> Result<Self, KeyFileError> {
        let Ok(inner) = PrivateKey::from_openssh(pem) else {
            return Err(KeyFileError::Malformed);
        };
        if inner.algorithm() != Algorithm::Ed25519 {
            return Err(KeyFileError::Algorithm { found: inner.algorithm().as_str().to_owned() });
        }
        if let Kdf::Bcrypt { rounds, .. } = inner.kdf()
            && *rounds > MOST_ROUNDS
        {
            return Err(KeyFileError::Rounds { found: *rounds });
        }
        let Some(bytes) = inner.public_key().key_data().ed25519() else {
            return Err(KeyFileError::Malformed);
        };
        let public = PublicKey::from_bytes(&bytes.0)?;
        Ok(Self { inner, public })
    }

    /// The file's text, LF at each line's end.
    ///
    /// # Errors
    /// Never for a file that was read or made here.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, KeyFileError> {
        let Ok(pem) = self.inner.to_openssh(LineEnding::LF) else {
            return Err(KeyFileError::Malformed);
        };
        Ok(pem)
    }

    /// The public half, which is readable without the passphrase.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// Whether a passphrase is needed.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.inner.is_encrypted()
    }

    /// Opens a locked file; takes about half a second, so never on the thread that draws.
    ///
    /// # Errors
    /// When the passphrase is wrong, the file is not locked, or its halves do not belong together.
    pub fn unlock(&self, passphrase: &Secret) -> Result<UnlockedKey, UnlockError> {
        if !self.is_locked() {
            return Err(UnlockError::NotLocked);
        }
        if passphrase.is_empty() {
            return Err(UnlockError::WrongPassphrase);
        }
        let Ok(opened) = self.inner.decrypt(passphrase.bytes()) else {
            return Err(UnlockError::WrongPassphrase);
        };
        self.key_of(&opened)
    }

    /// The key of a file that has no passphrase.
    ///
    /// # Errors
    /// When the file is locked, or its halves do not belong together.
    pub fn without_passphrase(&self) -> Result<UnlockedKey, UnlockError> {
        if self.is_locked() { Err(UnlockError::Locked) } else { self.key_of(&self.inner) }
    }

    /// The seed decides; the public half written beside it must be the one it makes.
    fn key_of(&self, opened: &PrivateKey) -> Result<UnlockedKey, UnlockError> {
        let pair = opened.key_data().ed25519().ok_or(UnlockError::Damaged)?;
        let seed = Zeroizing::new(pair.private.to_bytes());
        match UnlockedKey::from_random(&seed) {
            Ok(key) if *key.public_key() == self.public => Ok(key),
            Ok(_) | Err(_) => Err(UnlockError::Damaged),
        }
    }
}

fn plain(key: &UnlockedKey) -> Result<PrivateKey, ssh_key::Error> {
    let pair = Ed25519Keypair::from_seed(&key.seed());
    PrivateKey::new(KeypairData::Ed25519(pair), "")
}

impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locked = if self.is_locked() { "locked" } else { "open" };
        write!(f, "KeyFile({}, {locked})", self.public.fingerprint())
    }
}

/// Why there is no key file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// Another kind of key.
    #[error("this file holds a key of the kind {found}, and only Ed25519 is taken")]
    Algorithm {
        /// The algorithm that was found.
        found: String,
    },
    /// Not an OpenSSH private key file.
    #[error("this is no OpenSSH private key file")]
    Malformed,
    /// A locked file needs a passphrase.
    #[error("a key file is not made without a passphrase")]
    NoPassphrase,
    /// Rounds out of bounds.
    #[error("{found} rounds of key derivation are not tried, only 1 to {MOST_ROUNDS}")]
    Rounds {
        /// The rounds that were asked for.
        found: u32,
    },
    /// The public half is not acceptable.
    #[error(transparent)]
    Public(#[from] PublicKeyError),
}

impl KeyFileError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Algorithm { .. } => "Make an Ed25519 key: ssh-keygen -t ed25519 -a 64.",
            Self::Malformed => "Choose the private key file that ssh-keygen wrote, without .pub.",
            Self::NoPassphrase => "Choose a PIN or a passphrase.",
            Self::Rounds { .. } => "Write the file again: ssh-keygen -p -a 64 -f FILE.",
            Self::Public(error) => error.remedy(),
        }
    }
}

/// Why a key file stays shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// It was not that one.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The file needs a passphrase.
    #[error("this key file is locked with a passphrase")]
    Locked,
    /// The file has no passphrase.
    #[error("this key file is not locked, so anybody who holds it can sign")]
    NotLocked,
    /// Private and public half do not belong together.
    #[error("this key file is damaged: its two halves do not belong together")]
    Damaged,
}

impl UnlockError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::WrongPassphrase => "Type it again.",
            Self::Locked => "Type its passphrase.",
            Self::NotLocked => "Give it a passphrase: ssh-keygen -p -a 64 -f FILE.",
            Self::Damaged => "Use the copy of the file that was put aside, or a new key.",
        }
    }
}
