//! A PIN or passphrase as typed: never shown, never logged, wiped from memory when dropped.

use std::fmt;

use zeroize::Zeroizing;

/// A PIN or passphrase.
///
/// It has no `Display`, its `Debug` shows nothing of it, and its memory is overwritten on drop.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes what was typed, as it is: no blank is cut off, no case is changed.
    #[must_use]
    pub fn new(typed: Zeroizing<String>) -> Self {
        Self(typed)
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both are the same, for a field that is typed twice.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }

    /// The bytes, for the key derivation alone.
    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The number of characters, for the form that asks for enough of them.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }
}

impl From<String> for Secret {
    fn from(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
