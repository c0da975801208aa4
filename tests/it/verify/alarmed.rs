//! Alarms as a reader checks them: what honest people signed and agreed by phone, and what a forger makes of it.

use expect_test::{Expect, expect};
use showclear::event::Mode;
use showclear::log::phone_code;

use super::bundle::{Folder, export, files_of};
use super::maker::{ARMORER, FIRST_AD, Maker, SAFETY, short};
use super::relation::agree;

const STOP: &str = "s-0t6n3w";
const TWO: [(&str, &str, u8); 2] = [("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)];
const THREE: [(&str, &str, u8); 3] =
    [("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3), ("safety_officer", SAFETY, 4)];

/// An alarm, and the code that is read back for it.
fn alarmed(mode: Mode) -> (Maker, String) {
    let mut made = Maker::with_safety(mode);
    made.add(&format!(
        r#"{{"k":"stop.raised","stop":"{STOP}","run":null,"item":null,"rule":null,"by":"{FIRST_AD}","say":"STOP."}},{{"k":"stop.alarm","stop":"{STOP}","alarm":"live_found","item":null,"by":"{FIRST_AD}"}}"#
    ));
    let code = phone_code(&made.log, STOP, &made.root_now());
    (made, code)
}

fn phoned(made: &mut Maker, code: &str) {
    made.add(&format!(
        r#"{{"k":"stop.released_by_phone","stop":"{STOP}","role":"safety_officer","person":"{SAFETY}","code":"{code}"}}"#
    ));
}

fn settled(statement: &str) -> String {
    let people = [("armorer", ARMORER), ("first_ad", FIRST_AD), ("safety_officer", SAFETY)];
    let people: Vec<String> = people
        .iter()
        .map(|(role, person)| format!(r#"{{"role":"{role}","person":"{person}"}}"#))
        .collect();
    format!(
        r#"{{"k":"stop.settled","stop":"{STOP}","witnesses":[{}],"why":null,"restart":null,"statement":{statement},"card":null}}"#,
        people.join(",")
    )
}

/// These sign the restart, and the last signature settles the STOP in its line.
fn restarted(made: &mut Maker, slots: &[(&str, &str, u8)]) {
    let number = made.prepare("restart", &format!("\"{STOP}\""), slots, "");
    let (last, before) = slots.split_last().unwrap();
    for (_, person, seed) in before {
        let signature = made.signature(number, person, *seed);
        made.add(&signature);
    }
    let last = made.signature(number, last.1, last.2);
    let done = made.completed(number);
    made.add(&[last, done, settled(&number.to_string())].join(","));
}

fn ratified(made: &mut Maker, slots: &[(&str, &str, u8)]) {
    let number = made.prepare("ratify", &format!("\"{STOP}\""), slots, "");
    made.all_sign(number, slots);
}

fn honest(mode: Mode) -> Maker {
    let (mut made, code) = alarmed(mode);
    made.add(&format!(
        r#"{{"k":"stop.alarm","stop":"{STOP}","alarm":"injury","item":null,"by":null}}"#
    ));
    phoned(&mut made, &code);
    restarted(&mut made, &TWO);
    ratified(&mut made, &THREE[2..]);
    made
}

fn bundle() -> Folder {
    let mut made = honest(Mode::Live);
    let mut files = files_of(&mut made);
    let _zip = export(&made, &mut files, |_| {});
    files
}

#[track_caller]
fn check(made: &Maker, expected: Expect) {
    expected.assert_eq(&short(&made.check()));
}

#[test]
fn nothing_speaks_against_what_was_agreed_by_phone_signed_and_ratified() {
    for mode in [Mode::Live, Mode::Drill] {
        let made = honest(mode);
        assert_eq!(short(&made.check()), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
        assert!(made.check().facts.unwrap().statements.iter().all(|one| one.counts));
    }
    let (mut made, _) = alarmed(Mode::Live);
    restarted(&mut made, &THREE);
    assert_eq!(short(&made.check()), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
}

#[test]
fn a_restart_without_those_who_must_sign_it() {
    for (slots, expected) in [
        (
            &THREE[..1],
            expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): neither the first AD nor a deputy signs it
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): neither the safety officer nor the production representative signs it or agreed by phone
        "#]],
        ),
        (
            &TWO[..],
            expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): neither the safety officer nor the production representative signs it or agreed by phone
        "#]],
        ),
        (
            &THREE[1..],
            expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): no armorer, property master or assistant signs it
        "#]],
        ),
    ] {
        let (mut made, _) = alarmed(Mode::Live);
        restarted(&mut made, slots);
        check(&made, expected);
    }
}

#[test]
fn a_code_of_another_log_or_alarm() {
    let (mut made, code) = alarmed(Mode::Live);
    let other = if code.starts_with('0') { "1" } else { "0" };
    phoned(&mut made, &code.replacen(|_: char| true, other, 1));
    restarted(&mut made, &TWO);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): the code that was read back by phone is not that of this log at the alarm
    "#]],
    );
}

#[test]
fn an_alarm_that_is_settled_without_a_signature() {
    let (mut made, _) = alarmed(Mode::Live);
    made.add(&settled("null"));
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): an alarm is settled without a signed restart
    "#]],
    );
    let (mut made, _) = alarmed(Mode::Live);
    made.add(&settled("8"));
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): a STOP is settled by statement 8, which is no restart after it in this line
    "#]],
    );
}

#[test]
fn what_nobody_owes_or_somebody_else_signs() {
    let (mut made, code) = alarmed(Mode::Live);
    phoned(&mut made, &code);
    restarted(&mut made, &TWO);
    ratified(&mut made, &TWO[..1]);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 3 (entry 15): only whoever agreed by phone signs that, in the same role
    "#]],
    );
    let (mut made, _) = alarmed(Mode::Live);
    restarted(&mut made, &THREE);
    made.add(r#"{"k":"log.closed"}"#);
    check(
        &made,
        expect![[r#"
        UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
    "#]],
    );
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_verifiers_take_a_bundle_with_an_alarm() {
    assert_eq!(agree("alarmed", &bundle()), 0);
}
