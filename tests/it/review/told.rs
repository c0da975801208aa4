//! Issues to people who were not trained or not at the meeting: found where the record says that these are asked for.

use expect_test::{Expect, expect};

use super::tale::{ARMORER, FIRST_AD, PERFORMER, Tale, declared, moved, shown};

fn rules(training: bool, meeting: bool) -> String {
    format!(r#"{{"k":"rules.people","training":{training},"meeting":{meeting},"by":"{ARMORER}"}}"#)
}

fn trained(covers: &str, until: &str) -> String {
    format!(
        r#"{{"k":"person.trained","person":"{PERFORMER}","covers":"{covers}","by":"{ARMORER}","until":{until}}}"#
    )
}

fn met(person: &str, after: bool) -> String {
    format!(
        r#"{{"k":"meeting.held","present":["{person}"],"led_by":"{FIRST_AD}","after":{after}}}"#
    )
}

/// These lines, then the revolver declared, shown, issued and collected.
fn tale(lines: &[String], condition: &str, given: &[(&str, &str)]) -> Tale {
    let mut tale = Tale::taken_out();
    for line in lines {
        tale.line(&[line]);
    }
    tale.line(&[&declared(&tale.until(20), "").replace("empty_shown_clear", condition)]);
    tale.line(&[&shown(&[("first_ad", FIRST_AD), ("performer", PERFORMER)])]);
    let mut issue = vec![("from", ARMORER), ("to", PERFORMER)];
    issue.extend(given);
    tale.line(&[&moved("issue", "hand", &issue)]);
    tale.line(&[&moved("collect", "handler", &[("from", PERFORMER), ("to", ARMORER)])]);
    tale.close();
    tale
}

#[track_caller]
fn found(lines: &[String], expected: Expect) {
    expected.assert_eq(&tale(lines, "empty_shown_clear", &[]).under("Against the rules"));
}

#[test]
fn nothing_is_found_where_nothing_is_asked() {
    found(&[], expect![[""]]);
    found(&[rules(false, false)], expect![[""]]);
    found(&[rules(true, true), rules(false, false)], expect![[""]]);
}

#[test]
fn an_issue_to_somebody_who_was_not_told_is_found_and_said_by_name() {
    found(
        &[rules(true, true)],
        expect![[r#"
        G-07: issued to the action to Sample Performer, with no training recorded for it, or none in date; found by review, not recorded as a breach.
        G-07: issued to the action with no safety meeting recorded that day; found by review, not recorded as a breach.
    "#]],
    );
    found(
        &[rules(true, true), met(ARMORER, false)],
        expect![[r#"
        G-07: issued to the action to Sample Performer, with no training recorded for it, or none in date; found by review, not recorded as a breach.
        G-07: issued to the action to Sample Performer, not recorded at the meeting of the day; found by review, not recorded as a breach.
    "#]],
    );
    found(
        &[rules(true, true), met(PERFORMER, false)],
        expect![[r#"
        G-07: issued to the action to Sample Performer, with no training recorded for it, or none in date; found by review, not recorded as a breach.
    "#]],
    );
    found(
        &[rules(true, true), trained("handling", "null")],
        expect![[r#"
        G-07: issued to the action with no safety meeting recorded that day; found by review, not recorded as a breach.
    "#]],
    );
    let ended = trained("handling", "\"2026-11-22T00:00:00.000Z\"");
    found(
        &[rules(true, false), ended],
        expect![[r#"
        G-07: issued to the action to Sample Performer, with no training recorded for it, or none in date; found by review, not recorded as a breach.
    "#]],
    );
    let all = [rules(true, true), trained("handling", "null"), met(PERFORMER, false)];
    found(&all, expect![[""]]);
    let late =
        [rules(true, true), trained("blanks", "null"), met(ARMORER, false), met(PERFORMER, true)];
    found(&late, expect![[""]]);
}

#[test]
fn another_meeting_takes_the_place_of_the_one_before() {
    let again = |last: &[String]| {
        let first = [rules(false, true), met(PERFORMER, false), met(PERFORMER, true)];
        first.iter().chain(last).cloned().collect::<Vec<_>>()
    };
    found(&again(&[]), expect![[""]]);
    found(
        &again(&[met(ARMORER, false)]),
        expect![[r#"
        G-07: issued to the action to Sample Performer, not recorded at the meeting of the day; found by review, not recorded as a breach.
    "#]],
    );
    found(&again(&[met(ARMORER, false), met(PERFORMER, true)]), expect![[""]]);
}

#[test]
fn blanks_ask_for_training_in_blanks() {
    let with = |covers: &str| {
        let lines = [rules(true, false), trained(covers, "null")];
        tale(&lines, "hot", &[]).under("Against the rules")
    };
    assert_eq!(with("blanks"), "");
    expect![[r#"
        G-07: issued to the action to Sample Performer, with no training recorded for it, or none in date; found by review, not recorded as a breach.
    "#]].assert_eq(&with("handling"));
}

#[test]
fn what_is_recorded_as_a_breach_is_told_as_recorded() {
    let tale = tale(&[rules(false, true)], "empty_shown_clear", &[("breach", "outside_action")]);
    expect![[r#"
        G-07: issued to the action with no safety meeting recorded that day; recorded as a breach.
        G-07: BREACH recorded: outside the action (issued to the action; Sample Armorer and Sample Performer).
    "#]].assert_eq(&tale.under("Against the rules"));
    // It stands where what was not recorded is told, since a meeting that nobody recorded is a hole in the record.
    assert!(tale.page().missing.iter().any(|line| line.words.contains("no safety meeting")));
}

#[test]
fn a_card_is_held_against_the_time_that_it_claims() {
    let card = |more: &[(&str, &str)]| {
        let lines = [rules(false, true), met(PERFORMER, false)];
        let given: Vec<(&str, &str)> = [("card", "7")].iter().chain(more).copied().collect();
        tale(&lines, "empty_shown_clear", &given).under("Against the rules")
    };
    assert_eq!(card(&[]), "", "of no known time nothing is known");
    expect![[r#"
        G-07: issued to the action with no safety meeting recorded that day; found by review, not recorded as a breach.
    "#]].assert_eq(&card(&[("at", "2026-11-20T12:00:00.000Z")]));
}

#[test]
fn what_is_asked_of_people_is_told_each_time_it_is_said() {
    let mut tale = Tale::taken_out();
    for (training, meeting) in [(true, true), (true, false), (false, true), (false, false)] {
        tale.line(&[&rules(training, meeting)]);
    }
    tale.close();
    let told = tale.under("Sittings, clock and disk");
    let told: Vec<&str> = told.lines().filter(|line| line.contains("takes a gun")).collect();
    expect![[r#"
        From here on training, and the safety meeting of the day, are asked of whoever takes a gun for an action, says Sample Armorer.
        From here on training, and no safety meeting, is asked of whoever takes a gun for an action, says Sample Armorer.
        From here on the safety meeting of the day, and no training, is asked of whoever takes a gun for an action, says Sample Armorer.
        From here on neither training nor a safety meeting is asked of whoever takes a gun for an action, says Sample Armorer."#]].assert_eq(&told.join("\n"));
}
