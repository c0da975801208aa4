//! The texts in the cases that the sample production does not hold.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::production::{
    ARMORER, FIRST_AD, PERFORMER, Production, WITNESSES, completed, json, names, sheet, signed,
    signoff, voided,
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
    expect![[r#"
        SHOWCLEAR DRILL SHEET v1
        mode: DRILL, NOT REAL
        meaning: "I saw it."
        signer: first_ad p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        since: 0
        lines: 6, struck 2
          1. 5.0 | 2026-11-23 00:30:05 | proven | "G-07" HOT 2 x "half \"load\"" | - | seen by armorer "Sample \"Armorer\"", first_ad "Sample First AD"
          2. 6.0 | 2026-11-23 00:30:06 | proven | "G-07" HOT 2 x "half \"load\"" | - | seen by armorer "Sample \"Armorer\"", first_ad "Sample First AD" | RECORDED AFTER, card 12 | STRUCK: not seen by me
          3. 7.0 | 2026-11-23 00:30:07 | shown | "G-07", "i-000000" | by "Sample \"Armorer\"" | to first_ad "Sample First AD", camera | RECORDED AFTER, card 3
          4. 7.1 | 2026-11-23 00:30:07 | breach not_shown | "G-07" issue | from - to "Sample\u{202e}Performer" | STRUCK: not seen by me
          5. 8.0 | 2026-11-23 00:30:08 | added for now | "Sample\u{202e}Performer" ad_deputy | by armorer "Sample \"Armorer\"", first_ad "Sample First AD"
          6. 9.0 | 2026-11-23 00:30:09 | stop settled | s-0t6n3w | by armorer "Sample \"Armorer\"", first_ad "Sample First AD" | from -
        name: p-1v5tzr "Sample\u{202e}Performer"
        name: p-3m8d0c "Sample First AD"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-23 00:30:10
        times: UTC+05:30, laptop clock, not attested
        size: 11
    "#]].assert_eq(&made.shown());
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
    expect![[r#"
        SHOWCLEAR DRILL SHEET v1
        mode: DRILL, NOT REAL
        meaning: "I saw it."
        signer: first_ad p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        since: 11
        lines: 1, struck 0
          1. 12.0 | 2026-11-23 00:30:12 | proven | "G-07" HOT 2 x "half \"load\"" | - | seen by armorer "Sample \"Armorer\"", first_ad "Sample First AD"
        name: p-3m8d0c "Sample First AD"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-23 00:30:13
        times: UTC+05:30, laptop clock, not attested
        size: 14
    "#]].assert_eq(&made.shown());
    assert_eq!(shown.len(), 1);
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
    made.add(r#"{"k":"stop.raised","stop":"s-000001","run":"r-9d2xk7","item":null,"rule":null,"by":null,"say":"STOP ."}"#);
    made.add(&signoff("null"));
    expect![[r#"
        SHOWCLEAR SIGN-OFF v1
        mode: LIVE
        meaning: "I saw it."
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        signer: first_ad p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        run: r-9d2xk7 | scene "42 | b" | set-up "A" | take "1"
        list: "proof \"a\"" revision 4 sha256:0000000000000000000000000000000000000000000000000000000000000000
        unit: "u" revision 1 sha256:0000000000000000000000000000000000000000000000000000000000000000
        overlay: "o" revision 2 sha256:0000000000000000000000000000000000000000000000000000000000000000
        status: approved by this production
        item: i-4hq8vz "G-07" "machine_gun"
        role: armorer p-7k2q9x
        role: first_ad p-3m8d0c
        role: performer p-1v5tzr
        recorder: -
        input: load "half\u{9}load"
        steps: 3
          1. chambers[1].state/1 | 2026-11-22 19:00:06 | -: "Look.\u{7}" | armorer: "dummy \"a\"\u{a}  2. forged" | -: "" | fast
          2. count/2 | 2026-11-22 19:00:12 | -: "Look.\u{7}" | armorer: "2" | -: "" | fast
          3. offer/1 | 2026-11-22 19:00:13 | -: "Look.\u{7}" | armorer: "yes" | -: "" | fast
        withdrawn: 1
          1. count/1 | 2026-11-22 19:00:07 | -: "Look.\u{7}" | armorer: "2" | -: "" | fast
        stops: 2
          1. count-mismatch | raised 2026-11-22 19:00:10 | "STOP." | settled 2026-11-22 19:00:11 by armorer "Sample \"Armorer\"", first_ad "Sample First AD" | "thumb over it;\u{a}SHA256 (log/x) = 00 \"looked again\"\u{202e}"
          2. called | raised 2026-11-22 19:00:14 | "STOP\u{2028}." | standing
        follows: hand-over each[2].look
        name: p-1v5tzr "Sample\u{202e}Performer"
        name: p-3m8d0c "Sample First AD"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 19:00:15
        times: UTC+00:00, laptop clock, not attested
        size: 16
    "#]].assert_eq(&made.shown());
}

#[test]
fn a_signoff_says_what_it_declares() {
    let mut made = Production::new("drill");
    made.run("live", "null");
    made.add(&signoff(r#"{"item":"i-4hq8vz","condition":"loaded_chamber_empty","n":3,"of":null,"load":"half","until":"2026-11-22T23:59:59.999Z"}"#));
    expect![[r#"
        SHOWCLEAR DRILL SIGN-OFF v1
        mode: DRILL, NOT REAL
        meaning: "I saw it."
        declares: "G-07" LOADED, CHAMBER EMPTY 3 x "half", at the latest until 2026-11-22 23:59:59
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        signer: first_ad p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        run: r-9d2xk7 | scene "42 | b" | set-up "A" | take "1"
        list: "proof \"a\"" revision 4 sha256:0000000000000000000000000000000000000000000000000000000000000000
        unit: "u" revision 1 sha256:0000000000000000000000000000000000000000000000000000000000000000
        overlay: "o" revision 2 sha256:0000000000000000000000000000000000000000000000000000000000000000
        status: approved by this production
        item: i-4hq8vz "G-07" "machine_gun"
        role: armorer p-7k2q9x
        role: first_ad p-3m8d0c
        recorder: -
        input: load "half\u{9}load"
        steps: 0
        withdrawn: 0
        stops: 0
        follows: hand-over each[2].look
        name: p-3m8d0c "Sample First AD"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 19:00:06
        times: UTC+00:00, laptop clock, not attested
        size: 7
    "#]].assert_eq(&made.shown());
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
    expect![[r#"
        SHOWCLEAR DRILL ROSTER v1
        mode: DRILL, NOT REAL
        meaning: "I saw it."
        signer: root p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        root: 1 of p-7k2q9x
        person: p-7k2q9x "Sample \"Armorer\""
        person: p-3m8d0c "Sample First AD"
        person: p-1v5tzr "Sample First AD"
        key: p-3m8d0c SHA256:b ssh-ed25519 AAAAb kept token
        key: p-7k2q9x SHA256:c ssh-ed25519 AAAAc kept own_file
        role: p-7k2q9x armorer until 2026-12-01 05:30:00
        role: p-3m8d0c first_ad until -
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-23 00:30:09
        times: UTC+05:30, laptop clock, not attested
        size: 10
    "#]].assert_eq(&made.shown());
}

#[track_caller]
fn check_refused(made: &mut Production, prepared: &str, expected: Expect) {
    let entry = made.entry(prepared);
    let dry = made.past.dry_run(&entry, &names()).unwrap_err();
    made.add(prepared);
    let error = made.text().unwrap_err();
    assert_eq!(dry, error, "the dry run refuses the same");
    expected.assert_eq(&format!("{error}. {}", error.remedy()));
}

#[test]
fn what_cannot_be_a_statement_is_refused_before_it_is_appended() {
    let both = sheet(FIRST_AD, r#"{"seq":6,"i":0},{"seq":6,"i":0}"#);
    check_refused(
        &mut rows(),
        &both,
        expect![
            "row 6.0 is struck, and is not a row of this sheet. Choose the struck lines again."
        ],
    );
    check_refused(
        &mut rows(),
        &sheet(FIRST_AD, r#"{"seq":1,"i":0}"#),
        expect![
            "row 1.0 is struck, and is not a row of this sheet. Choose the struck lines again."
        ],
    );
    let newer = sheet(FIRST_AD, "").replace("\"template\":1", "\"template\":2");
    check_refused(
        &mut rows(),
        &newer,
        expect![
            "template 2 is of a newer version of the program. Read it with the newest version of the program."
        ],
    );
    let other = sheet(FIRST_AD, "").replace("\"about\":\"p-3m8d0c\"", "\"about\":\"p-7k2q9x\"");
    check_refused(
        &mut rows(),
        &other,
        expect!["a sheet is signed by its witness and nobody else. Prepare the statement anew."],
    );
    check_refused(
        &mut rows(),
        &signoff("null"),
        expect![[
            r#"it is about "r-9d2xk7", which the log does not hold. Prepare the statement anew."#
        ]],
    );
    let stranger = sheet("p-zzzzzz", "");
    check_refused(
        &mut rows(),
        &stranger,
        expect!["p-zzzzzz is not in the log. Prepare the statement anew."],
    );
    let forged = sheet(FIRST_AD, "").replace("SHA256:D8", "SHA256:\\nD8");
    check_refused(
        &mut rows(),
        &forged,
        expect![[
            r#""SHA256:\nD8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM" cannot stand in a statement. Prepare the statement anew."#
        ]],
    );
    let mut long = rows();
    for _ in 0..400 {
        long.add(&declared("null"));
    }
    check_refused(
        &mut long,
        &sheet(FIRST_AD, ""),
        expect![
            "the text has 60522 bytes; at most 49152 can be signed at once. Sign a sheet sooner, so that it holds fewer lines."
        ],
    );
    let rootless = sheet(ARMORER, "").replace("\"sheet\"", "\"roster\"");
    check_refused(
        &mut rows(),
        &rootless,
        expect!["no root is set for the roster. Say who may change the roster first."],
    );
}

#[test]
fn a_dry_run_tells_what_else_stands_in_the_line() {
    let check = |before: &str, expected: &str| {
        let mut made = rows();
        let line = format!("{before},{}", sheet(FIRST_AD, ""));
        let dry = made.past.dry_run(&made.entry(&line), &names()).unwrap();
        made.add(&line);
        let text = made.text().unwrap();
        assert_eq!(dry.as_str().len(), text.as_str().len());
        let same = |text: &str| text.lines().take_while(|line| !line.starts_with("root: ")).count();
        assert!(
            dry.as_str()
                .lines()
                .take(same(dry.as_str()))
                .eq(text.as_str().lines().take(same(text.as_str())))
        );
        assert!(text.as_str().contains(expected), "{}", text.as_str());
    };
    check(r#"{"k":"log.clock_jump","wall_ms":5000}"#, "\nlines: 6, struck 0\n");
    check(&declared("null"), "\nlines: 7, struck 0\n");
}

#[test]
fn a_name_that_is_not_here_is_said() {
    let mut made = rows();
    made.add(&format!(
        r#"{{"k":"person.named","person":"{FIRST_AD}","name":"{}"}}"#,
        "f".repeat(64)
    ));
    check_refused(
        &mut made,
        &sheet(FIRST_AD, ""),
        expect![
            "the name of p-3m8d0c is not here (object ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff). Bring the name object back, or rely on the text file as it was signed."
        ],
    );
}

#[test]
fn a_text_is_derived_only_where_it_was_prepared() {
    let mut made = rows();
    expect!["no statement was prepared in the line before"]
        .assert_eq(&made.text().unwrap_err().to_string());
    made.add(&sheet(FIRST_AD, ""));
    made.add(&format!(
        r#"{{"k":"item.moved","item":"i-4hq8vz","act":"collect","from":null,"to":"{ARMORER}","place":"handler","store":null,"watch":null,"action":[],"run":null,"breach":null,"card":null,"at":null}}"#
    ));
    expect!["no statement was prepared in the line before"]
        .assert_eq(&made.text().unwrap_err().to_string());
    made.add(&voided(11, "cancelled"));
    assert_eq!(made.faults(), Vec::<String>::new());
}

#[test]
fn a_drill_has_one_namespace_and_nothing_else_shares_it() {
    for kind in [
        StatementKind::Roster,
        StatementKind::Sheet,
        StatementKind::Signoff,
        StatementKind::Approve,
        StatementKind::Deviate,
    ] {
        assert_eq!(namespace(kind, Mode::Drill), "drill.showclear");
    }
    assert_eq!(namespace(StatementKind::Roster, Mode::Live), "roster.showclear");
    assert_eq!(namespace(StatementKind::Sheet, Mode::Live), "sheet.showclear");
    assert_eq!(namespace(StatementKind::Signoff, Mode::Live), "signoff.showclear");
    assert_eq!(namespace(StatementKind::Approve, Mode::Live), "approve.showclear");
    assert_eq!(namespace(StatementKind::Deviate, Mode::Live), "deviate.showclear");
}

proptest! {
    #[test]
    fn nothing_that_was_typed_makes_a_line_of_its_own(typed in any::<String>(), rest in ".{0,20}") {
        let typed = format!("{typed}\nSHA256 (log/x) = 00\r\u{2028}  9. {rest}");
        let hostile = hostile(&typed);
        let plain = hostile_lines("x");
        prop_assert_eq!(hostile.lines().count(), plain, "{}", hostile);
        prop_assert_eq!(hostile.matches("\nSHA256 (").count(), 1);
        prop_assert!(hostile.chars().all(|c| c == '\n' || !c.is_control()));
    }
}

fn hostile_lines(typed: &str) -> usize {
    hostile(typed).lines().count()
}

/// A sign-off in which everything that people type is `typed`.
fn hostile(typed: &str) -> String {
    let typed = json(typed);
    let mut made = Production::new("live");
    made.add_typed(&format!(
        r#"{{"k":"item.added","item":"i-000001","kind":"rifle","tag":{typed},"action":"bolt","barrel":"open","capacity":null,"particulars":null}},{{"k":"run.started","run":"r-9d2xk7","files":[{{"as":"list","id":{typed},"rev":4,"sha256":"{}"}}],"approved":true,"lang":{typed},"recorder":null,"recorded":"live","card":null,"item":"i-000001","roles":{WITNESSES},"inputs":[{{"id":"load","value":{typed}}}],"scene":{typed},"setup":{typed},"take":{typed}}}"#,
        "0".repeat(64)
    ));
    made.add_typed(&format!(
        r#"{{"k":"run.answered","run":"r-9d2xk7","step":"a","n":1,"asker":null,"asked":{typed},"replies":[{{"role":null,"person":null,"said":{typed},"value":null,"object":null}}],"fast":false,"at":null}},{{"k":"stop.raised","stop":"s-0t6n3w","run":"r-9d2xk7","item":null,"rule":null,"by":null,"say":{typed}}},{{"k":"stop.settled","stop":"s-0t6n3w","witnesses":{WITNESSES},"why":{typed},"restart":null,"statement":null,"card":null}}"#
    ));
    made.add_typed(&signoff(&format!(
        r#"{{"item":"i-000001","condition":"inert","n":null,"of":null,"load":{typed},"until":null}}"#
    )).replace("\"I saw it.\"", &typed));
    made.text().unwrap().as_str().to_owned()
}
