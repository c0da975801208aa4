//! Signatures that are none, or are over something else.

use expect_test::{Expect, expect};
use showclear::event::Mode;

use super::{SHEET, check, pending};
use crate::verify::maker::{ARMORER, FIRST_AD, Maker, fingerprint, short};

#[track_caller]
fn signed_by(case: &str, forge: impl FnOnce(&Maker, u64) -> String, expected: Expect) {
    let (mut made, number) = pending();
    let line = format!("{},{}", forge(&made, number), made.completed(number));
    made.add(&line);
    made.note();
    check(case, &made, expected);
}

#[test]
fn nothing_speaks_against_what_the_program_makes() {
    for mode in [Mode::Live, Mode::Drill] {
        let mut made = Maker::usual(mode);
        made.sheet("armorer", ARMORER, 2);
        made.sheet("first_ad", FIRST_AD, 3);
        assert_eq!(short(&made.check()), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
        let facts = made.check().facts.unwrap();
        assert_eq!((facts.mode, facts.rows.signed, facts.rows.unsigned), (mode, 1, 0));
        assert_eq!(facts.tail(), 1);
    }
}

#[test]
fn signatures() {
    signed_by(
        "24 a key of the forger's own",
        |made, number| made.signature(number, ARMORER, 9),
        expect![[r#"
            24 a key of the forger's own: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: the log gives them no key SHA256:doxiASlJnKSD9j+JpVoWpfEFHjUrsF9ZYr+cir4FYjo
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): p-7k2q9x signs statement 11 with SHA256:doxiASlJnKSD9j+JpVoWpfEFHjUrsF9ZYr+cir4FYjo, which was not asked for
        "#]],
    );
    signed_by(
        "24 under the right fingerprint",
        |made, number| made.signature(number, ARMORER, 9).replace(&fingerprint(9), &fingerprint(2)),
        expect![[r#"
            24 under the right fingerprint: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: this signature was made with another key
        "#]],
    );
    signed_by(
        "25 the key of another",
        |made, number| made.signature(number, ARMORER, 3).replace(&fingerprint(3), &fingerprint(2)),
        expect![[r#"
            25 the key of another: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: this signature was made with another key
        "#]],
    );
    signed_by(
        "31 another namespace",
        |made, number| {
            let text = made.texts[&number].as_str().to_owned();
            made.signature_over(number, ARMORER, 2, "git", &text)
        },
        expect![[r#"
            31 another namespace: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: this signature was made for another purpose: "git"
        "#]],
    );
    signed_by(
        "32 from a drill",
        |made, number| {
            let text = made.texts[&number].as_str().to_owned();
            made.signature_over(number, ARMORER, 2, "drill.showclear", &text)
        },
        expect![[r#"
            32 from a drill: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: this signature was made for another purpose: "drill.showclear"
        "#]],
    );
    signed_by(
        "30 over another text",
        |made, number| made.signature_over(number, ARMORER, 2, "sheet.showclear", "another text"),
        expect![[r#"
            30 over another text: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: this signature is not over exactly this text
        "#]],
    );
    signed_by(
        "28 twice",
        |made, number| {
            let one = made.signature(number, ARMORER, 2);
            format!("{one},{one}")
        },
        expect![[r#"
            28 twice: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): p-7k2q9x signs statement 11 twice
        "#]],
    );
    signed_by(
        "34 not a signature",
        |made, number| {
            let one = made.signature(number, ARMORER, 2);
            one.replace("U1NIU0lHAAAAAQ", "U1NIU0lHAAAAAA")
        },
        expect![[r#"
            34 not a signature: ALTERED
            log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: this signature has version 0, and only version 1 is read
        "#]],
    );
}

#[test]
fn a_line_made_again_with_the_laptops_key_is_not_what_people_signed() {
    let mut honest = Maker::usual(Mode::Live);
    let number = honest.prepare("sheet", &format!("\"{ARMORER}\""), &SHEET, "");
    let signature = honest.signature(number, ARMORER, 2);
    let mut forged = Maker::new(Mode::Live);
    forged.person(ARMORER, "armorer", 2);
    forged.person(FIRST_AD, "first_ad", 3);
    forged.root(&[ARMORER, FIRST_AD], 2);
    forged.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3)]);
    forged.declared();
    let struck = format!(r#"{{"seq":{},"i":0}}"#, forged.size() - 1);
    assert_eq!(forged.prepare("sheet", &format!("\"{ARMORER}\""), &SHEET, &struck), number);
    let line = format!("{signature},{}", honest.completed(number));
    forged.add(&line);
    forged.note();
    check(
        "10",
        &forged,
        expect![[r#"
        10: ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: the text that was signed is not the one that the lines give
    "#]],
    );
    let (mut forged, number) = pending();
    let fitted = signature.replace(
        &honest.texts[&number].digest().to_string(),
        &forged.texts[&number].digest().to_string(),
    );
    let line = format!("{fitted},{}", forged.completed(number));
    forged.add(&line);
    check(
        "the same lines give the same signature",
        &forged,
        expect![[r#"
        the same lines give the same signature: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
    "#]],
    );
}
