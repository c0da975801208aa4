//! A log that grows: its lines and roots as the plain recursion has them.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use showclear::log::{
    Covers, Hash, Log, LogError, MAX_LINE, Note, Put, Tree, leaf_hash, node_hash, read,
    read_storage,
};

use super::disk::Disk;
use super::{decode, describe, device};

/// The segments of a log with these lines.
pub(super) fn grown(lines: &[(&str, bool)]) -> Vec<(u32, Vec<u8>)> {
    let mut disk = Disk::default();
    let mut log = Log::create(&mut disk, device().1).unwrap();
    for (data, end) in lines {
        log.append(data.as_bytes(), *end).unwrap();
    }
    (1..).zip(disk.shown().into_values()).collect()
}

/// The definition of the root, RFC 6962 section 2.1.
fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of(b""),
        [leaf] => *leaf,
        [..] => {
            let half = leaves.len().next_power_of_two() / 2;
            let (left, right) = leaves.split_at(half);
            node_hash(&root(left), &root(right))
        }
    }
}

#[test]
fn the_tree_is_the_one_of_the_rfc() {
    let leaves: Vec<Hash> = (0..70_u8).map(|n| leaf_hash(&[n])).collect();
    let mut tree = Tree::new();
    for (size, leaf) in leaves.iter().enumerate() {
        assert_eq!(tree.root(), root(&leaves[..size]), "{size}");
        assert_eq!(tree.root_with(*leaf), root(&leaves[..=size]), "{size}");
        tree.push(*leaf);
    }
    for size in 0..=leaves.len() {
        assert_eq!(tree.root_at(size as u64), Some(root(&leaves[..size])), "{size}");
    }
    assert_eq!(tree.root_at(71), None);
}

proptest! {
    #[test]
    fn what_was_appended_is_what_is_read(
        lines in prop::collection::vec(("[^\u{0}-\u{1f}\"\\\\]{0,9}", prop::bool::weighted(0.3), prop::bool::weighted(0.1)), 0..24),
    ) {
        let (mut disk, mut leaves, mut data) = (Disk::default(), Vec::new(), Vec::new());
        let mut log = Log::create(&mut disk, device().1).unwrap();
        for (text, end, reopen) in &lines {
            let entry = format!("{{\"a\":\"{text}\"}}");
            let foretold = log.preview(entry.as_bytes(), *end).unwrap();
            let appended = log.append(entry.as_bytes(), *end).unwrap();
            prop_assert_eq!(&foretold, &appended);
            prop_assert_eq!(appended.size, appended.seq + 1);
            prop_assert_eq!(appended.closed.is_some(), *end);
            prop_assert_eq!(log.checkpoint().root, appended.root);
            prop_assert_eq!(log.open_segment_len() == 0, *end);
            data.push(entry);
            if *reopen {
                let (before, len) = (log.tree().clone(), log.open_segment_len());
                prop_assert_eq!(log.reopen(decode).unwrap(), None);
                prop_assert_eq!((log.tree(), log.open_segment_len()), (&before, len));
            }
        }
        let root_then = log.tree().root();

        let files: Vec<Vec<u8>> = disk.shown().into_values().collect();
        let reading = read((1..).zip(&files), |seq, found| {
            assert_eq!(found, data[usize::try_from(seq).unwrap()].as_bytes());
            Ok(())
        });
        for seq in 0..reading.size() {
            let (segment, range) = reading.line(seq).unwrap();
            leaves.push(leaf_hash(&files[segment as usize - 1][range]));
        }
        prop_assert_eq!(describe(&reading), format!("{} lines, then nothing", lines.len()));
        prop_assert_eq!(reading.tree().root(), root(&leaves));
        prop_assert_eq!(root_then, root(&leaves));
        for segment in reading.segments() {
            prop_assert_eq!(segment.sha256, Hash::of(&files[segment.number as usize - 1]));
        }
    }
}

#[test]
fn a_request_that_does_not_fit_harms_nothing() {
    let mut disk = Disk::default();
    let mut log = Log::create(&mut disk, device().1).unwrap();
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(MAX_LINE));
    for data in ["", "[]", "{\n}", &long] {
        let error = log.append(data.as_bytes(), false).unwrap_err();
        assert!(matches!(error, LogError::Line(_)), "{error}");
    }
    assert!(!log.is_poisoned());
    assert_eq!(log.append(b"{}", false).unwrap().seq, 0);
}

#[test]
fn an_empty_segment_is_used() {
    let [(_, first)] = &grown(&[("{}", true)])[..] else { panic!("one segment") };
    for files in
        [vec![("00001.jsonl", &b""[..])], vec![("00001.jsonl", first), ("00002.jsonl", b"")]]
    {
        let mut disk = Disk::with(&files);
        let lines = files.len() as u64 - 1;
        let reading = read_storage(&&mut disk, decode).unwrap();
        let sound = reading.sound(device().1, &Covers::default()).unwrap();
        let (mut log, recovered) = Log::open(&mut disk, sound).unwrap();
        assert_eq!(recovered, None);
        let appended = log.append(b"{}", false).unwrap();
        assert_eq!((appended.seq, u64::from(appended.segment)), (lines, lines + 1));
        let reading = read_storage(&&mut disk, decode).unwrap();
        assert_eq!(describe(&reading), format!("{} lines, then nothing", lines + 1));
    }
}

#[test]
fn a_log_is_not_created_where_there_is_one() {
    #[track_caller]
    fn check(files: &[(&str, &[u8])], expected: Expect) {
        let mut disk = Disk::with(files);
        let made = Log::create(&mut disk, device().1).map(|log| log.tree().size());
        expected.assert_eq(&made.map_or_else(|err| err.to_string(), |size| size.to_string()));
    }
    check(&[], expect!["0"]);
    check(&[("00001.jsonl", b"")], expect!["0"]);
    check(&[("00001.jsonl", b"x")], expect!["there is a log already"]);
    check(&[("00002.jsonl", b"")], expect!["there is a log already"]);
}

#[test]
fn a_note_is_kept_and_never_replaced() {
    let (key, origin) = device();
    let mut disk = Disk::default();
    let mut log = Log::create(&mut disk, origin).unwrap();
    log.append(b"{}", true).unwrap();
    let note = Note::sign(log.checkpoint(), &key).unwrap();
    assert_eq!(log.put_note(&note).unwrap(), Put::Written);
    assert_eq!(log.put_note(&note).unwrap(), Put::Already);
    let other = showclear::log::Checkpoint { root: Hash::ZERO, ..log.checkpoint() };
    let other = Note::sign(other, &key).unwrap();
    assert_eq!(log.put_note(&other).unwrap(), Put::Differs);
    assert_eq!(log.checkpoint_at(1), Some(log.checkpoint()));
    assert_eq!(
        disk.shown().remove("checkpoints/00000001.note").unwrap(),
        note.encode().into_bytes()
    );
}
