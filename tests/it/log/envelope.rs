//! The envelope of a line: what is written, and that nothing else is read.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use showclear::log::{Envelope, Hash, MAX_LINE};

const PREV: &str = "\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\"";
const FILE: &str = "\"file\":\"0000000000000000000000000000000000000000000000000000000000000000\"";

#[track_caller]
fn check(line: impl AsRef<[u8]>, expected: Expect) {
    let line = line.as_ref();
    let text = match Envelope::parse(line) {
        Ok(envelope) => {
            assert_eq!(envelope.print().unwrap(), line);
            let Envelope { seq, file, end, data, .. } = envelope;
            let (file, data) = (file.is_some(), String::from_utf8_lossy(data));
            format!("line {seq}, file {file}, end {end}, {data}")
        }
        Err(error) => error.to_string(),
    };
    expected.assert_eq(&text);
}

/// A line that is right but for what replaces a part of it.
fn with(part: &str, replacement: &str) -> String {
    let line = format!("{{\"v\":1,\"seq\":7,{PREV},{FILE},\"end\":true,\"data\":{{\"a\":1}}}}");
    assert!(line.contains(part), "{part}");
    line.replacen(part, replacement, 1)
}

#[test]
fn lines_that_are_read() {
    check(with("", ""), expect![[r#"line 7, file true, end true, {"a":1}"#]]);
    check(with(&format!(",{FILE}"), ""), expect![[r#"line 7, file false, end true, {"a":1}"#]]);
    check(with(",\"end\":true", ""), expect![[r#"line 7, file true, end false, {"a":1}"#]]);
    check(with("seq\":7", "seq\":0"), expect![[r#"line 0, file true, end true, {"a":1}"#]]);
    check(
        with("seq\":7", "seq\":9007199254740991"),
        expect![[r#"line 9007199254740991, file true, end true, {"a":1}"#]],
    );
    check(with("{\"a\":1}", "{}"), expect!["line 7, file true, end true, {}"]);
    let hostile = with("{\"a\":1}", "{\"say\":\"\u{feff}\u{202e} }{\"}");
    assert_eq!(Envelope::parse(hostile.as_bytes()).unwrap().print().unwrap(), hostile.as_bytes());
}

#[test]
fn lines_that_are_refused() {
    check("", expect![[r#"at byte 0 {"v": should stand"#]]);
    check("{}", expect![[r#"at byte 0 {"v": should stand"#]]);
    check("[1,7]", expect![[r#"at byte 0 {"v": should stand"#]]);
    check("\u{feff}{\"v\":1", expect![[r#"at byte 0 {"v": should stand"#]]);
    check([b'{', 0xff], expect!["byte 1 is not UTF-8"]);
    check(with("{\"a\":1}", "{\"a\":\n1}"), expect!["byte 186 is the control character 0x0a"]);
    check(with("}}", "}}\r"), expect!["byte 189 is the control character 0x0d"]);
    check([0; 8], expect!["byte 0 is the control character 0x00"]);
    check(
        with("\"v\":1", "\"v\":2"),
        expect!["line format 2 is not known to this version of the program"],
    );
    check(
        with("\"v\":1", "\"v\":01"),
        expect!["at byte 5 an integer from 0 to 2^53-1 should stand"],
    );
    check(
        with("\"v\":1", "\"v\": 1"),
        expect!["at byte 5 an integer from 0 to 2^53-1 should stand"],
    );
    check(
        with("\"v\":1", "\"v\":\"1\""),
        expect!["at byte 5 an integer from 0 to 2^53-1 should stand"],
    );
    check(with("\"v\"", "\"\\u0076\""), expect![[r#"at byte 0 {"v": should stand"#]]);
    check(
        with("seq\":7", "seq\":-7"),
        expect!["at byte 13 an integer from 0 to 2^53-1 should stand"],
    );
    check(
        with("seq\":7", "seq\":07"),
        expect!["at byte 13 an integer from 0 to 2^53-1 should stand"],
    );
    check(with("seq\":7", "seq\":7.0"), expect![[r#"at byte 14 ,"prev":" should stand"#]]);
    check(with("seq\":7", "seq\":7e0"), expect![[r#"at byte 14 ,"prev":" should stand"#]]);
    check(
        with("seq\":7", "seq\":9007199254740992"),
        expect!["at byte 13 an integer from 0 to 2^53-1 should stand"],
    );
    check(
        with("seq\":7", "seq\":99999999999999999999999"),
        expect!["at byte 13 an integer from 0 to 2^53-1 should stand"],
    );
    check(with("seq\":7", "seq\":7,\"seq\":7"), expect![[r#"at byte 14 ,"prev":" should stand"#]]);
    check(with("0000\"", "000A\""), expect!["at byte 23 64 lower hex digits should stand"]);
    check(with("0000\"", "000\""), expect!["at byte 23 64 lower hex digits should stand"]);
    check(with("0000\"", "00000\""), expect![[r#"at byte 87 " should stand"#]]);
    check(
        with(&format!(",{FILE}"), ",\"file\":null"),
        expect![[r#"at byte 88 ,"data": should stand"#]],
    );
    check(
        with(&format!(",{FILE}"), &format!(",{FILE},{FILE}")),
        expect![[r#"at byte 162 ,"data": should stand"#]],
    );
    check(with("true", "false"), expect![[r#"at byte 162 ,"data": should stand"#]]);
    check(with("true", "true,\"end\":true"), expect![[r#"at byte 173 ,"data": should stand"#]]);
    check(
        with("\"data\":{\"a\":1}", "\"data\":[1]"),
        expect!["at byte 181 one object and the last brace should stand"],
    );
    check(
        with("\"data\":{\"a\":1}", "\"data\":null"),
        expect!["at byte 181 one object and the last brace should stand"],
    );
    check(with("}}", "}} "), expect!["at byte 181 one object and the last brace should stand"]);
    check(with("}}", "}"), expect!["at byte 181 one object and the last brace should stand"]);
    check(
        with("{\"a\":1}", "{"),
        expect!["at byte 181 one object and the last brace should stand"],
    );
}

#[test]
fn the_longest_line_and_one_byte_more() {
    let fixed = with("{\"a\":1}", "{\"a\":\"\"}").len();
    let line =
        |len: usize| with("{\"a\":1}", &format!("{{\"a\":\"{}\"}}", "x".repeat(len - fixed)));
    assert_eq!(
        Envelope::parse(line(MAX_LINE).as_bytes()).unwrap().data.len(),
        MAX_LINE - fixed + 8
    );
    check(line(MAX_LINE + 1), expect!["a line has at most 65536 bytes, this one has 65537"]);
}

#[test]
fn data_that_is_not_written() {
    #[track_caller]
    fn check(data: &[u8], expected: Expect) {
        let line = Envelope { seq: 0, prev: Hash::ZERO, file: None, end: false, data };
        expected.assert_eq(&line.print().unwrap_err().to_string());
    }
    check(b"", expect!["at byte 96 one object should stand"]);
    check(b"{", expect!["at byte 96 one object should stand"]);
    check(b"[]", expect!["at byte 96 one object should stand"]);
    check(b"{\"a\":1}\n", expect!["at byte 96 one object should stand"]);
    check(b"{\n}", expect!["byte 97 is the control character 0x0a"]);
    check(b"{\xff}", expect!["byte 97 is not UTF-8"]);
    check(
        &[b"{".as_slice(), &[b'x'; MAX_LINE], b"}"].concat(),
        expect!["a line has at most 65536 bytes, this one has 65635"],
    );
}

#[test]
fn an_integer_that_is_not_written() {
    let line = Envelope { seq: 1 << 53, prev: Hash::ZERO, file: None, end: false, data: b"{}" };
    let error = line.print().unwrap_err().to_string();
    let expected = expect!["at byte 13 an integer from 0 to 2^53-1 should stand"];
    expected.assert_eq(&error);
}

proptest! {
    #[test]
    fn whatever_is_read_prints_as_it_was_written(
        seq in 0..1_u64 << 53,
        prev: [u8; 32],
        file: Option<[u8; 32]>,
        end: bool,
        data in "\\{[^\u{0}-\u{1f}]{0,40}\\}",
        at: prop::sample::Index,
        byte: u8,
    ) {
        let (prev, file, data) = (Hash::new(prev), file.map(Hash::new), data.as_bytes());
        let envelope = Envelope { seq, prev, file, end, data };
        let mut line = envelope.print().unwrap();
        prop_assert_eq!(Envelope::parse(&line).unwrap(), envelope);
        let at = at.index(line.len());
        line[at] = byte;
        if let Ok(touched) = Envelope::parse(&line) {
            prop_assert_eq!(touched.print().unwrap(), line);
        }
    }
}
