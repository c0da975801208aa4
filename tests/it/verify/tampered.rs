//! The sample production after somebody without any key changed it; the numbers are those of the list of tamper cases.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use showclear::verify::Options;

use super::maker::{check_folder, short};
use super::sample::vector;

type Folder = BTreeMap<String, Vec<u8>>;

const LOG: &str = "log/e1b5e6a033977376/";

#[track_caller]
fn check(case: &str, change: impl FnOnce(&mut Folder), expected: Expect) {
    let mut files = vector();
    change(&mut files);
    assert!(files != vector(), "{case}: nothing was changed");
    let found = check_folder(&files, &Options::default());
    expected.assert_eq(&format!("{case}: {}", short(&found)));
}

/// Changes the lines of one segment.
fn lines(number: u32, change: impl FnOnce(&mut Vec<String>)) -> impl FnOnce(&mut Folder) {
    move |files| {
        let file = files.get_mut(&format!("{LOG}{number:05}.jsonl")).unwrap();
        let text = String::from_utf8(file.clone()).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        change(&mut lines);
        *file = lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect();
    }
}

fn bytes(path: &'static str, change: impl FnOnce(&mut Vec<u8>)) -> impl FnOnce(&mut Folder) {
    move |files| change(files.get_mut(path).unwrap())
}

fn replace(line: usize, from: &'static str, to: &'static str) -> impl FnOnce(&mut Vec<String>) {
    move |lines| {
        let mut lines = lines.iter_mut().enumerate();
        let (_, line) = lines.find(|(at, _)| *at == line).unwrap();
        assert!(line.contains(from), "nothing to change");
        *line = line.replacen(from, to, 1);
    }
}

