//! `showclear unpack`: a bundle as a folder to keep, or why nothing was written.

use std::path::Path;

use super::{Said, Shell};

/// What is said where a bundle is not unpacked: it may still be looked into, by hand and as evidence.
const REFUSED: &str = "Nothing was unpacked. Keep the zip as it is, as evidence. `showclear review` shows what can still be read of it; \
                       to look at its files, unpack a copy with another program into an empty folder, and rely on none of them.\n";

/// Verifies a zip and writes its files.
pub(super) fn run(zip: &Path, folder: &Path, shell: &dyn Shell) -> Said {
    match shell.unpack(zip, folder) {
        Ok(found) => {
            let code = found.verdict().exit_code();
            if code == 0 {
                Said::well(format!("{found}Unpacked into {}\n", folder.display()))
            } else {
                Said { out: found.to_string(), err: REFUSED.to_owned(), code }
            }
        }
        Err(error) => Said::badly(error),
    }
}
