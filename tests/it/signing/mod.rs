//! Keys and signatures: what is refused, and that ssh-keygen agrees with us.

pub(crate) mod agent;
mod keys;
pub(crate) mod signatures;
mod ssh_keygen;

use showclear::signing::{KeyFile, PublicKey, UnlockedKey};
use zeroize::Zeroizing;

/// Few rounds, so that the tests are quick; what is tested does not depend on their number.
const FEW_ROUNDS: u32 = 2;

/// A key that is the same in every run.
fn key(seed: u8) -> UnlockedKey {
    UnlockedKey::from_random(&Zeroizing::new([seed; 32])).unwrap()
}

fn locked(key: &UnlockedKey, passphrase: &str) -> KeyFile {
    KeyFile::lock(key, &passphrase.to_owned().into(), FEW_ROUNDS, [7; 16]).unwrap()
}

fn public(text: &str) -> PublicKey {
    text.parse().unwrap()
}
