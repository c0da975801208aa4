//! A tree without its leaves: for whoever has the lines at hand, and asks for a root now and then.

use super::{Hash, LOW, Tree, fold};

/// The nodes of a tree over lines; four bytes a line instead of 36.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Thin {
    size: u64,
    /// As in [`Tree`].
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The same without its leaves, which can be made again from the lines.
    #[must_use]
    pub fn into_thin(self) -> Thin {
        Thin { size: self.size(), levels: self.levels }
    }
}

impl Thin {
    /// Returns the number of lines.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Returns the root over the first `size` lines, or nothing where there are fewer; `leaf` is asked for at most 15 of
    /// their leaves, and must have them.
    pub fn root_at(&self, size: u64, mut leaf: impl FnMut(u64) -> Option<Hash>) -> Option<Hash> {
        if size > self.size {
            return None;
        }
        let full = size >> LOW << LOW;
        let mut peaks = Vec::new();
        for (level, nodes) in self.levels.iter().enumerate().rev() {
            if size >> LOW >> level & 1 == 1 {
                let at = usize::try_from((size >> LOW >> level) - 1).ok()?;
                peaks.push(*nodes.get(at)?);
            }
        }
        let last: Option<Vec<Hash>> = (full..size).map(&mut leaf).collect();
        let last = Tree { leaves: last?, levels: Vec::new() };
        peaks.extend(last.peaks(last.leaves.len()));
        Some(fold(&peaks))
    }
}
