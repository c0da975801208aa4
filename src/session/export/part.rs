//! One log as it stands in a bundle: its segments up to where it counts, its notes, and its completed statements.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::package::{bad, path};
use crate::bundle::{AllowedKey, BundlePath, GuideSigner, GuideStatement, Head, Package};
use crate::event::{Created, Entry, Event};
use crate::log::{Note, Reading};
use crate::session::notice::Trouble;
use crate::session::statements::statement_files;
use crate::signing::PublicKey;
use crate::statement::{Outcome, Past, Statement, Text, namespace};
use crate::verify::{Files, Older, Verified};

/// A log, or as much of it as counts.
pub(super) struct Part<'a> {
    log: String,
    created: &'a Created,
    entries: &'a [Entry],
    reading: &'a Reading,
    past: &'a Past,
    texts: &'a BTreeMap<u64, Text>,
    /// How many of its lines it has in the bundle.
    pub(super) size: u64,
}

impl<'a> Part<'a> {
    /// The log that exports, up to the end of its last closed segment.
    pub(super) fn main(verified: &'a Verified) -> Result<Self, Trouble> {
        let closed = verified.reading().segments().iter().rfind(|segment| segment.closed);
        let end = closed.map(|one| one.first + one.lines.len() as u64);
        let size = end.ok_or_else(|| Trouble::Bundle("nothing is closed yet".to_owned()))?;
        Ok(Self {
            log: verified.created().log.to_string(),
            created: verified.created(),
            entries: verified.entries(),
            reading: verified.reading(),
            past: verified.past(),
            texts: verified.texts(),
            size,
        })
    }

    /// A log that it goes on from, up to there; a segment that goes on beyond is cut, since no statement names it.
    pub(super) fn older(older: &'a Older) -> Self {
        Self {
            log: older.created().log.to_string(),
            created: older.created(),
            entries: older.entries(),
            reading: older.reading(),
            past: older.past(),
            texts: older.texts(),
            size: older.size(),
        }
    }

    pub(super) fn log(&self) -> &str {
        &self.log
    }

