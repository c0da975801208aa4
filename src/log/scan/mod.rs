//! Reads the bytes of the segments and finds where the good lines end, and why.

mod ahead;
mod piece;

use crate::log::damage::{Damage, Place, Reason};
use crate::log::envelope::{Envelope, EnvelopeError, MAX_LINE};
use crate::log::fan::{Fan, Serial};
use crate::log::line_places::LinePlaces;
use crate::log::merkle::Hash;
use crate::log::reading::{DataError, Newer, Reading, Rest, Segment, Torn};
use ahead::{Ahead, Looked, Now, Run, Source};

/// Reads a log from its segments, given with their numbers in ascending order.
///
/// `decode` is asked about the data of each line, with the `seq` the line has if it is good. The
/// calls come in order, without gaps; only the last may be about a line that is then not counted,
/// so a caller who keeps what it decoded cuts that down to [`Reading::size`].
pub fn read<B, D>(segments: impl IntoIterator<Item = (u32, B)>, mut decode: D) -> Reading
where
    B: AsRef<[u8]>,
    D: FnMut(u64, &[u8]) -> Result<(), DataError>,
{
    let mut reading = Reading::default();
    let mut segments = segments.into_iter().peekable();
    while let Some((number, bytes)) = segments.next() {
        let mut source = Now(&mut decode);
        let is_last = segments.peek().is_none();
        if !reading.next(number, bytes.as_ref(), is_last, &mut source, &mut |_, ()| {}) {
            break;
        }
    }
    reading.tree.grow(&Serial);
    reading
}

/// The same of segments that are all at hand, with what needs no other line done by `fan`.
///
/// `decode` may be asked about the data of any line, in any order, and of lines after the last good one; `keep` gets what
/// it gave for the good ones, in order, with the `seq` of each. When it is called off, what was read ends where a segment
/// does, and is not to be relied on.
pub fn read_with<T: Send + Sync>(
    segments: &[(u32, &[u8])],
    fan: &dyn Fan,
    decode: impl Fn(&[u8]) -> Result<T, DataError> + Sync,
    mut keep: impl FnMut(u64, T),
) -> Reading {
    let mut reading = Reading::default();
    let mut source = Ahead::new(segments, fan, decode);
    let all: usize = segments.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut read = 0_usize;
    for (at, (number, bytes)) in (1..).zip(segments) {
        if fan.is_called_off() {
            break;
        }
        read += bytes.len();
        if !reading.next(*number, bytes, at == segments.len(), &mut source, &mut keep) {
            break;
        }
        fan.far(u16::try_from(read.saturating_mul(500) / all.max(1)).unwrap_or(500));
    }
    reading.tree.grow(fan);
    reading
}

/// Why the scan of a segment ended before its bytes did.
enum Stop {
    /// The bytes are no well-formed line.
    NotALine(Reason),
    /// They are one, in the wrong place.
    Misplaced(Reason),
    /// They may be one of a later format.
    Newer(String),
}

impl Reading {
    /// Starts the segment `number`, if it is the next.
    fn begin(&mut self, number: u32) -> Result<(), Reason> {
        let last = self.segments.last();
        let expected = last.map_or(1, |last| last.number + 1);
        if number != expected {
            return Err(Reason::MissingSegment { expected });
        }
        if last.is_some_and(|last| !last.closed) {
            return Err(Reason::NotClosed);
        }
        self.segments.push(Segment {
            number,
            first: self.tree.size(),
            lines: LinePlaces::default(),
            len: 0,
            sha256: Hash::of(b""),
            closed: false,
        });
        Ok(())
    }

