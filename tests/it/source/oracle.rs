//! Our tree against the `ron` crate's, over thousands of mutants of a good file.
//!
//! Where the two may differ, and why:
//! * we refuse what `ron` reads: raw texts and names, bytes, characters, attributes, texts over more
//!   than one line, `\t \r \0 \x41` escapes, hidden characters, blanks that look like spaces, deep nesting;
//! * numbers that are not plain decimal are [`Shape::Other`] here, so no decoder takes them;
//! * what `ron` alone refuses (a name that begins outside its alphabet, an unknown number suffix) is
//!   caught by the gate in `load`, which asks `ron` itself.

use proptest::prelude::*;
use showclear::source::{Code, Decode, Mistake, Mistakes, Node, Shape, load, read};

use super::by_ron;

const GOOD: &str = r#"// A file with everything in it.
Checklist(
    schema: 1, id: "sample", title: "A \"title\" with \\ and \u{e9}é",
    roles: {
        "armorer": Role(title: "Armorer", exclusive_duty: true),
        "first_ad": Role(title: "First AD", not_same_as: ["armorer"]), /* a /* nested */ comment */
    },
    facts: { "expected": If(Eq("load", "empty"), Num(0), Diff(Get("gun.chambers"), Num(-1_000))) },
    steps: [
        Step(id: "muzzle", killer: true, when: All([Known("gun"), Not(Raised("flag"))]),
            kind: Challenge(ask: "Muzzle?", expect: ["clear"], refuse: [])),
        (id: "bare", flags: (true, false), none: (), kind: Confirm(ask: "x")),
    ],
    lasts: Min( 20 ),
    ends_on: [HandOff, OutOfSight , Interrupted(Min(5))], strings: { "es": { "a.ask": ("¿Qué?", "src:1") } },
)
"#;

/// Whatever was read; only the mistakes of reading count here.
struct Anything;

impl<'s> Decode<'s> for Anything {
    const WHAT: &'static str = "anything";
    fn decode(_: &Node<'s>, _: &mut Mistakes) -> Option<Self> {
        Some(Self)
    }
}

fn compare(text: &str) -> Result<(), String> {
    let mut mistakes = Mistakes::new();
    let ours = read(text, &mut mistakes);
    let told = mistakes.into_sorted();
    match (by_ron::read(text), told.as_slice()) {
        (Ok(theirs), []) if same(&ours, &theirs) => Ok(()),
        (Ok(theirs), []) => Err(format!("other trees\n{ours:?}\n{theirs:?}")),
        (Ok(_), told) if told.iter().any(narrower) => Ok(()),
        (Ok(_), told) => Err(format!("only we refuse: {told:?}")),
        (Err(_), []) => {
            let mut mistakes = Mistakes::new();
            let _anything: Option<Anything> = load(text, &mut mistakes);
            let gated = mistakes.into_sorted();
            let by_ron = gated.iter().all(|mistake| mistake.code == Code::Ron);
            if !gated.is_empty() && by_ron { Ok(()) } else { Err(format!("let pass: {gated:?}")) }
        }
        (Err(_), _) => Ok(()),
    }
}

/// The mistakes that are ours alone; what else is told beside one is its consequence.
fn narrower(mistake: &Mistake) -> bool {
    let unclosed = "this text is not closed on its line";
    matches!(mistake.code, Code::Unsupported | Code::BadCharacter | Code::BadEscape | Code::TooDeep)
        || mistake.found == unclosed
}

/// Equal, but for numbers that only one of them takes.
fn same(ours: &Node<'_>, theirs: &Node<'_>) -> bool {
    let all = |a: &[Node<'_>], b: &[Node<'_>]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
    };
    match (&ours.shape, &theirs.shape) {
        (Shape::Other(_), _) => true,
        // What `ron` takes for a number, `inf` and `NaN`, is a name that no decoder knows.
        (Shape::Tuple(Some("inf" | "NaN" | "inff32" | "inff64"), none), Shape::Other(_)) => {
            none.is_empty()
        }
        (Shape::List(a), Shape::List(b)) => ours.span == theirs.span && all(a, b),
        (Shape::Tuple(x, a), Shape::Tuple(y, b)) => ours.span == theirs.span && x == y && all(a, b),
        (Shape::Map(a), Shape::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.0, &b.0) && same(&a.1, &b.1))
        }
        (Shape::Record(x, a), Shape::Record(y, b)) => {
            x == y
                && a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| a.name == b.name && same(&a.value, &b.value))
        }
        _ => ours == theirs,
    }
}

#[test]
fn the_good_file_is_the_same_tree() {
    compare(GOOD).unwrap();
    let mut mistakes = Mistakes::new();
    read(GOOD, &mut mistakes);
    assert!(mistakes.is_empty());
}

#[test]
fn known_differences_are_refused_by_us_or_by_the_gate() {
    for text in [
        "r\"raw\"",
        "b\"bytes\"",
        "'c'",
        "#![enable(implicit_some)]\n1",
        "\"two\nlines\"",
        "\"\\t\"",
        "(r#name: 1)",
        "0x10",
        "1.5",
        "1e3",
        "5u8",
        "inf",
        "Some(1)",
        "None",
        "()",
    ] {
        compare(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"));
    }
}

#[test]
fn the_corpus_is_the_same_tree_or_refused_by_both() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/checklists");
    let mut paths = vec![std::path::PathBuf::from(folder)];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        compare(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn mutants_are_the_same_tree_or_refused_by_both(
        cuts in prop::collection::vec((0_usize..1_200, 0_usize..4, 0_usize..PIECES.len()), 1..4),
    ) {
        let mut text = GOOD.to_owned();
        for (at, length, piece) in cuts {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((at + length).min(text.len())).max(start);
            text.replace_range(start..end, PIECES[piece]);
        }
        if let Err(fault) = compare(&text) {
            prop_assert!(false, "{fault}\n{text}");
        }
    }
}

const PIECES: &[&str] = &[
    "", "", ",", ":", "(", ")", "[", "]", "{", "}", "\"", "\\", "x", "1", "-", ".", "_", "/", "//",
    "/*", "*/", "\n", " ", "'", "#", "=", "é", "true", "\u{a0}", "\u{200b}", "Some(", "r",
];
