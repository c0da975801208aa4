//! Runs from paper cards: they began with what was in force when the card says, and with no deviation that had lapsed by then.

use showclear::event::{Entry, Event, RunFile};
use showclear::production::{Ask, Fault, Happened, Led, Standing};
use showclear::terms::{UtcMillis, role};

use super::lists::{self, DAY, LIST, begin, deviation, end, overlay, set, sign_deviation};
use super::world::World;

const HOUR: i64 = 60 * 60 * 1_000;

/// Enters a run from a card that was led under these overlays at that time, and gives it up again.
fn card(world: &mut World, ids: &[&str], claimed: Option<UtcMillis>) -> Result<(), String> {
    let mut start = world.start_of(LIST, "G-07", Some(7));
    start.overlays = ids.iter().map(|id| overlay(world, id).sha256).collect();
    start.claimed = claimed;
    assert!(world.library.tighten(start.list, &start.overlays), "they fit");
    world.ask(Ask::Start(start))?;
    world.must("abandon");
    Ok(())
}

fn refused(rules: &str) -> Result<(), String> {
    Err(format!("this production's rules for this list are {rules}"))
}

fn after(at: UtcMillis, millis: i64) -> UtcMillis {
    UtcMillis::new(at.millis() + millis)
}

/// An hour without rules, one under a rule, one without; and when each began.
fn three_hours() -> (World, [UtcMillis; 3]) {
    let mut world = lists::world();
    let first = world.now.wall;
    world.pass(HOUR.unsigned_abs());
    set(&mut world, &["house"]).unwrap();
    let second = world.now.wall;
    world.pass(HOUR.unsigned_abs());
    set(&mut world, &["other"]).unwrap();
    let third = world.now.wall;
    world.pass(HOUR.unsigned_abs());
    (world, [first, second, third])
}

#[test]
fn a_card_is_entered_under_the_rules_of_its_own_time() {
    let (mut world, [first, second, third]) = three_hours();
    for (at, due, others) in
        [(first, None, "none"), (second, Some("house"), "house"), (third, None, "none")]
    {
        let wrong: &[&str] = if due.is_some() { &[] } else { &["house"] };
        for at in [at, after(at, HOUR - 1)] {
            assert_eq!(card(&mut world, wrong, Some(at)), refused(others), "{at:?}");
            assert_eq!(card(&mut world, due.as_slice(), Some(at)), Ok(()), "{at:?}");
        }
    }
    assert_eq!(card(&mut world, &["all"], Some(second)), refused("house"), "any do not do");
    assert!(begin(&mut world).is_ok(), "what is begun now is under the rules of now");
    world.replays();
}

#[test]
fn a_time_that_the_log_does_not_know_counts_as_now() {
    let (mut world, [first, ..]) = three_hours();
    set(&mut world, &["house"]).unwrap();
    let tomorrow = after(world.now.wall, DAY);
    for at in [None, Some(after(first, -DAY)), Some(tomorrow)] {
        assert_eq!(card(&mut world, &[], at), refused("house"), "{at:?}");
        assert_eq!(card(&mut world, &["house"], at), Ok(()), "{at:?}");
    }
}

/// A production with a deviation in force, and when it was signed.
fn deviates() -> (World, UtcMillis) {
    let mut world = lists::world();
    world.ask(Ask::Deviate(deviation(&world))).unwrap();
    world.pass(HOUR.unsigned_abs());
    sign_deviation(&mut world);
    let signed = world.now.wall;
    (world, signed)
}

const LONGER: &[&str] = &["longer"];

#[test]
fn a_card_is_under_a_deviation_only_where_that_held_at_its_time() {
    let (mut world, signed) = deviates();
    world.pass(6 * DAY.unsigned_abs());
    assert_eq!(card(&mut world, LONGER, None), refused("none"), "lapsed by now");
    assert_eq!(card(&mut world, LONGER, Some(end())), refused("none"), "lapsed by then");
    assert_eq!(
        card(&mut world, LONGER, Some(after(signed, -1))),
        refused("none"),
        "not signed yet"
    );
    for at in [signed, after(end(), -1)] {
        assert_eq!(card(&mut world, &[], Some(at)), refused("longer"));
        assert_eq!(card(&mut world, LONGER, Some(at)), Ok(()));
        let run = world.state.runs().next_back().unwrap();
        let standing = world.state.standing_of(run);
        let Standing::Deviates { approved: false, from } = standing else {
            unreachable!("it says what it was led under: {standing:?}")
        };
        assert_eq!(from.len(), 1);
    }
    world.replays();
}

