//! OpenSSH Ed25519 keys and SSHSIG signatures over exact bytes, checked strictly.
//!
//! What decoders accept leniently is refused here: whatever is read is written again and compared,
//! weak keys and other algorithms are never accepted, and a security key must have been touched.
//! Sources: `ssh-keygen(1)`, `PROTOCOL.sshsig`, `PROTOCOL.key` and `PROTOCOL.u2f` of OpenSSH.

pub mod agent;
mod fingerprint;
mod key_file;
mod public_key;
mod secret;
mod sshsig;
mod unlocked;
mod wire;

pub use agent::LONGEST_REPLY;
pub use fingerprint::{Fingerprint, FingerprintError};
pub use key_file::{KeyFile, KeyFileError, ROUNDS, UnlockError};
pub use public_key::{Algorithm, PublicKey, PublicKeyError};
pub use secret::Secret;
pub use sshsig::{Hashed, ParseError, Presence, SshSig, VerifyError, armor_around};
pub use unlocked::{SignError, UnlockedKey};
