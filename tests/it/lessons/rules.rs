//! The rows that local rules catch: each is played with the rule in force, and once without it.

use showclear::event::{PeopleRules, PersonTrained};
use showclear::production::Ask;
use showclear::terms::{Training, role};

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

/// The gun shown clear, where the armorer asks for training or the meeting.
fn asking(training: bool, meeting: bool) -> World {
    let mut world = World::new();
    let by = Some(world.who(role::ARMORER));
    world.ask(Ask::SetPeopleRules(PeopleRules { training, meeting, by })).unwrap();
    world.must("start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nshow");
    world
}

fn meet(world: &mut World, who: &str, after: bool) {
    let (present, led_by) = (vec![world.who(who)], world.who(role::FIRST_AD));
    world.ask(Ask::Meet { present, led_by, after }).unwrap();
}

pub(super) fn training_is_asked_for() {
    let mut world = asking(true, false);
    says(&world.tell("issue G-07"), "no training in handling guns is recorded");
    let (person, by) = (world.who(role::PERFORMER), Some(world.who(role::ARMORER)));
    let covers = Training::Handling;
    world.ask(Ask::Train(PersonTrained { person, covers, by, until: None })).unwrap();
    world.must("issue G-07");
}

pub(super) fn no_meeting() {
    let mut world = asking(false, true);
    says(&world.tell("issue G-07"), "no safety meeting is recorded today");
    meet(&mut world, role::PERFORMER, false);
    world.must("issue G-07");
    under_the_rule("answer 0\nanswer 0", 2, "not-briefed", "briefed");
}

pub(super) fn new_that_morning() {
    let mut world = asking(false, true);
    meet(&mut world, role::ARMORER, false);
    says(&world.tell("issue G-07"), "was not at the safety meeting of the day");
    meet(&mut world, role::PERFORMER, true);
    world.must("issue G-07");
    under_the_rule("answer 0\nanswer 0\nanswer 1", 2, "untrained", "trained");
}
