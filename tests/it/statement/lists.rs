//! Approvals and deviations: the texts that two people sign, and what makes them void.

use expect_test::expect;

use super::production::{ARMORER, FIRST_AD, KEY_A, KEY_B, Production, completed, signed, signoff};

/// The bytes that the run of these tests is led through are all of the same SHA-256.
fn zero() -> String {
    "0".repeat(64)
}

fn file(used_as: &str, id: &str, digit: &str) -> String {
    format!(r#"{{"as":"{used_as}","id":"{id}","rev":2,"sha256":"{}"}}"#, digit.repeat(64))
}

fn submitted() -> String {
    format!(
        r#"{{"k":"list.submitted","files":[{},{}],"title":"Gun, \"empty\"\nSHA256 (log/x) = 00","by":"{FIRST_AD}"}}"#,
        file("list", "gun \\\"e\\\"", "0"),
        file("unit", "bore", "1")
    )
}

fn asked(overlay: &str, until: &str) -> String {
    format!(
        r#"{{"k":"list.deviation","list":{},"file":{},"what":"Not rodded.\n  2. forged","why":"Blocked \u202ebarrel.","until":"{until}","by":"{ARMORER}"}}"#,
        file("list", "gun", "0"),
        file("overlay", "no-rod", overlay)
    )
}

fn withdrawn(digit: &str) -> String {
    format!(
        r#"{{"k":"list.withdrawn","file":{},"why":"x","by":"{ARMORER}"}}"#,
        file("list", "gun", digit)
    )
}

fn prepared(kind: &str, about: &str) -> String {
    format!(
        r#"{{"k":"statement.prepared","kind":"{kind}","about":"{about}","template":1,"offset":60,"signers":[{{"role":"armorer","person":"{ARMORER}","key":"{KEY_A}"}},{{"role":"safety_officer","person":"{FIRST_AD}","key":"{KEY_B}"}}],"meaning":"I have read it.","declares":null,"follows":[],"struck":[]}}"#
    )
}

#[test]
fn an_approval_names_the_exact_bytes() {
    let mut made = Production::new("live");
    made.add_typed(&submitted());
    made.add(&prepared("approve", &zero()));
    expect![[r#"
        SHOWCLEAR APPROVAL v1
        mode: LIVE
        meaning: "I have read it."
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        signer: safety_officer p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        proposed: 2026-11-22 20:00:05 | by "Sample First AD"
        title: "Gun, \"empty\"\u{a}SHA256 (log/x) = 00"
        list: "gun \"e\"" revision 2 sha256:0000000000000000000000000000000000000000000000000000000000000000
        unit: "bore" revision 2 sha256:1111111111111111111111111111111111111111111111111111111111111111
        name: p-3m8d0c "Sample First AD"
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 20:00:06
        times: UTC+01:00, laptop clock, not attested
        size: 7
    "#]].assert_eq(&made.shown());
}

#[test]
fn a_deviation_says_what_why_and_until() {
    let mut made = Production::new("drill");
    made.add_typed(&asked("3", "2026-12-01T00:00:00.000Z"));
    made.add(&prepared("deviate", &"3".repeat(64)));
    expect![[r#"
        SHOWCLEAR DRILL DEVIATION v1
        mode: DRILL, NOT REAL
        meaning: "I have read it."
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        signer: safety_officer p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        asked: 2026-11-22 20:00:05 | by "Sample \"Armorer\""
        list: "gun" revision 2 sha256:0000000000000000000000000000000000000000000000000000000000000000
        overlay: "no-rod" revision 2 sha256:3333333333333333333333333333333333333333333333333333333333333333
        what: "Not rodded.\u{a}  2. forged"
        why: "Blocked \u{202e}barrel."
        until: 2026-12-01 01:00:00
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 20:00:06
        times: UTC+01:00, laptop clock, not attested
        size: 7
    "#]].assert_eq(&made.shown());
}

#[test]
fn nothing_is_signed_about_what_nobody_proposed_or_what_was_taken_back() {
    let about = |kind: &str, lines: &[String], about: &str| {
        let mut made = Production::new("live");
        for line in lines {
            made.add_typed(line);
        }
        made.add(&prepared(kind, about));
        made.text().map(|_| "a text".to_owned()).unwrap_or_else(|error| error.to_string())
    };
    let all: Vec<String> = [
        about("approve", &[], &zero()),
        about("approve", &[submitted()], &"1".repeat(64)),
        about("approve", &[submitted()], "no digest"),
        about("approve", &[submitted(), withdrawn("0")], &zero()),
        about("approve", &[asked("0", "2026-12-01T00:00:00.000Z")], &zero()),
        about("deviate", &[submitted()], &zero()),
        about(
            "deviate",
            &[asked("3", "2026-12-01T00:00:00.000Z"), withdrawn("3")],
            &"3".repeat(64),
        ),
    ]
    .to_vec();
    expect![[r#"
        it is about "0000000000000000000000000000000000000000000000000000000000000000", which the log does not hold
        it is about "1111111111111111111111111111111111111111111111111111111111111111", which the log does not hold
        it is about "no digest", which the log does not hold
        it is about "0000000000000000000000000000000000000000000000000000000000000000", which the log does not hold
        it is about "0000000000000000000000000000000000000000000000000000000000000000", which the log does not hold
        it is about "0000000000000000000000000000000000000000000000000000000000000000", which the log does not hold
        it is about "3333333333333333333333333333333333333333333333333333333333333333", which the log does not hold
    "#]].assert_eq(&format!("{}\n", all.join("\n")));
}

#[track_caller]
fn voids(kind: &str, about: &str, line: &str) -> bool {
    let mut made = Production::new("live");
    made.add_typed(&submitted());
    made.add_typed(&asked("3", "2026-12-01T00:00:00.000Z"));
    made.add(&prepared(kind, about));
    made.add_typed(line);
    let faults = made.faults();
    if faults.is_empty() {
        return false;
    }
    assert_eq!(
        faults,
        [
            "8: statement 8 was still pending, and this line had to void it (what it is about changed)"
        ]
    );
    true
}

#[test]
fn what_is_proposed_asked_or_taken_back_meanwhile_voids_what_is_being_signed() {
    let three = "3".repeat(64);
    let until = "2026-12-01T00:00:00.000Z";
    assert!(voids("approve", &zero(), &submitted()));
    assert!(voids("approve", &zero(), &withdrawn("0")));
    assert!(!voids("approve", &zero(), &withdrawn("1")), "another list");
    assert!(!voids("approve", &zero(), &asked("0", until)), "a deviation is something else");
    assert!(voids("deviate", &three, &asked("3", until)));
    assert!(!voids("deviate", &three, &asked("4", until)), "another overlay");
    assert!(voids("deviate", &three, &withdrawn("3")));
    assert!(!voids("deviate", &three, &submitted()), "another list");
}

#[test]
fn a_signoff_of_a_run_under_a_signed_deviation_says_so() {
    let text = |sign: bool, overlay: &str| {
        let mut made = Production::new("live");
        made.add_typed(&asked(overlay, "2026-12-01T00:00:00.000Z"));
        if sign {
            made.add(&prepared("deviate", &overlay.repeat(64)));
            made.add(&signed(7, ARMORER, "a"));
            made.add(&format!("{},{}", signed(7, FIRST_AD, "a"), completed(7, "a")));
        }
        made.run("live", "null");
        made.add(&signoff("null"));
        assert_eq!(made.faults(), Vec::<String>::new());
        let text = made.shown();
        let about = text.lines().filter(|line| {
            ["overlay:", "status:", "deviation:"].iter().any(|label| line.starts_with(label))
        });
        about.map(|line| format!("{line}\n")).collect::<String>()
    };
    expect![[r#"
        signed
        overlay: "o" revision 2 sha256:0000000000000000000000000000000000000000000000000000000000000000
        status: approved by this production
        deviation: "no-rod" | "Not rodded.\u{a}  2. forged" | "Blocked \u{202e}barrel." | until 2026-12-01 00:00:00 | signed by armorer "Sample \"Armorer\"", safety_officer "Sample First AD"
        not signed
        overlay: "o" revision 2 sha256:0000000000000000000000000000000000000000000000000000000000000000
        status: approved by this production
        another overlay
        overlay: "o" revision 2 sha256:0000000000000000000000000000000000000000000000000000000000000000
        status: approved by this production
    "#]].assert_eq(&format!(
        "signed\n{}not signed\n{}another overlay\n{}",
        text(true, "0"),
        text(false, "0"),
        text(true, "4")
    ));
}
