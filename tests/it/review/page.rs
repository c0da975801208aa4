//! The page as a whole: what may be said of nothing missing, the sample of the log format, and altered files.

use expect_test::expect;
use showclear::review::{CANNOT_SHOW, Evidence, NOTHING_MISSING, Page, review};
use showclear::verify::{Checked, Files, Options, look};

use super::tale::{ARMORER, FIRST_AD, PERFORMER, RUN, Tale, issue, moved, run_started};
use crate::verify::vector;

/// A day on which nothing is missing.
fn whole_day() -> Tale {
    let mut tale = Tale::issued();
    tale.pass(60_000);
    tale.line(&[&moved("collect", "handler", &[("from", PERFORMER), ("to", ARMORER)])]);
    tale.line(&[&moved("lock_away", "locked", &[("from", ARMORER)])]);
    tale
}

#[test]
fn nothing_missing_is_said_of_a_whole_day_and_never_without_what_a_log_cannot_show() {
    let mut tale = whole_day();
    tale.close();
    let page = tale.page();
    assert_eq!(page.nothing_missing(), Some(NOTHING_MISSING));
    assert!(
        CANNOT_SHOW.starts_with("A log shows what somebody entered. Handling that nobody entered")
    );
    assert_eq!(Page::default().nothing_missing(), None, "of nothing, nothing is said");
    let unproven = Page { unproven: true, ..page.clone() };
    assert_eq!(unproven.nothing_missing(), None);
    let files_missing = Page { whole: false, ..page };
    assert_eq!(files_missing.nothing_missing(), None);
}

#[test]
fn whatever_is_missing_takes_the_sentence_away() {
    let lines: [&[&str]; 6] = [
        &[&moved("take_out", "handler", &[("to", ARMORER)])],
        &[&issue(ARMORER, PERFORMER, ""), &moved("lock_away", "locked", &[("from", ARMORER)])],
        &[&run_started(RUN, "live", "")],
        &[r#"{"k":"stop.raised","stop":"s-s1s1s1","say":"STOP."}"#],
        &[r#"{"k":"log.clock_jump","wall_ms":5000}"#],
        &[&moved("lock_away", "locked", &[("from", ARMORER), ("card", "1")])],
    ];
    for line in lines {
        let mut tale = whole_day();
        tale.line(line);
        tale.close();
        assert_eq!(tale.page().nothing_missing(), None, "{line:?}");
    }
    assert_eq!(whole_day().page().nothing_missing(), None, "the sitting has no end");
}

#[test]
fn the_words_never_say_what_a_log_cannot_know() {
    let tale = Tale::issued();
    let page = tale.page();
    let sections = page.sections.iter().flat_map(|one| &one.lines);
    let spans = page.items.iter().flat_map(|item| item.custody.spans.iter().chain(&item.past));
    for line in sections.chain(&page.missing).chain(spans) {
        let words = line.words.to_lowercase();
        for never in ["safe.", "safe ", "complete", "genuine", "refused to", "declined"] {
            assert!(!words.contains(never), "{words}");
        }
        assert!(words.len() > 2, "a sentence for each");
    }
}

fn looked(files: &[(String, Vec<u8>)]) -> Checked {
    let mut all = Files::new();
    for (path, bytes) in files {
        all.add(path.as_str(), bytes.as_slice());
    }
    look(&all, &Options::default())
}

fn told(checked: &Checked) -> Page {
    let evidence = Evidence::of(checked).unwrap();
    Page::of(&review(&evidence), &evidence)
}

#[test]
fn the_sample_of_the_log_format() {
    let files: Vec<_> = vector().into_iter().collect();
    let page = told(&looked(&files));
    assert!(!page.unproven && page.sample && !page.drill);
    let missing: String =
        page.missing.iter().map(|line| format!("{} {}\n", line.at, line.words)).collect();
    expect![[r#"
        2026-11-22 14:31:50 G-07: 4 s out of the handler's hands with nobody named.
        2026-11-22 14:31:50 G-07: set down with nobody named; recorded as a breach.
        2026-11-22 14:32:36 G-07: not locked away at the last entry: with handler Sample Armorer.
        2026-11-22 14:30:44 G-07: 58 s with a handler, and no handler named.
        2026-11-22 14:31:46 1 row struck by a witness.
        2026-11-22 14:32:36 The last sitting has no end in this record: it goes on, or was not closed.
    "#]]
    .assert_eq(&missing);
    let texts: Vec<String> =
        page.texts.iter().map(|text| format!("{}: {}", text.heading, text.standing)).collect();
    expect![[r#"
        Statement 8, roster: signed by Sample Armorer (root) and Sample First AD (root)
        Statement 26, sheet of showings: signed by Sample Armorer (armorer)
        Statement 28, sheet of showings: signed by Sample First AD (first AD)
        Statement 32, sign-off: signed by Sample Armorer (armorer) and Sample First AD (first AD)"#]]
    .assert_eq(&texts.join("\n"));
    assert!(page.texts.iter().all(|text| !text.text.is_empty()));
}

#[test]
fn of_altered_files_what_can_be_read_is_shown_as_unproven() {
    let mut files: Vec<_> = vector().into_iter().collect();
    let sums = files.iter_mut().find(|(path, _)| path.ends_with("-sheet.txt")).unwrap();
    sums.1[0] ^= 1;
    let checked = looked(&files);
    assert_eq!(checked.findings().verdict().words(), "ALTERED");
    let page = told(&checked);
    assert!(page.unproven);
    assert!(!page.runs.is_empty() && !page.items.is_empty(), "it is shown all the same");
    assert_eq!(page.nothing_missing(), None);
    let cut: Vec<_> =
        files.into_iter().filter(|(path, _)| !path.ends_with("00001.jsonl")).collect();
    let none = looked(&cut);
    assert_ne!(none.findings().verdict().exit_code(), 0);
    if let Some(evidence) = Evidence::of(&none) {
        assert!(Page::of(&review(&evidence), &evidence).unproven);
    }
}

#[test]
fn runs_are_told_step_by_step_with_their_marks() {
    let mut tale = Tale::with_gun();
    tale.line(&[&run_started(RUN, "live", "")]);
    tale.line(&[&super::tale::answered("count", 1, "6", true)]);
    tale.line(&[&format!(
        r#"{{"k":"stop.raised","stop":"s-s1s1s1","run":"{RUN}","by":"{FIRST_AD}","say":"STOP. Not empty."}}"#
    )]);
    tale.pass(61_000);
    tale.line(&[
        &format!(r#"{{"k":"run.withdrawn","run":"{RUN}","step":"count","n":1,"why":"restart"}}"#),
        &format!(
            r#"{{"k":"stop.settled","stop":"s-s1s1s1","witnesses":[{{"role":"armorer","person":"{ARMORER}"}}]}}"#
        ),
    ]);
    let page = tale.page();
    let run = &page.runs[0];
    assert_eq!(run.heading, "show-clear, revision 3, G-07");
    let steps: String = run
        .steps
        .iter()
        .map(|step| format!("{} | {} | {} | {:?}\n", step.at, step.asked, step.said, step.mark))
        .collect();
    expect![[r#"
        19:30:00 | What is at count? (Sample First AD) | Sample Armorer: 6 | Some("withdrawn at 19:31:01; sooner than the list thinks possible")
        19:30:00 | STOP. Not empty. | called by Sample First AD | Some("STOP")
        19:31:01 | STOP settled | by armorer: Sample Armorer | Some("settled")
    "#]]
    .assert_eq(&steps);
}
