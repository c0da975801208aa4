//! The lines of a production that may still be relied on when its newest log may not be as a whole.

use super::chain;
use super::entries::Keep;
use super::one_log::{self, OneLog};
use crate::log::Serial;
use crate::verify::check::{check, open};
use crate::verify::files::Files;
use crate::verify::finding::Findings;
use crate::verify::options::Options;
use crate::verify::verified::Verified;

/// The longest part of the newest log, from its first line, that nothing speaks against: every signature in it holds, and
/// no note that the laptop signed, here or in `options`, is over other lines.
#[must_use]
pub fn good_part(files: &Files<'_>, options: &Options) -> Option<Verified> {
    let mut unheard = Findings::default();
    let ids: std::collections::BTreeSet<&str> =
        files.below("log").filter_map(|(name, _)| Some(name.split_once('/')?.0)).collect();
    let logs: Vec<OneLog<'_>> = ids
        .iter()
        .filter_map(|id| one_log::read(files, id, Keep::Nothing, &Serial, &mut unheard))
        .collect();
    let log = logs.get(chain::main_log(&logs, None, options)?)?;
    let own = Options { own: [log.id.clone()].into(), opening: true, ..Options::default() };
    let most = vouched(files, log, options);
    let is_good = |size: u64| {
        let found = check(&cut(files, log, size), &own);
        found.contradictions.is_empty() && found.unread.is_empty() && found.facts.is_some()
    };
    // What speaks against a part speaks against every longer one, so that halving finds the longest.
    let (mut good, mut bad) = (0, most + 1);
    if most > 0 && is_good(most) {
        good = most;
    }
    while good + 1 < bad && good < most {
        let middle = good + (bad - good) / 2;
        if is_good(middle) { good = middle } else { bad = middle }
    }
    if good == 0 {
        return None;
    }
    open(&cut(files, log, good), &own).ok()
}

/// How many lines come into question: where a note is over other lines, those of the newest note before it that is not.
fn vouched(files: &Files<'_>, log: &OneLog<'_>, options: &Options) -> u64 {
    let readable = log.good().min(log.readable());
    let folder = format!("checkpoints/{}", log.id);
    let here = files.below(&folder).map(|(_, bytes)| bytes);
    let notes = here.chain(options.notes.iter().map(Vec::as_slice));
    let (mut same, mut other) = (Vec::new(), Vec::new());
    for said in notes.filter_map(|bytes| one_log::claim(log, bytes)) {
        match log.root_at(said.size) {
            Some(root) if root == said.root => same.push(said.size),
            Some(_) => other.push(said.size),
            None => {}
        }
    }
    match other.into_iter().min() {
        None => readable,
        Some(other) => {
            same.into_iter().filter(|size| *size < other).max().unwrap_or(0).min(readable)
        }
    }
}

/// The files with the first `size` lines of the log, without what is made from its lines or vouches for more of them.
fn cut<'f>(files: &'f Files<'_>, log: &OneLog<'_>, size: u64) -> Files<'f> {
    let mut part = Files::new();
    let (segments, statements) = (format!("log/{}/", log.id), format!("statements/{}/", log.id));
    let notes = format!("checkpoints/{}/", log.id);
    let is_other = |path: &str| {
        ![&segments, &statements, &notes].iter().any(|folder| path.starts_with(folder.as_str()))
    };
    for (path, bytes) in files.iter().filter(|(path, _)| is_other(path)) {
        part.add(path, bytes);
    }
    for (name, sha256) in files.large_below("objects") {
        part.add_large(format!("objects/{name}"), sha256);
    }
    for segment in log.reading.segments().iter().filter(|segment| segment.first < size) {
        let path = format!("{segments}{:05}.jsonl", segment.number);
        let lines = usize::try_from(size - segment.first).unwrap_or(usize::MAX);
        let last = segment.lines.get(lines.min(segment.lines.len()).saturating_sub(1));
        let kept = last.and_then(|last| files.get(&path)?.get(..=last.end));
        if let Some(kept) = kept {
            part.add(path, kept);
        }
    }
    part
}
