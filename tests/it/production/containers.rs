//! Containers: seals read back, keys, what lies in them, and what nobody said.

use expect_test::expect;
use showclear::event::{Entry, Event};
use showclear::production::{Ask, Contained, Container, Happened, Moved, NewItem};
use showclear::terms::{Act, Action, Barrel, ItemId, ItemKind, PersonId, Place, SealFound, role};

use super::world::World;

/// With a safe in the book.
pub(crate) fn with_safe() -> (World, ItemId) {
    let mut world = World::new();
    let safe = NewItem {
        kind: ItemKind::Container,
        tag: "SAFE-1".into(),
        action: Action::None,
        barrel: Barrel::None,
        capacity: None,
        known_as: None,
        particulars: None,
    };
    world.ask(Ask::AddItem(safe)).unwrap();
    let item = world.item("SAFE-1");
    assert!(world.state.stores().of_item(item).is_some(), "one command makes it a place");
    (world, item)
}

fn tell(world: &mut World, item: ItemId, what: Container) -> String {
    let by = Some(world.who(role::ARMORER));
    assert!(world.happened(Happened::Store(Contained { item, what, by, at: None })));
    kinds(world.entries.last().unwrap())
}

fn kinds(entry: &Entry) -> String {
    let words = entry.events().iter().map(|event| {
        let value = serde_json::to_value(event).unwrap();
        let found = value.get("found").and_then(|one| one.as_str());
        let kind = value["k"].as_str().unwrap();
        found.map_or_else(|| kind.to_owned(), |found| format!("{kind} {found}"))
    });
    words.collect::<Vec<_>>().join(" · ")
}

pub(crate) fn seal(world: &mut World, item: ItemId) {
    assert_eq!(tell(world, item, Container::Sealed { seal: "0045 a".into() }), "store.sealed");
}

fn opened(read: Option<&str>, broken: bool) -> Container {
    Container::Opened { read: read.map(str::to_owned), broken }
}

pub(crate) fn lock_away(world: &mut World, tag: &str, safe: ItemId) -> String {
    let store = world.state.stores().of_item(safe).unwrap().id;
    let armorer = Some(world.who(role::ARMORER));
    let moved = Moved::plain(world.item(tag), Act::LockAway, armorer, None);
    assert!(world.happened(Happened::Moved(vec![Moved { store: Some(store), ..moved }])));
    kinds(world.entries.last().unwrap())
}

