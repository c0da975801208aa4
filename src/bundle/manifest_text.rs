//! The manifest as text: a header of comments and one line a file, as `sha256sum -c` reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding as _};

use super::digest::Digest;
use super::manifest::{Head, Manifest, Origin};
use super::path::{BundlePath, PathError};

const TITLE: &str = "# SHOWCLEAR EXPORT v1";
const LONGEST_PROGRAM: usize = 100;

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Head { origin, size, root } = &self.head;
        writeln!(f, "{TITLE}")?;
        writeln!(f, "# mode: {}", origin.mode().as_str())?;
        writeln!(f, "# production: {}", origin.production())?;
        writeln!(f, "# log: {origin}")?;
        writeln!(f, "# size: {size}")?;
        writeln!(f, "# root: {}", Base64::encode_string(root))?;
        for Head { origin, size, root } in &self.also {
            writeln!(f, "# also: {origin} {size} {}", Base64::encode_string(root))?;
        }
        writeln!(f, "# program: {}", self.program)?;
        for digest in &self.withheld {
            writeln!(f, "# withheld: {digest}")?;
        }
        for (path, digest) in &self.files {
            writeln!(f, "{digest}  {path}")?;
        }
        Ok(())
    }
}

impl FromStr for Manifest {
    type Err = ManifestError;

    /// Reads exactly what `Display` writes.
    fn from_str(text: &str) -> Result<Self, ManifestError> {
        let mut lines = Lines { lines: text.split('\n').enumerate().peekable() };
        match lines.next() {
            Some((_, TITLE)) => {}
            Some((_, other)) if other.starts_with("# SHOWCLEAR EXPORT v") => {
                return Err(ManifestError::Version);
            }
            Some(_) | None => return Err(ManifestError::Title),
        }
        lines.value("mode")?;
        lines.value("production")?;
        let head = Head {
            origin: lines.parsed("log", |value| value.parse().ok())?,
            size: lines.parsed("size", number)?,
            root: lines.parsed("root", root)?,
        };
        let mut also = Vec::new();
        while lines.is("also") {
            also.push(lines.parsed("also", |value| other_head(value, &head.origin))?);
        }
        let program = lines.parsed("program", program)?;
        let mut withheld = BTreeSet::new();
        while lines.is("withheld") {
            withheld.insert(lines.parsed("withheld", |value| value.parse().ok())?);
        }
        let mut files = BTreeMap::new();
        for (at, line) in lines.lines {
            if line.is_empty() {
                break;
            }
            let unread = || ManifestError::Line { line: at + 1 };
            let (digest, path) = line.split_once("  ").ok_or_else(unread)?;
            let Ok(digest) = digest.parse::<Digest>() else { return Err(unread()) };
            let path: BundlePath = path.parse()?;
            files.insert(path, digest);
        }
        let found = Self { head, also, program, withheld, files };
        let same = found.to_string();
        if same == text {
            return Ok(found);
        }
        let equal = same.split('\n').zip(text.split('\n')).take_while(|(a, b)| a == b).count();
        Err(ManifestError::NotAsWritten { line: equal + 1 })
    }
}

type Numbered<'a> = std::iter::Enumerate<std::str::Split<'a, char>>;

/// The lines with their numbers from 0.
struct Lines<'a> {
    lines: std::iter::Peekable<Numbered<'a>>,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<(usize, &'a str)> {
        self.lines.next()
    }

    fn is(&mut self, label: &str) -> bool {
        self.lines.peek().is_some_and(|(_, line)| value(line, label).is_some())
    }

    fn value(&mut self, label: &'static str) -> Result<&'a str, ManifestError> {
        let line = self.next().and_then(|(_, line)| value(line, label));
        line.ok_or(ManifestError::NoLine { label })
    }

    fn parsed<T>(
        &mut self,
        label: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ManifestError> {
        parse(self.value(label)?).ok_or(ManifestError::Value { label })
    }
}

fn value<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    line.strip_prefix("# ")?.strip_prefix(label)?.strip_prefix(": ")
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}

fn root(text: &str) -> Option<[u8; 32]> {
    Base64::decode_vec(text).ok()?.try_into().ok()
}

fn program(text: &str) -> Option<String> {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (plain && !text.is_empty() && text.len() <= LONGEST_PROGRAM).then(|| text.to_owned())
}

fn other_head(text: &str, own: &Origin) -> Option<Head> {
    let mut parts = text.split(' ');
    let origin: Origin = parts.next()?.parse().ok()?;
    let (size, root) = (number(parts.next()?)?, root(parts.next()?)?);
    let same = origin.mode() == own.mode() && origin.production() == own.production();
    (same && origin.log() != own.log()).then_some(Head { origin, size, root })
}

/// Why a text is no manifest of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Another text.
    #[error("SHA256SUMS is not the list of a Showclear bundle")]
    Title,
    /// A later form of it.
    #[error("SHA256SUMS was written by a newer version of Showclear")]
    Version,
    /// A line of the header is not in its place.
    #[error("SHA256SUMS has no line \"# {label}: \" in its place")]
    NoLine {
        /// The line's label.
        label: &'static str,
    },
    /// A line of the header says nothing that can be.
    #[error("the line \"# {label}: \" of SHA256SUMS cannot be right")]
    Value {
        /// The line's label.
        label: &'static str,
    },
    /// A line of the list is not digest, two blanks and path.
    #[error("line {line} of SHA256SUMS is not a digest and a path")]
    Line {
        /// Number of the line, from 1.
        line: usize,
    },
    /// A path that is not taken.
    #[error(transparent)]
    Path(#[from] PathError),
    /// It says something, but not as it would be written.
    #[error("line {line} of SHA256SUMS is not as Showclear writes it")]
    NotAsWritten {
        /// Number of the first such line, from 1.
        line: usize,
    },
}

impl ManifestError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Version => {
                "Verify it with the version of Showclear that made it, or a later one."
            }
            Self::Path(error) => error.remedy(),
            Self::Title
            | Self::NoLine { .. }
            | Self::Value { .. }
            | Self::Line { .. }
            | Self::NotAsWritten { .. } => {
                "Ask for the bundle as it was exported: this list was changed since."
            }
        }
    }
}
