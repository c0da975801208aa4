//! Who is named: the taker of each gun, the giver, whoever takes it back, whoever showed it; and who is on the set.

use showclear::event::Shown;
use showclear::production::{Happened, Moved};
use showclear::terms::{Act, ItemId, PersonId};

use super::*;

fn who(harness: &mut Window, role: &str) -> PersonId {
    let session = session(harness);
    session.state().roster().with_role(role, session.now().wall).next().unwrap().id
}

fn item(harness: &mut Window, tag: &str) -> ItemId {
    session(harness).state().book().by_tag(tag).unwrap().id
}

fn holder(harness: &mut Window, tag: &str) -> Option<PersonId> {
    session(harness).state().book().by_tag(tag).unwrap().holder
}

/// What the record says happened, past every page.
fn happened(harness: &mut Window, what: Happened) {
    session(harness).perform(Command::Happened(what)).unwrap();
    settle(harness);
}

fn moved(harness: &mut Window, tag: &str, act: Act, from: Option<PersonId>, to: Option<PersonId>) {
    let item = item(harness, tag);
    happened(harness, Happened::Moved(vec![Moved::plain(item, act, from, to)]));
}

/// The sample with a stand-in beside the performer, and R-07 for the stand-in where asked.
fn two_takers(mapped: bool) -> (World, Window) {
    let (world, mut harness) = sampled();
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "People of the action: Sample Stand-in");
    if mapped {
        press(&mut harness, "R-07 goes to: Sample Stand-in");
    }
    press(&mut harness, "Keep this set-up");
    (world, harness)
}

const RUBBER: &str = "rubber, bends in the hand";

#[test]
fn a_run_hands_the_gun_to_whoever_the_set_up_says() {
    let (_world, mut harness) = two_takers(true);
    press(&mut harness, "Rubber out R-07");
    assert!(
        shows(&harness, "then: Sample Armorer hands R-07 to Sample Stand-in"),
        "said before it is answered"
    );
    press(&mut harness, RUBBER);
    let stand_in = who(&mut harness, "stand_in");
    assert_eq!(holder(&mut harness, "R-07"), Some(stand_in), "not the first of the crew");
}

#[test]
fn a_run_asks_who_takes_the_gun_where_several_could() {
    let (_world, mut harness) = two_takers(false);
    press(&mut harness, "Rubber out R-07");
    assert!(shows(&harness, "Still to be said: Performer"), "nobody is guessed");
    press(&mut harness, "Performer: Sample Stand-in");
    press(&mut harness, "Begin");
    press(&mut harness, RUBBER);
    let stand_in = who(&mut harness, "stand_in");
    assert_eq!(holder(&mut harness, "R-07"), Some(stand_in));
}

#[test]
fn a_role_that_may_be_missing_and_takes_nothing_is_not_asked_for() {
    let (_world, mut harness) = two_takers(false);
    press(&mut harness, "Show clear G-07");
    assert!(!shows(&harness, "Still to be said"));
    assert!(shows(&harness, "Muzzle"), "it began at once");
}

#[test]
fn a_gun_goes_back_to_whoever_issued_it() {
    let (_world, mut harness) = sampled();
    let (master, armorer) = (who(&mut harness, "property_master"), who(&mut harness, "armorer"));
    let performer = who(&mut harness, "performer");
    moved(&mut harness, "G-07", Act::Issue, Some(master), Some(performer));
    moved(&mut harness, "R-07", Act::Issue, Some(armorer), Some(performer));
    press(&mut harness, "Go to Board");
    press(&mut harness, "Collect all");
    assert_eq!(holder(&mut harness, "G-07"), Some(master));
    assert_eq!(holder(&mut harness, "R-07"), Some(armorer));

    // Whoever issued it has left the set: the first handler who is there takes it.
    moved(&mut harness, "G-07", Act::Issue, Some(master), Some(performer));
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "Handlers: Sample Property Master, chosen");
    press(&mut harness, "Keep this set-up");
    press(&mut harness, "Collect G-07");
    assert_eq!(holder(&mut harness, "G-07"), Some(armorer));
}

#[test]
fn several_guns_are_shown_by_whoever_has_each() {
    let (_world, mut harness) = sampled();
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Rubber out R-07");
    press(&mut harness, RUBBER);
    let (master, armorer) = (who(&mut harness, "property_master"), who(&mut harness, "armorer"));
    let performer = who(&mut harness, "performer");
    moved(&mut harness, "R-07", Act::Collect, Some(performer), Some(master));
    press(&mut harness, "Go to Board");
    press(&mut harness, "All shown to Sample Performer");
    let book = session(&mut harness).state().book();
    let by = |tag: &str| book.by_tag(tag).unwrap().last_shown().map(|one| one.by);
    assert_eq!((by("G-07"), by("R-07")), (Some(armorer), Some(master)));
}

#[test]
fn the_board_says_of_each_who_showed_it() {
    let (_world, mut harness) = sampled();
    show_clear(&mut harness);
    let (master, armorer) = (who(&mut harness, "property_master"), who(&mut harness, "armorer"));
    let gun = item(&mut harness, "G-07");
    for (by, role) in [(armorer, "first_ad"), (master, "camera")] {
        let person = Some(who(&mut harness, role));
        let to = vec![Shown { role: role.parse().unwrap(), person }];
        happened(&mut harness, Happened::Shown { items: vec![gun], by, to, card: None });
    }
    press(&mut harness, "Go to Board");
    assert!(shows(&harness, "by Sample Armorer to Sample First AD"));
    assert!(shows(&harness, "by Sample Property Master to Sample Camera Operator"));
}

#[test]
fn nobody_looks_who_is_not_on_the_set() {
    let (_world, mut harness) = sampled();
    press(&mut harness, "Go to Set-up");
    press(&mut harness, "First AD or deputy: Sample First AD, chosen");
    press(&mut harness, "Camera: Sample Camera Operator, chosen");
    press(&mut harness, "Keep this set-up");
    press(&mut harness, "Go to Board");
    show_clear(&mut harness);
    press(&mut harness, "Go to Board");
    press(&mut harness, "Shown to first AD, G-07");
    press(&mut harness, "Shown to camera, G-07");
    let session = session(&mut harness);
    let gun = session.state().book().by_tag("G-07").unwrap();
    let seen: Vec<_> = gun.showings.iter().flat_map(|one| &one.to).collect();
    assert_eq!(seen.len(), 2, "that they looked is recorded");
    assert!(seen.iter().all(|one| one.person.is_none()), "and nobody is named: {seen:?}");
}
