//! What is refused, each for its own reason and with its own words: how runs begin, who takes part, waits, and issues.

use showclear::event::{Recorded, Witness};
use showclear::production::{Ask, Start};
use showclear::terms::{PersonId, role};

use super::world::World;

const OPEN: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0";

fn begun(change: impl FnOnce(&World, &mut Start)) -> Result<(), String> {
    let mut world = World::new();
    let mut start = world.start_of("cold-gun-empty", "G-07", None);
    change(&world, &mut start);
    world.ask(Ask::Start(start))
}

fn bound(name: &str, person: PersonId) -> Witness {
    Witness { role: name.parse().unwrap(), person }
}

#[test]
fn a_run_begins_only_with_the_roles_and_inputs_that_its_list_has() {
    assert_eq!(begun(|_, _| ()), Ok(()));
    let twice = begun(|world, start| {
        start.roles.push(bound(role::ARMORER, world.who(role::PROPERTY_MASTER)));
    });
    assert_eq!(twice.unwrap_err(), "armorer is named twice");
    let foreign = begun(|world, start| start.roles.push(bound("medic", world.who(role::STAND_IN))));
    assert_eq!(foreign.unwrap_err(), "this list has no medic");
    let nobody = begun(|_, start| start.roles.retain(|one| !one.role.is(role::FIRST_AD)));
    assert_eq!(nobody.unwrap_err(), "nobody is First AD");
    let stranger = begun(|_, start| start.recorder = PersonId::from_random(4));
    assert_eq!(stranger.unwrap_err(), "the recorder is not among the people of this production");
    let input = begun(|_, start| start.inputs.push(("load".into(), "dummies".into())));
    assert_eq!(input.unwrap_err(), "load is not given or does not fit");
    let doubled =
        begun(|world, start| start.inputs.push(("gun".into(), world.item("G-08").to_string())));
    assert_eq!(doubled.unwrap_err(), "gun is not given or does not fit");
    let card = begun(|_, start| start.recorded = Recorded::After);
    assert_eq!(
        card.unwrap_err(),
        "a run recorded after needs the number of its card; a live run has none"
    );
}

#[test]
fn the_same_person_cannot_fill_two_roles_and_the_recorder_only_writes() {
    let same = begun(|world, start| {
        start.roles = vec![
            bound(role::ARMORER, world.who(role::ARMORER)),
            bound(role::FIRST_AD, world.who(role::ARMORER)),
        ];
    });
    let same = same.unwrap_err();
    assert!(same.contains("First AD and Armorer must be two people"), "{same}");
    let busy = begun(|world, start| start.recorder = world.who(role::FIRST_AD)).unwrap_err();
    assert_eq!(busy, "the recorder only writes; First AD needs somebody else");
}

#[test]
fn a_role_that_names_nobody_else_is_filled_by_those_who_hold_it() {
    let mut world = World::new();
    let mut start = world.start_of("every-kind", "G-07", None);
    let stand_in = world.who(role::STAND_IN);
    for one in start.roles.iter_mut().filter(|one| one.role.is(role::FIRST_AD)) {
        one.person = stand_in;
    }
    assert_eq!(world.ask(Ask::Start(start)).unwrap_err(), "First AD must be a first AD");
}

#[test]
fn whoever_has_an_item_of_the_run_in_hand_or_watches_it_does_not_write() {
    for line in ["move hand_over G-07 armorer recorder", "move hand_over D-1 armorer recorder"] {
        let mut world = World::new();
        world.must(line);
        let told = world.play("start dummies-prove-load G-07").unwrap_err();
        assert!(told.contains("whoever has the item in hand does not write"), "{line}: {told}");
    }
}

#[test]
fn an_item_is_in_one_open_run_at_a_time() {
    let mut world = World::new();
    world.must("start dummies-prove-load G-07");
    for line in [
        "start cold-gun-empty G-07",
        "start dummy-tray-proof D-1",
        "start dummies-prove-load G-08",
        "start cold-gun-empty G-07 card 3",
    ] {
        let told = world.play(line).unwrap_err();
        assert!(told.contains("another run about this item goes on"), "{line}: {told}");
    }
    world.must("start cold-gun-empty G-08");
}

#[test]
fn roles_are_bound_when_needed_by_people_who_may() {
    let mut world = World::new();
    world.must("start dummies-prove-load G-07");
    let mut told = |line: &str| world.play(line).unwrap_err();
    assert_eq!(told("bind medic stand_in"), "there is no such role");
    assert_eq!(told("bind armorer property_master"), "there is no such open role");
    assert_eq!(told("bind first_ad stand_in"), "First AD must be a first AD or first AD's deputy");
    world.must("bind first_ad first_ad\nabandon");
    let run = world.state.runs().next_back().unwrap().id();
    let (role, person) = (role::FIRST_AD.parse().unwrap(), world.who(role::FIRST_AD));
    let ended = world.ask(Ask::Bind { run, role, person });
    assert_eq!(ended.unwrap_err(), "this run is over");
}

