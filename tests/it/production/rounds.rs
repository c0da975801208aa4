//! Rounds through the lists: loaded by what two declare, back by what an unload says, and differences that are closed.

use expect_test::expect;
use showclear::custody::{Clearing, Heap, Line};
use showclear::event::Witness;
use showclear::production::{Ask, Happened, NewLot, ReadAgain};
use showclear::terms::{Danger, ItemId, LotId, RoundKind, Tell, role};

use super::world::World;

const CLEAR: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nshow\nanswer done";
const LOADED: &str = "start blank-load-fire G-07 shots=3 load=half-load_blanks\nanswer 0\nanswer 0\nanswer blind 3 3\nshow\nanswer 0";

fn witness(world: &World, name: &str) -> Witness {
    Witness { role: name.parse().unwrap(), person: world.who(name) }
}

fn blanks(world: &World) -> NewLot {
    NewLot {
        kind: RoundKind::Blank,
        tag: "B-100".into(),
        maker: "Sample Maker".into(),
        calibre: ".45 5-in-1".into(),
        load: Some("half load".into()),
        tell: None,
        guns: Vec::new(),
        count: 50,
        witnesses: vec![witness(world, role::ARMORER), witness(world, role::FIRST_AD)],
    }
}

fn lot(world: &World) -> LotId {
    world.state.rounds().lots().first().unwrap().id
}

/// A lot of fifty, twelve of them in tray B-1.
fn stocked() -> World {
    let mut world = World::new();
    world.ask(Ask::AddLot(blanks(&world))).unwrap();
    fill(&mut world, "B-1", 12).unwrap();
    world
}

/// One take loaded, shot and counted back; another loaded.
#[cfg(feature = "pdf")]
pub(crate) fn shot() -> World {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    world.must("start blank-after-take G-07\nanswer 1\nanswer n 1\nanswer done\nanswer 0");
    world.must(CLEAR);
    world.must(LOADED);
    world
}

fn fill(world: &mut World, tray: &str, n: u32) -> Result<(), String> {
    let (lot, tray, by) = (lot(world), world.item(tray), world.who(role::ARMORER));
    world.ask(Ask::FillTray { lot, tray, n, by })
}

fn say(world: &World) -> String {
    let rounds = world.state.rounds();
    let lot = *rounds.lots().first().unwrap();
    let tray = lot.due(Heap::Tray(world.item("B-1")));
    format!(
        "boxes {}, tray {tray}, guns {}, fired {}, held {}, pot {}",
        lot.due(Heap::Boxes),
        lot.in_guns(),
        lot.fired,
        lot.held,
        lot.pot
    )
}

#[test]
fn a_take_is_loaded_and_counted_back_by_its_two_lists() {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    expect!["boxes 38, tray 9, guns 3, fired 0, held 0, pot 0"].assert_eq(&say(&world));
    world.must("start blank-after-take G-07\nanswer 1\nanswer n 1\nanswer done\nanswer 0");
    expect!["boxes 38, tray 10, guns 0, fired 2, held 0, pot 0"].assert_eq(&say(&world));
    world.must(CLEAR);
    world.must(LOADED);
    world.must("start blank-after-take G-07\nanswer 0\nanswer 0");
    expect!["boxes 38, tray 7, guns 0, fired 5, held 0, pot 0"].assert_eq(&say(&world));
    world.replays();
}

#[test]
fn what_came_out_by_hand_is_told_by_hand() {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    world.must("collect G-07\nmove unload G-07 armorer");
    expect!["boxes 38, tray 9, guns 3, fired 0, held 0, pot 0"].assert_eq(&say(&world));
    let gun = world.item("G-07");
    let told = Clearing { back: 1, held: 1, ..Clearing::default() };
    assert!(world.happened(Happened::Cleared { gun, told }));
    expect!["boxes 38, tray 10, guns 0, fired 1, held 1, pot 0"].assert_eq(&say(&world));
    assert!(!world.state.is_stopped());
    world.replays();
}

