//! The rows that the set catches: who looked, what was called, who handed it to whom, where it pointed.

use showclear::checklist;
use showclear::custody::What;
use showclear::event::Witness;
use showclear::platform::SHIPPED;
use showclear::production::{Ask, HandOut, Happened, Moved, Prepare};
use showclear::terms::{Act, Breach, Danger, Digest, role};

use super::{PROVEN, SHOWN_EMPTY, after, says, world_without};
use crate::production::world::World;

fn shipped(file: &str) -> &'static str {
    SHIPPED.iter().find(|(name, _)| *name == file).unwrap().1
}

/// A world with the gun shown empty, and a list of which some stops are gone.
fn shown_empty(list: &str, stops: &[&str]) -> World {
    let mut world = world_without(list, stops);
    world.must(SHOWN_EMPTY);
    world
}

pub(super) fn four_of_six_were_seen() {
    let looked = "answer text G-07\nanswer n 4";
    let mut world = World::new();
    world.must(PROVEN);
    let told = after(&mut world, &format!("start cold-gun-dummies G-07\n{looked}"));
    says(&told, "STOP count-mismatch");
    says(&world.tell("issue G-07"), "refused");

    let mut less = world_without("cold-gun-dummies", &["count-mismatch"]);
    less.must(PROVEN);
    less.must(&format!("start cold-gun-dummies-less G-07\n{looked}"));
    assert_eq!(less.words("G-07"), "DUMMIES 4/6 PROVEN", "it is that rule that holds it");
}

pub(super) fn the_cylinder_was_not_turned() {
    let half = "answer 0\nanswer text G-07\nanswer 1";
    let mut world = World::new();
    let told = after(&mut world, &format!("start cold-gun-empty G-07\n{half}"));
    says(&told, "STOP open-doubt");
    let mut less = world_without("cold-gun-empty", &["open-doubt"]);
    less.must(&format!("start cold-gun-empty-less G-07\n{half}\nanswer 0\nanswer blind 6 6"));
    assert_eq!(less.words("G-07"), "EMPTY, SHOWN CLEAR", "it is that rule that holds it");
}

pub(super) fn no_call_before_the_check() {
    let mut world = World::new();
    says(&world.tell("issue G-07"), "refused: nothing is declared of it");
    world.must(PROVEN);
    says(&world.tell("issue G-07"), "refused");
    let call = "start cold-gun-dummies G-07\nanswer text G-07\nanswer done";
    says(&after(&mut world, call), "refused");
    assert_eq!(world.face(world.run().unwrap()).unwrap().step.to_string(), "count");
    world.must("answer n 6\nshow");
    says(&world.tell("answer done"), "run done");
    world.must("issue G-07");
}

pub(super) fn the_call_says_what_is_in_it() {
    let text = shipped("cold-gun-dummies.ron");
    assert!(checklist::read("list", text).is_ok());
    let bare = text.replace("Say(words: \"{call gun}\"", "Say(words: \"Cold gun on set.\"");
    assert_ne!(bare, text);
    let told = checklist::read("list", &bare).unwrap_err();
    assert!(told.iter().any(|mistake| mistake.found.contains("cold")), "{told:?}");

    let call = |lines: &str| {
        let mut world = World::new();
        world.must(lines);
        world.state.state_of(world.item("G-07"), &world.now).unwrap().call("G-07")
    };
    let (empty, dummies) = (call(SHOWN_EMPTY), call(PROVEN));
    says(&empty, "empty, shown clear");
    says(&dummies, "six dummies, proven");
}

pub(super) fn the_ad_never_handles() {
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    let (gun, ad) = (world.item("G-07"), world.who(role::FIRST_AD));
    let performer = world.who(role::PERFORMER);
    let issue = Ask::Issue { items: vec![gun], from: ad, action: vec![performer] };
    assert!(world.ask(issue).is_err(), "a first AD is no giver");
    // It happened all the same: it is taken as it was, against the rules.
    let passed = Moved::plain(gun, Act::HandOver, Some(ad), Some(performer));
    assert!(world.happened(Happened::Moved(vec![passed])));
    assert_eq!(newest_breach(&world), Some(Breach::DirectorHandled));
    assert_eq!(world.words("G-07"), "UNVERIFIED");

    let mut rightly = World::new();
    rightly.must(SHOWN_EMPTY);
    rightly.must("issue G-07");
    assert_eq!(newest_breach(&rightly), None);
}

