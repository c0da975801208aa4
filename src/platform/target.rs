//! Where a bundle may be written: a new file, in a folder that is there, and outside every production.

use std::fs;
use std::path::{Path, PathBuf};

use crate::session::PortError;

/// Refuses a path that a slip of the hand can have made.
///
/// # Errors
///
/// When a file is there, its folder is not, or it lies in a production.
pub(super) fn is_free(path: &Path) -> Result<(), PortError> {
    let refuse = |why: String, remedy: &str| Err(PortError::new(why, remedy));
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    let above = above.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let Ok(folder) = fs::canonicalize(&above) else {
        let why = format!("there is no folder {}", above.display());
        return refuse(why, "Make it first, or choose another path.");
    };
    if let Some(production) = production_around(&folder) {
        let why = format!("{} lies in the production {}", path.display(), production.display());
        return refuse(why, "Choose a path outside it: it holds its log and nothing else.");
    }
    if fs::symlink_metadata(path).is_ok() {
        return refuse(format!("{} is there already", path.display()), "Choose another name.");
    }
    Ok(())
}

/// The production that a folder lies in, or is.
pub(super) fn production_around(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| is_production(folder))
}

/// Whether a log lies in the folder.
fn is_production(folder: &Path) -> bool {
    let logs = fs::read_dir(folder.join("log")).into_iter().flatten().flatten();
    logs.into_iter().any(|log| log.path().join("00001.jsonl").is_file())
}
