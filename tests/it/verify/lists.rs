//! Approvals and deviations as a reader checks them: what honest people signed, and what a forger makes of it.

use expect_test::{Expect, expect};
use showclear::event::Mode;

use super::bundle::{Folder, export, files_of};
use super::maker::{ARMORER, FIRST_AD, Maker, SAFETY, check_folder, fingerprint, key_event, short};
use super::relation::{SCRIPTS, agree, run};

type Slots = [(&'static str, &'static str, u8); 2];

const TWO: Slots = [("armorer", ARMORER, 2), ("safety_officer", SAFETY, 4)];

fn quoted(about: &str) -> String {
    format!("\"{about}\"")
}

/// A production with an approved list and a signed deviation from it.
fn honest(mode: Mode) -> Maker {
    let mut made = Maker::with_safety(mode);
    let list = made.submit(b"the list");
    let number = made.prepare("approve", &quoted(&list), &TWO, "");
    made.all_sign(number, &TWO);
    let overlay = made.deviate(&list, b"the overlay");
    let number = made.prepare("deviate", &quoted(&overlay), &TWO, "");
    made.all_sign(number, &TWO);
    made
}

/// The same with its bundle.
pub(crate) fn approved() -> (Maker, Folder) {
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
fn nothing_speaks_against_what_two_signed() {
    for mode in [Mode::Live, Mode::Drill] {
        let made = honest(mode);
        assert_eq!(short(&made.check()), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
        assert_eq!(made.check().facts.unwrap().statements.len(), 3);
    }
}

/// A statement of that kind about the list, or about the overlay, that these people sign.
fn by(kind: &str, slots: &[(&'static str, &'static str, u8)]) -> Maker {
    let mut made = Maker::with_safety(Mode::Live);
    let list = made.submit(b"the list");
    let about = if kind == "approve" { list } else { made.deviate(&list, b"the overlay") };
    let number = made.prepare(kind, &quoted(&about), slots, "");
    made.all_sign(number, slots);
    made
}

#[test]
fn others_than_the_two_who_may() {
    check(
        &by("approve", &[("armorer", ARMORER, 2)]),
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): armorer may not sign it
    "#]],
    );
    check(
        &by("approve", &[("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)]),
        expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): armorer and first_ad may not sign it
        "#]],
    );
    check(
        &by("approve", &[("safety_officer", SAFETY, 4), ("armorer", ARMORER, 2)]),
        expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): safety_officer and armorer may not sign it
        "#]],
    );
    check(
        &by("approve", &[("armorer", ARMORER, 2), ("safety_officer", FIRST_AD, 3)]),
        expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): p-3m8d0c is not safety_officer then
        "#]],
    );
    check(
        &by("deviate", &[("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)]),
        expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): armorer and first_ad may not sign it
        "#]],
    );
}

#[test]
fn one_person_or_one_key_in_both_places() {
    check(
        &by("approve", &[("armorer", ARMORER, 2), ("safety_officer", ARMORER, 2)]),
        expect![[r#"
            ALTERED
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): p-7k2q9x is not safety_officer then
            log/34750f98bd59fcfc/00002.jsonl line 5 (entry 11): statement 12 does not name different people with different keys
            log/34750f98bd59fcfc/00003.jsonl line 2 (entry 13): p-7k2q9x signs statement 12 twice
        "#]],
    );
    // The key of the armorer under another name: the roster holds no key twice.
    let mut made = Maker::with_safety(Mode::Live);
    made.add(&key_event(SAFETY, 2));
    let list = made.submit(b"the list");
    let slots = [("armorer", ARMORER, 2), ("safety_officer", SAFETY, 2)];
    let number = made.prepare("approve", &quoted(&list), &slots, "");
    made.all_sign(number, &slots);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 4 (entry 10): the key SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4 is entered a second time
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): p-9s5f2c does not hold the key SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4 then
        log/34750f98bd59fcfc/00003.jsonl line 2 (entry 14): the signature of p-9s5f2c on statement 13: the log gives them no key SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): statement 13 does not name different people with different keys
    "#]],
    );
}

#[test]
fn somebody_who_is_in_no_signed_roster() {
    let mut made = Maker::with_safety(Mode::Live);
    made.person("p-0t6n3w", "production_rep", 5);
    let list = made.submit(b"the list");
    let slots = [("armorer", ARMORER, 2), ("production_rep", "p-0t6n3w", 5)];
    let number = made.prepare("approve", &quoted(&list), &slots, "");
    made.all_sign(number, &slots);
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00002.jsonl line 6 (entry 12): the roster in force does not hold p-0t6n3w as production_rep with the key SHA256:LA4QoSmstGCy/UHfdU3jKjnPz56pQzud9OmslMh3g8w
    "#]],
    );
}

