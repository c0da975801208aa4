//! Time from an authority on the page Export: asked for, brought in, told, and never in the way.

use egui_kittest::{SnapshotOptions, SnapshotResults};

use super::private::type_into;
use super::*;
use crate::anchor::made::Answer;

const FIELD: &str = "Path of the request or answer";
const OPEN: &str = "Show how: time from an authority";

fn asked(world: &World, harness: &mut Window) -> Vec<u8> {
    press(harness, "Go to Export");
    press(harness, OPEN);
    type_into(harness, FIELD, "/stick/a");
    press(harness, "Write the request there");
    settle(harness);
    world.lock().outside.get(Path::new("/stick/a")).cloned().unwrap()
}

/// The answer lies where the request was.
fn bring_in(world: &World, harness: &mut Window, answer: &Answer) {
    world.lock().outside.insert("/stick/a".into(), answer.response());
    press(harness, "Bring in that answer");
    settle(harness);
}

#[test]
fn a_request_is_written_and_its_answer_brought_in() {
    let (world, mut harness) = sampled();
    press(&mut harness, "Go to Export");
    assert!(shows(&harness, "Time from an authority (optional)"));
    assert!(!shows(&harness, "Nothing waits for it"), "closed until somebody asks");
    let request = asked(&world, &mut harness);
    assert!(shows(&harness, "Carry it to an authority"));
    assert!(shows(&harness, "no answer is here yet"));
    pages::names_are_certain(&harness, "anchor");

    let good = Answer::to(&request, "20261122193300Z");
    bring_in(&world, &mut harness, &Answer { nonce: Some(1), ..good.clone() });
    assert!(shows(&harness, "does not repeat the number of any request"), "told");
    assert!(session(&mut harness).state().anchors().received().is_empty());

    bring_in(&world, &mut harness, &good);
    assert!(shows(&harness, "existed by 2026-11-22 14:33:00, an authority says"));
    assert!(!shows(&harness, "no answer is here yet"));
    assert_eq!(session(&mut harness).state().anchors().received().len(), 1);
}

#[test]
fn a_typed_path_of_a_request_replaces_no_file() {
    let (world, mut harness) = sampled();
    world.lock().outside.insert("/stick/a".into(), b"precious".to_vec());
    assert_eq!(asked(&world, &mut harness), b"precious");
    assert!(shows(&harness, "/stick/a is there already"));
}

#[test]
fn the_section_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for (preset, size, name) in [
        (Preset::Day, vec2(1280.0, 800.0), "anchor-day"),
        (Preset::Dim, vec2(1280.0, 800.0), "anchor-dim"),
        (Preset::Day, vec2(1920.0, 1080.0), "anchor-wide"),
    ] {
        let (world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, size, 0.5));
        let request = asked(&world, &mut harness);
        bring_in(&world, &mut harness, &Answer::to(&request, "20261122193300Z"));
        harness.get_by_label("Bring in that answer").scroll_to_me();
        settle(&mut harness);
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        harness.snapshot_options(name, &options);
        results.extend(harness.take_snapshot_results());
    }
}
