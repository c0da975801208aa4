//! Where the lines of a segment stand in it, in little more than four bytes each.

use std::ops::Range;

/// How many lines stand between two places that are remembered.
const STRIDE: usize = 64;

/// Where each line of a segment stands, without its LF, in bytes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LinePlaces {
    /// The length of each line; none is longer than a line may be.
    lens: Vec<u32>,
    /// Where every 64th line begins.
    starts: Vec<usize>,
    end: usize,
}

impl LinePlaces {
    /// Returns how many lines there are.
    pub fn len(&self) -> usize {
        self.lens.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lens.is_empty()
    }

    /// Returns the bytes of the line numbered `at` from 0.
    pub fn get(&self, at: usize) -> Option<Range<usize>> {
        let len = usize::try_from(*self.lens.get(at)?).ok()?;
        let before = self.lens.get(at / STRIDE * STRIDE..at)?;
        let before: usize = before.iter().map(|len| *len as usize + 1).sum();
        let start = self.starts.get(at / STRIDE)? + before;
        Some(start..start + len)
    }

    /// None yet, with room for `count`.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self {
            lens: Vec::with_capacity(count),
            starts: Vec::with_capacity(count.div_ceil(STRIDE)),
            end: 0,
        }
    }

    /// Adds a line of `len` bytes, which a line may have, after the LF of the last.
    pub(super) fn push(&mut self, len: usize) {
        if self.lens.len().is_multiple_of(STRIDE) {
            self.starts.push(self.end);
        }
        self.lens.push(u32::try_from(len).unwrap_or(u32::MAX));
        self.end = self.end.saturating_add(len).saturating_add(1);
    }

    /// Adds all of `others`, which stand after the LF of the last.
    pub(super) fn append(&mut self, others: Self) {
        if self.is_empty() {
            *self = others;
        } else {
            others.lens.into_iter().for_each(|len| self.push(usize::try_from(len).unwrap_or(0)));
        }
    }

    /// Returns the length of all of them with their LFs.
    pub(super) fn bytes(&self) -> usize {
        self.end
    }
}
