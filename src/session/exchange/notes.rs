//! Signed notes of one log, and which of them cannot be of one record.

use crate::log::{Checkpoint, Tree, contradict, write_leaves};
use crate::session::ports::Object;
use crate::terms::Digest;

/// So many bytes of a changed file, or of the leaves between two notes, are kept as evidence: what is larger than readers of a
/// folder hold at once could not be handed out.
pub(super) const KEPT: usize = 1024 * 1024;

/// A note whose signature holds.
#[derive(Clone)]
pub(super) struct Vouched {
    pub(super) said: Checkpoint,
    pub(super) bytes: Vec<u8>,
}

impl Vouched {
    pub(super) fn digest(&self) -> Digest {
        Object::of(self.bytes.as_slice()).digest
    }
}

/// Two notes that cannot be of one record.
pub(super) struct Pair<'a> {
    pub(super) one: &'a Vouched,
    pub(super) other: &'a Vouched,
    /// The leaves that show it, where sizes differ, and as far as they are small enough to be kept.
    pub(super) leaves: Option<Object>,
}

/// How many pairs of `notes` cannot be of one record, as the notes or one of `trees` show, and the first `most` of them.
pub(super) fn contradictions<'a>(
    notes: &'a [Vouched],
    trees: &[Tree],
    most: usize,
) -> (usize, Vec<Pair<'a>>) {
    let mut count = 0_usize;
    let mut pairs = Vec::new();
    for (index, one) in notes.iter().enumerate() {
        for other in notes.iter().skip(index + 1) {
            let tree = trees
                .iter()
                .find(|tree| contradict(&one.said, &other.said, |size| tree.root_at(size)));
            if tree.is_none() && !contradict(&one.said, &other.said, |_| None) {
                continue;
            }
            count += 1;
            if pairs.len() >= most {
                continue;
            }
            let tree = tree.filter(|_| one.said.size != other.said.size);
            let leaves =
                tree.and_then(|tree| write_leaves(tree, one.said.size.max(other.said.size)));
            let leaves = leaves.filter(|leaves| leaves.len() <= KEPT).map(Object::of);
            pairs.push(Pair { one, other, leaves });
        }
    }
    (count, pairs)
}
