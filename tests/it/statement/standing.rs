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
    check(
        pending_signoff(),
        &[first.clone(), moved("i-zzzzzz"), last.clone()],
        expect![[r#"
        7: Completed { seq: 9, text: a… }, 2 signed
    "#]],
    );
    let effects = format!("{last},{}", declared(2));
    check(
        pending_signoff(),
        &[first.clone(), effects],
        expect![[r#"
        7: Completed { seq: 8, text: a… }, 2 signed
    "#]],
    );
    let other = format!("{last},{}", declared(3));
    check(
        pending_signoff(),
        &[first.clone(), other],
        expect![[r#"
        7: Completed { seq: 8, text: a… }, 2 signed
        8: a declaration rests on statement 7, which does not declare it in this line"#]],
    );
    check(
        pending_signoff(),
        &[first.clone(), last.clone(), declared(2)],
        expect![[r#"
        7: Completed { seq: 8, text: a… }, 2 signed
        9: a declaration rests on statement 7, which does not declare it in this line"#]],
    );
    check(
        pending_signoff(),
        &[first.clone(), signed(7, FIRST_AD, "a"), completed(7, "a")],
        expect![[r#"
            7: Completed { seq: 9, text: a… }, 2 signed
            8: statement 7 is not completed in the line of its last signature
            9: statement 7 is not completed in the line of its last signature"#]],
    );
    check(
        pending_signoff(),
        &[first.clone(), format!("{},{}", signed(7, FIRST_AD, "b"), completed(7, "b"))],
        expect![[r#"
            7: Completed { seq: 8, text: b… }, 2 signed
            8: the lines of statement 7 name different texts"#]],
    );
    check(
        pending_signoff(),
        &[format!("{first},{}", completed(7, "a"))],
        expect![[r#"
        7: Completed { seq: 7, text: a… }, 1 signed
        7: statement 7 is completed, and 1 of its signatures are missing"#]],
    );
    check(
        pending_signoff(),
        &[first.clone(), first.clone()],
        expect![[r#"
        7: Pending, 2 signed
        8: p-7k2q9x signs statement 7 twice
        8: statement 7 is not completed in the line of its last signature"#]],
    );
    check(
        pending_signoff(),
        &[signed(7, "p-1v5tzr", "a")],
        expect![[r#"
        7: Pending, 1 signed
        7: p-1v5tzr signs statement 7 with SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8, which was not asked for"#]],
    );
    check(
        pending_signoff(),
        &[first, last, signed(7, FIRST_AD, "a")],
        expect![[r#"
        7: Completed { seq: 8, text: a… }, 2 signed
        9: statement 7 is signed, and is not pending"#]],
    );
}

#[test]
fn what_voids_a_pending_statement_must_say_so_in_its_line() {
    let stop = r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":null,"say":"STOP"}"#;
    check(
        pending_signoff(),
        &[format!("{stop},{}", voided(7, "stop"))],
        expect![[r#"
        7: Voided { seq: 7, why: Stop }, 0 signed
    "#]],
    );
    check(
        pending_signoff(),
        &[stop.to_owned()],
        expect![[r#"
        7: Pending, 0 signed
        7: statement 7 was still pending, and this line had to void it (a STOP)"#]],
    );
    check(
        pending_signoff(),
        &[moved("i-4hq8vz")],
        expect![[r#"
        7: Pending, 0 signed
        7: statement 7 was still pending, and this line had to void it (what it is about changed)"#]],
    );
    check(
        pending_signoff(),
        &[r#"{"k":"run.passed","run":"r-9d2xk7","step":"a"}"#.to_owned()],
        expect![[r#"
            7: Pending, 0 signed
            7: statement 7 was still pending, and this line had to void it (what it is about changed)"#]],
    );
    check(
        pending_signoff(),
        &[r#"{"k":"log.closed"}"#.to_owned(), voided(7, "closed")],
        expect![[r#"
            7: Voided { seq: 8, why: Closed }, 0 signed
            7: statement 7 was still pending, and this line had to void it (the program was opened or closed)"#]],
    );
    check(
        pending_signoff(),
        &[format!(
            r#"{{"k":"statement.refused","statement":7,"person":"{ARMORER}"}},{}"#,
            voided(7, "refused")
        )],
        expect![[r#"
            7: Voided { seq: 7, why: Refused }, 0 signed
        "#]],
    );
    check(
        pending_signoff(),
        &[voided(7, "cancelled"), voided(7, "cancelled"), signed(7, ARMORER, "a")],
        expect![[r#"
            7: Voided { seq: 7, why: Cancelled }, 0 signed
            8: statement 7 is voided, and is not pending
            9: statement 7 is signed, and is not pending"#]],
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
        expect![[r#"
            7: Completed { seq: 9, text: a… }, 1 signed
        "#]],
    );
}

#[test]
fn ten_minutes_void() {
    let mut made = pending_signoff();
    made.wait(599);
    check(
        made,
        &[moved("i-zzzzzz"), moved("i-zzzzzz")],
        expect![[r#"
        7: Pending, 0 signed
        8: statement 7 was still pending, and this line had to void it (ten minutes were over)"#]],
    );
}

#[test]
fn a_statement_is_prepared_alone_and_last_for_different_people_and_keys() {
    check(
        pending_signoff(),
        &[sheet(FIRST_AD, "")],
        expect![[r#"
        7: Pending, 0 signed
        8: Pending, 0 signed
        7: statement 8 is prepared while 7 is pending"#]],
    );
    check(
        started(),
        &[format!("{},{}", sheet(FIRST_AD, ""), moved("i-zzzzzz"))],
        expect![[r#"
        7: Pending, 0 signed
        6: statement 7 is not the last event of the line that prepares it"#]],
    );
    check(
        started(),
        &[signoff(HOT).replace(FIRST_AD, ARMORER)],
        expect![[r#"
        7: Pending, 0 signed
        6: statement 7 does not name different people with different keys"#]],
    );
    check(
        started(),
        &[signoff(HOT).replace("\"signoff\"", "\"sheet\"")],
        expect![[r#"
        7: Pending, 0 signed
        6: statement 7 is a sheet, and its only signer is not the person it is about"#]],
    );
}
