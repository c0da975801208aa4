//! One run disclosed alone: its lines as they are, a proof for each that it is in the log, and the objects that were chosen.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{Zipped, bad, path, place};
use crate::bundle::{DEVICE_KEY, DISCLOSE, Disclosure, Package, VERIFY_PY, write_zip};
use crate::event::{Entry, Event};
use crate::log::{Inclusion, Note};
use crate::session::notice::Trouble;
use crate::session::ports::{Gathered, PortError, as_files};
use crate::signing::PublicKey;
use crate::terms::{Digest, LogId, PersonId, RunId};
use crate::verify::{Files, Options, Verified};

/// What goes with the lines of a run; its lists always do.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Along {
    /// The photos and files of its answers.
    pub files: bool,
    /// The names of the people in it, with the lines that entered them.
    pub names: bool,
}

/// Reads a file of the production by its path.
pub(super) type Reread<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, PortError>;

/// Makes the zip of a run of `log`.
pub(super) fn make(
    gathered: Gathered,
    log: LogId,
    (run, along): (RunId, Along),
    read: Reread<'_>,
) -> Result<Zipped, Trouble> {
    let files = as_files(gathered);
    let own = [log.to_string()].into();
    let options = Options { own, opening: true, ..Options::default() };
    let verified = crate::verify::open(&files, &options)
        .map_err(|found| Trouble::Bundle(found.verdict().words().to_owned()))?;
    let mut shown = Shown::of(&verified, run, along);
    if shown.lines.is_empty() {
        return Err(bad("no line of this log names that run"));
    }
    let key: PublicKey = verified.created().key.parse().map_err(bad)?;
    let last = shown.lines.iter().next_back().copied().unwrap_or_default();
    let note = newest_note(&verified, &files, &key).filter(|note| note.claims().size > last);
    let note = note.ok_or_else(|| bad("no checkpoint covers its last line yet; try again"))?;
    let claims = note.claims();
    let disclosure = Disclosure {
        origin: verified.created().origin.parse().map_err(bad)?,
        run: run.to_string(),
        lines: shown.lines.iter().copied().collect(),
        size: claims.size,
        root: claims.root.to_base64(),
        fingerprint: key.fingerprint().to_string(),
    };
    let mut package = Package::new(&disclosure.name()).map_err(bad)?;
    let mut add = |name: &str, bytes: Vec<u8>| package.add(path(name)?, bytes).map_err(bad);
    for seq in &shown.lines {
        let bytes = line(&verified, &files, *seq).ok_or_else(|| bad("a line is not here"))?;
        let proof = Inclusion::new(verified.reading().tree(), *seq, note.clone());
        let proof = proof.ok_or_else(|| bad("the checkpoint is over another log"))?;
        add(&Disclosure::line_path(*seq), bytes.to_vec())?;
        add(&Disclosure::proof_path(*seq), proof.encode().into_bytes())?;
    }
    shown.objects.retain(|one| !shown.erased.contains(one));
    for object in &shown.objects {
        let at = place(*object);
        // A large photo is not held on to, and is read again.
        let bytes = match files.get(&at) {
            Some(bytes) => bytes.to_vec(),
            None => read(&at)?,
        };
        add(&at, bytes)?;
    }
    add(DEVICE_KEY, format!("{key}\n").into_bytes())?;
    add(DISCLOSE, disclosure.to_string().into_bytes())?;
    add("verify.py", VERIFY_PY.as_bytes().to_vec())?;
    let zip = write_zip(&package).map_err(bad)?;
    let again = crate::verify::check(&Files::from_zip(&zip).map_err(bad)?, &Options::default());
    if again.verdict().exit_code() != 0 {
        return Err(bad(again.verdict().words()));
    }
    let withheld = u32::try_from(shown.withheld.len()).unwrap_or(u32::MAX);
    Ok(Zipped { zip, size: claims.size, root: claims.root, withheld, unreadable: 0 })
}

/// What is shown of a log.
struct Shown {
    lines: BTreeSet<u64>,
    objects: BTreeSet<Digest>,
    /// What those lines name and is left out.
    withheld: BTreeSet<Digest>,
    erased: BTreeSet<Digest>,
}

