//! How the logs of one production go on from one another: which is the main one, and how many lines of the others count.

use std::collections::BTreeSet;

use super::one_log::OneLog;
use crate::bundle::Manifest;
use crate::event::{Continues, ContinuesWhy};
use crate::verify::facts::OtherLog;
use crate::verify::finding::{ASK, COMPARE, Findings};
use crate::verify::options::Options;

/// The log that the list names; in a folder the newest that no other continues, before all one whose key is at hand.
pub(in crate::verify) fn main_log(
    logs: &[OneLog<'_>],
    manifest: Option<&Manifest>,
    options: &Options,
) -> Option<usize> {
    let named = manifest.map(|manifest| manifest.head.origin.log());
    if let Some(at) = logs.iter().position(|log| Some(log.id.as_str()) == named) {
        return Some(at);
    }
    let continued: BTreeSet<String> =
        logs.iter().filter_map(|log| Some(continues(log)?.log.to_string())).collect();
    let tips = logs.iter().enumerate().filter(|(_, log)| !continued.contains(&log.id));
    let newest = tips.max_by_key(|(_, log)| (options.own.contains(&log.id), log.last));
    newest.map(|(at, _)| at)
}

/// The logs that `main` goes on from, the oldest first, and itself; each with how many of its lines count.
pub(in crate::verify) fn of(logs: &[OneLog<'_>], main: usize) -> Vec<(usize, Option<u64>)> {
    let mut chain = vec![(main, None)];
    let mut at = main;
    while let Some((before, size)) = parent(logs, at) {
        if chain.iter().any(|(one, _)| *one == before) {
            break;
        }
        chain.push((before, Some(size)));
        at = before;
    }
    chain.reverse();
    chain
}

/// Every log, each after the one that it goes on from.
pub(in crate::verify) fn order(logs: &[OneLog<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for _ in logs {
        for at in 0..logs.len() {
            let ready = parent(logs, at).is_none_or(|(before, _)| order.contains(&before));
            if ready && !order.contains(&at) {
                order.push(at);
            }
        }
    }
    // Logs that go on from each other in a circle cannot be; what they say of each other is refused.
    order.extend((0..logs.len()).filter(|at| !order.contains(at)).collect::<Vec<_>>());
    order
}

/// The log that a log goes on from, where it is here, and at which size.
pub(in crate::verify) fn parent(logs: &[OneLog<'_>], at: usize) -> Option<(usize, u64)> {
    let continues = continues(logs.get(at)?)?;
    let id = continues.log.to_string();
    let before = logs.iter().position(|log| log.id == id)?;
    (before != at).then_some((before, continues.size))
}

/// The sizes at which other logs go on from this one.
pub(in crate::verify) fn wanted(logs: &[OneLog<'_>], id: &str) -> Vec<u64> {
    let all = logs.iter().filter_map(continues);
    all.filter(|one| one.log.to_string() == id).map(|one| one.size).collect()
}

/// Holds the beginning of a log against the one that it goes on from.
pub(in crate::verify) fn joint(logs: &[OneLog<'_>], at: usize, found: &mut Findings) {
    let Some((by, continues)) = logs.get(at).and_then(|log| Some((log, continues(log)?))) else {
        return;
    };
    let place = || by.place(0);
    if continues.why == ContinuesWhy::RootLost {
        let what = "the keys of the people who could change the roster are said to be lost: they did not agree to this";
        found.note(place(), what, "Compare every fingerprint with the people themselves.");
    }
    let Some(log) = parent(logs, at).and_then(|(before, _)| logs.get(before)) else {
        let what = format!("is not here, and log {} goes on from it", by.id);
        found.missing(format!("log/{}", continues.log), what);
        return;
    };
    if log.created.production != by.created.production || log.created.mode != by.created.mode {
        found.altered(place(), "continues a log of another production or mode", ASK);
    }
    match log.root_at(continues.size) {
        None => {
            let what =
                format!("continues {} lines of log {}, and fewer are here", continues.size, log.id);
            found.altered(place(), what, COMPARE);
        }
        Some(root) if *root.as_bytes() != continues.root.0 => {
            let what = format!("continues other lines than those of log {}", log.id);
            found.altered(place(), what, COMPARE);
        }
        Some(_) => {}
    }
}

/// What the other logs are to the main one.
pub(in crate::verify) fn others(
    logs: &[OneLog<'_>],
    main: usize,
    found: &mut Findings,
) -> Vec<OtherLog> {
    let mut others = Vec::new();
    for log in logs.iter().enumerate().filter(|(at, _)| *at != main).map(|(_, log)| log) {
        let by = logs.iter().filter_map(|by| Some((by, continues(by)?)));
        let by: Vec<_> = by.filter(|(_, one)| one.log.to_string() == log.id).collect();
        let what = match by.as_slice() {
            [] => "another log, which this one does not continue".to_owned(),
            [(by, continues)] => {
                let beyond = log.good().saturating_sub(continues.size);
                let why = words(continues.why);
                if beyond == 0 {
                    format!("continued by {}: {why}", by.id)
                } else {
                    let what = format!(
                        "a fork: {beyond} lines were written after it was continued by {}: {why}",
                        by.id
                    );
                    let advice = "They count for nothing; ask who wrote them.";
                    found.note(format!("log/{}", log.id), &what, advice);
                    what
                }
            }
            [_, _, ..] => {
                let what = "a fork: more than one log continues it".to_owned();
                found.note(format!("log/{}", log.id), &what, "Ask which of them was used on set.");
                what
            }
        };
        others.push(OtherLog { log: log.id.clone(), size: log.good(), what });
    }
    others
}

fn continues<'l>(log: &'l OneLog<'_>) -> Option<&'l Continues> {
    log.created.continues.as_ref()
}

fn words(why: ContinuesWhy) -> &'static str {
    match why {
        ContinuesWhy::NewLaptop => "on another laptop",
        ContinuesWhy::Damaged => "it was damaged",
        ContinuesWhy::OlderCopy => "it was an older copy",
        ContinuesWhy::RootLost => "the keys of its root were lost",
    }
}
