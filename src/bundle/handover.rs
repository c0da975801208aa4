//! A hand-over file: a signed text, its record, the giver's key, and how anybody checks them, as one small zip.

use super::allowed::{AllowedKey, TrustError, TrustFile, write_allowed_signers};
use super::manifest::Mode;
use super::package::{Package, PackageError};
use super::path::PathError;
use super::zip::{read_zip, write_zip};
use super::zip_error::ZipError;

/// The largest hand-over file that is read, in bytes: a text, a record and little else.
pub const LARGEST_HANDOVER: u64 = 512 * 1024;

const TEXT: &str = "handover.txt";
const RECORD: &str = "record.json";
const KEYS: &str = "allowed_signers";
const GUIDE: &str = "VERIFY.txt";

/// What a hand-over file holds; the same values make the same file to the byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverFile {
    /// Whether it happened or was a drill.
    pub mode: Mode,
    /// The production that hands over: 16 lower-case hexadecimal digits.
    pub production: String,
    /// The number of the hand-over.
    pub number: u32,
    /// The id of the giver.
    pub person: String,
    /// Their key: type and base64.
    pub key: String,
    /// The signed text.
    pub text: Vec<u8>,
    /// The signature over it, in its armour.
    pub signature: Vec<u8>,
    /// The record that the text names by its SHA-256.
    pub record: Vec<u8>,
}

/// Why bytes are no hand-over file, or none can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandoverFileError {
    /// More bytes than any has.
    #[error("it is larger than a hand-over file can be")]
    TooLarge,
    /// Not a zip as this program writes it.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// A name that has no place in it.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// The giver's key cannot be read.
    #[error("{KEYS}: {0}")]
    Keys(#[from] TrustError),
    /// It is a zip of this program and no hand-over.
    #[error("it is no hand-over file: {missing} is not in it")]
    NotOne {
        /// What is not in it.
        missing: &'static str,
    },
    /// A file in it is another than the rest makes.
    #[error("{path} was changed, or does not belong to it")]
    Changed {
        /// Which.
        path: String,
    },
}

impl HandoverFileError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotOne { .. } => {
                "Choose the file that the other unit wrote; its name has handover in it."
            }
            Self::TooLarge
            | Self::Zip(_)
            | Self::Package(_)
            | Self::Keys(_)
            | Self::Changed { .. } => {
                "Ask for the file again, as it was written; keep this one, it shows what came."
            }
        }
    }
}

impl HandoverFile {
    /// The name of its folder and, with its ending, of the file.
    #[must_use]
    pub fn name(&self) -> String {
        Self::name_of(&self.production, self.number)
    }

    /// The name of the file with that number of a production, without its ending.
    #[must_use]
    pub fn name_of(production: &str, number: u32) -> String {
        format!("showclear-{production}-handover-{number}")
    }

    /// The file.
    ///
    /// # Errors
    ///
    /// When a value has no place in it.
    pub fn to_zip(&self) -> Result<Vec<u8>, HandoverFileError> {
        let zip = write_zip(&self.package()?)?;
        if zip.len() as u64 > LARGEST_HANDOVER {
            return Err(HandoverFileError::TooLarge);
        }
        Ok(zip)
    }

    /// Reads exactly what [`HandoverFile::to_zip`] writes; who signed, and whether text and record agree, is not looked at.
    ///
    /// # Errors
    ///
    /// When it is anything else.
    pub fn parse(zip: &[u8]) -> Result<Self, HandoverFileError> {
        if zip.len() as u64 > LARGEST_HANDOVER {
            return Err(HandoverFileError::TooLarge);
        }
        let package = read_zip(zip)?;
        let get = |missing: &'static str| {
            package.get(missing).ok_or(HandoverFileError::NotOne { missing })
        };
        let (text, record, keys) = (get(TEXT)?, get(RECORD)?, get(KEYS)?);
        let changed = |path: &str| HandoverFileError::Changed { path: path.to_owned() };
        let keys = str::from_utf8(keys).map_err(|_not_text| changed(KEYS))?;
        let trust = TrustFile::parse(keys)?;
        let [giver] = trust.keys() else { return Err(changed(KEYS)) };
        let drill = giver.namespaces.as_ref().is_some_and(|all| all == &["drill.showclear"]);
        let name = package.folder().strip_prefix("showclear-");
        let parts = name.and_then(|name| name.split_once("-handover-"));
        let named = parts.and_then(|(production, number)| Some((production, number.parse().ok()?)));
        let (production, number) = named.ok_or_else(|| changed(package.folder()))?;
        let signature_path = signature_path(&giver.principal);
        let signature = package.get(&signature_path);
        let signature = signature.ok_or_else(|| changed(&signature_path))?;
        let file = Self {
            mode: if drill { Mode::Drill } else { Mode::Live },
            production: production.to_owned(),
            number,
            person: giver.principal.clone(),
            key: giver.key.clone(),
            text: text.to_vec(),
            signature: signature.to_vec(),
            record: record.to_vec(),
        };
        let again = file.package()?;
        if again.folder() != package.folder() {
            return Err(changed(package.folder()));
        }
        for (path, bytes) in package.files() {
            if again.get(path.as_str()) != Some(bytes) {
                return Err(changed(path.as_str()));
            }
        }
        if again.len() == package.len() { Ok(file) } else { Err(changed(GUIDE)) }
    }

    fn package(&self) -> Result<Package<'_>, HandoverFileError> {
        let mut package = Package::new(&self.name())?;
        let path = |path: &str| path.parse().map_err(|error: PathError| PackageError::from(error));
        let key = AllowedKey::Person { person: self.person.clone(), key: self.key.clone() };
        let keys = write_allowed_signers(self.mode, &[key])?;
        package.add(path(GUIDE)?, self.guide().into_bytes())?;
        package.add(path(KEYS)?, keys.into_bytes())?;
        package.add(path(TEXT)?, self.text.as_slice())?;
        package.add(path(&signature_path(&self.person))?, self.signature.as_slice())?;
        package.add(path(RECORD)?, self.record.as_slice())?;
        Ok(package)
    }

    fn guide(&self) -> String {
        let Self { mode, person, .. } = self;
        let (word, namespace) = match mode {
            Mode::Live => ("LIVE", "handover.showclear"),
            Mode::Drill => ("DRILL, NOT REAL", "drill.showclear"),
        };
        let signature = signature_path(person);
        format!(
            "{:<53}MODE: {word}\n\
             1. Whose key? Compare its fingerprint with their roster sheet on paper, or let them read it out:\n     \
             ssh-keygen -lf {KEYS}\n\
             2. Who signed the text?                         (Windows: in cmd, not PowerShell)\n     \
             ssh-keygen -Y verify -f {KEYS} -I {person} -n {namespace} -s {signature} < {TEXT}\n\
             3. Is the record the one that the text names?   Linux: sha256sum {RECORD}    macOS: shasum -a 256 {RECORD}\n     \
             Windows: certutil -hashfile {RECORD} SHA256      and compare with the line record: of {TEXT}\n\
             All at once: showclear handover FILE\n\
             What this cannot show: that what is written was so; what happened since; the time of day. Nothing in it is declared:\n\
             whoever takes the things in looks into each anew.\n",
            "SHOWCLEAR HANDOVER FILE v1"
        )
    }
}

fn signature_path(person: &str) -> String {
    format!("handover.{person}.sig")
}
