//! A long log is read in one pass: a wrong order of growth would make this test crawl.

use std::fmt::Write as _;

use showclear::event::Mode;

use super::maker::{ARMORER, FIRST_AD, Maker, short};

#[test]
fn a_long_log_is_checked_in_one_pass() {
    let mut made = Maker::usual(Mode::Live);
    let mut day = String::new();
    for _ in 0..60 {
        day.clear();
        for _ in 0..100 {
            write!(day, r#"{{"k":"item.shown","items":["i-4hq8vz"],"by":"{ARMORER}","to":[{{"role":"first_ad","person":"{FIRST_AD}"}}],"looked":1,"card":null}},"#).unwrap();
        }
        made.add(day.trim_end_matches(','));
        made.sheet("armorer", ARMORER, 2);
        made.sheet("first_ad", FIRST_AD, 3);
    }
    let found = made.check();
    assert_eq!(short(&found), "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED\n");
    let facts = found.facts.unwrap();
    assert_eq!(facts.rows.signed, 6001);
    assert_eq!(facts.statements.len(), 121);
}