#[test]
fn nobody_is_bound_beside_themselves_whichever_role_says_so_nor_the_recorder() {
    // Here the role that is bound later says nothing; the one before it does.
    let list = include_str!("../../corpus/runs/every-kind.ron")
        .replace("every-kind", "one-way")
        .replace("not_same_as: [\"armorer\"], on_call: true", "on_call: true")
        .replace(
            "filled_by: [\"safety_officer\"]",
            "filled_by: [\"armorer\", \"recorder\", \"safety_officer\"]",
        )
        .replace(
            "\"armorer\": Role(title: \"Armorer\", handler: true)",
            "\"armorer\": Role(title: \"Armorer\", handler: true, not_same_as: [\"safety\"])",
        );
    let mut world = World::with(&[("one-way.ron", &list)]);
    world.must("start one-way G-07");
    assert_eq!(
        world.play("bind safety armorer").unwrap_err(),
        "Safety officer and Armorer must be two people"
    );
    assert_eq!(
        world.play("bind safety recorder").unwrap_err(),
        "the recorder only writes; Safety officer needs somebody else"
    );
    world.must("bind safety safety_officer");
}

#[test]
fn while_a_stop_stands_only_those_are_bound_who_settle_it() {
    let mut world = World::new();
    world.must("start every-kind G-07\nanswer 0\nanswer done\nanswer 1");
    world.must("bind safety safety_officer\nsettle");
    let mut world = World::new();
    world.must("start every-kind G-07\nstop");
    assert_eq!(world.play("bind safety safety_officer").unwrap_err(), "a STOP stands");
    let mut world = World::new();
    world.must("start cold-gun-empty G-07\nanswer 0\nanswer text G-08");
    assert_eq!(world.play("bind camera stand_in").unwrap_err(), "a STOP stands");
}

fn waiting(setting: &str) -> World {
    let mut world = World::new();
    world.must(setting);
    world.must("answer 0\nanswer done\nanswer 0\nanswer n 6\nanswer blind 6 6\nanswer text G-07\nanswer text SAMPLE\nanswer 0\nanswer done\nanswer 0\nanswer done");
    assert!(world.standing().starts_with("at wait"), "{}", world.standing());
    world
}

#[test]
fn a_wait_begins_after_the_step_before_it_and_never_in_the_future() {
    let mut world = waiting("start every-kind G-07");
    world.must("pass 100");
    let early = "the step before was answered 100 s ago; the wait cannot have begun before that";
    assert_eq!(world.play("answer waited 300").unwrap_err(), early);
    assert_eq!(world.play("answer waited 18446744073709551").unwrap_err(), early);
    assert_eq!(world.play("answer waited 0").unwrap_err(), "wait 200 s more");
    world.must("pass 200");
    assert_eq!(world.tell("answer waited 300"), "wait/1: waited 300 s");

    // A clock that was set back takes nothing away from what the other one counted, and adds nothing.
    let mut world = waiting("start every-kind G-07");
    world.must("jump -3600\npass 299");
    assert_eq!(world.play("answer done").unwrap_err(), "wait 1 s more");
    world.must("pass 1\nanswer done");
}

#[test]
fn after_another_start_of_the_machine_a_wait_is_a_claim_within_the_wall_clock() {
    let mut world = waiting("start every-kind G-07");
    world.must("pass 400\nreboot\nresume");
    assert_eq!(world.play("answer done").unwrap_err(), "wait 300 s more");
    assert_eq!(
        world.play("answer waited 401").unwrap_err(),
        "the step before was answered 400 s ago; the wait cannot have begun before that"
    );
    assert_eq!(world.tell("answer waited 400"), "wait/1: waited 400 s, as claimed");
}

#[test]
fn a_wait_from_a_card_is_as_the_card_says() {
    let mut world = waiting("start every-kind G-07 card 12");
    assert_eq!(
        world.tell("answer waited 300 at 7200"),
        "wait/1: waited 300 s, as claimed (claimed)"
    );
}

#[test]
fn a_killer_step_over_nothing_is_not_passed_over() {
    let list = include_str!("../../corpus/runs/every-kind.ron")
        .replace("every-kind", "none")
        .replace("min: 1, max: 12", "min: 0, max: 12")
        .replace("Step(id: \"each\",", "Step(id: \"each\", killer: true,")
        .replace(
            "Step(id: \"felt\", by: \"armorer\", kind: Confirm(ask: \"Chamber {n} felt\")),",
            "",
        )
        .replace("Each(over: 2,", "Each(over: \"count\",");
    let mut world = World::with(&[("none.ron", &list)]);
    world.must("start none G-07\nanswer 0\nanswer done\nanswer 0\nanswer n 0\nanswer blind 0 0\nanswer text G-07\nanswer text SAMPLE");
    assert_eq!(world.play("answer 0").unwrap_err(), "how often each is repeated is not known");
    world.must("abandon");
}