    /// Takes the next segment, and says whether another may follow.
    fn next<'a, T>(
        &mut self,
        number: u32,
        bytes: &'a [u8],
        is_last: bool,
        source: &mut impl Source<'a, T>,
        keep: &mut impl FnMut(u64, T),
    ) -> bool {
        if let Err(reason) = self.begin(number) {
            let place = Place { segment: number, line: 1 };
            self.rest = Rest::Damaged(Damage { place, reason });
            return false;
        }
        let Some(stop) = self.segment(bytes, source, keep) else { return true };
        let tail = bytes.get(self.open_len()..).unwrap_or_default();
        self.rest = self.rest_after(stop, tail, is_last);
        false
    }

    /// Takes the good lines of the segment that was begun last.
    fn segment<'a, T>(
        &mut self,
        bytes: &'a [u8],
        source: &mut impl Source<'a, T>,
        keep: &mut impl FnMut(u64, T),
    ) -> Option<Stop> {
        let mut stop = None;
        while let Some(left) = bytes.get(self.open_len()..).filter(|left| !left.is_empty()) {
            let seq = self.tree.size();
            let taken = match source.next(seq, left) {
                Looked::Run(run) => self.run(run, left, keep),
                Looked::Unfinished(len) => Err(Stop::NotALine(Reason::Unfinished { len })),
                Looked::Line { line, said } => {
                    let below = left.get(line.len()..).unwrap_or_default();
                    self.take(line, said, below).map(|data| {
                        if let Some(data) = data {
                            keep(seq, data);
                        }
                    })
                }
            };
            if let Err(found) = taken {
                stop = Some(found);
                break;
            }
        }
        if let Some(segment) = self.segments.last_mut() {
            segment.sha256 = source.sha256(bytes, segment.len);
        }
        stop
    }

    /// Takes one line, if it is good, and gives what its data is; `below` is what follows it in the file.
    fn take<T>(
        &mut self,
        line: &[u8],
        said: Result<(Envelope<'_>, Hash, Result<T, DataError>), EnvelopeError>,
        below: &[u8],
    ) -> Result<Option<T>, Stop> {
        let (envelope, leaf, data) = said.map_err(|err| match err {
            EnvelopeError::Version { v } => Stop::Newer(format!("line format {v}")),
            EnvelopeError::TooLong { .. }
            | EnvelopeError::NotUtf8 { .. }
            | EnvelopeError::Control { .. }
            | EnvelopeError::Syntax { .. } => Stop::NotALine(Reason::NotALine(err)),
        })?;
        let (data, newer) = match data {
            Ok(data) => (Some(data), None),
            Err(DataError::Newer(what)) => (None, Some(what)),
            Err(DataError::NotAnEntry(why)) => {
                return Err(Stop::NotALine(Reason::NotAnEntry(why)));
            }
        };
        self.chain(&envelope, leaf, below).map_err(Stop::Misplaced)?;
        if let (Some(what), None) = (newer, &self.newer) {
            self.newer = Some(Newer { place: self.place(), what });
        }
        self.tree.push_leaf(leaf);
        if let Some(segment) = self.segments.last_mut() {
            segment.lines.push(line.len());
            segment.len = segment.lines.bytes();
            segment.closed = envelope.end;
        }
        Ok(data)
    }

    /// Takes lines that go on from each other, if the first goes on from the line before.
    fn run<T>(
        &mut self,
        run: Run<'_, T>,
        left: &[u8],
        keep: &mut impl FnMut(u64, T),
    ) -> Result<(), Stop> {
        let (Some(leaf), Some(first)) = (run.leaves.first(), run.lines.get(0)) else {
            return Ok(());
        };
        let below = left.get(first.end..).unwrap_or_default();
        self.chain(&run.first, *leaf, below).map_err(Stop::Misplaced)?;
        let seq = self.tree.size();
        self.tree.push_leaves(&run.leaves);
        if let Some(segment) = self.segments.last_mut() {
            segment.lines.append(run.lines);
            segment.len = segment.lines.bytes();
            segment.closed = run.end;
        }
        (seq..).zip(run.data).for_each(|(seq, data)| keep(seq, data));
        Ok(())
    }

    /// Holds the envelope of the next line against the lines before.
    fn chain(&self, line: &Envelope<'_>, leaf: Hash, below: &[u8]) -> Result<(), Reason> {
        self.order(line.seq, leaf, below)?;
        if self.segments.last().is_some_and(|segment| segment.closed) {
            return Err(Reason::AfterEnd);
        }
        if line.prev != self.tree.last_leaf() {
            return Err(Reason::NotChained);
        }
        let is_first = self.segments.last().is_some_and(|segment| segment.lines.is_empty());
        match line.file {
            None if is_first => Err(Reason::FileAbsent),
            Some(_) if !is_first => Err(Reason::FileInside),
            Some(file) if file != self.file_before() => Err(Reason::FileDiffers),
            Some(_) | None => Ok(()),
        }
    }

    fn order(&self, found: u64, leaf: Hash, below: &[u8]) -> Result<(), Reason> {
        let expected = self.tree.size();
        if found == expected {
            return Ok(());
        }
        if found < expected {
            let earlier = usize::try_from(found).ok().and_then(|at| self.tree.leaves().get(at));
            return Err(match earlier {
                Some(earlier) if *earlier == leaf => Reason::Doubled { seq: found },
                Some(_) | None => Reason::SecondVersion { seq: found },
            });
        }
        let mut later = below.split(|byte| *byte == b'\n').filter_map(|l| Envelope::parse(l).ok());
        Err(if later.any(|line| line.seq == expected) {
            Reason::OutOfOrder { expected, found }
        } else {
            Reason::Missing { expected, found }
        })
    }

    /// The hash of the segment before the one that is being read.
    fn file_before(&self) -> Hash {
        match self.segments.as_slice() {
            [.., before, _] => before.sha256,
            [] | [_] => Hash::ZERO,
        }
    }

    /// The length of the good lines in the segment that is being read.
    fn open_len(&self) -> usize {
        self.segments.last().map_or(0, |segment| segment.len)
    }

    /// The place of the next line.
    fn place(&self) -> Place {
        let last = self.segments.last();
        Place {
            segment: last.map_or(1, |last| last.number),
            line: last.map_or(1, |last| last.lines.len() + 1),
        }
    }

    /// Says by the bytes alone whether a power loss explains them.
    fn rest_after(&self, stop: Stop, tail: &[u8], is_last: bool) -> Rest {
        let place = self.place();
        let may_be_torn = is_last
            && tail.len() <= MAX_LINE + 1
            && tail.split_last().is_some_and(|(_, before)| !before.contains(&b'\n'));
        match stop {
            Stop::NotALine(_) if may_be_torn => {
                Rest::Torn(Torn { segment: place.segment, bytes: tail.to_vec() })
            }
            Stop::NotALine(reason) | Stop::Misplaced(reason) => {
                Rest::Damaged(Damage { place, reason })
            }
            Stop::Newer(what) => Rest::Newer(Newer { place, what }),
        }
    }
}
