//! Rounds in the window: a lot is entered, put in a tray, counted, set apart; what came out of a gun is one press.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use showclear::custody::Heap;

use super::*;

fn write(harness: &mut Window, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    settle(harness);
    type_text(harness, text);
}

/// A lot of fifty half loads, twelve of them in the tray of blanks that is entered first.
pub(super) fn stock(harness: &mut Window) {
    press(harness, "Go to Items");
    write(harness, "Tag on it", "B-1");
    press(harness, "Kind: tray of blanks");
    write(harness, "Chambers, rounds in the magazine, or places of a tray", "50");
    press(harness, "Add the item");
    press(harness, "Rounds");
    press(harness, "What they are: blanks");
    write(harness, "Number on the boxes", "B-100");
    write(harness, "Maker", "Sample Maker");
    write(harness, "Calibre, as on the box", ".45 5-in-1");
    write(harness, "Load, as on the box", "half load");
    write(harness, "How many, counted by two", "50");
    press(harness, "Counted by: Sample Armorer");
    press(harness, "And by: Sample First AD");
    press(harness, "Enter the lot");
    press(harness, "Put in a tray: B-100");
    press(harness, "Which tray: B-1");
    press(harness, "Put in by: Sample Armorer");
    write(harness, "How many", "12");
    press(harness, "Put them in");
}

#[test]
fn a_lot_is_entered_put_in_a_tray_and_counted_by_two() {
    let (_world, mut harness) = sampled();
    stock(&mut harness);
    for words in ["B-100: .45 5-in-1 blanks, half load, Sample Maker", "50 at first", "50 unused"] {
        assert!(shows(&harness, words), "{words}");
    }
    assert!(shows(&harness, "By the record: its boxes 38, B-1 12"));
    pages::names_are_certain(&harness, "rounds");
    for who in ["Sample Armorer", "Sample First AD"] {
        press(&mut harness, "Count: B-100");
        press(&mut harness, "What was counted: B-1");
        press(&mut harness, &format!("Who counted: {who}"));
        write(&mut harness, "How many", "11");
        press(&mut harness, "Record the count");
        assert!(shows(&harness, "B-100, B-1: 1 short"), "{who}");
    }
    pages::names_are_certain(&harness, "a difference");
    press(&mut harness, "Sample First AD, first AD, was told: close B-100, B-1");
    assert!(!shows(&harness, "1 short. ") && shows(&harness, "1 short, closed"));
    assert!(shows(&harness, "49 unused"));
    let rounds = session(&mut harness).state().rounds().clone();
    let lot = *rounds.lots().first().unwrap();
    assert_eq!((lot.due(Heap::Boxes), lot.closed), (38, -1));
}

#[test]
fn a_lot_is_set_apart_in_three_presses_under_a_stop_too() {
    let (_world, mut harness) = sampled();
    stock(&mut harness);
    key(&mut harness, Key::F12);
    for name in ["Set the lot apart: B-100", "Why: a weak shot", "Set B-100 apart"] {
        press(&mut harness, name);
    }
    assert!(shows(&harness, "SET APART: a weak shot"));
    let state = session(&mut harness).state();
    let tray = state.book().by_tag("B-1").unwrap();
    assert_eq!(tray.physical.condition, showclear::terms::Condition::Quarantine);
}

#[test]
fn a_limit_and_what_was_entered_wrong_are_told_at_the_lot() {
    let (_world, mut harness) = sampled();
    stock(&mut harness);
    press(&mut harness, "Limit of misfires: B-100");
    pages::names_are_certain(&harness, "the limit of a lot");
    press(&mut harness, "Says who: Sample Armorer");
    write(&mut harness, "How many", "2");
    press(&mut harness, "Set the limit of B-100");
    assert!(shows(&harness, "0 of 2 misfired, then it rests"));
    press(&mut harness, "Entered wrong: B-100");
    pages::names_are_certain(&harness, "a lot that was entered wrong");
    // What stands in the record stands in the fields, and is typed on.
    write(&mut harness, "Number on the boxes, read again", "1");
    write(&mut harness, "Why it was entered wrong", "the wrong box");
    press(&mut harness, "Read by: Sample Armorer");
    press(&mut harness, "Correct B-100 now");
    let lots = session(&mut harness).state().rounds().clone();
    let tag = lots.lots().first().unwrap().added.tag.clone();
    assert!(tag != "B-100" && tag.len() == 6, "{tag}");
    assert!(shows(&harness, &format!("{tag}: .45 5-in-1 blanks, half load, Sample Maker")));
}

#[test]
fn lots_that_rest_stand_first_and_say_why() {
    let (_world, mut harness) = sampled();
    stock(&mut harness);
    assert!(!shows(&harness, "Lots that rest"));
    for name in ["Set the lot apart: B-100", "Why: a misfire", "Set B-100 apart"] {
        press(&mut harness, name);
    }
    assert!(shows(&harness, "Lots that rest: B-100 (a misfire)"));
}

#[test]
fn rounds_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (_world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
        stock(&mut harness);
        press(&mut harness, "Count: B-100");
        press(&mut harness, "What was counted: B-1");
        press(&mut harness, "Who counted: Sample Armorer");
        write(&mut harness, "How many", "11");
        press(&mut harness, "Record the count");
        press(&mut harness, "Something else: B-100");
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        harness.snapshot_options(format!("rounds-{}", preset.words().to_lowercase()), &options);
        results.extend(harness.take_snapshot_results());
    }
}
