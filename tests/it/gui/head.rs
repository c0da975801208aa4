//! What the head of a run and the board say about mode, time and places to pause.

use super::*;

#[test]
fn a_run_says_how_it_is_worked_through_and_how_long_it_should_take() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    assert!(shows(&harness, "One asks, one answers; about 2 min"));
    assert!(shows(&harness, "Step 1 of "));
    assert!(!shows(&harness, "Part "), "the first part needs no heading");
}

#[test]
fn a_part_is_headed_where_it_begins_and_holding_is_offered_there() {
    let (_world, mut harness) = sampled();
    show_clear(&mut harness);
    assert!(shows(&harness, "Part 2 of 2"));
    assert!(shows(&harness, "A place to pause"));
    key(&mut harness, Key::H);
    assert!(shows(&harness, "This run is held"));
    press(&mut harness, "Resume");
    assert!(shows(&harness, "Part 2 of 2"), "it goes on where it stood");
}

#[test]
fn a_declaration_that_lapses_soon_says_when_and_never_how_long_still() {
    let (world, mut harness) = sampled();
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    let declared = session(&mut harness).now().wall;
    let offset = session(&mut harness).offset();
    let lapses = showclear::terms::UtcMillis::new(declared.millis() + 20 * 60_000).clock(offset);
    world.pass(16 * 60_000);
    settle(&mut harness);
    assert!(!shows(&harness, "lapses "), "the list warns three minutes before");
    world.pass(70_000);
    settle(&mut harness);
    assert!(shows(&harness, &format!("lapses {lapses}")), "{lapses}");
    world.pass(3 * 60_000);
    settle(&mut harness);
    assert!(!shows(&harness, &format!("lapses {lapses}")), "then it has lapsed");
}
