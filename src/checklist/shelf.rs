//! The units at hand while files are checked: found by their bytes, and told by their ids when the bytes differ.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::unit::Unit;
use crate::terms::Digest;

/// The units at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    units: BTreeMap<Digest, Shelved>,
    /// Which ids the unit of an id uses, whatever bytes it names.
    uses: BTreeMap<String, BTreeSet<String>>,
}

/// One unit at hand.
#[derive(Clone, Debug)]
pub(super) struct Shelved {
    /// Its file's name.
    pub(super) name: String,
    pub(super) id: String,
    pub(super) rev: u32,
    /// `None`: it has mistakes of its own.
    pub(super) unit: Option<Arc<Unit>>,
}

impl Shelf {
    /// Says which units a unit uses, before any of them is checked.
    pub(super) fn announce(&mut self, id: &str, uses: impl Iterator<Item = String>) {
        self.uses.entry(id.to_owned()).or_default().extend(uses);
    }

    pub(super) fn put(&mut self, sha256: Digest, unit: Shelved) {
        self.units.insert(sha256, unit);
    }

    pub(super) fn get(&self, sha256: Digest) -> Option<&Shelved> {
        self.units.get(&sha256)
    }

    /// The newest revision of the unit of that id.
    pub(super) fn newest(&self, id: &str) -> Option<(Digest, &Shelved)> {
        let of_id = self.units.iter().filter(|(_, unit)| unit.id == id);
        of_id.max_by_key(|(_, unit)| unit.rev).map(|(sha256, unit)| (*sha256, unit))
    }

    /// The ids of all units at hand.
    pub(super) fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.units.values().map(|unit| unit.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The way on which the unit `from` uses the unit `to`: every id from the one to the other.
    pub(super) fn way(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut ways = vec![vec![from.to_owned()]];
        let mut seen = BTreeSet::from([from.to_owned()]);
        while let Some(way) = ways.pop() {
            let last = way.last()?;
            if last == to {
                return Some(way);
            }
            for next in self.uses.get(last).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    ways.push(way.iter().chain([next]).cloned().collect());
                }
            }
        }
        None
    }
}
