//! Amendments as a reader checks them: what honest people signed, and what a forger makes of it.

use expect_test::{Expect, expect};
use showclear::event::Mode;

use super::bundle::{Folder, export, files_of};
use super::maker::{ARMORER, FIRST_AD, Maker, SAFETY, short};
use super::relation::{SCRIPTS, agree, lay_out, run};

const TWO: [(&str, &str, u8); 2] = [("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)];

/// A showing to the first AD, in line 11 of what [`Maker::with_safety`] and a gun make.
fn shown() -> String {
    format!(
        r#"{{"k":"item.shown","items":["i-4hq8vz"],"by":"{ARMORER}","to":[{{"role":"first_ad","person":"{FIRST_AD}"}}],"looked":1,"card":null}}"#
    )
}

const TO_CAMERA: &str = r#"{"fact":"shown_to","to":[{"role":"camera","person":null}],"looked":1}"#;

/// A production with a showing; the place of it and the time of its line.
fn begun(mode: Mode) -> (Maker, String) {
    let mut made = Maker::with_safety(mode);
    made.add(r#"{"k":"item.added","item":"i-4hq8vz","kind":"revolver","tag":"G-07","action":"single","barrel":"open","capacity":2,"particulars":null}"#);
    made.add(&shown());
    let seq = made.size() - 1;
    let target =
        format!(r#"{{"seq":{seq},"i":0,"t":"2026-11-22T00:00:{seq:02}.000Z","was":{}}}"#, shown());
    (made, target)
}

fn proposed(amend: &str, corrects: &str, replaces: &str, what: &str, by: &str) -> String {
    format!(
        r#"{{"k":"amend.proposed","amend":"{amend}","corrects":[{corrects}],"replaces":{replaces},"what":{what},"why":"Read wrongly.","by":"{by}"}}"#
    )
}

const ONE: &str = "a-5n2w8k";
const OTHER: &str = "a-0t6n3w";

fn signed(made: &mut Maker, amend: &str, slots: &[(&str, &str, u8)]) {
    let number = made.prepare("amend", &format!("\"{amend}\""), slots, "");
    made.all_sign(number, slots);
}

/// Signed, replaced by another that is signed too; one proposed and one taken back; a late entry.
fn honest(mode: Mode) -> Maker {
    let (mut made, target) = begun(mode);
    made.add(&proposed(ONE, &target, "null", TO_CAMERA, ARMORER));
    signed(&mut made, ONE, &TWO);
    made.add(&proposed(OTHER, &target, &format!("\"{ONE}\""), r#"{"fact":"stands"}"#, FIRST_AD));
    signed(&mut made, OTHER, &TWO);
    made.add(&proposed(
        "a-111111",
        &target,
        "null",
        r#"{"fact":"words","said":"Twice."}"#,
        ARMORER,
    ));
    made.add(&proposed("a-222222", &target, "null", r#"{"fact":"not_so"}"#, ARMORER));
    made.add(&format!(
        r#"{{"k":"amend.withdrawn","amend":"a-222222","why":"It did.","by":"{ARMORER}"}}"#
    ));
    let late = r#"{"fact":"late","at":"2026-11-21T00:00:00.000Z","items":["i-4hq8vz"],"people":[],"said":"It lay on the table."}"#;
    made.add(&proposed("a-333333", "", "null", late, ARMORER));
    signed(&mut made, "a-333333", &[("armorer", ARMORER, 2)]);
    made
}

/// The same with its bundle.
pub(crate) fn amended() -> (Maker, Folder) {
    let mut made = honest(Mode::Live);
    let mut files = files_of(&mut made);
    let _zip = export(&made, &mut files, |_| {});
    (made, files)
}

#[track_caller]
fn check(made: &Maker, expected: Expect) {
    expected.assert_eq(&short(&made.check()));
}

#[test]
fn nothing_speaks_against_what_everybody_signed() {
    for mode in [Mode::Live, Mode::Drill] {
        let made = honest(mode);
        assert_eq!(short(&made.check()), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
        assert_eq!(made.check().facts.unwrap().statements.len(), 4);
    }
}

#[test]
fn one_person_alone_where_two_are_needed() {
    let by = |slots: &[(&str, &str, u8)], proposer: &str| {
        let (mut made, target) = begun(Mode::Live);
        made.add(&proposed(ONE, &target, "null", TO_CAMERA, proposer));
        signed(&mut made, ONE, slots);
        made
    };
    check(
        &by(&[("armorer", ARMORER, 2)], ARMORER),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): p-3m8d0c must sign it too, whose word it touches
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): it takes two people to sign that
    "#]],
    );
    let two = [("armorer", ARMORER, 2), ("safety_officer", SAFETY, 4)];
    check(
        &by(&two, ARMORER),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): p-3m8d0c must sign it too, whose word it touches
    "#]],
    );
    check(
        &by(&[("armorer", ARMORER, 2), ("first_ad", ARMORER, 2)], ARMORER),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): p-7k2q9x is not first_ad then
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): p-3m8d0c must sign it too, whose word it touches
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): it takes two people to sign that
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): statement 14 does not name different people with different keys
        log/34750f98bd59fcfc/00003.jsonl line 2 (entry 15): p-7k2q9x signs statement 14 twice
    "#]],
    );
    check(
        &by(&TWO, SAFETY),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): p-9s5f2c must sign it too, whose word it touches
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): p-9s5f2c is not named in what it corrects, and is neither armorer nor property master
    "#]],
    );
    let three = [TWO[0], TWO[1], ("safety_officer", SAFETY, 4)];
    check(
        &by(&three, SAFETY),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 13): p-9s5f2c is not named in what it corrects, and is neither armorer nor property master
    "#]],
    );
}

