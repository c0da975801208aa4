//! The reader goes on after every mistake, and its places lie within the text.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use showclear::source::{
    DEEPEST, LARGEST, MOST, Mistakes, Node, Place, Shape, place, read, render,
};

#[track_caller]
fn check(text: &str, expected: Expect) {
    let mut mistakes = Mistakes::new();
    let node = read(text, &mut mistakes);
    let told = render("f", text, &mistakes.into_sorted());
    expected.assert_eq(&format!("{}\n{told}", show(&node)));
}

/// The tree on one line, `!` for what is broken.
fn show(node: &Node<'_>) -> String {
    let list = |nodes: &[Node<'_>]| nodes.iter().map(show).collect::<Vec<_>>().join(" ");
    match &node.shape {
        Shape::Bool(value) => value.to_string(),
        Shape::Int(number) => number.to_string(),
        Shape::Text(text) => format!("{text:?}"),
        Shape::List(items) => format!("[{}]", list(items)),
        Shape::Map(pairs) => {
            let pairs: Vec<_> =
                pairs.iter().map(|(k, v)| format!("{}: {}", show(k), show(v))).collect();
            format!("{{{}}}", pairs.join(" "))
        }
        Shape::Tuple(name, items) => format!("{}({})", name.unwrap_or(""), list(items)),
        Shape::Record(name, fields) => {
            let fields: Vec<_> =
                fields.iter().map(|f| format!("{}={}", f.name.value, show(&f.value))).collect();
            format!("{}({})", name.unwrap_or(""), fields.join(" "))
        }
        Shape::Other(what) => format!("<{what}>"),
        Shape::Broken => "!".to_owned(),
    }
}

#[test]
fn values_are_read() {
    check(
        "X(a: 1, b: [true, \"t\"], c: {\"k\": (1, 2)}, d: Y)",
        expect![[r#"
        X(a=1 b=[true "t"] c={"k": (1 2)} d=Y())
    "#]],
    );
    check(
        "-1_000",
        expect![[r#"
        -1000
    "#]],
    );
    check(
        "[1.5, 0x10, 99999999999999999999, +7]",
        expect![[r#"
        [<a number with a fraction> <something like a number, but not a whole decimal one> <a number too large to count with> 7]
    "#]],
    );
    check(
        "\"\\u{e9} \\\" \\\\ \\n\"",
        expect![[r#"
        "é \" \\ \n"
    "#]],
    );
}

#[test]
fn commas_and_colons_are_missed_and_reading_goes_on() {
    check(
        "X(a: 1 b: 2, c 3, d = 4)",
        expect![[r#"
        X(a=1 b=2 c=3 d=4)
        f:1:7: `,` is missing here
        f:1:16: `:` is missing here
        f:1:21: `=` stands here; write `:`
    "#]],
    );
    check(
        "X(a \"first\", b: 2)",
        expect![[r#"
        X(a="first" b=2)
        f:1:5: `:` is missing here
    "#]],
    );
    check(
        "[1 2, , 3]",
        expect![[r#"
        [1 2 ! 3]
        f:1:3: `,` is missing here
        f:1:7: a value is missing here
    "#]],
    );
    check(
        "X(a:, killer, b: 1)",
        expect![[r#"
        X(a=! killer=! b=1)
        f:1:5: a value is missing here
        f:1:7: killer has no value; write killer: and the value
    "#]],
    );
    check(
        "{\"a\" 1, \"b\": 2}",
        expect![[r#"
        {"a": 1 "b": 2}
        f:1:6: `:` is missing here
    "#]],
    );
    check(
        "(1, b: 2, 3)",
        expect![[r#"
        (1 b() 3)
        f:1:6: `:` does not fit here
    "#]],
    );
}

#[test]
fn brackets_are_matched_with_the_ones_further_out() {
    check(
        "X(a: [1, 2), b: 3",
        expect![[r#"
        X(a=[1 2])
        f:1:11: `]` is missing before this
        f:1:12: nothing may follow the end of the list; look for a bracket closed too early
    "#]],
    );
    check(
        "X(a: [1, 2, b: 3)",
        expect![[r#"
        X(a=[1 2 b()])
        f:1:14: `:` does not fit here
        f:1:17: `]` is missing before this
    "#]],
    );
    check(
        "X(a: [1]], b: 2)",
        expect![[r#"
        X(a=[1] b=2)
        f:1:9: this `]` closes nothing; remove it
    "#]],
    );
    check(
        "X(a: 1))",
        expect![[r#"
        X(a=1)
        f:1:8: nothing may follow the end of the list; look for a bracket closed too early
    "#]],
    );
    check(
        "",
        expect![[r#"
        !
        f:1:1: the file ends here, but a value is still missing
    "#]],
    );
    check(
        "X(a: ",
        expect![[r#"
        X(a=!)
        f:1:2: this is never closed; add `)` where it ends
        f:1:6: the file ends here, but a value is still missing
    "#]],
    );
}

#[test]
fn texts_end_on_their_line() {
    check(
        "X(a: \"one,\n b: [\"two\"],\n)",
        expect![[r#"
        X(a=! b=["two"])
        f:1:6: this text is not closed on its line; add a quotation mark where it ends
    "#]],
    );
    check(
        "[Y(a: \"one),\n Y(a: \"two\")]",
        expect![[r#"
        [Y(a=!) Y(a="two")]
        f:1:7: this text is not closed on its line; add a quotation mark where it ends
    "#]],
    );
    check(
        "X(a: \"\\q\", b: \"\\u{110000}\", c: \"fine\")",
        expect![[r#"
        X(a=! b=! c="fine")
        f:1:7: \q does not stand for anything here; a backslash is written \\, a character code \u{00e9}
        f:1:16: \u does not stand for anything here; a backslash is written \\, a character code \u{00e9}
    "#]],
    );
    check(
        "\"\\",
        expect![[r#"
        !
        f:1:1: this text is not closed on its line; add a quotation mark where it ends
    "#]],
    );
}

#[test]
fn what_word_processors_make_of_it_is_told() {
    check(
        "X(a: “smart”, b: 1)",
        expect![[r#"
        X(a=! b=1)
        f:1:6: a value cannot start with '“'; use straight quotation marks
    "#]],
    );
    check(
        "X(a:\u{a0}1, b: 'x')",
        expect![[r#"
        X(a=1 b=!)
        f:1:5: a blank that is not a plain one (U+00A0); type a space, or remove it
        f:1:12: single quotation marks are not for these files; use double ones
    "#]],
    );
    check(
        "\u{feff}X(a: \"be\u{202e}ware\")",
        expect![[r#"
        X(a=!)
        f:1:1: a blank that is not a plain one (U+FEFF); type a space, or remove it
        f:1:10: a character that cannot be seen (U+202E); remove it
    "#]],
    );
    check(
        "X(a: 1) // looks fine \u{202e}\n",
        expect![[r#"
        X(a=1)
        f:1:23: a character that cannot be seen (U+202E); remove it
    "#]],
    );
}

#[test]
fn ron_that_is_not_for_these_files_is_told() {
    check(
        "#![enable(implicit_some)]\nX(a: r\"raw\", b: b\"bytes\", c: r#\"a\"b\"#, d: 1)",
        expect![[r#"
            X(a=! b=! c=! d=1)
            f:1:1: lines that begin with #! are not for these files; remove it; a value is written without Some
            f:2:7: raw texts, raw names and bytes are not for these files; write a plain text in quotation marks
            f:2:18: raw texts, raw names and bytes are not for these files; write a plain text in quotation marks
            f:2:31: raw texts, raw names and bytes are not for these files; write a plain text in quotation marks
        "#]],
    );
    check(
        "/* open",
        expect![[r#"
        !
        f:1:1: this comment is never closed; end it with */
        f:1:8: the file ends here, but a value is still missing
    "#]],
    );
}

#[test]
fn depth_and_size_are_bounded() {
    let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    let told = |text: &str| {
        let mut mistakes = Mistakes::new();
        read(text, &mut mistakes);
        render("f", text, &mistakes.into_sorted())
    };
    assert_eq!(told(&nested(DEEPEST)), "");
    assert_eq!(told(&nested(DEEPEST + 1)), "f:1:66: brackets are nested too deeply here\n");
    assert_eq!(told(&nested(100_000)), "f:1:66: brackets are nested too deeply here\n");
    let large = " ".repeat(LARGEST + 1);
    assert_eq!(told(&large), "f:1:1: the file has 1048577 bytes, expected at most 1048576\n");
    assert_eq!(told(&format!("[{}]", "1 ".repeat(1_000))).lines().count(), MOST);
}

#[test]
fn columns_count_characters() {
    assert_eq!(place("é\nñandú x", 0), Place { line: 1, column: 1 });
    assert_eq!(place("é\nñandú x", 11), Place { line: 2, column: 7 });
    assert_eq!(place("ab", 99), Place { line: 1, column: 3 });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_read_and_every_place_lies_within_it(
        text in r#"([\PC\n]|[(){}\[\],:="'\\/* #r]|Step\(|id: |"a"|\\u\{|//|/\*|\*/){0,60}"#,
    ) {
        let mut mistakes = Mistakes::new();
        let node = read(&text, &mut mistakes);
        within(&text, &node)?;
        for mistake in mistakes.into_sorted() {
            let span = mistake.span;
            prop_assert!(text.get(span.start..span.end).is_some(), "{mistake:?}");
            prop_assert!(!mistake.found.is_empty());
        }
    }
}

fn within(text: &str, node: &Node<'_>) -> Result<(), TestCaseError> {
    prop_assert!(text.get(node.span.start..node.span.end).is_some(), "{node:?}");
    match &node.shape {
        Shape::List(items) | Shape::Tuple(_, items) => {
            items.iter().try_for_each(|item| within(text, item))
        }
        Shape::Map(pairs) => pairs
            .iter()
            .try_for_each(|(key, value)| within(text, key).and_then(|()| within(text, value))),
        Shape::Record(_, fields) => fields.iter().try_for_each(|field| {
            let span = field.name.span;
            prop_assert_eq!(text.get(span.start..span.end), Some(field.name.value));
            within(text, &field.value)
        }),
        Shape::Bool(_) | Shape::Int(_) | Shape::Text(_) | Shape::Other(_) | Shape::Broken => Ok(()),
    }
}
