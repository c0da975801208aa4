//! RFC 6962: the hashes of lines and nodes, and the tree over the lines of a log.

use std::fmt;

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};

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
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(bytes))
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

    /// Returns the 44 characters of padded base64 that checkpoints use.
    pub fn to_base64(self) -> String {
        Base64::encode_string(&self.0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
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

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => digit.checked_sub(b'0'),
        b'a'..=b'f' => digit.checked_sub(b'a' - 10),
        0..b'0' | b':'..b'a' | b'g'.. => None,
    }
}

/// The tree over all lines so far.
///
/// Every full subtree is kept, 64 bytes a line, so that the root at any earlier size costs a few
/// hashes: statements and checkpoint notes are made anew from old sizes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tree {
    /// `levels[k][i]` covers the leaves from `i * 2^k`; only full subtrees stand here.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// Returns the tree over no lines.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of leaves.
    pub fn size(&self) -> u64 {
        self.leaves().len() as u64
    }

    /// Returns all leaves in order.
    pub fn leaves(&self) -> &[Hash] {
        self.levels.first().map_or(&[], Vec::as_slice)
    }

    /// Returns the last leaf, which the next line names as `prev`: 64 zeros before line 0.
    pub fn last_leaf(&self) -> Hash {
        self.leaves().last().copied().unwrap_or(Hash::ZERO)
    }

    /// Adds the leaf of the next line.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        let mut level = 0;
        loop {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let Some(nodes) = self.levels.get_mut(level) else { return };
            nodes.push(node);
            if nodes.len() % 2 == 1 {
                return;
            }
            let [.., left, right] = nodes.as_slice() else { return };
            node = node_hash(left, right);
            level += 1;
        }
    }

    /// Returns the root over all leaves.
    pub fn root(&self) -> Hash {
        fold(&self.peaks(self.leaves().len()))
    }

    /// Returns the root over the first `size` leaves, or nothing where there are fewer.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        let size = usize::try_from(size).ok().filter(|size| *size <= self.leaves().len())?;
        Some(fold(&self.peaks(size)))
    }

    /// Returns the root as it would be with `leaf` added.
    pub fn root_with(&self, leaf: Hash) -> Hash {
        let mut peaks = self.peaks(self.leaves().len());
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
    pub(super) fn part(&self, start: u64, end: u64) -> Option<Hash> {
        let width = end.checked_sub(start)?;
        let mut from = start;
        let mut peaks = Vec::new();
        for level in (0..self.levels.len()).rev().filter(|level| width >> level & 1 == 1) {
            let node = usize::try_from(from >> level).ok()?;
            peaks.push(self.levels.get(level)?.get(node).copied()?);
            from += 1 << level;
        }
        (from == end).then(|| fold(&peaks))
    }

    /// The full subtrees that together cover the first `size` leaves, the largest first.
    fn peaks(&self, size: usize) -> Vec<Hash> {
        let levels = self.levels.iter().enumerate().rev();
        levels
            .filter(|(level, _)| size >> level & 1 == 1)
            .filter_map(|(level, nodes)| nodes.get((size >> level).checked_sub(1)?).copied())
            .collect()
    }
}

fn fold(peaks: &[Hash]) -> Hash {
    let (last, rest) = match peaks {
        [] => return Hash::of(b""),
        [rest @ .., last] => (last, rest),
    };
    rest.iter().rev().fold(*last, |right, left| node_hash(left, &right))
}
