//! The path of a file inside a bundle, which can only ever lead to a file inside it.

use std::fmt;
use std::str::FromStr;

/// The longest path in a zip, folder and all, in bytes.
pub(super) const LONGEST: usize = 200;

/// A path below the bundle's folder: letters, digits, `.`, `-` and `_`, in parts divided by `/`.
///
/// No part is empty or begins or ends with a point, so there is no way up, no drive, no hidden
/// file, no device and nothing that a system reads differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BundlePath(String);

impl BundlePath {
    /// The path as written, with `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as a Windows command line wants it.
    #[must_use]
    pub fn with_backslashes(&self) -> String {
        self.0.replace('/', "\\")
    }
}

impl fmt::Display for BundlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BundlePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let path = || text.to_owned();
        if text.len() > LONGEST {
            return Err(PathError::TooLong { path: path() });
        }
        if text.starts_with('/') {
            return Err(PathError::Absolute { path: path() });
        }
        for part in text.split('/') {
            if part == ".." || part == "." {
                return Err(PathError::WayOut { path: path() });
            }
            if part.is_empty() {
                return Err(PathError::EmptyPart { path: path() });
            }
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
            if let Some(found) = part.chars().find(|c| !plain(*c)) {
                return Err(PathError::Character { path: path(), found });
            }
            if part.starts_with('.') || part.ends_with('.') {
                return Err(PathError::Point { path: path() });
            }
            if is_device(part) {
                return Err(PathError::Device { path: path() });
            }
        }
        Ok(Self(path()))
    }
}

/// Whether Windows takes the name for a device, whatever its ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |port: &str| {
        let digit = stem.strip_prefix(port).unwrap_or_default();
        digit.len() == 1 && digit != "0" && digit.bytes().all(|c| c.is_ascii_digit())
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Why a path is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Longer than any path we write.
    #[error("the path {path:?} is longer than {LONGEST} bytes")]
    TooLong {
        /// The path as found.
        path: String,
    },
    /// It does not start below the folder.
    #[error("the path {path:?} does not start inside the bundle")]
    Absolute {
        /// The path as found.
        path: String,
    },
    /// It leads out of the folder, or seems to.
    #[error("the path {path:?} leads out of the bundle")]
    WayOut {
        /// The path as found.
        path: String,
    },
    /// Nothing between two strokes, or at the end.
    #[error("the path {path:?} has an empty part")]
    EmptyPart {
        /// The path as found.
        path: String,
    },
    /// A backslash, a colon, a control character, a letter beyond ASCII.
    #[error("the path {path:?} has the character {found:?}, which no path of a bundle has")]
    Character {
        /// The path as found.
        path: String,
        /// The first such character.
        found: char,
    },
    /// Hidden on some systems, cut off on others.
    #[error("the path {path:?} has a part that begins or ends with a point")]
    Point {
        /// The path as found.
        path: String,
    },
    /// A device on some systems.
    #[error("the path {path:?} has a part that is a device on some computers")]
    Device {
        /// The path as found.
        path: String,
    },
}

impl PathError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLong { .. }
            | Self::Absolute { .. }
            | Self::WayOut { .. }
            | Self::EmptyPart { .. }
            | Self::Character { .. }
            | Self::Point { .. }
            | Self::Device { .. } => {
                "Do not unpack this file: Showclear did not write it. Ask for the bundle again."
            }
        }
    }
}
