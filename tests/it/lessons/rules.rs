//! The rows that local rules catch: each is played with the rule in force, and once without it.

use super::{after, says};
use crate::production::world::World;

/// A take with blanks under the rule, up to the answer that is asked about; without the rule that question is not there.
fn under_the_rule(before: &str, wrong: usize, stop: &str, step: &str) {
    for list in ["blank-load-fire", "cold-gun-empty"] {
        let mut world = World::new();
        let told = after(&mut world, &format!("rules california\nstart {list} G-07\n{before}"));
        says(&told, "/1: ");
        assert!(world.standing().starts_with(&format!("at {step}")), "{}", world.standing());
        says(&world.tell(&format!("answer {wrong}")), &format!("STOP {stop}"));
        says(&world.tell("answer 0"), "a STOP stands");

        let mut without = World::new();
        let told = without.tell(&format!("start {list} G-07"));
        says(&told, "begun");
        assert!(!without.standing().contains("duty"), "asked by the rule only");
    }
}

pub(super) fn a_second_job() {
    let mut world = World::new();
    world.must("rules california\nstart blank-load-fire G-07 shots=3");
    says(&world.tell("answer 2"), "STOP second-duty");
    says(&world.tell("answer 0"), "a STOP stands");

    let mut without = World::new();
    without.must("start blank-load-fire G-07 shots=3");
    says(&without.standing(), "at floor");
}

pub(super) fn no_meeting() {
    under_the_rule("answer 0\nanswer 0", 2, "not-briefed", "briefed");
}

pub(super) fn new_that_morning() {
    under_the_rule("answer 0\nanswer 0\nanswer 1", 2, "untrained", "trained");
}
