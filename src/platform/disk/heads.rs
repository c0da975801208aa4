//! The newest note that was seen of a log, kept outside every production.

use std::io;
use std::path::Path;

use super::calls::Calls;
use super::durable::Whole;
use crate::log::Note;

/// The longest file of a note that is read.
const LONGEST: u64 = 64 * 1024;

/// Keeps a note at `path`, unless the one there is over as many lines.
///
/// # Errors
///
/// When the newer of both may not be there as a whole.
pub fn keep_head(calls: &dyn Calls, path: &Path, note: &[u8]) -> io::Result<()> {
    let size = |bytes: &[u8]| Note::parse(bytes).map(|note| note.claims().size).unwrap_or(0);
    if calls.read(path, LONGEST).is_ok_and(|kept| size(&kept) >= size(note)) {
        // The sync after its rename may have failed.
        return Whole(calls).settle(path);
    }
    Whole(calls).write(path, note)
}
