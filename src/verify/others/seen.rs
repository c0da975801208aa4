//! What this log says of other laptops: each note it saw, held against the key it met, against each other, and against what is here.

use std::collections::BTreeMap;

use super::introduced::Introduced;
use crate::event::{Event, Forked, Met, Saw};
use crate::log::{Checkpoint, contradict, read_leaves};
use crate::terms::{Digest, LogId};
use crate::verify::facts::SeenLog;
use crate::verify::files::Files;
use crate::verify::finding::{ASK, COMPARE, Findings};
use crate::verify::logs::OneLog;

/// What a reader does about two records.
const KEEP_BOTH: &str =
    "Keep both laptops and both notes as they are, and ask which of the laptops was used on set.";

/// A note that a line of this log says it saw.
struct Seen {
    said: Checkpoint,
    digest: Digest,
    place: String,
}

/// Everything that `log` says it saw of other logs, as `told` by its lines; `logs` are those whose lines are here.
pub(in crate::verify) fn read(
    files: &Files<'_>,
    log: &OneLog<'_>,
    told: &[(u64, Event)],
    logs: &[OneLog<'_>],
    found: &mut Findings,
) -> Vec<SeenLog> {
    let mut reader = Reader { files, log, logs, met: BTreeMap::new(), seen: BTreeMap::new() };
    for (seq, event) in told {
        let seq = *seq;
        if let Event::LogMet(met) = event {
            reader.met(met, &log.place(seq), found);
        } else if let Event::LogSaw(saw) = event {
            reader.saw(saw, log.place(seq), found);
        } else if let Event::LogForked(forked) = event {
            reader.forked(forked, &log.place(seq), found);
        } else if let Event::LogOverwritten(one) = event {
            found.note(
                log.place(seq),
                format!(
                    "{} on a stick had other bytes than its name says; what was there is {}",
                    one.path,
                    object_path(one.found)
                ),
                "A broken stick, or a hand: ask who had it.",
            );
        }
    }
    reader.finish(found)
}

struct Reader<'a> {
    files: &'a Files<'a>,
    log: &'a OneLog<'a>,
    logs: &'a [OneLog<'a>],
    met: BTreeMap<LogId, (Introduced, String)>,
    seen: BTreeMap<LogId, Vec<Seen>>,
}

