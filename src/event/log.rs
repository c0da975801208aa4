//! The log itself: its beginning, its sittings, its cuts and its clock.

use serde::{Deserialize, Serialize};

use crate::terms::{Digest, LogId, ProductionId};

/// Whether it is real.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Real.
    Live,
    /// Training; it can never pass for the real thing.
    Drill,
}

/// Line 0, alone: which log this is.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Created {
    /// The folder format: 1.
    pub format: u32,
    /// Live or drill, for ever.
    pub mode: Mode,
    /// Whether it is the shipped example.
    pub sample: bool,
    /// Of which production.
    pub production: ProductionId,
    /// Which log.
    pub log: LogId,
    /// The name in checkpoints: `showclear/<production>/<log>`, `showclear-drill/…` in a drill.
    pub origin: String,
    /// The production as people call it.
    pub title: String,
    /// The device's public key, `ssh-ed25519 …`.
    pub key: String,
    /// What people call the laptop.
    pub device: String,
    /// Name and version of the program.
    pub program: String,
    /// The log that this one goes on from.
    pub continues: Option<Continues>,
}

/// Which log is continued, up to where, and why.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continues {
    /// The older log.
    pub log: LogId,
    /// How many of its lines count.
    pub size: u64,
    /// Their root.
    pub root: Digest,
    /// Why.
    pub why: ContinuesWhy,
}

/// Why a log is continued in another.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContinuesWhy {
    /// A new laptop.
    NewLaptop,
    /// The older log is damaged.
    Damaged,
    /// The older log is an older copy of itself.
    OlderCopy,
    /// The keys of its root are lost.
    RootLost,
}

/// A sitting begins.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Name and version of the program.
    pub program: String,
    /// Which start of the machine; null where the system does not tell.
    pub boot: Option<String>,
    /// The time zone's name.
    pub zone: String,
    /// Minutes from UTC.
    pub offset: i32,
    /// What the volume promises.
    pub durable: Durable,
}

/// What the volume was found to promise when it was probed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Durable {
    /// Sync, lock, rename and folder sync all work.
    Full,
    /// One of them does not.
    Weak,
}

/// A torn tail was set aside.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovered {
    /// The last line before it.
    pub after: u64,
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256.
    pub sha256: Digest,
}

/// The segment is closed here.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// Why.
    pub why: CutWhy,
}

/// Why a segment was closed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutWhy {
    /// For an export.
    Export,
    /// It had grown large.
    Size,
    /// The day was closed.
    Day,
}

/// The wall clock jumped against the time since start-up.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockJump {
    /// By how many milliseconds.
    pub wall_ms: i64,
}

/// A bundle was written.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exported {
    /// How many lines it holds.
    pub size: u64,
    /// Of the zip.
    pub sha256: Digest,
    /// How many private objects it leaves out.
    pub withheld: u32,
}

/// Another log's checkpoint was seen.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saw {
    /// Whose.
    pub log: LogId,
    /// At which size.
    pub size: u64,
    /// Its root.
    pub root: Digest,
    /// The note, as an object.
    pub sha256: Digest,
}

/// The log of another laptop was met for the first time: from here on its notes are held against this key.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Met {
    /// Which.
    pub log: LogId,
    /// What its line 0 calls the laptop.
    pub device: String,
    /// The public key that its line 0 names, `ssh-ed25519 …`.
    pub key: String,
    /// Its line 0 without LF, as an object.
    pub sha256: Digest,
}

/// One device key vouched for two different records.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forked {
    /// Whose log; it may be this one.
    pub log: LogId,
    /// A note of it, as an object.
    pub one: Digest,
    /// The note that does not go with it, as an object; null where the lines of this log do not.
    pub other: Option<Digest>,
    /// The leaves under the longer note, as an object of 32 bytes each; null where the sizes are the same, or the lines are here.
    pub leaves: Option<Digest>,
}

/// A file in an exchange folder has other bytes than its name says: what never changes was changed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overwritten {
    /// Its path in that folder.
    pub path: String,
    /// The SHA-256 of what should be there.
    pub named: Digest,
    /// What was there, as an object.
    pub found: Digest,
}

/// Numbers were taken for paper cards, each of which is printed once.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardsPrinted {
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}
