//! `allowed_signers`: which key stands for whom, as the bundle says it and as a reader trusts it.

use super::manifest::Mode;

const PERSON: &str = "roster.showclear,sheet.showclear,signoff.showclear,restart.showclear,\
    ratify.showclear,dayclose.showclear,amend.showclear,approve.showclear,handover.showclear,\
    deviate.showclear";
const DRILL: &str = "drill.showclear";

/// One key and who signs with it, for the file in a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedKey {
    /// The device key of a log, by the log's id.
    Device {
        /// The log's id.
        log: String,
        /// Type and base64.
        key: String,
    },
    /// A person's key, by the person's id.
    Person {
        /// The person's id.
        person: String,
        /// Type and base64.
        key: String,
    },
}

/// Writes `allowed_signers`: the devices of the chain, then every key ever in a roster.
///
/// No dates, because a text was signed when it was signed; no wildcards; no comments.
///
/// # Errors
/// When a name or key could be read as something else, or one key stands for two.
pub fn write_allowed_signers(mode: Mode, keys: &[AllowedKey]) -> Result<String, TrustError> {
    let mut text = String::new();
    let mut written = Vec::new();
    for key in keys {
        let (principal, key, live) = match key {
            AllowedKey::Device { log, key } => (format!("device-{log}"), key, "export.showclear"),
            AllowedKey::Person { person, key } => (person.clone(), key, PERSON),
        };
        let namespaces = match mode {
            Mode::Live => live,
            Mode::Drill => DRILL,
        };
        text.push_str(&format!("{principal} namespaces=\"{namespaces}\" {key}\n"));
        let namespaces = Some(namespaces.split(',').map(str::to_owned).collect());
        written.push(TrustedKey { principal, namespaces, key: key.clone() });
    }
    let read = TrustFile::parse(&text)?;
    let same = read.keys.iter().zip(&written).take_while(|(a, b)| a == b).count();
    if read.keys == written { Ok(text) } else { Err(TrustError::Line { line: same + 1 }) }
}

/// One line of a trust file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedKey {
    /// Who signs.
    pub principal: String,
    /// For what; `None` for everything.
    pub namespaces: Option<Vec<String>>,
    /// Type and base64, without a comment.
    pub key: String,
}

/// The keys that a reader trusts, from a file of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustFile {
    keys: Vec<TrustedKey>,
}

impl TrustFile {
    /// Reads the text of an `allowed_signers` file: blank lines, comments and Windows line ends
    /// are taken; patterns, dates, authorities and one key for two people are not.
    ///
    /// # Errors
    /// With the number of the first line that is not taken.
    pub fn parse(text: &str) -> Result<Self, TrustError> {
        let mut keys: Vec<TrustedKey> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = read_line(line, at + 1)?;
            if keys.iter().any(|k| k.key == key.key && k.principal != key.principal) {
                return Err(TrustError::SharedKey { line: at + 1 });
            }
            keys.push(key);
        }
        if keys.is_empty() { Err(TrustError::Empty) } else { Ok(Self { keys }) }
    }

    /// The lines, in order.
    #[must_use]
    pub fn keys(&self) -> &[TrustedKey] {
        &self.keys
    }

    /// Whether `key` (type and base64) stands for `principal` when signing for `namespace`.
    #[must_use]
    pub fn allows(&self, principal: &str, namespace: &str, key: &str) -> bool {
        self.keys.iter().any(|line| {
            let named = |names: &Vec<String>| names.iter().any(|name| name == namespace);
            line.principal == principal
                && line.key == key
                && line.namespaces.as_ref().is_none_or(named)
        })
    }
}

fn read_line(text: &str, line: usize) -> Result<TrustedKey, TrustError> {
    let mut words = text.split([' ', '\t']).filter(|word| !word.is_empty());
    let mut next = || words.next().ok_or(TrustError::Line { line });
    let principal = next()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
    if !principal.chars().all(plain) {
        return Err(TrustError::Pattern { line, found: principal.to_owned() });
    }
    let mut word = next()?;
    let mut namespaces = None;
    if let Some(list) = word.strip_prefix("namespaces=") {
        let names = list.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let names: Vec<_> = names.unwrap_or_default().split(',').map(str::to_owned).collect();
        if !names.iter().all(|name| !name.is_empty() && name.chars().all(plain)) {
            return Err(TrustError::Pattern { line, found: word.to_owned() });
        }
        namespaces = Some(names);
        word = next()?;
    }
    if word.contains(['=', '"']) || word == "cert-authority" {
        return Err(TrustError::Option { line, found: word.to_owned() });
    }
    let digits = next()?;
    let base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    if !word.chars().all(plain) || !digits.starts_with("AAAA") || !digits.chars().all(base64) {
        return Err(TrustError::Line { line });
    }
    Ok(TrustedKey { principal: principal.to_owned(), namespaces, key: format!("{word} {digits}") })
}

/// Why a file of keys is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// No key in it.
    #[error("there is no key in this file")]
    Empty,
    /// Not name, namespaces, type and key.
    #[error("line {line} is not a name and a public key")]
    Line {
        /// Number of the line, from 1.
        line: usize,
    },
    /// A name that would stand for several.
    #[error("line {line}: {found:?} is no plain name, and could stand for several people")]
    Pattern {
        /// Number of the line, from 1.
        line: usize,
        /// The word as found.
        found: String,
    },
    /// Something that ssh-keygen understands and Showclear does not go by.
    #[error("line {line}: the option {found:?} is not taken, only namespaces")]
    Option {
        /// Number of the line, from 1.
        line: usize,
        /// The word as found.
        found: String,
    },
    /// One key under two names.
    #[error("line {line}: this key already stands under another name")]
    SharedKey {
        /// Number of the line, from 1.
        line: usize,
    },
}

impl TrustError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty => "Choose the file that holds the keys you trust.",
            Self::Line { .. } => {
                "Write each line as: p-7k2q9x namespaces=\"sheet.showclear\" ssh-ed25519 AAAA…"
            }
            Self::Pattern { .. } => "Write one line for each person, without *, ?, ! or commas.",
            Self::Option { .. } => "Take the option out: when a key counts is read from the log.",
            Self::SharedKey { .. } => "Find out whose key it is, and leave one line.",
        }
    }
}