fn newest_breach(world: &World) -> Option<Breach> {
    let item = world.state.book().item(world.item("G-07")).unwrap();
    item.history.iter().rev().find_map(|past| {
        if let What::Moved { breach, .. } = past.what { Some(breach) } else { None }
    })?
}

pub(super) fn every_hand_is_on_record() {
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    world.must("issue G-07\npass 60\ncollect G-07");
    let (armorer, performer) = (world.who(role::ARMORER), world.who(role::PERFORMER));
    let item = world.state.book().item(world.item("G-07")).unwrap();
    let mut hands = Vec::new();
    for past in &item.history {
        if let What::Moved { act: Act::Issue | Act::Collect, from, to, .. } = past.what {
            hands.push((from.unwrap(), to.unwrap(), past.at.at.wall.millis()));
        }
    }
    let back = world.now.wall.millis();
    let wanted = [(armorer, performer, back - 60_000), (performer, armorer, back)];
    assert_eq!(hands, wanted);

    world.must("move set_down G-07");
    assert_eq!(newest_breach(&world), Some(Breach::NobodyNamed));

    // What leaves for another unit goes under a number, thing by thing, and stands as open until it is back.
    world.must("collect G-07");
    let item = world.item("G-07");
    let what = HandOut {
        items: vec![item],
        unit: "Second unit".to_owned(),
        addressed: None,
        back: true,
        pack: false,
        by: armorer,
        to: None,
    };
    world.ask(Ask::HandOut(what)).unwrap();
    let open = world.state.units().open();
    assert_eq!(
        open.iter().map(|one| (one.unit, one.items.as_slice())).next(),
        Some(("Second unit", [item].as_slice()))
    );
    world.must("move transfer_in G-07");
    assert!(world.state.units().open().is_empty());
}

pub(super) fn only_handlers_make_it_so() {
    let mut world = World::new();
    let mut start = world.start_of("dummies-prove-load", "G-07", None);
    let ad = world.who(role::FIRST_AD);
    start.roles.iter_mut().find(|one| one.role.is(role::ARMORER)).unwrap().person = ad;
    let refused = world.ask(Ask::Start(start)).unwrap_err();
    says(&refused, "Armorer must be");
    world.must(PROVEN);
    // Somebody opens it and puts something in: what two handlers proved is no longer so.
    world.must("move open G-07 performer");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    says(&world.tell("start cold-gun-dummies G-07"), "refused");
}

pub(super) fn a_blank_in_an_empty_gun() {
    let looked = "answer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 5 6";
    let mut world = World::new();
    let told = after(&mut world, &format!("start cold-gun-empty G-07\n{looked}"));
    says(&told, "STOP count-mismatch");
    says(&world.tell("issue G-07"), "refused");
    let mut less = world_without("cold-gun-empty", &["count-mismatch"]);
    less.must(&format!("start cold-gun-empty-less G-07\n{looked}"));
    assert_eq!(less.words("G-07"), "EMPTY, SHOWN CLEAR", "it is that rule that holds it");

    let mut loaded = World::new();
    loaded.must(SHOWN_EMPTY);
    loaded.must("start blank-load-fire G-07 shots=1\nanswer 0\nanswer 0\nanswer blind 1 1");
    let call = loaded.state.state_of(loaded.item("G-07"), &loaded.now).unwrap().call("G-07");
    assert_eq!(call, "G-07. Hot gun: one full-load blanks.");
    // To whom it was not shown it does not go, whatever they were told.
    says(&loaded.tell("issue G-07"), "refused");
}

pub(super) fn a_real_gun_for_a_line_up() {
    let mut world = World::new();
    says(&world.tell("start rubber-out G-07"), "refused");
    says(&after(&mut world, "start rubber-out R-07\nanswer 2"), "STOP not-rubber");
    says(&world.tell("issue R-07"), "refused");
    let mut less = world_without("rubber-out", &["not-rubber"]);
    says(&after(&mut less, "start rubber-out-less R-07\nanswer 2"), "R-07 issue");
}

