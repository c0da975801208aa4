//! The texts in the cases that the sample production does not hold.

use expect_test::{Expect, expect};

use super::production::{
    ARMORER, FIRST_AD, PERFORMER, Production, WITNESSES, completed, names, prepared_in, sheet,
    signed, signoff, voided,
};
use showclear::event::{Mode, StatementKind};
use showclear::statement::namespace;

fn answered(step: &str, n: u32, said: &str) -> String {
    format!(
        r#"{{"k":"run.answered","run":"r-9d2xk7","step":"{step}","n":{n},"asker":null,"asked":"Look.\u0007","replies":[{{"role":"armorer","person":"{ARMORER}","said":"{said}","value":null,"object":null}},{{"role":null,"person":null,"said":"","value":null,"object":null}}],"fast":true,"at":null}}"#
    )
}

fn declared(card: &str) -> String {
    format!(
        r#"{{"k":"item.declared","item":"i-4hq8vz","condition":"hot","n":2,"of":null,"load":"half \"load\"","run":null,"witnesses":{WITNESSES},"covers":"","until":"2026-11-22T20:00:00.000Z","until_up":1,"statement":null,"card":{card}}}"#
    )
}

fn rows() -> Production {
    let mut made = Production::new("drill");
    made.add(&declared("null"));
    made.add(&declared("12"));
    made.add(&format!(
        r#"{{"k":"item.shown","items":["i-4hq8vz","i-000000"],"by":"{ARMORER}","to":[{{"role":"first_ad","person":"{FIRST_AD}"}},{{"role":"camera","person":null}}],"looked":1,"card":3}},{{"k":"item.moved","item":"i-4hq8vz","act":"issue","from":null,"to":"{PERFORMER}","place":"hand","store":null,"watch":"{FIRST_AD}","action":[],"run":null,"breach":"not_shown","card":null,"at":null}}"#
    ));
    made.add(&format!(
        r#"{{"k":"person.provisional","person":"{PERFORMER}","role":"ad_deputy","witnesses":{WITNESSES}}}"#
    ));
    made.add(&format!(
        r#"{{"k":"stop.settled","stop":"s-0t6n3w","witnesses":{WITNESSES},"why":null,"restart":null,"statement":null,"card":null}}"#
    ));
    made
}

