//! What the production goes by: kept as it was said, filled in only where nobody said anything, counted on once recorded.

use std::io::ErrorKind;

use showclear::production::{SetUp, Signing};
use showclear::session::Situation;
use showclear::terms::PersonId;

use super::*;

/// The sample opened on a laptop that has kept `situation` for it.
fn kept(situation: impl FnOnce(&Session) -> Situation) -> (World, Window) {
    let (world, session) = sample();
    let situation = situation(&session);
    let production = session.state().created().unwrap().production;
    let mut laptop = Laptop::new(Some(session));
    laptop.settings.set_situation(production, situation);
    (world, at_board(over(laptop)))
}

fn first(session: &Session, role: &str) -> PersonId {
    session.state().roster().with_role(role, session.now().wall).next().unwrap().id
}

fn place(scene: &str, setup: &str, take: &str) -> SetUp {
    SetUp { scene: scene.to_owned(), setup: setup.to_owned(), take: take.to_owned() }
}

#[test]
fn what_was_said_stays_where_only_the_recorder_is_missing() {
    let (_world, mut harness) = kept(|session| Situation {
        place: place("12", "C", "4"),
        signing: Signing::AtTheMoment,
        crew: vec![
            ("armorer".parse().unwrap(), first(session, "property_master")),
            ("stand_in".parse().unwrap(), first(session, "recorder")),
        ],
        guns: Vec::new(),
        takes: Vec::new(),
        recorder: None,
    });
    assert!(shows(&harness, "Scene 12 \u{b7} set-up C \u{b7} take 4"));
    assert_eq!(session(&mut harness).signing(), Signing::AtTheMoment);
    let seat = session(&mut harness).seat().expect("somebody sits there");
    let armorer = first(session(&mut harness), "armorer");
    assert_eq!(seat, armorer, "the first who has no other role in what was said");
    assert!(shows(&harness, "Recorder: Sample Armorer"), "and the bar names the seat");
}

#[test]
fn a_draft_brings_back_neither_the_old_signing_nor_the_old_letter() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "People of the action: Sample Stand-in");
    press(&mut harness, "Go to Settings");
    press(&mut harness, "When people sign: At the moment, before anything is declared");
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "Keep this set-up");
    assert_eq!(
        session(&mut harness).signing(),
        Signing::AtTheMoment,
        "chosen since, on another page"
    );

    press(&mut harness, "Go to Set-up");
    press(&mut harness, "People of the action: Sample Stand-in, chosen");
    key(&mut harness, Key::F8);
    assert!(shows(&harness, "The set-up changed before this page was kept"));
    assert!(shows(&harness, "set-up B"));
    press(&mut harness, "People of the action: Sample Stand-in, chosen");
    press(&mut harness, "Keep this set-up");
    assert!(shows(&harness, "Scene 1 \u{b7} set-up B \u{b7} take 1"), "the letter stays");
}

#[test]
fn a_new_set_up_counts_on_once_the_disk_has_it() {
    let (world, mut harness) = sampled();
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    world.lock().fails = Some(ErrorKind::StorageFull);
    key(&mut harness, Key::F8);
    key(&mut harness, Key::F8);
    assert!(shows(&harness, "set-up A"), "nothing is shown as done before it is on the disk");
    world.lock().fails = None;
    press(&mut harness, "Try to save again");
    settle(&mut harness);
    assert!(shows(&harness, "Scene 1 \u{b7} set-up C \u{b7} take 1"), "each of them");
}

#[test]
fn a_letter_typed_in_while_the_disk_failed_is_not_counted_on() {
    let (world, mut harness) = sampled();
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    world.lock().fails = Some(ErrorKind::StorageFull);
    key(&mut harness, Key::F8);
    press(&mut harness, "Go to Set-up");
    harness.get_by_role_and_label(Role::TextInput, "Set-up").focus();
    harness.step();
    harness.key_press(Key::Backspace);
    harness.step();
    type_text(&mut harness, "F");
    press(&mut harness, "Keep this set-up");
    world.lock().fails = None;
    press(&mut harness, "Try to save again");
    settle(&mut harness);
    assert!(shows(&harness, "Scene 1 \u{b7} set-up F \u{b7} take 1"));
}

#[test]
fn a_stopped_run_says_when_it_goes_on_and_shows_no_dead_answer() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Show clear G-07");
    press(&mut harness, "pointed at nobody, finger off");
    point_at_stop(&mut harness);
    settle(&mut harness);
    assert!(shows(&harness, "goes on when the STOP is settled"));
    assert!(harness.query_by_label("P-03").is_none(), "no answer to press");
    assert!(harness.query_by_label("Resume").is_none());
}

#[test]
fn an_edit_is_taken_back_by_doing_it_again() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "People of the action: Sample Stand-in");
    assert!(shows(&harness, "People of the action: Sample Stand-in, chosen"));
    press(&mut harness, "People of the action: Sample Stand-in, chosen");
    assert!(
        harness.query_by_label("People of the action: Sample Stand-in").is_some(),
        "switched on and off again, nobody is left in the action by mistake"
    );
}
