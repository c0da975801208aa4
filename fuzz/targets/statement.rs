//! Entries that were changed, left out, doubled or put elsewhere, as people's statements tell of them: a text or a reason,
//! never a panic; and whatever was typed stands in quotes, from which it is read again.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use showclear::event::{Entry, Event};
use showclear::log::Envelope;
use showclear::record;
use showclear::statement::{Covered, LONGEST_TEXT, Names, Past};
use showclear::terms::quoted;

mod sample;

/// Few, so that each try is quick: lines can be joined again and again.
const MOST_CHANGES: usize = 12;

/// The data of the lines of the sample production.
static DATA: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    sample::lines().iter().map(|line| Envelope::parse(line).unwrap().data.to_vec()).collect()
});

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for (path, bytes) in sample::FILES.iter() {
        let Some(hex) = path.strip_prefix("objects/") else { continue };
        let text = String::from_utf8_lossy(bytes);
        if let Some(name) = text.split("\"name\":\"").nth(1).and_then(|name| name.split('"').next())
        {
            names.insert(hex.replace('/', "").parse().unwrap(), name.to_owned());
        }
    }
    assert!(!names.is_empty(), "nobody has a name");
    names
});

fuzz_target!(|bytes: &[u8]| {
    typed(&String::from_utf8_lossy(bytes));
    let mut lines = DATA.clone();
    let mut rest = bytes;
    for _ in 0..MOST_CHANGES {
        let Some((change, left)) = rest.split_first_chunk::<4>() else { break };
        rest = left;
        let (more, left) = rest.split_at(usize::from(change[3] % 32).min(rest.len()));
        rest = left;
        change_one(&mut lines, *change, more);
    }
    derive(lines.iter().filter_map(|data| record::decode(data).ok()).collect());
});

/// What is typed comes back from its quotes, and nothing in them ends a line or hides.
fn typed(text: &str) {
    let shown = quoted(text);
    let mut left = shown.chars();
    assert_eq!(left.next(), Some('"'));
    assert_eq!(unquoted(&mut left).as_deref(), Some(text));
    assert_eq!(left.next(), None);
}

/// Reads on to the closing quote, and gives what stands before it.
fn unquoted(left: &mut std::str::Chars<'_>) -> Option<String> {
    let mut text = String::new();
    loop {
        match left.next()? {
            '"' => return Some(text),
            '\\' => match left.next()? {
                found @ ('"' | '\\') => text.push(found),
                'u' => {
                    let (hex, after) = left.as_str().strip_prefix('{')?.split_once('}')?;
                    text.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?);
                    *left = after.chars();
                }
                _ => return None,
            },
            found if found.is_control() => return None,
            found => text.push(found),
        }
    }
}

/// One change of one line, or of the order of the lines.
fn change_one(lines: &mut Vec<Vec<u8>>, [what, which, place, _]: [u8; 4], more: &[u8]) {
    if lines.is_empty() {
        return;
    }
    let at = usize::from(which) % lines.len();
    let other = usize::from(place) % lines.len();
    match what % 8 {
        0 => drop(lines.remove(at)),
        1 => lines.swap(at, other),
        2 => {
            let again = lines[at].clone();
            lines.insert(other, again);
        }
        3 => lines[at] = sample::changed(&lines[at], more),
        4 => lines[at] = joined(&lines[at], &lines[other]),
        5 => {
            let number =
                format!("{}", more.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)));
            replace(&mut lines[at], place, |byte| byte.is_ascii_digit(), &number);
        }
        6.. => {
            let text = serde_json::to_string(&String::from_utf8_lossy(more)).unwrap();
            let text = text.trim_matches('"').to_owned();
            replace(&mut lines[at], place, |byte| byte != b'"', &text);
        }
    }
}

/// Puts `new` in the place of the run of bytes of one sort that `place` counts.
fn replace(line: &mut Vec<u8>, place: u8, sort: impl Fn(u8) -> bool, new: &str) {
    let runs: Vec<&[u8]> = line.chunk_by(|a, b| sort(*a) == sort(*b)).collect();
    let of_sort: Vec<usize> =
        runs.iter().enumerate().filter(|(_, run)| sort(run[0])).map(|(at, _)| at).collect();
    let Some(at) = of_sort.get(usize::from(place) % of_sort.len().max(1)) else { return };
    let mut made: Vec<&[u8]> = runs.clone();
    made[*at] = new.as_bytes();
    *line = made.concat();
}

/// The events of two lines in one.
fn joined(one: &[u8], other: &[u8]) -> Vec<u8> {
    let events = |data: &[u8]| {
        let text = String::from_utf8_lossy(data).into_owned();
        let (head, events) = text.split_once("\"ev\":[")?;
        Some((head.to_owned(), events.strip_suffix("]}")?.to_owned()))
    };
    match (events(one), events(other)) {
        (Some((head, first)), Some((_, second))) => {
            format!("{head}\"ev\":[{first},{second}]}}").into_bytes()
        }
        (None, _) | (_, None) => one.to_vec(),
    }
}

/// Every text that these entries prepare, and how all that is signed stands.
fn derive(entries: Vec<Entry>) {
    let covered = Covered::not_yet("e1b5e6a033977376".parse().unwrap());
    let mut past = Past::new();
    for entry in &entries {
        // What prepares nothing is not foretold: it would be most of the work.
        let prepares = |event| matches!(event, &Event::StatementPrepared(_));
        let prepares = entry.events().iter().any(prepares);
        let dry = prepares.then(|| past.dry_run(entry, &NAMES));
        past.feed(entry);
        match past.text(&covered, &NAMES) {
            Ok(text) => {
                let Some(Ok(dry)) = dry else { panic!("what can be written could be foretold") };
                assert_eq!(dry.as_str().len(), text.as_str().len(), "foretold otherwise");
                assert!(text.as_str().len() <= LONGEST_TEXT);
                page(text.as_str());
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    for row in past.rows() {
        let _said = past.row_text(row, 0, false, &NAMES);
    }
    let _faults = past.standing().faults().iter().map(|(_, fault)| fault.to_string()).count();
}

/// Outside quotes only what the template says and ids of the closed sort; in them, what can be read again.
fn page(text: &str) {
    assert!(text.ends_with('\n'));
    for line in text.lines() {
        let mut left = line.chars();
        while let Some(found) = left.next() {
            if found == '"' {
                assert!(unquoted(&mut left).is_some(), "quotes that do not close: {line:?}");
            } else {
                assert!(found == ' ' || found.is_ascii_graphic(), "typed without quotes: {line:?}");
                assert_ne!(found, '\\', "an escape outside quotes: {line:?}");
            }
        }
    }
}
