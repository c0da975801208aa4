//! Hand-overs in the window: what goes is shown first, signed, written; what comes is shown first, compared, taken in.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use showclear::production::{Happened, Moved};
use showclear::terms::{Act, Place as Where};

use super::private::type_into;
use super::*;
use crate::session::handing::brought;

const FIELD: &str = "Path of the file";

fn page(harness: &mut Window) {
    press(harness, "Go to Items");
    press(harness, "Hand over or take in \u{2026}");
}

/// G-07 and a tray are marked, and the unit is named.
fn marked(harness: &mut Window) {
    page(harness);
    press(harness, "Hand over");
    press(harness, "What goes: G-07");
    press(harness, "What goes: D-1");
    type_into(harness, "To which unit", "Second unit");
}

fn signed(harness: &mut Window) {
    press(harness, "Read and sign hand-over 1");
    sign_as(harness, "Sample Armorer");
}

/// A file of another production lies on the stick and is read.
fn read(world: &World, harness: &mut Window, file: &[u8]) {
    world.lock().outside.insert("/stick/b.zip".into(), file.to_vec());
    page(harness);
    press(harness, "Take in");
    type_into(harness, FIELD, "/stick/b.zip");
    press(harness, "Read it");
}

#[test]
fn what_goes_is_shown_signed_and_written_and_the_board_says_that_it_is_not_back() {
    let (world, mut harness) = sampled();
    marked(&mut harness);
    for words in
        ["What goes, as last recorded", "UNVERIFIED", "Nothing that was declared goes along"]
    {
        assert!(shows(&harness, words), "{words}");
    }
    pages::names_are_certain(&harness, "handing over");
    press(&mut harness, "Hand over 2 items");
    assert!(shows(&harness, "Not back: 2 of 2"));
    assert!(shows(&harness, "Sample Armorer signs; until then there is no file."));
    press(&mut harness, "Read and sign hand-over 1");
    let text = session(&mut harness).statement_text().unwrap().as_str().to_owned();
    for line in text.lines() {
        assert!(harness.query_all_by_label(line).next().is_some(), "on the screen: {line}");
    }
    sign_as(&mut harness, "Sample Armorer");
    type_into(&mut harness, FIELD, "/stick/a.zip");
    press(&mut harness, "Write the file of hand-over 1");
    assert!(shows(&harness, "Hand-over 1 is in /stick/a.zip"));
    let file = world.lock().outside[Path::new("/stick/a.zip")].clone();
    assert!(showclear::verify::read_handover(&file).is_ok());
    pages::names_are_certain(&harness, "what went out");
    press(&mut harness, "Go to Board");
    assert!(shows(&harness, "Second unit: 2 items since "));
    assert!(shows(&harness, "not back."));
}

#[test]
fn a_courier_who_is_not_in_the_book_is_entered_where_it_is_handed_over() {
    let (world, mut harness) = sampled();
    marked(&mut harness);
    let field = "Or somebody who is not in the book";
    type_into(&mut harness, field, "Sample Courier");
    pages::names_are_certain(&harness, "somebody who is not in the book");
    press(&mut harness, "Enter them, and they take it");
    assert!(shows(&harness, "Sample Courier is entered, without a role."));
    assert!(!session(&mut harness).state().roster().is_changed(), "nobody has to sign for that");
    let chosen = harness.query_by_label("Taken along by: Sample Courier, chosen");
    assert!(chosen.is_some(), "they are chosen once they are on the disk");
    press(&mut harness, "Hand over 2 items");
    let said = session(&mut harness).state().units().outs()[0].said.clone();
    assert!(said.to.is_some());
    signed(&mut harness);
    type_into(&mut harness, FIELD, "/stick/a.zip");
    press(&mut harness, "Write the file of hand-over 1");
    let file = world.lock().outside[Path::new("/stick/a.zip")].clone();
    let read = showclear::verify::read_handover(&file).unwrap();
    assert_eq!(read.text.taker.as_deref(), Some("Sample Courier"));
    // The name is in no line, and whoever is entered so holds nothing.
    let lines = world.lock().files.clone();
    let mut logs = lines.iter().filter(|(path, _)| path.starts_with("log/"));
    let found = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("Sample Courier");
    assert!(!logs.any(|(_, bytes)| found(bytes)));
    let roster = session(&mut harness).state().roster().clone();
    let courier = roster.person(said.to.unwrap()).unwrap();
    assert!(courier.roles.is_empty() && courier.keys.is_empty());
}

#[test]
fn a_name_that_cannot_be_taken_is_refused_and_nobody_is_chosen() {
    let (_world, mut harness) = sampled();
    marked(&mut harness);
    let field = "Or somebody who is not in the book";
    let long = "x".repeat(200);
    type_into(&mut harness, field, &long);
    let before = session(&mut harness).state().size();
    press(&mut harness, "Enter them, and they take it");
    assert_eq!(session(&mut harness).state().size(), before);
    assert!(harness.query_by_label(&format!("Taken along by: {long}, chosen")).is_none());
}

