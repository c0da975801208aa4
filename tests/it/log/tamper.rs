//! What reading says of every kind of touched log, as text.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use showclear::log::{Covers, MAX_LINE, Reading, Rest, read};

use super::growth::grown;
use super::{decode, describe, device};

/// Three segments of three lines; the last is open.
const LINES: [(&str, bool); 9] = [
    ("{\"e\":\"one\"}", false),
    ("{\"e\":\"two\"}", false),
    ("{\"e\":\"three\"}", true),
    ("{\"e\":\"four\"}", false),
    ("{\"e\":\"five\"}", false),
    ("{\"e\":\"six\"}", true),
    ("{\"e\":\"seven\"}", false),
    ("{\"e\":\"eight\"}", false),
    ("{\"e\":\"nine\"}", false),
];

type Segments = Vec<(u32, Vec<u8>)>;

/// Reads the log after `touch`; with the `n` of a segment its lines, each with its LF.
fn touched(touch: impl FnOnce(&mut Segments)) -> Reading {
    let mut segments = grown(&LINES);
    touch(&mut segments);
    read(segments, decode)
}

#[track_caller]
fn check(touch: impl FnOnce(&mut Segments), expected: Expect) {
    expected.assert_eq(&describe(&touched(touch)));
}

/// Changes the lines of one segment, given with their LFs.
fn lines(segment: usize, change: impl FnOnce(&mut Vec<Vec<u8>>)) -> impl FnOnce(&mut Segments) {
    move |segments| {
        let bytes = &mut segments[segment - 1].1;
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        change(&mut lines);
        *bytes = lines.concat();
    }
}

/// Replaces text in one line of one segment.
fn replace<'a>(
    segment: usize,
    line: usize,
    from: &'a str,
    to: &'a str,
) -> impl FnOnce(&mut Segments) + 'a {
    lines(segment, move |lines| {
        let text = String::from_utf8(lines[line - 1].clone()).unwrap();
        assert!(text.contains(from), "{text}");
        lines[line - 1] = text.replacen(from, to, 1).into_bytes();
    })
}

#[test]
fn lines_that_are_not_where_they_were() {
    check(|_| {}, expect!["9 lines, then nothing"]);
    check(
        lines(2, |l| drop(l.remove(1))),
        expect!["4 lines, then 00002.jsonl line 2: line 4 of the log is missing, line 5 follows"],
    );
    check(
        lines(2, |l| drop(l.remove(0))),
        expect!["3 lines, then 00002.jsonl line 1: line 3 of the log is missing, line 4 follows"],
    );
    check(
        lines(2, |l| drop(l.pop())),
        expect![
            "5 lines, then 00003.jsonl line 1: the segment before was not closed: lines are missing at its end"
        ],
    );
    check(
        lines(1, |l| drop(l.remove(0))),
        expect!["0 lines, then 00001.jsonl line 1: line 0 of the log is missing, line 1 follows"],
    );
    check(
        lines(2, |l| l.insert(1, l[1].clone())),
        expect!["5 lines, then 00002.jsonl line 3: line 4 of the log stands twice"],
    );
    check(
        lines(2, |l| l.push(l[2].clone())),
        expect!["6 lines, then 00002.jsonl line 4: line 5 of the log stands twice"],
    );
    check(
        lines(2, |l| l.swap(0, 1)),
        expect!["3 lines, then 00002.jsonl line 1: line 4 of the log stands before line 3"],
    );
    check(
        lines(2, |l| l.swap(1, 2)),
        expect!["4 lines, then 00002.jsonl line 2: line 5 of the log stands before line 4"],
    );
    check(
        lines(3, |l| l.swap(1, 2)),
        expect!["7 lines, then 00003.jsonl line 2: line 8 of the log stands before line 7"],
    );
    check(
        lines(3, |l| l.insert(1, l[0].clone())),
        expect!["7 lines, then 00003.jsonl line 2: line 6 of the log stands twice"],
    );
    check(
        lines(3, |l| l.push(l[2].clone())),
        expect!["9 lines, then 00003.jsonl line 4: line 8 of the log stands twice"],
    );
    check(
        lines(3, |l| drop(l.remove(1))),
        expect!["7 lines, then 00003.jsonl line 2: line 7 of the log is missing, line 8 follows"],
    );
    check(lines(3, |l| drop(l.pop())), expect!["8 lines, then nothing"]);
}

