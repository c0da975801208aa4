//! Hand-overs as a reader checks them: what honest people signed and took in, and what a forger with the laptop makes of it.

use expect_test::{Expect, expect};
use showclear::bundle::HandoverFile;
use showclear::event::Mode;
use showclear::verify::read_handover;

use super::bundle::files_of;
use super::maker::{ARMORER, FIRST_AD, Maker, person_key, short};

const GOOD: &[u8] = include_bytes!("../../corpus/handover/good.zip");
const WELL: &str = "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n";

fn out(made: &mut Maker, by: &str) {
    made.add(&format!(
        r#"{{"k":"handover.out","number":1,"pack":false,"unit":"Second unit","addressed":null,"back":true,"by":"{by}","to":null,"items":[],"rounds":[]}}"#
    ));
}

fn signed(made: &mut Maker, number: &str, slots: &[(&str, &str, u8)]) {
    let statement = made.prepare("handover", &format!("\"{number}\""), slots, "");
    made.all_sign(statement, slots);
}

const ARMORER_SIGNS: [(&str, &str, u8); 1] = [("armorer", ARMORER, 2)];

#[track_caller]
fn check(made: &Maker, expected: Expect) {
    expected.assert_eq(&short(&made.check()));
}

#[test]
fn the_giver_signs_for_it_and_nobody_else_does() {
    for mode in [Mode::Live, Mode::Drill] {
        let mut made = Maker::usual(mode);
        out(&mut made, ARMORER);
        signed(&mut made, "1", &ARMORER_SIGNS);
        assert_eq!(short(&made.check()), WELL);
    }
    let mut made = Maker::usual(Mode::Live);
    out(&mut made, ARMORER);
    signed(&mut made, "1", &[("first_ad", FIRST_AD, 3)]);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): hand-over 1 is signed by the handler who gives it, alone
    "#]],
    );
    let mut made = Maker::usual(Mode::Live);
    out(&mut made, FIRST_AD);
    signed(&mut made, "1", &[("first_ad", FIRST_AD, 3)]);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): hand-over 1 is signed by the handler who gives it, alone
    "#]],
    );
    let mut made = Maker::usual(Mode::Live);
    out(&mut made, ARMORER);
    signed(&mut made, "1", &[ARMORER_SIGNS[0], ("first_ad", FIRST_AD, 3)]);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): hand-over 1 is signed by the handler who gives it, alone
    "#]],
    );
}

/// A line that takes the kept file in, with one value of it changed.
fn taken_in(mode: Mode, change: impl FnOnce(String) -> String) -> Maker {
    let read = read_handover(GOOD).unwrap();
    let mut made = Maker::usual(mode);
    let file = made.object(GOOD);
    let item = read.said.items.first().unwrap().item;
    let (production, log) = (read.text.production, read.text.log);
    let (signer, key) = (read.text.signer, &read.key);
    let title = &read.text.title;
    let line = format!(
        r#"{{"k":"handover.in","file":"{file}","production":"{production}","title":"{title}","log":"{log}","number":1,"signer":"{signer}","key":"{key}","trust":"compared","by":"{ARMORER}","items":[{{"item":"{item}","answers":null}}],"rounds":[]}}"#
    );
    made.add(&change(line));
    made
}

#[test]
fn what_a_line_took_in_is_held_against_its_file_again() {
    assert_eq!(short(&taken_in(Mode::Drill, |line| line).check()), WELL);
    let file = read_handover(GOOD).unwrap();
    let (item, key) = (file.said.items.first().unwrap().item.to_string(), file.key.clone());
    for (from, to) in [
        ("\"number\":1", "\"number\":2"),
        ("SAMPLE Second Unit", "SAMPLE Third Unit"),
        (item.as_str(), "i-zzzzzz"),
        (
            key.as_str(),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIICWZ81b/s3IS917VE5h7yWLlgBfkL+HtiP6T+BhgzR7",
        ),
    ] {
        let made = taken_in(Mode::Drill, |line| line.replace(from, to));
        let said = short(&made.check());
        assert!(said.starts_with("ALTERED\n"), "{from}: {said}");
        assert!(said.contains("says something else than this line, which took it in"), "{said}");
    }
    // The file of a drill in a real record.
    let said = short(&taken_in(Mode::Live, |line| line).check());
    assert!(said.starts_with("ALTERED\n"), "{said}");
}

/// A file whose signer knows how to write one, and wants to deceive whoever reads it.
#[test]
fn a_signed_text_that_deceives_the_eye_is_not_taken() {
    let mut made = Maker::usual(Mode::Live);
    let unit = "Second\u{202e}unit";
    let event = format!(
        r#"{{"k":"handover.out","number":1,"pack":false,"unit":"{unit}","addressed":null,"back":true,"by":"{ARMORER}","to":null,"items":[],"rounds":[]}}"#
    );
    made.add(&event);
    let statement = made.prepare("handover", "\"1\"", &ARMORER_SIGNS, "");
    made.all_sign(statement, &ARMORER_SIGNS);
    let folder = files_of(&mut made);
    let at = |end: &str| {
        let found =
            folder.iter().find(|(path, _)| path.contains("-handover") && path.ends_with(end));
        found.unwrap().1.clone()
    };
    let file = HandoverFile {
        mode: showclear::bundle::Mode::Live,
        production: made.origin().split('/').nth(1).unwrap().to_owned(),
        number: 1,
        person: ARMORER.to_owned(),
        key: person_key(2).public_key().to_string(),
        text: at(".txt"),
        signature: at(".sig"),
        record: event.into_bytes(),
    };
    let fault = read_handover(&file.to_zip().unwrap()).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "the unit in it is too long, or holds characters that deceive the eye"
    );
}

#[test]
fn bytes_that_are_no_hand_over_file_are_not_taken_in() {
    let mut made = Maker::usual(Mode::Drill);
    let mut other = GOOD.to_vec();
    other[100] ^= 1;
    let file = made.object(&other);
    made.add(&format!(
        r#"{{"k":"handover.in","file":"{file}","production":"1f0e6d2a7b49358c","title":"x","log":"e1b5e6a033977376","number":1,"signer":"{ARMORER}","key":"x","trust":"roster","by":"{ARMORER}","items":[],"rounds":[]}}"#
    ));
    let said = short(&made.check());
    assert!(said.starts_with("ALTERED\n"), "{said}");
    assert!(said.contains("is no hand-over file that counts"), "{said}");
}
