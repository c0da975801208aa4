//! Lines looked at side by side against lines looked at one after the other: the same is read, whoever did the work, in whatever order.

use std::sync::Mutex;

use proptest::prelude::*;
use showclear::log::{
    DataError, Fan, Hash, Reading, Serial, Tree, fan_out, leaf_hash, read, read_with,
};

use super::{decode, sample};

/// From the last piece on, and every third piece not at all.
struct Careless;

impl Fan for Careless {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).rev().filter(|at| at % 3 != 1).for_each(work);
    }
}

/// Two threads.
struct Two;

impl Fan for Two {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            scope.spawn(|| (0..count).step_by(2).for_each(work));
            (1..count).step_by(2).for_each(work);
        });
    }
}

fn all_of(reading: &Reading) -> impl PartialEq + std::fmt::Debug {
    let roots: Vec<_> = (0..=reading.size()).map(|size| reading.tree().root_at(size)).collect();
    let segments = reading.segments().to_vec();
    (roots, segments, reading.newer().cloned(), reading.rest().clone())
}

/// Reads them in every way, and gives how many lines are good.
#[track_caller]
fn every_way(segments: &[(u32, Vec<u8>)]) -> u64 {
    let mut asked = Vec::new();
    let plain = read(segments.iter().map(|(number, bytes)| (*number, bytes)), |seq, data| {
        asked.push((seq, data.to_vec()));
        decode(seq, data)
    });
    asked.retain(|(seq, data)| *seq < plain.size() && decode(*seq, data).is_ok());
    let borrowed: Vec<(u32, &[u8])> =
        segments.iter().map(|(number, bytes)| (*number, bytes.as_slice())).collect();
    let fans: [&dyn Fan; 3] = [&Serial, &Careless, &Two];
    for fan in fans {
        let mut kept = Vec::new();
        let look =
            |data: &[u8]| -> Result<Vec<u8>, DataError> { decode(0, data).map(|()| data.to_vec()) };
        let reading = read_with(&borrowed, fan, look, |seq, data| kept.push((seq, data)));
        assert_eq!(all_of(&reading), all_of(&plain));
        assert_eq!(kept, asked);
    }
    plain.size()
}

#[test]
fn a_good_log_and_its_roots() {
    assert_eq!(every_way(&sample()), 35);
    assert_eq!(every_way(&[]), 0);
    assert_eq!(every_way(&[(1, Vec::new())]), 0);
    let mut with_an_empty_one = sample();
    with_an_empty_one.truncate(4);
    with_an_empty_one.push((5, Vec::new()));
    assert!(every_way(&with_an_empty_one) > 20);
    with_an_empty_one.push((6, sample().remove(0).1));
    every_way(&with_an_empty_one);
}

#[test]
fn a_log_of_several_windows() {
    let mut lines = Vec::new();
    let mut prev = Hash::ZERO;
    let long = "x".repeat(60_000);
    for seq in 0..160_u64 {
        let data = format!(r#"{{"say":"{}"}}"#, if seq % 2 == 0 { &long } else { "short" });
        let file = (seq == 0).then_some(Hash::ZERO);
        let envelope =
            showclear::log::Envelope { seq, prev, file, end: false, data: data.as_bytes() };
        let line = envelope.print().unwrap();
        prev = leaf_hash(&line);
        lines.extend(line);
        lines.push(b'\n');
    }
    assert!(lines.len() > 9 << 19, "it must be longer than one window: {}", lines.len());
    assert_eq!(every_way(&[(1, lines.clone())]), 160);
    for at in [70_000, 2_500_000, lines.len() - 100] {
        let mut changed = lines.clone();
        changed[at] ^= 1;
        assert!(every_way(&[(1, changed)]) < 160);
        assert!(every_way(&[(1, lines[..at].to_vec())]) < 160);
    }
}

/// Two at a time, lines and files of every length come to the hashes that the library gives for each alone.
#[test]
fn lines_and_segments_of_every_length() {
    let (mut segments, mut open) = (Vec::new(), Vec::new());
    let (mut prev, mut file) = (Hash::ZERO, Hash::ZERO);
    for seq in 0..600_u64 {
        // Short and long ones by turns, and an é now and then.
        let len = usize::try_from(if seq % 2 == 0 { seq / 2 } else { 300 - seq / 2 }).unwrap();
        let say = if seq % 7 == 0 { "é".repeat(len) } else { "e".repeat(len) };
        let data = format!(r#"{{"say":"{say}"}}"#);
        let end = seq % 13 == 12 || seq > 500;
        let of_file = open.is_empty().then_some(file);
        let line =
            showclear::log::Envelope { seq, prev, file: of_file, end, data: data.as_bytes() };
        let line = line.print().unwrap();
        prev = leaf_hash(&line);
        open.extend(line);
        open.push(b'\n');
        if end {
            file = Hash::of(&open);
            segments.push(std::mem::take(&mut open));
        }
    }
    assert!(open.is_empty() && segments.len() > 130, "there are {} segments", segments.len());
    let segments: Vec<_> = (1..).zip(segments).collect();
    assert_eq!(every_way(&segments), 600);
    for at in [0, 70, 131] {
        let mut changed = segments.clone();
        changed[at].1[20] ^= 1;
        assert!(every_way(&changed) < 600);
    }
}

/// The tree of many lines, of which whole subtrees are made side by side, is the one that grows leaf by leaf.
#[test]
fn a_tree_made_in_pieces_is_the_one_that_grows() {
    for count in [1, 2, 1023, 1024, 1025, 2048, 3000_u64] {
        let (mut lines, mut prev, mut tree) = (Vec::new(), Hash::ZERO, Tree::new());
        for seq in 0..count {
            let file = (seq == 0).then_some(Hash::ZERO);
            let envelope = showclear::log::Envelope { seq, prev, file, end: false, data: b"{}" };
            let line = envelope.print().unwrap();
            prev = leaf_hash(&line);
            tree.push(prev);
            lines.extend(line);
            lines.push(b'\n');
        }
        for fan in [&Serial as &dyn Fan, &Careless, &Two] {
            let reading = read_with(&[(1, &lines)], fan, |_| Ok(()), |_, ()| {});
            assert_eq!(reading.tree(), &tree, "{count}");
        }
    }
}

#[test]
fn work_is_given_back_in_order_and_done_once() {
    let fans: [&dyn Fan; 3] = [&Serial, &Careless, &Two];
    for fan in fans {
        let done = Mutex::new(Vec::new());
        let all = fan_out(fan, 100, |at| {
            done.lock().unwrap().push(at);
            at * at
        });
        assert_eq!(all, (0..100).map(|at| at * at).collect::<Vec<_>>());
        let mut done = done.into_inner().unwrap();
        done.sort_unstable();
        assert_eq!(done, (0..100).collect::<Vec<_>>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_damage_is_read_alike(which in 0..5_usize, at: prop::sample::Index, byte: u8, how in 0..6_u8, other in 0..5_usize) {
        let mut segments = sample();
        let at = at.index(segments[which].1.len());
        let bytes = &mut segments[which].1;
        match how {
            0 => bytes[at] = byte,
            1 => { bytes.remove(at); }
            2 => bytes.insert(at, byte),
            3 => bytes.truncate(at),
            4 => { segments.remove(which); }
            _ => segments.swap(which, other),
        }
        every_way(&segments);
    }
}
