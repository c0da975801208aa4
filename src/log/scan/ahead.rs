//! Lines looked at before the scan comes to them: what needs no other line is done many lines at a time.

use std::collections::{BTreeMap, VecDeque};

use super::piece::{self, Piece};
use crate::log::envelope::{Envelope, EnvelopeError};
use crate::log::fan::{Fan, fan_out};
use crate::log::line_places::LinePlaces;
use crate::log::merkle::{Hash, leaf_hash};
use crate::log::reading::DataError;

/// How many bytes of lines are looked at ahead of the scan.
const WINDOW: usize = 4 << 20;

/// How many bytes of lines are one piece of work, at the least; a piece ends where a line does.
const PIECE: usize = 64 << 10;

/// What lines say by themselves.
pub(super) enum Looked<'a, T> {
    /// Bytes with an LF behind them.
    Line {
        /// The bytes, without the LF.
        line: &'a [u8],
        /// Its envelope, where it has one: with the leaf, and what its data is.
        said: Result<(Envelope<'a>, Hash, Result<T, DataError>), EnvelopeError>,
    },
    /// Lines that follow each other as the format says, each with the next number and the leaf of the one before.
    Run(Run<'a, T>),
    /// So many bytes that no LF follows.
    Unfinished(usize),
}

/// At least one line, each of which goes on from the one before; whether the first goes on from anything is not known here.
pub(super) struct Run<'a, T> {
    /// The first line.
    pub(super) first: Envelope<'a>,
    /// Whether the last has `end`; no other has.
    pub(super) end: bool,
    /// Where each line stands, from the first byte of the first.
    pub(super) lines: LinePlaces,
    /// The leaf of each.
    pub(super) leaves: Vec<Hash>,
    /// What the data of each is.
    pub(super) data: Vec<T>,
}

/// Where the scan gets its lines from.
pub(super) trait Source<'a, T> {
    /// The line that `left` begins with, which is not empty; it has the place `seq` if it is good.
    fn next(&mut self, seq: u64, left: &'a [u8]) -> Looked<'a, T>;
    /// The SHA-256 of the first `len` bytes of the segment whose lines were given last.
    fn sha256(&mut self, bytes: &[u8], len: usize) -> Hash;
}

/// Each line as the scan comes to it.
pub(super) struct Now<D>(pub(super) D);

impl<'a, T, D: FnMut(u64, &[u8]) -> Result<T, DataError>> Source<'a, T> for Now<D> {
    fn next(&mut self, seq: u64, left: &'a [u8]) -> Looked<'a, T> {
        look(left, |data| (self.0)(seq, data))
    }

    fn sha256(&mut self, bytes: &[u8], len: usize) -> Hash {
        Hash::of(bytes.get(..len).unwrap_or_default())
    }
}

pub(super) fn look<T>(
    left: &[u8],
    decode: impl FnOnce(&[u8]) -> Result<T, DataError>,
) -> Looked<'_, T> {
    let Some(len) = line_end(left) else { return Looked::Unfinished(left.len()) };
    let line = left.get(..len).unwrap_or_default();
    let said = Envelope::parse(line).map(|envelope| {
        let data = decode(envelope.data);
        (envelope, leaf_hash(line), data)
    });
    Looked::Line { line, said }
}

/// The place of the first LF.
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes)
}

