//! What the reader brings along: trusted keys, a head code, notes kept elsewhere.

use std::collections::BTreeSet;

use crate::bundle::TrustFile;

/// What the files are held against besides themselves.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// An `allowed_signers` file of the reader's own.
    pub trust: Option<TrustFile>,
    /// Keys known to this laptop, as `ssh-ed25519 …`; asked only where no trust file is given.
    pub known: BTreeSet<String>,
    /// A head code, as it was written down.
    pub head: Option<String>,
    /// Checkpoint notes kept outside the folder; those of other logs do not count.
    pub notes: Vec<Vec<u8>>,
}
