//! Productions forged by people with some of the keys; the numbers are those of the list of tamper cases.

mod lines;
mod rosters;
mod signatures;

use expect_test::Expect;
use showclear::event::Mode;

use crate::verify::maker::{ARMORER, Maker, short};

#[track_caller]
fn check(case: &str, made: &Maker, expected: Expect) {
    expected.assert_eq(&format!("{case}: {}", short(&made.check())));
}

const SHEET: [(&str, &str, u8); 1] = [("armorer", ARMORER, 2)];

/// A sheet of the armorer, prepared.
fn pending() -> (Maker, u64) {
    let mut made = Maker::usual(Mode::Live);
    let number = made.prepare("sheet", &format!("\"{ARMORER}\""), &SHEET, "");
    (made, number)
}
