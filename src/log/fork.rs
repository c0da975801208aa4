//! Two notes of one log that cannot both be of one record, and the leaves that show it.

use super::checkpoint::Checkpoint;
use super::merkle::{Hash, Tree};

/// Whether the two were signed over different records. At one size the roots say so; at two sizes `tree` does, if it is the
/// tree under the longer one: nobody can make another with its root.
///
/// `false` says nothing: without the right tree two sizes cannot be held against each other.
#[must_use]
pub fn contradict(one: &Checkpoint, other: &Checkpoint, tree: Option<&Tree>) -> bool {
    if one.origin != other.origin {
        return false;
    }
    if one.size == other.size {
        return one.root != other.root;
    }
    let (short, long) = if one.size < other.size { (one, other) } else { (other, one) };
    let root = |size| tree.and_then(|tree| tree.root_at(size));
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
