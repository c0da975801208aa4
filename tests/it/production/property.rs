//! The state and its decisions under whatever people may do, in any order, on any clock: nothing that happened is refused,
//! nothing that is decided fails to apply, and what is in force was earned.
//!
//! What holds after every line is checked where every line is made, in `world`; what each sort of thing that happens must
//! come to, where it is done, in `people`.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use showclear::checklist::Step;
use showclear::event::{Entry, Event, RunEndedHow};
use showclear::run::Run;

use super::people::{Dice, act};
use super::world::World;

/// What is in force rests on a run with standing answers that was not given up.
pub(super) fn earned(world: &World) -> Result<(), TestCaseError> {
    for item in world.state.book().items() {
        let Some(run) = item.in_force(&world.now).and_then(|one| one.run) else { continue };
        let run: &Run = world.state.run(run).unwrap();
        prop_assert!(run.standing().next().is_some(), "{}: rests on nothing", item.tag);
        prop_assert!(!run.is_recorded_after(), "{}: rests on a card", item.tag);
        prop_assert!(
            run.ended() != Some(RunEndedHow::Abandoned),
            "{}: rests on a run that was given up",
            item.tag
        );
        let list = world.library.of(run).unwrap();
        let standing = |step: &Step| run.standing().find(|given| given.said.step.is_in(&step.path));
        let declared = list.steps.iter().rposition(|step| {
            let last = run.standing().rfind(|given| given.said.step.is_in(&step.path));
            step.declares.is_some() && last.is_some_and(|given| run.declared_at(&given.said.step))
        });
        prop_assert!(declared.is_some(), "{}: no standing answer declared it", item.tag);
        for step in list.steps.iter().take(declared.unwrap() + 1).filter(|step| step.killer) {
            prop_assert!(
                standing(step).is_some() || run.is_passed(&step.path),
                "{}: nobody answered {}",
                item.tag,
                step.path
            );
        }
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
    let mut runner = TestRunner::deterministic();
    let draws = prop::collection::vec(
        (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), 0_u32..300_000),
        400..401,
    );
    let mut kinds = BTreeMap::new();
    for _ in 0..40 {
        let mut world = World::new();
        for (act_, a, b, c, millis) in draws.new_tree(&mut runner).unwrap().current() {
            world.pass(u64::from(millis));
            act(&mut world, Dice { act: act_, a, b, c });
        }
        for event in world.entries.iter().flat_map(Entry::events) {
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
        "run.parts",
        "run.drawn",
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
        "person.trained",
        "meeting.held",
        "rules.people",
    ] {
        assert!(kinds.contains_key(wanted), "{wanted} never came up in {kinds:?}");
    }
}
