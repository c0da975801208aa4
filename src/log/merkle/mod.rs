//! RFC 6962: the hashes of lines and nodes, and the tree over the lines of a log.

pub(super) mod lanes;
mod thin;

use std::fmt;

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};

use self::lanes::{Message, hash_all};
pub use self::thin::Thin;
use crate::log::fan::{Fan, Serial, fan_out};

/// How many leaves the full subtrees have that are one piece of work each: 2 to this power.
const BLOCK: usize = 10;

/// How many leaves the smallest full subtrees have whose node is kept: 2 to this power. Smaller ones are quickly made again.
const LOW: usize = 4;

/// A SHA-256 value; [`fmt::Display`] writes it as 64 lower hex digits.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Hash([u8; 32]);

impl Hash {
    /// 64 zeros: what stands where there is nothing before.
    pub const ZERO: Self = Self([0; 32]);

    /// Keeps 32 bytes that are a SHA-256 value.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads exactly 64 lower hex digits.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let (pairs, []) = digits.as_bytes().as_chunks::<2>() else { return None };
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() {
            return None;
        }
        // All digits are looked at without a way out in between, which the compiler does many at a time.
        let mut found = 0;
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            let (high, low) = (nibble(*high), nibble(*low));
            found |= high | low;
            *byte = high << 4 | low & 15;
        }
        (found < 16).then_some(Self(bytes))
    }

    /// Reads the 44 characters of padded base64 that checkpoints use.
    pub fn from_base64(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let decoded = Base64::decode(text, &mut bytes).ok()?;
        (decoded.len() == 32 && Base64::encode_string(decoded) == text).then_some(Self(bytes))
    }

    /// Returns the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns 64 lower hex digits.
    pub fn to_hex(self) -> String {
        self.to_string()
    }

    /// Writes 64 lower hex digits.
    pub(in crate::log) fn write_hex(&self, digits: &mut [u8; 64]) {
        // Worked out and not looked up, which the compiler does for many at a time.
        let digit = |value: u8| value + b'0' + if value > 9 { b'a' - b'9' - 1 } else { 0 };
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
    }

    /// Returns the 44 characters of padded base64 that checkpoints use.
    pub fn to_base64(self) -> String {
        Base64::encode_string(&self.0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; 64];
        self.write_hex(&mut text);
        f.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Returns the leaf of one line, given without its LF: SHA-256(0x00 ‖ line).
pub fn leaf_hash(line: &[u8]) -> Hash {
    Hash(Sha256::new_with_prefix([0]).chain_update(line).finalize().into())
}

/// Returns the node above two others: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new_with_prefix([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The nodes above these, two by two; one that is left over at the end has none yet.
fn above(below: &[Hash]) -> Vec<Hash> {
    let pairs = below.as_chunks::<2>().0;
    let mut nodes = vec![Hash::ZERO; pairs.len()];
    let both: Vec<[u8; 64]> = pairs.iter().map(joined).collect();
    let messages = both.iter().map(|both| Message { before: Some(1), bytes: both });
    hash_all(messages, |at, hash| {
        if let Some(node) = nodes.get_mut(at) {
            *node = hash;
        }
    });
    nodes
}

fn joined([left, right]: &[Hash; 2]) -> [u8; 64] {
    let mut both = [0; 64];
    if let [first, second] = both.as_chunks_mut::<32>().0 {
        (*first, *second) = (left.0, right.0);
    }
    both
}

/// The value of a lower hex digit; 16 or more where it is none.
fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        0..b'0' | b':'..b'a' | b'g'.. => 0x80,
    }
}

