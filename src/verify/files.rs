//! The bytes that are checked: the folder of a production, an unpacked bundle, or the zip of one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::bundle::{Package, ZipError, read_zip};

/// Named bytes; paths are relative to the folder, with `/`.
#[derive(Clone, Debug, Default)]
pub struct Files<'a> {
    files: BTreeMap<String, Cow<'a, [u8]>>,
    /// What is too large to be kept at hand, by the SHA-256 of its bytes.
    large: BTreeMap<String, [u8; 32]>,
    zip: Option<String>,
}

impl<'a> Files<'a> {
    /// An empty folder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The files of a zip as it was exported.
    ///
    /// # Errors
    ///
    /// When it is not a zip as the program writes it.
    pub fn from_zip(zip: &'a [u8]) -> Result<Self, ZipError> {
        let package = read_zip(zip)?;
        let files = package
            .files()
            .map(|(path, bytes)| (path.as_str().to_owned(), Cow::Owned(bytes.to_vec())))
            .collect();
        let zip = Some(package.folder().to_owned());
        Ok(Self { files, large: BTreeMap::new(), zip })
    }

    /// The files of a zip that was read before.
    #[must_use]
    pub fn from_package(package: &'a Package<'_>) -> Self {
        let files =
            package.files().map(|(path, bytes)| (path.as_str().to_owned(), Cow::Borrowed(bytes)));
        let zip = Some(package.folder().to_owned());
        Self { files: files.collect(), large: BTreeMap::new(), zip }
    }

    /// Adds one file of a folder.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Cow<'a, [u8]>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Adds one object of a folder that is too large to be kept at hand, by the SHA-256 of its bytes: nothing but that is
    /// asked of the photos of a production.
    pub fn add_large(&mut self, path: impl Into<String>, sha256: [u8; 32]) {
        self.large.insert(path.into(), sha256);
    }

    /// The large files below a folder: the rest of each path, and the SHA-256 of its bytes.
    pub fn large_below<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = (&'s str, [u8; 32])> {
        let all = self.large.iter();
        all.filter_map(move |(path, sha256)| {
            let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((rest, *sha256))
        })
    }

    /// The bytes of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// All that matters, in order of the paths: without what systems leave behind in folders.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let kept = self.files.iter().filter(|(path, _)| !is_junk(path));
        kept.map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The files below a folder: the rest of each path, and its bytes.
    pub fn below<'s>(&'s self, folder: &str) -> impl Iterator<Item = (&'s str, &'s [u8])> {
        let first = format!("{folder}/");
        self.files
            .range(first.clone()..)
            .take_while(move |(path, _)| path.starts_with(&first))
            .filter(|(path, _)| !is_junk(path))
            .filter_map(move |(path, bytes)| Some((path.get(folder.len() + 1..)?, bytes.as_ref())))
    }

    /// The folder that the zip holds, where this was a zip.
    #[must_use]
    pub fn zip_folder(&self) -> Option<&str> {
        self.zip.as_deref()
    }

    /// Whether this was exported, so that its list and its texts must be here.
    #[must_use]
    pub fn is_bundle(&self) -> bool {
        let marks = ["SHA256SUMS", "SHA256SUMS.sig", "VERIFY.txt", "verify.sh", "verify.py"];
        self.zip.is_some() || marks.iter().any(|path| self.files.contains_key(*path))
    }
}

fn is_junk(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini") || name.starts_with("._")
}
