//! Whatever is told, in whatever order: it is recorded and it applies, and what is in force was earned.

use proptest::prelude::*;
use showclear::terms::{Breach, Place, State, UnverifiedWhy};

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Act(Happened, bool),
    Declare(ItemId, Condition),
    Show(ItemId),
    Condition(ItemId, Condition),
    EndAll(UnverifiedWhy),
    Stop,
    Lapse,
}

fn somebody() -> impl Strategy<Value = Option<Party>> {
    let all = [handler(), other_handler(), performer(), partner(), extra(), first_ad(), stranger()];
    proptest::option::weighted(0.9, proptest::sample::select(all.to_vec()))
}

fn item() -> impl Strategy<Value = ItemId> {
    proptest::sample::select(vec![gun(), gun(), rubber(), unknown()])
}

prop_compose! {
    fn act()(
        item in item(),
        act in proptest::sample::select(Act::ALL),
        (from, to, watch) in (somebody(), somebody(), somebody()),
        place in proptest::option::weighted(0.1, proptest::sample::select(Place::ALL)),
        action in proptest::collection::vec(somebody(), 0..3),
        reported in proptest::option::weighted(0.1, proptest::sample::select(Breach::ALL)),
        card in proptest::option::weighted(0.1, 1..99_u32),
        claimed in proptest::option::weighted(0.5, 0..100_u64),
    ) -> Happened {
        Happened {
            from,
            to,
            watch,
            place,
            store: Some(store()),
            action: action.into_iter().flatten().collect(),
            reported,
            card,
            at: card.and(claimed).map(|minutes| at(minutes * MINUTE).wall),
            ..Happened::new(item, act)
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let known = proptest::sample::select(vec![gun(), rubber()]);
    let condition = proptest::sample::select(Condition::ALL);
    prop_oneof![
        8 => (act(), any::<bool>()).prop_map(|(what, stopped)| Step::Act(what, stopped)),
        3 => (known.clone(), condition.clone()).prop_map(|(item, one)| Step::Declare(item, one)),
        2 => known.prop_map(Step::Show),
        1 => (item(), condition).prop_map(|(item, one)| Step::Condition(item, one)),
        1 => proptest::sample::select(UnverifiedWhy::ALL).prop_map(Step::EndAll),
        1 => Just(Step::Stop),
        1 => Just(Step::Lapse),
    ]
}

proptest! {
    #[test]
    fn whatever_is_told_is_recorded_and_applies(
        steps in proptest::collection::vec((step(), 0..4_u64), 0..40),
    ) {
        let mut desk = Desk::new();
        let mut log = Vec::new();
        let mut minutes = 0;
        for (step, later) in steps {
            minutes += later;
            let now = minutes * MINUTE;
            let stamp = at(now);
            let events = match &step {
                Step::Act(what, stopped) => desk.book.note(what, *stopped, &stamp),
                Step::Declare(item, one) => {
                    vec![Event::ItemDeclared(declared(*item, *one, now))]
                }
                Step::Show(item) => vec![shown_to_all(*item)],
                Step::Condition(item, one) => {
                    desk.book.note_condition(*item, &State::plain(*one), "told")
                }
                Step::EndAll(why) => desk.book.end_all(*why, &stamp),
                Step::Stop => desk.book.stop(None, &stamp),
                Step::Lapse => desk.book.lapses(&stamp),
            };
            let before = desk.clone();
            desk.enter(&events, now);
            log.push((events.clone(), now));
            match step {
                Step::Act(what, _) => check_act(&before, &desk, &what, &events, &stamp)?,
                Step::Stop => prop_assert_eq!(desk.book.declared(&stamp).count(), 0),
                Step::Lapse => prop_assert!(desk.book.lapsed(&stamp).is_empty()),
                Step::Declare(..) | Step::Show(_) | Step::Condition(..) | Step::EndAll(_) => {}
            }
        }
        let mut again = Desk::new();
        for (events, now) in &log {
            again.enter(events, *now);
        }
        prop_assert_eq!(again.book, desk.book);
    }
}

fn check_act(
    before: &Desk,
    after: &Desk,
    what: &Happened,
    events: &[Event],
    now: &Stamp,
) -> Result<(), TestCaseError> {
    let Some(Event::ItemMoved(moved)) = events.first() else {
        return Err(TestCaseError::fail("an act begins with its move"));
    };
    prop_assert_eq!((moved.item, moved.act), (what.item, what.act));
    prop_assert_eq!(what.reported.or(moved.breach), moved.breach);
    let Some(item) = after.book.item(what.item) else {
        prop_assert!(moved.breach.is_some(), "unknown items are a breach");
        return Ok(());
    };
    let was = before.book.item(what.item).unwrap();
    prop_assert!(item.in_force(now).is_none() || was.in_force(now).is_some(), "nothing begins");
    let live = what.card.is_none();
    prop_assert!(!(live && moved.breach.is_some()) || item.in_force(now).is_none());
    prop_assert!(!item.unbroken || was.unbroken);
    // A gun of which something is in force is with a handler or with its action.
    if live && was.in_force(now).is_some() && item.in_force(now).is_some() && item.kind.is_gun() {
        prop_assert!(!item.action_people.is_empty(), "{:?}", moved);
    }
    Ok(())
}
