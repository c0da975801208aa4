//! What is found beside the items: STOPs, runs and answers, cards, signatures, sittings, lists.

use std::collections::BTreeMap;

use expect_test::expect;
use showclear::review::What;
use showclear::verify::RowState;

use super::tale::{
    ARMORER, FIRST_AD, GUN, PERFORMER, RECORDER, RUN, Tale, answered, declared, moved, run_started,
    shown_from,
};

const STOPS: &str = "STOPs and answers";
const SITTINGS: &str = "Sittings, clock and disk";
const SIGNING: &str = "Signed and not signed";

#[test]
fn stops_say_by_whom_and_after_how_long_and_which_still_stand() {
    let mut tale = Tale::with_gun();
    tale.line(&[&format!(
        r#"{{"k":"stop.raised","stop":"s-s1s1s1","by":"{FIRST_AD}","say":"STOP."}}"#
    )]);
    tale.pass(95_000);
    tale.line(&[&format!(
        r#"{{"k":"stop.settled","stop":"s-s1s1s1","witnesses":[{{"role":"armorer","person":"{ARMORER}"}},{{"role":"first_ad","person":"{FIRST_AD}"}}]}}"#
    )]);
    tale.line(&[r#"{"k":"stop.raised","stop":"s-s2s2s2","item":"i-g7g7g7","say":"STOP."}"#]);
    tale.pass(2_000);
    tale.close();
    expect![[r#"
        STOP called by Sample First AD, settled after 1 min 35 s by Sample Armorer and Sample First AD.
        G-07: STOP, still standing at the last entry, 2 s later.
    "#]]
    .assert_eq(&tale.under(STOPS));
    expect![[r#"
        G-07: STOP, still standing at the last entry, 2 s later.
    "#]]
    .assert_eq(&tale.missing());
}

fn a_run() -> Tale {
    let mut tale = Tale::with_gun();
    tale.line(&[&run_started(RUN, "live", "")]);
    tale.line(&[&format!(
        r#"{{"k":"run.reply_refused","run":"{RUN}","step":"muzzle","said":"ok","person":"{PERFORMER}"}}"#
    )]);
    tale.line(&[&answered("muzzle", 1, "clear", true)]);
    tale.line(&[&answered("count", 1, "6", false)]);
    tale.line(&[
        &format!(r#"{{"k":"run.withdrawn","run":"{RUN}","step":"count","n":1,"why":"restart"}}"#),
        &format!(r#"{{"k":"run.interrupted","run":"{RUN}","why":"stop"}}"#),
    ]);
    tale
}

#[test]
fn answers_fast_weak_and_withdrawn_and_how_the_run_ended() {
    let mut tale = a_run();
    expect![[r#"
        G-07: run of show-clear, revision 3 was begun and has no end in this record.
        G-07: 1 answer came sooner than show-clear, revision 3 thinks possible (step muzzle).
        G-07: 1 weak reply was not taken by show-clear, revision 3 (step muzzle).
        G-07: 1 answer withdrawn in show-clear, revision 3: sent back by a STOP (step count).
    "#]]
    .assert_eq(&tale.under(STOPS));
    tale.line(&[&format!(r#"{{"k":"run.ended","run":"{RUN}","how":"abandoned"}}"#)]);
    let told = tale.under(STOPS);
    assert!(told.starts_with("G-07: run of show-clear, revision 3 was abandoned.\n"), "{told}");
    tale.line(&[&run_started("r-r2r2r2", "live", "")]);
    tale.approved();
    tale.line(&[r#"{"k":"run.ended","run":"r-r2r2r2","how":"done"}"#]);
    let told = tale.under(STOPS);
    assert!(told.contains("abandoned") && !told.contains("no end"), "{told}");
}

#[test]
fn nobody_is_named_for_a_weak_reply_or_for_not_signing() {
    let mut tale = a_run();
    prepare(&mut tale, "sheet");
    let number = tale.seq();
    tale.line(&[
        &format!(r#"{{"k":"statement.refused","statement":{number},"person":"{PERFORMER}"}}"#),
        &format!(r#"{{"k":"statement.voided","statement":{number},"why":"refused"}}"#),
    ]);
    for finding in tale.review().findings {
        if matches!(finding.what, What::WeakReplies { .. } | What::StatementNotSigned { .. }) {
            assert!(finding.people.is_empty(), "{finding:?}");
        }
    }
    let page = tale.page();
    let sections = page.sections.iter().flat_map(|one| &one.lines);
    let told: Vec<&str> = sections.chain(&page.missing).map(|line| line.words.as_str()).collect();
    assert!(told.iter().any(|words| words.contains("not signed by everybody asked")));
    assert!(told.iter().all(|words| !words.contains("Sample Performer")), "{told:?}");
    let runs = page.runs.iter().flat_map(|run| &run.steps);
    assert!(runs.clone().any(|step| step.mark.as_deref() == Some("weak reply")));
    assert!(runs.clone().all(|step| !step.said.contains("Sample Performer")));
}

#[test]
fn live_against_after_card_by_card() {
    let mut tale = Tale::with_gun();
    tale.line(&[&run_started("r-r2r2r2", "live", "")]);
    tale.line(&[r#"{"k":"run.ended","run":"r-r2r2r2","how":"done"}"#]);
    tale.line(&[&run_started(RUN, "after", r#","card":12"#)]);
    tale.line(&[&declared(&tale.until(20), r#","card":12"#)]);
    tale.line(&[&shown_from(r#","card":12"#, &[("first_ad", FIRST_AD)])]);
    tale.line(&[&format!(r#"{{"k":"run.ended","run":"{RUN}","how":"done"}}"#)]);
    tale.close();
    expect![[r#"
        1 run recorded as it happened, 1 run recorded after.
        Card 12: 3 entries recorded after; nothing is ever in force from it.
    "#]]
    .assert_eq(&tale.under("Recorded live, recorded after"));
    let runs: Vec<String> = tale.page().runs.into_iter().map(|run| run.below).collect();
    assert!(runs[0].contains("recorded as it happened; done at 19:30:00"), "{runs:?}");
    assert!(runs[1].contains("scene 42, set-up A, take 1; recorded after, card 12"), "{runs:?}");
}

fn prepare(tale: &mut Tale, kind: &str) {
    tale.line(&[&format!(
        r#"{{"k":"statement.prepared","kind":"{kind}","template":1,"offset":0,"signers":[{{"role":"first_ad","person":"{FIRST_AD}","key":"k"}}],"meaning":"m","follows":[],"struck":[]}}"#
    )]);
}

#[test]
fn statements_void_not_signed_and_waiting_and_people_added_for_now() {
    let mut tale = Tale::with_gun();
    prepare(&mut tale, "sheet");
    let first = tale.seq();
    tale.line(&[&format!(r#"{{"k":"statement.voided","statement":{first},"why":"timeout"}}"#)]);
    tale.line(&[&format!(
        r#"{{"k":"person.provisional","person":"{RECORDER}","role":"armorer","witnesses":[{{"role":"first_ad","person":"{FIRST_AD}"}}]}}"#
    )]);
    prepare(&mut tale, "roster");
    let waiting = expect![[r#"
        Sheet of showings 8 was voided: ten minutes passed.
        Sample Recorder was added as PROVISIONAL armorer; no later roster holds that.
        Roster 11 still waits for signatures.
    "#]];
    waiting.assert_eq(&tale.under(SIGNING));
    let number = tale.seq();
    let zeros = "0".repeat(64);
    tale.line(&[&format!(
        r#"{{"k":"statement.completed","statement":{number},"text":"{zeros}"}}"#
    )]);
    expect![[r#"
        Sheet of showings 8 was voided: ten minutes passed.
    "#]]
    .assert_eq(&tale.under(SIGNING));
}

#[test]
fn rows_say_how_they_stand_one_by_one() {
    let mut tale = Tale::issued();
    let person = |text: &str| text.parse().unwrap();
    let one = |signed: &[&str], struck: &[&str], open: &[&str], card| RowState {
        signed: signed.iter().map(|who| (person(who), 26)).collect(),
        struck: struck.iter().map(|who| (person(who), 28)).collect(),
        open: open.iter().map(|who| person(who)).collect(),
        card,
        withheld: false,
    };
    tale.line(&[&shown_from(r#","card":3"#, &[("first_ad", FIRST_AD)])]);
    tale.line(&[&declared(&tale.until(20), "")]);
    tale.rows = BTreeMap::from([
        ((8, 0), one(&[ARMORER], &[], &[], None)),
        ((9, 0), one(&[ARMORER], &[FIRST_AD], &[], None)),
        ((11, 0), one(&[], &[], &[FIRST_AD], Some(3))),
        ((12, 0), one(&[], &[], &[ARMORER], None)),
    ]);
    expect![[r#"
        1 row struck by a witness.
        1 row recorded after, from paper cards.
        1 row recorded, not yet signed.
    "#]]
    .assert_eq(&tale.under(SIGNING));
    let rows: String = tale
        .page()
        .rows
        .iter()
        .map(|row| format!("{} [{}]\n", row.line.words, row.standing))
        .collect();
    expect![[r#"
        G-07: declared EMPTY, SHOWN CLEAR, seen by armorer: Sample Armorer [signed by Sample Armorer (statement 26)]
        G-07: shown by Sample Armorer to Sample First AD (first AD) and Sample Performer (performer), 2 looked [struck by Sample First AD (statement 28); signed by Sample Armorer (statement 26)]
        G-07: shown by Sample Armorer to Sample First AD (first AD), 1 looked, recorded after, card 3 [recorded after, card 3; not yet by Sample First AD]
        G-07: declared EMPTY, SHOWN CLEAR, seen by armorer: Sample Armorer [recorded, not yet signed; not yet by Sample Armorer]
    "#]]
    .assert_eq(&rows);
}

#[test]
fn sittings_gaps_tails_volumes_clocks_and_pins() {
    let mut tale = Tale::with_gun();
    tale.pass(1_000);
    tale.close();
    tale.pass(3_600_000);
    let zeros = "0".repeat(64);
    tale.restart();
    tale.line(&[
        r#"{"k":"log.opened","program":"showclear","boot":"second","zone":"UTC","offset":0,"durable":"weak"}"#,
        &format!(r#"{{"k":"log.recovered","after":7,"bytes":41,"sha256":"{zeros}"}}"#),
    ]);
    tale.set_clock(7_200_000);
    tale.line(&[r#"{"k":"log.clock_jump","wall_ms":7200000}"#]);
    for _ in 0..2 {
        tale.line(&[&format!(
            r#"{{"k":"unlock.failed","person":"{FIRST_AD}","fingerprint":"f"}}"#
        )]);
    }
    tale.set_clock(-20_000_000);
    tale.restart();
    tale.open("third");
    expect![[r#"
        1 h between a closed sitting and this opening.
        The disk does not promise to keep what it acknowledged.
        A torn tail of 41 bytes was set aside: an entry that was being written is lost.
        The wall clock jumped forward by 2 h; the log says so itself.
        A wrong PIN for the key of Sample First AD, 2 times.
        The sitting before was not closed: a time that no clock can tell from its last entry (entry 11, 2026-11-22 22:30:01) to this opening.
        The last sitting has no end in this record: it goes on, or was not closed.
    "#]]
    .assert_eq(&tale.under(SITTINGS));
    expect![[r#"
        A torn tail of 41 bytes was set aside: an entry that was being written is lost.
        The wall clock jumped forward by 2 h; the log says so itself.
        The sitting before was not closed: a time that no clock can tell from its last entry (entry 11, 2026-11-22 22:30:01) to this opening.
        The last sitting has no end in this record: it goes on, or was not closed.
    "#]]
    .assert_eq(&tale.missing());
}

#[test]
fn lists_that_are_examples_are_named_with_how_often_they_were_used() {
    let mut tale = a_run();
    tale.line(&[&run_started("r-r2r2r2", "live", "")]);
    tale.approved();
    tale.line(&[
        &run_started("r-r3r3r3", "live", "").replace(r#""approved":false"#, r#""approved":true"#)
    ]);
    expect![[r#"
        List show-clear, revision 3: used 2 times, an example, not approved.
    "#]]
    .assert_eq(&tale.under("Lists used"));
}

#[test]
fn breaches_that_somebody_reported_are_told_with_their_card() {
    let mut tale = Tale::taken_out();
    let pointed = [("to", ARMORER), ("breach", "pointed"), ("card", "9")];
    tale.line(&[&moved("make_safe", "handler", &pointed)]);
    expect![[r#"
        G-07: BREACH recorded: pointed outside the plan (pointed clear and opened; Sample Armorer), from card 9.
    "#]]
    .assert_eq(&tale.under("Against the rules"));
}

#[test]
fn cards_that_were_printed_and_whose_law_counts_are_told() {
    let mut tale = Tale::new();
    tale.line(&[r#"{"k":"day.law","law":"us_ca"}"#]);
    tale.line(&[r#"{"k":"card.printed","from":1,"to":12}"#]);
    tale.line(&[r#"{"k":"card.printed","from":13,"to":13}"#]);
    tale.line(&[r#"{"k":"day.law","law":"elsewhere"}"#]);
    tale.close();
    expect![[r#"
        Paper cards 1 to 12 were printed.
        Paper card 13 was printed.
    "#]]
    .assert_eq(&tale.under("Recorded live, recorded after"));
    expect![[r#"
        From here on the law of the place is that of: California.
        From here on the law of the place is that of: outside the US.
    "#]]
    .assert_eq(&tale.under("Sittings, clock and disk"));
}

#[test]
fn photos_are_told_at_their_item_and_with_the_runs_of_their_card() {
    let object = "ab".repeat(32);
    let photo = |of: &str, said: &str| {
        format!(r#"{{"k":"photo.added",{of},"object":"{object}","said":{said}}}"#)
    };
    let mut tale = Tale::with_gun();
    tale.line(&[&photo(&format!(r#""item":"{GUN}","card":null"#), r#""a scratch on the frame""#)]);
    tale.line(&[&photo(r#""item":null,"card":12"#, "null")]);
    tale.line(&[&run_started(RUN, "after", r#","card":12"#)]);
    tale.line(&[&photo(r#""item":null,"card":13"#, r#""another card""#)]);
    tale.close();
    expect![[r#"
        G-07: a photo was brought: "a scratch on the frame", file abababababababababababababababababababababababababababababababab.
        A photo of paper card 12 was brought: file abababababababababababababababababababababababababababababababab.
        Card 12: 1 entry recorded after; nothing is ever in force from it.
        0 runs recorded as it happened, 1 run recorded after.
        A photo of paper card 13 was brought: "another card", file abababababababababababababababababababababababababababababababab.
    "#]].assert_eq(&tale.under("Recorded live, recorded after"));
    let page = tale.page();
    let steps: Vec<String> = page
        .runs
        .iter()
        .flat_map(|run| &run.steps)
        .map(|step| format!("{}: {}", step.asked, step.said))
        .collect();
    assert_eq!(steps, [format!("photo of the card: file {object}")]);
}
