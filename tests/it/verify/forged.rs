//! Productions forged by people with some of the keys; the numbers are those of the list of tamper cases.

use expect_test::{Expect, expect};
use showclear::event::Mode;
use showclear::verify::Options;

use super::maker::{ARMORER, FIRST_AD, Maker, check_folder, fingerprint, key_event, short};

#[track_caller]
fn check(case: &str, made: &Maker, expected: Expect) {
    expected.assert_eq(&format!("{case}: {}", short(&made.check())));
}

const SHEET: [(&str, &str, u8); 1] = [("armorer", ARMORER, 2)];

/// A sheet of the armorer, prepared.
fn pending() -> (Maker, u64) {
    let mut made = Maker::usual(Mode::Live);
    let number = made.prepare("sheet", &format!("\"{ARMORER}\""), &SHEET, "");
    (made, number)
}

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

#[test]
fn keys() {
    let with = |events: &str| {
        let mut made = Maker::usual(Mode::Live);
        made.add(events);
        made
    };
    check(
        "26 one key for two people",
        &with(&key_event(FIRST_AD, 2)),
        expect![[r#"
        26 one key for two people: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): the key SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4 is entered a second time
    "#]],
    );
    let other = key_event(ARMORER, 5).replace(&fingerprint(5), &fingerprint(6));
    check(
        "a fingerprint of another key",
        &with(&other),
        expect![[r#"
        a fingerprint of another key: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): the fingerprint is of another key
    "#]],
    );
    let rsa = format!(
        r#"{{"k":"person.key","person":"{ARMORER}","key":"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==","fingerprint":"SHA256:x","kept":"here"}}"#
    );
    check(
        "38 RSA",
        &with(&rsa),
        expect![[r#"
        38 RSA: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): only Ed25519 keys are taken, not "ssh-rsa"
    "#]],
    );
    let weak = format!(
        r#"{{"k":"person.key","person":"{ARMORER}","key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","fingerprint":"SHA256:x","kept":"here"}}"#
    );
    check(
        "39 a weak key",
        &with(&weak),
        expect![[r#"
        39 a weak key: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): this public key is weak: anybody could sign for it
    "#]],
    );
}

#[test]
fn rosters() {
    let mut made = Maker::new(Mode::Live);
    made.person(ARMORER, "armorer", 2);
    made.person(FIRST_AD, "first_ad", 3);
    made.declared();
    made.sheet("armorer", ARMORER, 2);
    check(
        "41 no roster in force",
        &made,
        expect![[r#"
        41 no roster in force: ALTERED
        log/34750f98bd59fcfc/00001.jsonl line 7 (entry 6): the roster in force does not hold p-7k2q9x as armorer with the key SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4
    "#]],
    );

    let mut made = Maker::new(Mode::Live);
    made.person(ARMORER, "armorer", 2);
    made.person(FIRST_AD, "first_ad", 3);
    made.root(&[ARMORER, FIRST_AD], 2);
    made.roster(&[("root", ARMORER, 2)]);
    check(
        "the first roster by one of two",
        &made,
        expect![[r#"
        the first roster by one of two: ALTERED
        log/34750f98bd59fcfc/00001.jsonl line 6 (entry 5): p-3m8d0c is of the root and is not asked to sign
        log/34750f98bd59fcfc/00001.jsonl line 6 (entry 5): p-3m8d0c has a new key and is not asked to sign
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    made.add(&format!(
        r#"{{"k":"person.key_ended","person":"{ARMORER}","fingerprint":"{}","why":"lost"}}"#,
        fingerprint(2)
    ));
    made.sheet("armorer", ARMORER, 2);
    check(
        "40 after the key ended",
        &made,
        expect![[r#"
        40 after the key ended: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): p-7k2q9x does not hold the key SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4 then
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    made.add(&key_event(ARMORER, 7));
    made.sheet("armorer", ARMORER, 7);
    check(
        "41 a key that no roster holds",
        &made,
        expect![[r#"
        41 a key that no roster holds: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): the roster in force does not hold p-7k2q9x as armorer with the key SHA256:z/fSv0Z0RZS+Lccbc6ZoOWwt/fbj1VFJGSBKQbo4icE
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    made.sheet("first_ad", ARMORER, 2);
    check(
        "25 a role that they do not have",
        &made,
        expect![[r#"
        25 a role that they do not have: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): p-7k2q9x is not first_ad then
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    made.person("p-1v5tzr", "armorer", 4);
    made.root(&["p-1v5tzr"], 1);
    made.roster(&[("root", "p-1v5tzr", 4)]);
    check(
        "42 by the new root alone",
        &made,
        expect![[r#"
        42 by the new root alone: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 12): 0 of the root before sign, and it takes 2
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    made.person("p-1v5tzr", "armorer", 4);
    made.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3)]);
    check(
        "a new key whose holder did not sign",
        &made,
        expect![[r#"
        a new key whose holder did not sign: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): p-1v5tzr has a new key and is not asked to sign
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    made.person("p-1v5tzr", "armorer", 4);
    made.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3), ("new", "p-1v5tzr", 4)]);
    made.sheet("armorer", "p-1v5tzr", 4);
    check(
        "as it must be",
        &made,
        expect![[r#"
        as it must be: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    made.root(&[ARMORER, FIRST_AD], 1);
    made.roster(&[("root", ARMORER, 2)]);
    check(
        "45 half of a root",
        &made,
        expect![[r#"
        45 half of a root: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): 1 of the root before sign, and it takes 2
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): a root of 1 of 2 people
    "#]],
    );

    let mut made = Maker::usual(Mode::Live);
    let slots = [("root", ARMORER, 2), ("new", ARMORER, 7)];
    made.add(&key_event(ARMORER, 7));
    let number = made.prepare("roster", "null", &slots, "");
    made.all_sign(number, &slots);
    check(
        "27 one person with two keys",
        &made,
        expect![[r#"
        27 one person with two keys: ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): 1 of the root before sign, and it takes 2
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): 1 of the new root sign, and it takes 2
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 11): statement 12 does not name different people with different keys
        log/34750f98bd59fcfc/00003.jsonl line 2 (entry 13): p-7k2q9x signs statement 12 twice
    "#]],
    );
}

#[test]
fn somebody_added_for_now_signs_provisionally_until_a_roster_holds_them() {
    let mut made = Maker::usual(Mode::Live);
    let new = "p-1v5tzr";
    made.person(new, "performer", 4);
    made.add(&format!(r#"{{"k":"person.provisional","person":"{new}","role":"ad_deputy","witnesses":[{{"role":"first_ad","person":"{FIRST_AD}"}},{{"role":"armorer","person":"{ARMORER}"}}]}}"#));
    let number = made.sheet("ad_deputy", new, 4);
    let found = made.check();
    assert_eq!(short(&found), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
    let provisional = &found.facts.unwrap().provisional;
    assert_eq!(provisional.len(), 1);
    assert_eq!((provisional[0].statement, provisional[0].ratified), (number, false));
    made.add(&format!(r#"{{"k":"person.role","person":"{new}","role":"ad_deputy","until":null}}"#));
    made.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3), ("new", new, 4)]);
    let found = made.check();
    assert_eq!(short(&found), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
    assert!(found.facts.unwrap().provisional[0].ratified);
}

#[test]
fn a_stop_voids_what_is_pending() {
    const STOP: &str = r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":null,"say":"STOP"}"#;
    let (mut made, number) = pending();
    made.add(STOP);
    let line = format!("{},{}", made.signature(number, ARMORER, 2), made.completed(number));
    made.add(&line);
    check(
        "46 the stop did not void it",
        &made,
        expect![[r#"
        46 the stop did not void it: ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): statement 11 was still pending, and this line had to void it (a STOP)
    "#]],
    );
    let (mut made, number) = pending();
    made.add(&format!(r#"{STOP},{{"k":"statement.voided","statement":{number},"why":"stop"}}"#));
    check(
        "it did",
        &made,
        expect![[r#"
        it did: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
    "#]],
    );
}

#[test]
fn a_name_that_was_erased_leaves_the_text_as_it_was_signed() {
    let mut made = Maker::usual(Mode::Live);
    let number = made.sheet("armorer", ARMORER, 2);
    let text = made.texts[&number].clone();
    for text in made.texts.values() {
        let path = format!("statements/{}/{}.txt", made.log, text.file_stem());
        made.files.insert(path, text.as_str().into());
    }
    let name = made
        .files
        .iter()
        .find(|(_, bytes)| bytes.ends_with(b"Sample armorer\"}"))
        .unwrap()
        .0
        .clone();
    let digest = name.replace("objects", "").replace('/', "");
    made.files.remove(&name);
    check(
        "missing",
        &made,
        expect![[r#"
        missing: FILES MISSING
        missing: objects/fa/20ad04677c134d8cef8148a906fd580b2083f4115dc16ebec0f1ede435d4b0: is not here, and is named in log/34750f98bd59fcfc/00001.jsonl line 3 (entry 2)
        missing: log/34750f98bd59fcfc/00001.jsonl line 6 (entry 5): statement 6 cannot be derived again: the name of p-7k2q9x is not here (object fa20ad04677c134d8cef8148a906fd580b2083f4115dc16ebec0f1ede435d4b0)
        missing: log/34750f98bd59fcfc/00002.jsonl line 5 (entry 10): statement 11 cannot be derived again: the name of p-7k2q9x is not here (object fa20ad04677c134d8cef8148a906fd580b2083f4115dc16ebec0f1ede435d4b0)
    "#]],
    );
    made.add(&format!(
        r#"{{"k":"object.erased","sha256":"{digest}","why":"asked for","by":"{ARMORER}"}}"#
    ));
    check(
        "erased",
        &made,
        expect![[r#"
        erased: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
    "#]],
    );
    assert_eq!(made.check().facts.unwrap().signed_up_to, number);
    let path = format!("statements/{}/{}.txt", made.log, text.file_stem());
    made.files.get_mut(&path).unwrap().push(b'x');
    check(
        "erased, and the text changed",
        &made,
        expect![[r#"
        erased, and the text changed: ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 1 (entry 11): the signature of p-7k2q9x on statement 11: the text that was signed is not the one that the lines give
        statements/34750f98bd59fcfc/00000011-sheet.txt: is not what the lines of the log give
    "#]],
    );
}

#[test]
fn texts_of_lines_that_are_gone_show_that_they_were_removed() {
    let mut made = Maker::usual(Mode::Live);
    let before = made.folder();
    let number = made.sheet("armorer", ARMORER, 2);
    let text = made.texts[&number].clone();
    let signature =
        super::maker::person_key(2).sign("sheet.showclear", text.as_str().as_bytes()).unwrap();
    let mut files = before;
    let stem = format!("statements/{}/{}", made.log, text.file_stem());
    files.insert(format!("{stem}.txt"), text.as_str().into());
    files.insert(format!("{stem}.{ARMORER}.sig"), signature.to_armor().into());
    expect![[r#"
        ALTERED
        statements/34750f98bd59fcfc/00000011-sheet.p-7k2q9x.sig: p-7k2q9x signed this text over 11 lines, and the lines that say so are not here: lines were removed
    "#]].assert_eq(&short(&check_folder(&files, &Options::default())));
}

#[test]
fn other_logs_are_shown_and_never_folded() {
    let mut old = Maker::usual(Mode::Live);
    old.note();
    let continues = format!(
        r#"{{"log":"{}","size":{},"root":"{}","why":"new_laptop"}}"#,
        old.log,
        old.size(),
        old.root_now()
    );
    let new = |device| {
        let mut new = Maker::continuing(Mode::Live, device, &continues);
        new.add(r#"{"k":"log.closed"}"#);
        new
    };
    let both = |one: &Maker, other: &Maker| {
        let mut files = one.folder();
        files.extend(other.folder());
        check_folder(&files, &Options::default())
    };
    let found = both(&old, &new(8));
    assert_eq!(short(&found), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
    assert_eq!(
        found.facts.unwrap().others[0].what,
        format!("continued by {}: on another laptop", new(8).log)
    );
    old.add(r#"{"k":"log.closed"}"#);
    let facts = both(&old, &new(8)).facts.unwrap();
    expect![
        "a fork: 1 lines were written after it was continued by 5c29b78f10a35a49: on another laptop"
    ]
    .assert_eq(&facts.others[0].what);
    let other = Maker::continuing(Mode::Live, 8, &continues.replace("\"size\":", "\"size\":9"));
    expect![[r#"
        ALTERED
        log/5c29b78f10a35a49/00001.jsonl line 1 (entry 0): continues 910 lines of log 34750f98bd59fcfc, and fewer are here
    "#]].assert_eq(&short(&both(&old, &other)));
}