#[test]
fn more_out_of_a_gun_than_went_in_is_a_stop() {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    let gun = world.item("G-07");
    let told = Clearing { back: 4, ..Clearing::default() };
    assert!(world.happened(Happened::Cleared { gun, told }));
    let stop = world.state.standing_stops().next().unwrap();
    assert_eq!(stop.raised.say, "STOP. More came out than went in. Nobody touches them.");
    assert_eq!(stop.raised.item, Some(gun));
    expect!["boxes 38, tray 9, guns 0, fired 0, held 0, pot 4"].assert_eq(&say(&world));
}

#[test]
fn more_out_than_in_is_a_stop_where_a_list_says_it_too() {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    world.must("fire G-07");
    // Six are said to have gone in, which nobody recorded; so the list itself finds nothing odd.
    world.must("start blank-after-take G-07\nanswer 1\nanswer n 6\nanswer n 4\nanswer done");
    assert!(!world.state.is_stopped());
    world.must("answer 0");
    let stop = world.state.standing_stops().next().unwrap();
    assert_eq!(stop.raised.say, "STOP. More came out than went in. Nobody touches them.");
    expect!["boxes 38, tray 9, guns 0, fired 0, held 0, pot 4"].assert_eq(&say(&world));
    world.replays();
}

#[test]
fn a_lot_that_is_set_apart_is_loaded_nowhere() {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    world.must("start blank-after-take G-07\nanswer 0\nanswer 0");
    world.must(CLEAR);
    let (lot, by) = (lot(&world), Some(world.who(role::ARMORER)));
    world.must("start blank-load-fire G-07 shots=3 load=half-load_blanks\nanswer 0\nanswer 0");
    assert!(world.happened(Happened::LotApart { lot, why: "a weak shot".into(), by }));
    assert_eq!(world.words("B-1"), "QUARANTINE");
    assert!(fill(&mut world, "B-1", 1).unwrap_err().contains("set apart: a weak shot"));
    // Setting the tray apart began the run again; whoever goes on regardless is refused at the count.
    world.must("answer 0\nanswer 0");
    let refused = world.play("answer blind 3 3").unwrap_err();
    expect!["lot B-100 is set apart: a weak shot"].assert_eq(&refused);
    let free = |witnesses| Ask::FreeLot { lot, why: "every round looked at".into(), witnesses };
    let (armorer, first_ad) = (witness(&world, role::ARMORER), witness(&world, role::FIRST_AD));
    assert!(world.ask(free(vec![armorer.clone(), armorer.clone()])).is_err(), "one is not two");
    assert!(world.ask(free(vec![first_ad.clone()])).is_err(), "nobody who handles");
    world.ask(free(vec![armorer, first_ad])).unwrap();
    assert_eq!(world.words("B-1"), "QUARANTINE", "the tray is let back by itself");
    world.replays();
}

const MISFIRED: &str = "start misfire G-07\nanswer done\nanswer 1\npass 30\nanswer waited 0\nanswer 0\nanswer 0\nanswer 0\nanswer 0\nanswer 0";

#[test]
fn a_lot_that_a_list_says_rests_is_set_apart_whole() {
    for (answer, rests) in [("answer 0", false), ("answer 1", true), ("answer 3", true)] {
        let mut world = stocked();
        world.must(CLEAR);
        world.must(LOADED);
        world.must(MISFIRED);
        // Whose rounds they were, the ledger knows: nobody is asked for the lot.
        world.must(answer);
        let found = world.state.rounds().lot(lot(&world)).unwrap();
        assert_eq!(found.apart.is_some(), rests, "{answer}");
        assert_eq!(world.words("B-1") == "QUARANTINE", rests, "{answer}");
        let step = world.run().and_then(|run| world.face(run)).unwrap().step.to_string();
        assert!(step.starts_with("told"), "{step}");
        if rests {
            assert!(fill(&mut world, "B-1", 1).is_err());
        }
        world.replays();
    }
}

#[test]
fn a_weak_shot_sets_the_lot_apart_too() {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    let weak = MISFIRED.strip_suffix("answer 0\nanswer 0\nanswer 0").unwrap();
    world.must(&format!("{weak}answer 4\nanswer 0\nanswer 0\nanswer 0"));
    let found = world.state.rounds().lot(lot(&world)).unwrap();
    expect!["it rests too, its box is set apart"].assert_eq(found.apart.as_deref().unwrap());
}

