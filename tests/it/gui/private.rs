//! What is private in the window: hidden until somebody asks, erased with a reason, handed out after it was said what leaves.

use egui_kittest::{SnapshotOptions, SnapshotResults};

use super::*;

const SERIAL: &str = "SAMPLE-SN-481516";

pub(super) fn type_into(harness: &mut Window, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    settle(harness);
    type_text(harness, text);
}

/// A gun with a serial number, entered on its page.
fn enter(harness: &mut Window) {
    press(harness, "Go to Items");
    type_into(harness, "Tag on it", "G-50");
    press(harness, "Kind: revolver");
    press(harness, "Action: single action, loading gate");
    press(harness, "Barrel: open");
    type_into(harness, "Chambers, rounds in the magazine, or places of a tray", "6");
    type_into(harness, "Serial number", SERIAL);
    press(harness, "Add the item");
    settle(harness);
}

#[test]
fn a_serial_number_is_shown_to_whoever_asks_and_hidden_when_they_leave() {
    let (_world, mut harness) = sampled();
    enter(&mut harness);
    assert!(session(&mut harness).state().book().by_tag("G-50").is_some());
    assert!(!shows(&harness, SERIAL), "neither in a field nor on a card");
    press(&mut harness, "Show particulars");
    assert!(shows(&harness, &format!("serial: {SERIAL}")));
    pages::names_are_certain(&harness, "particulars");
    press(&mut harness, "Change particulars of G-50");
    pages::names_are_certain(&harness, "particulars, changed");
    type_into(&mut harness, "Owner of G-50", "Sample Rentals");
    press(&mut harness, "Keep the particulars of G-50");
    settle(&mut harness);
    assert!(shows(&harness, "owner: Sample Rentals"));
    press(&mut harness, "Go to Board");
    press(&mut harness, "Go to Items");
    assert!(!shows(&harness, SERIAL) && shows(&harness, "Show particulars"));
}

#[test]
fn a_number_that_another_item_has_is_said_and_refuses_nothing() {
    let (_world, mut harness) = sampled();
    enter(&mut harness);
    type_into(&mut harness, "Tag on it", "G-51");
    type_into(&mut harness, "Chambers, rounds in the magazine, or places of a tray", "6");
    type_into(&mut harness, "Serial number", "sample sn 481516");
    assert!(shows(&harness, "G-50 has the same serial number. Look at both again."));
    press(&mut harness, "Add the item");
    settle(&mut harness);
    assert!(session(&mut harness).state().book().by_tag("G-51").is_some());
}

#[test]
fn a_hold_keeps_everything_and_an_erasure_says_why_and_by_whom() {
    let (_world, mut harness) = sampled();
    enter(&mut harness);
    press(&mut harness, "Private");
    assert!(!shows(&harness, SERIAL));
    press(&mut harness, "Who says so: Sample Armorer");
    type_into(&mut harness, "Why it is placed", "the police asked");
    press(&mut harness, "Place a hold");
    assert!(shows(&harness, "An evidence hold stands: nothing is erased."));
    pages::names_are_certain(&harness, "a hold");
    type_into(&mut harness, "Why it is lifted", "they gave everything back");
    press(&mut harness, "Lift the hold");
    press(&mut harness, "The particulars of: G-50");
    pages::names_are_certain(&harness, "erasing");
    type_into(&mut harness, "Why it is erased", "the owner asked");
    press(&mut harness, "Erase the particulars of G-50");
    settle(&mut harness);
    assert!(!shows(&harness, "The particulars of"));
    press(&mut harness, "A person's name: Sample Recorder");
    type_into(&mut harness, "Why it is erased", "asked for");
    press(&mut harness, "Erase the name Sample Recorder");
    settle(&mut harness);
    assert!(!shows(&harness, "Sample Recorder"));
    assert_eq!(session(&mut harness).state().erased().len(), 2);
}

#[test]
fn nothing_is_produced_to_the_police_before_somebody_agreed() {
    let (world, mut harness) = sampled();
    enter(&mut harness);
    press(&mut harness, "Go to Export");
    type_into(&mut harness, "Path of the file", "/out/police.zip");
    press(&mut harness, "What leaves the laptop: Produce to police");
    press(&mut harness, "Export to this path");
    settle(&mut harness);
    let path = Path::new("/out/police.zip");
    assert!(!world.lock().outside.contains_key(path), "not agreed to yet");
    press(&mut harness, "Yes, this is for the police");
    pages::names_are_certain(&harness, "police");
    press(&mut harness, "Export to this path");
    settle(&mut harness);
    let zip = world.lock().outside.get(path).cloned().unwrap();
    assert!(zip.windows(SERIAL.len()).any(|window| window == SERIAL.as_bytes()));
    assert!(shows(&harness, "Written"));
}

#[test]
fn a_recovery_key_is_read_before_it_is_taken() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Settings");
    takes_a_recovery_key(harness);
}

#[test]
fn who_can_read_what_is_private_is_chosen_where_a_production_begins() {
    let mut harness = window(None);
    settle(&mut harness);
    press(&mut harness, "New production");
    assert!(shows(&harness, "None: what is private is lost with this laptop."));
    takes_a_recovery_key(harness);
}

