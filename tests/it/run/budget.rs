//! How many answers the work on set costs with the shipped lists: a list that costs more is not used, and proves nothing.

use showclear::run::FaceKind;

use crate::production::world::World;

/// Plays the lines and counts what somebody has to press: each answer, each count of two, each person who is shown it.
/// Beginning a list is not counted, it is one press on the board and what the list asks for.
#[track_caller]
fn presses(world: &mut World, lines: &str) -> usize {
    let mut count = 0;
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        count += match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["answer", "blind", ..] | ["settle"] => 2,
            ["show"] => match world.run().and_then(|run| world.face(run)).map(|face| face.kind) {
                Some(FaceKind::Show { to, .. }) => to.len(),
                Some(_) | None => 1,
            },
            ["start", ..] | ["pass", ..] => 0,
            _ => 1,
        };
        world.must(line);
    }
    count
}

const SHOW_CLEAR: &str = "start cold-gun-empty G-07
    answer 0
    answer text G-07
    answer 0
    answer 0
    answer blind 6 6
    show
    answer done";

#[test]
fn a_gun_shown_clear_costs_ten_at_most() {
    assert!(presses(&mut World::new(), SHOW_CLEAR) <= 9, "and one to begin it");
}

#[test]
fn a_take_with_blanks_costs_eight_whatever_it_took_to_measure_the_floor() {
    let mut world = World::new();
    presses(&mut world, SHOW_CLEAR);
    let load = "answer 0\nanswer blind 3 3\nshow\nanswer 0";
    let after = "start blank-after-take G-07\nanswer 0\nanswer 0";
    let begin = "start blank-load-fire G-07 shots=3";
    let floor =
        "answer 1\nanswer 0\nanswer n 20\nanswer n 24\nanswer 0\nanswer 0\nanswer 0\nanswer 0";
    let first = presses(&mut world, &format!("{begin}\n{floor}\n{load}\n{after}"));
    let second = presses(&mut world, &format!("{begin}\nanswer 0\n{load}\n{after}"));
    assert_eq!((first, second), (15, 8), "the first of a set-up, and every one after it");
}

#[test]
fn a_stop_in_a_take_costs_three() {
    let mut world = World::new();
    presses(&mut world, SHOW_CLEAR);
    let doubt = "start blank-load-fire G-07 shots=3\nanswer 2\nsettle";
    assert_eq!(presses(&mut world, doubt), 3);
}

#[test]
fn a_delay_between_takes_costs_six() {
    let mut world = World::new();
    presses(&mut world, SHOW_CLEAR);
    world.must("issue G-07");
    let delay =
        "start between-takes G-07\nanswer 1\nanswer 0\nanswer 0\nanswer 0\nanswer 0\nanswer 0";
    assert_eq!(presses(&mut world, delay), 6);
    assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR", "asking ends nothing");
}

const LOADED: &str =
    "start blank-load-fire G-07 shots=3\nanswer 0\nanswer 0\nanswer blind 3 3\nshow\nanswer 0";

/// A revolver loaded with blanks, in the performer's hand.
fn loaded() -> World {
    let mut world = World::new();
    presses(&mut world, SHOW_CLEAR);
    presses(&mut world, LOADED);
    world
}

#[test]
fn a_misfire_waits_from_the_press_that_begins_its_list() {
    let mut world = loaded();
    let heard = "start blank-after-take G-07\nanswer 3\nstart misfire G-07";
    assert_eq!(presses(&mut world, heard), 1, "and two to begin it: the board and its key");
    assert_eq!(world.words("G-07"), "MISFIRE HOLD", "on the board while it waits");
    assert!(world.tell("start misfire G-07").contains("another run"), "it is not begun again");
    world.must("answer done\npass 29\nanswer 0");
    assert!(world.tell("answer waited 0").contains("wait 1 s more"));
    world.must("pass 1\nanswer waited 0");

    let mut world = loaded();
    world.must("start misfire G-07");
    assert_eq!(world.words("G-07"), "MISFIRE HOLD", "with no other list before it");
}

#[test]
fn what_is_embarrassing_costs_no_more_at_a_misfire() {
    let from_held = |held: &str, what: &str, bore: &str| {
        let mut world = loaded();
        world.must("start misfire G-07\nanswer done");
        let wait = "pass 30\nanswer waited 0\nanswer 0\nanswer 0";
        let end = "answer 0\nanswer 1\nanswer done";
        let lot = if what == "0" && bore == "0" { "answer 0\nanswer 0\nanswer done" } else { end };
        let lines = format!("answer {held}\n{wait}\nanswer {what}\nanswer {bore}\n{lot}");
        let count = presses(&mut world, &lines);
        assert!(!world.state.is_stopped() && world.run().is_none(), "it goes through to its end");
        (count, world.words("G-07"))
    };
    let (usual, clear) = from_held("0", "0", "0");
    assert_eq!(clear, "UNVERIFIED");
    assert_eq!(from_held("3", "0", "0"), (usual, clear), "it was racked");
    let apart = "QUARANTINE".to_owned();
    assert_eq!(from_held("0", "4", "0"), (usual, apart.clone()), "a weak shot");
    assert_eq!(from_held("0", "5", "0"), (usual, apart.clone()), "not sure what it was");
    for bore in ["1", "2", "3"] {
        assert_eq!(from_held("0", "0", bore), (usual, apart.clone()), "a bore in doubt");
    }
}