impl Reader<'_> {
    fn object(&self, digest: Digest) -> Option<&[u8]> {
        self.files.get(&object_path(digest))
    }

    fn met(&mut self, met: &Met, place: &str, found: &mut Findings) {
        // An object that is not here was told as missing, or erased.
        let Some(line) = self.object(met.sha256) else { return };
        let own = &self.log.created;
        let who = Introduced::parse(line).filter(|who| {
            let said = who.created();
            said.log == met.log
                && said.key == met.key
                && said.device == met.device
                && said.production == own.production
                && said.mode == own.mode
        });
        match who {
            Some(who) => {
                self.met.entry(met.log).or_insert((who, met.device.clone()));
            }
            None => found.altered(
                place,
                format!("{} is not the first line of log {}", object_path(met.sha256), met.log),
                COMPARE,
            ),
        }
    }

    /// Who signs for a log: as it was met, or as its own lines say where they are here.
    fn who(&self, log: LogId) -> Option<Introduced> {
        if let Some((who, _)) = self.met.get(&log) {
            return Some(who.clone());
        }
        let id = log.to_string();
        let here = self.logs.iter().find(|one| one.id == id)?;
        let (segment, place) = here.reading.line(0)?;
        let bytes = self.files.get(&format!("log/{id}/{segment:05}.jsonl"))?;
        Introduced::parse(bytes.get(place)?)
    }

    fn saw(&mut self, saw: &Saw, place: String, found: &mut Findings) {
        let Some(note) = self.object(saw.sha256) else { return };
        let path = object_path(saw.sha256);
        let Some(who) = self.who(saw.log) else {
            found.note(
                place,
                format!("{path} is a note of log {}, whose key is nowhere here", saw.log),
                "It vouches for nothing until that laptop's first line is at hand.",
            );
            return;
        };
        match who.vouched(note) {
            Some(said) if said.size == saw.size && said.root.as_bytes() == &saw.root.0 => {
                let seen = self.seen.entry(saw.log).or_default();
                seen.push(Seen { said, digest: saw.sha256, place });
            }
            Some(_) => {
                found.altered(place, format!("{path} says something else than this line"), ASK);
            }
            None => found.altered(
                place,
                format!("{path} is no note that the laptop of log {} signed", saw.log),
                ASK,
            ),
        }
    }

    fn forked(&self, forked: &Forked, place: &str, found: &mut Findings) {
        let said = |digest: Digest| self.who(forked.log)?.vouched(self.object(digest)?);
        let Some(one) = said(forked.one) else {
            found.note(place, "tells of two records, and the note is not here or not signed", "");
            return;
        };
        let (shown, other) = match forked.other {
            Some(digest) => {
                let leaves = forked.leaves.and_then(|leaves| self.object(leaves));
                let tree = leaves.and_then(read_leaves);
                let root = |size| tree.as_ref()?.root_at(size);
                let shown = said(digest).is_some_and(|other| contradict(&one, &other, root));
                (shown, object_path(digest))
            }
            // Its own lines are the other record: what was signed is over more than are here, or over others.
            None => {
                let root = self.log.root_at(one.size);
                let own = forked.log == self.log.created.log;
                (own && root != Some(one.root), "the lines of this log".to_owned())
            }
        };
        let one = object_path(forked.one);
        if shown {
            let what = format!(
                "the key of log {} signed two records: {one} and {other} cannot both be true",
                forked.log
            );
            found.note(place, what, KEEP_BOTH);
        } else {
            let what = format!(
                "tells of two records of log {}, and {one} and {other} do not show it here",
                forked.log
            );
            found.note(place, what, "Ask for the leaves that were recorded with it.");
        }
    }

    /// The notes against each other, and against the lines of their logs where those are here.
    fn finish(self, found: &mut Findings) -> Vec<SeenLog> {
        let mut all = Vec::new();
        for (log, seen) in &self.seen {
            let id = log.to_string();
            let here = self.logs.iter().find(|one| one.id == id);
            for (index, one) in seen.iter().enumerate() {
                for other in seen.iter().skip(index + 1) {
                    if contradict(&one.said, &other.said, |size| here?.root_at(size)) {
                        let what = format!(
                            "the key of log {log} signed two records: {} and {} cannot both be true",
                            object_path(one.digest),
                            object_path(other.digest)
                        );
                        found.note(&other.place, what, KEEP_BOTH);
                    }
                }
                let Some(here) = here else { continue };
                match here.root_at(one.said.size) {
                    Some(root) if root != one.said.root => {
                        let what = format!(
                            "log {log} was seen with other lines than are here: {} is over {} of them",
                            object_path(one.digest),
                            one.said.size
                        );
                        found.note(&one.place, what, KEEP_BOTH);
                    }
                    None if !here.is_cut_short() => {
                        let what = format!(
                            "log {log} was seen with {} lines, and {} are here",
                            one.said.size,
                            here.good()
                        );
                        found.note(&one.place, what, "Ask that laptop for its newest export.");
                    }
                    Some(_) | None => {}
                }
            }
            let newest = seen.iter().map(|one| one.said.size).max().unwrap_or(0);
            let device = self.met.get(log).map(|(_, device)| device.clone());
            all.push(SeenLog { log: id, device, size: newest, notes: seen.len() });
        }
        all
    }
}

fn object_path(digest: Digest) -> String {
    let hex = digest.to_string();
    let (folder, name) = hex.split_at_checked(2).unwrap_or(("", &hex));
    format!("objects/{folder}/{name}")
}
