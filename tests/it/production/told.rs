//! Training and the safety meeting: where a production asks for them, nobody is handed a gun without, and what happened is
//! recorded all the same.

use showclear::custody::What;
use showclear::event::{PeopleRules, PersonTrained};
use showclear::production::{Ask, Happened, Moved};
use showclear::terms::{Act, Breach, PersonId, Training, UtcMillis, role};

use super::world::World;

const CLEAR: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nshow";
const HOUR: u64 = 3_600_000;

fn rules(world: &mut World, training: bool, meeting: bool) -> Result<(), String> {
    let by = Some(world.who(role::ARMORER));
    world.ask(Ask::SetPeopleRules(PeopleRules { training, meeting, by }))
}

fn train(world: &mut World, covers: Training, until: Option<UtcMillis>) -> Result<(), String> {
    let (person, by) = (world.who(role::PERFORMER), Some(world.who(role::ARMORER)));
    world.ask(Ask::Train(PersonTrained { person, covers, by, until }))
}

fn meet(world: &mut World, roles: &[&str], after: bool) -> Result<(), String> {
    let present = roles.iter().map(|role| world.who(role)).collect();
    let led_by = world.who(role::FIRST_AD);
    world.ask(Ask::Meet { present, led_by, after })
}

/// The gun shown clear, in a production that asks for both.
fn asking() -> World {
    let mut world = World::new();
    rules(&mut world, true, true).unwrap();
    world.must(CLEAR);
    world
}

const UNTRAINED: &str =
    "no training in handling guns is recorded, or it is over, of somebody who would have it";
const NO_MEETING: &str = "no safety meeting is recorded today";
const ABSENT: &str = "somebody who would have it was not at the safety meeting of the day";

#[test]
fn a_production_without_the_line_asks_for_nothing() {
    let mut world = World::new();
    world.must(CLEAR);
    assert_eq!(world.play("issue G-07"), Ok(true));
}

#[test]
fn nobody_untrained_or_absent_is_handed_a_gun() {
    let mut world = asking();
    assert_eq!(world.play("issue G-07"), Err(format!("{UNTRAINED}; {NO_MEETING}")));
    meet(&mut world, &[role::ARMORER, role::RECORDER], false).unwrap();
    assert_eq!(world.play("issue G-07"), Err(format!("{UNTRAINED}; {ABSENT}")));
    train(&mut world, Training::Handling, None).unwrap();
    assert_eq!(world.play("issue G-07"), Err(ABSENT.to_owned()));
    meet(&mut world, &[role::PERFORMER], true).unwrap();
    assert_eq!(world.play("issue G-07"), Ok(true));
    world.replays();
}

#[test]
fn another_meeting_takes_the_place_of_the_one_before() {
    let mut world = World::new();
    rules(&mut world, false, true).unwrap();
    world.must(CLEAR);
    meet(&mut world, &[role::PERFORMER, role::RECORDER], false).unwrap();
    assert_eq!(world.clone().play("issue G-07"), Ok(true));
    meet(&mut world, &[role::RECORDER], false).unwrap();
    assert_eq!(
        world.play("issue G-07"),
        Err(ABSENT.to_owned()),
        "ticked by mistake, and put right"
    );
    meet(&mut world, &[role::PERFORMER], true).unwrap();
    assert_eq!(world.play("issue G-07"), Ok(true));
    world.replays();
}

#[test]
fn each_of_the_two_is_asked_for_alone() {
    let mut world = World::new();
    rules(&mut world, false, true).unwrap();
    world.must(CLEAR);
    assert_eq!(world.play("issue G-07"), Err(NO_MEETING.to_owned()));
    rules(&mut world, true, false).unwrap();
    assert_eq!(world.play("issue G-07"), Err(UNTRAINED.to_owned()));
    rules(&mut world, false, false).unwrap();
    assert_eq!(world.play("issue G-07"), Ok(true));
}

#[test]
fn everybody_of_the_action_counts_and_not_the_taker_alone() {
    let mut world = asking();
    train(&mut world, Training::Blanks, None).unwrap();
    meet(&mut world, &[role::PERFORMER], false).unwrap();
    let (from, performer) = (world.who(role::ARMORER), world.who(role::PERFORMER));
    let double = PersonId::from_random(77);
    let items = vec![world.item("G-07")];
    let action = vec![performer, double];
    let refused = world.ask(Ask::Issue { items, from, action }).unwrap_err();
    assert!(refused.contains(UNTRAINED) && refused.contains(ABSENT), "{refused}");
}

#[test]
fn training_that_is_over_does_not_count_and_the_same_sort_replaces_it() {
    let mut world = asking();
    meet(&mut world, &[role::PERFORMER], false).unwrap();
    let until = world.now.wall.plus(60_000);
    train(&mut world, Training::Handling, Some(until)).unwrap();
    let mut before = world.clone();
    before.pass(59_000);
    assert_eq!(before.play("issue G-07"), Ok(true));
    world.pass(60_000);
    assert_eq!(world.play("issue G-07"), Err(UNTRAINED.to_owned()));
    train(&mut world, Training::Handling, None).unwrap();
    assert_eq!(world.play("issue G-07"), Ok(true));
}

