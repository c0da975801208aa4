//! Seals that were not as they should be, keys that nobody is said to have, and permits that were over: found from the events alone.

use expect_test::expect;

use super::tale::{ARMORER, FIRST_AD, PERFORMER, Tale, added, declared, issue, moved, shown};

const SAFE: &str = "i-sssss5";

fn told(k: &str, members: &str) -> String {
    format!(r#"{{"k":"{k}","item":"{SAFE}",{members}}}"#)
}

fn opened(found: &str, read: &str) -> String {
    told("store.opened", &format!(r#""found":"{found}","read":{read},"by":"{ARMORER}""#))
}

fn stored() -> String {
    moved("lock_away", "locked", &[("from", ARMORER), ("store", "l-ssssss")])
}

/// The gun in a sealed safe, then these lines.
fn after(lines: &[&[&str]]) -> Tale {
    let mut tale = Tale::taken_out();
    let safe = added(SAFE, "container", "SAFE-1");
    let place = told("store.added", r#""store":"l-ssssss""#);
    let away = r#"{"k":"item.moved","item":"i-sssss5","act":"lock_away","from":"p-aaaaaa","place":"locked","action":[]}"#;
    tale.line(&[&safe, &place, away]);
    tale.line(&[&stored()]);
    tale.line(&[&told("store.sealed", &format!(r#""seal":"0045","by":"{ARMORER}""#))]);
    for line in lines {
        tale.line(line);
    }
    tale.close();
    tale
}

fn of_the_safe(tale: &Tale) -> String {
    let missing = tale.missing();
    let lines = missing.lines().filter(|line| line.starts_with("SAFE-1"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_seal_that_was_read_back_is_no_finding() {
    let take_out = moved("take_out", "handler", &[("to", ARMORER)]);
    let tale = after(&[&[&opened("same", r#""0045""#)], &[&take_out]]);
    assert_eq!(of_the_safe(&tale), "");
}

#[test]
fn what_was_wrong_with_a_seal_is_found_whatever_the_line_says() {
    let take_out = moved("take_out", "handler", &[("to", ARMORER)]);
    let mut table = String::new();
    for (name, lines) in [
        ("another", vec![opened("differs", r#""0046""#)]),
        ("another, and said to be the same", vec![opened("same", r#""0046""#)]),
        ("broken", vec![opened("broken", "null")]),
        ("not read", vec![opened("not_read", "null")]),
        ("taken out, and said", vec![take_out.clone(), opened("not_read", "null")]),
        ("taken out in silence", vec![take_out]),
    ] {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        table.push_str(&format!("{name}: {}\n", of_the_safe(&after(&[&lines]))));
    }
    expect![[r#"
        another: SAFE-1: opened by Sample Armorer: ANOTHER SEAL was on it than the one on record; the log says so itself.
        another, and said to be the same: SAFE-1: opened by Sample Armorer: ANOTHER SEAL was on it than the one on record; found by review.
        broken: SAFE-1: opened by Sample Armorer: THE SEAL WAS BROKEN or gone; the log says so itself.
        not read: SAFE-1: opened by Sample Armorer: NOBODY READ the seal on record; the log says so itself.
        taken out, and said: SAFE-1: opened by Sample Armorer: NOBODY READ the seal on record; the log says so itself.
        taken out in silence: SAFE-1: opened by Sample Armorer: NOBODY READ the seal on record; found by review.
    "#]].assert_eq(&table);
}

#[test]
fn a_key_that_nobody_is_said_to_have_is_found() {
    let nobody = told("store.key", r#""key":"2""#);
    let somebody = told("store.key", &format!(r#""key":"2","holder":"{ARMORER}""#));
    assert_eq!(of_the_safe(&after(&[&[&nobody], &[&somebody]])), "");
    expect![[r#"SAFE-1: nobody knows who has key "2"."#]]
        .assert_eq(&of_the_safe(&after(&[&[&somebody], &[&nobody]])));
}

#[test]
fn an_issue_by_somebody_whose_permit_was_over_is_found() {
    let tale = |until: &str| {
        let mut tale = Tale::taken_out();
        tale.line(&[&format!(
            r#"{{"k":"person.permit","person":"{ARMORER}","permit":"firearms on set","until":"{until}"}}"#
        )]);
        tale.line(&[&declared(&tale.until(20), "")]);
        tale.line(&[&shown(&[("first_ad", FIRST_AD), ("performer", PERFORMER)])]);
        tale.line(&[&issue(ARMORER, PERFORMER, "")]);
        tale.line(&[&moved("collect", "handler", &[("from", PERFORMER), ("to", ARMORER)])]);
        tale.close();
        tale.under("Against the rules")
    };
    assert_eq!(tale("2026-11-23T00:00:00.000Z"), "");
    expect![[r#"
        G-07: issued to the action by Sample Armorer, a permit of whom was over; found by review, not recorded as a breach.
    "#]].assert_eq(&tale("2026-11-22T00:00:00.000Z"));
}
