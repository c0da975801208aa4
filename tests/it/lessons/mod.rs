//! What failed on one set, and once on another, row by row: what of this program stops, refuses or reports it, and what is still missing.

mod bench;
mod breaks;
mod rules;
mod set;
mod table;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use showclear::platform::SHIPPED;

use crate::production::world::World;
use table::{By, ROWS};

/// Prints the table, plays every row that is caught, and fails with all those that are not.
#[test]
fn every_lesson_is_caught_or_said_to_be_missing() {
    let mut lost = Vec::new();
    for row in ROWS {
        println!("{:>2}  {}", row.n, row.failed);
        match row.by {
            By::Caught { what, play } => {
                println!("      caught: {what}");
                if catch_unwind(AssertUnwindSafe(play)).is_err() {
                    lost.push(row.n);
                }
            }
            By::NotYet { module } => println!("      not yet: {module}"),
        }
    }
    let caught = ROWS.iter().filter(|row| matches!(row.by, By::Caught { .. })).count();
    println!("{caught} of {} caught", ROWS.len());
    assert!(lost.is_empty(), "not caught any more: rows {lost:?}");
}

#[test]
fn no_row_is_missing_and_none_is_empty() {
    let numbers: Vec<u8> = ROWS.iter().map(|row| row.n).collect();
    assert_eq!(numbers, (1..=43).collect::<Vec<u8>>(), "each row once, in order");
    let mut plays = BTreeSet::new();
    for row in ROWS {
        let (said, play) = match row.by {
            By::Caught { what, play } => (what, Some(play as usize)),
            By::NotYet { module } => (module, None),
        };
        assert!(row.failed.len() > 12 && said.len() > 12, "row {} says too little", row.n);
        assert!(play.is_none_or(|play| plays.insert(play)), "row {} has no test of its own", row.n);
    }
}

/// A shipped list without some of its stops, under another name: what would happen if that rule were not there.
fn without(list: &str, stops: &[&str]) -> (String, String) {
    let file = format!("{list}.ron");
    let (_, text) = SHIPPED.iter().find(|(name, _)| *name == file).unwrap();
    let mut text = text.replacen(&format!("id: \"{list}\""), &format!("id: \"{list}-less\""), 1);
    for stop in stops {
        cut(&mut text, &format!("Stop(id: \"{stop}\""), ('(', ')'));
    }
    // A translation of a text that is gone would be a mistake.
    if text.contains("    strings: {") {
        cut(&mut text, "    strings: {", ('{', '}'));
    }
    (format!("{list}-less.ron"), text)
}

/// Takes away what begins with `start`, to the bracket that closes it and the comma behind.
fn cut(text: &mut String, start: &str, (open, close): (char, char)) {
    let from = text.find(start).unwrap();
    let mut depth = 0;
    let length = text.get(from..).unwrap().find(|c| {
        depth += i32::from(c == open) - i32::from(c == close);
        c == close && depth == 0
    });
    text.replace_range(from..=from + length.unwrap() + 1, "");
}

/// The world with a list from which stops were taken.
fn world_without(list: &str, stops: &[&str]) -> World {
    let (name, text) = without(list, stops);
    World::with(&[(&name, &text)])
}

/// What came of the last of several lines; the others have to come to something.
#[track_caller]
fn after(world: &mut World, lines: &str) -> String {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (last, before) = lines.split_last().unwrap();
    world.must(&before.join("\n"));
    world.tell(last)
}

/// That `told` says `words`.
#[track_caller]
fn says(told: &str, words: &str) {
    assert!(told.contains(words), "{words:?} is not in {told:?}");
}

/// A revolver shown empty to everybody, as it should be.
const SHOWN_EMPTY: &str = "start cold-gun-empty G-07
    answer 0
    answer text G-07
    answer 0
    answer 0
    answer blind 6 6
    show
    answer done";

/// Six dummies proven at the bench, as it should be.
const PROVEN: &str = "start dummies-prove-load G-07
    answer 0
    answer text G-07
    answer 0
    answer 0
    answer blind 6 6
    answer 0
    answer 0
    answer 0
    answer 0
    answer 0
    answer 0
    answer blind 6 6";