pub(super) fn somebody_in_the_line() {
    let line = "answer 1\nanswer 2";
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    let told = after(&mut world, &format!("start blank-load-fire G-07 shots=3\n{line}"));
    says(&told, "STOP in-line");
    let near = "answer 1\nanswer 0\nanswer n 20\nanswer n 14";
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    let told = after(&mut world, &format!("start blank-load-fire G-07 shots=3\n{near}"));
    says(&told, "STOP too-close");

    let rest = "answer 0\nanswer 0\nanswer 0\nanswer 0\nanswer 0\nanswer blind 3 3";
    let mut less = shown_empty("blank-load-fire", &["in-line", "too-close"]);
    let nobody_asks = "answer 1\nanswer 2\nanswer n 20\nanswer n 14";
    less.must(&format!("start blank-load-fire-less G-07 shots=3\n{nobody_asks}\n{rest}"));
    says(&less.words("G-07"), "HOT 3");
}

pub(super) fn a_muzzle_that_sweeps() {
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    world.must("issue G-07");
    assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR");
    says(&world.tell("breach pointed G-07"), "pointed");
    assert_eq!(newest_breach(&world), Some(Breach::Pointed));
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    says(&world.tell("issue G-07"), "refused");
}

pub(super) fn an_unplanned_shot_stops_all_work() {
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    says(&world.tell("breach unplanned_discharge G-07"), "ALARM discharge");
    let stop = world.state.alarm().unwrap().raised.what.stop;
    says(&world.tell("issue G-07"), "refused");
    let slot = |role: &str, person| Witness { role: role.parse().unwrap(), person };
    let (armorer, ad) = (world.who(role::ARMORER), world.who(role::FIRST_AD));
    let witnesses = vec![slot(role::ARMORER, armorer), slot(role::FIRST_AD, ad)];
    let names = Ask::Settle { stop, witnesses: witnesses.clone(), why: None };
    assert_eq!(
        world.ask(names).unwrap_err(),
        "this is an alarm: work goes on once the restart is signed"
    );
    let two = Ask::Prepare(Prepare::Restart { stop, signers: witnesses });
    says(
        &world.ask(two).unwrap_err(),
        "neither the safety officer nor the production representative",
    );
    world.must("collect G-07\nmove lock_away G-07");
}

pub(super) fn a_concern_is_heard_by_somebody_else() {
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    world.happened(Happened::Alarm { alarm: Danger::LiveFound, item: None, by: None });
    let sealed = Digest([7; 32]);
    assert!(world.happened(Happened::Concern { sealed }), "never refused, under an alarm too");
    let (id, concern) = world.state.concerns().next().unwrap();
    assert_eq!((concern.sealed, concern.carried.is_some()), (sealed, false));
    assert!(world.happened(Happened::ConcernsCarried(vec![id])));
    assert!(world.state.concerns().all(|(_, one)| one.carried.is_some()));
}

pub(super) fn a_quick_reload() {
    let take = "start blank-load-fire G-07 shots=3
        answer 0
        answer 0
        answer blind 3 3
        show
        answer 0
        fire G-07
        collect G-07";
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    world.must(take);
    says(&world.tell("start blank-load-fire G-07 shots=3"), "refused");
    says(&world.tell("issue G-07"), "refused");
    world.must("start blank-after-take G-07\nanswer 0\nanswer 0");
    world.must("start blank-load-fire G-07 shots=3\nabandon");

    let asked = "answer 2\nanswer 0\nanswer 0\nanswer 0\nanswer 2";
    let mut world = shown_empty("between-takes", &["quick"]);
    world.must("issue G-07");
    let mut less = world.clone();
    let told = after(&mut world, &format!("start between-takes G-07\n{asked}"));
    says(&told, "STOP quick");
    let told = after(&mut less, &format!("start between-takes-less G-07\n{asked}"));
    says(&told, "run done");
}

pub(super) fn anybody_stops() {
    let mut world = World::new();
    world.must(SHOWN_EMPTY);
    assert_eq!(world.words("G-07"), "EMPTY, SHOWN CLEAR");
    let told = world.tell("stop");
    says(&told, "STOP called about all");
    assert!(world.state.standing_stops().all(|stop| stop.raised.by.is_none()), "nobody is named");
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    says(&world.tell("issue G-07"), "refused");
    says(&world.tell("start cold-gun-empty G-07"), "refused");
}