fn takes_a_recovery_key(mut harness: Window) {
    let field = "Recovery key, as age-keygen prints it";
    type_into(&mut harness, field, "AGE-SECRET-KEY-1QQ");
    press(&mut harness, "Add the recovery key");
    assert!(shows(&harness, "Not taken: this is the secret half of the key."));
    assert!(!shows(&harness, "AGE-SECRET-KEY-1QQ"), "it does not stay in sight");
    let named = age::x25519::Identity::generate().to_public().to_string();
    type_into(&mut harness, field, &named);
    press(&mut harness, "Add the recovery key");
    assert!(shows(&harness, &named));
    let start: String = named.chars().take(12).collect();
    press(&mut harness, &format!("Take out {start}"));
    assert!(!shows(&harness, &named));
}

#[test]
fn the_pages_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (_world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let word = preset.words().to_lowercase();
        enter(&mut harness);
        press(&mut harness, "Show particulars");
        harness.snapshot_options(format!("particulars-{word}"), &options);
        press(&mut harness, "Private");
        harness.snapshot_options(format!("private-{word}"), &options);
        press(&mut harness, "Go to Export");
        press(&mut harness, "What leaves the laptop: Produce to police");
        harness.snapshot_options(format!("police-{word}"), &options);
        results.extend(harness.take_snapshot_results());
    }
}

#[test]
fn what_is_due_is_erased_by_a_word_that_is_typed() {
    let (world, mut harness) = sampled();
    enter(&mut harness);
    press(&mut harness, "Private");
    assert!(shows(&harness, "Nothing is due."));
    assert!(shows(
        &harness,
        "particulars of items: 1 kept, 0 erased; until somebody says otherwise."
    ));
    press(&mut harness, "Who says so: Sample Armorer");
    press(&mut harness, "Set the term of: particulars of items");
    type_into(&mut harness, "Days after the last work", "30");
    press(&mut harness, "Keep particulars of items so long");
    settle(&mut harness);
    assert!(shows(&harness, "particulars of items: 1 kept, 0 erased; 30 days, until "));
    world.pass(31 * 24 * 60 * 60 * 1000);
    settle(&mut harness);
    assert!(shows(&harness, "The particulars of G-50"));
    assert!(shows(&harness, "What stays when it is erased:"));
    pages::names_are_certain(&harness, "what is due");
    type_into(&mut harness, "Why what is due is erased", "the term is over");
    type_into(&mut harness, "Type erase to erase it for good", "eras");
    press(&mut harness, "Erase the one that is due");
    settle(&mut harness);
    assert!(session(&mut harness).state().erased().is_empty(), "the word is not whole");
    type_into(&mut harness, "Type erase to erase it for good", "e");
    press(&mut harness, "Erase the one that is due");
    settle(&mut harness);
    assert_eq!(session(&mut harness).state().erased().len(), 1);
    assert!(shows(&harness, "Nothing is due."));
    assert!(shows(&harness, "particulars of items: 0 kept, 1 erased; 30 days, until "));
}

#[test]
fn how_somebody_is_reached_is_shown_to_whoever_asks_and_hidden_when_they_leave() {
    const PHONE: &str = "SAMPLE-555-0100";
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    press(&mut harness, "Show details");
    pages::names_are_certain(&harness, "details");
    press(&mut harness, "Enter details of Sample First AD");
    type_into(&mut harness, "Phone of Sample First AD", PHONE);
    pages::names_are_certain(&harness, "details, changed");
    press(&mut harness, "Keep the details of Sample First AD");
    settle(&mut harness);
    assert!(shows(&harness, &format!("phone: {PHONE}")));
    press(&mut harness, "Go to Board");
    press(&mut harness, "Go to Items");
    press(&mut harness, "People");
    assert!(!shows(&harness, PHONE) && shows(&harness, "Show details"));
    press(&mut harness, "Private");
    press(&mut harness, "Who says so: Sample Armorer");
    press(&mut harness, "The details of: Sample First AD");
    type_into(&mut harness, "Why it is erased", "asked for");
    press(&mut harness, "Erase the details of Sample First AD");
    settle(&mut harness);
    assert_eq!(session(&mut harness).state().erased().len(), 1);
}

#[test]
fn what_is_due_and_how_people_are_reached_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        // As tall as the page, so that all of it is seen.
        let mut harness = at_board(sized(laptop, vec2(1280.0, 2200.0), 0.5));
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let word = preset.words().to_lowercase();
        enter(&mut harness);
        press(&mut harness, "People");
        press(&mut harness, "Show details");
        press(&mut harness, "Enter details of Sample First AD");
        harness.snapshot_options(format!("details-{word}"), &options);
        press(&mut harness, "Private");
        press(&mut harness, "Who says so: Sample Armorer");
        press(&mut harness, "Set the term of: particulars of items");
        type_into(&mut harness, "Days after the last work", "30");
        press(&mut harness, "Keep particulars of items so long");
        settle(&mut harness);
        world.pass(31 * 24 * 60 * 60 * 1000);
        press(&mut harness, "Set the term of: names of people");
        settle(&mut harness);
        harness.snapshot_options(format!("due-{word}"), &options);
        results.extend(harness.take_snapshot_results());
    }
}
