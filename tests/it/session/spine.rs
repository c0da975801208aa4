//! From an empty disk to a bundle: people, gun, run, sheets, export, verdict.

use std::path::Path;

use showclear::session::Trouble;
use showclear::session::{Finished, Notice};
use showclear::signing::Secret;
use showclear::verify::{Files, Options, Verdict, check};

use super::{Set, make};

#[test]
fn a_day_ends_in_a_bundle_that_verifies() {
    let (world, session) = make();
    let mut set = Set::of(world, session);
    assert!(set.session.state().roster().in_force().is_some(), "signed at the start");
    set.show_clear();
    assert_eq!(set.session.who_can_sign().count(), 2);
    for person in [set.armorer, set.first_ad] {
        set.prepare_sheet(person);
        assert!(set.session.statement_text().unwrap().as_str().contains("lines: 1, struck 0"));
        set.sign(person);
        assert!(set.session.statement().is_none());
        assert!(set.session.sheet_rows(person).is_empty(), "signed");
    }
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(exported) = set.session.wait_for_job(job).unwrap() else { panic!() };
    assert_eq!(exported.size + 1, {
        set.settle();
        set.session.state().size()
    });

    let zip = set.world.lock().outside[Path::new("/out/day.zip")].clone();
    let files = Files::from_zip(&zip).unwrap();
    let found = check(&files, &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    assert_eq!((found.contradictions.len(), found.missing.len()), (0, 0), "{found}");
    let facts = found.facts.unwrap();
    assert_eq!((facts.rows.signed, facts.rows.unsigned), (1, 0));
    assert_eq!(facts.statements.iter().filter(|one| one.counts).count(), 3);
    for path in
        ["VERIFY.txt", "verify.sh", "verify.py", "report.html", "allowed_signers", "SHA256SUMS.sig"]
    {
        assert!(files.get(path).is_some(), "{path}");
    }
}

#[test]
fn the_same_log_makes_the_same_bundle() {
    let mut set = Set::new();
    let mut zips = Vec::new();
    for name in ["/out/a.zip", "/out/b.zip"] {
        let job = set.session.export(Path::new(name)).unwrap();
        set.session.wait_for_job(job).unwrap();
        set.settle();
        zips.push(set.world.lock().outside[Path::new(name)].clone());
    }
    assert!(zips[0] == zips[1], "an export and its line do not make another export necessary");
    // Every byte of it: keys, clocks and chance of these tests are fixed. It changes with the lists, the scripts and the version.
    expect_test::expect!["c1a3ee56778e5b798a636f0c61150a426600217ab598ef72843cb3b205c1085b"]
        .assert_eq(&showclear::log::Hash::of(&zips[0]).to_hex());
}

#[test]
pub(crate) fn what_is_shown_is_what_is_signed() {
    let mut set = Set::new();
    set.show_clear();
    let what = showclear::production::Prepare::Sheet { person: set.armorer, struck: Vec::new() };
    let preview = set.session.preview(&what).unwrap().as_str().to_owned();
    set.prepare_sheet(set.armorer);
    let shown = set.session.statement_text().unwrap().as_str().to_owned();
    let body = |text: &str| text.split("\nproduction: ").next().unwrap().to_owned();
    assert_eq!(body(&preview), body(&shown));
    set.sign(set.armorer);
    let state = set.world.lock();
    let kept = state.files.iter().rfind(|(path, _)| path.ends_with("-sheet.txt")).unwrap();
    assert_eq!(String::from_utf8_lossy(kept.1), shown);
}

#[test]
pub(crate) fn five_wrong_pins_are_taken_and_then_each_waits_longer() {
    let mut set = Set::new();
    set.show_clear();
    set.prepare_sheet(set.armorer);
    let wrong = || Secret::from("4321".to_owned());
    for _ in 0..5 {
        let job = set.session.sign(set.armorer, wrong()).unwrap();
        let error = set.session.wait_for_job(job).unwrap_err();
        assert!(matches!(error, Trouble::WrongPin { .. }), "{error:?}");
        set.settle();
        assert!(set.last_line().contains("unlock.failed"), "{}", set.last_line());
    }
    let error = set.session.sign(set.armorer, wrong()).unwrap_err();
    assert!(matches!(error, Trouble::Wait { tries: 5, .. }), "{error:?}");
    set.world.pass(5_000);
    set.settle();
    set.sign(set.armorer);
    assert!(set.session.statement().is_none(), "the right one signs");
}

#[test]
fn a_newcomer_with_a_pin_is_entered_with_a_key_in_one_line() {
    let mut set = Set::new();
    let before = set.session.state().size();
    let new = showclear::session::Newcomer {
        name: " Sample Deputy ".to_owned(),
        roles: vec![("ad_deputy".parse().unwrap(), None)],
        pin: Some(Secret::from(super::PIN.to_owned())),
    };
    set.session.enter_person(new).unwrap();
    let told = set.settle();
    assert!(
        told.iter().any(|one| matches!(one, Notice::Job(_, Finished::KeyMade { .. }))),
        "{told:?}"
    );
    assert_eq!(set.session.state().size(), before + 1);
    let line = set.last_line();
    for kind in ["person.added", "person.role", "person.key"] {
        assert!(line.contains(kind), "{kind} in {line}");
    }
    let person = set.session.state().roster().people().last().unwrap().name;
    assert_eq!(set.session.names().get(person), Some("Sample Deputy"));
}