#[test]
fn a_deviation_that_was_taken_back_holds_for_cards_of_the_time_before() {
    let (mut world, signed) = deviates();
    world.pass(HOUR.unsigned_abs());
    let (file, by) = (overlay(&world, "longer").sha256, world.who(role::ARMORER));
    world.ask(Ask::WithdrawList { file, why: "No more.".to_owned(), by }).unwrap();
    let gone = world.now.wall;
    world.pass(HOUR.unsigned_abs());
    assert_eq!(card(&mut world, LONGER, Some(gone)), refused("none"));
    assert_eq!(card(&mut world, LONGER, None), refused("none"));
    assert_eq!(card(&mut world, LONGER, Some(after(gone, -1))), Ok(()));
    // Asked for anew it holds from its new signature on, and before that as it held then.
    world.ask(Ask::Deviate(deviation(&world))).unwrap();
    assert_eq!(card(&mut world, LONGER, Some(signed)), Ok(()));
    world.pass(HOUR.unsigned_abs());
    sign_deviation(&mut world);
    assert_eq!(card(&mut world, LONGER, Some(after(gone, HOUR / 2))), refused("none"));
    assert_eq!(card(&mut world, LONGER, None), Ok(()));
    world.replays();
}

#[test]
fn where_a_clock_jumped_a_deviation_held_only_up_to_the_last_line_before() {
    let (mut world, signed) = deviates();
    world.pass(HOUR.unsigned_abs());
    world.jump(6 * DAY);
    world.happened(Happened::ClockJumped { wall_ms: 6 * DAY });
    world.jump(-6 * DAY);
    world.happened(Happened::ClockJumped { wall_ms: -6 * DAY });
    world.pass(HOUR.unsigned_abs());
    let now = world.now.wall;
    assert_eq!(card(&mut world, LONGER, Some(now)), refused("none"), "over for good");
    assert_eq!(card(&mut world, LONGER, Some(after(signed, 1))), refused("none"), "unsure");
    // Nothing was noted between: the log says nothing of a lapse before it was.
    let (mut world, signed) = deviates();
    world.pass(HOUR.unsigned_abs());
    world.must("stop");
    world.must("settle");
    let seen = world.now.wall;
    world.jump(-6 * DAY);
    world.pass(5 * DAY.unsigned_abs());
    world.happened(Happened::ClockJumped { wall_ms: -6 * DAY });
    world.jump(6 * DAY);
    assert_eq!(card(&mut world, LONGER, Some(after(seen, -1))), Ok(()), "in force before");
    assert_eq!(card(&mut world, LONGER, Some(seen)), refused("none"));
    assert_eq!(card(&mut world, LONGER, Some(signed)), Ok(()));
}

#[test]
fn the_audit_takes_a_card_under_what_held_at_some_time_and_nothing_else() {
    let (mut world, [_, second, _]) = three_hours();
    card(&mut world, &["house"], Some(second)).unwrap();
    let began = |entry: &&Entry| entry.events().iter().any(|e| matches!(e, Event::RunStarted(_)));
    let line = world.entries.iter().rfind(began).unwrap().clone();
    let again = |files: &[RunFile]| -> Vec<Fault> {
        let mut events: Vec<Event> = line.events().to_vec();
        for event in &mut events {
            if let Event::RunStarted(started) = event {
                started.run = "r-zzzzzz".parse().unwrap();
                started.files.truncate(1);
                started.files.extend(files.iter().cloned());
            }
        }
        let entry = Entry { ev: events.try_into().unwrap(), ..line.clone() };
        world.state.audit(&entry, world.state.size())
    };
    let run = "r-zzzzzz".parse().unwrap();
    let (house, all) = (overlay(&world, "house"), overlay(&world, "all"));
    let longer = overlay(&world, "longer");
    assert_eq!(again(&[]), []);
    assert_eq!(again(std::slice::from_ref(&house)), []);
    let no = |overlay: &str| Fault::NoRule { run, overlay: overlay.to_owned() };
    assert_eq!(again(&[all, house]), [no("all"), no("house")], "never together");
    assert_eq!(again(&[longer]), [no("longer")], "never asked for");
}

#[test]
fn what_applies_is_asked_of_the_item_that_the_run_is_about() {
    let mut world = lists::world();
    let text = lists::rule("revolvers", "").replace("lasts", "kinds: [\"revolver\"], lasts");
    world.library = world.library.with_texts(&[("revolvers.ron".to_owned(), text)]);
    set(&mut world, &["revolvers"]).unwrap();
    let list = world.library.named(LIST).unwrap().source.sha256;
    let due = |item| {
        let all = world.state.overlays_for((LIST, list), item, Led::Now, &world.now);
        all.iter().map(|file| file.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(due(Some(world.item("G-07"))), ["revolvers"]);
    assert!(due(Some(world.item("P-03"))).is_empty());
    assert!(due(None).is_empty());
}
