//! What is private in a list: read, compared, never shown by `Debug`, and never written.

use expect_test::{Expect, expect};
use showclear::session::Particulars;

use super::*;

const HEAD: &str = "tag,kind,action,barrel,capacity,maker,serial,owner,calibre\n";

fn row(tag: &str, maker: &str, serial: &str) -> String {
    format!("{tag},revolver,single,open,6,{maker},{serial},Sample Rentals,.45\n")
}

fn known(tag: &str, maker: &str, serial: &str) -> (String, Particulars) {
    let particulars = Particulars {
        maker: maker.to_owned(),
        serial: serial.to_owned(),
        calibre: ".45".to_owned(),
        owner: "Sample Rentals".to_owned(),
        ..Particulars::default()
    };
    (tag.to_owned(), particulars)
}

#[track_caller]
fn twins(rows: &[String], known: &[(String, Particulars)], expected: Expect) {
    let text = format!("{HEAD}{}", rows.concat());
    let reading = read(text.as_bytes(), &book(), known).unwrap();
    let told = reading.good.iter().map(|row| format!("{}: {:?}", row.item.tag, row.twin));
    let told: Vec<String> = told.collect();
    let beside =
        format!("in the book {}, other {}", reading.in_the_book, reading.other_particulars);
    expected.assert_eq(&format!("{}; {beside}", told.join("; ")));
}

#[test]
fn a_serial_number_that_stands_twice_is_said_and_keeps_nothing_out() {
    let two = [row("G-1", "Sample Works", "SN 12-3"), row("G-2", "sample works", "sn123")];
    twins(&two, &[], expect!["G-1: Some(Row(3)); G-2: Some(Row(2)); in the book 0, other 0"]);
    let makers = [row("G-1", "Sample Works", "123"), row("G-2", "Other Works", "123")];
    twins(&makers, &[], expect!["G-1: None; G-2: None; in the book 0, other 0"]);
    let none = [row("G-1", "Sample Works", ""), row("G-2", "Sample Works", "")];
    twins(&none, &[], expect!["G-1: None; G-2: None; in the book 0, other 0"]);
    twins(
        &[row("G-1", "", "123")],
        &[known("G-07", "Sample Works", "123")],
        expect![[r#"G-1: Some(InTheBook("G-07")); in the book 0, other 0"#]],
    );
}

#[test]
fn what_the_book_has_with_other_particulars_is_counted() {
    let same = [row("G-07", "Sample Works", "123")];
    let own = [known("G-07", "Sample Works", "123")];
    twins(&same, &own, expect!["; in the book 1, other 0"]);
    twins(&same, &[known("G-07", "Sample Works", "124")], expect!["; in the book 1, other 1"]);
    twins(&same, &[], expect!["; in the book 1, other 1"]);
}

#[test]
fn what_is_read_is_kept_apart_and_not_shown() {
    let text = format!("{HEAD}{}", row("G-1", "Sample Works", "SN-481516"));
    let reading = read(text.as_bytes(), &book(), &[]).unwrap();
    let good = &reading.good[0];
    assert_eq!(good.particulars, known("", "Sample Works", "SN-481516").1);
    assert!(!format!("{reading:?}").contains("481516"));
    assert!(!write(std::slice::from_ref(&good.item)).contains("481516"));
}

#[test]
fn a_private_cell_that_cannot_be_kept_is_refused_and_not_repeated() {
    for serial in ["=1+1", "@SUM(A1)", "'123", &"9".repeat(81), "1\u{202e}2"] {
        let text = format!("{HEAD}{}", row("G-1", "Sample Works", serial));
        let reading = read(text.as_bytes(), &book(), &[]).unwrap();
        let told = format!("{reading:?}");
        assert!(reading.good.is_empty() && !told.contains(serial), "{serial}: {told}");
        expect!["serial: what stands there cannot be kept"]
            .assert_eq(&reading.bad[0].mistakes[0].to_string());
    }
}
