//! Amendments in review: three views of each line, findings of the original, and the original that no amendment changes.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use expect_test::{Expect, expect};
use proptest::prelude::*;
use showclear::bundle;
use showclear::event::{AmendProposed, Amended, Amendments, Correction, Event, RowRef};
use showclear::review::{AmendmentLine, Evidence, Line, Page, View, review};
use showclear::terms::{AmendId, PersonId, Place};
use showclear::verify::{Checked, Files, Options, look};

use super::tale::{ARMORER, FIRST_AD, GUN, PERFORMER, RUN, Tale, answered, moved, run_started};
use crate::verify::amended::amended;
use crate::verify::bundle::{Folder, export};

/// A gun that was set down with nobody named, which is a breach; a STOP that was settled; a run with one answer.
fn told() -> Tale {
    let mut tale = Tale::issued();
    tale.pass(60_000);
    tale.line(&[&moved("set_down", "set", &[("from", PERFORMER), ("breach", "nobody_named")])]);
    tale.pass(60_000);
    tale.line(&[&moved("collect", "handler", &[("to", ARMORER)])]);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale.line(&[&format!(
        r#"{{"k":"stop.raised","stop":"s-s1s1s1","by":"{FIRST_AD}","say":"STOP."}}"#
    )]);
    tale.line(&[&format!(
        r#"{{"k":"stop.settled","stop":"s-s1s1s1","witnesses":[{{"role":"armorer","person":"{ARMORER}"}}]}}"#
    )]);
    tale.line(&[&run_started(RUN, "live", ""), &answered("count", 1, "6", false)]);
    tale.line(&[&format!(r#"{{"k":"run.ended","run":"{RUN}","how":"done"}}"#)]);
    tale
}

/// The place of the only event of that kind that the test takes.
fn place(tale: &Tale, is: impl Fn(&Event) -> bool) -> RowRef {
    let all = (0..).zip(&tale.entries).flat_map(|(seq, entry)| {
        (0..).zip(entry.events()).map(move |(i, event)| (RowRef { seq, i }, event))
    });
    all.filter(|(_, event)| is(event)).last().unwrap().0
}

fn breach(tale: &Tale) -> RowRef {
    place(tale, |event| matches!(event, Event::ItemMoved(moved) if moved.breach.is_some()))
}

fn propose(tale: &mut Tale, id: u64, at: Option<RowRef>, what: Correction) {
    let target = |at: RowRef| {
        let entry = &tale.entries[usize::try_from(at.seq).unwrap()];
        let was = entry.events()[usize::try_from(at.i).unwrap()].clone();
        Amended { seq: at.seq, i: at.i, t: entry.t, was }
    };
    let proposed = AmendProposed {
        amend: AmendId::from_random(id),
        corrects: at.map(target).into_iter().collect(),
        replaces: None,
        what,
        why: "Read wrongly.".into(),
        by: ARMORER.parse().unwrap(),
    };
    tale.line(&[&serde_json::to_string(&Event::AmendProposed(proposed)).unwrap()]);
}

fn sign(tale: &mut Tale, id: u64) {
    let about = AmendId::from_random(id);
    tale.line(&[&format!(
        r#"{{"k":"statement.prepared","kind":"amend","about":"{about}","template":1,"offset":0,"signers":[{{"role":"armorer","person":"{ARMORER}","key":"k"}},{{"role":"first_ad","person":"{FIRST_AD}","key":"l"}}],"meaning":"m","declares":null,"follows":[],"struck":[]}}"#
    )]);
    let number = tale.seq();
    tale.line(&[&format!(
        r#"{{"k":"statement.completed","statement":{number},"text":"{}"}}"#,
        "0".repeat(64)
    )]);
}

/// Every line of a page that speaks of what was recorded, in one view.
fn shown(page: &Page, view: View) -> String {
    let mut text = String::new();
    let mut say = |words: &str, below: &[String]| {
        text.push_str(&format!("{words}\n"));
        below.iter().for_each(|one| text.push_str(&format!("    {one}\n")));
    };
    let mut line = |line: &Line| {
        let (words, below) = line.amends.says(view, &line.words);
        say(words, &below);
    };
    page.missing.iter().for_each(&mut line);
    page.sections.iter().flat_map(|one| &one.lines).for_each(&mut line);
    page.corrected_only.iter().filter(|_| view != View::Original).for_each(&mut line);
    for item in &page.items {
        item.past.iter().for_each(&mut line);
        item.late.iter().filter(|_| view != View::Original).for_each(&mut line);
    }
    for step in page.runs.iter().flat_map(|run| &run.steps) {
        let words = format!("{} \u{2013} {}", step.asked, step.said);
        let (words, below) = step.amends.says(view, &words);
        say(words, &below);
    }
    for item in &page.items {
        for (heading, custody) in item.in_view(view) {
            let heading = heading.map_or_else(String::new, |heading| format!("{heading}: "));
            say(&format!("{heading}{}", custody.below), &[]);
        }
    }
    text
}

#[track_caller]
fn three(page: &Page, original: Expect, corrected: Expect, both: Expect) {
    original.assert_eq(&shown(page, View::Original));
    corrected.assert_eq(&shown(page, View::Corrected));
    both.assert_eq(&shown(page, View::Both));
}

/// The watcher whom nobody recorded, the performer who did not look, the count that was misread, and a late entry.
fn corrected() -> Tale {
    let mut tale = told();
    let at = breach(&tale);
    let watch = Correction::Watch { person: Some(FIRST_AD.parse().unwrap()) };
    propose(&mut tale, 1, Some(at), watch);
    sign(&mut tale, 1);
    let at = place(&tale, |event| matches!(event, Event::RunAnswered(_)));
    let reply = Correction::Reply { reply: 0, said: "5".into(), value: None };
    propose(&mut tale, 2, Some(at), reply);
    sign(&mut tale, 2);
    let at = place(&tale, |event| matches!(event, Event::StopRaised(_)));
    propose(&mut tale, 3, Some(at), Correction::By { person: None });
    sign(&mut tale, 3);
    let at = place(&tale, |event| matches!(event, Event::ItemShown(_)));
    propose(&mut tale, 4, Some(at), Correction::NotSo {});
    let late = Correction::Late {
        at: tale.entries[3].t,
        items: vec![GUN.parse().unwrap()],
        people: vec![PERFORMER.parse().unwrap()],
        said: "It lay on the table.".into(),
    };
    propose(&mut tale, 5, None, late);
    tale
}

#[test]
fn a_line_in_three_views() {
    let tale = corrected();
    three(
        &tale.page(),
        expect![[r#"
            G-07: 1 min out of the handler's hands with nobody named.
            G-07: set down with nobody named; recorded as a breach.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                answered by the corrected record
            The last sitting has no end in this record: it goes on, or was not closed.
            G-07: set down with nobody named; recorded as a breach.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                answered by the corrected record
            G-07: BREACH recorded: nobody named (set down; Sample Performer).
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                in the corrected record: G-07: BREACH recorded: nobody named (set down; Sample Performer and Sample First AD).
            STOP called by Sample First AD, settled after 0 s by Sample Armorer.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-300000)
                in the corrected record: STOP, settled after 0 s by Sample Armorer.
            1 run recorded as it happened, 0 runs recorded after.
            G-07: 1 showing against 1 issue.
            The last sitting has no end in this record: it goes on, or was not closed.
            List show-clear, revision 3: used once, an example, not approved.
            entered in the book
            locked away, from Sample Armorer; locked away
            taken out, to Sample Armorer; with handler
            declared EMPTY, SHOWN CLEAR, seen by armorer: Sample Armorer
            shown by Sample Armorer to Sample First AD (first AD) and Sample Performer (performer), 2 looked
            issued to the action, from Sample Armorer, to Sample Performer; in hand of
            set down, from Sample Performer; on set; BREACH: nobody named
                corrected: set down, from Sample Performer, watched by Sample First AD; on set; BREACH: nobody named
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
            collected, to Sample Armorer; with handler
            locked away, from Sample Armorer; locked away
            What is at count? (Sample First AD) – Sample Armorer: 6
            Of 2 min: 1 min out of the handler's hands with nobody named
        "#]],
        expect![[r#"
            G-07: 1 min out of the handler's hands with nobody named.
                answered by the corrected record
            G-07: set down with nobody named; recorded as a breach.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                answered by the corrected record
            The last sitting has no end in this record: it goes on, or was not closed.
            G-07: set down with nobody named; recorded as a breach.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                answered by the corrected record
            G-07: BREACH recorded: nobody named (set down; Sample Performer).
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                in the corrected record: G-07: BREACH recorded: nobody named (set down; Sample Performer and Sample First AD).
            STOP called by Sample First AD, settled after 0 s by Sample Armorer.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-300000)
                in the corrected record: STOP, settled after 0 s by Sample Armorer.
            1 run recorded as it happened, 0 runs recorded after.
            G-07: 1 showing against 1 issue.
            The last sitting has no end in this record: it goes on, or was not closed.
            List show-clear, revision 3: used once, an example, not approved.
            G-07: set down with Sample First AD, outside its action; found by review, not recorded as a breach.
            entered in the book
            locked away, from Sample Armorer; locked away
            taken out, to Sample Armorer; with handler
            declared EMPTY, SHOWN CLEAR, seen by armorer: Sample Armorer
            shown by Sample Armorer to Sample First AD (first AD) and Sample Performer (performer), 2 looked
                proposed by Sample Armorer on 2026-11-22 19:32:00, not signed: this did not happen (a-400000)
            issued to the action, from Sample Armorer, to Sample Performer; in hand of
            set down, from Sample Performer, watched by Sample First AD; on set; BREACH: nobody named
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
            collected, to Sample Armorer; with handler
            locked away, from Sample Armorer; locked away
            LATE ENTRY, claimed for 2026-11-22 19:30:00, G-07, Sample Performer: “It lay on the table.”; proposed, not signed
            What is at count? – Sample Armorer: 5
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-200000)
            As it stands corrected: Of 2 min: somebody is named, or it is locked away, all the time
        "#]],
        expect![[r#"
            G-07: 1 min out of the handler's hands with nobody named.
                answered by the corrected record
            G-07: set down with nobody named; recorded as a breach.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                answered by the corrected record
            The last sitting has no end in this record: it goes on, or was not closed.
            G-07: set down with nobody named; recorded as a breach.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                answered by the corrected record
            G-07: BREACH recorded: nobody named (set down; Sample Performer).
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
                in the corrected record: G-07: BREACH recorded: nobody named (set down; Sample Performer and Sample First AD).
            STOP called by Sample First AD, settled after 0 s by Sample Armorer.
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-300000)
                in the corrected record: STOP, settled after 0 s by Sample Armorer.
            1 run recorded as it happened, 0 runs recorded after.
            G-07: 1 showing against 1 issue.
            The last sitting has no end in this record: it goes on, or was not closed.
            List show-clear, revision 3: used once, an example, not approved.
            G-07: set down with Sample First AD, outside its action; found by review, not recorded as a breach.
            entered in the book
            locked away, from Sample Armorer; locked away
            taken out, to Sample Armorer; with handler
            declared EMPTY, SHOWN CLEAR, seen by armorer: Sample Armorer
            shown by Sample Armorer to Sample First AD (first AD) and Sample Performer (performer), 2 looked
                proposed by Sample Armorer on 2026-11-22 19:32:00, not signed: this did not happen (a-400000)
            issued to the action, from Sample Armorer, to Sample Performer; in hand of
            set down, from Sample Performer; on set; BREACH: nobody named
                corrected: set down, from Sample Performer, watched by Sample First AD; on set; BREACH: nobody named
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-100000)
            collected, to Sample Armorer; with handler
            locked away, from Sample Armorer; locked away
            LATE ENTRY, claimed for 2026-11-22 19:30:00, G-07, Sample Performer: “It lay on the table.”; proposed, not signed
            What is at count? (Sample First AD) – Sample Armorer: 6
                corrected: What is at count? – Sample Armorer: 5
                corrected by Sample Armorer on 2026-11-22 19:32:00, signed by Sample Armorer and Sample First AD (a-200000)
            As it was recorded: Of 2 min: 1 min out of the handler's hands with nobody named
            As it stands corrected: Of 2 min: somebody is named, or it is locked away, all the time
        "#]],
    );
}

#[test]
fn every_amendment_is_listed_with_how_it_stands() {
    let page = corrected().page();
    let listed: Vec<String> = page
        .amendments
        .iter()
        .map(|one| {
            let recorded = if one.late { "-".to_owned() } else { one.recorded.join("; ") };
            format!("{} {}\n  {}\n  {}\n  {}\n", one.id, one.right, recorded, one.why, one.standing)
        })
        .collect();
    expect![[r#"
        a-100000 watched by Sample First AD
          entry 11.0, 2026-11-22 19:31:00: G-07: set down, from Sample Performer; on set; BREACH: nobody named
          why: “Read wrongly.”, by Sample Armorer
          signed by Sample Armorer and Sample First AD on 2026-11-22 19:32:00 (statement 20)
        a-200000 reply 1 was “5”
          entry 16.1, 2026-11-22 19:32:00: What is at count? – Sample Armorer: 6
          why: “Read wrongly.”, by Sample Armorer
          signed by Sample Armorer and Sample First AD on 2026-11-22 19:32:00 (statement 23)
        a-300000 by nobody named
          entry 14.0, 2026-11-22 19:32:00: STOP., called by Sample First AD
          why: “Read wrongly.”, by Sample Armorer
          signed by Sample Armorer and Sample First AD on 2026-11-22 19:32:00 (statement 26)
        a-400000 this did not happen
          entry 9.0, 2026-11-22 19:30:00: G-07: shown by Sample Armorer to Sample First AD (first AD) and Sample Performer (performer), 2 looked
          why: “Read wrongly.”, by Sample Armorer
          proposed, not signed
        a-500000 LATE ENTRY, claimed for 2026-11-22 19:30:00, G-07, Sample Performer: “It lay on the table.”
          -
          why: “Read wrongly.”, by Sample Armorer
          proposed, not signed
    "#]].assert_eq(&listed.concat());
    assert_eq!(page.nothing_missing(), None, "a late entry tells of what was not recorded");
}

#[test]
fn what_did_not_happen_is_struck_and_its_finding_stays() {
    let mut tale = told();
    let at = breach(&tale);
    propose(&mut tale, 1, Some(at.clone()), Correction::NotSo {});
    let before = shown(&told().page(), View::Corrected);
    assert!(!before.contains("did not happen"));
    let proposed = shown(&tale.page(), View::Corrected);
    assert!(
        !proposed.contains("\n    corrected by"),
        "not signed, it corrects nothing: {proposed}"
    );
    assert!(proposed.contains("not signed: this did not happen"), "{proposed}");
    sign(&mut tale, 1);
    let page = tale.page();
    for view in View::ALL {
        let text = shown(&page, view);
        assert!(text.contains("BREACH recorded"), "{view:?}: the finding stays");
        assert!(text.contains("corrected by Sample Armorer"), "{view:?}: {text}");
    }
    assert!(shown(&page, View::Corrected).contains("answered by the corrected record"));
}

#[test]
fn what_the_corrected_record_finds_is_said_beside_it() {
    let mut tale = told();
    let at = place(
        &tale,
        |event| matches!(event, Event::ItemMoved(moved) if moved.place == Place::Locked),
    );
    propose(&mut tale, 1, Some(at), Correction::NotSo {});
    sign(&mut tale, 1);
    let only: Vec<String> =
        tale.page().corrected_only.iter().map(|line| line.words.clone()).collect();
    expect!["G-07: not locked away at the last entry: with handler Sample Armorer."]
        .assert_eq(&only.join("\n"));
}

/// The bundle of a production with amendments, without the names and so without what people signed.
fn without_names() -> Page {
    let (made, mut files) = amended();
    let is_name = |bytes: &[u8]| bytes.starts_with(br#"{"showclear":"name""#);
    let (mut names, mut left) = (Vec::<bundle::Digest>::new(), Folder::new());
    for (path, bytes) in std::mem::take(&mut files) {
        if is_name(&bytes) {
            names.push(path.replace("objects/", "").replace('/', "").parse().unwrap());
        } else if !path.starts_with("statements/") {
            left.insert(path, bytes);
        }
    }
    let _zip = export(&made, &mut left, |manifest| manifest.withheld.extend(names));
    let mut given = Files::new();
    for (path, bytes) in &left {
        given.add(path.clone(), bytes.as_slice());
    }
    let checked = look(&given, &Options::default());
    let Checked::Verified(record) = &checked else { unreachable!("{}", checked.findings()) };
    let evidence = Evidence::verified(record);
    Page::of(&review(&evidence), &evidence)
}

#[test]
fn without_the_signed_texts_an_amendment_is_recorded_as_signed_and_corrects_nothing() {
    let page = without_names();
    let listed = |one: &AmendmentLine| {
        format!("{} waits {} withheld {}: {}\n", one.id, one.waits, one.withheld, one.standing)
    };
    let listed: String = page.amendments.iter().map(listed).collect();
    expect![[r#"
        a-5n2w8k waits false withheld true: recorded as signed; the text that says who signed it is withheld
        a-0t6n3w waits false withheld true: recorded as signed; the text that says who signed it is withheld
        a-111111 waits true withheld false: proposed, not signed
        a-222222 waits false withheld false: taken back before it was signed
        a-333333 waits false withheld true: recorded as signed; the text that says who signed it is withheld
    "#]].assert_eq(&listed);
    let marks: String = page
        .items
        .iter()
        .flat_map(|item| &item.past)
        .flat_map(|line| line.amends.says(View::Both, &line.words).1)
        .map(|mark| format!("{mark}\n"))
        .collect();
    expect![[r#"
        proposed by p-7k2q9x (name not here) on 2026-11-22 00:00:12, recorded as signed; the text that says who signed it is withheld: shown to camera, 1 looked (a-5n2w8k)
        proposed by p-3m8d0c (name not here) on 2026-11-22 00:00:16, recorded as signed; the text that says who signed it is withheld: what was recorded is right (a-0t6n3w)
        proposed by p-7k2q9x (name not here) on 2026-11-22 00:00:20, not signed: “Twice.” (a-111111)
    "#]].assert_eq(&marks);
    assert!(page.items.iter().all(|item| item.corrected.is_none()));
    assert_eq!(page.nothing_missing(), None);
}

#[test]
fn each_line_is_made_once_however_many_correct_it() {
    let mut tale = told();
    let at = place(&tale, |event| matches!(event, Event::ItemShown(_)));
    let there = breach(&tale);
    let mut all = Amendments::default();
    for id in 1..=9 {
        let here = if id == 1 { &there } else { &at };
        propose(&mut tale, id, Some(here.clone()), Correction::NotSo {});
        let line = tale.entries.last().unwrap();
        let said = |at: &RowRef| {
            let entry = &tale.entries[usize::try_from(at.seq).unwrap()];
            Some((entry.t, entry.events()[usize::try_from(at.i).unwrap()].clone()))
        };
        let row = RowRef { seq: tale.seq() - 1, i: 0 };
        all.feed(&row, line.t, &line.events()[0], None, said).unwrap();
    }
    // No more is looked at than what names the place.
    assert_eq!(all.of(there.seq, there.i).size_hint().1, Some(1));
    assert_eq!(all.of(at.seq, at.i).size_hint().1, Some(8));
    assert_eq!(all.of(0, 0).size_hint().1, Some(0));
    assert_eq!(all.places().count(), 2);
}

/// A hundred thousand findings on either side: each is found by what it says, and not by looking at all the others, of which
/// there would be ten thousand million.
#[test]
fn a_hundred_thousand_findings_are_held_against_as_many() {
    const LINES: usize = 200;
    let mut tale = told();
    let at = breach(&tale);
    let erased = |line: usize, i: usize| {
        let object = format!("{:064x}", line * 512 + i);
        format!(r#"{{"k":"object.erased","sha256":"{object}","why":"over","by":"{ARMORER}"}}"#)
    };
    for line in 0..LINES {
        let events: Vec<String> = (0..512).map(|i| erased(line, i)).collect();
        tale.line(&events.iter().map(String::as_str).collect::<Vec<_>>());
    }
    propose(&mut tale, 1, Some(at), Correction::NotSo {});
    sign(&mut tale, 1);
    let page = tale.page();
    let sections = page.sections.iter().flat_map(|one| &one.lines);
    let of_erased = |line: &&Line| line.words.contains("was erased by");
    let shown: Vec<&Line> = sections.filter(of_erased).collect();
    assert_eq!(shown.len(), LINES * 512);
    // In the corrected record each is just the same, so nothing is said beside it.
    assert!(shown.iter().all(|line| line.amends.marks.is_empty()));
    let breaches = page.missing.iter().filter(|line| line.words.contains("nobody named"));
    let answered = breaches.flat_map(|line| &line.amends.marks);
    assert!(answered.filter(|mark| *mark == "answered by the corrected record").count() > 0);
    assert!(page.corrected_only.iter().all(|line| !line.words.contains("was erased by")));
}

/// What the page says of the lines before any amendment, in the original view.
fn original(page: &Page, lines: u64) -> Vec<String> {
    let mut all = Vec::new();
    for line in page.items.iter().flat_map(|item| &item.past) {
        if line.seq.is_some_and(|seq| seq < lines) {
            all.push(line.amends.says(View::Original, &line.words).0.to_owned());
        }
    }
    for step in page.runs.iter().flat_map(|run| &run.steps) {
        all.push(format!("{} {} {:?}", step.asked, step.said, step.mark));
    }
    let findings = page.sections.iter().flat_map(|one| &one.lines).chain(&page.missing);
    // Where a record ends is where its last line stands.
    let findings = findings.filter(|line| !line.words.starts_with("The last sitting"));
    all.extend(
        findings
            .filter(|line| line.seq.is_some_and(|seq| seq < lines))
            .map(|line| line.words.clone()),
    );
    for item in &page.items {
        all.extend(item.custody.spans.iter().map(|span| format!("{} {}", span.at, span.words)));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_amendment_changes_the_original_view(
        acts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..8, any::<bool>()), 0..12),
    ) {
        let mut tale = told();
        let lines = tale.seq();
        let places: Vec<RowRef> = (0..)
            .zip(&tale.entries)
            .flat_map(|(seq, entry)| (0..).zip(entry.events()).map(move |(i, _)| RowRef { seq, i }))
            .collect();
        let before = original(&tale.page(), lines);
        let person = |id: &str| -> Option<PersonId> { id.parse().ok() };
        for (id, (at, what, signed)) in (1..).zip(acts) {
            let what = match what {
                0 => Correction::NotSo {},
                1 => Correction::From { person: person(FIRST_AD) },
                2 => Correction::Items { items: vec!["i-zzzzzz".parse().unwrap()] },
                3 => Correction::Words { said: "Otherwise.".into() },
                4 => Correction::Reply { reply: 0, said: "5".into(), value: None },
                5 => Correction::By { person: None },
                6 => Correction::Witnesses { witnesses: Vec::new() },
                _ => Correction::Watch { person: person(ARMORER) },
            };
            propose(&mut tale, id, Some(at.get(&places).clone()), what);
            if signed {
                sign(&mut tale, id);
            }
        }
        prop_assert_eq!(original(&tale.page(), lines), before);
    }
}