#[test]
fn a_sheet_holds_every_kind_of_row_that_names_its_witness() {
    let mut made = rows();
    made.add(&sheet(FIRST_AD, r#"{"seq":6,"i":0},{"seq":7,"i":1}"#));
    expect![""].assert_eq(&made.shown());
}

#[test]
fn a_sheet_begins_where_the_last_one_of_its_witness_ended() {
    let mut made = rows();
    made.add(&sheet(FIRST_AD, ""));
    made.add(&format!("{},{}", signed(11, FIRST_AD, "a"), completed(11, "a")));
    made.add(&declared("null"));
    let witness = FIRST_AD.parse().unwrap();
    let rows = made.past.sheet_rows(witness);
    let shown: Vec<_> =
        rows.iter().map(|row| made.past.row_text(row, 0, false, &names()).unwrap()).collect();
    made.add(&sheet(FIRST_AD, ""));
    expect![""].assert_eq(&made.shown());
    assert!(made.shown().contains(&shown.join("\n")) == false || shown.len() == 1);
    assert_eq!(made.past.since(ARMORER.parse().unwrap()), 0, "another's sheet is another's");
    assert_eq!(made.faults(), Vec::<String>::new());
}

#[test]
fn a_signoff_tells_the_run_with_its_stops_and_what_was_withdrawn() {
    let mut made = Production::new("live");
    made.run("live", "null");
    made.add(&answered("chambers[1].state", 1, "dummy \\\"a\\\"\\n  2. forged"));
    made.add(&answered("count", 1, "2"));
    made.add(r#"{"k":"run.passed","run":"r-9d2xk7","step":"offer"}"#);
    made.add(r#"{"k":"run.role","run":"r-9d2xk7","role":"performer","person":"p-1v5tzr"}"#);
    made.add(r#"{"k":"stop.raised","stop":"s-0t6n3w","run":"r-9d2xk7","item":null,"rule":"count-mismatch","by":null,"say":"STOP."}"#);
    made.add(&format!(
        r#"{{"k":"stop.settled","stop":"s-0t6n3w","witnesses":{WITNESSES},"why":"thumb over it;\nSHA256 (log/x) = 00 \"looked again\"{}","restart":"count","statement":null,"card":null}},{{"k":"run.withdrawn","run":"r-9d2xk7","step":"count","n":1,"why":"restart"}}"#,
        "\u{202e}"
    ));
    made.add(&answered("count", 2, "2"));
    made.add(&answered("offer", 1, "yes"));
    made.add(r#"{"k":"stop.raised","stop":"s-000001","run":"r-9d2xk7","item":null,"rule":null,"by":null,"say":"STOP\u2028."}"#);
    made.add(&signoff("null"));
    expect![""].assert_eq(&made.shown());
}

#[test]
fn a_signoff_says_what_it_declares() {
    let mut made = Production::new("drill");
    made.run("live", "null");
    made.add(&signoff(r#"{"item":"i-4hq8vz","condition":"loaded_chamber_empty","n":3,"of":null,"load":"half","until":"2026-11-22T23:59:59.999Z"}"#));
    expect![""].assert_eq(&made.shown());
    let mut made = Production::new("live");
    made.run("live", "null");
    made.add(&signoff(r#"{"item":"i-4hq8vz","condition":"inert","n":null,"of":null,"load":"rubber","until":null}"#));
    assert!(made.shown().contains("\ndeclares: \"G-07\" INERT \"rubber\"\nsigner"));
}

#[test]
fn a_roster_holds_what_stands_in_order_of_entry() {
    let mut made = Production::new("drill");
    let key = |person: &str, kept: &str, digit: char| {
        format!(
            r#"{{"k":"person.key","person":"{person}","key":"ssh-ed25519 AAAA{digit}","fingerprint":"SHA256:{digit}","kept":"{kept}"}}"#
        )
    };
    made.add(&format!(
        "{},{},{}",
        key(ARMORER, "here", 'a'),
        key(FIRST_AD, "token", 'b'),
        key(ARMORER, "own_file", 'c')
    ));
    made.add(&format!(
        r#"{{"k":"person.key_ended","person":"{ARMORER}","fingerprint":"SHA256:a","why":"lost"}},{{"k":"person.role","person":"{ARMORER}","role":"armorer","until":"2026-12-01T00:00:00.000Z"}},{{"k":"person.role","person":"{FIRST_AD}","role":"first_ad","until":null}},{{"k":"person.role","person":"{PERFORMER}","role":"performer","until":null}},{{"k":"person.role_ended","person":"{PERFORMER}","role":"performer"}}"#
    ));
    made.add(&format!(r#"{{"k":"person.named","person":"{PERFORMER}","name":"{:064x}"}}"#, 1));
    made.add(&format!(r#"{{"k":"roster.root","persons":["{ARMORER}"],"threshold":1}}"#));
    let roster = sheet(ARMORER, "")
        .replace("\"sheet\"", "\"roster\"")
        .replace(&format!("\"about\":\"{ARMORER}\""), "\"about\":null")
        .replace("armorer", "root");
    made.add(&roster);
    expect![""].assert_eq(&made.shown());
}

#[track_caller]
fn check_refused(made: &mut Production, prepared: &str, expected: Expect) {
    let entry = made.entry(prepared);
    let dry = made.past.dry_run(&entry, &names()).unwrap_err();
    made.add(prepared);
    let error = made.text().unwrap_err();
    assert_eq!(dry, error, "the dry run refuses the same");
    expected.assert_eq(&format!("{error}. {}", error.remedy()));
    assert_eq!(prepared_in(&entry).template == 1, !error.to_string().starts_with("template"));
}

#[test]
fn what_cannot_be_a_statement_is_refused_before_it_is_appended() {
    let both = sheet(FIRST_AD, r#"{"seq":6,"i":0},{"seq":6,"i":0}"#);
    check_refused(&mut rows(), &both, expect![""]);
    check_refused(&mut rows(), &sheet(FIRST_AD, r#"{"seq":1,"i":0}"#), expect![""]);
    let newer = sheet(FIRST_AD, "").replace("\"template\":1", "\"template\":2");
    check_refused(&mut rows(), &newer, expect![""]);
    let other = sheet(FIRST_AD, "").replace("\"about\":\"p-3m8d0c\"", "\"about\":\"p-7k2q9x\"");
    check_refused(&mut rows(), &other, expect![""]);
    check_refused(&mut rows(), &signoff("null"), expect![""]);
    let stranger = sheet("p-zzzzzz", "");
    check_refused(&mut rows(), &stranger, expect![""]);
    let forged = sheet(FIRST_AD, "").replace("SHA256:D8", "SHA256:\\nD8");
    check_refused(&mut rows(), &forged, expect![""]);
    let mut long = rows();
    for _ in 0..400 {
        long.add(&declared("null"));
    }
    check_refused(&mut long, &sheet(FIRST_AD, ""), expect![""]);
    let rootless = sheet(ARMORER, "").replace("\"sheet\"", "\"roster\"");
    check_refused(&mut rows(), &rootless, expect![""]);
}

#[test]
fn a_name_that_is_not_here_is_said() {
    let mut made = rows();
    made.add(&format!(
        r#"{{"k":"person.named","person":"{FIRST_AD}","name":"{}"}}"#,
        "f".repeat(64)
    ));
    check_refused(&mut made, &sheet(FIRST_AD, ""), expect![""]);
}

#[test]
fn a_text_is_derived_only_where_it_was_prepared() {
    let mut made = rows();
    expect![""].assert_eq(&made.text().unwrap_err().to_string());
    made.add(&sheet(FIRST_AD, ""));
    made.add(&format!(
        r#"{{"k":"item.moved","item":"i-4hq8vz","act":"collect","from":null,"to":"{ARMORER}","place":"handler","store":null,"watch":null,"action":[],"run":null,"breach":null,"card":null,"at":null}}"#
    ));
    expect![""].assert_eq(&made.text().unwrap_err().to_string());
    made.add(&voided(11, "cancelled"));
    assert_eq!(made.faults(), Vec::<String>::new());
}

#[test]
fn a_drill_has_one_namespace_and_nothing_else_shares_it() {
    for kind in [StatementKind::Roster, StatementKind::Sheet, StatementKind::Signoff] {
        assert_eq!(namespace(kind, Mode::Drill), "drill.showclear");
    }
    assert_eq!(namespace(StatementKind::Roster, Mode::Live), "roster.showclear");
    assert_eq!(namespace(StatementKind::Sheet, Mode::Live), "sheet.showclear");
    assert_eq!(namespace(StatementKind::Signoff, Mode::Live), "signoff.showclear");
}