#[test]
fn segments_that_are_not_where_they_were() {
    check(
        |s| drop(s.remove(0)),
        expect!["0 lines, then 00002.jsonl line 1: segment 00001.jsonl is missing before this one"],
    );
    check(
        |s| drop(s.remove(1)),
        expect!["3 lines, then 00003.jsonl line 1: segment 00002.jsonl is missing before this one"],
    );
    check(|s| drop(s.pop()), expect!["6 lines, then nothing"]);
    check(Segments::clear, expect!["0 lines, then nothing"]);
    check(
        |s| s[1].1.clear(),
        expect![
            "3 lines, then 00003.jsonl line 1: the segment before was not closed: lines are missing at its end"
        ],
    );
    check(|s| s[2].1.clear(), expect!["6 lines, then nothing"]);
    check(
        |s| s.push((4, Vec::new())),
        expect![
            "9 lines, then 00004.jsonl line 1: the segment before was not closed: lines are missing at its end"
        ],
    );
    check(
        |s| s.push((5, Vec::new())),
        expect!["9 lines, then 00005.jsonl line 1: segment 00004.jsonl is missing before this one"],
    );
    check(
        |s| s[1].1 = s[0].1.clone(),
        expect!["3 lines, then 00002.jsonl line 1: line 0 of the log stands twice"],
    );
    check(
        |s| {
            let last = s.remove(2).1;
            s[1].1.extend(last);
        },
        expect!["6 lines, then 00002.jsonl line 4: a line follows the last line of its segment"],
    );
}

#[test]
fn lines_with_other_members() {
    check(
        replace(2, 2, "five", "six"),
        expect![
            "5 lines, then 00002.jsonl line 3: does not fit the line before: one of the two was changed"
        ],
    );
    check(
        replace(2, 3, "six", "five"),
        expect![
            "6 lines, then 00003.jsonl line 1: does not fit the line before: one of the two was changed"
        ],
    );
    check(
        replace(3, 2, "eight", "seven"),
        expect![
            "8 lines, then 00003.jsonl line 3: does not fit the line before: one of the two was changed"
        ],
    );
    check(
        replace(3, 2, "\"eight\"", "eight"),
        expect![
            "7 lines, then 00003.jsonl line 2: not an entry of this format: expected value at line 1 column 6"
        ],
    );
    check(replace(3, 3, "nine", "seven"), expect!["9 lines, then nothing"]);
    check(
        replace(3, 3, "\"nine\"", "nine"),
        expect!["8 lines, then torn tail of 108 bytes in 00003.jsonl"],
    );
    check(
        replace(3, 3, "\"seq\":8", "\"seq\":3"),
        expect!["8 lines, then 00003.jsonl line 3: another line 3 of the log stands here"],
    );
    check(
        replace(3, 3, "\"seq\":8", "\"seq\":9"),
        expect!["8 lines, then 00003.jsonl line 3: line 8 of the log is missing, line 9 follows"],
    );
    check(
        replace(3, 3, "\"prev\":\"", "\"prev\":\"0"),
        expect!["8 lines, then torn tail of 111 bytes in 00003.jsonl"],
    );
    check(
        replace(2, 3, ",\"end\":true", ""),
        expect![
            "6 lines, then 00003.jsonl line 1: the segment before was not closed: lines are missing at its end"
        ],
    );
    check(
        replace(2, 2, ",\"data\"", ",\"end\":true,\"data\""),
        expect!["5 lines, then 00002.jsonl line 3: a line follows the last line of its segment"],
    );
    check(
        replace(3, 2, ",\"data\"", ",\"end\":true,\"data\""),
        expect!["8 lines, then 00003.jsonl line 3: a line follows the last line of its segment"],
    );
    check(
        replace(3, 1, "\"file\":\"", "\"fill\":\""),
        expect![[
            r#"6 lines, then 00003.jsonl line 1: not a line of this format: at byte 88 ,"data": should stand"#
        ]],
    );
    let (zeros, one) = ("0".repeat(64), format!("{:064}", 1));
    let file = format!(",\"file\":\"{zeros}\",\"data\"");
    check(
        replace(3, 3, ",\"data\"", &file),
        expect!["8 lines, then 00003.jsonl line 3: a line inside a segment names a segment before"],
    );
    check(
        replace(1, 1, &format!("\"file\":\"{zeros}\""), &format!("\"file\":\"{one}\"")),
        expect!["0 lines, then 00001.jsonl line 1: does not fit the segment before"],
    );
    check(
        replace(1, 1, &format!(",\"file\":\"{zeros}\""), ""),
        expect![
            "0 lines, then 00001.jsonl line 1: the first line of a segment does not name the segment before"
        ],
    );
    check(
        replace(2, 2, "\"v\":1", "\"v\":2"),
        expect![
            "4 lines, then 00002.jsonl line 2: written by a newer version of the program: line format 2"
        ],
    );
    check(
        replace(3, 3, "\"v\":1", "\"v\":2"),
        expect![
            "8 lines, then 00003.jsonl line 3: written by a newer version of the program: line format 2"
        ],
    );
    check(
        replace(3, 3, "\"e\":", "\"later\":"),
        expect![
            "9 lines, then nothing; 00003.jsonl line 3: written by a newer version of the program: member later"
        ],
    );
}

