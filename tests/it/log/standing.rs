//! Whether a log as read is all that was ever vouched for.

use expect_test::{Expect, expect};
use showclear::log::{Checkpoint, Covers, Hash, Note, Reading, Verified, read};

use super::growth::grown;
use super::{decode, device};

/// A log of four lines.
fn reading() -> Reading {
    read(grown(&[("{}", false), ("{}", true), ("{}", false), ("{}", false)]), decode)
}

/// A note of the device: of this log at `size` as it is or was, of other lines, of a drill.
fn note(kind: &str, size: u64) -> Verified {
    let (key, mut origin) = device();
    let root = reading().tree().root_at(size).unwrap_or(Hash::of(b"longer"));
    let root = if kind == "other" { Hash::of(b"other") } else { root };
    if kind == "drill" {
        origin = origin.as_str().replacen("showclear", "showclear-drill", 1).parse().unwrap();
    }
    let note = Note::sign(Checkpoint { origin, size, root }, &key).unwrap();
    note.verify(&key.verifying_key()).unwrap()
}

#[track_caller]
fn check(notes: &[(&str, u64)], heads: &[(&str, u64)], statements: &[u64], expected: Expect) {
    let of = |notes: &[(&str, u64)]| notes.iter().map(|(kind, size)| note(kind, *size)).collect();
    let covers = Covers { notes: of(notes), heads: of(heads), statements: statements.to_vec() };
    let text = match reading().sound(device().1, &covers) {
        Ok(sound) => format!("sound, {} lines", sound.reading().size()),
        Err(unsound) => unsound.to_string(),
    };
    expected.assert_eq(&text);
}

#[test]
fn what_was_vouched_for_must_be_there() {
    check(&[], &[], &[], expect!["sound, 4 lines"]);
    check(&[("own", 0), ("own", 2), ("own", 4)], &[("own", 4)], &[2, 4], expect!["sound, 4 lines"]);
    check(
        &[("own", 5)],
        &[],
        &[],
        expect!["the log cannot be continued: the log has 4 good lines, but 5 were vouched for"],
    );
    check(
        &[],
        &[],
        &[5],
        expect!["the log cannot be continued: the log has 4 good lines, but 5 were vouched for"],
    );
    check(
        &[],
        &[("own", 5)],
        &[],
        expect![
            "the log cannot be continued: this is an older copy with 4 lines of a log that had 5"
        ],
    );
    check(
        &[("own", 5)],
        &[("own", 6)],
        &[],
        expect!["the log cannot be continued: the log has 4 good lines, but 5 were vouched for"],
    );
    check(
        &[("other", 3), ("other", 2)],
        &[],
        &[],
        expect![
            "the log cannot be continued: the first 2 lines are not the ones that were vouched for"
        ],
    );
    check(
        &[("own", 5)],
        &[("other", 4)],
        &[],
        expect![
            "the log cannot be continued: the first 4 lines are not the ones that were vouched for"
        ],
    );
    check(&[("drill", 9)], &[("drill", 9)], &[], expect!["sound, 4 lines"]);
}

#[test]
fn a_log_that_is_too_new_or_damaged_is_not_sound() {
    #[track_caller]
    fn check(lines: &[(&str, bool)], touch: impl FnOnce(&mut Vec<u8>), expected: Expect) {
        let mut segments = grown(lines);
        touch(&mut segments[0].1);
        let reading = read(segments, decode);
        let error = reading.sound(device().1, &Covers::default()).unwrap_err();
        expected.assert_eq(&error.to_string());
    }
    check(
        &[("{}", false), ("{\"later\":1}", false), ("{}", false)],
        |_| {},
        expect![
            "the log cannot be continued: 00001.jsonl line 2: written by a newer version of the program: member later"
        ],
    );
    check(
        &[("{}", false)],
        |bytes| bytes.extend(b"{\"v\":2}\n"),
        expect![
            "the log cannot be continued: 00001.jsonl line 2: written by a newer version of the program: line format 2"
        ],
    );
    check(
        &[("{}", false)],
        |bytes| bytes.extend(b"{\"v\":2,\"new\":0}\n"),
        expect![
            "the log cannot be continued: 00001.jsonl line 2: written by a newer version of the program: line format 2"
        ],
    );
    check(
        &[("{}", false)],
        |bytes| bytes.extend(b"x\ny\n"),
        expect![[
            r#"the log cannot be continued: 00001.jsonl line 2: not a line of this format: at byte 0 {"v": should stand"#
        ]],
    );
}

#[test]
fn an_origin_is_one_of_two_forms() {
    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let text = match text.parse::<showclear::log::Origin>() {
            Ok(origin) => {
                assert_eq!(origin.as_str(), text);
                let (production, log, drill) =
                    (origin.production(), origin.log(), origin.is_drill());
                format!("production {production}, log {log}, drill {drill}")
            }
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&text);
    }
    check(
        "showclear/8c1f0e6d2a7b4935/e1b5e6a033977376",
        expect!["production 8c1f0e6d2a7b4935, log e1b5e6a033977376, drill false"],
    );
    check(
        "showclear-drill/8c1f0e6d2a7b4935/e1b5e6a033977376",
        expect!["production 8c1f0e6d2a7b4935, log e1b5e6a033977376, drill true"],
    );
    check(
        "showclear/8c1f0e6d2a7b4935",
        expect![[
            r#""showclear/8c1f0e6d2a7b4935" is not showclear/<16 hex digits>/<16 hex digits> or showclear-drill/…"#
        ]],
    );
    check(
        "showclear/8c1f0e6d2a7b4935/e1b5e6a033977376/",
        expect![[
            r#""showclear/8c1f0e6d2a7b4935/e1b5e6a033977376/" is not showclear/<16 hex digits>/<16 hex digits> or showclear-drill/…"#
        ]],
    );
    check(
        "showclear/8C1f0e6d2a7b4935/e1b5e6a033977376",
        expect![[
            r#""showclear/8C1f0e6d2a7b4935/e1b5e6a033977376" is not showclear/<16 hex digits>/<16 hex digits> or showclear-drill/…"#
        ]],
    );
    check(
        "other/8c1f0e6d2a7b4935/e1b5e6a033977376",
        expect![[
            r#""other/8c1f0e6d2a7b4935/e1b5e6a033977376" is not showclear/<16 hex digits>/<16 hex digits> or showclear-drill/…"#
        ]],
    );
    check(
        "",
        expect![[r#""" is not showclear/<16 hex digits>/<16 hex digits> or showclear-drill/…"#]],
    );
}
