//! The rows that the bench catches: what comes in, where dummies come from, and whether every one was proven.

use super::{PROVEN, SHOWN_EMPTY, after, says, without, world_without};
use crate::production::world::World;

/// Up to the sixth round.
fn five() -> &'static str {
    PROVEN.strip_suffix("answer 0\n    answer blind 6 6").unwrap()
}

pub(super) fn a_label_is_no_proof() {
    // A sealed box is where they come from, and says nothing of any of them.
    let mut world = World::new();
    let told = after(&mut world, "start dummy-tray-proof D-1\nanswer 0\nanswer 0");
    assert!(!told.contains("declared"), "{told}");
    assert_eq!(world.words("D-1"), "UNVERIFIED");
    world.must("abandon");

    // The sixth may be live.
    world.must(five());
    says(&world.tell("answer 5"), "STOP live");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    says(&world.tell("answer blind 6 6"), "refused");
    let mut less = world_without("dummies-prove-load", &["live"]);
    let five = five().replace("dummies-prove-load", "dummies-prove-load-less");
    less.must(&format!("{five}\nanswer 5\nanswer blind 6 6"));
    assert_eq!(less.words("G-07"), "DUMMIES 6/6 PROVEN", "it is that rule that holds it");
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
    world.must(five());
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
    // Six went in, five come out.
    let five = "answer 0\nanswer text G-07\nanswer 0\nanswer blind 5 5";
    let mut world = World::new();
    world.must(PROVEN);
    let told = after(&mut world, &format!("start dummies-out G-07\n{five}"));
    says(&told, "STOP count-mismatch");
    let mut less = world_without("dummies-out", &["count-mismatch"]);
    less.must(PROVEN);
    let told = after(&mut less, &format!("start dummies-out-less G-07\n{five}"));
    says(&told, "run done");

    let wrap = "answer n 0\nanswer blind 0 0\nanswer 0\nanswer 0\nanswer n 0\nanswer n 1\nanswer parts D-1\nanswer 2";
    let mut world = World::new();
    says(&after(&mut world, &format!("start wrap -\n{wrap}")), "STOP dummies-open");
    let mut less = world_without("wrap", &["dummies-open"]);
    let told = after(&mut less, &format!("start wrap-less -\n{wrap}"));
    assert!(!told.contains("STOP"), "{told}");
}

pub(super) fn more_or_less_than_the_manifest() {
    let case = "answer 0\nanswer n 4\nanswer blind 3 3";
    let mut world = World::new();
    let told = after(&mut world, &format!("start weapon-intake G-07\n{case}"));
    says(&told, "STOP pieces-differ");
    let mut less = world_without("weapon-intake", &["pieces-differ"]);
    let told = after(&mut less, &format!("start weapon-intake-less G-07\n{case}"));
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

pub(super) fn blanks_after_dummies() {
    // A list that asks nothing of what was in the gun before.
    let (name, text) = without("blank-load-fire", &[]);
    let asks = "In(\"gun.condition\", [\"unverified\", \"empty_shown_clear\"]),\n                Any([Not(Known(\"gun.last\")), In(\"gun.last\", [\"empty_shown_clear\", \"hot\"])])])";
    let asked =
        text.replace(asks, "In(\"gun.condition\", [\"unverified\", \"empty_shown_clear\"])])");
    assert_ne!(asked, text);
    let blanks = "start blank-load-fire-less G-07 shots=3";
    let mut world = World::with(&[(&name, &asked)]);
    world.must(PROVEN);
    world.must("start dummies-out G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer blind 6 6");
    says(&world.tell("start blank-load-fire G-07 shots=3"), "refused");
    says(&world.tell(blanks), "dummies were in G-07 since it was last shown clear");
    // Once two have looked down its bore it goes on.
    world.must(SHOWN_EMPTY);
    world.must(&format!("{blanks}\nanswer 0\nanswer 0\nanswer blind 3 3"));
    says(&world.words("G-07"), "HOT 3 x");
}
