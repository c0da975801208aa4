//! Takes with blanks, one after the other: from the second take of a set-up on each costs eight presses, and a doubt costs no more.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use showclear::terms::Condition;

use super::*;

/// What is pressed in a take: loaded, called and handed over; then the cut.
const LOAD: [&str; 5] = [
    "rod passed from muzzle to recoil plate",
    "3",
    "3",
    "Shown to Sample Performer, performer",
    "copy, 3 half-load blanks",
];
const SHOWN: [&str; 3] = [
    "Shown to Sample Performer, performer",
    "Shown to Sample Camera Operator, camera",
    "Said aloud, and 2 answered",
];
const AS_MEASURED: &str = "as measured for this set-up, nobody moved, ears on";
const EVERY_SHOT: &str = "every shot, none weak or odd";
const CLEAR: &str = "each chamber turned to, empty; rod passed through";

fn all(harness: &mut Window, names: &[&str]) {
    for name in names {
        press(harness, name);
    }
}

/// A gun that is shown clear, a tray of blanks, and the first take of the set-up.
fn first_take(harness: &mut Window) {
    rounds::stock(harness);
    press(harness, "Go to Board");
    press(harness, "Show clear G-07");
    look(harness);
    all(harness, &SHOWN);
    press(harness, "Go to Board");
    press(harness, "Load blanks G-07");
    harness.get_by_role_and_label(Role::TextInput, "Shots planned in this take").focus();
    settle(harness);
    type_text(harness, "3");
    press(harness, "Load, as planned: half-load blanks");
    press(harness, "Begin");
    press(harness, AS_MEASURED);
    all(harness, &LOAD);
    press(harness, "Go to Board");
    press(harness, "After the cut G-07");
    all(harness, &[EVERY_SHOT, CLEAR]);
}

/// The second take, begun from the board, up to the blanks that are in the performer's hand.
fn second_take(harness: &mut Window) {
    press(harness, "Go to Board");
    press(harness, "Load blanks G-07");
    press(harness, "Begin");
    press(harness, AS_MEASURED);
    all(harness, &LOAD);
}

#[test]
fn a_take_after_the_first_costs_eight_presses() {
    let (_world, mut harness) = sampled();
    first_take(&mut harness);
    second_take(&mut harness);
    let cut = format!("{EVERY_SHOT}, G-07");
    all(&mut harness, &[&cut, CLEAR]);
    let measured = format!("{AS_MEASURED}, G-07");
    let third = [&[measured.as_str()], LOAD.as_slice(), &[&cut, CLEAR]].concat();
    assert_eq!(third.len(), 8);
    all(&mut harness, &third);
    let state = session(&mut harness).state();
    let lot = *state.rounds().lots().first().unwrap();
    assert_eq!((lot.fired, lot.in_guns()), (9, 0));
    assert!(!state.is_stopped());
}

#[test]
fn what_was_planned_before_is_shown_and_can_be_planned_otherwise() {
    let (_world, mut harness) = sampled();
    first_take(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Load blanks G-07");
    assert!(
        shows(&harness, "Shots planned in this take"),
        "nothing begins by an earlier plan alone"
    );
    press(&mut harness, "Begin");
    press(&mut harness, AS_MEASURED);
    all(&mut harness, &LOAD);
    all(&mut harness, &[&format!("{EVERY_SHOT}, G-07"), CLEAR]);
    assert!(shows(&harness, "As before in this set-up: Shots planned in this take 3"));
    press(&mut harness, "Otherwise planned, G-07");
    assert!(shows(&harness, "Shots planned in this take"));
}

#[test]
fn a_doubt_at_the_cut_costs_one_press_too() {
    let (_world, mut harness) = sampled();
    first_take(&mut harness);
    second_take(&mut harness);
    press(&mut harness, "a click and no shot, G-07");
    let state = session(&mut harness).state();
    assert!(state.is_stopped());
    let gun = state.book().by_tag("G-07").unwrap();
    assert_ne!(gun.physical.condition, Condition::EmptyShownClear);
}

#[test]
fn the_second_press_of_a_double_one_answers_nothing() {
    let (_world, mut harness) = sampled();
    first_take(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Load blanks G-07");
    press(&mut harness, "Begin");
    press(&mut harness, AS_MEASURED);
    all(&mut harness, &LOAD[..4]);
    harness.get_by_role_and_label(Role::Button, LOAD[4]).click();
    let name = format!("{EVERY_SHOT}, G-07");
    let found = |harness: &Window| harness.query_by_role_and_label(Role::Button, &name).is_some();
    for _ in 0..40 {
        if found(&harness) {
            break;
        }
        harness.step();
    }
    assert!(harness.get_by_role_and_label(Role::Button, &name).accesskit_node().is_disabled());
}

#[test]
fn the_end_of_a_run_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (_world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
        first_take(&mut harness);
        second_take(&mut harness);
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        harness.snapshot_options(format!("next-{}", preset.words().to_lowercase()), &options);
        results.extend(harness.take_snapshot_results());
    }
}
