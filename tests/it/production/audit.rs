//! The rules derived again find what this program would not have written.

use expect_test::expect;
use showclear::event::{Entry, Event};
use showclear::terms::Breach;

use super::world::World;

const OPEN: &str = "start cold-gun-empty G-07\nanswer 0\nanswer text G-07\nanswer 0\nanswer 0";

/// The newest line with its events changed, held against the state before it.
fn forged(lines: &str, forge: impl Fn(&World, &mut Vec<Event>)) -> String {
    let mut before = World::new();
    let all: Vec<&str> = lines.lines().map(str::trim).collect();
    let (last, first) = all.split_last().unwrap();
    before.must(&first.join("\n"));
    let mut after = before.clone();
    after.must(last);
    let mut entry: Entry = after.entries.last().unwrap().clone();
    let mut events: Vec<Event> = entry.ev.into();
    forge(&before, &mut events);
    entry.ev = events.try_into().unwrap();
    let faults = before.state.audit(&entry, before.state.size());
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let item = before.item("G-07").to_string();
    told.join("\n").replace(&item, "G-07")
}

fn declared(events: &mut [Event], change: impl Fn(&mut showclear::event::ItemDeclared)) {
    for event in events {
        if let Event::ItemDeclared(declared) = event {
            change(declared);
        }
    }
}

#[test]
fn what_is_against_the_rules_is_found() {
    let line = format!("{OPEN}\nanswer blind 6 6");
    assert_eq!(forged(&line, |_, _| ()), "");
    expect!["declared of G-07 by too few who looked"].assert_eq(&forged(&line, |_, events| {
        declared(events, |one| one.witnesses.truncate(1));
    }));
    expect!["declared of G-07 by too few who looked"].assert_eq(&forged(&line, |world, events| {
        let recorder = world.who("recorder");
        declared(events, |one| one.witnesses.iter_mut().for_each(|w| w.person = recorder));
    }));
    expect!["declared of G-07 from a paper card"].assert_eq(&forged(&line, |_, events| {
        declared(events, |one| one.card = Some(3));
    }));
    let stopped = |_: &World, events: &mut Vec<Event>| {
        let mut world = World::new();
        world.must("stop");
        events.insert(0, world.entries.last().unwrap().events().first().unwrap().clone());
    };
    let told = forged(&line, stopped).replace(&run_of(&line), "RUN");
    expect![[r#"
        declared of G-07 while a STOP stood
        run RUN went on while a STOP stood, and G-07 was declared or issued by it
        something is in force of G-07 under a STOP"#]]
    .assert_eq(&told);
    let apart = format!("{OPEN}\nmove quarantine G-07 armorer\nshow G-07 performer");
    expect!["declared of G-07, which could not be looked into: it is set apart"].assert_eq(
        &forged(&apart, |_, events| {
            let mut world = World::new();
            world.must(&line);
            events.extend(
                world
                    .entries
                    .last()
                    .unwrap()
                    .events()
                    .iter()
                    .filter(|event| matches!(event, Event::ItemDeclared(_)))
                    .cloned(),
            );
        }),
    );
    let issued =
        format!("{OPEN}\nanswer blind 6 6\ncollect G-07\nmove issue G-07 armorer performer");
    expect![
        "G-07 was issued without a word of what was against it: nothing is declared of it: it changed hands"
    ]
    .assert_eq(&forged(&issued, |_, events| {
        for event in events {
            if let Event::ItemMoved(moved) = event {
                assert_eq!(moved.breach, Some(Breach::NotDeclared));
                moved.breach = None;
            }
        }
    }));
}

fn run_of(lines: &str) -> String {
    let mut world = World::new();
    world.must(lines);
    world.state.runs().next_back().unwrap().id().to_string()
}