#[test]
fn bytes_that_are_never_written() {
    check(
        replace(2, 2, "\n", "\r\n"),
        expect![
            "4 lines, then 00002.jsonl line 2: not a line of this format: byte 109 is the control character 0x0d"
        ],
    );
    check(
        replace(3, 3, "\n", "\r\n"),
        expect!["8 lines, then torn tail of 111 bytes in 00003.jsonl"],
    );
    check(
        replace(1, 1, "{\"v\"", "\u{feff}{\"v\""),
        expect![[
            r#"0 lines, then 00001.jsonl line 1: not a line of this format: at byte 0 {"v": should stand"#
        ]],
    );
    check(
        replace(3, 3, "{\"v\"", "\u{feff}{\"v\""),
        expect!["8 lines, then torn tail of 113 bytes in 00003.jsonl"],
    );
    check(
        lines(2, |l| l[1][80] = 0xff),
        expect![
            "4 lines, then 00002.jsonl line 2: not a line of this format: byte 80 is not UTF-8"
        ],
    );
    check(
        lines(3, |l| l[2][80] = 0xff),
        expect!["8 lines, then torn tail of 110 bytes in 00003.jsonl"],
    );
    check(
        lines(2, |l| l.insert(1, b"\n".to_vec())),
        expect![[
            r#"4 lines, then 00002.jsonl line 2: not a line of this format: at byte 0 {"v": should stand"#
        ]],
    );
    check(
        lines(3, |l| l.push(b"\n".to_vec())),
        expect!["9 lines, then torn tail of 1 bytes in 00003.jsonl"],
    );
    let long = "x".repeat(MAX_LINE);
    check(
        replace(2, 2, "five", &long),
        expect![
            "4 lines, then 00002.jsonl line 2: not a line of this format: a line has at most 65536 bytes, this one has 65641"
        ],
    );
    check(
        replace(3, 3, "nine", &long),
        expect![
            "8 lines, then 00003.jsonl line 3: not a line of this format: a line has at most 65536 bytes, this one has 65641"
        ],
    );
}

