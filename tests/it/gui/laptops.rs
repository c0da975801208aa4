//! Other laptops: one button and a typed folder, what is seen of each, and two records shown where nobody overlooks them.

use egui_kittest::{SnapshotOptions, SnapshotResults};

use super::*;
use crate::session::exchanging::Foreign;

/// Another laptop with so many lines, on the stick of the one in the window.
fn plugged(world: &World, harness: &mut Window, size: u64, story: u8) {
    let own = session(harness).state().created().unwrap().clone();
    let mut other = Foreign::of(&own, 3);
    other.grow(size, story);
    world.lock().stick.files.extend(other.leaves(true));
}

fn exchange(harness: &mut Window) {
    harness.state_mut().shell().go(Place::Laptops);
    settle(harness);
    harness.get_by_role_and_label(Role::TextInput, "Folder of the stick").focus();
    harness.step();
    type_text(harness, "/stick");
    press(harness, "Exchange with this folder");
    for _ in 0..3 {
        settle(harness);
    }
}

#[test]
fn a_stick_is_named_and_what_it_brought_is_shown() {
    let (world, mut harness) = sampled();
    plugged(&world, &mut harness, 1_412, 0);
    press(&mut harness, "Go to Export");
    press(&mut harness, "Other laptops");
    exchange(&mut harness);
    for words in [
        "Checkpoints were exchanged.",
        "\u{201c}camera truck\u{201d}: met for the first time, 1412 lines.",
        "Last checkpoint seen: 1412 lines,",
        "just now.",
        "Its key was taken as it came.",
        "3 new files for the others.",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    press(&mut harness, "Go to Board");
    assert!(!shows(&harness, "two records"));
}

#[test]
fn two_records_stand_on_the_board_and_both_notes_on_their_page() {
    let (world, mut harness) = sampled();
    plugged(&world, &mut harness, 12, 0);
    plugged(&world, &mut harness, 12, 1);
    exchange(&mut harness);
    assert!(shows(&harness, "\u{201c}camera truck\u{201d} has two records"));
    assert!(shows(&harness, "Keep both laptops as they are"));
    let notes = harness.query_all_by_label_contains("\u{2014} showclear-drill/").count();
    assert_eq!(notes, 2, "as they were signed");
    press(&mut harness, "Go to Board");
    assert!(shows(&harness, "One laptop, two records. Ring the safety officer."));
    press(&mut harness, "Show both");
    assert!(shows(&harness, "has two records"));
}

#[test]
fn a_stick_that_hangs_is_called_off_and_stop_works_meanwhile() {
    let (world, mut harness) = sampled();
    world.lock().card_hangs = true;
    exchange(&mut harness);
    assert!(shows(&harness, "exchanging checkpoints"));
    point_at_stop(&mut harness);
    harness.step();
    assert_ne!(alarm(&mut harness), Alarm::None);
    settle(&mut harness);
    press(&mut harness, "Cancel exchanging checkpoints");
    assert!(!shows(&harness, "exchanging checkpoints"));
}

#[test]
fn two_records_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
        plugged(&world, &mut harness, 1_412, 0);
        plugged(&world, &mut harness, 1_412, 1);
        exchange(&mut harness);
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        harness.snapshot_options(format!("laptops-{}", preset.words().to_lowercase()), &options);
        results.extend(harness.take_snapshot_results());
    }
}
