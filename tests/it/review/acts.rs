//! Issues and handling judged anew, breaches as recorded, showings against issues.

use expect_test::expect;

use super::tale::{
    ARMORER, FIRST_AD, GUN, PERFORMER, RECORDER, Tale, added, declared, issue, moved, moved_of,
    shown, shown_from,
};

const RULES: &str = "Against the rules";

/// The gun in the armorer's hands, then these lines, then locked away.
fn after(lines: &[&[&str]]) -> Tale {
    let mut tale = Tale::taken_out();
    for line in lines {
        tale.line(line);
    }
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    tale
}

fn until() -> String {
    Tale::taken_out().until(20)
}

#[test]
fn an_issue_as_it_should_be_is_no_finding() {
    let mut tale = Tale::issued();
    tale.line(&[&moved("collect", "handler", &[("from", PERFORMER), ("to", ARMORER)])]);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    assert_eq!(tale.under(RULES), "");
    assert_eq!(tale.missing(), "");
}

#[test]
fn an_issue_without_anything_declared_or_shown_is_found_without_a_recorded_breach() {
    let tale = after(&[&[&issue(ARMORER, PERFORMER, "")]]);
    let told = expect![[r#"
        G-07: issued to the action with no declaration in force; found by review, not recorded as a breach.
        G-07: issued to the action without a showing to the first AD or a deputy; found by review, not recorded as a breach.
        G-07: issued to the action without a showing to the taker, Sample Performer; found by review, not recorded as a breach.
    "#]];
    told.assert_eq(&tale.under(RULES));
    told.assert_eq(&tale.missing());
}

#[test]
fn what_was_recorded_as_a_breach_is_told_apart_from_what_review_found() {
    let tale = after(&[&[&issue(ARMORER, PERFORMER, "not_declared")]]);
    expect![[r#"
        G-07: issued to the action with no declaration in force; recorded as a breach.
        G-07: issued to the action without a showing to the first AD or a deputy; found by review, not recorded as a breach.
        G-07: issued to the action without a showing to the taker, Sample Performer; found by review, not recorded as a breach.
        G-07: BREACH recorded: nothing declared (issued to the action; Sample Armorer and Sample Performer).
    "#]]
    .assert_eq(&tale.under(RULES));
}

#[test]
fn a_showing_counts_for_the_declaration_that_stands_and_for_whoever_looked() {
    let only_ad = after(&[
        &[&declared(&until(), "")],
        &[&shown(&[("first_ad", FIRST_AD)])],
        &[&issue(ARMORER, PERFORMER, "")],
    ]);
    expect![[r#"
        G-07: issued to the action without a showing to the taker, Sample Performer; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&only_ad.under(RULES));
    let both = shown(&[("first_ad", FIRST_AD), ("performer", PERFORMER)]);
    let before = after(&[&[&both], &[&declared(&until(), "")], &[&issue(ARMORER, PERFORMER, "")]]);
    expect![[r#"
        G-07: issued to the action without a showing to the first AD or a deputy; found by review, not recorded as a breach.
        G-07: issued to the action without a showing to the taker, Sample Performer; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&before.under(RULES));
    let on_paper = shown_from(r#","card":4"#, &[("first_ad", FIRST_AD), ("performer", PERFORMER)]);
    let carded =
        after(&[&[&declared(&until(), "")], &[&on_paper], &[&issue(ARMORER, PERFORMER, "")]]);
    assert_eq!(carded.under(RULES), before.under(RULES), "a card counts for no issue");
}

#[test]
fn a_declaration_is_over_after_coming_back_and_after_its_time_though_no_event_says_so() {
    let over = expect![[r#"
        G-07: issued to the action with no declaration in force; found by review, not recorded as a breach.
        G-07: issued to the action without a showing to the first AD or a deputy; found by review, not recorded as a breach.
        G-07: issued to the action without a showing to the taker, Sample Performer; found by review, not recorded as a breach.
    "#]];
    let mut back = Tale::issued();
    back.line(&[&moved("collect", "handler", &[("from", PERFORMER), ("to", ARMORER)])]);
    back.line(&[&issue(ARMORER, PERFORMER, "")]);
    over.assert_eq(&back.under(RULES));
    let mut late = Tale::taken_out();
    late.line(&[&declared(&late.until(20), "")]);
    late.line(&[&shown(&[("first_ad", FIRST_AD), ("performer", PERFORMER)])]);
    late.pass(20 * 60_000);
    late.line(&[&issue(ARMORER, PERFORMER, "")]);
    over.assert_eq(&late.under(RULES));
}

#[test]
fn whoever_gives_and_takes_is_held_against_the_roles_they_hold() {
    let told = |lines: &[&[&str]]| after(lines).under(RULES);
    let ready = [declared(&until(), ""), shown(&[("first_ad", FIRST_AD), ("recorder", RECORDER)])];
    let [ready, seen] = ready.each_ref().map(String::as_str);
    expect![[r#"
        G-07: issued to the action by Sample Recorder, who is no qualified handler; found by review, not recorded as a breach.
        G-07: issued to the action without a showing to the taker, Sample Performer; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&told(&[&[ready], &[seen], &[&issue(RECORDER, PERFORMER, "")]]));
    expect![[r#"
        G-07: issued to the action to Sample Recorder, who holds no role that takes it for the action; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&told(&[&[ready], &[seen], &[&issue(ARMORER, RECORDER, "")]]));
    expect![[r#"
        G-07: issued to the action with Sample First AD handling it, who directs and only looks; recorded as a breach.
        G-07: BREACH recorded: the first AD handled it (issued to the action; Sample Armorer and Sample First AD).
    "#]]
    .assert_eq(&told(&[&[ready], &[seen], &[&issue(ARMORER, FIRST_AD, "director_handled")]]));
    expect![[r#"
        G-07: collected by Sample Performer, who is no qualified handler; found by review, not recorded as a breach.
        G-07: collected with nobody named; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&told(&[
        &[&moved("collect", "hand", &[("to", PERFORMER)])],
        &[&moved("collect", "hand", &[])],
    ]));
    expect![[r#"
        G-07: handed over with Sample Recorder, outside its action; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&told(&[
        &[ready],
        &[&shown(&[("first_ad", FIRST_AD), ("performer", PERFORMER)])],
        &[&issue(ARMORER, PERFORMER, "")],
        &[&moved("hand_over", "hand", &[("from", PERFORMER), ("to", RECORDER)])],
    ]));
}

#[test]
fn a_hand_over_to_somebody_in_the_action_is_an_issue_whatever_it_was_called() {
    let tale = after(&[&[&moved("hand_over", "hand", &[("from", ARMORER), ("to", PERFORMER)])]]);
    expect![[r#"
        G-07: handed over with no declaration in force; found by review, not recorded as a breach.
        G-07: handed over without a showing to the first AD or a deputy; found by review, not recorded as a breach.
        G-07: handed over without a showing to the taker, Sample Performer; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&tale.under(RULES));
}

#[test]
fn inside_the_action_it_goes_on_only_to_somebody_it_was_shown_to() {
    let crew = issue(ARMORER, PERFORMER, "")
        .replace(r#""action":["#, &format!(r#""action":["{RECORDER}","#));
    let pass = moved("hand_over", "hand", &[("from", PERFORMER), ("to", RECORDER)]);
    let told = |seen: &[(&str, &str)]| {
        let ready = [declared(&until(), ""), shown(seen)];
        let [ready, seen] = ready.each_ref().map(String::as_str);
        after(&[&[ready], &[seen], &[&crew], &[&pass]]).under(RULES)
    };
    let (ad, taker) = (("first_ad", FIRST_AD), ("performer", PERFORMER));
    expect![[r#"
        G-07: handed over without a showing to the taker, Sample Recorder; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&told(&[ad, taker]));
    assert_eq!(told(&[ad, taker, ("recorder", RECORDER)]), "");
}

#[test]
fn an_issue_while_a_stop_stood() {
    let mut tale = Tale::taken_out();
    tale.line(&[&declared(&tale.until(20), "")]);
    tale.line(&[&shown(&[("first_ad", FIRST_AD), ("performer", PERFORMER)])]);
    tale.line(&[r#"{"k":"stop.raised","stop":"s-s1s1s1","say":"STOP."}"#]);
    tale.line(&[&issue(ARMORER, PERFORMER, "")]);
    expect![[r#"
        G-07: issued to the action while a STOP stood; found by review, not recorded as a breach.
    "#]]
    .assert_eq(&tale.under(RULES));
}

#[test]
fn an_issue_from_a_card_says_what_is_not_in_the_record() {
    let card = [("from", ARMORER), ("to", PERFORMER), ("card", "5")];
    let tale = after(&[&[&moved("issue", "hand", &card)]]);
    expect![[r#"
        G-07: issued, recorded after from card 5: what was declared and shown then is not in the record.
        Card 5: 1 entry recorded after; nothing is ever in force from it.
    "#]]
    .assert_eq(&tale.missing());
}

#[test]
fn a_rubber_gun_of_which_inert_is_in_force_need_not_be_shown_again() {
    const RUBBER: &str = "i-r7r7r7";
    let mut tale = Tale::new();
    let take = moved_of(RUBBER, "take_out", "handler", &[("to", ARMORER)]);
    tale.line(&[&added(RUBBER, "rubber", "R-07"), &take]);
    let declared = declared(&tale.until(600), r#","load":"rubber""#);
    tale.line(&[&declared.replace(GUN, RUBBER).replace("empty_shown_clear", "inert")]);
    for _ in 0..2 {
        let out = moved_of(RUBBER, "issue", "hand", &[("from", ARMORER), ("to", PERFORMER)]);
        tale.line(&[&out]);
        let back = [("from", PERFORMER), ("to", ARMORER)];
        tale.line(&[&moved_of(RUBBER, "collect", "handler", &back)]);
    }
    assert_eq!(tale.under(RULES), "");
}

#[test]
fn showings_stand_beside_issues_and_a_lapse_while_out_is_no_accusation() {
    let mut tale = Tale::issued();
    tale.pass(25 * 60_000);
    tale.line(&[&moved("collect", "handler", &[("from", PERFORMER), ("to", ARMORER)])]);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    expect![[r#"
        G-07: 1 showing against 1 issue.
        G-07: the declaration's time was over while it was in hand of Sample Performer; that interrupts no take.
    "#]]
    .assert_eq(&tale.under("Showings against issues"));
    assert_eq!(tale.missing(), "");
}