#[test]
fn as_many_misfires_as_the_armorer_allows_set_the_lot_apart() {
    let mut world = stocked();
    let (lot, by) = (lot(&world), world.who(role::ARMORER));
    let limit = |world: &mut World, misfires, by| world.ask(Ask::LimitLot { lot, misfires, by });
    let nobody = world.who(role::FIRST_AD);
    assert!(limit(&mut world, Some(2), nobody).is_err(), "no handler says so");
    assert!(limit(&mut world, Some(0), by).is_err());
    limit(&mut world, Some(2), by).unwrap();
    let misfire = |world: &mut World| {
        world.must(CLEAR);
        world.must(LOADED);
        world.must("collect G-07\nmove unload G-07 armorer");
        let (gun, told) =
            (world.item("G-07"), Clearing { back: 2, held: 1, ..Clearing::default() });
        assert!(world.happened(Happened::Cleared { gun, told }));
        world.state.rounds().lot(lot).unwrap().apart.clone()
    };
    assert_eq!(misfire(&mut world), None);
    let why = misfire(&mut world);
    expect!["2 misfired; the armorer's limit is 2"].assert_eq(&why.unwrap());
    assert_eq!(world.words("B-1"), "QUARANTINE");
    // What is at its limit when that is said rests at once; without one nothing more happens.
    let free = |world: &World| {
        let witnesses = vec![witness(world, role::ARMORER), witness(world, role::FIRST_AD)];
        Ask::FreeLot { lot, why: "every round looked at".into(), witnesses }
    };
    world.ask(free(&world)).unwrap();
    limit(&mut world, None, by).unwrap();
    assert_eq!(world.state.rounds().lot(lot).unwrap().apart, None);
    limit(&mut world, Some(1), by).unwrap();
    assert!(world.state.rounds().lot(lot).unwrap().apart.is_some());
    world.replays();
}

#[test]
fn a_round_that_may_be_live_sets_its_whole_lot_apart() {
    let mut world = World::new();
    world.must("lot D-100 dummy 8\nfill D-1 6");
    world.must("start dummies-prove-load G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0\nanswer blind 6 6\nanswer 0");
    world.must("answer 5");
    let found = world.state.rounds().lot(lot(&world)).unwrap();
    expect!["a live round was found"].assert_eq(found.apart.as_deref().unwrap());
    assert_eq!(world.words("D-1"), "QUARANTINE");
    assert!(world.state.alarm().is_some());
    // Names alone do not settle it, and nothing of any other gun is declared or issued before the restart.
    assert!(world.play("settle wrong").is_err());
    assert!(world.play("start cold-gun-empty G-08").is_err());
    world.must("settle");
    assert!(world.state.alarm().is_none());
    assert!(world.play("start dummies-prove-load G-08").is_err(), "its tray is set apart");
    world.replays();
}

/// The key for a live round, pressed by somebody who called STOP first: of the item that is named, of what runs hold where none is.
#[test]
fn a_live_round_that_is_pressed_sets_lots_apart_as_one_that_a_list_finds() {
    for (named, in_a_run) in [(true, false), (false, true), (false, false)] {
        let mut world = stocked();
        world.must(CLEAR);
        world.must(LOADED);
        if in_a_run {
            world.must("start blank-after-take G-07");
        }
        assert!(world.happened(Happened::Stop { by: None, item: None }));
        let item = named.then(|| world.item("G-07"));
        let alarm = Happened::Alarm { alarm: Danger::LiveFound, item, by: None };
        assert!(world.happened(alarm));
        let found = world.state.rounds().lot(lot(&world)).unwrap();
        assert_eq!(found.apart.is_some(), named || in_a_run, "{named} {in_a_run}");
        world.replays();
    }
}

