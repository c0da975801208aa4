//! Lines: every kind is read and written byte for byte, and nothing else is read.

mod same;

use std::fs;
use std::path::PathBuf;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use showclear::event::{Entry, Event};
use showclear::record::{decode, decode_name, encode, encode_name};
use showclear::terms::{PersonId, UtcMillis};

fn corpus(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder)
}

#[track_caller]
fn round_trip(data: &[u8]) -> Entry {
    let entry = decode(data)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(data)))
        .unwrap();
    let again = encode(&entry).unwrap();
    assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(data));
    entry
}

#[test]
fn every_kind_has_a_golden_line_that_is_written_as_it_was_read() {
    let source =
        fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/event/entry.rs"))
            .unwrap();
    let kinds: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("#[serde(rename = \"")?.strip_suffix("\")]"))
        .collect();
    assert!(kinds.len() >= 47, "kinds are no longer found in the source: {kinds:?}");
    let golden = fs::read_dir(corpus("lines/v1")).unwrap().count();
    assert_eq!(golden, kinds.len(), "one golden line per kind, no more");
    for kind in kinds {
        let line = fs::read(corpus("lines/v1").join(format!("{kind}.json")))
            .map_err(|error| format!("no golden line for {kind}: {error}"))
            .unwrap();
        let entry = round_trip(&line);
        let text = String::from_utf8(line).unwrap();
        assert_eq!(entry.events().len(), 1, "{kind}");
        assert!(text.contains(&format!("\"ev\":[{{\"k\":\"{kind}\"")), "{kind}: {text}");
    }
}

