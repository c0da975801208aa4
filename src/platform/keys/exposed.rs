//! Key files that other users of this laptop can read: which they are, and making them private again.

use std::io;
use std::path::PathBuf;

use crate::platform::paths::Paths;

/// The bits of a file's mode that let anybody but its owner do anything.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Every key file that somebody else than its owner may read or write, in order of path.
#[cfg(unix)]
pub(in crate::platform) fn exposed(paths: &Paths) -> Vec<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let folders = paths.key_folders();
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let mut found: Vec<PathBuf> = files
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "key"))
        .filter(|entry| {
            let of = std::fs::metadata(entry.path());
            of.is_ok_and(|of| of.is_file() && of.permissions().mode() & OTHERS != 0)
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// Every key file that somebody else may read: this system has no such permissions to look at.
#[cfg(not(unix))]
pub(in crate::platform) fn exposed(_paths: &Paths) -> Vec<PathBuf> {
    Vec::new()
}

/// Makes every key file readable and writable by its owner alone.
///
/// # Errors
///
/// When one of them cannot be changed; the others are.
#[cfg(unix)]
pub(in crate::platform) fn make_private(paths: &Paths) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let private = std::fs::Permissions::from_mode(0o600);
    let each =
        exposed(paths).into_iter().map(|path| std::fs::set_permissions(path, private.clone()));
    each.fold(Ok(()), Result::and)
}

/// Makes every key file private: here there is nothing to do.
///
/// # Errors
///
/// Never.
#[cfg(not(unix))]
pub(in crate::platform) fn make_private(_paths: &Paths) -> io::Result<()> {
    Ok(())
}
