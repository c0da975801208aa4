//! What leaves the laptop: named bytes as one deterministic zip, read back within bounds.
//!
//! Everything here is a function of its arguments: the same files make the same zip to the byte.
//! Whatever is read is written again and compared, so there is one way only to write a bundle.

mod allowed;
mod digest;
mod disclosure;
mod guide;
mod handover;
mod manifest;
mod manifest_text;
mod package;
mod path;
mod zip;
mod zip_error;

pub use allowed::{AllowedKey, TrustError, TrustFile, TrustedKey, write_allowed_signers};
pub use digest::{Digest, DigestError};
pub use disclosure::{DEVICE_KEY, DISCLOSE, Disclosure};
pub use guide::{Guide, GuideAnchor, GuideSigner, GuideStatement, VERIFY_PY, VERIFY_SH};
pub use handover::{HandoverFile, HandoverFileError, LARGEST_HANDOVER};
pub use manifest::{Fault, Head, Manifest, Mode, Origin, OriginError};
pub use manifest_text::ManifestError;
pub use package::{Package, PackageError};
pub use path::{BundlePath, PathError};
pub use zip::{MOST_BYTES, MOST_ENTRIES, read_zip, write_zip};
pub use zip_error::ZipError;