#[test]
fn what_was_signed_for_one_list_approves_no_other() {
    let mut honest = Maker::with_safety(Mode::Live);
    let list = honest.submit(b"the list");
    let number = honest.prepare("approve", &quoted(&list), &TWO, "");
    let signed: Vec<String> =
        TWO.iter().map(|(_, person, seed)| honest.signature(number, person, *seed)).collect();
    let mut forged = Maker::with_safety(Mode::Live);
    let other = forged.submit(b"another list");
    assert_eq!(forged.prepare("approve", &quoted(&other), &TWO, ""), number);
    forged.add(&signed[0]);
    forged.add(&format!("{},{}", signed[1], honest.completed(number)));
    forged.note();
    check(
        &forged,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 1 (entry 12): the signature of p-7k2q9x on statement 12: the text that was signed is not the one that the lines give
        log/34750f98bd59fcfc/00003.jsonl line 2 (entry 13): the signature of p-9s5f2c on statement 12: the text that was signed is not the one that the lines give
    "#]],
    );
}

#[test]
fn a_signature_made_for_something_else() {
    let mut made = Maker::with_safety(Mode::Live);
    let list = made.submit(b"the list");
    let number = made.prepare("approve", &quoted(&list), &TWO, "");
    let text = made.texts[&number].as_str().to_owned();
    made.add(&made.signature_over(number, ARMORER, 2, "deviate.showclear", &text));
    let last = format!("{},{}", made.signature(number, SAFETY, 4), made.completed(number));
    made.add(&last);
    made.note();
    check(
        &made,
        expect![[r#"
        ALTERED
        log/34750f98bd59fcfc/00003.jsonl line 1 (entry 12): the signature of p-7k2q9x on statement 12: this signature was made for another purpose: "deviate.showclear"
    "#]],
    );
}

#[test]
fn a_list_that_is_not_here() {
    let mut made = honest(Mode::Live);
    let list = showclear::log::Hash::of(b"the list").to_hex();
    let (folder, rest) = list.split_at(2);
    made.files.remove(&format!("objects/{folder}/{rest}")).unwrap();
    check(
        &made,
        expect![[r#"
        FILES MISSING
        missing: objects/1b/1054084a2786a33c8a9d7bc73ba3296397707afd03b74c49cb224d638eb176: is not here, and is named in log/34750f98bd59fcfc/00002.jsonl line 4 (entry 10)
    "#]],
    );
    assert_ne!(fingerprint(2), fingerprint(4));
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_verifiers_take_what_two_signed_and_refuse_anything_else() {
    assert_eq!(agree("honest", &approved().1), 0);
    let outside = tempfile::tempdir().unwrap();
    let mut all: Vec<(&str, Maker)> = vec![
        ("one", by("approve", &[("armorer", ARMORER, 2)])),
        ("first AD", by("approve", &[("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)])),
        ("turned round", by("approve", &[("safety_officer", SAFETY, 4), ("armorer", ARMORER, 2)])),
        ("deviation", by("deviate", &[("armorer", ARMORER, 2), ("first_ad", FIRST_AD, 3)])),
    ];
    for (at, (case, made)) in all.iter_mut().enumerate() {
        // The laptop signs its list of whatever stands in it.
        let mut files = files_of(made);
        let _zip = export(made, &mut files, |_| {});
        let folder = outside.path().join(at.to_string());
        for (path, bytes) in &files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let ours = check_folder(&files, &showclear::verify::Options::default());
        assert_eq!(ours.verdict().exit_code(), 1, "{case}: {}", short(&ours));
        for script in SCRIPTS {
            let (status, said) = run(&folder, script);
            assert_eq!(status, 1, "{case}: {} says {said}", script.1);
            assert!(said.contains("the two who may"), "{case}: {} says {said}", script.1);
        }
    }
}