#[test]
fn a_meeting_counts_for_its_day_and_past_midnight_for_twelve_hours() {
    let day = |world: &mut World, hours: u64| {
        world.pass(hours * HOUR);
        let now = world.now.clone();
        world.state.meeting(&now).is_some()
    };
    // Where the morning of a day is by the clocks here.
    let mut world = asking();
    let hour = world.now.wall.clock(world.state.offset());
    let hour: u64 = hour.split(':').next().unwrap().parse().unwrap();
    world.pass((24 - hour) * HOUR);
    let midnight = world;
    for (held, later, counts) in [
        (1, 0, true),
        (1, 21, true),
        (1, 23, false),
        (18, 8, true),
        (18, 11, true),
        (18, 12, false),
        (0, 24, false),
    ] {
        let mut world = midnight.clone();
        world.pass(held * HOUR);
        meet(&mut world, &[role::PERFORMER], false).unwrap();
        assert_eq!(day(&mut world, later), counts, "held at {held}, {later} hours later");
    }
}

#[test]
fn a_clock_that_is_set_back_makes_no_meeting_of_yesterday_one_of_today() {
    let mut world = asking();
    meet(&mut world, &[role::PERFORMER], false).unwrap();
    world.pass(25 * HOUR);
    world.jump(-i64::try_from(25 * HOUR).unwrap());
    let now = world.now.clone();
    assert_eq!(world.state.meeting(&now), None);
    // Over a new start of the machine only that clock can tell, and one that runs back tells nothing.
    let mut world = asking();
    world.jump(i64::try_from(2 * HOUR).unwrap());
    meet(&mut world, &[role::PERFORMER], false).unwrap();
    world.jump(-i64::try_from(2 * HOUR).unwrap());
    world.reboot();
    let now = world.now.clone();
    assert_eq!(world.state.meeting(&now), None);
}

#[test]
fn what_happened_all_the_same_is_a_breach_and_what_makes_safe_is_none() {
    let mut world = asking();
    let (armorer, performer) = (world.who(role::ARMORER), world.who(role::PERFORMER));
    let item = world.item("G-07");
    let breach = |world: &mut World, moved: Moved| {
        assert!(world.happened(Happened::Moved(vec![moved])));
        let history = &world.state.book().item(item).unwrap().history;
        let mut moves = history.iter().rev().filter_map(|past| {
            if let What::Moved { breach, .. } = &past.what { Some(*breach) } else { None }
        });
        moves.next().unwrap()
    };
    // From a card of another time nothing is known of who was where.
    let mut card = world.clone();
    let from_card =
        Moved { card: Some(3), ..Moved::plain(item, Act::Issue, Some(armorer), Some(performer)) };
    assert_eq!(breach(&mut card, from_card), None);
    let given = Moved::plain(item, Act::Issue, Some(armorer), Some(performer));
    assert_eq!(breach(&mut world, given), Some(Breach::OutsideAction));
    for act in Act::ALL.iter().filter(|act| act.is_never_refused()) {
        let moved = Moved::plain(item, *act, None, Some(armorer));
        assert_eq!(breach(&mut world, moved), None, "{act:?}");
    }
    world.replays();
}

#[test]
fn a_line_that_issues_in_silence_against_it_is_found_by_the_audit() {
    let mut world = asking();
    let mut free = World::new();
    free.must(CLEAR);
    assert_eq!(free.play("issue G-07"), Ok(true));
    let entry = free.entries.last().unwrap().clone();
    let faults = world.state.audit(&entry, world.state.size());
    assert!(faults.iter().any(|one| one.to_string().contains(NO_MEETING)), "{faults:?}");
    train(&mut world, Training::Handling, None).unwrap();
    meet(&mut world, &[role::PERFORMER], false).unwrap();
    let faults = world.state.audit(&entry, world.state.size());
    assert!(!faults.iter().any(|one| one.to_string().contains(NO_MEETING)), "{faults:?}");
}

#[test]
fn who_leads_trains_and_decides_is_somebody_who_may() {
    let mut world = World::new();
    let (armorer, performer) = (world.who(role::ARMORER), world.who(role::PERFORMER));
    let meeting = |led_by, present, after| Ask::Meet { present, led_by, after };
    let cases = [
        (meeting(performer, vec![armorer], false), "whoever led it"),
        (meeting(armorer, Vec::new(), false), "nobody is named"),
        (meeting(armorer, vec![PersonId::from_random(77)], false), "no such person"),
        (meeting(armorer, vec![performer], true), "nobody can have been briefed after it"),
    ];
    let trained = |by| {
        let (person, covers) = (armorer, Training::Blanks);
        Ask::Train(PersonTrained { person, covers, by, until: None })
    };
    let said = |by| Ask::SetPeopleRules(PeopleRules { training: true, meeting: true, by });
    let more = [
        (trained(Some(performer)), "whoever trained them"),
        (trained(Some(armorer)), "whoever trained them"),
        (said(Some(performer)), "by those who answer for it"),
        (said(None), "by those who answer for it"),
    ];
    for (ask, why) in cases.into_iter().chain(more) {
        let refused = world.ask(ask.clone()).unwrap_err();
        assert!(refused.contains(why), "{ask:?}: {refused}");
    }
    world.ask(trained(None)).unwrap();
    world.ask(said(Some(armorer))).unwrap();
    let refused = world.ask(said(Some(armorer))).unwrap_err();
    assert!(refused.contains("already"), "{refused}");
}