#[test]
fn a_lot_is_for_the_guns_that_it_is_made_for() {
    let mut world = World::new();
    let guns: Vec<ItemId> = vec![world.item("G-08")];
    world.ask(Ask::AddLot(NewLot { guns, ..blanks(&world) })).unwrap();
    fill(&mut world, "B-1", 12).unwrap();
    world.must(CLEAR);
    // Said before anything is loaded.
    let refused = world.play("start blank-load-fire G-07 shots=3 load=half-load_blanks");
    expect!["lot B-100 is not made for G-07"].assert_eq(&refused.unwrap_err());
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let mut world = World::new();
    let good = blanks(&world);
    let armorer = witness(&world, role::ARMORER);
    let mut refused = |new: NewLot| world.ask(Ask::AddLot(new)).unwrap_err();
    let mut all = vec![
        refused(NewLot { count: 0, ..good.clone() }),
        refused(NewLot { count: 100_001, ..good.clone() }),
        refused(NewLot { load: None, ..good.clone() }),
        refused(NewLot { kind: RoundKind::Dummy, ..good.clone() }),
        refused(NewLot { tag: "B\u{202e}1".into(), ..good.clone() }),
        refused(NewLot { maker: String::new(), ..good.clone() }),
        refused(NewLot { witnesses: vec![armorer.clone(), armorer], ..good.clone() }),
        refused(NewLot { guns: vec![ItemId::from_random(999)], ..good.clone() }),
    ];
    world.ask(Ask::AddLot(good.clone())).unwrap();
    all.push(world.ask(Ask::AddLot(NewLot { tag: "b-100".into(), ..good })).unwrap_err());
    all.push(fill(&mut world, "D-1", 1).unwrap_err());
    all.push(fill(&mut world, "B-1", 51).unwrap_err());
    all.push(fill(&mut world, "B-1", 0).unwrap_err());
    expect![[r#"
        0 were asked for; 100000 is the most
        100001 were asked for; 100000 is the most
        there is no such load
        there is no such style of dummy
        the character U+202E cannot be used here; delete it
        write something here
        two different people are needed, one of them a handler
        there is no such gun
        the tag b-100 is on another item
        D-1 is no tray for these
        51 were asked for; 50 is the most
        0 were asked for; 50 is the most"#]]
    .assert_eq(&all.join("\n"));
}

#[test]
fn what_stands_on_the_boxes_is_corrected_by_a_line_that_keeps_the_old_one() {
    let mut world = stocked();
    world.must(CLEAR);
    world.must(LOADED);
    let lot = lot(&world);
    let read = ReadAgain {
        tag: "B-101".into(),
        maker: "Sample Maker".into(),
        calibre: ".45 5-in-1".into(),
        load: Some("half load".into()),
        tell: None,
        guns: Vec::new(),
    };
    let correct = |world: &mut World, read: &ReadAgain, name: &str| {
        let (read, why, by) = (read.clone(), "the wrong box".into(), world.who(name));
        world.ask(Ask::CorrectLot { lot, read, why, by })
    };
    let mut refused = vec![correct(&mut world, &read, role::FIRST_AD).unwrap_err()];
    correct(&mut world, &read, role::ARMORER).unwrap();
    refused.push(correct(&mut world, &read, role::ARMORER).unwrap_err());
    refused.push(
        correct(&mut world, &ReadAgain { load: None, ..read.clone() }, role::ARMORER).unwrap_err(),
    );
    // A number alone says nothing of what is in the gun; a load does.
    assert_eq!(world.words("G-07"), "HOT 3 x \"half-load blanks\"");
    let full = ReadAgain { load: Some("full load".into()), ..read };
    correct(&mut world, &full, role::ARMORER).unwrap();
    assert_eq!(world.words("G-07"), "UNVERIFIED");
    expect![[r#"
        there is no such qualified handler
        there is no such difference to what was entered
        there is no such load"#]]
    .assert_eq(&refused.join("\n"));
    let found = world.state.rounds().lot(lot).unwrap();
    assert_eq!((found.added.tag.as_str(), found.added.count), ("B-101", 50));
    let kept: Vec<&str> = found
        .past
        .iter()
        .filter_map(
            |told| if let Line::Corrected(was, _) = &told.what { Some(&*was.tag) } else { None },
        )
        .collect();
    assert_eq!(kept, ["B-100", "B-101"]);
    world.ask(Ask::AddLot(NewLot { tag: "B-100".into(), ..blanks(&world) })).unwrap();
    world.replays();
}

#[test]
fn one_lot_a_tray() {
    let mut world = stocked();
    let other = NewLot { tag: "B-200".into(), ..blanks(&world) };
    world.ask(Ask::AddLot(other)).unwrap();
    let second = world.state.rounds().lots().last().unwrap().id;
    let (tray, by) = (world.item("B-1"), world.who(role::ARMORER));
    let refused = world.ask(Ask::FillTray { lot: second, tray, n: 3, by }).unwrap_err();
    expect!["B-1 holds rounds of lot B-100"].assert_eq(&refused);
}

#[test]
fn what_is_in_a_gun_still_belongs_to_its_tray() {
    let mut world = World::new();
    world.ask(Ask::AddLot(blanks(&world))).unwrap();
    fill(&mut world, "B-1", 3).unwrap();
    world.must(CLEAR);
    world.must(LOADED);
    // The tray is empty by now, and what is in the gun comes back to it.
    expect!["boxes 47, tray 0, guns 3, fired 0, held 0, pot 0"].assert_eq(&say(&world));
    world.ask(Ask::AddLot(NewLot { tag: "B-200".into(), ..blanks(&world) })).unwrap();
    let second = world.state.rounds().lots().last().unwrap().id;
    let (tray, by) = (world.item("B-1"), world.who(role::ARMORER));
    let other = |world: &mut World| world.ask(Ask::FillTray { lot: second, tray, n: 3, by });
    expect!["3 of lot B-100 from B-1 are in a gun"].assert_eq(&other(&mut world).unwrap_err());
    // It has fifty places.
    expect!["48 were asked for; 47 is the most"]
        .assert_eq(&fill(&mut world, "B-1", 48).unwrap_err());
    fill(&mut world, "B-1", 47).unwrap();
    expect!["1 were asked for; 0 is the most"].assert_eq(&fill(&mut world, "B-1", 1).unwrap_err());
}

#[test]
fn a_short_count_closes_once_another_has_searched_and_somebody_was_told() {
    let mut world = stocked();
    let lot = lot(&world);
    let tray = Some(world.item("B-1"));
    let count = |world: &mut World, counted, name| {
        let by = world.who(name);
        assert!(world.happened(Happened::Counted { lot, tray, counted, by }));
    };
    let close = |world: &mut World, name| {
        let told = witness(world, name);
        world.ask(Ask::CloseDifference { lot, tray, told })
    };
    let nothing = close(&mut world, role::FIRST_AD).unwrap_err();
    count(&mut world, 11, role::ARMORER);
    let alone = close(&mut world, role::FIRST_AD).unwrap_err();
    count(&mut world, 11, role::PROPERTY_MASTER);
    let untold = close(&mut world, role::PERFORMER).unwrap_err();
    close(&mut world, role::FIRST_AD).unwrap();
    expect![[r#"
        no difference is open there
        a second person has not counted the same yet
        a difference is told to the first AD, a deputy or the production"#]]
    .assert_eq(&[nothing, alone, untold].join("\n"));
    let found = world.state.rounds().lot(lot).unwrap();
    assert_eq!((found.closed, found.left()), (-1, 49));
    // What is open keeps no gun out of the safe.
    count(&mut world, 5, role::ARMORER);
    world.must("move lock_away G-07 armorer");
    world.replays();
}

#[test]
fn dummies_go_in_and_come_out_one_by_one() {
    let mut world = World::new();
    let dummies = NewLot {
        kind: RoundKind::Dummy,
        tag: "D-100".into(),
        load: None,
        tell: Some(Tell::Drilled),
        count: 8,
        ..blanks(&world)
    };
    world.ask(Ask::AddLot(dummies)).unwrap();
    fill(&mut world, "D-1", 6).unwrap();
    let tray = Heap::Tray(world.item("D-1"));
    let text = include_str!("../../../checklists/golden/dummies-out.clean.txt");
    let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    let (load, out) = lines
        .split_at(lines.iter().position(|line| line.starts_with("start dummies-out")).unwrap());
    // The golden run also asks for what is refused; what counts is what it comes to.
    let play = |world: &mut World, line: &&str| drop(world.play(line));
    load.iter().for_each(|line| play(&mut world, line));
    let found = |world: &World| {
        let lot = *world.state.rounds().lots().first().unwrap();
        (lot.due(tray), lot.in_guns())
    };
    assert_eq!(found(&world), (0, 6));
    out.iter().for_each(|line| play(&mut world, line));
    assert_eq!(found(&world), (6, 0));
    world.replays();
}
