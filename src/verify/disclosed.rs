//! A few lines of a log that were disclosed alone: each held against the checkpoint by its proof, and nothing said of others.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::finding::{ASK, COMPARE, Findings};
use super::options::Options;
use crate::bundle::{DEVICE_KEY, DISCLOSE, Disclosure, Mode, Origin, TrustFile, VERIFY_PY};
use crate::event::Entry;
use crate::log::{Envelope, Hash, Inclusion, Note, leaf_hash};
use crate::record;
use crate::signing::PublicKey;
use crate::terms::RunId;

/// What a disclosure shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Disclosed {
    /// The log.
    pub origin: String,
    /// Whether it is of a drill.
    pub drill: bool,
    /// The run.
    pub run: String,
    /// The lines, by their places in the log.
    pub lines: Vec<u64>,
    /// How many lines the checkpoint covers.
    pub size: u64,
    /// The root over them.
    pub root: String,
    /// The fingerprint of the laptop's key.
    pub fingerprint: String,
    /// Whether that is the key which the reader's own file of keys, or this laptop, knows for the log.
    pub known: bool,
}

/// Whether the files are such a disclosure, no bundle and no production: a text of that name that lies in one makes it none.
pub(super) fn is_one(files: &Files<'_>) -> bool {
    files.get(DISCLOSE).is_some()
        && files.get("SHA256SUMS").is_none()
        && files.below("log").next().is_none()
}

/// Checks one.
pub(super) fn check(files: &Files<'_>, options: &Options) -> Findings {
    let mut found = Findings::default();
    let shown = read(files, options, &mut found);
    found.disclosed = shown;
    found
}

fn read(files: &Files<'_>, options: &Options, found: &mut Findings) -> Option<Disclosed> {
    let key = device(files, found)?;
    let mut lines: BTreeMap<u64, (&[u8], Entry)> = BTreeMap::new();
    let mut note: Option<Note> = None;
    for (name, line) in files.below("lines") {
        let place = format!("lines/{name}");
        let Some(seq) = number(name, ".json") else {
            found.altered(place, "is not named as a line is", COMPARE);
            continue;
        };
        let proof = Disclosure::proof_path(seq);
        let Some(bytes) = files.get(&proof) else {
            found.missing(proof, "the proof of a line is not here");
            continue;
        };
        match proven(line, seq, (bytes, &key)) {
            Err(Unproven::Newer(what)) => found.unread(place, what),
            Err(Unproven::Not(what)) => found.altered(place, what, COMPARE),
            Ok((over, _)) if note.as_ref().is_some_and(|note| *note != over) => {
                found.altered(proof, "leads to another checkpoint than the others", COMPARE);
            }
            Ok((over, entry)) => {
                note = Some(over);
                lines.insert(seq, (line, entry));
            }
        }
    }
    for (name, _) in files.below("proofs") {
        let has_line = number(name, ".txt")
            .is_some_and(|seq| files.get(&Disclosure::line_path(seq)).is_some());
        if !has_line {
            found.altered(format!("proofs/{name}"), "is the proof of no line here", COMPARE);
        }
    }
    objects(files, &lines, found);
    strangers(files, found);
    let Some(note) = note else {
        found.missing("lines", "no line is here with a proof that holds");
        return None;
    };
    let claims = note.claims();
    let origin: Origin = match claims.origin.as_str().parse() {
        Ok(origin) => origin,
        Err(error) => {
            found.altered("proofs", error, COMPARE);
            return None;
        }
    };
    if !Hash::of(&key.to_bytes()).to_hex().starts_with(origin.log()) {
        found.altered(DEVICE_KEY, "is not the key that the log has its name from", COMPARE);
    }
    let disclosure = Disclosure {
        run: said_run(files),
        lines: lines.keys().copied().collect(),
        size: claims.size,
        root: claims.root.to_base64(),
        fingerprint: key.fingerprint().to_string(),
        origin,
    };
    if files.get(DISCLOSE) != Some(disclosure.to_string().as_bytes()) {
        found.altered(DISCLOSE, "says something else than these files show", COMPARE);
    }
    let run = disclosure.run.parse::<RunId>().ok();
    let mut events = lines.values().flat_map(|(_, entry)| entry.events());
    if run.is_none() || !events.any(|event| event.run() == run) {
        found.altered(DISCLOSE, "names a run that none of these lines names", COMPARE);
    }
    let known = known(&disclosure, &key, &note, options, found);
    Some(Disclosed {
        drill: disclosure.origin.mode() == Mode::Drill,
        origin: disclosure.origin.to_string(),
        run: disclosure.run,
        lines: disclosure.lines,
        size: disclosure.size,
        root: disclosure.root,
        fingerprint: disclosure.fingerprint,
        known,
    })
}