#[test]
fn a_seal_is_read_back_and_a_difference_is_said() {
    let mut table = String::new();
    for (name, read, broken) in [
        ("the same", Some("0045 A"), false),
        ("blanks and capitals aside", Some("0045a"), false),
        ("another", Some("0046 A"), false),
        ("broken", Some("0045 A"), true),
        ("not read", None, false),
        ("only blanks", Some("   "), false),
    ] {
        let (mut world, safe) = with_safe();
        seal(&mut world, safe);
        let told = tell(&mut world, safe, opened(read, broken));
        table.push_str(&format!("{name}: {told}\n"));
        let store = world.state.stores().of_item(safe).unwrap();
        assert_eq!(store.seal, None, "it is off");
        assert_eq!(tell(&mut world, safe, opened(Some("1"), false)), "store.opened none");
        world.replays();
    }
    expect![[r#"
        the same: store.opened same
        blanks and capitals aside: store.opened same
        another: store.opened differs
        broken: store.opened broken
        not read: store.opened not_read
        only blanks: store.opened not_read
    "#]]
    .assert_eq(&table);
}

#[test]
fn locking_away_names_the_container_and_needs_none() {
    let (mut world, safe) = with_safe();
    assert_eq!(lock_away(&mut world, "G-07", safe), "item.moved");
    world.must("move lock_away G-08 armorer");
    let stores = world.state.stores();
    let inside: Vec<_> = stores.inside(safe, world.state.book()).iter().map(|one| one.id).collect();
    assert_eq!(inside, [world.item("G-07")]);
    let elsewhere = world.state.book().item(world.item("G-08")).unwrap();
    assert_eq!((elsewhere.place, elsewhere.store), (Place::Locked, None));
}

#[test]
fn what_goes_into_or_out_of_a_sealed_container_opened_it() {
    let (mut world, safe) = with_safe();
    lock_away(&mut world, "G-07", safe);
    seal(&mut world, safe);
    world.must("move take_out G-07 armorer armorer");
    expect!["item.moved · store.opened not_read"].assert_eq(&kinds(world.entries.last().unwrap()));
    assert_eq!(world.state.stores().of_item(safe).unwrap().seal, None);
    // Once it is off, nothing more is said.
    world.must("move lock_away G-07 armorer");
    seal(&mut world, safe);
    assert_eq!(lock_away(&mut world, "G-07", safe), "item.moved · store.opened not_read");
    // Where its seal was read, what is taken out says nothing more.
    seal(&mut world, safe);
    tell(&mut world, safe, opened(Some("0045 a"), false));
    world.must("move take_out G-07 armorer armorer");
    expect!["item.moved"].assert_eq(&kinds(world.entries.last().unwrap()));
    world.replays();
}

#[test]
fn what_is_still_declared_of_something_inside_ends_with_its_seal() {
    let (mut world, safe) = with_safe();
    world.must("start rubber-out R-07\nanswer 0\ncollect R-07");
    // By the record it is in the safe and INERT: a move that says where it is, without an act that ends that.
    let store = world.state.stores().of_item(safe).unwrap().id;
    let armorer = Some(world.who(role::ARMORER));
    let moved = Moved::plain(world.item("R-07"), Act::Collect, None, armorer);
    let moved = Moved { store: Some(store), place: Some(Place::Locked), ..moved };
    assert!(world.happened(Happened::Moved(vec![moved])));
    assert_eq!(world.words("R-07").split(' ').next(), Some("INERT"));
    seal(&mut world, safe);
    let told = tell(&mut world, safe, opened(Some("9"), false));
    assert_eq!(told, "store.opened differs · item.unverified");
    assert_eq!(world.words("R-07"), "UNVERIFIED");
}

#[test]
fn a_key_is_with_somebody_or_nobody_knows() {
    let (mut world, safe) = with_safe();
    let holder = |world: &World| -> Option<Option<PersonId>> {
        world.state.stores().of_item(safe).unwrap().keys.get("2").map(|key| key.holder)
    };
    assert_eq!(holder(&world), None, "nobody said");
    let armorer = world.who(role::ARMORER);
    let key = |holder| Container::Key { key: "2".into(), holder };
    assert_eq!(tell(&mut world, safe, key(Some(armorer))), "store.key");
    assert_eq!(holder(&world), Some(Some(armorer)));
    tell(&mut world, safe, key(None));
    assert_eq!(holder(&world), Some(None), "unknown is said");
    world.replays();
}

#[test]
fn the_audit_finds_a_seal_that_is_not_told_truly() {
    let (mut before, safe) = with_safe();
    lock_away(&mut before, "G-07", safe);
    seal(&mut before, safe);
    let forged = |lines: &dyn Fn(&mut World), forge: &dyn Fn(&mut Vec<Event>)| {
        let mut after = before.clone();
        lines(&mut after);
        let mut entry: Entry = after.entries.last().unwrap().clone();
        let mut events: Vec<Event> = entry.ev.into();
        forge(&mut events);
        entry.ev = events.try_into().unwrap();
        let faults = before.state.audit(&entry, before.state.size());
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let told = told.join("\n").replace(&before.item("G-07").to_string(), "G-07");
        told.replace(&safe.to_string(), "SAFE-1")
    };
    let take_out = |world: &mut World| world.must("move take_out G-07 armorer armorer");
    assert_eq!(forged(&take_out, &|_| ()), "");
    expect![
        "G-07 went into or out of the sealed container SAFE-1, and nothing says that it was opened"
    ]
    .assert_eq(&forged(&take_out, &|events| {
        events.retain(|event| !matches!(event, Event::StoreOpened(_)));
    }));
    let other = |world: &mut World| {
        tell(world, safe, opened(Some("9"), false));
    };
    assert_eq!(forged(&other, &|_| ()), "");
    expect!["the container SAFE-1 does not say truly how its seal was found"].assert_eq(&forged(
        &other,
        &|events| {
            for event in events {
                if let Event::StoreOpened(opened) = event {
                    opened.found = SealFound::Same;
                }
            }
        },
    ));
}

#[test]
fn only_a_container_that_is_no_place_yet_becomes_one() {
    let (mut world, safe) = with_safe();
    let no = "there is no such container without a place to lock things away in";
    assert_eq!(world.ask(Ask::AddStore { item: safe }).unwrap_err(), no);
    let gun = world.item("G-07");
    assert_eq!(world.ask(Ask::AddStore { item: gun }).unwrap_err(), no);
    // What is told of a gun as if it were a container is nothing to record.
    let by = Some(world.who(role::ARMORER));
    let what = opened(None, true);
    assert!(!world.happened(Happened::Store(Contained { item: gun, what, by, at: None })));
}

#[test]
fn what_a_list_takes_out_opened_it_too() {
    let (mut world, safe) = with_safe();
    world.must("start misfire G-07\nanswer done");
    lock_away(&mut world, "G-07", safe);
    seal(&mut world, safe);
    world.must("answer done");
    assert!(world.state.stores().of_item(safe).unwrap().seal.is_some(), "it was not moved yet");
    let told = world.tell("answer 0");
    assert!(told.contains("store.opened"), "{told}");
    assert_eq!(world.state.stores().of_item(safe).unwrap().seal, None);
    world.replays();
}
