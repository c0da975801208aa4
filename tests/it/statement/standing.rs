//! How statements come to count, what makes them void, and what no writer would have written.

use expect_test::{Expect, expect};

use super::production::{
    ARMORER, FIRST_AD, Production, WITNESSES, completed, sheet, signed, signoff, voided,
};

const HOT: &str = r#"{"item":"i-4hq8vz","condition":"hot","n":2,"of":null,"load":"half","until":"2026-11-22T20:00:00.000Z"}"#;

fn started() -> Production {
    let mut made = Production::new("live");
    made.run("live", "null");
    made
}

fn pending_signoff() -> Production {
    let mut made = started();
    made.add(&signoff(HOT));
    made
}

fn declared(n: u32) -> String {
    format!(
        r#"{{"k":"item.declared","item":"i-4hq8vz","condition":"hot","n":{n},"of":null,"load":"half","run":"r-9d2xk7","witnesses":{WITNESSES},"covers":"","until":"2026-11-22T19:50:00.000Z","until_up":1,"statement":7,"card":null}}"#
    )
}

fn moved(item: &str) -> String {
    format!(
        r#"{{"k":"item.moved","item":"{item}","act":"collect","from":null,"to":"{ARMORER}","place":"handler","store":null,"watch":null,"action":[],"run":null,"breach":null,"card":null,"at":null}}"#
    )
}

#[track_caller]
fn check(mut made: Production, lines: &[String], expected: Expect) {
    for line in lines {
        made.add(line);
    }
    let standing: String = made
        .past
        .standing()
        .all()
        .iter()
        .map(|one| format!("{}: {:?}, {} signed\n", one.number, one.outcome, one.signatures.len()))
        .collect();
    let standing = standing.replace(&"a".repeat(64), "a…").replace(&"b".repeat(64), "b…");
    expected.assert_eq(&format!("{standing}{}", made.faults().join("\n")));
}

#[test]
fn a_signoff_is_completed_in_the_line_of_its_last_signature() {
    let first = signed(7, ARMORER, "a");
    let last = format!("{},{}", signed(7, FIRST_AD, "a"), completed(7, "a"));
    check(pending_signoff(), &[first.clone(), moved("i-zzzzzz"), last.clone()], expect![""]);
    let effects = format!("{last},{}", declared(2));
    check(pending_signoff(), &[first.clone(), effects], expect![""]);
    let other = format!("{last},{}", declared(3));
    check(pending_signoff(), &[first.clone(), other], expect![""]);
    check(pending_signoff(), &[first.clone(), last.clone(), declared(2)], expect![""]);
    check(
        pending_signoff(),
        &[first.clone(), signed(7, FIRST_AD, "a"), completed(7, "a")],
        expect![""],
    );
    check(
        pending_signoff(),
        &[first.clone(), format!("{},{}", signed(7, FIRST_AD, "b"), completed(7, "b"))],
        expect![""],
    );
    check(pending_signoff(), &[format!("{first},{}", completed(7, "a"))], expect![""]);
    check(pending_signoff(), &[first.clone(), first.clone()], expect![""]);
    check(pending_signoff(), &[signed(7, "p-1v5tzr", "a")], expect![""]);
    check(pending_signoff(), &[first, last, signed(7, FIRST_AD, "a")], expect![""]);
}

#[test]
fn what_voids_a_pending_statement_must_say_so_in_its_line() {
    let stop = r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":null,"say":"STOP"}"#;
    check(pending_signoff(), &[format!("{stop},{}", voided(7, "stop"))], expect![""]);
    check(pending_signoff(), &[stop.to_owned()], expect![""]);
    check(pending_signoff(), &[moved("i-4hq8vz")], expect![""]);
    check(
        pending_signoff(),
        &[r#"{"k":"run.passed","run":"r-9d2xk7","step":"a"}"#.to_owned()],
        expect![""],
    );
    check(
        pending_signoff(),
        &[r#"{"k":"log.closed"}"#.to_owned(), voided(7, "closed")],
        expect![""],
    );
    check(
        pending_signoff(),
        &[format!(
            r#"{{"k":"statement.refused","statement":7,"person":"{ARMORER}"}},{}"#,
            voided(7, "refused")
        )],
        expect![""],
    );
    check(
        pending_signoff(),
        &[voided(7, "cancelled"), voided(7, "cancelled"), signed(7, ARMORER, "a")],
        expect![""],
    );
}

#[test]
fn guns_move_under_a_sheet() {
    let mut made = started();
    made.add(&sheet(FIRST_AD, ""));
    let last = format!("{},{}", signed(7, FIRST_AD, "a"), completed(7, "a"));
    check(
        made,
        &[moved("i-4hq8vz"), r#"{"k":"run.passed","run":"r-9d2xk7","step":"a"}"#.to_owned(), last],
        expect![""],
    );
}

#[test]
fn ten_minutes_void() {
    let mut made = pending_signoff();
    made.wait(599);
    check(made, &[moved("i-zzzzzz"), moved("i-zzzzzz")], expect![""]);
}

#[test]
fn a_statement_is_prepared_alone_and_last_for_different_people_and_keys() {
    check(pending_signoff(), &[sheet(FIRST_AD, "")], expect![""]);
    check(started(), &[format!("{},{}", sheet(FIRST_AD, ""), moved("i-zzzzzz"))], expect![""]);
    check(started(), &[signoff(HOT).replace(FIRST_AD, ARMORER)], expect![""]);
    check(started(), &[signoff(HOT).replace("\"signoff\"", "\"sheet\"")], expect![""]);
}
