//! Times from authorities in review: what was asked for, what came, and what it proves and what not.

use expect_test::{Expect, expect};
use showclear::anchor::Trust;
use showclear::review::{Evidence, Page, review};
use showclear::verify::{Files, Options, look};

use crate::anchor::made::{Answer, ROOT};
use crate::verify::anchored::{TIME, answered, asked, request, signed};
use crate::verify::bundle::Folder;

/// What the page says under the heading of times.
#[track_caller]
fn told(folder: &Folder, roots: Option<&[u8]>, expected: Expect) {
    let anchor_trust = roots.map(|roots| Trust::parse(roots).unwrap());
    let mut files = Files::new();
    for (path, bytes) in folder {
        files.add(path.clone(), bytes.as_slice());
    }
    let checked = look(&files, &Options { anchor_trust, ..Options::default() });
    let evidence = Evidence::of(&checked).unwrap();
    let page = Page::of(&review(&evidence), &evidence);
    let times = page.sections.iter().filter(|one| one.heading == "Times from authorities");
    let lines = times.flat_map(|one| &one.lines);
    let text: String =
        lines.map(|line| format!("{} {:?} {}\n", line.at, line.seq, line.words)).collect();
    expected.assert_eq(&text);
}

#[test]
fn a_record_without_any_has_no_such_heading() {
    told(&signed().0.folder(), None, expect![""]);
}

#[test]
fn a_time_that_was_asked_for_and_one_that_came() {
    let (mut made, sheet) = signed();
    let first = request(&made, sheet, 7);
    let asks = asked(&mut made, sheet, first);
    told(
        &made.folder(),
        None,
        expect![[r#"
        2026-11-22 00:00:12 Some(12) A time was asked for over statement 11 (sheet of showings); no answer is in this record, and a request alone proves nothing.
    "#]],
    );
    answered(&mut made, sheet, &asks, &Answer::to(&asks, TIME));
    let second = request(&made, sheet, 8);
    asked(&mut made, sheet, second);
    told(
        &made.folder(),
        None,
        expect![[r#"
        2026-11-22 00:00:12 Some(12) A time was asked for over statement 11 (sheet of showings); the answer is in this record.
        2026-11-22 00:00:13 Some(13) Statement 11 (sheet of showings) existed by 2026-11-22 00:00:30, 20 s after the laptop says that it was prepared, says "CN=Sample Time Authority,O=Sample", whom no root of the reader's confirms. That is of the text and the entries it covers; it does not say when they were made, or that they are true.
        2026-11-22 00:00:14 Some(14) A time was asked for over statement 11 (sheet of showings); no answer is in this record, and a request alone proves nothing.
    "#]],
    );
    told(
        &made.folder(),
        Some(ROOT),
        expect![[r#"
        2026-11-22 00:00:12 Some(12) A time was asked for over statement 11 (sheet of showings); the answer is in this record.
        2026-11-22 00:00:13 Some(13) Statement 11 (sheet of showings) existed by 2026-11-22 00:00:30, 20 s after the laptop says that it was prepared, says "CN=Sample Time Authority,O=Sample", confirmed by the reader's root "CN=Sample Time Root,O=Sample". That is of the text and the entries it covers; it does not say when they were made, or that they are true.
        2026-11-22 00:00:14 Some(14) A time was asked for over statement 11 (sheet of showings); no answer is in this record, and a request alone proves nothing.
    "#]],
    );
    told(
        &made.folder(),
        Some(include_bytes!("../../corpus/anchor/other-root.pem")),
        expect![[r#"
        2026-11-22 00:00:12 Some(12) A time was asked for over statement 11 (sheet of showings); the answer is in this record.
        2026-11-22 00:00:13 Some(13) Statement 11 (sheet of showings) existed by 2026-11-22 00:00:30, 20 s after the laptop says that it was prepared, says "CN=Sample Time Authority,O=Sample", to whom none of the reader's roots leads. That is of the text and the entries it covers; it does not say when they were made, or that they are true.
        2026-11-22 00:00:14 Some(14) A time was asked for over statement 11 (sheet of showings); no answer is in this record, and a request alone proves nothing.
    "#]],
    );
}

#[test]
fn an_answer_that_is_gone_proves_nothing_here() {
    let (mut made, sheet) = signed();
    let first = request(&made, sheet, 7);
    let asks = asked(&mut made, sheet, first);
    let answer = Answer::to(&asks, TIME);
    answered(&mut made, sheet, &asks, &answer);
    let mut left = made.folder();
    left.retain(|_, bytes| *bytes != answer.response());
    told(
        &left,
        None,
        expect![[r#"
        2026-11-22 00:00:12 Some(12) A time was asked for over statement 11 (sheet of showings); the answer is in this record.
        2026-11-22 00:00:13 Some(13) A time over statement 11 (sheet of showings) is told of, and its answer could not be read here: it proves nothing here.
    "#]],
    );
}
