//! A `{ }` map whose doubled keys are refused.

use std::collections::BTreeSet;

use super::code::Code;
use super::decode::{Decode, expected};
use super::mistake::{Mistake, Mistakes};
use super::node::{At, Node, Shape};

/// A map in the order it was written; every key is there once.
#[derive(Clone, Debug)]
pub struct Table<T>(Vec<(At<String>, T)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Table<T> {
    /// The rows in the order they were written.
    pub fn iter(&self) -> impl Iterator<Item = &(At<String>, T)> {
        self.0.iter()
    }

    /// The same without the rows whose name is `left_out`.
    #[must_use]
    pub fn without(mut self, left_out: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|(name, _)| !left_out(&name.value));
        self
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'s, T: Decode<'s>> Decode<'s> for Table<T> {
    const WHAT: &'static str = "a map { \"name\": … }";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let Shape::Map(pairs) = &node.shape else {
            return expected(Self::WHAT, node, mistakes);
        };
        let mut rows: Vec<(At<String>, T)> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for (key, value) in pairs {
            // Both are read, so that a mistake in one does not hide a mistake in the other.
            let key = At::<String>::decode(key, mistakes);
            let value = T::decode(value, mistakes);
            let Some(key) = key else { continue };
            // The `ron` crate would keep the last one in silence, and lose a role that way.
            if !seen.insert(key.value.clone()) {
                let found = format!("{:?} stands here a second time", key.value);
                let told = Mistake::new(Code::DoubledKey, key.span, found);
                mistakes.tell(told.mend("give it another name or remove it"));
            } else if let Some(value) = value {
                rows.push((key, value));
            }
        }
        Some(Self(rows))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}
