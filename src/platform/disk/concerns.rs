//! The safety officer's side: concerns in a folder, opened with the key that they were sealed to.

use std::fs;
use std::path::{Path, PathBuf};

use super::vault;
use crate::sealed::decode_concern;
use crate::session::PortError;

/// At most so many files are looked at in one folder.
const MOST: usize = 4096;

/// What was found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Concerns {
    /// Each with the name of its file.
    pub read: Vec<(String, String)>,
    /// How many are sealed to another key.
    pub for_others: usize,
    /// What could not be read, and why.
    pub unread: Vec<String>,
}

/// Reads the concerns beside a bundle, in a folder of them, or in a production's folder, with the key in `identity`.
///
/// # Errors
///
/// When there is no such place, or the key cannot be read.
pub fn concerns(place: &Path, identity: &Path) -> Result<Concerns, PortError> {
    let folder = if place.is_dir() { place } else { place.parent().unwrap_or(place) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let unread = |error: std::io::Error| {
        let what = format!("{} cannot be read: {error}", folder.display());
        PortError::new(what, "Name the folder that the files lie in.")
    };
    if !place.exists() {
        let what = format!("{} is not there", place.display());
        return Err(PortError::new(what, "Name the bundle, or the folder that it lies in."));
    }
    let mut files = Vec::new();
    age_files(folder, "showclear-concern-", &mut files).map_err(unread)?;
    let sealed = folder.join("sealed");
    if sealed.is_dir() {
        for entry in fs::read_dir(&sealed).map_err(unread)?.take(MOST) {
            let below = entry.map_err(unread)?.path();
            if below.is_dir() {
                age_files(&below, "", &mut files).map_err(unread)?;
            }
        }
    }
    files.sort();
    files.truncate(MOST);
    let mut found = Concerns::default();
    vault::check_identity(identity)?;
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let of_ours = name.starts_with("showclear-concern-");
        match vault::open_with(identity, &file) {
            // What else is private in the folder is none of theirs, even where their key opens it.
            Ok(Some(plain)) => match decode_concern(&plain) {
                Some(text) => found.read.push((name, text)),
                None if of_ours => found.unread.push(format!("{name} holds no concern")),
                None => {}
            },
            Ok(None) if of_ours => found.for_others += 1,
            Ok(None) => {}
            Err(error) => found.unread.push(error.to_string()),
        }
    }
    Ok(found)
}

fn age_files(folder: &Path, start: &str, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)?.take(MOST) {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(start) && name.ends_with(".age") && path.is_file() {
            into.push(path);
        }
    }
    Ok(())
}
