//! What this laptop brings to an exchange: its own newest note with all leaves, and what it holds of others.

use std::collections::BTreeSet;

use crate::log::{Note, Origin, Tree, read};
use crate::production::Production;
use crate::terms::{Digest, LogId};
use crate::verify::{Files, Introduced};

/// This laptop's side.
pub(super) struct Mine {
    pub(super) log: LogId,
    pub(super) origin: Origin,
    /// Line 0, without LF.
    pub(super) first: Vec<u8>,
    /// Who it says that this laptop is.
    pub(super) who: Introduced,
    pub(super) tree: Tree,
    /// The newest note, and how many lines it is over.
    pub(super) note: (u64, Vec<u8>),
    pub(super) held: Vec<Held>,
    /// The objects that are private here.
    pub(super) private: BTreeSet<Digest>,
}

/// What it holds of another log.
pub(super) struct Held {
    pub(super) log: LogId,
    /// Its line 0, without LF; none where the object is gone.
    pub(super) first: Option<Vec<u8>>,
    /// Its notes.
    pub(super) notes: Vec<Vec<u8>>,
    /// The leaves that were seen last, as they were kept.
    pub(super) leaves: Option<Vec<u8>>,
}

impl Mine {
    /// Finds it in the files of the production; nothing where the log cannot be read or has no note yet.
    pub(super) fn of(
        files: &Files<'_>,
        log: LogId,
        state: &Production,
        leaves: &dyn Fn(LogId) -> Option<Vec<u8>>,
    ) -> Option<Self> {
        let folder = format!("log/{log}");
        let mut segments = Vec::new();
        for (name, bytes) in files.below(&folder) {
            if let Some(number) = name.strip_suffix(".jsonl").and_then(|name| name.parse().ok()) {
                segments.push((number, bytes));
            }
        }
        let (_, start) = *segments.iter().find(|(number, _)| *number == 1)?;
        let first = start.split(|byte| *byte == b'\n').next()?.to_vec();
        let who = Introduced::parse(&first)?;
        let origin: Origin = who.created().origin.parse().ok()?;
        let reading = read(segments, |_, _| Ok(()));
        let tree = reading.tree().clone();
        let mut newest: Option<(u64, Vec<u8>)> = None;
        for (_, bytes) in files.below(&format!("checkpoints/{log}")) {
            let Some(said) = who.vouched(bytes) else { continue };
            let fits = tree.root_at(said.size) == Some(said.root);
            if fits && newest.as_ref().is_none_or(|(size, _)| *size < said.size) {
                newest = Some((said.size, bytes.to_vec()));
            }
        }
        let held = state.others().iter().filter(|(id, _)| *id != log).map(|(id, other)| Held {
            log: id,
            first: other.met.as_ref().and_then(|met| object(files, met.sha256)),
            notes: other.seen.iter().filter_map(|(saw, _)| object(files, saw.sha256)).collect(),
            leaves: leaves(id),
        });
        let (held, private) = (held.collect(), state.private_objects().collect());
        Some(Self { log, origin, first, held, who, tree, note: newest?, private })
    }

    /// The newest note in its own words.
    pub(super) fn newest(&self) -> Option<Note> {
        Note::parse(&self.note.1).ok()
    }
}

fn object(files: &Files<'_>, digest: Digest) -> Option<Vec<u8>> {
    let hex = digest.to_string();
    let (folder, name) = hex.split_at_checked(2)?;
    files.get(&format!("objects/{folder}/{name}")).map(<[u8]>::to_vec)
}
