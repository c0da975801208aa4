//! The line 0 of another log, on its own: whose laptop it is, and by which key its notes are signed.

use crate::event::{Created, Event, Mode};
use crate::log::{Checkpoint, Hash, Note, Reading, read};
use crate::record;
use crate::signing::{Algorithm, PublicKey};

/// A line 0 that names the key which its log is named after.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Introduced {
    created: Created,
    key: [u8; 32],
    leaf: Hash,
}

impl Introduced {
    /// Reads the line 0 of a log, given without its LF; nothing for any other line.
    #[must_use]
    pub fn parse(line: &[u8]) -> Option<Self> {
        let mut segment = line.to_vec();
        segment.push(b'\n');
        let mut created = None;
        let mut decode = |_: u64, data: &[u8]| match record::decode(data) {
            Ok(entry) => {
                if let [Event::LogCreated(one)] = entry.events() {
                    created = Some(one.clone());
                }
                Ok(())
            }
            Err(error) => Err(crate::log::DataError::NotAnEntry(error.to_string())),
        };
        let reading: Reading = read([(1, segment)], &mut decode);
        let created = created.filter(|_| reading.size() == 1)?;
        let key: PublicKey = created.key.parse().ok()?;
        let by_key: String = Hash::of(&key.to_bytes()).to_hex().chars().take(16).collect();
        let scheme = match created.mode {
            Mode::Live => "showclear",
            Mode::Drill => "showclear-drill",
        };
        let holds = key.algorithm() == Algorithm::Ed25519
            && created.log.to_string() == by_key
            && created.origin == format!("{scheme}/{}/{}", created.production, created.log);
        holds.then(|| Self { key: key.to_bytes(), created, leaf: reading.tree().last_leaf() })
    }

    /// What it says.
    #[must_use]
    pub fn created(&self) -> &Created {
        &self.created
    }

    /// Its leaf, which is the first of its log.
    #[must_use]
    pub fn leaf(&self) -> &Hash {
        &self.leaf
    }

    /// What a note says, where the laptop that it names signed it for this log.
    #[must_use]
    pub fn vouched(&self, note: &[u8]) -> Option<Checkpoint> {
        let note = Note::parse(note).ok()?.verify_by(&self.key).ok()?;
        let said = note.checkpoint();
        (said.origin.as_str() == self.created.origin).then(|| said.clone())
    }
}
