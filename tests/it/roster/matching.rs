//! Distinct people with distinct keys, against every choice of keys that people can make.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeSet;

use showclear::roster::most_distinct;

/// Of each person the set of the keys that they could sign with, a bit for each.
type Rows<const N: usize> = [u8; N];

/// The sets of at most six keys in which a key is not, a bit for each.
const WITHOUT: [u64; 6] = [
    0x5555_5555_5555_5555,
    0x3333_3333_3333_3333,
    0x0f0f_0f0f_0f0f_0f0f,
    0x00ff_00ff_00ff_00ff,
    0x0000_ffff_0000_ffff,
    0x0000_0000_ffff_ffff,
];

/// The most people who can sign at once, each with another key, found by trying all: of every set of keys it is known
/// whether some of the people so far can be using just these. A set of keys is the number of a bit.
fn by_trial<const N: usize>(rows: &Rows<N>) -> usize {
    let mut in_use: u64 = 1;
    for row in rows {
        let before = in_use;
        for key in (0..N).filter(|key| row & (1 << key) != 0) {
            // With one key more, the number of a set is larger by that bit.
            in_use |= (before & WITHOUT[key]) << (1 << key);
        }
    }
    let sets = (0..1_u32 << N).filter(|set| in_use & (1 << set) != 0);
    sets.map(|set| set.count_ones() as usize).max().unwrap()
}

/// Every pair of the relation, the last first.
fn pairs<const N: usize>(rows: &Rows<N>) -> Vec<(usize, usize)> {
    let of = |person: usize| {
        let keys = (0..N).rev().filter(move |key| rows[person] & (1 << key) != 0);
        keys.map(move |key| (person, key))
    };
    (0..N).rev().flat_map(of).collect()
}

/// Every relation of `N` people and `N` keys under at least one way to name them; fewer are among them, as people without
/// a key and keys that nobody has.
///
/// People and keys are named so that those with fewer come first. Of all such ways to name those of one relation, take the
/// one whose rows, read from the last to the first, are smallest as a number. In it, of people with as many keys the
/// smaller row comes first, and so do the keys of as many people: to exchange two that do not would make it smaller. Only
/// what stands so is given.
fn up_to_names<const N: usize>(check: &mut impl FnMut(&Rows<N>)) {
    let mut order: Vec<u8> = (0..1 << N).collect();
    order.sort_by_key(|row| (row.count_ones(), *row));
    let mut holders = [0; N];
    loop {
        let ties = (1..N).filter(|key| holders[*key] == holders[key - 1]);
        let ties = ties.fold(0, |set, key| set | 1 << (key - 1));
        give_keys(N, &order, holders, ties, &mut [0; N], check);
        // The next numbers of holders of each key that do not go down.
        let Some(at) = (0..N).rev().find(|at| holders[*at] < N) else { return };
        let more = holders[at] + 1;
        holders[at..].fill(more);
    }
}

/// Gives people their keys, the last person first: `left` says how many more people hold each key, `ties` which keys
/// have as many people as the next one, and the same ones so far.
fn give_keys<const N: usize>(
    people: usize,
    order: &[u8],
    left: [usize; N],
    ties: u8,
    rows: &mut Rows<N>,
    check: &mut impl FnMut(&Rows<N>),
) {
    let Some(person) = people.checked_sub(1) else {
        check(rows);
        return;
    };
    let those =
        |many: usize| (0..N).filter(|key| left[*key] == many).fold(0, |set, key| set | 1 << key);
    let (none, all) = (those(0), those(people));
    for (at, &row) in order.iter().enumerate() {
        let next = row >> 1;
        if row & none != 0 || row & all != all || row & !next & ties != 0 {
            continue;
        }
        rows[person] = row;
        let left = std::array::from_fn(|key| left[key] - usize::from(row >> key & 1));
        give_keys(person, &order[..=at], left, ties & !(row ^ next), rows, check);
    }
}

/// The relation under the one of all its names under which it is smallest.
fn smallest<const N: usize>(rows: &Rows<N>) -> Rows<N> {
    let mut found = [u8::MAX; N];
    each_order(&mut std::array::from_fn(|key| key), 0, &mut |keys: &[usize; N]| {
        let renamed = |row: u8| (0..N).fold(0, |set, key| set | (row >> keys[key] & 1) << key);
        let mut rows = rows.map(renamed);
        rows.sort_unstable();
        found = found.min(rows);
    });
    found
}

fn each_order<const N: usize>(
    keys: &mut [usize; N],
    at: usize,
    check: &mut impl FnMut(&[usize; N]),
) {
    if at == N {
        check(keys);
        return;
    }
    for other in at..N {
        keys.swap(at, other);
        each_order(keys, at + 1, check);
        keys.swap(at, other);
    }
}

#[test]
fn each_relation_is_tried_under_one_of_its_names() {
    let mut tried = BTreeSet::new();
    up_to_names::<3>(&mut |rows| {
        tried.insert(smallest(rows));
    });
    let all = (0..1_u32 << 9).map(|bits| [0, 3, 6].map(|at| (bits >> at & 7) as u8));
    let all: BTreeSet<Rows<3>> = all.map(|rows| smallest(&rows)).collect();
    assert_eq!(tried, all);
    // The numbers of relations up to the names of people and keys (OEIS A002724).
    assert_eq!(all.len(), 36);
    let mut tried = BTreeSet::new();
    up_to_names::<5>(&mut |rows| {
        tried.insert(smallest(rows));
    });
    assert_eq!(tried.len(), 5_624);
}

#[test]
fn it_is_the_most_that_any_choice_reaches_up_to_six_by_six() {
    let mut tried = 0;
    up_to_names::<6>(&mut |rows| {
        tried += 1;
        assert_eq!(most_distinct(&pairs(rows)), by_trial(rows), "{rows:?}");
    });
    assert_eq!(tried, 334_564);
}

#[test]
fn whatever_people_and_keys_are_called_up_to_four_by_four() {
    for bits in 0..=u16::MAX {
        let rows = [0, 4, 8, 12].map(|at| (bits >> at & 15) as u8);
        assert_eq!(most_distinct(&pairs(&rows)), by_trial(&rows), "{rows:?}");
    }
}

#[test]
fn one_key_is_not_two_people_and_two_keys_are_not_two_people() {
    assert_eq!(most_distinct(&[("a", 1), ("b", 1)]), 1);
    assert_eq!(most_distinct(&[("a", 1), ("a", 2)]), 1);
    assert_eq!(most_distinct(&[("a", 1), ("a", 2), ("b", 1)]), 2);
}
