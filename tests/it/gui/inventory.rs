//! A list of items in the window: shown with its mistakes first, taken in by one press, read again.

use egui_kittest::{SnapshotOptions, SnapshotResults};

use super::files::drop_file;
use super::*;

/// A list with everything in it that a page can show.
const LIST: &str = "tag,kind,action,barrel,capacity,price\n\
    SAMPLE 1,revolver,single,open,6,\n\
    G-07,revolver,single,open,6,10\n\
    G-21,revolvr,,open,six,10\n\
    =G-22,pistol,semi_auto,restricted,15,\n\
    G-23,pistol,semi_auto,restricted,15,\n\
    G-24,shotgun,break-open,open,2,\n\
    R-24,rubber gun,,,,\n\
    D-9,tray of dummies,,,12,\n\
    M-23,magazine,,,15,\n";

/// A list with nothing wrong in it.
const GOOD: &str = "tag,kind,action,barrel,capacity\n\
    G-31,revolver,\"double action, swing-out cylinder\",restricted,6\n\
    G-32,black-powder gun,muzzle-loading,solid,1\n\
    R-31,airsoft or gas gun,,,\n\
    D-31,tray of dummies,,,12\n\
    M-31,magazine,,,15\n";

fn lay(world: &World, text: &str) {
    world.lock().outside.insert(PathBuf::from("/card/list.csv"), text.as_bytes().to_vec());
}

/// The page, with a list read.
fn bring(world: &World, harness: &mut Window, text: &str) {
    lay(world, text);
    press(harness, "Go to Items");
    press(harness, "Bring in a list \u{2026}");
    drop_file(harness, "/card/list.csv");
}

#[test]
fn a_list_is_shown_with_its_mistakes_and_taken_in_by_one_press() {
    let (world, mut harness) = sampled();
    bring(&world, &mut harness, LIST);
    let before = session(&mut harness).state().size();
    for words in [
        "With mistakes: 2",
        "To take in: 5",
        "In the book already: 1",
        "Samples, left out: 1",
        "Columns that are not read: \"price\"",
        "kind: \"revolvr\" is not known",
        "capacity: \"six\" is no number of rounds or places",
        "tag: \"=G-22\" begins with =",
        "Line 4",
        "G-23",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    pages::names_are_certain(&harness, "a list");
    press(&mut harness, "Take in 5 items");
    for _ in 0..8 {
        settle(&mut harness);
    }
    assert_eq!(session(&mut harness).state().size(), before + 5);
    assert!(session(&mut harness).state().book().by_tag("M-23").is_some());
    assert!(shows(&harness, "In the book: 5 of 5."));
    assert!(shows(&harness, "In the book already: 6"), "read again");
    assert!(!shows(&harness, "Take in"), "nothing is taken in twice");
    press(&mut harness, "Back to the items");
    assert!(shows(&harness, "R-24") && shows(&harness, "Add the item"));
}

#[test]
fn nothing_is_taken_in_while_a_stop_stands() {
    let (world, mut harness) = sampled();
    bring(&world, &mut harness, LIST);
    key(&mut harness, Key::F12);
    assert!(shows(&harness, "A STOP stands. Settle it first."));
    let before = session(&mut harness).state().size();
    press(&mut harness, "Take in 5 items");
    assert_eq!(session(&mut harness).state().size(), before);
}

#[test]
fn a_file_that_is_no_list_is_told_and_the_template_is_written_where_somebody_says() {
    let (world, session) = sample();
    let laptop = Laptop::new(Some(session));
    let wishes = Arc::clone(&laptop.wishes);
    let mut harness = at_board(over(laptop));
    bring(&world, &mut harness, "name,what\nG-1,revolver\n");
    assert!(shows(&harness, "The first row has no column tag, kind"));
    assert!(shows(&harness, "showclear-inventory.csv"));
    harness.get_by_label("Path of the template").focus();
    settle(&mut harness);
    type_text(&mut harness, "/card/template.csv");
    press(&mut harness, "Write the template");
    let asked = wishes.lock().unwrap().join("\n");
    assert!(asked.contains("/card/template.csv") && asked.contains("SAMPLE 15"), "{asked}");
}

#[test]
fn rows_that_are_too_many_for_a_page_are_leafed_through() {
    let (world, mut harness) = sampled();
    let rows: String =
        (0..120).map(|n| format!("A-{n},magazine,,,15\nB-{n},magazin,,,1\n")).collect();
    bring(&world, &mut harness, &format!("tag,kind,action,barrel,capacity\n{rows}"));
    assert!(shows(&harness, "1 to 50 of 120") && shows(&harness, "1 to 20 of 120"));
    press(&mut harness, "rows to take in: next");
    press(&mut harness, "rows to take in: next");
    assert!(shows(&harness, "101 to 120 of 120") && shows(&harness, "A-119"));
    press(&mut harness, "rows with mistakes: next");
    assert!(shows(&harness, "21 to 40 of 120"));
    pages::names_are_certain(&harness, "many rows");
}

#[test]
fn a_list_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let word = preset.words().to_lowercase();
        press(&mut harness, "Go to Items");
        press(&mut harness, "Bring in a list \u{2026}");
        harness.snapshot_options(format!("list-empty-{word}"), &options);
        lay(&world, LIST);
        drop_file(&mut harness, "/card/list.csv");
        harness.snapshot_options(format!("list-{word}"), &options);
        press(&mut harness, "Take in 5 items");
        for _ in 0..8 {
            settle(&mut harness);
        }
        harness.snapshot_options(format!("list-taken-{word}"), &options);
        lay(&world, GOOD);
        press(&mut harness, "Read it again");
        harness.snapshot_options(format!("list-good-{word}"), &options);
        results.extend(harness.take_snapshot_results());
    }
}
