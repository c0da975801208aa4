//! What a log holds at opening, folded; and the line that opens a sitting.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::event::{Durable, Entry, Event, Recovered};
use crate::log::{DataError, Hash};
use crate::production::{Command, Happened, IllegalEvent, Library, Production, Sitting};
use crate::record;
use crate::session::alarmed;
use crate::session::drive::Failure;
use crate::session::keys::Tries;
use crate::session::ports::{PortError, Written};
use crate::session::queue::must_be_exported;
use crate::session::shelf::Kept;
use crate::session::sitting::{Ports, Session};
use crate::session::statements::statement_files_but;
use crate::statement::{Outcome, Past};
use crate::terms::{Digest, LogId, PersonId};
use crate::verify::{Files, Leavings, Verified};

/// What the log holds, ready for a sitting.
#[derive(Debug, Default)]
pub struct Ground {
    pub(in crate::session) state: Production,
    pub(in crate::session) past: Past,
    pub(in crate::session) names: Vec<(Digest, String)>,
    pub(in crate::session) head: Option<Written>,
    pub(in crate::session) alarm_heads: alarmed::Heads,
    pub(in crate::session) closed: Option<Written>,
    pub(in crate::session) unexported: bool,
    /// Files of statements that are not there and are made again.
    pub(in crate::session) keep: Vec<(String, Vec<u8>)>,
    /// What runs, rules and deviations name, as it is kept.
    pub(in crate::session) kept: Kept,
    /// Objects that were erased and are still there.
    pub(in crate::session) left: Vec<Digest>,
    /// What lies in `recovered/` and no line names.
    recovered: Vec<Recovered>,
    /// What the lines name of it.
    named: BTreeSet<Digest>,
    /// The wrong PINs that nobody has signed after.
    pub(in crate::session) tries: BTreeMap<PersonId, Tries>,
}

/// What `log` needs to know of a line's data; for reading a log from its files.
///
/// # Errors
///
/// When it is not an entry, or one of a newer version.
pub fn check_line(_seq: u64, data: &[u8]) -> Result<(), DataError> {
    match record::decode(data) {
        Ok(_) => Ok(()),
        Err(error) if error.is_newer() => Err(DataError::Newer(error.to_string())),
        Err(error) => Err(DataError::NotAnEntry(error.to_string())),
    }
}

impl Ground {
    /// What the older log leaves to one that goes on from it and has no line yet.
    ///
    /// # Errors
    ///
    /// When a line says what no writer of this program could have written there.
    pub(super) fn before(verified: &Verified, files: &Files<'_>) -> Result<Self, PortError> {
        let state = fold(verified)?;
        Ok(Self {
            kept: Kept::of(&state, files),
            left: left(&state, files),
            state,
            past: verified.past().clone(),
            tries: Tries::of(verified.entries()),
            names: verified.names().iter().map(|(at, name)| (*at, name.clone())).collect(),
            ..Self::default()
        })
    }

    /// Folds what was verified, and takes over what statements are made from; `files` are those of the folder. What is left
    /// comes back, for whoever has the time to let go of it.
    ///
    /// # Errors
    ///
    /// When a line says what no writer of this program could have written there.
    pub fn of(verified: Verified, files: &Files<'_>) -> Result<(Self, Leavings), PortError> {
        let log = verified.created().log.to_string();
        let segments = verified.reading().segments();
        let tree = verified.reading().tree();
        let written = |size: u64, segment: u32, closed: Option<Hash>, open: u64| {
            tree.root_at(size).map(|root| Written { size, root, segment, closed, open, free: None })
        };
        let newest = segments.iter().rfind(|segment| !segment.lines.is_empty());
        let head = newest.and_then(|one| {
            let size = one.first + one.lines.len() as u64;
            let open = if one.closed { 0 } else { one.len as u64 };
            written(size, one.number, one.closed.then_some(one.sha256), open)
        });
        let closed = segments.iter().rfind(|segment| segment.closed).and_then(|one| {
            written(one.first + one.lines.len() as u64, one.number, Some(one.sha256), 0)
        });
        let after = closed.as_ref().map_or(0, |closed: &Written| closed.size);
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let unexported =
            verified.entries().iter().skip(after).flat_map(Entry::events).any(must_be_exported);
        let named = named(verified.entries());
        let tries = Tries::of(verified.entries());
        let keep = missing_files(&verified, files, &log);
        let (entries, past, names, left_over) = verified.into_fold();
        let state = fold_by(entries, Production::take_in)?;
        let alarm_heads = alarmed::heads(state.alarms(), left_over.reading().tree());
        let ground = Self {
            kept: Kept::of(&state, files),
            left: left(&state, files),
            alarm_heads,
            state,
            past,
            names: names.into_iter().collect(),
            head,
            closed,
            unexported,
            tries,
            keep,
            recovered: unnamed(&named, files, &log),
            named,
        };
        Ok((ground, left_over))
    }

