//! What a misfire holds, what nothing but an unload and a release ends, and what a STOP leaves of the looks before it.

use super::world::World;

const CLEAR: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nshow\nanswer done";
const LOADED: &str = "start blank-load-fire G-07 shots=3 load=half-load_blanks\nanswer 0\nanswer 0\nanswer blind 3 3\nshow\nanswer 0";
/// A list that declares of two items, the tray first.
const BOTH: &str = r#"Checklist(
    schema: 1, id: "both", rev: 1, status: Released, lang: "en",
    title: "Sample of two", purpose: "Sample.", mode: ChallengeResponse, target: Secs(60),
    validity: Validity(lasts: Min(60)),
    roles: {
        "armorer": Role(title: "Armorer", filled_by: ["armorer"], handler: true),
        "first_ad": Role(title: "First AD", filled_by: ["first_ad"], not_same_as: ["armorer"]),
    },
    inputs: [
        Item(id: "gun", ask: "Which gun?", kinds: ["revolver"]),
        Item(id: "tray", ask: "Which tray?", kinds: ["dummy_tray"]),
    ],
    steps: [
        Step(id: "open", by: "first_ad", to: "armorer", kind: Choose(ask: "{gun.tag}: what is in it?", of: ["nothing", "NOT SURE"])),
        Step(id: "six", declares: Declares(item: "tray", state: DummiesProven(n: "six.armorer", of: 6), witnesses: ["armorer", "first_ad"]),
            kind: BlindCount(ask: "How many?", roles: ["first_ad", "armorer"], max: 6)),
        Step(id: "chambers", declares: Declares(item: "gun", state: EmptyShownClear, witnesses: ["armorer", "first_ad"]),
            kind: BlindCount(ask: "How many seen empty?", roles: ["first_ad", "armorer"], max: 6)),
    ],
)"#;

fn out() -> World {
    let mut world = World::new();
    world.must(CLEAR);
    world.must(LOADED);
    assert_eq!(world.words("G-07"), "HOT 3 x \"half-load blanks\"");
    world
}

/// Everything short of an unload, in one breath.
const SHORT_OF_IT: &str =
    "setup\nbreak\ncollect G-07\nabandon\nmove make_safe G-07 armorer\nmove lock_away G-07 armorer
    move take_out G-07 armorer armorer\nmove release G-07 armorer\nreboot\nclose";

#[test]
fn a_misfire_hold_outlives_all_but_an_unload() {
    let mut world = out();
    world.must("start misfire G-07");
    for line in SHORT_OF_IT.lines().map(str::trim) {
        world.must(line);
        assert_eq!(world.words("G-07"), "MISFIRE HOLD", "{line}");
    }
    for line in [
        "start re-show G-07",
        "start cold-gun-empty G-07",
        "start blank-load-fire G-07 shots=3 load=half-load_blanks",
        "issue G-07",
    ] {
        assert!(world.play(line).is_err(), "{line}");
    }
    world.must("move unload G-07 armorer");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
}

#[test]
fn what_is_set_apart_stays_so_through_a_misfire_and_an_unload() {
    let mut world = out();
    world.must("move quarantine G-07 armorer\nstart misfire G-07\nabandon");
    assert_eq!(world.words("G-07"), "MISFIRE HOLD");
    world.must("move unload G-07 armorer");
    assert_eq!(world.words("G-07"), "QUARANTINE");
    for line in ["issue G-07", "start cold-gun-empty G-07", "start re-show G-07"] {
        assert!(world.play(line).is_err(), "{line}");
    }
    world.must("move release G-07 armorer");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
}

#[test]
fn no_clock_and_no_second_press_shortens_the_wait() {
    for between in ["jump 3600", "jump -3600", "jump 29"] {
        let mut world = out();
        world.must("start misfire G-07\nanswer done\nanswer 0\npass 10");
        assert!(world.play("start misfire G-07").is_err(), "it is begun already");
        world.must(between);
        assert_eq!(world.tell("answer done"), "refused: wait 20 s more", "{between}");
        assert!(world.play("answer waited 31").is_err(), "{between}");
        world.must("pass 19");
        assert_eq!(world.tell("answer done"), "refused: wait 1 s more", "{between}");
        world.must("pass 1");
        assert_eq!(world.tell("answer done"), "wait/1: waited 30 s", "{between}");
    }
}

#[test]
fn a_start_of_the_machine_counts_as_no_wait() {
    let mut world = out();
    world.must("start misfire G-07\nanswer done\nanswer 0\npass 5\nreboot\nresume");
    assert_eq!(world.tell("answer done"), "refused: wait 30 s more");
    assert!(world.play("answer waited 31").is_err(), "longer ago than it was begun");
}

#[test]
fn the_stop_of_a_run_that_a_misfire_ends_stands_until_it_is_settled_and_brings_nothing_back() {
    let mut world = out();
    world.must("collect G-07\nstart blank-after-take G-07\nanswer 3");
    assert_eq!(world.tell("start misfire G-07"), "run abandoned · begun · G-07 is misfire_hold");
    assert!(world.state.is_stopped());
    world.must("answer done");
    assert_eq!(world.tell("settle"), "settled by armorer and first_ad, from -");
    assert_eq!(world.words("G-07"), "MISFIRE HOLD");
    assert!(world.standing().starts_with("at frozen"), "{}", world.standing());
}

