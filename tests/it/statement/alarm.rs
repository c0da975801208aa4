//! After an alarm: the text of the restart, and of what whoever agreed by phone signs afterwards.

use expect_test::expect;

use super::production::{
    ARMORER, FIRST_AD, KEY_A, KEY_B, PERFORMER, Production, completed, signed,
};

/// A STOP that is two alarms, one of them with a gun; the performer agrees by phone where that is told.
fn alarmed(by_phone: bool) -> Production {
    let mut made = Production::new("live");
    made.add_typed(&format!(
        r#"{{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":"{FIRST_AD}","say":"STOP.\n  2. forged"}},{{"k":"stop.alarm","stop":"s-0t6n3w","alarm":"discharge","item":"i-4hq8vz","by":"{FIRST_AD}"}}"#
    ));
    made.add(r#"{"k":"stop.alarm","stop":"s-0t6n3w","alarm":"injury","item":null,"by":null}"#);
    if by_phone {
        made.add(&format!(
            r#"{{"k":"stop.released_by_phone","stop":"s-0t6n3w","role":"safety_officer","person":"{PERFORMER}","code":"7cwf1wt5"}}"#
        ));
    }
    made
}

fn prepared(kind: &str, about: &str, slots: &[(&str, &str, &str)]) -> String {
    let slots: Vec<String> = slots
        .iter()
        .map(|(role, person, key)| {
            format!(r#"{{"role":"{role}","person":"{person}","key":"{key}"}}"#)
        })
        .collect();
    format!(
        r#"{{"k":"statement.prepared","kind":"{kind}","about":"{about}","template":1,"offset":60,"signers":[{}],"meaning":"I agree.","declares":null,"follows":[],"struck":[]}}"#,
        slots.join(",")
    )
}

const TWO: [(&str, &str, &str); 2] = [("armorer", ARMORER, KEY_A), ("first_ad", FIRST_AD, KEY_B)];

#[test]
fn a_restart_tells_the_stop_what_happened_and_who_agreed_by_phone() {
    let mut made = alarmed(true);
    made.add(&prepared("restart", "s-0t6n3w", &TWO));
    expect![[r#"
        SHOWCLEAR RESTART v1
        mode: LIVE
        meaning: "I agree."
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        signer: first_ad p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        stop: s-0t6n3w | raised 2026-11-22 20:00:05 | by "Sample First AD" | "STOP.\u{a}  2. forged"
        alarms: 2
          1. discharge | 2026-11-22 20:00:05 | "G-07" | by "Sample First AD"
          2. injury | 2026-11-22 20:00:06 | - | by -
        by phone: safety_officer "Sample\u{202e}Performer" | 2026-11-22 20:00:07 | read back 7cwf1wt5
        name: p-1v5tzr "Sample\u{202e}Performer"
        name: p-3m8d0c "Sample First AD"
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 20:00:08
        times: UTC+01:00, laptop clock, not attested
        size: 9
    "#]].assert_eq(&made.shown());
    let mut made = alarmed(false);
    made.add(&prepared("restart", "s-0t6n3w", &TWO));
    assert!(made.shown().contains("\nby phone: -\n"));
}

#[test]
fn what_ratifies_it_tells_what_was_agreed_and_how_work_went_on() {
    let mut made = alarmed(true);
    made.add(&prepared("restart", "s-0t6n3w", &TWO));
    let number = made.past.lines();
    made.add(&signed(number, ARMORER, "a"));
    let settled = format!(
        r#"{{"k":"stop.settled","stop":"s-0t6n3w","witnesses":[{{"role":"armorer","person":"{ARMORER}"}},{{"role":"first_ad","person":"{FIRST_AD}"}},{{"role":"safety_officer","person":"{PERFORMER}"}}],"why":null,"restart":null,"statement":{number},"card":null}}"#
    );
    made.add(&[signed(number, FIRST_AD, "a"), completed(number, "a"), settled].join(","));
    assert_eq!(made.faults(), [""; 0]);
    made.add(&prepared("ratify", "s-0t6n3w", &[("safety_officer", PERFORMER, KEY_A)]));
    expect![[r#"
        SHOWCLEAR RATIFICATION v1
        mode: LIVE
        meaning: "I agree."
        signer: safety_officer p-1v5tzr SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample\u{202e}Performer"
        stop: s-0t6n3w | raised 2026-11-22 20:00:05 | by "Sample First AD" | "STOP.\u{a}  2. forged"
        alarms: 2
          1. discharge | 2026-11-22 20:00:05 | "G-07" | by "Sample First AD"
          2. injury | 2026-11-22 20:00:06 | - | by -
        by phone: safety_officer "Sample\u{202e}Performer" | 2026-11-22 20:00:07 | read back 7cwf1wt5
        settled: 2026-11-22 20:00:10 | by armorer "Sample \"Armorer\"", first_ad "Sample First AD", safety_officer "Sample\u{202e}Performer" | restart 9
        name: p-1v5tzr "Sample\u{202e}Performer"
        name: p-3m8d0c "Sample First AD"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 20:00:11
        times: UTC+01:00, laptop clock, not attested
        size: 12
    "#]].assert_eq(&made.shown());
}

#[test]
fn nothing_is_signed_about_a_stop_that_is_no_alarm_or_that_nobody_let_go_on_by_phone() {
    let mut made = Production::new("live");
    made.add(r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":null,"say":"STOP."}"#);
    made.add(&prepared("restart", "s-0t6n3w", &TWO));
    let first = made.text().unwrap_err().to_string();
    let mut made = alarmed(false);
    made.add(&prepared("ratify", "s-0t6n3w", &TWO));
    let second = made.text().unwrap_err().to_string();
    expect![[r#"
        it is about "s-0t6n3w", which the log does not hold
        it is about "s-0t6n3w", which the log does not hold"#]]
    .assert_eq(&format!("{first}\n{second}"));
}

#[test]
fn a_stop_rests_on_a_restart_about_it_in_the_same_line_and_on_nothing_else() {
    let mut made = alarmed(false);
    made.add(&prepared("restart", "s-0t6n3w", &TWO));
    let number = made.past.lines();
    made.add(&signed(number, ARMORER, "a"));
    made.add(&[signed(number, FIRST_AD, "a"), completed(number, "a")].join(","));
    made.add(&format!(
        r#"{{"k":"stop.settled","stop":"s-0t6n3w","witnesses":[],"why":null,"restart":null,"statement":{number},"card":null}}"#
    ));
    expect!["10: a STOP is settled by statement 8, which is no restart after it in this line"]
        .assert_eq(&made.faults().join("\n"));
}
