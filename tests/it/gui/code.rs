//! The head code of the day: offered when the guns are locked away again, once, and never in the way.

use showclear::production::{Happened, Moved};
use showclear::terms::{Act, role};

use super::*;

const OFFER: &str = "Keep the head code of today off the laptop";

/// The gun goes out and is locked away again.
fn out_and_in(harness: &mut Window) {
    let session = harness.state_mut().session().unwrap();
    let wall = session.now().wall;
    let armorer = session.state().roster().with_role(role::ARMORER, wall).next().unwrap().id;
    let gun = session.state().book().by_tag("G-07").unwrap().id;
    for (act, from, to) in
        [(Act::TakeOut, None, Some(armorer)), (Act::LockAway, Some(armorer), None)]
    {
        let moved = Happened::Moved(vec![Moved::plain(gun, act, from, to)]);
        session.perform(Command::Happened(moved)).unwrap();
    }
    settle(harness);
}

fn live() -> (World, Window) {
    let (world, session) = crate::session::live();
    (world, at_board(window(Some(session))))
}

#[test]
fn it_is_offered_when_the_guns_are_in_and_once_a_day() {
    let (world, mut harness) = live();
    assert!(!shows(&harness, OFFER), "no gun was out");
    out_and_in(&mut harness);
    assert!(shows(&harness, OFFER));
    press(&mut harness, "Offer the head code later");
    assert!(!shows(&harness, OFFER));
    out_and_in(&mut harness);
    assert!(shows(&harness, OFFER), "later is the next time that they are in");
    key(&mut harness, Key::K);
    assert!(!shows(&harness, OFFER));

    world.pass(60_000);
    out_and_in(&mut harness);
    press(&mut harness, "Show the head code");
    let (_, code) = session(&mut harness).head_code().unwrap();
    assert!(shows(&harness, &code));
    press(&mut harness, "It is kept");
    assert!(!shows(&harness, OFFER));
    world.pass(60_000);
    out_and_in(&mut harness);
    assert!(!shows(&harness, OFFER), "once a day");
    world.pass(13 * 60 * 60_000);
    settle(&mut harness);
    assert!(!shows(&harness, OFFER), "no gun was out on this day");
    out_and_in(&mut harness);
    assert!(shows(&harness, OFFER));
}

#[test]
fn a_drill_is_not_asked_to_keep_one() {
    let (_world, mut harness) = opened();
    out_and_in(&mut harness);
    assert!(!shows(&harness, OFFER));
}

#[test]
fn a_gun_that_is_out_or_missing_comes_first() {
    let (_world, mut harness) = live();
    out_and_in(&mut harness);
    let session = harness.state_mut().session().unwrap();
    let gun = session.state().book().by_tag("G-07").unwrap().id;
    let wall = session.now().wall;
    let armorer = session.state().roster().with_role(role::ARMORER, wall).next().unwrap().id;
    let moved = Moved::plain(gun, Act::TakeOut, None, Some(armorer));
    session.perform(Command::Happened(Happened::Moved(vec![moved]))).unwrap();
    settle(&mut harness);
    assert!(!shows(&harness, OFFER));
}

#[test]
fn the_offer_looks_as_it_did() {
    let (_world, session) = crate::session::live();
    let mut harness = at_board(sized(Laptop::new(Some(session)), vec2(1280.0, 800.0), 0.5));
    out_and_in(&mut harness);
    press(&mut harness, "Show the head code");
    let options = egui_kittest::SnapshotOptions::new().output_path("tests/snapshots");
    harness.snapshot_options("code-day", &options);
}
