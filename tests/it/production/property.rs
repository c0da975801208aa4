//! The state and its decisions under whatever people may do, in any order, on any clock: nothing that happened is refused,
//! nothing that is decided fails to apply, and what is in force was earned.
//!
//! What holds after every line is checked where every line is made, in `world`; here is what is done, and what each sort of
//! thing that happens must come to.

use proptest::prelude::*;
use showclear::event::{Shown, is_over};
use showclear::platform::SHIPPED;
use showclear::production::{Ask, Happened, Moved, Prepare, Signing};
use showclear::run::{Answer, FaceKind, Run, Sealed};
use showclear::terms::{Act, Breach, ItemId, ItemKind, PersonId, Place, RunId, UtcMillis, role};

use super::world::World;

const TAGS: [&str; 5] = ["G-07", "G-08", "P-03", "R-07", "D-1"];

/// Four numbers that choose what is done and how.
#[derive(Clone, Copy, Debug)]
struct Dice {
    act: u8,
    a: u8,
    b: u8,
    c: u8,
}

impl Dice {
    fn of<T: Copy>(number: u8, all: &[T]) -> T {
        *all.get(usize::from(number) % all.len()).unwrap()
    }
}

/// Something happened that is always recorded.
#[track_caller]
fn must_record(world: &mut World, happened: Happened) {
    let what = format!("{happened:?}");
    assert!(world.happened(happened), "{what} was not recorded");
}

/// Something happened that may leave nothing to record; only where nothing changes is nothing recorded.
#[track_caller]
fn may_record(world: &mut World, happened: Happened, changes: bool) {
    let over = world.state.pending().is_some_and(|one| is_over(one.at.up, world.now.up));
    let lapsed = !world.state.book().lapsed(&world.now).is_empty();
    let what = format!("{happened:?}");
    let recorded = world.happened(happened);
    assert_eq!(recorded, changes || lapsed || over, "{what}: {changes}, {lapsed}, {over}");
}

fn awaits(world: &World) -> bool {
    world.state.runs().filter(|run| run.is_open()).any(|run| {
        world.state.awaits_signing(run.id(), &world.library, &world.names, &world.now).is_some()
    })
}

fn in_force(world: &World, kinds: impl Fn(ItemKind) -> bool) -> bool {
    let book = world.state.book();
    book.declared(&world.now).any(|item| book.item(item).is_some_and(|one| kinds(one.kind)))
}

fn subject(world: &World, run: RunId) -> (String, i64) {
    let item = world.state.run(run).and_then(|run| run.started().item).unwrap();
    let item = world.state.book().item(item).unwrap();
    let chambers =
        if item.kind == ItemKind::Pistol { 1 } else { i64::from(item.capacity.unwrap_or(0)) };
    (item.tag.clone(), chambers)
}

/// Answers the step that the newest open run stands at; small numbers choose well.
fn answer(world: &mut World, said: u8, claimed: Option<UtcMillis>) -> Result<(), String> {
    let run = world.run().ok_or("no run")?;
    let face = world.face(run).ok_or("no step")?;
    let which = usize::from(said);
    let (tag, right) = subject(world, run);
    let count = match said {
        0..200 if face.words.contains("Rounds") => 0,
        0..200 => right,
        _ => i64::from(said) % 8,
    };
    let answer = match &face.kind {
        FaceKind::Say { .. } | FaceKind::Confirm | FaceKind::Custody { .. } => Answer::Done,
        FaceKind::Challenge { replies, .. } => Answer::Choice(which % replies.len()),
        FaceKind::Choose { of } => Answer::Choice(if said < 200 { 0 } else { which % of.len() }),
        FaceKind::Count { .. } => Answer::Number(count),
        FaceKind::Blind { .. } => {
            Answer::Blind(Sealed::new(count), Sealed::new(if said > 250 { 0 } else { count }))
        }
        FaceKind::Match { offered } if said > 220 => {
            Answer::Text(offered.get(which % offered.len()).unwrap().clone())
        }
        FaceKind::Match { .. } => Answer::Text(tag),
        FaceKind::Text { .. } => Answer::Text("SAMPLE 12".into()),
        FaceKind::Wait { .. } if said < 100 => Answer::Done,
        FaceKind::Wait { lasts, .. } => Answer::Waited(lasts + u64::from(said)),
        FaceKind::Show { .. } => Answer::ShownToAll,
        FaceKind::Sign { .. } => Answer::Witnessed,
    };
    world.ask(Ask::Answer { run, step: face.step, answer, at: claimed })
}

