//! Rounds: blanks after dummies with nobody looking down the bore between, and lots used while they were set apart.

use expect_test::expect;

use super::tale::{ARMORER, GUN, Tale, added, declared, run_started};

const TRAY: &str = "i-tttttt";

fn lot(id: &str, kind: &str, tag: &str) -> String {
    let sort = if kind == "blank" { r#""load":"half""# } else { r#""tell":"drilled""# };
    format!(
        r#"{{"k":"lot.added","lot":"{id}","kind":"{kind}","tag":"{tag}","maker":"Sample Maker","calibre":".45",{sort},"guns":[],"count":50,"witnesses":[]}}"#
    )
}

fn went(id: &str, act: &str, gun: bool) -> String {
    let gun = if gun { format!(r#","gun":"{GUN}""#) } else { String::new() };
    format!(
        r#"{{"k":"lot.moved","lot":"{id}","act":"{act}","n":6,"tray":"{TRAY}"{gun},"by":"{ARMORER}"}}"#
    )
}

fn of(condition: &str, tale: &Tale) -> String {
    declared(&tale.until(20), "").replace("empty_shown_clear", condition)
}

/// The revolver with a handler, a lot of blanks and one of dummies, then these lines.
fn found(lines: &[&dyn Fn(&Tale) -> String]) -> String {
    let mut tale = Tale::taken_out();
    let (blanks, dummies) = (lot("b-bbbbbb", "blank", "B-1"), lot("b-dddddd", "dummy", "D-1"));
    tale.line(&[&added(TRAY, "blank_tray", "T-1"), &blanks, &dummies]);
    for line in lines {
        let line = line(&tale);
        tale.line(&[&line]);
    }
    tale.close();
    tale.under("Against the rules")
}

#[test]
fn blanks_after_dummies_are_found_however_they_show() {
    let proven = |tale: &Tale| of("dummies_proven", tale);
    let clear = |tale: &Tale| of("empty_shown_clear", tale);
    let hot = |tale: &Tale| of("hot", tale);
    let loaded = |_: &Tale| went("b-bbbbbb", "load", true);
    let dummies = |_: &Tale| went("b-dddddd", "load", true);
    let shot = |_: &Tale| {
        format!(
            r#"{{"k":"item.condition","item":"{GUN}","condition":"fired_not_cleared","why":"shot"}}"#
        )
    };
    let from_card = |tale: &Tale| declared(&tale.until(20), r#","card":7"#);
    assert_eq!(found(&[&proven, &clear, &hot]), "");
    assert_eq!(found(&[&hot, &shot]), "");
    let mut table = String::new();
    for (name, lines) in [
        ("declared", vec![&proven as &dyn Fn(&Tale) -> String, &hot]),
        ("loaded", vec![&proven, &loaded]),
        ("dummies of the ledger", vec![&dummies, &loaded]),
        ("fired", vec![&proven, &shot]),
        ("shown clear on a card alone", vec![&proven, &from_card, &hot]),
    ] {
        table.push_str(&format!("{name}: {}", found(&lines)));
    }
    expect![[r#"
        declared: G-07: blanks were declared in it after dummies, and nobody had declared it empty, shown clear between; found by review.
        loaded: G-07: blanks were loaded after dummies, and nobody had declared it empty, shown clear between; found by review.
        dummies of the ledger: G-07: blanks were loaded after dummies, and nobody had declared it empty, shown clear between; found by review.
        fired: G-07: it was fired after dummies, and nobody had declared it empty, shown clear between; found by review.
        shown clear on a card alone: G-07: blanks were declared in it after dummies, and nobody had declared it empty, shown clear between; found by review.
    "#]].assert_eq(&table);
}

#[test]
fn a_lot_that_was_used_while_it_was_set_apart_is_found() {
    let filled = |_: &Tale| went("b-bbbbbb", "tray", false);
    let loaded = |_: &Tale| went("b-bbbbbb", "load", true);
    let apart = |_: &Tale| r#"{"k":"lot.apart","lot":"b-bbbbbb","why":"a misfire"}"#.to_owned();
    let freed = |_: &Tale| {
        r#"{"k":"lot.freed","lot":"b-bbbbbb","why":"looked at","witnesses":[]}"#.to_owned()
    };
    let card = |_: &Tale| {
        let more = r#","card":7"#;
        let given = format!(r#""inputs":[{{"id":"tray","value":"{TRAY}"}}]"#);
        run_started("r-r1r1r1", "after", more).replace(r#""inputs":[]"#, &given)
    };
    assert_eq!(found(&[&filled, &loaded, &card]), "");
    assert_eq!(found(&[&filled, &apart, &freed, &loaded, &card]), "");
    expect![[r#"
        T-1: filled from lot "B-1" while it was set apart; found by review.
        G-07: loaded from lot "B-1" while it was set apart; found by review.
        T-1: used, as card 7 tells, with rounds of lot "B-1" while it was set apart; found by review.
    "#]].assert_eq(&found(&[&filled, &apart, &filled, &loaded, &card]));
}

#[test]
fn a_lot_that_was_entered_wrong_is_told_as_it_was_and_as_it_is() {
    let mut tale = Tale::taken_out();
    tale.line(&[&lot("b-bbbbbb", "blank", "B-1")]);
    let said = format!(
        r#"{{"k":"lot.particulars","lot":"b-bbbbbb","tag":"B-2","maker":"Sample Maker","calibre":".45","load":"quarter","guns":["{GUN}"],"why":"the wrong box","by":"{ARMORER}"}}"#
    );
    tale.line(&[&said]);
    tale.close();
    expect![[r#"
        Lot "B-1" was entered wrong: number "B-1" is "B-2", load "half" is "quarter", made for "" is "G-07"; why: "the wrong box".
    "#]].assert_eq(&tale.under("Recorded live, recorded after"));
}
