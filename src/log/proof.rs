//! Proofs over the tree of a log: that one line is in it, that a longer log only adds to a shorter one, or that it does not.

use std::num::NonZeroU64;

use super::checkpoint::{Checkpoint, MAX_LINES};
use super::merkle::{Hash, Tree, node_hash};
use super::note::{Note, NoteError};

/// The first line of a proof as text (C2SP tlog-proof).
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// The most hashes that lead from a line to the root: no log has more lines than 2^27.
pub const MAX_PATH: usize = 27;

/// The longest proof that is read, in bytes: header, index, every hash, and a note.
const MAX_TEXT: usize = 4_096;

/// Returns the hashes that lead from the line `index` to the root over the first `size` lines
/// (RFC 6962, section 2.1.1), or nothing where there is no such line.
pub fn inclusion_proof(tree: &Tree, index: u64, size: u64) -> Option<Vec<Hash>> {
    if index >= size || size > tree.size() {
        return None;
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while let Some(middle) = middle(start, end) {
        if index < middle {
            path.push(tree.part(middle, end)?);
            end = middle;
        } else {
            path.push(tree.part(start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    Some(path)
}

/// Checks that `leaf` is the leaf of the line `index` of the log with `root` over `size` lines
/// (RFC 9162, section 2.1.3.2).
///
/// # Errors
///
/// Fails when there is no such line, or `proof` does not lead from it to `root`.
pub fn check_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    let Some(last) = size.checked_sub(1).filter(|last| index <= *last) else {
        return Err(ProofError::NoSuchLine { index, size });
    };
    let mut walk = Walk { first: index, last };
    let mut node = *leaf;
    for other in proof {
        node = match walk.step()? {
            Side::Left => node_hash(other, &node),
            Side::Right => node_hash(&node, other),
        };
    }
    if walk.last == 0 && node == *root { Ok(()) } else { Err(ProofError::NotIncluded) }
}

/// Returns the hashes that show that the first `new` lines begin with the first `old` ones, unaltered.
///
/// It is the proof of RFC 6962, section 2.1.2; nothing where the log is shorter, or `old` longer than `new`.
pub fn consistency_proof(tree: &Tree, old: u64, new: u64) -> Option<Vec<Hash>> {
    if old > new || new > tree.size() {
        return None;
    }
    if old == 0 {
        return Some(Vec::new());
    }
    let (mut start, mut end) = (0, new);
    let mut path = Vec::new();
    while old != end {
        let middle = middle(start, end)?;
        if old <= middle {
            path.push(tree.part(middle, end)?);
            end = middle;
        } else {
            path.push(tree.part(start, middle)?);
            start = middle;
        }
    }
    if start > 0 {
        path.push(tree.part(start, end)?);
    }
    path.reverse();
    Some(path)
}

/// Checks that a log with `new_root` over `new` lines begins with the `old` lines that `old_root`
/// is over (RFC 9162, section 2.1.4.2).
///
/// # Errors
///
/// Fails when the sizes are the wrong way round, or `proof` does not lead to both roots. That
/// speaks against the proof or against the log, and does not say which.
pub fn check_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Shorter { old, new });
    }
    let (Some(size), true) = (NonZeroU64::new(old), old < new) else {
        // Nothing to prove: both are the same lines, or the older log had none.
        let same = if old == 0 { *old_root == Hash::of(b"") } else { old_root == new_root };
        let holds = proof.is_empty() && same && (old < new || old_root == new_root);
        return if holds { Ok(()) } else { Err(ProofError::NotConsistent) };
    };
    // An older log that is one full subtree is its own first node.
    let (seed, rest) = match proof.split_first() {
        _ if size.is_power_of_two() => (old_root, proof),
        Some((seed, rest)) => (seed, rest),
        None => return Err(ProofError::NotConsistent),
    };
    let mut walk = Walk { first: old - 1, last: new - 1 };
    while walk.first & 1 == 1 {
        walk.up();
    }
    let (mut of_old, mut of_new) = (*seed, *seed);
    for other in rest {
        match walk.step()? {
            Side::Left => {
                of_old = node_hash(other, &of_old);
                of_new = node_hash(other, &of_new);
            }
            Side::Right => of_new = node_hash(&of_new, other),
        }
    }
    let holds = walk.last == 0 && of_old == *old_root && of_new == *new_root;
    if holds { Ok(()) } else { Err(ProofError::NotConsistent) }
}

/// Where a check stands in the tree: a node and the last one of its row.
struct Walk {
    first: u64,
    last: u64,
}

/// On which side of the node that a check holds the next hash of the proof stands.
enum Side {
    Left,
    Right,
}

impl Walk {
    fn up(&mut self) {
        self.first >>= 1;
        self.last >>= 1;
    }

    /// Goes up one row in which there is another node beside, and says on which side.
    fn step(&mut self) -> Result<Side, ProofError> {
        if self.last == 0 {
            return Err(ProofError::TooLong);
        }
        let left = self.first & 1 == 1 || self.first == self.last;
        // The last node of a row with nobody beside it is carried up as it is.
        while self.first & 1 == 0 && self.first == self.last && self.first != 0 {
            self.up();
        }
        self.up();
        Ok(if left { Side::Left } else { Side::Right })
    }
}

/// Where the tree over the lines from `start` to `end` is divided; nothing where it is one line.
fn middle(start: u64, end: u64) -> Option<u64> {
    let width = end.checked_sub(start).filter(|width| *width > 1)?;
    Some(start + (1 << (width - 1).ilog2()))
}

/// That one line is in a log, for whoever holds the line and the key of its laptop and nothing else.
///
/// As text it is a C2SP tlog-proof: the index, the hashes, and the note that they lead to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Inclusion {
    index: u64,
    path: Vec<Hash>,
    note: Note,
}

