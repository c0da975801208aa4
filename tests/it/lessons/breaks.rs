//! The rows that breaks catch: what is left lying, who has keys, and who asks to hurry.

use super::{SHOWN_EMPTY, after, says, world_without};
use crate::production::world::World;

/// Two guns in, counted by each, before the rounds are asked for.
const GUNS_IN: &str =
    "answer done\nanswer n 2\nanswer parts G-07 G-08\nanswer 0\nanswer 0\nanswer blind 2 2";

pub(super) fn left_unattended() {
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    world.must("issue G-07");
    says(&world.tell("breach unattended G-07"), "unattended");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    world.must("collect G-07");
    says(&world.tell("start re-show G-07"), "refused");
    says(&world.tell("issue G-07"), "refused");

    let found = "answer 0\nanswer 0\nanswer 0\nanswer done\nanswer 3\nanswer n 120\nanswer text nobody seen\nanswer 2";
    let told = after(&mut world, &format!("start custody-break -\n{GUNS_IN}\n{found}"));
    says(&told, "STOP not-proven");
    let mut less = world_without("custody-break", &["not-proven"]);
    let told = after(&mut less, &format!("start custody-break-less -\n{GUNS_IN}\n{found}"));
    assert!(!told.contains("STOP"), "{told}");
}

pub(super) fn rounds_on_the_cart_at_lunch() {
    let mut world = World::new();
    let told = after(&mut world, &format!("start custody-break -\n{GUNS_IN}\nanswer 2"));
    says(&told, "STOP rounds-loose");
    // Settled is not locked away: the same is asked again, and the break stands behind it.
    world.must("settle");
    assert_eq!(world.face(world.run().unwrap()).unwrap().step.to_string(), "rounds");
    says(&world.tell("answer done"), "refused");
    let mut less = world_without("custody-break", &["rounds-loose"]);
    let rest = "answer 2\nanswer 0\nanswer 0";
    less.must(&format!("start custody-break-less -\n{GUNS_IN}\n{rest}"));
    assert_eq!(less.face(less.run().unwrap()).unwrap().step.to_string(), "release");
}

pub(super) fn keys_with_others() {
    let mut world = World::new();
    let asked = "answer 0\nanswer 0\nanswer 2";
    let told = after(&mut world, &format!("start custody-break -\n{GUNS_IN}\n{asked}"));
    says(&told, "STOP keys-about");
    let mut less = world_without("custody-break", &["keys-about"]);
    let told = after(&mut less, &format!("start custody-break-less -\n{GUNS_IN}\n{asked}"));
    assert!(!told.contains("STOP"), "{told}");

    let mut world = World::new();
    let wrap = "answer n 0\nanswer blind 0 0\nanswer 0\nanswer 2";
    says(&after(&mut world, &format!("start wrap -\n{wrap}")), "STOP keys-about");

    let mut world = World::new();
    world.must("move lock_away G-07 armorer");
    says(&world.tell("move take_out G-07 recorder recorder"), "not_handler");
    let mut rightly = World::new();
    rightly.must("move lock_away G-07 armorer");
    let told = rightly.tell("move take_out G-07 armorer armorer");
    assert!(!told.contains("not_handler"), "{told}");

    // Whoever had the key: what comes out of a sealed safe opened it, and the line says that nobody read its seal.
    let (mut world, safe) = crate::production::containers::with_safe();
    crate::production::containers::lock_away(&mut world, "G-07", safe);
    crate::production::containers::seal(&mut world, safe);
    says(&world.tell("move take_out G-07 armorer armorer"), "store.opened");
}

pub(super) fn asked_to_hurry() {
    let asked = "answer 2\nanswer 0\nanswer 0\nanswer 0\nanswer 3";
    let mut world = world_without("between-takes", &["hurry"]);
    world.must(SHOWN_EMPTY);
    world.must("issue G-07");
    let mut less = world.clone();
    let told = after(&mut world, &format!("start between-takes G-07\n{asked}"));
    says(&told, "reload/1: we are asked to hurry · STOP hurry");
    let told = after(&mut less, &format!("start between-takes-less G-07\n{asked}"));
    says(&told, "run done");
    let mut world = World::new();
    world.must(
        "start stop-concern -\nanswer 2\nanswer many 3\nanswer text the second look was left out",
    );
    // Told only to whom it concerns is no end of it, and costs no more than anything else to say.
    says(&world.tell("answer 4"), "only whom it concerns");
    assert_eq!(world.face(world.run().unwrap()).unwrap().step.to_string(), "safety");
}
