//! Reading a file that somebody chose: bounded, in pieces, and called off between them.
#![expect(clippy::disallowed_methods, reason = "files are read here")]

mod picture;

pub use picture::{picture, png};

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::session::{Control, PortError};

/// How much is read at once, in bytes.
const PIECE: usize = 256 * 1024;

/// A file of at most `most` bytes.
///
/// # Errors
///
/// When it is no file, empty, larger, gone, cannot be read, or is not wanted any more.
pub(super) fn chosen(path: &Path, most: u64, control: &Control) -> Result<Vec<u8>, PortError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let failed = |error: io::Error| not_read(&name, &error);
    // Asked before it is opened: a pipe would wait for somebody to write into it.
    let about = fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        let what = format!("{name} is no file");
        return Err(PortError::new(what, "Pick one file, not a folder."));
    }
    if about.len() > most {
        return Err(too_large(&name, about.len(), most));
    }
    let mut file = File::open(path).map_err(failed)?;
    let length = usize::try_from(about.len()).unwrap_or(0);
    let mut bytes = Vec::with_capacity(length);
    loop {
        if control.is_cancelled() {
            return Err(PortError::new("it was called off", "Pick it again when you want it."));
        }
        let before = bytes.len();
        let piece = (&mut file).take(PIECE as u64).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > most {
            return Err(too_large(&name, bytes.len() as u64, most));
        }
        let far = bytes.len().saturating_mul(500).checked_div(length).unwrap_or(0);
        control.progress(u16::try_from(far).unwrap_or(500).min(500));
        if piece == 0 || bytes.len() == before {
            break;
        }
    }
    if bytes.is_empty() {
        let what = format!("{name} is empty");
        return Err(PortError::new(what, "Save it again, then pick it again."));
    }
    Ok(bytes)
}

fn too_large(name: &str, length: u64, most: u64) -> PortError {
    let mib = |bytes: u64| bytes.div_ceil(1024 * 1024);
    PortError::new(
        format!("{name} has {} MiB, and a file has at most {}", mib(length), mib(most)),
        "Make it smaller, and pick it again.",
    )
}

fn not_read(name: &str, error: &io::Error) -> PortError {
    let kind = error.kind();
    if kind == io::ErrorKind::NotFound {
        return PortError::new(
            format!("{name} is not there any more"),
            "Look where it is now, and pick it again.",
        );
    }
    let remedy = if kind == io::ErrorKind::PermissionDenied {
        "Copy it to where this user may read it, and pick it there."
    } else {
        "Look at the disk or card that it is on, then pick it again."
    };
    PortError::new(format!("{name} could not be read: {error}"), remedy)
}