/// Lines of several segments at a time, side by side.
pub(super) struct Ahead<'a, 'd, T, D> {
    /// What is not yet looked at: the rest of each segment, from its first byte on where it was not begun.
    left: VecDeque<(usize, (&'a [u8], bool))>,
    fan: &'d dyn Fan,
    decode: D,
    /// Piece by piece, in order.
    looked: std::vec::IntoIter<Vec<Looked<'a, T>>>,
    piece: std::vec::IntoIter<Looked<'a, T>>,
    /// Of the segments with bytes that were begun and that the scan has not left.
    hashes: BTreeMap<usize, Hash>,
}

/// Of which segment, and what.
enum Work<'a> {
    Hash(usize, &'a [u8]),
    Lines(usize, Piece<'a>),
}

enum Done<'a, T> {
    Hash(usize, Hash),
    /// With the hash of the segment, where the piece is all of it.
    Lines(Vec<Looked<'a, T>>, Option<(usize, Hash)>),
}

impl<'a, 'd, T, D> Ahead<'a, 'd, T, D> {
    pub(super) fn new(segments: &[(u32, &'a [u8])], fan: &'d dyn Fan, decode: D) -> Self {
        Self {
            left: segments.iter().map(|(_, bytes)| (*bytes, true)).enumerate().collect(),
            fan,
            decode,
            looked: Vec::new().into_iter(),
            piece: Vec::new().into_iter(),
            hashes: BTreeMap::new(),
        }
    }

    /// The next window's work: the hashes first, because a long segment has only one.
    fn work(&mut self) -> Vec<Work<'a>> {
        let (mut hashes, mut lines) = (Vec::new(), Vec::new());
        let mut window = 0;
        while window < WINDOW {
            let Some((at, (bytes, is_new))) = self.left.front_mut() else { break };
            let (at, is_whole) = (*at, *is_new && bytes.len() <= PIECE);
            if std::mem::take(is_new) && !bytes.is_empty() && !is_whole {
                hashes.push(Work::Hash(at, bytes));
            }
            let end = bytes.len().min(PIECE);
            let (_, beyond) = bytes.split_at_checked(end).unwrap_or_default();
            let end = line_end(beyond).map_or(bytes.len(), |more| end + more + 1);
            let (piece, rest) = bytes.split_at_checked(end).unwrap_or_default();
            *bytes = rest;
            if rest.is_empty() {
                self.left.pop_front();
            }
            window += piece.len().max(1);
            lines.push(Work::Lines(at, Piece { bytes: piece, is_whole }));
        }
        hashes.append(&mut lines);
        hashes
    }
}

impl<'a, T: Send + Sync, D> Ahead<'a, '_, T, D>
where
    D: Fn(&[u8]) -> Result<T, DataError> + Sync,
{
    fn look_ahead(&mut self) {
        let work = self.work();
        let decode = &self.decode;
        let done = fan_out(self.fan, work.len(), |at| match work.get(at) {
            Some(Work::Hash(of, bytes)) => Done::Hash(*of, Hash::of(bytes)),
            Some(Work::Lines(of, piece)) => {
                let (lines, hash) = piece::lines(*piece, decode);
                Done::Lines(lines, hash.map(|hash| (*of, hash)))
            }
            None => Done::Lines(Vec::new(), None),
        });
        let mut pieces = Vec::with_capacity(done.len());
        for done in done {
            match done {
                Done::Hash(of, hash) => {
                    self.hashes.insert(of, hash);
                }
                Done::Lines(lines, hash) => {
                    self.hashes.extend(hash);
                    pieces.push(lines);
                }
            }
        }
        self.looked = pieces.into_iter();
    }
}

impl<'a, T: Send + Sync, D> Source<'a, T> for Ahead<'a, '_, T, D>
where
    D: Fn(&[u8]) -> Result<T, DataError> + Sync,
{
    fn next(&mut self, _seq: u64, left: &'a [u8]) -> Looked<'a, T> {
        // The scan asks for each line of each segment once, in order, as they were cut here.
        loop {
            if let Some(looked) = self.piece.next() {
                return looked;
            }
            if self.looked.as_slice().is_empty() {
                self.look_ahead();
            }
            match self.looked.next() {
                Some(piece) => self.piece = piece.into_iter(),
                None => return look(left, &self.decode),
            }
        }
    }

    fn sha256(&mut self, bytes: &[u8], len: usize) -> Hash {
        // An empty segment has no line that would have had it looked at.
        let whole = if bytes.is_empty() { None } else { self.hashes.pop_first() };
        match whole.filter(|_| len == bytes.len()) {
            Some((_, hash)) => hash,
            None => Hash::of(bytes.get(..len).unwrap_or_default()),
        }
    }
}
