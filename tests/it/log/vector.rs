//! The sample production: its segments, notes and head code, byte for byte.

use std::fs;

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::VerifyingKey;
use expect_test::{Expect, expect};
use showclear::log::{
    Checkpoint, Covers, Hash, HeadCodeError, Note, Reading, head_code, log_id, parse_head_code,
    read,
};

use super::{corpus, decode, describe, device, sample};

const LOG: &str = "e1b5e6a033977376";
const CODE: &str = "00000 7cwf1 wt5x3 rxc67 4bsrq s6c18 q1tt7 5r8c8 tjfkq bn2zf 1cw13 1mz48";

fn reading() -> Reading {
    read(sample(), decode)
}

fn key() -> VerifyingKey {
    let signers = fs::read_to_string(corpus().join("allowed_signers")).unwrap();
    let blob = signers.lines().next().unwrap().rsplit(' ').next().unwrap();
    let blob = Base64::decode_vec(blob).unwrap();
    VerifyingKey::from_bytes(blob.last_chunk().unwrap()).unwrap()
}

fn notes() -> Vec<Vec<u8>> {
    let folder = fs::read_dir(corpus().join("checkpoints").join(LOG)).unwrap();
    folder.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
}

#[test]
fn the_segments_are_read_to_the_end() {
    let reading = reading();
    let segments: Vec<String> = reading
        .segments()
        .iter()
        .map(|s| {
            let (lines, first) = (s.lines.len(), s.first);
            format!("{} from {first}: {lines} lines, closed {}, {}", s.number, s.closed, s.sha256)
        })
        .collect();
    expect![[r#"
        35 lines, then nothing
        1 from 0: 8 lines, closed true, 20ab93190b80cfee40d7f0ad3d6837420847b1086d5281623cd5b5af62f30e52
        2 from 8: 18 lines, closed true, 1dd89b9b1fe6f94a9b00518eb79a6727156f372f20cac60e1e7df5c8939db2b6
        3 from 26: 2 lines, closed true, 8170b06c0a59dffd3dbef592d8d19814a4b5a03ba40dffca8de8ffa4e96d1ac1
        4 from 28: 4 lines, closed true, 3784c636aa187a61e4938a47e34136ff00a31a6d2bacade83eeb59e9e587ad77
        5 from 32: 3 lines, closed true, a2716539577aa935a8bd104ed0a5856e2bf0a124d086d7c9c5758d5b8c6879f7"#]]
    .assert_eq(&format!("{}\n{}", describe(&reading), segments.join("\n")));
}

#[test]
fn every_note_is_right_and_prints_as_it_lies_there() {
    let (reading, mut sizes) = (reading(), Vec::new());
    for bytes in notes() {
        let note = Note::parse(&bytes).unwrap();
        assert_eq!(note.encode().as_bytes(), bytes);
        let verified = note.verify(&key()).unwrap();
        let Checkpoint { origin, size, root } = verified.checkpoint();
        assert_eq!(origin.to_string(), format!("showclear/8c1f0e6d2a7b4935/{LOG}"));
        assert_eq!(reading.tree().root_at(*size), Some(*root), "at {size}");
        sizes.push(*size);
    }
    sizes.sort_unstable();
    assert_eq!(sizes, [8, 10, 26, 27, 28, 29, 32, 34, 35]);
    assert_eq!(reading.tree().root_at(36), None);
}

#[test]
fn the_sample_is_sound_by_its_own_notes() {
    let notes: Vec<_> =
        notes().iter().map(|note| Note::parse(note).unwrap().verify(&key()).unwrap()).collect();
    let origin = notes[0].checkpoint().origin.clone();
    let covers = Covers { heads: notes.clone(), notes, statements: vec![8, 26, 28, 32] };
    assert_eq!(reading().sound(origin, &covers).unwrap().reading().size(), 35);
}

#[test]
fn a_line_is_found_by_its_number() {
    let (reading, segments) = (reading(), sample());
    for seq in 0..35 {
        let (number, bytes) = reading.line(seq).unwrap();
        let (_, segment) = &segments[number as usize - 1];
        let start = format!("{{\"v\":1,\"seq\":{seq},");
        assert!(segment[bytes.clone()].starts_with(start.as_bytes()), "line {seq}");
        assert_eq!(segment[bytes.end], b'\n', "line {seq}");
    }
    assert_eq!(reading.line(35), None);
}

#[test]
fn the_log_is_named_by_its_key() {
    assert_eq!(log_id(&key()), LOG);
}

#[test]
fn a_note_that_was_touched_counts_for_nothing() {
    let (other, _) = device();
    let bytes = notes().remove(0);
    assert_eq!(
        Note::parse(&bytes).unwrap().verify(&other.verifying_key()).unwrap_err().to_string(),
        format!("the key belongs to log {}, the note to log {LOG}", log_id(&other.verifying_key()))
    );
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut touched = bytes.clone();
            touched[at] ^= 1 << bit;
            let accepted = Note::parse(&touched).and_then(|note| note.verify(&key()));
            assert!(accepted.is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn other_spellings_of_a_note_are_refused() {
    let note = String::from_utf8(notes().remove(0)).unwrap();
    let size = note.lines().nth(1).unwrap();
    let spellings = [
        note.replacen(size, &format!("0{size}"), 1),
        note.replacen(size, &format!("+{size}"), 1),
        note.replacen(size, "100000000", 1),
        note.replacen("\n\n", "\nextension\n\n", 1),
        note.replace('\n', "\r\n"),
        format!("\u{feff}{note}"),
        format!("{note}\n"),
        format!("{note}{}\n", note.lines().last().unwrap()),
        note.trim_end().to_owned(),
        note.replace('\u{2014}', "-"),
        note.replacen("showclear/", "showclear-live/", 2),
        String::new(),
    ];
    for spelling in spellings {
        assert!(Note::parse(spelling.as_bytes()).is_err(), "{spelling}");
    }
}

#[test]
fn a_signed_note_verifies() {
    let (key, origin) = device();
    let checkpoint = Checkpoint { origin, size: 3, root: Hash::of(b"root") };
    let note = Note::sign(checkpoint.clone(), &key).unwrap();
    let again = Note::parse(note.encode().as_bytes()).unwrap();
    assert_eq!(again.verify(&key.verifying_key()).unwrap().checkpoint(), &checkpoint);
}

#[test]
fn the_head_code_of_size_29() {
    let root = reading().tree().root_at(29).unwrap();
    assert_eq!(head_code(LOG, 29, &root), CODE);
    assert_eq!(parse_head_code(LOG, CODE), Ok((29, root)));
    let typed = CODE.to_uppercase().replace(' ', "-").replace('0', "o").replace('1', "L");
    assert_eq!(parse_head_code(LOG, &typed), Ok((29, root)));
}

#[test]
fn head_codes_that_are_refused() {
    #[track_caller]
    fn check(log: &str, code: &str, expected: Expect) {
        let error: HeadCodeError = parse_head_code(log, code).unwrap_err();
        expected.assert_eq(&error.to_string());
    }
    check(LOG, CODE.trim_end_matches("48"), expect!["a head code has 60 letters, this one has 58"]);
    check(LOG, &CODE.replace('m', "u"), expect!["a head code does not hold 'u'"]);
    check(
        LOG,
        &CODE.replace("mz48", "mz49"),
        expect!["the head code was mistyped, or is of another log"],
    );
    check("0123456789abcdef", CODE, expect!["the head code was mistyped, or is of another log"]);
}