#[test]
fn a_tray_that_came_back_without_a_file_is_recorded_on_the_page() {
    let (_world, mut harness) = sampled();
    marked(&mut harness);
    press(&mut harness, "Hand over 2 items");
    press(&mut harness, "D-1 came back from hand-over 1");
    assert!(shows(&harness, "Not back: 1 of 2"));
    press(&mut harness, "G-07 came back from hand-over 1");
    assert!(shows(&harness, "All of it is back"));
    // The same where it was only told to have gone.
    let tray = session(&mut harness).state().book().by_tag("D-1").unwrap().id;
    let away = Moved::plain(tray, Act::TransferOut, None, None);
    session(&mut harness).perform(Command::Happened(Happened::Moved(vec![away]))).unwrap();
    harness.run();
    press(&mut harness, "D-1 came back");
    assert!(session(&mut harness).state().open_units().is_empty());
}

#[test]
fn the_day_does_not_read_closed_while_a_unit_is_open() {
    let (_world, live) = crate::session::live();
    let mut harness = at_board(window(Some(live)));
    press(&mut harness, "Go to Items");
    press(&mut harness, "Hand over or take in \u{2026}");
    press(&mut harness, "Hand over");
    press(&mut harness, "What goes: G-07");
    type_into(&mut harness, "To which unit", "Second unit");
    press(&mut harness, "Hand over 1 item");
    press(&mut harness, "Go to Board");
    assert!(shows(&harness, "The guns here are locked away. The day is not closed: Second unit."));
    assert!(!shows(&harness, "Keep the head code of today"));
    let state = session(&mut harness).state();
    assert_eq!(state.book().by_tag("G-07").unwrap().place, Where::Unit);
}

#[test]
fn what_comes_is_shown_row_by_row_and_taken_in_only_when_it_was_compared() {
    let (world, mut harness) = sampled();
    let (file, fingerprint) = brought();
    read(&world, &mut harness, &file);
    for words in [
        "From SAMPLE Second Unit: hand-over 1",
        "nobody here knows the key that signed it",
        "another thing here has this tag",
        "is entered as T-9, UNVERIFIED",
        "Take in 1 item, UNVERIFIED",
        "1 item is left out",
        "Serial numbers are not in the file",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    assert!(!shows(&harness, &fingerprint), "what has to be typed is not in sight");
    pages::names_are_certain(&harness, "taking in");
    let before = session(&mut harness).state().size();
    press(&mut harness, "Take in 1 item, UNVERIFIED");
    assert!(shows(&harness, "its fingerprint was not compared"));
    assert_eq!(session(&mut harness).state().size(), before, "nothing was written");
    assert!(shows(&harness, "From SAMPLE Second Unit: hand-over 1"), "it is shown again");
    type_into(&mut harness, "Fingerprint, as they say it", &fingerprint);
    type_into(&mut harness, "Another tag for G-07", "G-07 B");
    press(&mut harness, "Take in 2 items, UNVERIFIED");
    assert!(shows(&harness, "Hand-over 1 of SAMPLE Second Unit is taken in."));
    let state = session(&mut harness).state();
    for tag in ["T-9", "G-07 B"] {
        assert_eq!(state.book().by_tag(tag).unwrap().place, Where::Handler);
    }
    press(&mut harness, "What went out");
    assert!(shows(&harness, "From SAMPLE Second Unit: its hand-over 1"));
    assert!(shows(&harness, "its fingerprint was typed from their paper or their voice"));
}

#[test]
fn what_is_no_hand_over_file_is_said_and_shows_nothing() {
    let (world, mut harness) = sampled();
    let (mut file, _) = brought();
    let at = file.len() / 2;
    file[at] ^= 1;
    read(&world, &mut harness, &file);
    assert!(shows(&harness, "/stick/b.zip: "));
    assert!(!shows(&harness, "From SAMPLE Second Unit"));
}

#[test]
fn hand_overs_look_as_they_did() {
    let mut results = SnapshotResults::new();
    let options = SnapshotOptions::new().output_path("tests/snapshots");
    let (file, fingerprint) = brought();
    for preset in Preset::ALL {
        let theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        for (size, of) in [(vec2(1280.0, 800.0), ""), (vec2(1920.0, 1080.0), "-large")] {
            let (world, session) = sample();
            let mut laptop = Laptop::new(Some(session));
            laptop.settings.theme = theme;
            let mut harness = at_board(sized(laptop, size, 0.5));
            let mut take = |harness: &mut Window, name: &str| {
                let name = format!("{name}{of}-{}", preset.words().to_lowercase());
                harness.snapshot_options(name, &options);
                results.extend(harness.take_snapshot_results());
            };
            marked(&mut harness);
            take(&mut harness, "handing-over");
            press(&mut harness, "Hand over 2 items");
            signed(&mut harness);
            take(&mut harness, "handed-over");
            press(&mut harness, "Go to Board");
            take(&mut harness, "unit-open");
            read(&world, &mut harness, &file);
            type_into(&mut harness, "Fingerprint, as they say it", &fingerprint);
            take(&mut harness, "taking-in");
        }
    }
}