fn moved(world: &mut World, item: ItemId, dice: Dice) {
    let people = world.people();
    let somebody = |n: u8| people.get(usize::from(n) % (people.len() + 1)).copied();
    let breach = (dice.c > 200).then(|| Dice::of(dice.c, Breach::ALL));
    let card = (dice.c % 16 == 1).then_some(u32::from(dice.c));
    let ago = i64::from(dice.b) * 1_000;
    let moved = Moved {
        breach,
        place: (dice.c % 32 == 7).then(|| Dice::of(dice.b, Place::ALL)),
        watch: somebody(dice.c / 3),
        card,
        at: card.map(|_| UtcMillis::new(world.now.wall.millis() - ago)),
        ..Moved::plain(item, Dice::of(dice.b, Act::ALL), somebody(dice.b), somebody(dice.c))
    };
    must_record(world, Happened::Moved(vec![moved]));
}

fn shown(world: &mut World, item: ItemId, dice: Dice) {
    let to = [role::FIRST_AD, role::PERFORMER, role::STAND_IN].map(|name| world.shown(name));
    let mut to: Vec<Shown> = to.to_vec();
    to.extend((dice.c % 8 == 1).then(|| world.shown(role::CAMERA)));
    let by = world.who(role::ARMORER);
    let card = (dice.c % 16 == 2).then_some(12);
    must_record(world, Happened::Shown { items: vec![item], by, to, card });
}

fn statement(world: &mut World, run: Option<RunId>, dice: Dice) {
    let person = world.who(Dice::of(dice.b, &[role::ARMORER, role::FIRST_AD, role::PERFORMER]));
    let what = match (dice.c % 4, run) {
        (0..2, Some(run)) => Prepare::Signoff { run },
        (2, _) => Prepare::Sheet { person, struck: Vec::new() },
        (_, _) => Prepare::Roster,
    };
    let _may_be_refused = world.ask(Ask::Prepare(what));
}

fn given_up(world: &mut World, run: RunId) {
    let answered = world.state.run(run).unwrap();
    let live = !answered.is_recorded_after() && !answered.given().is_empty();
    let inputs = answered.started().inputs.clone();
    must_record(world, Happened::Abandoned { run, why: None });
    assert!(!world.state.run(run).unwrap().is_open());
    for item in inputs.iter().filter_map(|input| input.value.parse::<ItemId>().ok()) {
        let item = world.state.book().item(item).unwrap();
        assert!(!live || (item.in_force(&world.now).is_none() && !item.unbroken), "{}", item.tag);
    }
    // Giving it up again changes nothing.
    may_record(world, Happened::Abandoned { run, why: None }, false);
}

fn act(world: &mut World, dice: Dice) {
    let Dice { act, a, b, c } = dice;
    let tag = Dice::of(a, &TAGS);
    let item = world.item(tag);
    let open = world.run();
    match act % 28 {
        0..3 => {
            let (list, _) = Dice::of(b, SHIPPED);
            let list = if c == 255 { "every-kind" } else { list.trim_end_matches(".ron") };
            let card = (c % 8 == 1).then_some(7);
            let start = world.start_of(list, tag, card);
            let _may_be_refused = world.ask(Ask::Start(start));
        }
        3..10 => {
            world.opened = (b > 128).then(|| world.now.clone());
            world.pass(u64::from(b) * 20);
            let ago = i64::from(b) * 60_000;
            let claimed = UtcMillis::new(world.now.wall.millis() - ago);
            let _may_be_refused = answer(world, c, (b % 3 == 0).then_some(claimed));
        }
        10..12 => moved(world, item, dice),
        12..14 => shown(world, item, dice),
        14 => {
            let (from, action) = (world.who(role::ARMORER), vec![world.who(role::PERFORMER)]);
            let items = if c > 200 { vec![item, item] } else { vec![item] };
            let _may_be_refused = world.ask(Ask::Issue { items, from, action });
        }
        15 => {
            let by = world.people().get(usize::from(b)).copied();
            let about = (c > 100).then_some(item);
            must_record(world, Happened::Stop { by, item: about });
        }
        16 => {
            if world.state.is_stopped() {
                world.must("settle");
            }
        }
        17 => {
            let changes = awaits(world) || in_force(world, |kind| !kind.is_look_alike());
            may_record(world, Happened::NewSetUp, changes);
        }
        18 => {
            let changes = awaits(world) || in_force(world, |_| true);
            may_record(world, Happened::Break, changes);
        }
        19 => {
            let Some(run) = open else { return };
            match c % 4 {
                0 => given_up(world, run),
                1 => {
                    let going = world.state.run(run).unwrap().held().is_none();
                    may_record(world, Happened::Held { run }, going);
                }
                _ => {
                    let _may_be_refused = world.ask(Ask::Resume { run });
                }
            }
        }
        20 => {
            let millis = (i64::from(c) - 128) * 60_000;
            world.jump(millis);
            must_record(world, Happened::ClockJumped { wall_ms: millis });
        }
        21 => {
            if c > 128 {
                world.reboot();
            } else {
                must_record(world, Happened::Closed);
                world.open();
            }
        }
        22 => statement(world, open, dice),
        23 | 24 => {
            let _may_be_refused = world.sign_one();
        }
        25 => {
            let Some(pending) = world.state.pending() else { return };
            let (statement, person) = (pending.statement, world.people().first().copied());
            let _may_be_refused = match person.filter(|_| c > 128) {
                Some(person) => world.ask(Ask::Decline { statement, person }),
                None => world.ask(Ask::Cancel { statement }),
            };
        }
        26 => {
            let Some(run) = open else { return };
            let people: Vec<PersonId> = world.people();
            let role = Dice::of(b, &[role::FIRST_AD, role::SAFETY_OFFICER, role::CAMERA]);
            let person = Dice::of(c, &people);
            let _may_be_refused = world.ask(Ask::Bind { run, role: role.parse().unwrap(), person });
        }
        _ => {
            world.signing = if c > 100 { Signing::AtTheMoment } else { Signing::Sheet };
        }
    }
}

