//! What a bundle says it holds: whose log, up to where, which files, and what is withheld.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::digest::Digest;
use super::package::Package;
use super::path::BundlePath;

/// The name of the manifest in a bundle.
pub(super) const NAME: &str = "SHA256SUMS";
/// The name of the device's signature over it.
pub(super) const SIGNATURE: &str = "SHA256SUMS.sig";

/// Whether it happened or was a drill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// A production.
    Live,
    /// A drill; nothing in it is evidence of a real act.
    Drill,
}

impl Mode {
    /// The namespace of the device's signature over a manifest.
    #[must_use]
    pub fn export_namespace(self) -> &'static str {
        match self {
            Self::Live => "export.showclear",
            Self::Drill => "drill.showclear",
        }
    }

    /// The word in the manifest.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "LIVE",
            Self::Drill => "DRILL",
        }
    }

    fn scheme(self) -> &'static str {
        match self {
            Self::Live => "showclear",
            Self::Drill => "showclear-drill",
        }
    }
}

/// The name of one log of one production: `showclear/<production>/<log>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    mode: Mode,
    production: String,
    log: String,
}

impl Origin {
    /// Whether it happened or was a drill.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The production's id, 16 lower-case hexadecimal digits.
    #[must_use]
    pub fn production(&self) -> &str {
        &self.production
    }

    /// The log's id, 16 lower-case hexadecimal digits.
    #[must_use]
    pub fn log(&self) -> &str {
        &self.log
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.mode.scheme(), self.production, self.log)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    /// Reads exactly what `Display` writes.
    fn from_str(text: &str) -> Result<Self, OriginError> {
        let is_id = |id: &&str| {
            id.len() == 16 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        let mut parts = text.split('/');
        let mode = match parts.next() {
            Some("showclear") => Mode::Live,
            Some("showclear-drill") => Mode::Drill,
            Some(_) | None => return Err(OriginError),
        };
        let production = parts.next().filter(is_id).ok_or(OriginError)?.to_owned();
        let log = parts.next().filter(is_id).ok_or(OriginError)?.to_owned();
        if parts.next().is_some() { Err(OriginError) } else { Ok(Self { mode, production, log }) }
    }
}

/// The text is no log's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a log's name is showclear, its production and its log, divided by strokes")]
pub struct OriginError;

impl OriginError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        "Ask for the bundle as it was exported."
    }
}

/// A log up to one of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which log.
    pub origin: Origin,
    /// How many lines.
    pub size: u64,
    /// The root of the tree over them (RFC 6962).
    pub root: [u8; 32],
}

/// `SHA256SUMS`: the head of the exporting log, and every file by its SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The exporting log, whose device key signs this.
    pub head: Head,
    /// The older logs that this one continues, oldest first; same production, same mode.
    pub also: Vec<Head>,
    /// Program and version that exported, as `showclear 0.1.0`.
    pub program: String,
    /// Sealed objects that are named in the log and not handed out.
    pub withheld: BTreeSet<Digest>,
    /// Every file but the manifest and its signature.
    pub files: BTreeMap<BundlePath, Digest>,
}

impl Manifest {
    /// The folder of the bundle, and the name of the zip without its ending.
    #[must_use]
    pub fn bundle_name(&self) -> String {
        let Head { origin, size, .. } = &self.head;
        format!("showclear-{}-{}-{size:08}", origin.production, origin.log)
    }

    /// Lists the files of `package`, in place of those listed before.
    pub fn list(&mut self, package: &Package<'_>) {
        self.files =
            listed(package).map(|(path, bytes)| (path.clone(), Digest::of(bytes))).collect();
    }

    /// Whether `package` holds exactly the files listed, unchanged.
    #[must_use]
    pub fn compare(&self, package: &Package<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let found: BTreeMap<_, _> = listed(package).collect();
        for (path, digest) in &self.files {
            match found.get(path) {
                None => faults.push(Fault::Missing(path.clone())),
                Some(bytes) if Digest::of(bytes) != *digest => {
                    faults.push(Fault::Changed(path.clone()));
                }
                Some(_) => {}
            }
        }
        let unlisted = found.keys().filter(|path| !self.files.contains_key(**path));
        faults.extend(unlisted.map(|path| Fault::Unlisted((*path).clone())));
        faults
    }
}

/// The files that a manifest lists: all but itself and its signature.
fn listed<'a>(package: &'a Package<'_>) -> impl Iterator<Item = (&'a BundlePath, &'a [u8])> {
    package.files().filter(|(path, _)| ![NAME, SIGNATURE].contains(&path.as_str()))
}

/// A difference between a manifest and the files beside it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Listed, and not there.
    #[error("{0} is missing")]
    Missing(BundlePath),
    /// Listed with another digest.
    #[error("{0} was changed after the export")]
    Changed(BundlePath),
    /// There, and not listed.
    #[error("{0} was added after the export")]
    Unlisted(BundlePath),
}