fn device(files: &Files<'_>, found: &mut Findings) -> Option<PublicKey> {
    let Some(bytes) = files.get(DEVICE_KEY) else {
        found.missing(DEVICE_KEY, "the laptop's key is not here");
        return None;
    };
    let key = str::from_utf8(bytes).ok().and_then(|text| text.strip_suffix('\n'));
    match key.map(str::parse::<PublicKey>) {
        Some(Ok(key)) => Some(key),
        Some(Err(error)) => {
            found.altered(DEVICE_KEY, error, COMPARE);
            None
        }
        None => {
            found.altered(DEVICE_KEY, "is no key", COMPARE);
            None
        }
    }
}

/// Why a line is not shown to be in the log.
enum Unproven {
    /// A newer version made it; nothing speaks against it.
    Newer(String),
    /// Something speaks against it.
    Not(String),
}

/// The note that a line is proven to be under, and what the line says.
fn proven(
    line: &[u8],
    seq: u64,
    (proof, key): (&[u8], &PublicKey),
) -> Result<(Note, Entry), Unproven> {
    let not = |error: &dyn std::fmt::Display| Unproven::Not(error.to_string());
    let envelope = Envelope::parse(line).map_err(|error| not(&error))?;
    let proof = Inclusion::parse(proof).map_err(|error| not(&error))?;
    if envelope.seq != seq || proof.index() != seq {
        return Err(not(&"stands at another place in the log than its name says"));
    }
    proof.check(&leaf_hash(line), &key.to_bytes()).map_err(|error| not(&error))?;
    let entry = record::decode(envelope.data).map_err(|error| {
        if error.is_newer() { Unproven::Newer(error.to_string()) } else { not(&error) }
    })?;
    Ok((proof.note().clone(), entry))
}

fn number(name: &str, ending: &str) -> Option<u64> {
    let digits = name.strip_suffix(ending)?;
    let number = digits.parse().ok()?;
    (digits == format!("{number:08}")).then_some(number)
}

/// Each object has the bytes of its name, and a line names it.
fn objects(files: &Files<'_>, lines: &BTreeMap<u64, (&[u8], Entry)>, found: &mut Findings) {
    let words = lines.values().flat_map(|(line, _)| line.split(|byte| *byte == b'"'));
    let named: BTreeSet<&[u8]> = words.filter(|word| word.len() == 64).collect();
    let whole = files.below("objects").map(|(name, bytes)| (name, Hash::of(bytes)));
    let large = files.large_below("objects").map(|(name, sha256)| (name, Hash::new(sha256)));
    for (name, hash) in whole.chain(large) {
        let place = format!("objects/{name}");
        let hex = hash.to_hex();
        let own = hex.split_at_checked(2).map(|(start, rest)| format!("{start}/{rest}"));
        if own.as_deref() != Some(name) {
            found.altered(place, "was changed: its bytes are not those of its name", COMPARE);
        } else if !named.contains(hex.as_bytes()) {
            found.altered(place, "is named by no line that is here", COMPARE);
        }
    }
}

/// Nothing else lies in it.
fn strangers(files: &Files<'_>, found: &mut Findings) {
    // Nobody signed the script, and whoever gets it is told to run it.
    if files.get("verify.py").is_some_and(|script| script != VERIFY_PY.as_bytes()) {
        let advice = "Do not run it; take the one of a program that you trust.";
        found.note("verify.py", "is not the script of this version of the program", advice);
    }
    let known: BTreeSet<&str> = [DEVICE_KEY, DISCLOSE, "verify.py"].into();
    for (path, _) in files.iter() {
        let folder = path.split_once('/').map(|(folder, _)| folder);
        if !known.contains(path) && !matches!(folder, Some("lines" | "proofs" | "objects")) {
            found.altered(path, "does not belong to a disclosure", COMPARE);
        }
    }
}

/// The run that the text names.
fn said_run(files: &Files<'_>) -> String {
    let text = files.get(DISCLOSE).and_then(|bytes| str::from_utf8(bytes).ok());
    let said = text.and_then(|text| text.lines().find_map(|line| line.strip_prefix("run: ")));
    said.unwrap_or_default().to_owned()
}

/// Whether the key is known; a file of keys, or a note kept elsewhere, that says otherwise is a contradiction.
fn known(
    disclosure: &Disclosure,
    key: &PublicKey,
    note: &Note,
    options: &Options,
    found: &mut Findings,
) -> bool {
    let device = format!("device-{}", disclosure.origin.log());
    let trusted = options.trust.iter().flat_map(TrustFile::keys);
    let mut named = trusted.filter(|one| one.principal == device).peekable();
    let mut known = false;
    if named.peek().is_some() {
        known = named.any(|one| one.key == key.to_string());
        if !known {
            found.altered(DEVICE_KEY, "is not the laptop's key in your file of keys", ASK);
        }
    }
    for kept in options.notes.iter().filter_map(|bytes| Note::parse(bytes).ok()) {
        let Ok(kept) = kept.verify_by(&key.to_bytes()) else { continue };
        let (kept, here) = (kept.checkpoint(), note.claims());
        if kept.origin == here.origin {
            known = true;
            if kept.size == here.size && kept.root != here.root {
                let what =
                    "another checkpoint over as many lines is kept here: two logs under one key";
                found.altered("proofs", what, ASK);
            }
        }
    }
    known
}
