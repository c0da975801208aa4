//! A private key that is open: it signs, shows nothing of itself, and is wiped when dropped.

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey};
use zeroize::Zeroizing;

use super::public_key::{PublicKey, PublicKeyError};
use super::sshsig::{self, Hashed, SshSig};

/// A private Ed25519 key, ready to sign.
///
/// Hold it for one signature or a few minutes: whoever holds it signs as that person or device.
pub struct UnlockedKey {
    secret: SigningKey,
    public: PublicKey,
}

impl UnlockedKey {
    /// The key that 32 random bytes make; the caller draws them from the operating system.
    ///
    /// # Errors
    /// Never for random bytes; the type says what a chosen seed could bring about.
    pub fn from_random(seed: &Zeroizing<[u8; 32]>) -> Result<Self, PublicKeyError> {
        let secret = SigningKey::from_bytes(seed);
        let public = PublicKey::from_bytes(secret.verifying_key().as_bytes())?;
        Ok(Self { secret, public })
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// Signs `message` for one purpose, as `ssh-keygen -Y sign -n NAMESPACE` does, to the byte.
    ///
    /// # Errors
    /// When the namespace is empty: it is what keeps a signature from being used for another end.
    pub fn sign(&self, namespace: &str, message: &[u8]) -> Result<SshSig, SignError> {
        if namespace.is_empty() {
            return Err(SignError::NoNamespace);
        }
        let data = sshsig::signed_data(namespace, &Hashed::of(message));
        let signature = self.secret.sign(&data).to_bytes();
        Ok(SshSig::by_file_key(self.public.clone(), namespace.to_owned(), signature))
    }

    /// A bare Ed25519 signature, for the signed notes of a device key; never for people's keys.
    #[must_use]
    pub fn sign_note(&self, text: &[u8]) -> [u8; 64] {
        self.secret.sign(text).to_bytes()
    }

    pub(super) fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.secret.to_bytes())
    }
}

impl fmt::Debug for UnlockedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnlockedKey({})", self.public.fingerprint())
    }
}

/// Why nothing was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// No namespace was given.
    #[error("a signature needs a namespace that says what it is for")]
    NoNamespace,
}

impl SignError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoNamespace => "Name the purpose, as in sheet.showclear.",
        }
    }
}
