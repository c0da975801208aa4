//! How many distinct people with distinct keys there are among those who could sign.

use std::collections::{BTreeMap, BTreeSet};

/// The most pairs that can be chosen from `pairs` so that no person and no key is chosen twice.
///
/// Counting people alone would let two people sign with one key, counting keys alone one person with two.
#[must_use]
pub fn most_distinct<P: Ord + Copy, K: Ord + Copy>(pairs: &[(P, K)]) -> usize {
    let mut keys_of: BTreeMap<P, Vec<K>> = BTreeMap::new();
    for (person, key) in pairs {
        keys_of.entry(*person).or_default().push(*key);
    }
    let mut owner = BTreeMap::new();
    keys_of
        .keys()
        .filter(|person| place(**person, &keys_of, &mut owner, &mut BTreeSet::new()))
        .count()
}

/// Finds a key for `person`, moving others to another of their keys where that makes room.
fn place<P: Ord + Copy, K: Ord + Copy>(
    person: P,
    keys_of: &BTreeMap<P, Vec<K>>,
    owner: &mut BTreeMap<K, P>,
    tried: &mut BTreeSet<K>,
) -> bool {
    for key in keys_of.get(&person).into_iter().flatten() {
        if !tried.insert(*key) {
            continue;
        }
        let free = match owner.get(key).copied() {
            None => true,
            Some(other) => place(other, keys_of, owner, tried),
        };
        if free {
            owner.insert(*key, person);
            return true;
        }
    }
    false
}
