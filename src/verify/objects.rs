//! Objects: each has the bytes that its name says, and each that a line names is here, erased or withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::finding::{COMPARE, Findings, UNCOUNTED};
use super::logs::OneLog;
use crate::event::Event;
use crate::log::Hash;
use crate::record::decode_name;
use crate::statement::Names;
use crate::terms::{Digest, RunId};

/// What is here, and what need not be.
#[derive(Default)]
pub(super) struct Objects {
    pub(super) names: Names,
    here: BTreeSet<Digest>,
    named: BTreeMap<Digest, Named>,
    pub(super) erased: BTreeSet<Digest>,
    withheld: BTreeSet<Digest>,
    /// The names of people that the list of the bundle withholds.
    pub(super) withheld_names: BTreeSet<Digest>,
    /// Where an answer brings an object, by run: nothing seen once can be shown twice.
    answers: BTreeMap<Digest, BTreeMap<RunId, String>>,
}

struct Named {
    place: String,
    sealed: bool,
}

/// That a line names an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) seq: u64,
    object: Digest,
    how: How,
}

impl Mention {
    /// Whether it says anything that `seen` does not: most runs name the same few lists.
    pub(super) fn is_new(&self, seen: &mut BTreeSet<Digest>) -> bool {
        match self.how {
            How::Plain => seen.insert(self.object),
            How::Name | How::Sealed | How::Answer(_) | How::Erased => true,
        }
    }

    /// The same in line `seq`.
    pub(super) fn at(self, seq: u64) -> Self {
        Self { seq, ..self }
    }
}

/// As what a line names an object.
#[derive(Clone, Copy, Debug)]
enum How {
    /// The name of a person.
    Name,
    /// What may be withheld.
    Sealed,
    /// What an answer brings, in a run.
    Answer(RunId),
    /// What is never withheld.
    Plain,
    /// What was erased.
    Erased,
}

/// Adds the objects that an event of line `seq` names.
pub(super) fn mention(seq: u64, event: &Event, all: &mut Vec<Mention>) {
    let mut add = |how: How, object: Digest| all.push(Mention { seq, object, how });
    if let Event::PersonAdded(e) = event {
        add(How::Name, e.name);
        e.details.into_iter().for_each(|object| add(How::Sealed, object));
    } else if let Event::PersonDetails(e) = event {
        add(How::Sealed, e.details);
    } else if let Event::PersonNamed(e) = event {
        add(How::Name, e.name);
    } else if let Event::ItemAdded(e) = event {
        e.particulars.into_iter().for_each(|object| add(How::Sealed, object));
    } else if let Event::ItemParticulars(e) = event {
        add(How::Sealed, e.particulars);
    } else if let Event::RunAcknowledged(e) = event {
        add(How::Sealed, e.name);
    } else if let Event::PhotoAdded(e) = event {
        add(How::Sealed, e.object);
    } else if let Event::ConcernRaised(e) = event {
        add(How::Sealed, e.sealed);
    } else if let Event::ConcernAnswered(e) = event {
        add(How::Sealed, e.sealed);
    } else if let Event::RunAnswered(e) = event {
        for object in e.replies.iter().filter_map(|reply| reply.object) {
            add(How::Answer(e.run), object);
        }
    } else if let Event::RunStarted(e) = event {
        e.files.iter().for_each(|file| add(How::Plain, file.sha256));
    } else if let Event::ListSubmitted(e) = event {
        e.files.iter().for_each(|file| add(How::Plain, file.sha256));
    } else if let Event::ListRules(e) = event {
        e.overlays.iter().for_each(|rule| add(How::Plain, rule.file.sha256));
    } else if let Event::ListDeviation(e) = event {
        add(How::Plain, e.list.sha256);
        add(How::Plain, e.file.sha256);
    } else if let Event::LogSaw(e) = event {
        add(How::Plain, e.sha256);
    } else if let Event::LogMet(e) = event {
        add(How::Plain, e.sha256);
    } else if let Event::LogForked(e) = event {
        add(How::Plain, e.one);
        e.other.into_iter().chain(e.leaves).for_each(|object| add(How::Plain, object));
    } else if let Event::AnchorRequested(e) = event {
        add(How::Plain, e.request);
    } else if let Event::AnchorReceived(e) = event {
        add(How::Plain, e.request);
        add(How::Plain, e.response);
    } else if let Event::HandoverIn(e) = event {
        // It holds names.
        add(How::Sealed, e.file);
    } else if let Event::LogOverwritten(e) = event {
        add(How::Plain, e.found);
    } else if let Event::ObjectErased(e) = event {
        add(How::Erased, e.sha256);
    }
}

