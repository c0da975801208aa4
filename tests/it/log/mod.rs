//! The log: its bytes against the sample production, against tampering and against power loss.

mod ahead;
mod beside;
mod crash;
pub(crate) mod disk;
mod envelope;
mod growth;
pub(crate) mod power_loss;
mod proof;
mod shared;
mod standing;
pub(crate) mod tamper;
mod vault;
mod vector;

use std::fs;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use showclear::log::{DataError, Origin, Reading, Rest};

/// The device key of the tests, and the origin of the log it writes.
pub(crate) fn device() -> (SigningKey, Origin) {
    let key = SigningKey::from_bytes(&[7; 32]);
    let log = showclear::log::log_id(&key.verifying_key());
    (key, format!("showclear/8c1f0e6d2a7b4935/{log}").parse().unwrap())
}

/// The sample production.
fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/vector")
}

/// The segments of the sample production.
fn sample() -> Vec<(u32, Vec<u8>)> {
    let folder = corpus().join("log/e1b5e6a033977376");
    (1..=5).map(|n| (n, fs::read(folder.join(format!("{n:05}.jsonl"))).unwrap())).collect()
}

/// Stands in for the entries: any JSON object without `"later"` is one.
fn decode(_seq: u64, data: &[u8]) -> Result<(), DataError> {
    let value: serde_json::Value =
        serde_json::from_slice(data).map_err(|err| DataError::NotAnEntry(err.to_string()))?;
    match value.get("later") {
        Some(_) => Err(DataError::Newer("member later".into())),
        None => Ok(()),
    }
}

/// What was read, in one line.
fn describe(reading: &Reading) -> String {
    let rest = match reading.rest() {
        Rest::Nothing => "nothing".to_owned(),
        Rest::Torn(torn) => {
            format!("torn tail of {} bytes in {:05}.jsonl", torn.bytes.len(), torn.segment)
        }
        Rest::Damaged(damage) => damage.to_string(),
        Rest::Newer(newer) => newer.to_string(),
    };
    let newer = reading.newer().map_or(String::new(), |newer| format!("; {newer}"));
    format!("{} lines, then {rest}{newer}", reading.size())
}
