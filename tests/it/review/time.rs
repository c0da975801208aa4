//! Time of which something is missing: to the second, never rounded away, and first-class in the time line.

use expect_test::expect;

use super::tale::{ARMORER, GUN, PERFORMER, Tale, added, moved, moved_of};

fn set_down_for(millis: u64) -> Tale {
    let mut tale = Tale::issued();
    tale.pass(10_000);
    tale.line(&[&moved("set_down", "set", &[("from", PERFORMER), ("breach", "nobody_named")])]);
    tale.pass(millis);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    tale
}

#[test]
fn nobody_named_counts_to_the_second_and_is_never_rounded_away() {
    expect![[r#"
        G-07: 1 min 20 s out of the handler's hands with nobody named.
        G-07: set down with nobody named; recorded as a breach.
    "#]]
    .assert_eq(&set_down_for(80_000).missing());
    expect![[r#"
        G-07: 59 s out of the handler's hands with nobody named.
        G-07: set down with nobody named; recorded as a breach.
    "#]]
    .assert_eq(&set_down_for(59_999).missing());
    expect![[r#"
        G-07: under 1 s out of the handler's hands with nobody named.
        G-07: set down with nobody named; recorded as a breach.
    "#]]
    .assert_eq(&set_down_for(1).missing());
}

#[test]
fn a_card_without_a_time_or_older_than_the_last_move_says_nothing_of_where_it_is() {
    let set_down = set_down_for(80_000).missing();
    for at in [None, Some("2026-01-01T00:00:00.000Z")] {
        let mut tale = Tale::issued();
        tale.pass(10_000);
        tale.line(&[&moved("set_down", "set", &[("from", PERFORMER), ("breach", "nobody_named")])]);
        let mut card = vec![("to", ARMORER), ("card", "5")];
        card.extend(at.map(|at| ("at", at)));
        tale.line(&[&moved("collect", "handler", &card)]);
        tale.pass(80_000);
        tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
        tale.close();
        assert!(tale.missing().starts_with(&set_down), "{at:?}: {}", tale.missing());
    }
}

#[test]
fn many_short_times_are_added_up_before_they_are_said() {
    let mut tale = Tale::issued();
    for _ in 0..3 {
        tale.line(&[&moved("set_down", "set", &[("breach", "nobody_named")])]);
        tale.pass(30_000);
        tale.line(&[&moved("collect", "handler", &[("to", ARMORER)])]);
        tale.pass(5_000);
    }
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    expect![[r#"
        G-07: 1 min 30 s out of the handler's hands with nobody named, in 3 stretches.
        G-07: set down with nobody named; recorded as a breach (3 times).
    "#]]
    .assert_eq(&tale.missing());
}

#[test]
fn a_handler_who_is_not_named_and_a_gun_that_is_missing() {
    let mut tale = Tale::new();
    tale.line(&[&added(GUN, "revolver", "G-07")]);
    tale.pass(125_000);
    tale.line(&[&moved("take_out", "missing", &[("to", ARMORER), ("breach", "missing")])]);
    tale.pass(3_600_000);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    expect![[r#"
        G-07: 1 h MISSING.
        G-07: 2 min 5 s with a handler, and no handler named.
    "#]]
    .assert_eq(&tale.missing());
}

#[test]
fn after_an_unclean_end_the_time_is_unaccounted_for_whoever_had_it() {
    let mut tale = Tale::issued();
    tale.pass(60_000);
    tale.line(&[r#"{"k":"log.saw","log":"e1b5e6a033977376","size":1,"root":"0000000000000000000000000000000000000000000000000000000000000000","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}"#]);
    tale.pass(7_200_000);
    tale.restart();
    tale.open("second");
    tale.pass(10_000);
    tale.line(&[&moved("collect", "handler", &[("from", PERFORMER), ("to", ARMORER)])]);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    expect![[r#"
        G-07: 2 h unaccounted for, not locked away when a sitting ended without being closed.
        The sitting before was not closed: 2 h from its last entry (entry 11, 2026-11-22 19:31:00) to this opening.
    "#]]
    .assert_eq(&tale.missing());
    expect![[r#"
        1 min: in hand of Sample Performer; EMPTY, SHOWN CLEAR
        19 min: unaccounted for: the sitting was not closed; EMPTY, SHOWN CLEAR
        1 h 41 min: unaccounted for: the sitting was not closed; UNVERIFIED
        10 s: in hand of Sample Performer; UNVERIFIED
    "#]]
    .assert_eq(&spans(&tale));
}

#[test]
fn a_closed_program_accounts_for_a_locked_gun_alone() {
    let mut tale = Tale::taken_out();
    tale.pass(1_000);
    tale.close();
    tale.pass(36_000_000);
    tale.open("first");
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    expect![[r#"
        G-07: 10 h not locked away while the program was closed.
    "#]]
    .assert_eq(&tale.missing());
    let mut locked = Tale::with_gun();
    locked.close();
    locked.pass(36_000_000);
    locked.open("first");
    locked.close();
    assert_eq!(locked.missing(), "");
}

#[test]
fn what_is_out_at_the_last_entry_is_said_even_if_it_lasted_no_time() {
    let mut tale = Tale::taken_out();
    tale.close();
    expect![[r#"
        G-07: not locked away at the last entry: with handler Sample Armorer.
    "#]]
    .assert_eq(&tale.missing());
}

#[test]
fn a_paper_card_never_shortens_a_time_and_its_own_claims_are_said() {
    let mut tale = Tale::issued();
    tale.line(&[&moved("set_down", "set", &[("breach", "nobody_named")])]);
    tale.pass(600_000);
    let late = [("to", ARMORER), ("card", "7"), ("at", "2026-11-22T19:31:00.000Z")];
    tale.line(&[&moved("collect", "handler", &late)]);
    let early = [("card", "8"), ("at", "2026-11-22T19:00:00.000Z"), ("breach", "unattended")];
    tale.line(&[&moved("set_down", "set", &early)]);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    expect![[r#"
        G-07: 10 min out of the handler's hands with nobody named.
        G-07: set down with nobody named; found by review, not recorded as a breach.
        G-07: set down with nobody named; recorded as a breach.
        G-07: card 8 tells of a time with nobody named from 2026-11-22 19:00:00 on; how long it was is not in the record.
        Card 7: 1 entry recorded after; nothing is ever in force from it.
        Card 8: 1 entry recorded after; nothing is ever in force from it.
    "#]]
    .assert_eq(&tale.missing());
}

#[test]
fn an_item_that_is_not_in_the_book_has_a_time_line_too() {
    let mut tale = Tale::new();
    tale.line(&[&moved_of("i-zzzzzz", "set_down", "set", &[("breach", "unknown")])]);
    tale.pass(5_000);
    tale.close();
    expect![[r#"
        i-zzzzzz: not in the book; acts were recorded of it all the same.
        i-zzzzzz: 5 s out of the handler's hands with nobody named.
        i-zzzzzz: set down with nobody named; found by review, not recorded as a breach.
        i-zzzzzz: not locked away at the last entry: out of the handler's hands, nobody named.
    "#]]
    .assert_eq(&tale.missing());
}

#[test]
fn a_clock_that_was_set_back_hides_no_time() {
    let mut tale = Tale::issued();
    tale.line(&[&moved("set_down", "set", &[("breach", "nobody_named")])]);
    tale.pass(120_000);
    tale.set_clock(-3_600_000);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.close();
    expect![[r#"
        G-07: 2 min out of the handler's hands with nobody named.
        G-07: set down with nobody named; recorded as a breach.
        The wall clock jumped back by 1 h; found by review.
    "#]]
    .assert_eq(&tale.missing());
}

fn spans(tale: &Tale) -> String {
    let page = tale.page();
    page.items
        .iter()
        .flat_map(|item| &item.custody.spans)
        .map(|line| format!("{}\n", line.words))
        .collect()
}
