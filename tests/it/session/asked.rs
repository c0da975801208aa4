//! What a new production asks of whoever takes a gun: said before anybody is in it, kept over an opening, checked by every reader.

use showclear::event::{ContinuesWhy, PeopleRules, PersonTrained};
use showclear::terms::Training;

use super::continuing::continued_with;
use super::*;
use crate::verify::relation::agree;

const BOTH: PeopleRules = PeopleRules { training: true, meeting: true, by: None };

/// A production that asks for both, in which the armorer was trained by somebody from outside and all were at a meeting.
fn asking() -> Set {
    let world = World::new();
    let ports = |writer| world.ports(writer);
    let (mut entropy, control) = (world.clone(), Control::default());
    let plan = Plan { asks: Some(BOTH), ..plan() };
    let mut session = create(&plan, &world, &mut entropy, library(), ports, &control).unwrap();
    session.perform(Command::Ask(Ask::AddItem(gun()))).unwrap();
    let mut set = Set::of(world, session);
    let (person, covers) = (set.armorer, Training::Blanks);
    set.ask(Ask::Train(PersonTrained { person, covers, by: None, until: None }));
    let present: Vec<PersonId> = vec![set.armorer, set.recorder];
    set.ask(Ask::Meet { present, led_by: set.first_ad, after: false });
    set
}

#[test]
fn it_is_the_first_thing_that_is_said_and_stands_after_an_opening() {
    let set = asking();
    let log = set.session.log().unwrap().to_string();
    let files = set.world.lock().files.clone();
    let (_, first) =
        files.iter().find(|(path, _)| path.starts_with(&format!("log/{log}/"))).unwrap();
    let text = String::from_utf8(first.clone()).unwrap();
    let line = text.lines().nth(2).unwrap();
    let said = r#"[{"k":"rules.people","training":true,"meeting":true,"by":null}]"#;
    assert!(line.contains(said), "{line}");
    let world = set.world.clone();
    drop(set);
    let session = open(&world).unwrap();
    let day = session.state().day();
    assert_eq!(day.rules(), Some(&BOTH));
    assert!(session.state().meeting(session.now()).is_some());
    drop(session);
    // A log that goes on from it asks for the same.
    let next = continued_with(&world, ContinuesWhy::NewLaptop, library());
    assert_eq!(next.state().day().rules(), Some(&BOTH));
    let trained = next.state().roster().people().any(|one| !one.trainings.is_empty());
    assert!(trained && next.state().meeting(next.now()).is_some());
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_readers_take_a_bundle_with_training_and_a_meeting() {
    let mut set = asking();
    let zip = set.bundle();
    let files = Files::from_zip(&zip).unwrap();
    let files = files.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    assert_eq!(agree("asked", &files), 0);
}
