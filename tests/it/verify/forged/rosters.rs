//! Keys and rosters that say who may sign.

use expect_test::expect;
use showclear::event::Mode;

use super::check;
use crate::verify::maker::{ARMORER, FIRST_AD, Maker, fingerprint, key_event, short};

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
