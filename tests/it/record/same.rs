//! The quick way to read a line against the plain one: it is taken exactly where decoding, encoding again and comparing takes it.

use std::fs;

use proptest::prelude::*;
use showclear::event::{Entry, Event, Events, StopRaised};
use showclear::record::{decode, decode_at_length, decode_exact, encode};
use showclear::terms::{PersonId, StopId, UtcMillis};

use super::corpus;

/// The plain way, which holds a second copy of the line.
fn plainly(data: &[u8]) -> Option<Entry> {
    let entry: Entry = serde_json::from_slice(data).ok()?;
    (encode(&entry).ok()? == data).then_some(entry)
}

/// Whether both ways take it.
#[track_caller]
fn both(data: &[u8]) -> bool {
    let (quick, plain) = (decode(data).ok(), plainly(data));
    assert_eq!(quick, plain, "{}", String::from_utf8_lossy(data));
    assert_eq!(decode_at_length(data).ok(), plain, "{}", String::from_utf8_lossy(data));
    // The quick way knows every form but that of what an amendment says instead, so that no other line is read twice.
    let exact = decode_exact(data);
    if exact.is_some() || !data.windows(8).any(|part| part == b"{\"fact\":") {
        assert_eq!(exact, plain, "{}", String::from_utf8_lossy(data));
    }
    plain.is_some()
}

/// The golden line of every kind, and every line of the sample production.
fn good() -> Vec<Vec<u8>> {
    let golden = fs::read_dir(corpus("lines/v1")).unwrap().map(|file| file.unwrap().path());
    let mut golden: Vec<_> = golden.collect();
    golden.sort();
    let mut good: Vec<Vec<u8>> = golden.iter().map(|file| fs::read(file).unwrap()).collect();
    for file in fs::read_dir(corpus("vector/log/e1b5e6a033977376")).unwrap() {
        for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            let (_, data) = line.split_once(",\"data\":").unwrap();
            good.push(data.strip_suffix('}').unwrap().as_bytes().to_vec());
        }
    }
    good
}

/// What may stand where something else belongs.
const PIECES: &[&str] = &[
    " ",
    "\t",
    "\n",
    "0",
    "-0",
    "1.0",
    "1e0",
    "+1",
    "00",
    "\\u0041",
    "\\/",
    "\\u007f",
    "\\u001F",
    "\\u001f",
    "\\n",
    "\\u000a",
    "\"",
    "\\",
    ",",
    ":",
    "{}",
    "[]",
    "null",
    "true",
    "\u{7f}",
    "\u{0}",
    "é",
    "\\ud83d\\ude00",
    "9007199254740991",
    "9007199254740992",
    "-9007199254740991",
    "-9007199254740992",
    "18446744073709551616",
    ",\"k\":\"log.closed\"",
    "\"seat\":null,",
];

#[test]
fn every_good_line_with_one_byte_changed() {
    let mut taken = 0;
    let all = good();
    for line in &all {
        assert!(both(line));
        for at in 0..line.len() {
            let mut other = line.clone();
            for byte in [b' ', b'\\', b'0', 0x1f, other[at] ^ 1, other[at] ^ 0x20] {
                other[at] = byte;
                taken += usize::from(both(&other));
                other[at] = line[at];
            }
            other.remove(at);
            taken += usize::from(both(&other));
        }
    }
    assert!(taken > 10_000, "too few changed lines were taken to compare anything: {taken}");
}

#[test]
fn every_good_line_with_a_piece_put_in_anywhere() {
    let all = good();
    for (number, line) in all.iter().enumerate() {
        for at in 0..=line.len() {
            // Each piece meets each kind of place many times over.
            for piece in PIECES.iter().skip((number + at) % 4).step_by(4) {
                let mut other = line.clone();
                other.splice(at..at, piece.bytes());
                both(&other);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_compared_as_it_is_written(say: String, rule: Option<String>, up: u64, millis: i64, bits: u64) {
        let event = Event::StopRaised(StopRaised {
            stop: StopId::from_random(bits),
            run: None,
            item: None,
            rule,
            by: Some(PersonId::from_random(bits)),
            say,
        });
        let ev = Events::try_from(vec![event]).unwrap();
        let entry = Entry { t: UtcMillis::new(millis), up, seat: None, ev };
        match encode(&entry) {
            Ok(data) => prop_assert!(both(&data)),
            Err(_) => prop_assert!(!both(&serde_json::to_vec(&entry).unwrap())),
        }
    }

    #[test]
    fn two_good_lines_mixed(which in any::<(prop::sample::Index, prop::sample::Index)>(), cut in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let all = good();
        let (one, other) = (which.0.get(&all), which.1.get(&all));
        let (until, from) = (cut.0.index(one.len()), cut.1.index(other.len()));
        both(&[&one[..until], &other[from..]].concat());
    }
}