    pub(super) fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        self.entries.iter().take(size).flat_map(Entry::events)
    }

    pub(super) fn head(&self) -> Result<Head, Trouble> {
        let root = self.reading.tree().root_at(self.size);
        let root =
            *root.ok_or_else(|| Trouble::Bundle("the root is not known".to_owned()))?.as_bytes();
        Ok(Head { origin: self.created.origin.parse().map_err(bad)?, size: self.size, root })
    }

    pub(super) fn device(&self) -> AllowedKey {
        AllowedKey::Device { log: self.log.clone(), key: self.created.key.clone() }
    }

    /// The completed statements that these lines hold.
    pub(super) fn statements(&self) -> impl Iterator<Item = &'a Statement> + use<'a> {
        let size = self.size;
        self.past.standing().all().iter().filter(move |one| match one.outcome {
            Outcome::Completed { seq, .. } => seq < size,
            Outcome::Pending | Outcome::Voided { .. } => false,
        })
    }

    /// How many lines no statement covers.
    pub(super) fn tail(&self) -> u64 {
        self.size.saturating_sub(self.statements().map(|one| one.number).max().unwrap_or(0))
    }

    fn segments(&self) -> impl Iterator<Item = &'a crate::log::Segment> + use<'a> {
        let size = self.size;
        self.reading.segments().iter().filter(move |one| one.first < size && !one.lines.is_empty())
    }

    fn segment_path(&self, number: u32) -> String {
        format!("log/{}/{number:05}.jsonl", self.log)
    }

    /// The files of the log, in order.
    pub(super) fn segment_paths(&self) -> Result<Vec<BundlePath>, Trouble> {
        self.segments().map(|one| path(&self.segment_path(one.number))).collect()
    }

    /// Adds lines, notes and statements.
    pub(super) fn add_to(
        &self,
        package: &mut Package<'a>,
        files: &'a Files<'a>,
        with_texts: bool,
    ) -> Result<(), Trouble> {
        for segment in self.segments() {
            let name = self.segment_path(segment.number);
            let lines = usize::try_from(self.size - segment.first).unwrap_or(usize::MAX);
            let last = segment.lines.get(lines.min(segment.lines.len()).saturating_sub(1));
            let kept = last.and_then(|last| files.get(&name)?.get(..=last.end));
            let kept = kept.ok_or_else(|| Trouble::Bundle(format!("{name} is not here")))?;
            package.add(path(&name)?, Cow::Borrowed(kept)).map_err(bad)?;
        }
        for (size, bytes) in self.notes(files) {
            let name = format!("checkpoints/{}/{size:08}.note", self.log);
            package.add(path(&name)?, bytes).map_err(bad)?;
        }
        for one in self.statements().filter(|_| with_texts) {
            let text = self.text(one, files)?;
            for (name, bytes) in statement_files(&self.log, one, &text) {
                package.add(path(&name)?, bytes).map_err(bad)?;
            }
        }
        Ok(())
    }

    /// The text of a statement: as the lines give it, or, where a name in it was erased since, as it was written when it was
    /// signed.
    fn text(&self, one: &Statement, files: &Files<'_>) -> Result<Cow<'a, str>, Trouble> {
        if let Some(text) = self.texts.get(&one.number) {
            return Ok(Cow::Borrowed(text.as_str()));
        }
        let stem = crate::statement::file_stem(one.number, one.prepared.kind);
        let name = format!("statements/{}/{stem}.txt", self.log);
        let kept = files.get(&name).and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
        let kept = kept.ok_or_else(|| Trouble::Bundle(format!("{name} is not here")))?;
        Ok(Cow::Owned(kept))
    }

    /// The notes at the segments' ends and the newest that these lines cover, those of them that are here and hold.
    fn notes(&self, files: &'a Files<'a>) -> BTreeMap<u64, &'a [u8]> {
        let key = self.created.key.parse::<PublicKey>().map(|key| key.to_bytes());
        let tree = self.reading.tree();
        let holds = |size: u64, bytes: &[u8]| {
            let note = Note::parse(bytes).ok()?.verify_by(key.as_ref().ok()?).ok()?;
            let said = note.checkpoint();
            let same = said.size == size && tree.root_at(size) == Some(said.root);
            (same && said.origin.as_str() == self.created.origin).then_some(())
        };
        let mut here = BTreeMap::new();
        for (path, bytes) in files.iter() {
            let name = path
                .strip_prefix("checkpoints/")
                .and_then(|rest| rest.strip_prefix(self.log.as_str())?.strip_prefix('/'));
            let digits = name.and_then(|name| name.strip_suffix(".note"));
            let size = digits.and_then(|digits| digits.parse::<u64>().ok());
            if let Some(size) = size.filter(|size| *size <= self.size && *size > 0)
                && holds(size, bytes).is_some()
            {
                here.insert(size, bytes);
            }
        }
        let ends: BTreeSet<u64> = self
            .segments()
            .filter(|segment| segment.closed)
            .map(|one| one.first + one.lines.len() as u64)
            .collect();
        let newest = here.keys().last().copied();
        here.retain(|size, _| ends.contains(size) || Some(*size) == newest);
        here
    }

    /// Everybody whose key stands under a statement, and the statements.
    pub(super) fn guide(
        &self,
        signers: &mut Vec<GuideSigner>,
        statements: &mut Vec<GuideStatement>,
    ) -> Result<(), Trouble> {
        let log = &self.log;
        for one in self.statements() {
            for slot in &one.prepared.signers {
                let signer = GuideSigner {
                    role: slot.role.to_string(),
                    person: slot.person.to_string(),
                    fingerprint: slot.key.clone(),
                };
                let same = |known: &GuideSigner| {
                    (&known.person, &known.fingerprint) == (&signer.person, &signer.fingerprint)
                };
                if !signers.iter().any(same) {
                    signers.push(signer);
                }
            }
            let stem = crate::statement::file_stem(one.number, one.prepared.kind);
            let file = |end: &str| path(&format!("statements/{log}/{stem}{end}"));
            let signatures = one.signatures.iter().map(|(_, signed)| {
                let person = signed.person.to_string();
                let at = file(&format!(".{person}.sig"))?;
                Ok((person, at))
            });
            let ends_there = |one_of: &&crate::log::Segment| {
                one_of.first + one_of.lines.len() as u64 == one.number
            };
            let number = self.segments().find(ends_there).map_or(0, |segment| segment.number);
            statements.push(GuideStatement {
                text: file(".txt")?,
                namespace: namespace(one.prepared.kind, self.created.mode).to_owned(),
                signatures: signatures.collect::<Result<_, Trouble>>()?,
                segment: path(&self.segment_path(number))?,
            });
        }
        Ok(())
    }
}