#[test]
fn what_waits_for_signatures_is_void_as_a_misfire_begins() {
    let mut world = World::new();
    world.must("signing moment");
    world.must("start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6");
    world.must("prepare\nsign\nstart misfire G-07");
    assert!(world.play("sign").is_err());
    assert_eq!(world.words("G-07"), "MISFIRE HOLD");
}

#[test]
fn a_misfire_from_a_card_holds_what_nothing_newer_is_known_of() {
    let mut world = out();
    assert_eq!(world.tell("start misfire G-07 card 3"), "begun · G-07 is misfire_hold");
    // What a card says was unloaded is not what is so now.
    world.must("abandon");
    assert_eq!(world.words("G-07"), "MISFIRE HOLD");
    world.must("move unload G-07 armorer");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
}

#[test]
fn a_misfire_from_a_card_of_the_time_before_holds_nothing() {
    let mut world = out();
    let before = world.now.wall;
    world.must("pass 60\ncollect G-07\nfire G-07\nmove unload G-07 armorer");
    let mut start = world.start_of("misfire", "G-07", Some(3));
    start.claimed = Some(before);
    world.ask(showclear::production::Ask::Start(start)).unwrap();
    assert_eq!(world.words("G-07"), "UNVERIFIED");
}

#[test]
fn a_card_ends_no_run_that_goes_on() {
    let mut world = World::new();
    world.must("start cold-gun-empty G-07\nanswer 0");
    assert_eq!(
        world.tell("start misfire G-07 card 3"),
        "refused: another run about this item goes on"
    );
    assert!(world.standing().starts_with("at tag"), "{}", world.standing());
}

#[test]
fn a_stop_about_one_of_two_items_leaves_no_look_of_the_other() {
    let mut world = World::with(&[("both.ron", BOTH)]);
    world.must("start both G-07 tray=D-1\nanswer 0\nanswer blind 6 6");
    assert_eq!(world.words("D-1"), "DUMMIES 6/6 PROVEN");
    world.must("stop G-07\nsettle");
    assert!(world.standing().starts_with("at open"), "{}", world.standing());
    assert_eq!(world.words("D-1"), "UNVERIFIED", "it rests on nothing");
    // About neither of them, what stands need not be looked at again.
    world.must("answer 0\nanswer blind 6 6\nstop G-08\nsettle");
    assert!(world.standing().starts_with("at chambers"), "{}", world.standing());
    assert_eq!(world.words("D-1"), "DUMMIES 6/6 PROVEN");
}

#[test]
fn a_run_whose_list_is_gone_begins_again_after_a_stop_as_well() {
    let mut world = World::new();
    world.must(
        "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nstop G-07",
    );
    let library = std::mem::take(&mut world.library);
    world.must("settle");
    world.library = library;
    assert!(world.standing().starts_with("at muzzle"), "{}", world.standing());
}

#[test]
fn a_shot_that_nobody_recorded_is_still_reckoned_with() {
    // Out and back with no word of a shot: it may have been fired until it is known to be empty, and then lately.
    let mut world = World::new();
    world.must("start blank-load-fire M-01 shots=1 load=blank_powder_charge\nanswer 0\nanswer 1\nanswer 0\nanswer blind 1 1");
    world.must("answer 0\nanswer 0\nshow\nanswer 0\ncollect M-01\npass 7200");
    for between in ["pass 0", "jump 86400", "jump -86400", "reboot"] {
        let mut world = world.clone();
        world.must(between);
        world.must("start blank-load-fire M-01 shots=1 load=blank_powder_charge\nanswer 0");
        assert!(world.standing().starts_with("at wait"), "{between}: {}", world.standing());
    }
}

#[test]
fn under_a_stop_nothing_that_declares_begins_or_goes_on() {
    let mut world = World::new();
    world.must("start cold-gun-empty G-07\nanswer 0\nstop\nstart misfire G-08\nanswer done");
    for line in ["start cold-gun-empty P-03", "issue G-07"] {
        assert!(world.play(line).is_err(), "{line}");
    }
    world.must("abandon");
    for line in ["answer text G-07", "resume", "prepare"] {
        assert!(world.play(line).is_err(), "{line}");
    }
    world.must("settle");
    assert!(world.play("answer text G-07").is_err(), "it begins again");
    world.must("answer 0\nanswer text G-07");
}

#[test]
fn whoever_is_in_a_misfire_is_named_under_a_stop_too() {
    let mut world = out();
    world.must("stop");
    let mut start = world.start_of("misfire", "G-07", None);
    start.roles.retain(|one| !one.role.is(showclear::terms::role::PERFORMER));
    world.ask(showclear::production::Ask::Start(start)).unwrap();
    world.must("answer done\nbind performer performer\nanswer 0");
    assert!(world.standing().starts_with("at wait"), "{}", world.standing());
}
