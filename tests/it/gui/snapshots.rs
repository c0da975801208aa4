//! A few small pictures, drawn by the processor with the bundled fonts, the same on every machine; half a pixel to the point keeps them small.

use egui_kittest::{SnapshotOptions, SnapshotResults};

use super::*;

fn picture(preset: Preset, name: &str, reach: impl FnOnce(&mut Window)) -> SnapshotResults {
    let (_world, session) = sample();
    let mut laptop = Laptop::new(Some(session));
    laptop.settings.theme = match preset {
        Preset::Day => showclear::session::Theme::Day,
        Preset::Dim => showclear::session::Theme::Dim,
    };
    let mut harness = at_board(sized(laptop, vec2(1280.0, 800.0), 0.5));
    reach(&mut harness);
    settle(&mut harness);
    let options = SnapshotOptions::new().output_path("tests/snapshots");
    harness.snapshot_options(format!("{name}-{}", preset.words().to_lowercase()), &options);
    harness.take_snapshot_results()
}

#[test]
fn the_board_a_step_and_the_sheet_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        results.extend(picture(preset, "board", |_| ()));
        results.extend(picture(preset, "missing", |harness| {
            press(harness, "What happened");
            press(harness, "Item G-07");
            press(harness, "Or: MISSING");
            press(harness, "Go to Board");
            press(harness, "Whose law counts here: California");
        }));
        results.extend(picture(preset, "card-run", |harness| {
            after::with_a_count_that_differs(harness);
            key(harness, Key::Enter);
            press(harness, "Settle STOP: Sample Armorer, armorer");
            press(harness, "Settle STOP: Sample First AD, first AD");
        }));
        results.extend(picture(preset, "step", |harness| press(harness, "Show clear G-07")));
        results.extend(picture(preset, "keyless", |harness| {
            press(harness, "Show clear G-07");
            press(harness, "Somebody without a key acknowledges");
        }));
        results.extend(picture(preset, "sheet", |harness| {
            press(harness, "Go to Settings");
            press(harness, "When people sign: At the moment, before anything is declared");
            press(harness, "Go to Board");
            show_clear(harness);
            press(harness, "Read it and sign");
        }));
    }
}

#[test]
fn the_lines_of_a_card_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (_world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 2400.0), 0.5));
        after::with_a_count_that_differs(&mut harness);
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let name = format!("card-lines-{}", preset.words().to_lowercase());
        harness.snapshot_options(name, &options);
        results.extend(harness.take_snapshot_results());
    }
}

#[test]
fn a_container_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (_world, session) = sample();
        let mut laptop = Laptop::new(Some(session));
        laptop.settings.theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = at_board(sized(laptop, vec2(1280.0, 2000.0), 0.5));
        containers::with_safe(&mut harness);
        press(&mut harness, "Lock G-07 away in SAFE-1");
        press(&mut harness, "Go to Items");
        press(&mut harness, "Seal and keys of SAFE-1");
        containers::type_into(&mut harness, "Number on the new seal", "004512");
        press(&mut harness, "Seal put on");
        containers::type_into(&mut harness, "Key: the number on it", "2");
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let name = format!("container-{}", preset.words().to_lowercase());
        harness.snapshot_options(name, &options);
        results.extend(harness.take_snapshot_results());
    }
}

#[test]
fn approval_and_local_rules_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        results.extend(picture(preset, "rules", |harness| {
            press(harness, "Go to Checklists");
            press(harness, "Approval and local rules");
            press(harness, "Who is speaking: Sample Armorer");
            press(harness, "Open Cold gun: empty, shown clear");
            press(harness, "Propose Cold gun: empty, shown clear");
        }));
        results.extend(picture(preset, "deviation", |harness| {
            press(harness, "Go to Checklists");
            press(harness, "Approval and local rules");
            press(harness, "About: Deviations");
            press(harness, "Ask for a deviation \u{2026}");
            press(harness, "From which list: Cold gun: empty, shown clear, revision 1");
            press(harness, "What is loosened: A step is left out");
        }));
    }
}

#[test]
fn corrections_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        let mut harness = amending::sample_on_a_disk(vec2(1280.0, 800.0), 0.5, theme);
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let mut take = |harness: &mut Window, name: &str| {
            let name = format!("{name}-{}", preset.words().to_lowercase());
            harness.snapshot_options(name, &options);
            results.extend(harness.take_snapshot_results());
        };
        amending::asked(&mut harness);
        take(&mut harness, "correct");
        amending::propose(&mut harness);
        amending::prepared(&mut harness);
        take(&mut harness, "correct-signing");
        amending::sign(&mut harness);
        amending::review(&mut harness);
        amending::at_corrections(&mut harness);
        take(&mut harness, "corrections");
    }
}

#[test]
fn a_person_and_the_head_code_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        results.extend(picture(preset, "people", |harness| {
            press(harness, "Go to Items");
            press(harness, "People");
            press(harness, "Change Sample Armorer");
            press(harness, "A new key: their own key file");
            press(harness, "End a key, because: it is lost");
        }));
        results.extend(picture(preset, "head-code", |harness| {
            press(harness, "Go to Export");
            press(harness, "Show it for a phone");
        }));
    }
}

/// The kinds that look like no other, by their questions.
const KINDS: [(&str, &str); 8] = [
    ("choose-many", "Who has ears on?"),
    ("measure", "Muzzle to the nearest person"),
    ("photo", "Both sides of the gun"),
    ("attach", "The supplier's paper"),
    ("scan", "The label of the box"),
    ("parts-people", "Who is here?"),
    ("parts-typed", "Which boxes?"),
    ("proof", "From memory"),
];

#[test]
fn every_kind_of_step_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let (world, mut harness) = kinds::at_the_first(vec2(1280.0, 800.0), 0.5, preset);
        for (name, page) in KINDS {
            kinds::go_to(&world, &mut harness, page);
            kinds::half_answered(&world, &mut harness, page);
            let options = SnapshotOptions::new().output_path("tests/snapshots");
            let name = format!("{name}-{}", preset.words().to_lowercase());
            harness.snapshot_options(name, &options);
            results.extend(harness.take_snapshot_results());
            kinds::next(&world, &mut harness);
        }
    }
}