impl Shown {
    fn of(verified: &Verified, run: RunId, along: Along) -> Self {
        let mut shown = Self {
            lines: BTreeSet::new(),
            objects: BTreeSet::new(),
            withheld: BTreeSet::new(),
            erased: BTreeSet::new(),
        };
        let entries = || (0_u64..).zip(verified.entries());
        let mut stops = BTreeSet::new();
        for (seq, entry) in entries() {
            for event in entry.events() {
                if let Event::StopRaised(raised) = event
                    && raised.run == Some(run)
                {
                    stops.insert(raised.stop);
                }
                if let Event::ObjectErased(erased) = event {
                    shown.erased.insert(erased.sha256);
                }
                if names(event, run, &stops) {
                    shown.lines.insert(seq);
                }
            }
        }
        let mut people = BTreeSet::new();
        for (_, entry) in entries().filter(|(seq, _)| shown.lines.contains(seq)) {
            people.extend(people_of(entry));
            for event in entry.events() {
                if let Event::RunStarted(started) = event {
                    shown.objects.extend(started.files.iter().map(|file| file.sha256));
                } else if let Event::RunAnswered(answered) = event {
                    let files = answered.replies.iter().filter_map(|reply| reply.object);
                    let to = if along.files { &mut shown.objects } else { &mut shown.withheld };
                    to.extend(files);
                }
            }
        }
        if along.names {
            shown.names(verified, &people);
        }
        shown
    }

    /// The lines that gave these people their names, and the names.
    fn names(&mut self, verified: &Verified, people: &BTreeSet<String>) {
        let mut named: BTreeMap<PersonId, (u64, Digest)> = BTreeMap::new();
        for (seq, entry) in (0_u64..).zip(verified.entries()) {
            for event in entry.events() {
                if let Event::PersonAdded(added) = event {
                    named.insert(added.person, (seq, added.name));
                } else if let Event::PersonNamed(said) = event {
                    named.insert(said.person, (seq, said.name));
                }
            }
        }
        for (person, (seq, name)) in named {
            if people.contains(&person.to_string()) {
                self.lines.insert(seq);
                self.objects.insert(name);
            }
        }
    }
}

/// Whether an event is about a run, or settles a STOP that the run raised.
fn names(event: &Event, run: RunId, stops: &BTreeSet<crate::terms::StopId>) -> bool {
    if let Event::StopSettled(settled) = event {
        return stops.contains(&settled.stop);
    }
    if let Event::StatementPrepared(prepared) = event {
        return prepared.about.as_deref() == Some(run.to_string().as_str());
    }
    event.run() == Some(run)
}

/// Everybody whom a line names, by the ids in its text.
fn people_of(entry: &Entry) -> BTreeSet<String> {
    let text = crate::record::encode(entry).unwrap_or_default();
    let text = String::from_utf8_lossy(&text).into_owned();
    let ids = text.split('"').filter(|word| word.parse::<PersonId>().is_ok());
    ids.map(str::to_owned).collect()
}

/// The bytes of a line, without its end.
fn line<'a>(verified: &Verified, files: &'a Files<'a>, seq: u64) -> Option<&'a [u8]> {
    let (segment, range) = verified.reading().line(seq)?;
    let log = verified.created().log;
    files.get(&format!("log/{log}/{segment:05}.jsonl"))?.get(range)
}

/// The newest note of the log that holds.
fn newest_note(verified: &Verified, files: &Files<'_>, key: &PublicKey) -> Option<Note> {
    let tree = verified.reading().tree();
    let below = format!("checkpoints/{}", verified.created().log);
    let notes = files.below(&below).filter_map(|(_, bytes)| {
        let note = Note::parse(bytes).ok()?;
        let held = note.clone().verify_by(&key.to_bytes()).ok()?;
        let said = held.checkpoint();
        let same = said.origin.as_str() == verified.created().origin;
        (same && tree.root_at(said.size) == Some(said.root)).then_some(note)
    });
    notes.max_by_key(|note| note.claims().size)
}