    /// A torn tail that was set aside a moment ago.
    pub fn set_aside(&mut self, just: &crate::log::Recovered) {
        let sha256 = Digest(*just.sha256.as_bytes());
        if let Some(after) = just.seq.checked_sub(1).filter(|_| !self.named.contains(&sha256)) {
            self.recovered.push(Recovered { after, bytes: just.bytes, sha256 });
            self.recovered.sort_by_key(|one| (one.after, one.sha256));
            self.recovered.dedup();
        }
    }
}

/// The state after all entries: those of the logs that this one goes on from, then its own.
pub(in crate::session) fn fold(verified: &Verified) -> Result<Production, PortError> {
    let older = verified.older().iter().map(|older| (older.created().log, older.entries()));
    fold_by(older.chain([(verified.created().log, verified.entries())]), Production::apply)
}

/// The state after the entries of each log, taken by `take` in their order.
fn fold_by<E>(
    logs: impl IntoIterator<Item = (LogId, impl IntoIterator<Item = E>)>,
    take: impl Fn(&mut Production, E, u64) -> Result<(), IllegalEvent>,
) -> Result<Production, PortError> {
    let mut state = Production::default();
    for (log, entries) in logs {
        for (seq, entry) in (0..).zip(entries) {
            take(&mut state, entry, seq).map_err(|error| {
                let what = format!("line {seq} of log {log} cannot follow those before: {error}");
                PortError::new(
                    what,
                    "Keep this folder as it is, and use the program's newest version.",
                )
            })?;
        }
    }
    Ok(state)
}

/// The objects that the lines erased and that still have a file.
fn left(state: &Production, files: &Files<'_>) -> Vec<Digest> {
    let all = state.erased().iter().copied();
    all.filter(|object| {
        let hex = object.to_string();
        let (start, rest) = hex.split_at_checked(2).unwrap_or(("", &hex));
        let name = format!("{start}/{rest}");
        let large = || files.large_below("objects").any(|(one, _)| one == name);
        files.get(&format!("objects/{name}")).is_some()
            || files.get(&format!("sealed/{name}.age")).is_some()
            || large()
    })
    .collect()
}

/// The files of completed statements that are not in the folder.
fn missing_files(verified: &Verified, files: &Files<'_>, log: &str) -> Vec<(String, Vec<u8>)> {
    let mut missing = Vec::new();
    for one in verified.past().standing().all() {
        let done = match one.outcome {
            Outcome::Completed { .. } => true,
            Outcome::Pending | Outcome::Voided { .. } => false,
        };
        if let Some(text) = verified.texts().get(&one.number).filter(|_| done) {
            let is_here = |path: &str| files.get(path).is_some();
            missing.extend(statement_files_but(log, one, text.as_str(), is_here));
        }
    }
    missing
}

/// The torn tails that the lines name.
fn named(entries: &[Entry]) -> BTreeSet<Digest> {
    let events = entries.iter().flat_map(Entry::events);
    events
        .filter_map(|event| {
            if let Event::LogRecovered(recovered) = event { Some(recovered.sha256) } else { None }
        })
        .collect()
}

/// The files in `recovered/` of this log that no line names.
fn unnamed(named: &BTreeSet<Digest>, files: &Files<'_>, log: &str) -> Vec<Recovered> {
    let here = files.below("recovered").filter_map(|(name, bytes)| {
        let seq: u64 = name.strip_prefix(log)?.strip_prefix('-')?.get(..8)?.parse().ok()?;
        let after = seq.checked_sub(1)?;
        let sha256 = Digest(*Hash::of(bytes).as_bytes());
        Some(Recovered { after, bytes: bytes.len() as u64, sha256 })
    });
    let mut all: Vec<Recovered> = here.collect();
    all.retain(|one| !named.contains(&one.sha256));
    all.sort_by_key(|one| (one.after, one.sha256));
    all.dedup();
    all
}

impl Session {
    /// Begins a sitting over a log: its first line carries everything that ended while the program was closed.
    ///
    /// # Errors
    ///
    /// When the line cannot be written.
    pub fn begin(
        ports: Ports,
        folder: &Path,
        mut ground: Ground,
        library: Arc<Library>,
        durable: Durable,
    ) -> Result<Self, Failure> {
        let recovered = std::mem::take(&mut ground.recovered);
        let mut session = Self::new(ports, folder, ground, library);
        session.open_sitting(durable, recovered)?;
        Ok(session)
    }

    pub(in crate::session) fn open_sitting(
        &mut self,
        durable: Durable,
        recovered: Vec<Recovered>,
    ) -> Result<(), Failure> {
        let locale = self.ports.locale.clone();
        let sitting = Sitting {
            program: crate::session::PROGRAM.to_owned(),
            zone: locale.zone,
            offset: locale.offset,
            durable,
            recovered,
        };
        self.perform(Command::Happened(Happened::Opened(Box::new(sitting))))
    }
}
