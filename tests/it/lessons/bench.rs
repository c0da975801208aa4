//! The rows that the bench catches: where dummies come from, and whether every one was proven.

use super::{PROVEN, after, says, world_without};
use crate::production::world::World;

/// A sealed tray, five good ones, and one that may be live.
const ONE_LIVE: &str = "answer 0
    answer 0
    answer 0
    answer n 6
    answer 0
    answer 0
    answer 0
    answer 0
    answer 0
    answer 5";

pub(super) fn a_label_is_no_proof() {
    let mut world = World::new();
    let told = after(&mut world, &format!("start dummy-tray-proof D-1\n{ONE_LIVE}"));
    says(&told, "STOP live");
    assert_eq!(world.words("D-1"), "UNVERIFIED");
    says(&world.tell("answer blind 6 6"), "refused");

    let mut less = world_without("dummy-tray-proof", &["live"]);
    less.must(&format!("start dummy-tray-proof-less D-1\n{ONE_LIVE}\nanswer blind 6 6"));
    assert_eq!(less.words("D-1"), "DUMMIES 6/6 PROVEN", "it is that rule that holds it");
}

pub(super) fn loose_ones_are_set_apart() {
    let mut world = World::new();
    world.must("start dummy-tray-proof D-1\nanswer 0\nanswer 2\nanswer done");
    assert_eq!(world.words("D-1"), "QUARANTINE");
    says(&world.tell("start dummies-prove-load G-07"), "refused");
    World::new().must("start dummies-prove-load G-07");
}

pub(super) fn five_of_six_is_not_six() {
    let mut world = World::new();
    let five = PROVEN.strip_suffix("answer 0\n    answer blind 6 6").unwrap();
    world.must(five);
    says(&world.tell("answer blind 5 5"), "refused");
    says(&world.tell("answer blind 6 6"), "refused");
    world.must("abandon");
    says(&world.tell("issue G-07"), "refused");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    let mut whole = World::new();
    whole.must(PROVEN);
    assert_eq!(whole.words("G-07"), "DUMMIES 6/6 PROVEN");
}

pub(super) fn those_that_are_missing_are_asked_for() {
    let short = "answer 0\nanswer 0\nanswer 0\nanswer n 5\nanswer 4";
    let mut world = World::new();
    says(&after(&mut world, &format!("start dummy-tray-proof D-1\n{short}")), "STOP short");
    let mut less = world_without("dummy-tray-proof", &["short"]);
    let told = after(&mut less, &format!("start dummy-tray-proof-less D-1\n{short}"));
    assert!(!told.contains("STOP"), "{told}");

    let wrap = "answer n 0\nanswer blind 0 0\nanswer 0\nanswer 0\nanswer n 0\nanswer n 1\nanswer parts D-1\nanswer 2";
    let mut world = World::new();
    says(&after(&mut world, &format!("start wrap -\n{wrap}")), "STOP dummies-open");
    let mut less = world_without("wrap", &["dummies-open"]);
    let told = after(&mut less, &format!("start wrap-less -\n{wrap}"));
    assert!(!told.contains("STOP"), "{told}");
}

pub(super) fn one_style_to_a_tray() {
    let two = PROVEN
        .replacen("answer blind 6 6\n    answer 0", "answer blind 6 6\n    answer 1", 1)
        .replace("start dummies-prove-load G-07", "");
    // It stops at the second one, before the rest is in.
    let (first, rest) = two.split_once("answer 1").unwrap();
    let (second, _) = rest.split_once("answer 0").unwrap();
    let begun = format!("{first}answer 1{second}answer 0");
    let mut world = World::new();
    let told = after(&mut world, &format!("start dummies-prove-load G-07\n{begun}"));
    says(&told, "STOP mixed");
    let mut less = world_without("dummies-prove-load", &["mixed"]);
    less.must(&format!("start dummies-prove-load-less G-07\n{two}"));
    assert_eq!(less.words("G-07"), "DUMMIES 6/6 PROVEN", "it is that rule that holds it");
}
