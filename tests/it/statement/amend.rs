//! Amendments: the text that everybody whose word is touched signs, for each fact that can be corrected.

use expect_test::expect;

use super::production::{ARMORER, FIRST_AD, KEY_A, KEY_B, Production};

const SHOWN: &str = r#"{"k":"item.shown","items":["i-4hq8vz"],"by":"p-7k2q9x","to":[{"role":"first_ad","person":"p-3m8d0c"},{"role":"camera","person":null}],"looked":2,"card":7}"#;
const MOVED: &str = r#"{"k":"item.moved","item":"i-4hq8vz","act":"hand_over","from":"p-7k2q9x","to":null,"place":"hand","store":null,"watch":null,"action":[],"run":null,"breach":null,"card":7,"at":"2026-11-22T18:00:00.000Z"}"#;
const BREACH: &str = r#"{"k":"item.moved","item":"i-4hq8vz","act":"set_down","from":"p-7k2q9x","to":null,"place":"set","store":null,"watch":null,"action":[],"run":null,"breach":"unattended","card":null,"at":null}"#;
const STOP: &str = r#"{"k":"stop.raised","stop":"s-0t6n3w","run":null,"item":null,"rule":null,"by":"p-3m8d0c","say":"STOP.\n  2. forged"}"#;
const ANSWERED: &str = r#"{"k":"run.answered","run":"r-9d2xk7","step":"chambers[2].state","n":1,"asker":"first_ad","asked":"Chamber 2?","replies":[{"role":"armorer","person":"p-7k2q9x","said":"6","value":6,"object":null}],"fast":false,"at":"2026-11-22T18:00:00.000Z"}"#;
const CONDITION: &str = r#"{"k":"item.condition","item":"i-4hq8vz","condition":"hot","n":5,"of":null,"load":"quarter","why":"shot"}"#;
const OFFERED: &str = r#"{"k":"show_me.offered","item":"i-4hq8vz","by":"p-7k2q9x","looked":3}"#;