impl Inclusion {
    /// Proves that the line `index` is in the log that `note` is over; nothing where `tree` has
    /// no such line, or is another log than the note says.
    pub fn new(tree: &Tree, index: u64, note: Note) -> Option<Self> {
        let claims = note.claims();
        let path = inclusion_proof(tree, index, claims.size)?;
        (tree.root_at(claims.size)? == claims.root).then_some(Self { index, path, note })
    }

    /// Returns the place of the line in its log, from 0: its `seq`.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Returns the note, whose signature nobody has checked yet.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Returns the proof as text.
    pub fn encode(&self) -> String {
        let path: String = self.path.iter().map(|hash| format!("{}\n", hash.to_base64())).collect();
        format!("{HEADER}\nindex {}\n{path}\n{}", self.index, self.note.encode())
    }

    /// Reads a proof as text.
    ///
    /// # Errors
    ///
    /// Fails for whatever [`Inclusion::encode`] would not have written, `extra` lines among it:
    /// nothing vouches for what stands in them.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofError> {
        let text = (bytes.len() <= MAX_TEXT).then(|| str::from_utf8(bytes).ok()).flatten();
        let proof = text.and_then(Self::parts).filter(|proof| text == Some(&proof.encode()));
        proof.ok_or(ProofError::Malformed)
    }

    fn parts(text: &str) -> Option<Self> {
        let (head, note) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        lines.next().filter(|line| *line == HEADER)?;
        let index = lines.next()?.strip_prefix("index ")?.parse().ok();
        let index = index.filter(|index| *index < MAX_LINES)?;
        let path: Option<Vec<Hash>> = lines.take(MAX_PATH + 1).map(Hash::from_base64).collect();
        let path = path.filter(|path| path.len() <= MAX_PATH)?;
        Some(Self { index, path, note: Note::parse(note.as_bytes()).ok()? })
    }

    /// Checks that `leaf` is in the log of the device key `key`, given as its 32 bytes.
    ///
    /// # Errors
    ///
    /// Fails when that key did not sign the note, or the hashes do not lead from `leaf` to it.
    pub fn check(&self, leaf: &Hash, key: &[u8; 32]) -> Result<(), ProofError> {
        let verified = self.note.clone().verify_by(key)?;
        let note = verified.checkpoint();
        check_inclusion(leaf, self.index, note.size, &self.path, &note.root)
    }
}

/// Whether the two were signed over different records.
///
/// At one size they say so themselves. At two sizes `root` does, which gives the root at a size, if it is that of the tree
/// under the longer one: nobody can make another with its root.
/// `false` says nothing: without the right tree two sizes cannot be held against each other.
#[must_use]
pub fn contradict(
    one: &Checkpoint,
    other: &Checkpoint,
    root: impl Fn(u64) -> Option<Hash>,
) -> bool {
    if one.origin != other.origin {
        return false;
    }
    if one.size == other.size {
        return one.root != other.root;
    }
    let (short, long) = if one.size < other.size { (one, other) } else { (other, one) };
    root(long.size) == Some(long.root) && root(short.size) != Some(short.root)
}

/// The first `size` leaves, 32 bytes each, or nothing where there are fewer.
#[must_use]
pub fn write_leaves(tree: &Tree, size: u64) -> Option<Vec<u8>> {
    let leaves = tree.leaves().get(..usize::try_from(size).ok()?)?;
    Some(leaves.iter().flat_map(|leaf| *leaf.as_bytes()).collect())
}

/// The tree over leaves of 32 bytes each; nothing where they do not come out even.
#[must_use]
pub fn read_leaves(bytes: &[u8]) -> Option<Tree> {
    let (leaves, []) = bytes.as_chunks::<32>() else { return None };
    let mut tree = Tree::new();
    leaves.iter().for_each(|leaf| tree.push(Hash::new(*leaf)));
    Some(tree)
}

/// Why a proof does not hold.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProofError {
    /// The log that it is about has no such line.
    #[error("a log of {size} lines has no line {index}")]
    NoSuchLine {
        /// The line, from 0.
        index: u64,
        /// How many lines there are.
        size: u64,
    },
    /// What is said to be the later log has fewer lines.
    #[error("a log of {new} lines cannot go on one of {old}")]
    Shorter {
        /// The lines of the older log.
        old: u64,
        /// The lines of the later one.
        new: u64,
    },
    /// More hashes than the tree has rows.
    #[error("the proof has more hashes than lead to the root")]
    TooLong,
    /// The hashes do not lead from the line to the root.
    #[error("the proof does not show that the line is in the log")]
    NotIncluded,
    /// The hashes do not lead to both roots.
    #[error("the proof does not show that the longer log begins with the shorter one")]
    NotConsistent,
    /// The text is not a proof of ours.
    #[error("this is not a proof that a line is in a log")]
    Malformed,
    /// The note that it leads to cannot be relied on.
    #[error(transparent)]
    Note(#[from] NoteError),
}
