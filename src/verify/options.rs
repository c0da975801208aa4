//! What the reader brings along: trusted keys, a head code, notes kept elsewhere.

use std::collections::BTreeSet;

use crate::bundle::{TrustError, TrustFile};

/// What the files are held against besides themselves.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// An `allowed_signers` file of the reader's own.
    pub trust: Option<TrustFile>,
    /// Roots of the reader's own for authorities that say times.
    pub anchor_trust: Option<crate::anchor::Trust>,
    /// A head code, as it was written down.
    pub head: Option<String>,
    /// Checkpoint notes kept outside the folder; those of other logs do not count.
    pub notes: Vec<Vec<u8>>,
    /// The logs whose device keys are at hand: of several that none continues, the main one in a folder is one of these.
    pub own: BTreeSet<String>,
    /// The key files of this laptop that other users of it can read; noted.
    pub exposed: Vec<String>,
    /// The folder is to be written to: what is made from the lines and differs from them is noted, and does not count.
    pub opening: bool,
}

impl Options {
    /// With a reader's own `allowed_signers` file.
    ///
    /// # Errors
    ///
    /// When it is no such file.
    pub fn trusting(file: &[u8]) -> Result<Self, TrustError> {
        let text = str::from_utf8(file).ok().unwrap_or("\u{0}");
        Ok(Self { trust: Some(TrustFile::parse(text)?), ..Self::default() })
    }
}
