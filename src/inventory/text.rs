//! Bytes as text: UTF-8 and nothing else, and what the rest is by its look.

use super::LARGEST;
use super::fault::FileFault;

/// How many bytes at the start say whether every other one is zero.
const LOOKED_AT: usize = 4_096;

/// How files of spreadsheet programs begin.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// The text of a file, without the mark that some programs put before it.
pub(super) fn of(bytes: &[u8]) -> Result<&str, FileFault> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > LARGEST {
        return Err(FileFault::TooLarge { bytes: length });
    }
    if WORKBOOKS.iter().any(|start| bytes.starts_with(start)) {
        return Err(FileFault::Workbook);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || is_every_other(bytes) {
        return Err(FileFault::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(FileFault::NoText { line: line_of(bytes, at) });
    }
    str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        FileFault::Latin1 { line: line_of(bytes, at), byte }
    })
}

/// Whether nearly every other byte is zero, as in UTF-16 without its mark.
fn is_every_other(bytes: &[u8]) -> bool {
    let start = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    start.len() >= 4 && even.abs_diff(odd) * 4 >= start.len()
}

/// The line in which a byte stands, the first being 1.
fn line_of(bytes: &[u8], at: usize) -> u64 {
    let mut lines = Lines::of(bytes);
    lines.at(at)
}

/// Counts the lines up to places that come one after the other.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    seen: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    /// At the start.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, seen: 0, line: 1 }
    }

    /// The line of the byte at `place`, which lies behind every place asked about before.
    pub(super) fn at(&mut self, place: usize) -> u64 {
        let place = place.min(self.bytes.len());
        let between = self.bytes.get(self.seen..place).unwrap_or_default();
        self.line += ends(between, self.bytes.get(place).copied());
        self.seen = self.seen.max(place);
        self.line
    }
}

/// How many lines end in `bytes`, whatever the system that wrote them: CR LF is one end.
fn ends(bytes: &[u8], next: Option<u8>) -> u64 {
    let following = bytes.iter().copied().skip(1).map(Some).chain([next]);
    let is_end = |(byte, next): &(u8, Option<u8>)| match byte {
        b'\n' => true,
        b'\r' => *next != Some(b'\n'),
        _ => false,
    };
    let many = bytes.iter().copied().zip(following).filter(is_end).count();
    u64::try_from(many).unwrap_or(u64::MAX)
}