#[test]
pub(crate) fn tails() {
    let tail = |bytes: Vec<u8>| move |s: &mut Segments| s[2].1.extend(bytes);
    check(tail(vec![0]), expect!["9 lines, then torn tail of 1 bytes in 00003.jsonl"]);
    check(tail(vec![0; 4096]), expect!["9 lines, then torn tail of 4096 bytes in 00003.jsonl"]);
    check(
        tail(vec![0; MAX_LINE + 1]),
        expect!["9 lines, then torn tail of 65537 bytes in 00003.jsonl"],
    );
    check(
        tail(vec![0; MAX_LINE + 2]),
        expect!["9 lines, then 00003.jsonl line 4: 65538 bytes without an end of line"],
    );
    check(tail(b"garbage".to_vec()), expect!["9 lines, then torn tail of 7 bytes in 00003.jsonl"]);
    check(
        tail(b"garbage\n".to_vec()),
        expect!["9 lines, then torn tail of 8 bytes in 00003.jsonl"],
    );
    check(
        tail(b"garbage\n\n".to_vec()),
        expect![[
            r#"9 lines, then 00003.jsonl line 4: not a line of this format: at byte 0 {"v": should stand"#
        ]],
    );
    check(
        tail(b"gar\nbage".to_vec()),
        expect![[
            r#"9 lines, then 00003.jsonl line 4: not a line of this format: at byte 0 {"v": should stand"#
        ]],
    );
    check(
        tail(b"{\"v\":2,".to_vec()),
        expect!["9 lines, then torn tail of 7 bytes in 00003.jsonl"],
    );
    check(
        |s| s[1].1.extend(b"garbage"),
        expect!["6 lines, then 00002.jsonl line 4: 7 bytes without an end of line"],
    );
    check(
        |s| s.push((4, b"garbage".to_vec())),
        expect![
            "9 lines, then 00004.jsonl line 1: the segment before was not closed: lines are missing at its end"
        ],
    );
    check(
        |s| {
            s[2].1.extend(b"garbage");
            s.push((4, Vec::new()));
        },
        expect!["9 lines, then 00003.jsonl line 4: 7 bytes without an end of line"],
    );
}

#[test]
fn every_cut_of_the_last_line_is_a_torn_tail() {
    let whole = grown(&LINES)[2].1.clone();
    let start = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for cut in start..whole.len() {
        let reading = touched(|s| s[2].1.truncate(cut));
        assert_eq!(reading.size(), 8, "{cut}");
        match reading.rest() {
            Rest::Nothing => assert_eq!(cut, start),
            Rest::Torn(torn) => assert_eq!(torn.bytes, whole[start..cut], "{cut}"),
            rest @ (Rest::Damaged(_) | Rest::Newer(_)) => panic!("{cut}: {rest:?}"),
        }
        reading.sound(device().1, &Covers::default()).unwrap();
    }
}

/// Where each flipped bit of a line is found: how many of them end in which way.
#[track_caller]
fn check_flips(segment: usize, line: usize, expected: Expect) {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut len = 0;
    lines(segment, |l| len = l[line - 1].len())(&mut grown(&LINES));
    for at in 0..len {
        for bit in 0..8 {
            let reading = touched(lines(segment, |l| l[line - 1][at] ^= 1 << bit));
            let text = match reading.rest() {
                Rest::Nothing if reading.tree() == touched(|_| {}).tree() => "unseen".to_owned(),
                Rest::Nothing => format!("{} lines, other root", reading.size()),
                Rest::Torn(_) => format!("{} lines, torn", reading.size()),
                Rest::Damaged(damage) => format!("damaged, {}", damage.place),
                Rest::Newer(newer) => format!("newer, {}", newer.place),
            };
            *found.entry(text).or_default() += 1;
        }
    }
    let found: Vec<String> = found.iter().map(|(text, n)| format!("{n} × {text}\n")).collect();
    expected.assert_eq(&found.concat());
}

#[test]
pub(crate) fn every_flipped_bit_is_found_where_it_is_or_by_the_line_after() {
    check_flips(
        1,
        1,
        expect![[r#"
        1432 × damaged, 00001.jsonl line 1
        28 × damaged, 00001.jsonl line 2
        4 × newer, 00001.jsonl line 1
    "#]],
    );
    check_flips(
        2,
        2,
        expect![[r#"
        841 × damaged, 00002.jsonl line 2
        35 × damaged, 00002.jsonl line 3
        4 × newer, 00002.jsonl line 2
    "#]],
    );
    check_flips(
        2,
        3,
        expect![[r#"
        928 × damaged, 00002.jsonl line 3
        28 × damaged, 00003.jsonl line 1
        4 × newer, 00002.jsonl line 3
    "#]],
    );
    check_flips(
        3,
        2,
        expect![[r#"
        8 × 7 lines, torn
        834 × damaged, 00003.jsonl line 2
        42 × damaged, 00003.jsonl line 3
        4 × newer, 00003.jsonl line 2
    "#]],
    );
    // The end of the log is covered by notes alone.
    check_flips(
        3,
        3,
        expect![[r#"
        672 × 8 lines, torn
        35 × 9 lines, other root
        169 × damaged, 00003.jsonl line 3
        4 × newer, 00003.jsonl line 3
    "#]],
    );
}
