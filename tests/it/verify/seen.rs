//! What a log says of other laptops: believed as far as their keys and notes bear it out, and refused where they do not.
#![expect(clippy::indexing_slicing, reason = "a helper of tests may panic")]

use proptest::prelude::*;
use showclear::event::Mode;
use showclear::terms::Digest;
use showclear::verify::{Findings, Introduced, Verdict};

use super::maker::Maker;
use crate::session::exchanging::Foreign;

/// A production of its own, and another laptop with so many lines of some story.
fn two(size: u64, story: u8) -> (Maker, Foreign) {
    let made = Maker::usual(Mode::Live);
    let mut other = foreign(&made, 3);
    other.grow(size, story);
    (made, other)
}

fn first(made: &Maker) -> Vec<u8> {
    let segment = &made.folder()[&format!("log/{}/00001.jsonl", made.log)];
    segment.split(|byte| *byte == b'\n').next().unwrap().to_vec()
}

fn foreign(made: &Maker, seed: u8) -> Foreign {
    Foreign::of(Introduced::parse(&first(made)).unwrap().created(), seed)
}

/// Line 0, note and leaves of the other laptop.
fn left(other: &Foreign) -> [Vec<u8>; 3] {
    let files: Vec<Vec<u8>> = other.leaves(true).into_iter().map(|(_, bytes)| bytes).collect();
    files.try_into().unwrap()
}

fn met(made: &mut Maker, other: &Foreign) {
    let [line, ..] = left(other);
    let key = Introduced::parse(&line).unwrap().created().key.clone();
    let sha256 = made.object(&line);
    let log = other.log();
    made.add(&format!(
        r#"{{"k":"log.met","log":"{log}","device":"camera truck","key":"{key}","sha256":"{sha256}"}}"#
    ));
}

fn saw(made: &mut Maker, other: &Foreign, note: &[u8], size: u64) -> String {
    let said = Introduced::parse(&left(other)[0]).unwrap().vouched(note).unwrap();
    let sha256 = made.object(note);
    let (log, root) = (other.log(), said.root);
    made.add(&format!(
        r#"{{"k":"log.saw","log":"{log}","size":{size},"root":"{root}","sha256":"{sha256}"}}"#
    ));
    sha256
}

fn found(made: &Maker) -> Findings {
    made.check()
}

#[track_caller]
fn says(made: &Maker, verdict: Verdict, words: &str) {
    let found = found(made);
    assert_eq!(found.verdict(), verdict, "{found}");
    assert!(found.to_string().contains(words), "{words} in {found}");
}

#[test]
fn a_laptop_that_was_met_and_seen() {
    let (mut made, other) = two(12, 0);
    met(&mut made, &other);
    saw(&mut made, &other, &other.note(), 12);
    says(&made, Verdict::NotConfirmed, "(\"camera truck\") with 12 entries, by 1 notes");
}

#[test]
fn a_line_that_its_objects_do_not_bear_out_is_refused() {
    // Another size than the note has.
    let (mut made, other) = two(12, 0);
    met(&mut made, &other);
    saw(&mut made, &other, &other.note(), 13);
    says(&made, Verdict::Altered, "says something else than this line");
    // The note of another laptop.
    let (mut made, other) = two(12, 0);
    let stranger = foreign(&made, 4);
    met(&mut made, &other);
    let sha256 = made.object(&stranger.note());
    let log = other.log();
    let root = "0".repeat(64);
    made.add(&format!(
        r#"{{"k":"log.saw","log":"{log}","size":1,"root":"{root}","sha256":"{sha256}"}}"#
    ));
    says(&made, Verdict::Altered, "is no note that the laptop of log");
    // The first line of another laptop.
    let (mut made, other) = two(12, 0);
    let [line, ..] = left(&foreign(&made, 4));
    let sha256 = made.object(&line);
    let log = other.log();
    made.add(&format!(
        r#"{{"k":"log.met","log":"{log}","device":"camera truck","key":"ssh-ed25519 x","sha256":"{sha256}"}}"#
    ));
    says(&made, Verdict::Altered, "is not the first line of log");
}

#[test]
fn a_note_without_a_key_vouches_for_nothing() {
    let (mut made, other) = two(12, 0);
    saw(&mut made, &other, &other.note(), 12);
    says(&made, Verdict::NotConfirmed, "whose key is nowhere here");
    assert_eq!(found(&made).facts.unwrap().seen, []);
}

fn forked(made: &mut Maker, log: &str, [one, other, leaves]: [Option<String>; 3]) {
    let quoted = |one: Option<String>| one.map_or("null".to_owned(), |one| format!("\"{one}\""));
    let [one, other, leaves] = [one, other, leaves].map(quoted);
    made.add(&format!(
        r#"{{"k":"log.forked","log":"{log}","one":{one},"other":{other},"leaves":{leaves}}}"#
    ));
}

#[test]
fn two_records_are_shown_by_their_notes_or_said_not_to_be() {
    // The same size; other sizes with the leaves; other sizes without; one record that was said to be two.
    for (size, story, leaves, shown) in
        [(12, 1, false, true), (30, 1, true, true), (30, 1, false, false), (30, 0, true, false)]
    {
        let (mut made, other) = two(12, 0);
        let mut copy = foreign(&made, 3);
        copy.grow(size, story);
        met(&mut made, &other);
        let one = made.object(&other.note());
        let two = made.object(&copy.note());
        let under = leaves.then(|| made.object(&left(&copy)[2]));
        forked(&mut made, &other.log(), [Some(one.clone()), Some(two.clone()), under]);
        let words = if shown { "signed two records" } else { "do not show it here" };
        says(&made, Verdict::NotConfirmed, words);
        for digest in [one, two] {
            let (folder, rest) = digest.split_at(2);
            says(&made, Verdict::NotConfirmed, &format!("objects/{folder}/{rest}"));
        }
    }
}

#[test]
fn this_laptop_cannot_be_accused_with_its_own_lines() {
    let mut made = Maker::usual(Mode::Live);
    made.note();
    let path = format!("checkpoints/{}/{:08}.note", made.log, made.size());
    let note = made.files[&path].clone();
    let sha256 = made.object(&note);
    let log = made.log.clone();
    forked(&mut made, &log, [Some(sha256), None, None]);
    says(&made, Verdict::NotConfirmed, "do not show it here");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any bytes as a first line, and a good one with a byte changed: never another laptop than the good one.
    #[test]
    fn nobody_is_introduced_by_other_bytes(any in prop::collection::vec(any::<u8>(), 0..400), at: prop::sample::Index, bit in 0_u32..8) {
        prop_assert!(Introduced::parse(&any).is_none());
        let made = Maker::new(Mode::Live);
        let good = first(&made);
        let mut changed = good.clone();
        let at = at.index(changed.len());
        changed[at] ^= 1 << bit;
        if let Some(who) = Introduced::parse(&changed) {
            let before = Introduced::parse(&good).unwrap();
            prop_assert_eq!(&who.created().key, &before.created().key);
            prop_assert_ne!(who.leaf(), before.leaf());
        }
    }

    /// Whatever an object holds, its line is refused or noted, and nothing breaks.
    #[test]
    fn any_object_is_refused_or_noted(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (mut made, other) = two(12, 0);
        met(&mut made, &other);
        let sha256 = made.object(&bytes);
        let log = other.log();
        let root = Digest([1; 32]);
        made.add(&format!(r#"{{"k":"log.saw","log":"{log}","size":1,"root":"{root}","sha256":"{sha256}"}}"#));
        prop_assert_eq!(found(&made).verdict(), Verdict::Altered);
    }
}
