//! Proofs against the plain recursions of RFC 6962, and forged ones.
#![expect(clippy::indexing_slicing, reason = "a helper of tests may panic")]

use expect_test::expect;
use proptest::prelude::*;
use showclear::log::{
    Checkpoint, Hash, Inclusion, MAX_PATH, Note, ProofError, Tree, check_consistency,
    check_inclusion, consistency_proof, inclusion_proof, leaf_hash, node_hash,
};

use super::device;

fn leaves(size: u64) -> Vec<Hash> {
    (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

fn tree(leaves: &[Hash]) -> Tree {
    let mut tree = Tree::new();
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    tree
}

/// Where RFC 6962 divides `size` leaves: the largest power of two that is smaller.
fn half(size: usize) -> usize {
    size.next_power_of_two() / 2
}

/// MTH of RFC 6962, section 2.1.
fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of(b""),
        [leaf] => *leaf,
        [..] => {
            let (left, right) = leaves.split_at(half(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// PATH of RFC 6962, section 2.1.1.
fn path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let k = half(leaves.len());
    let (left, right) = leaves.split_at(k);
    let (mut path, other) = if index < k {
        (path(index, left), root(right))
    } else {
        (path(index - k, right), root(left))
    };
    path.push(other);
    path
}

/// SUBPROOF of RFC 6962, section 2.1.2.
fn subproof(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let k = half(leaves.len());
    let (left, right) = leaves.split_at(k);
    let (mut proof, other) = if old <= k {
        (subproof(old, left, whole), root(right))
    } else {
        (subproof(old - k, right, false), root(left))
    };
    proof.push(other);
    proof
}

/// Every proof that differs from this one in one place.
fn forged(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = Vec::new();
    for place in 0..proof.len() {
        let mut other = proof.to_vec();
        other[place] = leaf_hash(other[place].as_bytes());
        all.push(other);
        let mut shorter = proof.to_vec();
        shorter.remove(place);
        all.push(shorter);
        if place > 0 && proof[place] != proof[place - 1] {
            let mut swapped = proof.to_vec();
            swapped.swap(place, place - 1);
            all.push(swapped);
        }
    }
    let mut longer = proof.to_vec();
    longer.push(Hash::of(b"one more"));
    all.push(longer);
    all
}

#[test]
fn every_line_of_every_log_up_to_64_is_proven_and_no_forged_proof_holds() {
    let all = leaves(64);
    let tree = tree(&all);
    for size in 1..=64 {
        let root = root(&all[..size]);
        for index in 0..size {
            let (leaf, index_, size_) = (&all[index], index as u64, size as u64);
            let proof = inclusion_proof(&tree, index_, size_).unwrap();
            assert_eq!(proof, path(index, &all[..size]), "{index} of {size}");
            assert!(proof.len() <= MAX_PATH);
            assert_eq!(check_inclusion(leaf, index_, size_, &proof, &root), Ok(()));
            for other in forged(&proof) {
                assert!(check_inclusion(leaf, index_, size_, &other, &root).is_err(), "{other:?}");
            }
            let other = leaf_hash(b"another line");
            assert!(check_inclusion(&other, index_, size_, &proof, &root).is_err());
            assert!(check_inclusion(leaf, index_, size_, &proof, &other).is_err());
            for wrong in (0..size).filter(|wrong| *wrong != index) {
                assert!(check_inclusion(leaf, wrong as u64, size_, &proof, &root).is_err());
            }
        }
        assert_eq!(inclusion_proof(&tree, size as u64, size as u64), None);
    }
    assert_eq!(inclusion_proof(&tree, 0, 65), None);
    assert_eq!(
        check_inclusion(&all[0], 0, 0, &[], &Hash::of(b"")),
        Err(ProofError::NoSuchLine { index: 0, size: 0 })
    );
}

#[test]
fn every_log_up_to_64_goes_on_the_shorter_ones_and_no_forged_proof_holds() {
    let all = leaves(64);
    let tree = tree(&all);
    for new in 0..=64 {
        let new_root = root(&all[..new]);
        for old in 0..=new {
            let old_root = root(&all[..old]);
            let (old_, new_) = (old as u64, new as u64);
            let proof = consistency_proof(&tree, old_, new_).unwrap();
            let plain = if old == 0 { Vec::new() } else { subproof(old, &all[..new], true) };
            assert_eq!(proof, plain, "{old} to {new}");
            assert_eq!(check_consistency(old_, &old_root, new_, &new_root, &proof), Ok(()));
            for other in forged(&proof) {
                assert!(check_consistency(old_, &old_root, new_, &new_root, &other).is_err());
            }
            let other = Hash::of(b"another log");
            assert!(check_consistency(old_, &other, new_, &new_root, &proof).is_err());
            // Any log goes on one without lines.
            assert_eq!(
                check_consistency(old_, &old_root, new_, &other, &proof).is_ok(),
                old == 0 && new > 0
            );
        }
    }
    assert_eq!(consistency_proof(&tree, 5, 4), None);
    assert_eq!(consistency_proof(&tree, 5, 65), None);
    assert_eq!(
        check_consistency(5, &root(&all[..5]), 4, &root(&all[..4]), &[]),
        Err(ProofError::Shorter { old: 5, new: 4 })
    );
}

#[test]
fn a_tree_without_its_leaves_has_the_same_roots() {
    for size in 0..70_u64 {
        let all = leaves(size);
        let thin = tree(&all).into_thin();
        let leaf = |seq| all.get(usize::try_from(seq).unwrap()).copied();
        for part in 0..=size {
            let plain = root(&all[..usize::try_from(part).unwrap()]);
            assert_eq!(thin.root_at(part, leaf), Some(plain), "{part} of {size}");
        }
        assert_eq!(thin.root_at(size + 1, |_| Some(Hash::ZERO)), None);
        let is_even = size % 16 == 0;
        assert_eq!(thin.root_at(size, |_| None).is_some(), is_even, "{size}: leaves are needed");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn larger_logs_too(size in 65_u64..3_000, a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let all = leaves(size);
        let tree = tree(&all);
        let index = a.index(all.len());
        let part = index + 1 + b.index(all.len() - index);
        let (index_, part_) = (index as u64, part as u64);
        let of_part = root(&all[..part]);
        let proof = inclusion_proof(&tree, index_, part_).unwrap();
        prop_assert_eq!(&proof, &path(index, &all[..part]));
        prop_assert_eq!(check_inclusion(&all[index], index_, part_, &proof, &of_part), Ok(()));
        let mut asked = 0;
        let leaf = |seq| {
            asked += 1;
            all.get(usize::try_from(seq).unwrap()).copied()
        };
        prop_assert_eq!(tree.clone().into_thin().root_at(part_, leaf), Some(of_part));
        prop_assert!(asked < 16, "{} leaves are asked for", asked);
        let proof = consistency_proof(&tree, part_, size).unwrap();
        prop_assert_eq!(&proof, &subproof(part, &all, true));
        prop_assert_eq!(check_consistency(part_, &of_part, size, &tree.root(), &proof), Ok(()));
        for other in forged(&proof) {
            prop_assert!(check_consistency(part_, &of_part, size, &tree.root(), &other).is_err());
        }
    }

    /// Sizes and proofs as anybody may write them: refused, and at once.
    #[test]
    fn no_size_is_too_large_to_be_refused(index: u64, size: u64, new: u64, len in 0_usize..70) {
        let (proof, root) = (vec![Hash::ZERO; len], Hash::of(b"root"));
        prop_assert!(check_inclusion(&Hash::ZERO, index, size, &proof, &root).is_err());
        prop_assert!(check_consistency(size.max(1), &Hash::ZERO, new.max(1), &root, &proof).is_err());
    }

    #[test]
    fn any_text_is_refused_or_written_again_byte_for_byte(text in "(c2sp.org/tlog-proof@v1\n)?(index [0-9]{1,9}\n)?([A-Za-z+/]{43}=\n){0,30}\n?.{0,80}\n?") {
        if let Ok(proof) = Inclusion::parse(text.as_bytes()) {
            prop_assert_eq!(proof.encode(), text);
        }
    }
}

/// A proof of the line 4 of a log of 7, and the tree.
fn sample() -> (Tree, Inclusion) {
    let (key, origin) = device();
    let tree = tree(&leaves(7));
    let note = Note::sign(Checkpoint { origin, size: 7, root: tree.root() }, &key).unwrap();
    let proof = Inclusion::new(&tree, 4, note).unwrap();
    (tree, proof)
}

#[test]
fn a_proof_as_text() {
    let (tree, proof) = sample();
    let text = proof.encode();
    expect![[r#"
        c2sp.org/tlog-proof@v1
        index 4
        2u7z+fKfUDBc6ypsrEFFKnbbBGOJ/58eJ4EDJY3pC7g=
        Bje24eorWsiEY4qjO/YaWRkQjUY+TPN4hTU0muCsjxM=
        sV0rGwetramxO1VcCAYrGueK0bC36Z2X2ULJNqYkRDk=

        showclear/8c1f0e6d2a7b4935/fe812c12f3ab4ce6
        7
        Rc6n7cqVQ+5VdaV3TQ2PqTIai+CEs/tlf6T20HGjyUw=

        — showclear/8c1f0e6d2a7b4935/fe812c12f3ab4ce6 +nbyNrGu6nb2S7e7EmetRzz4DkQv2tAen/ovHHm7QQSaCLnVYbQUvp3U9iUo3YKlIdKRYZwwuzH667FFgTbjRO78qQs=
    "#]]
    .assert_eq(&text);
    let key = device().0.verifying_key();
    let read = Inclusion::parse(text.as_bytes()).unwrap();
    assert_eq!(read, proof);
    assert_eq!(read.check(&tree.leaves()[4], key.as_bytes()), Ok(()));
    assert_eq!(read.check(&tree.leaves()[5], key.as_bytes()), Err(ProofError::NotIncluded));
    let other = ed25519_dalek::SigningKey::from_bytes(&[8; 32]).verifying_key();
    assert!(matches!(read.check(&tree.leaves()[4], other.as_bytes()), Err(ProofError::Note(_))));
}

#[test]
fn no_byte_of_a_proof_can_be_changed() {
    let (tree, proof) = sample();
    let key = device().0.verifying_key();
    let bytes = proof.encode().into_bytes();
    for place in 0..bytes.len() {
        for bit in [1, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[place] ^= bit;
            let holds = Inclusion::parse(&changed)
                .is_ok_and(|proof| proof.check(&tree.leaves()[4], key.as_bytes()).is_ok());
            assert!(!holds, "byte {place}, bit {bit}");
        }
    }
    for changed in [
        proof.encode().replace("index 4", "extra AAAA\nindex 4"),
        proof.encode().replace("index 4", "index 04"),
        proof.encode().replace('\n', "\r\n"),
        format!("{}\n", proof.encode()),
    ] {
        assert_eq!(Inclusion::parse(changed.as_bytes()), Err(ProofError::Malformed));
    }
}