#[test]
fn a_role_that_is_over_signs_nothing() {
    // The safety officer is property master as well, until then; the roster that was signed lists both.
    let over = |until: &str, role: &str, proposer: &str| {
        let mut made = Maker::new(Mode::Live);
        made.person(ARMORER, "armorer", 2);
        made.person(FIRST_AD, "first_ad", 3);
        made.person(SAFETY, "safety_officer", 4);
        made.add(&format!(
            r#"{{"k":"person.role","person":"{SAFETY}","role":"property_master","until":{until}}}"#
        ));
        made.root(&[ARMORER, FIRST_AD], 2);
        made.roster(&[("root", ARMORER, 2), ("root", FIRST_AD, 3), ("new", SAFETY, 4)]);
        made.add(r#"{"k":"item.added","item":"i-4hq8vz","kind":"revolver","tag":"G-07","action":"single","barrel":"open","capacity":2,"particulars":null}"#);
        made.add(&shown());
        let seq = made.size() - 1;
        let target = format!(
            r#"{{"seq":{seq},"i":0,"t":"2026-11-22T00:00:{seq:02}.000Z","was":{}}}"#,
            shown()
        );
        made.add(&proposed(ONE, &target, "null", TO_CAMERA, proposer));
        let three = [TWO[0], TWO[1], (role, SAFETY, 4)];
        signed(&mut made, ONE, &three);
        made
    };
    let past = r#""2026-11-22T00:00:12.000Z""#;
    let good = "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n";
    assert_eq!(short(&over("null", "property_master", SAFETY).check()), good);
    assert_eq!(short(&over(past, "safety_officer", ARMORER).check()), good);
    check(
        &over(past, "property_master", SAFETY),
        expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 7 (entry 14): p-9s5f2c is not property_master any more when it is prepared
            log/34750f98bd59fcfc/00002.jsonl line 7 (entry 14): p-9s5f2c is not named in what it corrects, and is neither armorer nor property master
        "#]],
    );
    check(
        &over(past, "property_master", ARMORER),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 7 (entry 14): p-9s5f2c is not property_master any more when it is prepared
    "#]],
    );
}

#[test]
fn a_breach_of_nobody_named_signed_by_the_armorer_alone() {
    let (mut made, _) = begun(Mode::Live);
    let breach = r#"{"k":"item.moved","item":"i-4hq8vz","act":"set_down","from":null,"to":null,"place":"set","store":null,"watch":null,"action":[],"run":null,"breach":"unattended","card":null,"at":null}"#;
    made.add(breach);
    let seq = made.size() - 1;
    let target =
        format!(r#"{{"seq":{seq},"i":0,"t":"2026-11-22T00:00:{seq:02}.000Z","was":{breach}}}"#);
    made.add(&proposed(ONE, &target, "null", r#"{"fact":"not_so"}"#, ARMORER));
    signed(&mut made, ONE, &[("armorer", ARMORER, 2)]);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 8 (entry 14): it takes two people to sign that
    "#]],
    );
}

/// One proposal that a forger wrote, signed by both.
fn forged(forge: impl FnOnce(&str) -> String) -> Maker {
    let (mut made, target) = begun(Mode::Live);
    made.add(&forge(&target));
    signed(&mut made, ONE, &TWO);
    made
}

/// The same, signed by nobody.
fn written(forge: impl FnOnce(&str) -> String) -> Maker {
    let (mut made, target) = begun(Mode::Live);
    made.add(&forge(&target));
    made
}

#[test]
fn what_was_recorded_elsewhere_or_otherwise() {
    let not_so = r#"{"fact":"not_so"}"#;
    let one = |target: &str| proposed(ONE, target, "null", not_so, ARMORER);
    // Another line of this log, as where the amendment was taken over from another log.
    check(
        &written(|target| one(&target.replace(r#""seq":11"#, r#""seq":10"#))),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): entry 10.0 is not what the amendment says was recorded there
    "#]],
    );
    check(
        &written(|target| one(&target.replace(r#""seq":11"#, r#""seq":99"#))),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): there is no entry 99.0 in this log
    "#]],
    );
    check(
        &written(|target| one(&target.replace(r#""looked":1"#, r#""looked":2"#))),
        expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): entry 11.0 is not what the amendment says was recorded there
        "#]],
    );
    check(
        &written(|target| one(&target.replace("00:00:11", "00:00:10"))),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): entry 11.0 is not what the amendment says was recorded there
    "#]],
    );
    check(
        &written(|target| one(&format!("{target},{target}"))),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): it does not name the entries that it corrects as it must
    "#]],
    );
}

#[test]
fn the_roster_the_log_and_the_statements_are_not_amended() {
    for (seq, i) in [(2, 0), (1, 0), (7, 0)] {
        let mut made = begun(Mode::Live).0;
        let files = made.folder();
        let lines: Vec<String> = files
            .iter()
            .filter(|(path, _)| path.starts_with("log/"))
            .flat_map(|(_, bytes)| {
                String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        let line: serde_json::Value = serde_json::from_str(&lines[seq]).unwrap();
        let event = lines[seq].split_once(r#""ev":["#).unwrap().1;
        let was: showclear::event::Event =
            serde_json::Deserializer::from_str(event).into_iter().nth(i).unwrap().unwrap();
        let was = serde_json::to_string(&was).unwrap();
        let target = format!(r#"{{"seq":{seq},"i":{i},"t":{},"was":{was}}}"#, line["data"]["t"]);
        made.add(&proposed(ONE, &target, "null", r#"{"fact":"not_so"}"#, ARMORER));
        let found = short(&made.check());
        assert!(
            found.contains("an entry of that kind is not corrected by an amendment"),
            "{found}"
        );
    }
}

#[test]
fn what_does_not_fit() {
    let of = |what: &'static str| {
        let made = forged(|target| proposed(ONE, target, "null", what, ARMORER));
        short(&made.check()).lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()
    };
    let all = [
        of(r#"{"fact":"count","n":1,"of":null}"#),
        of(r#"{"fact":"shown_to","to":[{"role":"first_ad","person":"p-3m8d0c"}],"looked":1}"#),
        of(r#"{"fact":"stands"}"#),
        of(r#"{"fact":"late","at":"2026-11-21T00:00:00.000Z","items":[],"people":[],"said":"x"}"#),
    ];
    expect![[r#"
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): that entry says nothing of the kind
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): that is what was recorded
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): it does not name the entries that it corrects as it must
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): it does not name the entries that it corrects as it must
    "#]].assert_eq(&all.concat());
}

#[test]
fn a_signed_one_is_neither_taken_back_nor_signed_again() {
    let mut made = honest(Mode::Live);
    made.add(&format!(r#"{{"k":"amend.withdrawn","amend":"{OTHER}","why":"x","by":"{ARMORER}"}}"#));
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00005.jsonl line 2 (entry 26): amendment a-0t6n3w is signed
    "#]],
    );
    let mut made = honest(Mode::Live);
    signed(&mut made, OTHER, &TWO);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00005.jsonl line 2 (entry 26): there is no amendment of that id that waits to be signed
    "#]],
    );
    let mut made = honest(Mode::Live);
    let (_, target) = begun(Mode::Live);
    made.add(&proposed(ONE, &target, "null", TO_CAMERA, ARMORER));
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00005.jsonl line 2 (entry 26): amendment a-5n2w8k is proposed twice
    "#]],
    );
}

#[test]
fn what_was_signed_for_one_amendment_counts_for_no_other() {
    let (mut made, target) = begun(Mode::Live);
    made.add(&proposed(ONE, &target, "null", TO_CAMERA, ARMORER));
    let number = made.prepare("amend", &format!("\"{ONE}\""), &TWO, "");
    let text = made.texts[&number].as_str().replace("camera", "performer");
    let forged = made.signature_over(number, ARMORER, 2, "amend.showclear", &text);
    made.add(&forged);
    let other = made.signature(number, FIRST_AD, 3);
    let done = made.completed(number);
    made.add(&format!("{other},{done}"));
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 1 (entry 14): the signature of p-7k2q9x on statement 14: this signature is not over exactly this text
    "#]],
    );
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_verifiers_take_a_bundle_with_amendments() {
    assert_eq!(agree("amended", &amended().1), 0);
}

/// Whoever has the laptop's key exports it anew, signed by nobody: what is quoted is held against its line all the same.
#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn the_python_reader_holds_a_quotation_against_its_line_as_the_program_does() {
    let one = |target: &str| proposed(ONE, target, "null", r#"{"fact":"not_so"}"#, ARMORER);
    let changes = [
        (r#""seq":11"#, r#""seq":10"#),
        (r#""seq":11"#, r#""seq":12"#),
        (r#""seq":11"#, r#""seq":99"#),
        (r#""i":0"#, r#""i":1"#),
        (r#""looked":1"#, r#""looked":2"#),
        (r#""looked":1"#, r#""looked":0"#),
        (r#""card":null"#, r#""card":1"#),
        ("00:00:11.000", "00:00:11.001"),
        (r#""first_ad""#, r#""camera""#),
    ];
    let mut said = String::new();
    for (old, new) in changes {
        let mut made = written(|target| {
            assert!(target.contains(old), "{target}");
            one(&target.replace(old, new))
        });
        let mut files = files_of(&mut made);
        let _zip = export(&made, &mut files, |_| {});
        let case = format!("{old} as {new}");
        assert_eq!(agree(&case, &files), 1, "{case}");
        let outside = tempfile::tempdir().unwrap();
        lay_out(outside.path(), &files);
        let (code, words) = run(outside.path(), SCRIPTS[1]);
        assert_eq!(code, 1, "{case}: {words}");
        said.push_str(&format!("{words}\n"));
    }
    expect![[r#"
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: entry 10.0 is not what the amendment quotes
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: an amendment of an entry that is not there
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: an amendment of an entry that is not there
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: an amendment of an entry that is not there
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: entry 11.0 is not what the amendment quotes
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: entry 11.0 is not what the amendment quotes
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: entry 11.0 is not what the amendment quotes
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: entry 11.0 is not what the amendment quotes
        ALTERED: log/34750f98bd59fcfc/00002.jsonl line 6: entry 11.0 is not what the amendment quotes
    "#]].assert_eq(&said);
}
