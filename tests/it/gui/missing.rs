//! What is missing: told in at most four presses, first on the board with the clocks of the place, and UNVERIFIED once found.

use egui_kittest::kittest::Queryable as _;
use showclear::terms::{Condition, Law, Place};

use super::{opened, press, settle};

#[test]
fn a_missing_gun_stands_first_until_it_is_found() {
    let (_world, mut harness) = opened();
    for name in ["What happened", "Item G-07", "Or: MISSING"] {
        press(&mut harness, name);
    }
    harness.state_mut().shell().go(showclear::gui::Place::Board);
    settle(&mut harness);
    let says = |harness: &egui_kittest::Harness<'static, showclear::gui::App>, words: &str| {
        harness.query_all_by_label_contains(words).next().is_some()
    };
    for words in
        ["MISSING: G-07, known since", "Ring the rental house now", "Nobody said whose law"]
    {
        assert!(says(&harness, words), "{words}");
    }
    assert!(!says(&harness, "Penal Code"));
    press(&mut harness, "Whose law counts here: California");
    for words in ["Penal Code 29115", "Penal Code 25250", "27 CFR 478.39a"] {
        assert!(says(&harness, words), "{words}");
    }
    {
        let session = harness.state_mut().session().unwrap();
        assert_eq!(session.state().law(), Some(Law::California));
        let missing = session.state().book().missing();
        let item = session.state().book().by_tag("G-07").unwrap();
        assert_eq!(missing.iter().map(|one| one.item).collect::<Vec<_>>(), [item.id]);
        assert_eq!(item.place, Place::Missing);
    }
    press(&mut harness, "Found again G-07");
    assert!(!says(&harness, "MISSING: G-07"));
    let session = harness.state_mut().session().unwrap();
    let item = session.state().book().by_tag("G-07").unwrap();
    assert_eq!(item.place, Place::Handler);
    assert_eq!(item.state(session.now()).condition, Condition::Unverified);
}
