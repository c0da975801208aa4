//! Files that nobody wrote by hand: each is answered, with a clear mistake first, and nothing gives way.

use expect_test::{Expect, expect};
use showclear::checklist::{self, Content, Set, Source};
use showclear::source::{MOST, render};

/// The head and the tail of a list around `middle`.
fn list(middle: &str) -> String {
    format!(
        "Checklist(schema: 1, id: \"t\", rev: 1, status: Draft, lang: \"en\", title: \"T\", purpose: \"P\", mode: ReadDo,\n\
         roles: {{ \"armorer\": Role(title: \"Armorer\") }},\n{middle}\n)"
    )
}

/// What is told, of many mistakes the first and how many there are.
#[track_caller]
fn check(text: &str, expected: Expect) {
    let mistakes = checklist::read("", text).unwrap_err();
    assert!(mistakes.len() <= MOST, "{} mistakes", mistakes.len());
    let told = render("", text, &mistakes);
    let first: String = told.lines().next().unwrap_or_default().chars().take(160).collect();
    expected.assert_eq(&format!("{} of them, {}\n", mistakes.len(), first.trim_end()));
}

#[test]
fn ten_million_bytes() {
    check(
        &list(&format!("// {}", "x".repeat(10_000_000))),
        expect![[r#"
        1 of them, :1:1: the file has 10000156 bytes, expected at most 1048576
    "#]],
    );
}

#[test]
fn a_text_of_a_million_bytes() {
    let text = "x".repeat(1_000_000);
    check(
        &list(&format!("steps: [Step(id: \"a\", kind: Confirm(ask: \"{text}\"))],")),
        expect![[r#"
            1 of them, :3:42: this text cannot stand: at most 2000 characters, this has 1000000
        "#]],
    );
    check(
        &format!("\"{text}"),
        expect![[r#"
        1 of them, :1:1: this text is not closed on its line; add a quotation mark where it ends
    "#]],
    );
}

#[test]
fn brackets_ten_thousand_deep() {
    let pairs = |open: &str, close: &str| open.repeat(10_000) + &close.repeat(10_000);
    check(
        &list(&format!("steps: {},", pairs("[", "]"))),
        expect![[r#"
        2 of them, :3:9: found a list, expected Step(field: …)
    "#]],
    );
    check(
        &list(&format!("steps: {},", pairs("(", ")"))),
        expect![[r#"
        2 of them, :3:8: found a group in parentheses, expected a list [ … ]
    "#]],
    );
    check(
        &list(&format!("steps: {},", pairs("{", "}"))),
        expect![[r#"
        2 of them, :3:8: found a map, expected a list [ … ]
    "#]],
    );
    check(
        &"[".repeat(10_000),
        expect![[r#"
        2 of them, :1:1: found a list, expected Checklist(field: …)
    "#]],
    );
    check(
        &"{".repeat(10_000),
        expect![[r#"
        2 of them, :1:1: found a map, expected Checklist(field: …)
    "#]],
    );
    check(
        &"Not(".repeat(10_000),
        expect![[r#"
        2 of them, :1:1: found Not, expected Checklist(field: …)
    "#]],
    );
    check(
        &"]".repeat(10_000),
        expect![[r#"
        2 of them, :1:1: a value is missing here
    "#]],
    );
    let deep = "Not(".repeat(10_000) + "Known(\"a\")" + &")".repeat(10_000);
    let step = format!("steps: [Step(id: \"a\", when: {deep}, kind: Confirm(ask: \"Done\"))],");
    check(
        &list(&step),
        expect![[r#"
        1 of them, :3:277: brackets are nested too deeply here
    "#]],
    );
    check(
        &("/*".repeat(10_000)),
        expect![[r#"
        2 of them, :1:1: this comment is never closed; end it with */
    "#]],
    );
}

#[test]
fn a_million_commas() {
    check(
        &",".repeat(1_000_000),
        expect![[r#"
        2 of them, :1:1: a value is missing here
    "#]],
    );
    check(
        &list(&format!("steps: [{}],", ",".repeat(1_000_000))),
        expect![[r#"
            1 of them, :3:9: a value is missing here
        "#]],
    );
}

#[test]
fn a_hundred_thousand_steps() {
    let steps = |count: usize| {
        let steps: String = (0..count)
            .map(|n| format!("Step(id: \"s{n}\", kind: Confirm(ask: \"Done\")),"))
            .collect();
        list(&format!("steps: [{steps}],"))
    };
    check(
        &steps(100_000),
        expect![[r#"
        1 of them, :1:1: the file has 4689053 bytes, expected at most 1048576
    "#]],
    );
    // As many as fit into a file that is read.
    check(
        &steps(20_000),
        expect![[r#"
        1 of them, :3:8: there are 20000 steps, expected at most 200
    "#]],
    );
}

const STEPS: &str = "steps: [Step(id: \"a\", kind: Confirm(ask: \"Done\"))],";

#[test]
fn escapes_that_are_none() {
    let retired = |text: &str| list(&format!("{STEPS}\nretired: [\"{text}\"],"));
    check(
        &retired("\\"),
        expect![[r#"
        1 of them, :4:11: this text is not closed on its line; add a quotation mark where it ends
    "#]],
    );
    check(
        &retired("\\x"),
        expect![[r#"
        1 of them, :4:12: \x does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
    check(
        &retired("\\u"),
        expect![[r#"
        1 of them, :4:12: \u does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
    check(
        &retired("\\u{"),
        expect![[r#"
        1 of them, :4:12: \u does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
    check(
        &retired("\\u{110000}"),
        expect![[r#"
        1 of them, :4:12: \u does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
    check(
        &retired("\\u{d800}"),
        expect![[r#"
        1 of them, :4:12: \u does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
    check(
        &retired("\\u{0}"),
        expect![[r#"
        1 of them, :4:12: \u does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
    check(
        &retired(&"\\u{}".repeat(100_000)),
        expect![[r#"
        200 of them, :4:12: \u does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
}

#[test]
fn characters_that_are_nothing() {
    check(
        &"\0".repeat(100_000),
        expect![[r#"
            2 of them, :1:1: a blank that is not a plain one (U+0000); type a space, or remove it
        "#]],
    );
    check(
        &list(&format!("{STEPS}\nretired: [\"a\0b\"],")),
        expect![[r#"
        1 of them, :4:13: a character that cannot be seen (U+0000); remove it
    "#]],
    );
    check(
        &list(&format!("{STEPS}\n// a \0 in a remark")),
        expect![[r#"
        1 of them, :4:6: a character that cannot be seen (U+0000); remove it
    "#]],
    );
    check(
        "",
        expect![[r#"
        1 of them, :1:1: the file ends here, but a value is still missing
    "#]],
    );
}

#[test]
fn units_in_a_circle() {
    let unit = |id: &str, uses: &str, sha256: &str| {
        format!(
            "Unit(schema: 1, id: \"{id}\", rev: 1, status: Released, lang: \"en\", title: \"U\", purpose: \"P\",\n\
             uses: {{ \"{uses}\": Use(id: \"{uses}\", rev: 1, sha256: \"{sha256}\") }},\n\
             steps: [Step(id: \"a\", kind: Include(unit: \"{uses}\"))],\n)"
        )
    };
    // Two hundred in one circle: the digest of the next cannot be known all the way round.
    let none = "0".repeat(64);
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut before = none;
    for n in 0..200 {
        let text = unit(&format!("u{n}"), &format!("u{}", (n + 199) % 200), &before);
        before = Source::of("", &text).sha256.to_string();
        texts.push((format!("u{n}.ron"), text));
    }
    let set = Set::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mut first = String::new();
    for (source, content) in set.files() {
        let told = if let Content::Mistaken(told) = content { Some(told) } else { None };
        let mistakes = told.unwrap();
        if first.is_empty() {
            first = render(&source.name, &source.text, mistakes).chars().take(120).collect();
        }
    }
    expect![[r#"u0.ron:2:25: this uses "u199", which uses "u198", which uses "u197", which uses "u196", which uses "u195", which uses "u"#]].assert_eq(&first);
}