#[test]
fn changed_lines() {
    check(
        "2 prev",
        lines(2, replace(4, "\"prev\":\"3331", "\"prev\":\"4331")),
        expect![[r#"
        2 prev: ALTERED
        log/e1b5e6a033977376/00002.jsonl line 5: does not fit the line before: one of the two was changed
    "#]],
    );
    check(
        "3 two lines change places",
        lines(2, |all| all.swap(4, 5)),
        expect![[r#"
        3 two lines change places: ALTERED
        log/e1b5e6a033977376/00002.jsonl line 5: line 13 of the log stands before line 12
    "#]],
    );
    check(
        "4 the first is gone",
        lines(1, |all| drop(all.remove(0))),
        expect![[r#"
        4 the first is gone: ALTERED
        log/e1b5e6a033977376/00001.jsonl line 1: line 0 of the log is missing, line 1 follows
    "#]],
    );
    check(
        "5 one in the middle is gone",
        lines(2, |all| drop(all.remove(4))),
        expect![[r#"
        5 one in the middle is gone: ALTERED
        log/e1b5e6a033977376/00002.jsonl line 5: line 12 of the log is missing, line 13 follows
    "#]],
    );
    check(
        "6 the signed end is gone",
        |files| {
            files.retain(|path, _| {
                !path.starts_with(&format!("{LOG}00004"))
                    && !path.starts_with(&format!("{LOG}00005"))
            });
        },
        expect![[r#"
            6 the signed end is gone: ALTERED
            checkpoints/e1b5e6a033977376/00000029.note: the laptop vouched for 29 lines, and 28 are here: lines were removed
            checkpoints/e1b5e6a033977376/00000032.note: the laptop vouched for 32 lines, and 28 are here: lines were removed
            checkpoints/e1b5e6a033977376/00000034.note: the laptop vouched for 34 lines, and 28 are here: lines were removed
            checkpoints/e1b5e6a033977376/00000035.note: the laptop vouched for 35 lines, and 28 are here: lines were removed
            statements/e1b5e6a033977376/00000028-sheet.p-3m8d0c.sig: p-3m8d0c signed this text over 28 lines, and the lines that say so are not here: lines were removed
            statements/e1b5e6a033977376/00000032-signoff.p-3m8d0c.sig: p-3m8d0c signed this text over 32 lines, and the lines that say so are not here: lines were removed
            statements/e1b5e6a033977376/00000032-signoff.p-7k2q9x.sig: p-7k2q9x signed this text over 32 lines, and the lines that say so are not here: lines were removed
        "#]],
    );
    check(
        "6 with its notes",
        |files| {
            files.retain(|path, _| {
                !path.starts_with(&format!("{LOG}00005")) && !path.starts_with("checkpoints/")
            });
        },
        expect![[r#"
            6 with its notes: ALTERED
            statements/e1b5e6a033977376/00000032-signoff.p-3m8d0c.sig: p-3m8d0c signed this text over 32 lines, and the lines that say so are not here: lines were removed
            statements/e1b5e6a033977376/00000032-signoff.p-7k2q9x.sig: p-7k2q9x signed this text over 32 lines, and the lines that say so are not here: lines were removed
        "#]],
    );
    check(
        "7 an unsigned end is gone, with its notes",
        |files| {
            files.retain(|path, _| !path.starts_with("checkpoints/"));
            lines(5, |all| drop(all.pop()))(files);
        },
        expect![[r#"
            7 an unsigned end is gone, with its notes: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
        "#]],
    );
    check(
        "8 a line twice",
        lines(2, |all| all.insert(4, all[4].clone())),
        expect![[r#"
        8 a line twice: ALTERED
        log/e1b5e6a033977376/00002.jsonl line 6: line 12 of the log stands twice
    "#]],
    );
    check(
        "1 a word is changed",
        lines(2, replace(4, "matches", "differs")),
        expect![[r#"
        1 a word is changed: ALTERED
        log/e1b5e6a033977376/00002.jsonl line 6: does not fit the line before: one of the two was changed
    "#]],
    );
    check(
        "50 the mode",
        lines(1, replace(0, "\"live\"", "\"drill\"")),
        expect![[r#"
        50 the mode: ALTERED
        log/e1b5e6a033977376/00001.jsonl line 2: does not fit the line before: one of the two was changed
        log/e1b5e6a033977376/00001.jsonl line 1 (entry 0): the origin is not that of this production, log and mode
    "#]],
    );
    check(
        "a segment is gone",
        |files| drop(files.remove(&format!("{LOG}00002.jsonl"))),
        expect![[r#"
            a segment is gone: ALTERED
            log/e1b5e6a033977376/00003.jsonl line 1: segment 00002.jsonl is missing before this one
        "#]],
    );
    check(
        "an end is taken away",
        lines(2, |all| {
            let last = all.last_mut().unwrap();
            *last = last.replace(",\"end\":true", "");
        }),
        expect![[r#"
            an end is taken away: ALTERED
            log/e1b5e6a033977376/00003.jsonl line 1: the segment before was not closed: lines are missing at its end
            checkpoints/e1b5e6a033977376/00000026.note: the first 26 lines are not those it vouched for
            log/e1b5e6a033977376/00002.jsonl line 18 (entry 25): the line that prepares a statement does not close its file
        "#]],
    );
}

#[test]
fn changed_forms() {
    check(
        "15 CRLF",
        lines(2, |all| all[4].push('\r')),
        expect![[r#"
            15 CRLF: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not a line of this format: byte 403 is the control character 0x0d
        "#]],
    );
    check(
        "16 BOM",
        bytes("log/e1b5e6a033977376/00001.jsonl", |file| {
            file.splice(0..0, [0xef, 0xbb, 0xbf]);
        }),
        expect![[r#"
            16 BOM: ALTERED
            log/e1b5e6a033977376/00001.jsonl line 1: not a line of this format: at byte 0 {"v": should stand
        "#]],
    );
    check(
        "17 a blank",
        lines(2, |all| all[4].push(' ')),
        expect![[r#"
            17 a blank: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not a line of this format: at byte 97 one object and the last brace should stand
        "#]],
    );
    check(
        "17 pretty",
        lines(2, replace(4, "\"data\":", "\"data\": ")),
        expect![[r#"
            17 pretty: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not a line of this format: at byte 97 one object and the last brace should stand
        "#]],
    );
    check(
        "18 a member twice",
        lines(2, replace(4, "\"fast\":false", "\"fast\":false,\"fast\":false")),
        expect![[r#"
            18 a member twice: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not an entry of this format: duplicate field `fast`
        "#]],
    );
    check(
        "18 an array for an object",
        lines(5, replace(2, r#"{"k":"log.cut","why":"export"}"#, r#"["log.cut","export"]"#)),
        expect![[r#"
            18 an array for an object: ALTERED
            checkpoints/e1b5e6a033977376/00000035.note: the laptop vouched for 35 lines, and 34 are here: lines were removed
        "#]],
    );
    check(
        "19 a float",
        lines(2, replace(4, "\"n\":1", "\"n\":1.0")),
        expect![[r#"
            19 a float: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not an entry of this format: invalid type: floating point `1.0`, expected u32
        "#]],
    );
    check(
        "19 2^53",
        lines(2, replace(4, "\"up\":5854000", "\"up\":9007199254740993")),
        expect![[r#"
            19 2^53: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not an entry of this format: the number 9007199254740993 is larger than a line may hold
        "#]],
    );
    check(
        "20 a NUL",
        lines(2, |all| all[4].insert(300, '\0')),
        expect![[r#"
            20 a NUL: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not a line of this format: byte 300 is the control character 0x00
        "#]],
    );
    check(
        "20 no UTF-8",
        bytes("log/e1b5e6a033977376/00002.jsonl", |file| file[3000] = 0xff),
        expect![[r#"
            20 no UTF-8: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 6: not a line of this format: byte 210 is not UTF-8
        "#]],
    );
    check(
        "21 a long line",
        lines(2, |all| all[4].insert_str(300, &"x".repeat(70_000))),
        expect![[r#"
            21 a long line: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not a line of this format: a line has at most 65536 bytes, this one has 70403
        "#]],
    );
    check(
        "21 deep",
        lines(2, |all| all[4].insert_str(300, &"[".repeat(20_000))),
        expect![[r#"
            21 deep: ALTERED
            log/e1b5e6a033977376/00002.jsonl line 5: not an entry of this format: expected `:`
        "#]],
    );
    check(
        "22 zeros at the end",
        bytes("log/e1b5e6a033977376/00005.jsonl", |file| file.extend([0; 100])),
        expect![[r#"
            22 zeros at the end: UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED
        "#]],
    );
    check(
        "23 torn within what a note covers",
        bytes("log/e1b5e6a033977376/00005.jsonl", |file| file.truncate(file.len() - 10)),
        expect![[r#"
            23 torn within what a note covers: ALTERED
            checkpoints/e1b5e6a033977376/00000035.note: the laptop vouched for 35 lines, and 34 are here: lines were removed
        "#]],
    );
    check(
        "a newer kind",
        lines(5, replace(2, "log.cut", "log.cut.2")),
        expect![[r#"
        a newer kind: ALTERED
        checkpoints/e1b5e6a033977376/00000035.note: the first 35 lines are not those it vouched for
        unread: log/e1b5e6a033977376/00005.jsonl line 3: it does not know the word `log.cut.2`
    "#]],
    );
    check(
        "a newer line format",
        lines(5, replace(2, "{\"v\":1", "{\"v\":2")),
        expect![[r#"
            a newer line format: NOT READ
            unread: log/e1b5e6a033977376/00005.jsonl line 3: line format 2
        "#]],
    );
}

#[test]
fn changed_files() {
    const SHEET: &str = "statements/e1b5e6a033977376/00000028-sheet";
    check(
        "33 a signature file",
        bytes("statements/e1b5e6a033977376/00000028-sheet.p-3m8d0c.sig", |file| file[60] ^= 1),
        expect![[r#"
            33 a signature file: ALTERED
            statements/e1b5e6a033977376/00000028-sheet.p-3m8d0c.sig: is not what the lines of the log give
        "#]],
    );
    check(
        "a text file: a strike undone",
        |files| {
            let file = files.get_mut(&format!("{SHEET}.txt")).unwrap();
            *file = String::from_utf8(file.clone())
                .unwrap()
                .replace(" | STRUCK: not seen by me", "")
                .into_bytes();
        },
        expect![[r#"
            a text file: a strike undone: ALTERED
            statements/e1b5e6a033977376/00000028-sheet.txt: is not what the lines of the log give
        "#]],
    );
    check(
        "a note",
        bytes("checkpoints/e1b5e6a033977376/00000008.note", |file| file[50] ^= 1),
        expect![[r#"
            a note: ALTERED
            checkpoints/e1b5e6a033977376/00000008.note: the signature on the note is not right
        "#]],
    );
    check(
        "a note under another size",
        |files| {
            let note = files.remove("checkpoints/e1b5e6a033977376/00000008.note").unwrap();
            files.insert("checkpoints/e1b5e6a033977376/00000009.note".to_owned(), note);
        },
        expect![[r#"
            a note under another size: ALTERED
            checkpoints/e1b5e6a033977376/00000009.note: is over 8 lines, not 9
        "#]],
    );
    check(
        "49 the checklist",
        bytes(
            "objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a",
            |file| file[0] ^= 1,
        ),
        expect![[r#"
            49 the checklist: ALTERED
            objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a: was changed: its bytes are not those of its name
            missing: objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a: is not here, and is named in log/e1b5e6a033977376/00002.jsonl line 4 (entry 11)
        "#]],
    );
    check(
        "51 the checklist is gone",
        |files| {
            files
                .remove("objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a")
                .unwrap();
        },
        expect![[r#"
            51 the checklist is gone: FILES MISSING
            missing: objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a: is not here, and is named in log/e1b5e6a033977376/00002.jsonl line 4 (entry 11)
        "#]],
    );
    check(
        "a name is gone",
        |files| {
            files
                .remove("objects/97/72c7c878f1de697882f4576eb6b370d1e143297f1b4e633929b15e5516ae89")
                .unwrap();
        },
        expect![[r#"
            a name is gone: FILES MISSING
            missing: objects/97/72c7c878f1de697882f4576eb6b370d1e143297f1b4e633929b15e5516ae89: is not here, and is named in log/e1b5e6a033977376/00001.jsonl line 4 (entry 3)
            missing: log/e1b5e6a033977376/00001.jsonl line 8 (entry 7): statement 8 cannot be derived again: the name of p-3m8d0c is not here (object 9772c7c878f1de697882f4576eb6b370d1e143297f1b4e633929b15e5516ae89)
            missing: log/e1b5e6a033977376/00002.jsonl line 18 (entry 25): statement 26 cannot be derived again: the name of p-3m8d0c is not here (object 9772c7c878f1de697882f4576eb6b370d1e143297f1b4e633929b15e5516ae89)
            missing: log/e1b5e6a033977376/00003.jsonl line 2 (entry 27): statement 28 cannot be derived again: the name of p-3m8d0c is not here (object 9772c7c878f1de697882f4576eb6b370d1e143297f1b4e633929b15e5516ae89)
            missing: log/e1b5e6a033977376/00004.jsonl line 4 (entry 31): statement 32 cannot be derived again: the name of p-3m8d0c is not here (object 9772c7c878f1de697882f4576eb6b370d1e143297f1b4e633929b15e5516ae89)
        "#]],
    );
    check(
        "54 a hostile file name",
        |files| {
            files.insert("log/e1b5e6a033977376/\u{1b}[2J\u{202e}.jsonl".to_owned(), Vec::new());
            files.remove(
                "objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a",
            );
        },
        expect![[r#"
            54 a hostile file name: FILES MISSING
            missing: objects/45/60db02f1bbcff9891752afc9e43842e5f95f2052e8b2bb9b79b3fbd4b4293a: is not here, and is named in log/e1b5e6a033977376/00002.jsonl line 4 (entry 11)
        "#]],
    );
}

#[test]
fn text_and_signature_files_are_made_again_from_the_lines() {
    let mut files = vector();
    files.retain(|path, _| !path.starts_with("statements/"));
    assert_eq!(check_folder(&files, &Options::default()).verdict().exit_code(), 0);
}

#[test]
fn one_bit_flipped_anywhere_is_found() {
    let whole = vector();
    let mut tried = 0;
    for (path, file) in whole.iter().filter(|(path, _)| *path != "allowed_signers") {
        let step = if file.len() > 400 { 97 } else { 31 };
        for at in (tried % step..file.len()).step_by(step) {
            let mut files = whole.clone();
            files.get_mut(path).unwrap()[at] ^= 1 << (at % 8);
            let found = check_folder(&files, &Options::default());
            assert_ne!(found.verdict().exit_code(), 0, "{path} byte {at}: {}", short(&found));
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
}
