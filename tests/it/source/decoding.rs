//! Values out of nodes: every field is read before one is missed.

use expect_test::{Expect, expect};
use showclear::source::{At, Decode, Fields, Mistakes, Node, Table, hint, load, nearest, render};

#[derive(Debug)]
#[expect(dead_code, reason = "shown with Debug")]
struct Thing {
    id: Option<At<String>>,
    count: Option<u32>,
    note: Option<Option<String>>,
    flag: Option<bool>,
    names: Option<Vec<String>>,
    table: Option<Table<i64>>,
    pair: Option<Option<(String, i64)>>,
}

impl<'s> Decode<'s> for Thing {
    const WHAT: &'static str = "Thing(…)";

    fn decode(node: &Node<'s>, mistakes: &mut Mistakes) -> Option<Self> {
        let mut fields = Fields::of("Thing", node, mistakes)?;
        let thing = Self {
            id: fields.take("id", mistakes),
            count: fields.take("count", mistakes),
            note: fields.take("note", mistakes),
            flag: fields.take("flag", mistakes),
            names: fields.take("names", mistakes),
            table: fields.take("table", mistakes),
            pair: fields.take("pair", mistakes),
        };
        fields.finish(mistakes);
        Some(thing)
    }
}

#[track_caller]
fn check(text: &str, expected: Expect) {
    let mut mistakes = Mistakes::new();
    let _thing: Option<Thing> = load(text, &mut mistakes);
    expected.assert_eq(&render("f", text, &mistakes.into_sorted()));
}

#[test]
fn a_good_record_is_read() {
    let mut mistakes = Mistakes::new();
    let text = "Thing(id: \"a\", count: 3, names: [\"x\"], table: {\"k\": -1}, pair: (\"p\", 2))";
    let thing: Thing = load(text, &mut mistakes).unwrap();
    assert!(mistakes.is_empty());
    assert_eq!(thing.count, Some(3));
    assert_eq!(thing.flag, Some(false));
    assert_eq!(thing.pair, Some(Some(("p".to_owned(), 2))));
    assert_eq!(thing.table.unwrap().iter().count(), 1);
    assert_eq!(thing.id.unwrap().span.start, 10);
}

#[test]
fn every_mistake_is_told_once() {
    check(
        "Thing(cuont: 3, id: 5, flag: \"yes\", names: [\"a\", 1, b], table: {\"k\": 1, \"k\": 2}, id: \"x\")",
        expect![[r#"
            f:1:7: Thing has no field cuont; did you mean count?
            f:1:21: found the number 5, expected a text in quotation marks
            f:1:30: found a text in quotation marks, expected true or false
            f:1:50: found the number 1, expected a text in quotation marks
            f:1:53: found b, expected a text in quotation marks; put it in quotation marks
            f:1:73: "k" stands here a second time; give it another name or remove it
            f:1:82: id stands twice in this Thing; remove one
        "#]],
    );
    check(
        "Thing(count: -3)",
        expect![[r#"
        f:1:1: Thing needs id; add id: a text in quotation marks
        f:1:14: found the number -3, expected a whole number, 0 or more
    "#]],
    );
    check(
        "Thing",
        expect![[r#"
        f:1:1: Thing needs id; add id: a text in quotation marks
        f:1:1: Thing needs count; add count: a whole number, 0 or more
    "#]],
    );
    check(
        "Other(id: \"a\")",
        expect![[r#"
        f:1:1: found Other, expected Thing(field: …)
    "#]],
    );
    check(
        "(id: \"a\", count: Some(1), note: None, pair: (1, 2, 3))",
        expect![[r#"
        f:1:18: found Some, expected a whole number, 0 or more; write the value alone, without Some
        f:1:33: found None, expected a text in quotation marks; leave the field out
        f:1:45: found a group in parentheses, expected two values in parentheses (a, b)
    "#]],
    );
    check(
        "Thing(id: \"a\", count: 1.5, colour: \"red\")",
        expect![[r#"
        f:1:23: found a number with a fraction, expected a whole number, 0 or more
        f:1:28: Thing has no field colour; there is id, count, note, flag, names, table, pair
    "#]],
    );
    check(
        "[1]",
        expect![[r#"
        f:1:1: found a list, expected Thing(field: …)
    "#]],
    );
}

#[test]
fn the_name_that_was_meant_is_found() {
    assert_eq!(nearest("first-ad", &["armorer", "first_ad"]), Some("first_ad"));
    assert_eq!(nearest("chamberz", &["chamber", "chambers"]), Some("chamber"));
    assert_eq!(nearest("xy", &["ab"]), None);
    assert_eq!(hint("nothing", &["a", "b"]), "there is a, b");
    assert_eq!(hint("nothing", &[]), "there is none");
}