impl Objects {
    /// Reads every object, and which of them the lines of `logs` name.
    pub(super) fn read(
        files: &Files<'_>,
        logs: &[&OneLog<'_>],
        withheld: BTreeSet<Digest>,
        found: &mut Findings,
    ) -> Self {
        let mut read = Self { withheld, ..Self::default() };
        for (name, bytes) in files.below("objects") {
            let known = read.object(name, *Hash::of(bytes).as_bytes(), files, found);
            if let (Some(digest), Some(text)) = (known, decode_name(bytes)) {
                read.names.insert(digest, text);
            }
        }
        for (name, sha256) in files.large_below("objects") {
            read.object(name, sha256, files, found);
        }
        // A bundle discloses or withholds: what is encrypted in one is neither.
        for (name, _) in files.below("sealed").filter(|_| !files.is_bundle()) {
            read.here.extend(name.strip_suffix(".age").and_then(digest_of));
        }
        for log in logs {
            for one in log.mentions.iter().filter(|one| one.seq < log.readable()) {
                read.mention(one, || log.place(one.seq));
            }
        }
        read
    }

    /// An object that has the bytes which its name says.
    fn object(
        &mut self,
        name: &str,
        sha256: [u8; 32],
        files: &Files<'_>,
        found: &mut Findings,
    ) -> Option<Digest> {
        let place = format!("objects/{name}");
        let Some(digest) = digest_of(name) else {
            if files.is_bundle() {
                found.altered(place, "is not named as an object is", COMPARE);
            } else {
                found.note(place, "is not named as an object is, and was not read", UNCOUNTED);
            }
            return None;
        };
        if sha256 != digest.0 {
            found.altered(place, "was changed: its bytes are not those of its name", COMPARE);
            return None;
        }
        self.here.insert(digest);
        Some(digest)
    }

    fn mention(&mut self, mention: &Mention, place: impl Fn() -> String) {
        let object = mention.object;
        let is_sealed = match mention.how {
            How::Erased => {
                self.erased.insert(object);
                return;
            }
            How::Name => {
                self.name(object);
                true
            }
            How::Answer(run) => {
                self.answers.entry(object).or_default().entry(run).or_insert_with(&place);
                true
            }
            How::Sealed => true,
            How::Plain => false,
        };
        let named = self.named.entry(object);
        named.or_insert_with(|| Named { place: place(), sealed: is_sealed }).sealed &= is_sealed;
    }

    fn name(&mut self, name: Digest) {
        if self.withheld.contains(&name) {
            self.withheld_names.insert(name);
        }
    }

    /// The objects that may be absent: erased, or withheld by the list of the bundle.
    pub(super) fn excused(&self) -> BTreeSet<Digest> {
        let withheld = self
            .withheld
            .iter()
            .filter(|digest| self.named.get(*digest).is_some_and(|named| named.sealed));
        withheld.chain(&self.erased).copied().collect()
    }

    pub(super) fn withheld(&self) -> usize {
        self.withheld.len()
    }

    pub(super) fn compare(&self, found: &mut Findings) {
        let excused = self.excused();
        for (digest, named) in &self.named {
            if !self.here.contains(digest) && !excused.contains(digest) {
                found.missing(
                    path(*digest),
                    format!("is not here, and is named in {}", named.place),
                );
            }
        }
        for digest in self.withheld.intersection(&self.here) {
            found.altered("SHA256SUMS", format!("{digest} is withheld and is here"), COMPARE);
        }
        for digest in self.withheld.iter().filter(|digest| !self.named.contains_key(*digest)) {
            found.altered(
                "SHA256SUMS",
                format!("{digest} is withheld, and no line names it"),
                COMPARE,
            );
        }
        for digest in self.here.iter().filter(|digest| !self.named.contains_key(*digest)) {
            found.note(
                path(*digest),
                "is named in no line",
                "It says nothing; nobody relies on it.",
            );
        }
        for (digest, runs) in self.answers.iter().filter(|(_, runs)| runs.len() > 1) {
            let places: Vec<_> = runs.values().map(String::as_str).collect();
            found.note(
                path(*digest),
                format!("stands for what was seen in different runs: {}", places.join(", ")),
                "One picture shows one moment: look at it, and ask what the other run saw.",
            );
        }
        for digest in self.erased.intersection(&self.here) {
            found.note(
                path(*digest),
                "was erased by the log, and is here",
                "Delete it, if it was to be erased.",
            );
        }
    }
}

fn path(digest: Digest) -> String {
    let hex = digest.to_string();
    let (folder, name) = hex.split_at_checked(2).unwrap_or(("", &hex));
    format!("objects/{folder}/{name}")
}

fn digest_of(name: &str) -> Option<Digest> {
    let (folder, rest) = name.split_once('/')?;
    (folder.len() == 2).then(|| format!("{folder}{rest}").parse().ok()).flatten()
}