/// What is in force rests on a run with standing answers that was not given up.
fn earned(world: &World) -> Result<(), TestCaseError> {
    for item in world.state.book().items() {
        let Some(run) = item.in_force(&world.now).and_then(|one| one.run) else { continue };
        let run: &Run = world.state.run(run).unwrap();
        prop_assert!(run.standing().next().is_some(), "{}: rests on nothing", item.tag);
        prop_assert!(!run.is_recorded_after(), "{}: rests on a card", item.tag);
        prop_assert!(
            run.ended() != Some(showclear::event::RunEndedHow::Abandoned),
            "{}: rests on a run that was given up",
            item.tag
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_do_is_one_line_that_applies_and_replays(
        acts in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), 0_u32..300_000, 0_u8..40), 1..120),
    ) {
        let mut world = World::new();
        for (act_, a, b, c, millis, back) in acts {
            world.pass(u64::from(millis));
            if back == 0 {
                world.jump(-60_000);
            }
            act(&mut world, Dice { act: act_, a, b, c });
            earned(&world)?;
        }
        world.replays();
    }
}

/// The property would be worth nothing if what it draws never came to anything.
#[test]
fn what_is_drawn_comes_to_something() {
    use proptest::strategy::ValueTree as _;
    use showclear::event::Event;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let draws = prop::collection::vec(
        (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), 0_u32..300_000),
        400..401,
    );
    let mut kinds = std::collections::BTreeMap::new();
    for _ in 0..24 {
        let mut world = World::new();
        for (act_, a, b, c, millis) in draws.new_tree(&mut runner).unwrap().current() {
            world.pass(u64::from(millis));
            act(&mut world, Dice { act: act_, a, b, c });
        }
        for event in world.entries.iter().flat_map(|entry| entry.events()) {
            let value = serde_json::to_value(event).unwrap();
            let mut kind = value["k"].as_str().unwrap().to_owned();
            if let Event::ItemDeclared(declared) = event
                && declared.statement.is_some()
            {
                kind.push_str(", signed");
            }
            *kinds.entry(kind).or_insert(0_u32) += 1;
        }
    }
    for wanted in [
        "item.declared",
        "item.declared, signed",
        "item.shown",
        "item.moved",
        "item.condition",
        "item.unverified",
        "run.started",
        "run.role",
        "run.answered",
        "run.passed",
        "run.withdrawn",
        "run.interrupted",
        "run.resumed",
        "run.ended",
        "stop.raised",
        "stop.settled",
        "statement.prepared",
        "statement.signed",
        "statement.completed",
        "statement.refused",
        "statement.voided",
        "log.clock_jump",
        "log.closed",
    ] {
        assert!(kinds.contains_key(wanted), "{wanted} never came up in {kinds:?}");
    }
}
