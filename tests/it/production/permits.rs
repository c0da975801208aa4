//! Permits in date: one that is over withholds giving a gun out, and refuses nothing that makes things safer.

use showclear::production::{Ask, Happened, Moved};
use showclear::terms::{Act, Breach, UtcMillis, role};

use super::world::World;

const CLEAR: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nshow";

/// The gun shown clear, and a permit of the armorer's that is over so many seconds from now.
fn with_permit(seconds: Option<i64>) -> World {
    let mut world = World::new();
    world.must(CLEAR);
    let until = seconds.map(|s| UtcMillis::new(world.now.wall.millis() + s * 1_000));
    let person = world.who(role::ARMORER);
    world.ask(Ask::SetPermit { person, permit: "firearms on set".into(), until }).unwrap();
    world
}

#[test]
fn a_permit_that_is_over_withholds_the_issue_from_that_very_moment_on() {
    let issue = |world: &mut World| world.play("issue G-07");
    assert_eq!(issue(&mut with_permit(None)), Ok(true));
    let mut world = with_permit(Some(60));
    let mut before = world.clone();
    before.pass(59_000);
    assert_eq!(issue(&mut before), Ok(true));
    world.pass(60_000);
    assert_eq!(issue(&mut world), Err("the giver's permit is over".to_owned()));
    // One entered that is over already withholds too.
    assert!(issue(&mut with_permit(Some(-60))).is_err());
}

#[test]
fn the_same_words_replace_a_permit_and_other_words_do_not() {
    let mut world = with_permit(Some(-60));
    let person = world.who(role::ARMORER);
    let permit = |words: &str| Ask::SetPermit { person, permit: words.into(), until: None };
    world.ask(permit("pyrotechnics")).unwrap();
    assert!(world.play("issue G-07").is_err());
    world.ask(permit("firearms on set")).unwrap();
    assert_eq!(world.play("issue G-07"), Ok(true));
    let stranger = showclear::terms::PersonId::from_random(4);
    let ask = Ask::SetPermit { person: stranger, permit: "x".into(), until: None };
    world.ask(ask).unwrap_err();
    world.ask(permit("  ")).unwrap_err();
    world.replays();
}

#[test]
fn what_was_given_all_the_same_is_recorded_and_what_makes_safe_is_no_breach() {
    let mut world = with_permit(Some(-60));
    let (armorer, performer) = (world.who(role::ARMORER), world.who(role::PERFORMER));
    let item = world.item("G-07");
    let breach = |world: &mut World, act, from, to| {
        assert!(world.happened(Happened::Moved(vec![Moved::plain(item, act, from, to)])));
        let history = &world.state.book().item(item).unwrap().history;
        history.iter().rev().find_map(|past| {
            if let showclear::custody::What::Moved { breach, .. } = &past.what {
                Some(*breach)
            } else {
                None
            }
        })
    };
    let told = breach(&mut world, Act::Issue, Some(armorer), Some(performer));
    assert_eq!(told, Some(Some(Breach::NotHandler)));
    for act in Act::ALL.iter().filter(|act| act.is_never_refused()) {
        assert_eq!(breach(&mut world, *act, None, Some(armorer)), Some(None), "{act:?}");
    }
}