/// The tree over all lines so far.
///
/// Leaves and every full subtree of 16 or more are kept, 36 bytes a line, so that the root at any earlier size costs a few
/// hashes: statements and checkpoint notes are made anew from old sizes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tree {
    leaves: Vec<Hash>,
    /// `levels[k][i]` covers the leaves from `i * 2^(LOW + k)`; only full subtrees stand here.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// Returns the tree over no lines.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of leaves.
    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Returns all leaves in order.
    pub fn leaves(&self) -> &[Hash] {
        &self.leaves
    }

    /// Returns the last leaf, which the next line names as `prev`: 64 zeros before line 0.
    pub fn last_leaf(&self) -> Hash {
        self.leaves.last().copied().unwrap_or(Hash::ZERO)
    }

    /// Adds the leaf of the next line.
    pub fn push(&mut self, leaf: Hash) {
        self.leaves.push(leaf);
        if self.leaves.len().is_multiple_of(1 << LOW) {
            self.grow(&Serial);
        }
    }

    /// Adds the leaf of the next line, and leaves the nodes above it to [`Tree::grow`]: until then no root may be asked for.
    pub(in crate::log) fn push_leaf(&mut self, leaf: Hash) {
        self.leaves.push(leaf);
    }

    /// The same of several lines.
    pub(in crate::log) fn push_leaves(&mut self, leaves: &[Hash]) {
        self.leaves.extend_from_slice(leaves);
    }

    /// Makes the nodes above the leaves that were added last: whole subtrees side by side, then what is above and beside them.
    pub(in crate::log) fn grow(&mut self, fan: &dyn Fan) {
        if self.leaves.len() >> BLOCK > 0 && self.levels.is_empty() {
            let blocks: Vec<&[Hash]> = self.leaves.chunks_exact(1 << BLOCK).collect();
            let made = fan_out(fan, blocks.len(), |at| {
                let mut levels = Vec::with_capacity(BLOCK + 1 - LOW);
                let mut below = lowest(blocks.get(at).copied().unwrap_or_default());
                for _ in LOW..BLOCK {
                    let next = above(&below);
                    levels.push(std::mem::replace(&mut below, next));
                }
                levels.push(below);
                levels
            });
            self.levels.resize(BLOCK + 1 - LOW, Vec::new());
            for block in made {
                for (nodes, new) in self.levels.iter_mut().zip(block) {
                    nodes.extend(new);
                }
            }
        }
        let known = self.levels.first().map_or(0, Vec::len);
        let new = lowest(self.leaves.get(known << LOW..).unwrap_or_default());
        self.add(0, new);
        let mut level = 0;
        while let Some(below) = self.levels.get(level).filter(|below| below.len() > 1) {
            let known = self.levels.get(level + 1).map_or(0, Vec::len);
            let new = above(below.get(known * 2..).unwrap_or_default());
            level += 1;
            self.add(level, new);
        }
    }

    fn add(&mut self, level: usize, new: Vec<Hash>) {
        match self.levels.get_mut(level) {
            Some(nodes) => nodes.extend(new),
            None if new.is_empty() => {}
            None => self.levels.push(new),
        }
    }

    /// Returns the root over all leaves.
    pub fn root(&self) -> Hash {
        fold(&self.peaks(self.leaves.len()))
    }

    /// Returns the root over the first `size` leaves, or nothing where there are fewer.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        let size = usize::try_from(size).ok().filter(|size| *size <= self.leaves.len())?;
        Some(fold(&self.peaks(size)))
    }

    /// Returns the root as it would be with `leaf` added.
    pub fn root_with(&self, leaf: Hash) -> Hash {
        let mut peaks = self.peaks(self.leaves.len());
        let mut node = leaf;
        // One full subtree merges for every trailing one of the size in binary.
        for _ in 0..self.size().trailing_ones() {
            let Some(left) = peaks.pop() else { break };
            node = node_hash(&left, &node);
        }
        peaks.push(node);
        fold(&peaks)
    }

    /// Returns the node over the lines from `start` to `end`, which a tree over them and others
    /// before them has: `start` is a multiple of the width of a full subtree that holds them all.
    pub(in crate::log) fn part(&self, start: u64, end: u64) -> Option<Hash> {
        let width = end.checked_sub(start)?;
        let mut from = start;
        let mut peaks = Vec::new();
        for level in (0..LOW + self.levels.len()).rev().filter(|level| width >> level & 1 == 1) {
            peaks.push(self.node(level, usize::try_from(from >> level).ok()?)?);
            from += 1 << level;
        }
        (from == end).then(|| fold(&peaks))
    }

    /// The node that covers the leaves from `at * 2^level`, where that subtree is full.
    fn node(&self, level: usize, at: usize) -> Option<Hash> {
        match level.checked_sub(LOW) {
            Some(level) => self.levels.get(level)?.get(at).copied(),
            None => {
                let (first, width) = (at.checked_mul(1 << level)?, 1 << level);
                let mut nodes = self.leaves.get(first..first.checked_add(width)?)?.to_vec();
                for _ in 0..level {
                    nodes = above(&nodes);
                }
                nodes.first().copied()
            }
        }
    }

    /// The full subtrees that together cover the first `size` leaves, the largest first.
    fn peaks(&self, size: usize) -> Vec<Hash> {
        (0..LOW + self.levels.len())
            .rev()
            .filter(|level| size >> level & 1 == 1)
            .filter_map(|level| self.node(level, (size >> level).checked_sub(1)?))
            .collect()
    }
}

/// The nodes over each 16 of these leaves; those that are left over have none yet.
fn lowest(leaves: &[Hash]) -> Vec<Hash> {
    let (full, _) = leaves.as_chunks::<{ 1 << LOW }>();
    let mut nodes = above(full.as_flattened());
    for _ in 1..LOW {
        nodes = above(&nodes);
    }
    nodes
}

fn fold(peaks: &[Hash]) -> Hash {
    let (last, rest) = match peaks {
        [] => return Hash::of(b""),
        [rest @ .., last] => (last, rest),
    };
    rest.iter().rev().fold(*last, |right, left| node_hash(left, &right))
}
