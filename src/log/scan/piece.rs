//! The lines of one piece of a segment: hashed two at a time while they are in the cache, and held against each other.

use super::ahead::{Looked, Run};
use crate::log::envelope::{Envelope, Following};
use crate::log::line_places::LinePlaces;
use crate::log::merkle::Hash;
use crate::log::merkle::lanes::{Message, hash_all};
use crate::log::reading::DataError;

/// Some lines of a segment.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) bytes: &'a [u8],
    /// Whether it is the whole segment, whose hash is then wanted too.
    pub(super) is_whole: bool,
}

/// What the lines of a piece say, and the hash of it where it is a whole segment.
pub(super) fn lines<'a, T>(
    piece: Piece<'a>,
    decode: &impl Fn(&[u8]) -> Result<T, DataError>,
) -> (Vec<Looked<'a, T>>, Option<Hash>) {
    // Room for lines of a usual length, so that most pieces need no other.
    let (mut lines, mut from) = (Vec::with_capacity(piece.bytes.len() / 256 + 1), 0);
    for end in memchr::memchr_iter(b'\n', piece.bytes) {
        lines.push(piece.bytes.get(from..end).unwrap_or_default());
        from = end + 1;
    }
    let rest = piece.bytes.get(from..).unwrap_or_default();
    let (leaves, hash) = hashes(piece, &lines);
    let is_plain = is_plain(piece.bytes);
    let (mut all, mut open) = (Vec::with_capacity(1), None);
    let mut next = Following::default();
    let mut left = lines.len();
    for (line, leaf) in lines.into_iter().zip(leaves) {
        left -= 1;
        if let Some(run) = &mut open
            && add(run, &mut next, line, leaf, is_plain, decode)
        {
            continue;
        }
        all.extend(open.take().map(Looked::Run));
        let said = Envelope::parse(line).map(|envelope| {
            let data = decode(envelope.data);
            (envelope, leaf, data)
        });
        match said {
            Ok((first, leaf, Ok(data))) => {
                next.after(first.seq, leaf);
                let mut run = Run {
                    end: first.end,
                    first,
                    lines: LinePlaces::with_capacity(left + 1),
                    leaves: Vec::with_capacity(left + 1),
                    data: Vec::with_capacity(left + 1),
                };
                run.lines.push(line.len());
                run.leaves.push(leaf);
                run.data.push(data);
                open = Some(run);
            }
            said => all.push(Looked::Line { line, said }),
        }
    }
    all.extend(open.map(Looked::Run));
    if !rest.is_empty() {
        all.push(Looked::Unfinished(rest.len()));
    }
    (all, hash)
}

/// The leaves, and the hash of the piece where it is wanted, over the same bytes at once.
fn hashes(piece: Piece<'_>, lines: &[&[u8]]) -> (Vec<Hash>, Option<Hash>) {
    let whole = piece.is_whole.then_some(Message { before: None, bytes: piece.bytes });
    let mut leaves = vec![Hash::ZERO; lines.len()];
    let (mut hash, before) = (None, usize::from(piece.is_whole));
    let each = lines.iter().map(|line| Message { before: Some(0), bytes: line });
    hash_all(whole.into_iter().chain(each), |at, value| match at.checked_sub(before) {
        Some(at) => {
            if let Some(leaf) = leaves.get_mut(at) {
                *leaf = value;
            }
        }
        None => hash = Some(value),
    });
    (leaves, hash)
}

/// Whether all of it is ASCII, and no control character but LF is in it.
fn is_plain(bytes: &[u8]) -> bool {
    // All bytes are looked at without a way out in between, which the compiler does many at a time.
    !bytes
        .iter()
        .fold(false, |found, byte| found | (*byte >= 0x80) | ((*byte < 0x20) & (*byte != b'\n')))
}

/// Adds a line that is good and follows the last one of the run.
fn add<T>(
    run: &mut Run<'_, T>,
    next: &mut Following,
    line: &[u8],
    leaf: Hash,
    is_plain: bool,
    decode: &impl Fn(&[u8]) -> Result<T, DataError>,
) -> bool {
    if run.end {
        return false;
    }
    let Some((seq, end, data)) = next.read(line, is_plain) else { return false };
    let Ok(data) = decode(data) else { return false };
    run.end = end;
    run.lines.push(line.len());
    run.leaves.push(leaf);
    run.data.push(data);
    next.after(seq, leaf);
    true
}