#[test]
fn every_line_of_the_sample_production_is_written_as_it_was_read() {
    let mut lines = 0;
    let mut files: Vec<_> = fs::read_dir(corpus("vector/log/e1b5e6a033977376"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        for line in fs::read_to_string(&file).unwrap().lines() {
            let (_, data) = line.split_once(",\"data\":").unwrap();
            round_trip(data.strip_suffix('}').unwrap().as_bytes());
            lines += 1;
        }
    }
    assert_eq!(lines, 35);
}

const GOOD: &str =
    r#"{"t":"2026-11-22T19:30:04.000Z","up":1,"seat":null,"ev":[{"k":"log.cut","why":"export"}]}"#;
const MOVED: &str = r#"{"k":"log.clock_jump","wall_ms":5}"#;

#[track_caller]
fn check(from: &str, to: &str, expected: Expect) {
    assert!(GOOD.contains(from), "nothing to change: {from}");
    let error = decode(GOOD.replace(from, to).as_bytes()).unwrap_err();
    let newer = if error.is_newer() { "newer" } else { "not ours" };
    expected.assert_eq(&format!("{newer}: {error}"));
}

#[test]
fn what_our_writer_never_writes_is_refused() {
    round_trip(GOOD.as_bytes());
    let event = r#"{"k":"log.cut","why":"export"}"#;
    check(
        event,
        r#"["log.cut","export"]"#,
        expect!["not ours: invalid type: sequence, expected an event with its kind first"],
    );
    check(
        event,
        r#"{"why":"export","k":"log.cut"}"#,
        expect!["not ours: the kind of an event does not stand first"],
    );
    check(
        event,
        r#"{"k":"log.cut","why":"export","why":"day"}"#,
        expect!["not ours: duplicate field `why`"],
    );
    check(
        event,
        r#"{"k":"log.cut","k":"log.cut","why":"export"}"#,
        expect!["not ours: duplicate field `k`"],
    );
    check(event, r#"{"k":"log.cut"}"#, expect!["not ours: missing field `why`"]);
    check("\"up\":1", "\"up\":1,\"up\":1", expect!["not ours: duplicate field `up`"]);
    check(
        "\"up\":1",
        "\"u\\u0070\":1",
        expect![[
            r#"not ours: not as the program writes it, from byte 34 on: "\\u0070\":1,\"seat\":null,\"e" where "p\":1,\"seat\":null,\"ev\":[{" belongs"#
        ]],
    );
    check(
        "export",
        "\\u0065xport",
        expect![[
            r#"not ours: not as the program writes it, from byte 79 on: "\\u0065xport\"}]}" where "export\"}]}" belongs"#
        ]],
    );
    check(
        "\"up\":1",
        "\"up\":1.0",
        expect!["not ours: invalid type: floating point `1.0`, expected u64"],
    );
    check(
        "\"up\":1",
        "\"up\":1e0",
        expect!["not ours: invalid type: floating point `1.0`, expected u64"],
    );
    check(
        "\"up\":1",
        "\"up\":-0",
        expect!["not ours: invalid type: floating point `-0.0`, expected u64"],
    );
    check("\"up\":1", "\"up\":01", expect!["not ours: invalid number"]);
    check(
        "\"up\":1",
        "\"up\": 1",
        expect![[
            r#"not ours: not as the program writes it, from byte 37 on: " 1,\"seat\":null,\"ev\":[{\"k" where "1,\"seat\":null,\"ev\":[{\"k\"" belongs"#
        ]],
    );
    check(
        "\"up\":1",
        "\"up\":9007199254740992",
        expect!["not ours: the number 9007199254740992 is larger than a line may hold"],
    );
    check(
        "\"up\":1",
        "\"up\":9007199254740993",
        expect!["not ours: the number 9007199254740993 is larger than a line may hold"],
    );
    check(
        "\"up\":1",
        "\"up\":99999999999999999999999",
        expect!["not ours: invalid type: floating point `1e+23`, expected u64"],
    );
    check(
        event,
        r#"{"k":"log.clock_jump","wall_ms":-9007199254740992}"#,
        expect!["not ours: the number 9007199254740992 is larger than a line may hold"],
    );
    check(
        "\"seat\":null,",
        "",
        expect![[
            r#"not ours: not as the program writes it, from byte 40 on: "ev\":[{\"k\":\"log.cut\",\"why" where "seat\":null,\"ev\":[{\"k\":\"l" belongs"#
        ]],
    );
    check(
        "\"seat\":null",
        "\"seat\":\"p-7K2q9x\"",
        expect![[r#"not ours: expected p- and six letters or digits, found "p-7K2q9x""#]],
    );
    check(
        "19:30:04.000Z",
        "19:30:04Z",
        expect![[
            r#"not ours: expected a time such as 2026-11-22T19:30:04.000Z, found "2026-11-22T19:30:04Z""#
        ]],
    );
    check(
        "19:30:04.000Z",
        "19:30:60.000Z",
        expect![[
            r#"not ours: expected a time such as 2026-11-22T19:30:04.000Z, found "2026-11-22T19:30:60.000Z""#
        ]],
    );
    check(event, "", expect!["not ours: an entry without events"]);
    check(
        event,
        &[MOVED; 513].join(","),
        expect!["not ours: 513 events in one entry; at most 512 fit"],
    );
    check(
        "}]}",
        "}]} ",
        expect![[
            r#"not ours: not as the program writes it, from byte 89 on: " " where "" belongs"#
        ]],
    );
    check("{\"t\"", "\u{feff}{\"t\"", expect!["not ours: expected value"]);
}

#[test]
fn what_a_newer_version_may_have_written_is_said_to_be_newer() {
    let event = r#"{"k":"log.cut","why":"export"}"#;
    check(
        event,
        r#"{"k":"log.cut.2","why":"export"}"#,
        expect![
            "newer: made by a newer version of the program: it does not know the word `log.cut.2`"
        ],
    );
    check(
        event,
        r#"{"k":"log.cut","why":"export","by":null}"#,
        expect!["newer: made by a newer version of the program: it does not know the member `by`"],
    );
    check(
        event,
        r#"{"k":"log.cut","why":"week"}"#,
        expect!["newer: made by a newer version of the program: it does not know the word `week`"],
    );
    check(
        event,
        r#"{"k":"log.closed","why":"export"}"#,
        expect!["newer: made by a newer version of the program: it does not know the member `why`"],
    );
    check(
        "\"ev\"",
        "\"zone\":\"x\",\"ev\"",
        expect![
            "newer: made by a newer version of the program: it does not know the member `zone`"
        ],
    );
}

#[test]
fn a_number_that_others_would_round_is_not_written() {
    let mut entry = decode(GOOD.as_bytes()).unwrap();
    entry.up = 1 << 53;
    expect!["the number 9007199254740992 is too large to be written in the log"]
        .assert_eq(&encode(&entry).unwrap_err().to_string());
    entry.up -= 1;
    encode(&entry).unwrap();
}

#[test]
fn a_remedy_is_given_for_both() {
    let newer = decode(GOOD.replace("log.cut", "log.cut.2").as_bytes()).unwrap_err();
    expect!["Read it with the newest version of the program."].assert_eq(newer.remedy());
    let other = decode(GOOD.replace("\"up\":1", "\"up\": 1").as_bytes()).unwrap_err();
    expect!["The program never wrote this line. Compare it with another copy of the production."]
        .assert_eq(other.remedy());
}

/// JSON escapes as section 3 says them.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

proptest! {
    #[test]
    fn any_text_is_escaped_as_the_format_says(why in any::<String>(), up in 0..=(1u64 << 53) - 1, t in 0..=253_402_300_799_999i64, seat in any::<Option<u64>>()) {
        check_text(&why, up, t, seat);
    }
}

#[test]
fn every_control_character_is_escaped_as_the_format_says() {
    let all: String = (0..=0x2100).filter_map(char::from_u32).collect();
    check_text(&all, 0, 0, None);
}

#[track_caller]
fn check_text(why: &str, up: u64, t: i64, seat: Option<u64>) {
    let seat = seat.map(PersonId::from_random);
    let entry = Entry {
        t: UtcMillis::new(t),
        up,
        seat,
        ev: vec![Event::ItemCondition(showclear::event::ItemCondition {
            item: "i-4hq8vz".parse().unwrap(),
            condition: showclear::terms::Condition::Hot,
            n: None,
            of: None,
            load: None,
            why: why.to_owned(),
        })]
        .try_into()
        .unwrap(),
    };
    let bytes = encode(&entry).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.ends_with(&format!("\"why\":\"{}\"}}]}}", escaped(why))), "{text}");
    assert_eq!(decode(&bytes).unwrap(), entry);
}

#[test]
fn a_name_object_is_read_only_as_it_is_written() {
    let written = encode_name([0xab; 16], "Sample \"Armorer\" é\n");
    let text = String::from_utf8(written.clone()).unwrap();
    expect![[r#"{"showclear":"name","salt":"abababababababababababababababab","name":"Sample \"Armorer\" é\n"}"#]].assert_eq(&text);
    assert_eq!(decode_name(&written).as_deref(), Some("Sample \"Armorer\" é\n"));
    for (from, to) in [
        ("\"showclear\":\"name\"", "\"showclear\":\"details\""),
        ("abab", "ABAB"),
        ("\"salt\":", "\"salt\": "),
        ("\"salt\":\"ab", "\"salt\":\""),
        ("}", ",\"more\":1}"),
    ] {
        assert!(text.contains(from));
        assert_eq!(decode_name(text.replacen(from, to, 1).as_bytes()), None, "{to}");
    }
}