#[test]
fn nothing_is_issued_twice_nor_after_its_time_nor_while_it_is_looked_into() {
    let ready = || {
        let mut world = World::new();
        world.must(OPEN);
        world.must("answer blind 6 6\nshow\nanswer done");
        world
    };
    let mut world = ready();
    let told = world.play("issue G-07 G-07").unwrap_err();
    assert_eq!(told, "by the record the giver does not have it");
    world.must("issue G-07");
    assert_eq!(world.play("issue G-07").unwrap_err(), "by the record the giver does not have it");

    let mut world = ready();
    world.must("pass 1200");
    assert_eq!(
        world.play("issue G-07").unwrap_err(),
        "nothing is declared of it: its time was over"
    );

    let mut world = ready();
    world.must("start weapon-intake G-07");
    let told = world.play("issue G-07").unwrap_err();
    assert_eq!(told, "a run about this item goes on, and what it finds is not known yet");
    world.must("abandon\nissue G-07");

    let mut world = ready();
    world.must("setup\nshow G-07 first_ad performer");
    assert_eq!(world.play("issue G-07").unwrap_err(), "nothing is declared of it: a new set-up");

    assert_eq!(ready().play("issue").unwrap_err(), "there is no such item");
}

#[test]
fn a_declaration_that_ran_out_never_comes_back() {
    let mut world = World::new();
    world.must(OPEN);
    world.must("answer blind 6 6");
    assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR");
    world.now.up += 20 * 60_000;
    assert_eq!(
        world.words("G-07"),
        "UNVERIFIED",
        "its time is over by one clock alone, without any event"
    );
    world.jump(-60 * 60_000);
    assert_eq!(world.words("G-07"), "UNVERIFIED", "a clock set back revives nothing");
    let told = world.tell("stop");
    assert!(
        told.starts_with("G-07 ends (time) · STOP"),
        "the next line, whatever it is, begins with the lapse: {told}"
    );
}

#[test]
fn whatever_is_typed_a_run_is_given_up() {
    for why in ["", " ", "two\nlines", &"long ".repeat(40_000)] {
        let mut world = World::new();
        world.must(OPEN);
        let run = world.run().unwrap();
        let given_up =
            showclear::production::Happened::Abandoned { run, why: Some(why.to_owned()) };
        assert!(world.happened(given_up));
        assert!(world.run().is_none());
    }
}

#[test]
fn a_misfire_gives_up_the_run_about_its_gun_and_no_other_list_does() {
    let mut world = World::new();
    world.must("start cold-gun-empty G-07\nanswer 0");
    assert!(world.tell("start cold-gun-empty G-07").contains("another run"));
    world.must("start cold-gun-empty G-08\nanswer 0\nstop");
    assert!(world.tell("start re-show G-07").contains("a STOP stands"));
    assert!(world.tell("start blank-load-fire G-07").contains("a STOP stands"));
    let told = world.tell("start misfire G-07");
    assert!(told.contains("run abandoned \u{b7} begun \u{b7} G-07 is misfire_hold"), "{told}");
    let open = world.state.runs().filter(|run| run.is_open());
    let about: Vec<_> = open.filter_map(|run| run.started().item).collect();
    assert_eq!(about, [world.item("G-08"), world.item("G-07")], "the other gun's run goes on");

    // A card gives nothing up: it tells what was. The gun is held, for nothing newer is known of it.
    let mut world = World::new();
    world.must("start cold-gun-empty G-07\nanswer 0");
    assert!(world.tell("start misfire G-07 card 4").contains("another run"));
    world.must("abandon\nstart misfire G-07 card 4");
    assert_eq!(world.words("G-07"), "MISFIRE HOLD");
}

#[test]
fn under_a_stop_a_list_goes_on_that_neither_declares_nor_lets_anything_out_of_hand() {
    let world = World::new();
    let lists = world.library.offered(false);
    let calm = lists.filter(|list| list.goes_on_under_stop()).map(|list| list.id.to_string());
    let calm: std::collections::BTreeSet<String> = calm.collect();
    for (list, goes_on) in [
        ("misfire", true),
        ("stop-concern", true),
        ("blank-after-take", true),
        ("cold-gun-empty", false),
        ("re-show", false),
        ("blank-load-fire", false),
        ("rubber-out", false),
    ] {
        assert_eq!(calm.contains(list), goes_on, "{list}");
    }
}