fn proposed(targets: &[(u64, u32, &str)], replaces: &str, what: &str) -> String {
    let targets: Vec<String> = targets
        .iter()
        .map(|(seq, i, was)| {
            format!(r#"{{"seq":{seq},"i":{i},"t":"2026-11-22T19:00:0{seq}.000Z","was":{was}}}"#)
        })
        .collect();
    format!(
        r#"{{"k":"amend.proposed","amend":"a-5n2w8k","corrects":[{}],"replaces":{replaces},"what":{what},"why":"Read \"wrong\",\n\u202ealoud.","by":"{ARMORER}"}}"#,
        targets.join(",")
    )
}

fn prepared(about: &str) -> String {
    format!(
        r#"{{"k":"statement.prepared","kind":"amend","about":"{about}","template":1,"offset":60,"signers":[{{"role":"armorer","person":"{ARMORER}","key":"{KEY_A}"}},{{"role":"first_ad","person":"{FIRST_AD}","key":"{KEY_B}"}}],"meaning":"I have read it.","declares":null,"follows":[],"struck":[]}}"#
    )
}

/// The text of an amendment of these events, which stand in one line.
fn text(events: &[&str], replaces: &str, what: &str) -> String {
    let mut made = Production::new("live");
    made.add_typed(&events.join(","));
    let targets: Vec<(u64, u32, &str)> =
        (0..).zip(events).map(|(i, event)| (5, i, *event)).collect();
    made.add_typed(&proposed(&targets, replaces, what));
    made.add(&prepared("a-5n2w8k"));
    made.shown()
}

/// The lines that tell what was recorded and what is right.
fn told(event: &str, what: &str) -> String {
    let text = text(&[event], "null", what);
    let body = text.lines().skip_while(|line| !line.starts_with("corrects: ")).skip(1);
    let body = body.take_while(|line| !line.starts_with("why: "));
    body.map(|line| format!("{line}\n")).collect()
}

#[test]
fn it_quotes_what_was_recorded_as_a_sheet_does() {
    expect![[r#"
        SHOWCLEAR AMENDMENT v1
        mode: LIVE
        meaning: "I have read it."
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        signer: first_ad p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        amendment: a-5n2w8k | proposed 2026-11-22 20:00:06 | by "Sample \"Armorer\""
        replaces: a-0t6n3w
        corrects: 2
          1. 5.0 | 2026-11-22 20:00:05 | shown | "G-07" | by "Sample \"Armorer\"" | to first_ad "Sample First AD", camera | RECORDED AFTER, card 7
          2. 5.1 | 2026-11-22 20:00:05 | breach unattended | "G-07" set_down | from "Sample \"Armorer\"" to -
        correct: THIS DID NOT HAPPEN
        why: "Read \"wrong\",\u{a}\u{202e}aloud."
        name: p-3m8d0c "Sample First AD"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 20:00:07
        times: UTC+01:00, laptop clock, not attested
        size: 8
    "#]].assert_eq(&text(&[SHOWN, BREACH], "\"a-0t6n3w\"", r#"{"fact":"not_so"}"#));
}

#[test]
fn a_late_entry_says_that_it_is_one() {
    let what = format!(
        r#"{{"fact":"late","at":"2026-11-22T18:00:00.000Z","items":["i-4hq8vz"],"people":["{FIRST_AD}"],"said":"It lay on the table.\nSHA256 (log/x) = 00"}}"#
    );
    let mut made = Production::new("drill");
    made.add_typed(&proposed(&[], "null", &what));
    made.add(&prepared("a-5n2w8k"));
    expect![[r#"
        SHOWCLEAR DRILL AMENDMENT v1
        mode: DRILL, NOT REAL
        meaning: "I have read it."
        signer: armorer p-7k2q9x SHA256:JJC43svHzHCAnEByxvcSBgt/3FRiOpXbLiKlTes/5H8 "Sample \"Armorer\""
        signer: first_ad p-3m8d0c SHA256:D8+1Tr6fwsOt6efFwN9y49AjxSZG4TWBPToqu2RegfM "Sample First AD"
        amendment: a-5n2w8k | proposed 2026-11-22 20:00:05 | by "Sample \"Armorer\""
        replaces: -
        corrects: 0
        late entry, not recorded at the time: claimed 2026-11-22 19:00:00 | "G-07" | "Sample First AD" | "It lay on the table.\u{a}SHA256 (log/x) = 00"
        why: "Read \"wrong\",\u{a}\u{202e}aloud."
        name: p-3m8d0c "Sample First AD"
        name: p-7k2q9x "Sample \"Armorer\""
        production: 8c1f0e6d2a7b4935 "Night \"Ferry\"\u{a}"
        log: showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376
        roster: -
        prepared: 2026-11-22 20:00:06
        times: UTC+01:00, laptop clock, not attested
        size: 7
    "#]].assert_eq(&made.shown());
}

#[test]
fn each_fact_has_its_own_words() {
    let person = format!(r#""person":"{FIRST_AD}""#);
    let all = [
        told(MOVED, &format!(r#"{{"fact":"from",{person}}}"#)),
        told(MOVED, &format!(r#"{{"fact":"to",{person}}}"#)),
        told(MOVED, r#"{"fact":"watch","person":null}"#),
        told(STOP, r#"{"fact":"by","person":null}"#),
        told(SHOWN, r#"{"fact":"shown_to","to":[],"looked":1}"#),
        told(SHOWN, r#"{"fact":"items","items":["i-4hq8vz","i-zzzzzz"]}"#),
        told(MOVED, r#"{"fact":"act","act":"set_down","place":"set"}"#),
        told(ANSWERED, r#"{"fact":"time","at":"2026-11-22T18:30:00.000Z"}"#),
        told(ANSWERED, r#"{"fact":"reply","reply":0,"said":"5","value":5}"#),
        told(CONDITION, r#"{"fact":"count","n":4,"of":null}"#),
        told(OFFERED, r#"{"fact":"words","said":"Two looked."}"#),
        told(OFFERED, r#"{"fact":"stands"}"#),
        told(
            r#"{"k":"stop.settled","stop":"s-0t6n3w","witnesses":[],"why":null,"restart":null,"statement":null,"card":null}"#,
            &format!(r#"{{"fact":"witnesses","witnesses":[{{"role":"first_ad",{person}}}]}}"#),
        ),
    ];
    expect![[r#"
          1. 5.0 | 2026-11-22 20:00:05 | moved | "G-07" hand_over | from "Sample \"Armorer\"" to - | watched by - | hand | claimed 2026-11-22 19:00:00 | RECORDED AFTER, card 7
        correct: from "Sample First AD"

          1. 5.0 | 2026-11-22 20:00:05 | moved | "G-07" hand_over | from "Sample \"Armorer\"" to - | watched by - | hand | claimed 2026-11-22 19:00:00 | RECORDED AFTER, card 7
        correct: to "Sample First AD"

          1. 5.0 | 2026-11-22 20:00:05 | moved | "G-07" hand_over | from "Sample \"Armorer\"" to - | watched by - | hand | claimed 2026-11-22 19:00:00 | RECORDED AFTER, card 7
        correct: watched by -

          1. 5.0 | 2026-11-22 20:00:05 | stop raised | s-0t6n3w | "STOP.\u{a}  2. forged" | by "Sample First AD"
        correct: by -

          1. 5.0 | 2026-11-22 20:00:05 | shown | "G-07" | by "Sample \"Armorer\"" | to first_ad "Sample First AD", camera | RECORDED AFTER, card 7
        correct: to - | 1 looked

          1. 5.0 | 2026-11-22 20:00:05 | shown | "G-07" | by "Sample \"Armorer\"" | to first_ad "Sample First AD", camera | RECORDED AFTER, card 7
        correct: item "G-07", "i-zzzzzz"

          1. 5.0 | 2026-11-22 20:00:05 | moved | "G-07" hand_over | from "Sample \"Armorer\"" to - | watched by - | hand | claimed 2026-11-22 19:00:00 | RECORDED AFTER, card 7
        correct: act set_down | set

          1. 5.0 | 2026-11-22 20:00:05 | answered | r-9d2xk7 chambers[2].state/1 | "Chamber 2?" | armorer "Sample \"Armorer\"": "6" | claimed 2026-11-22 19:00:00
        correct: time 2026-11-22 19:30:00

          1. 5.0 | 2026-11-22 20:00:05 | answered | r-9d2xk7 chambers[2].state/1 | "Chamber 2?" | armorer "Sample \"Armorer\"": "6" | claimed 2026-11-22 19:00:00
        correct: reply 1 "5"

          1. 5.0 | 2026-11-22 20:00:05 | condition | "G-07" HOT 5 x "quarter" | "shot"
        correct: count 4/-

          1. 5.0 | 2026-11-22 20:00:05 | offered | "G-07" | by "Sample \"Armorer\"" | 3 looked
        correct: in words "Two looked."

          1. 5.0 | 2026-11-22 20:00:05 | offered | "G-07" | by "Sample \"Armorer\"" | 3 looked
        correct: what was recorded stands

          1. 5.0 | 2026-11-22 20:00:05 | stop settled | s-0t6n3w | by  | from -
        correct: seen by first_ad "Sample First AD"
    "#]].assert_eq(&all.join("\n"));
}

#[test]
fn nothing_is_signed_about_an_amendment_that_nobody_proposed() {
    let mut made = Production::new("live");
    made.add_typed(&proposed(&[], "null", r#"{"fact":"not_so"}"#));
    made.add(&prepared("a-zzzzzz"));
    expect![[r#"it is about "a-zzzzzz", which the log does not hold"#]]
        .assert_eq(&made.text().unwrap_err().to_string());
}
