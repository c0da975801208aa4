//! A concern: what somebody wants the safety officer to know, and nobody else.

use serde::{Deserialize, Serialize};

/// The longest concern, in bytes.
pub const LONGEST_CONCERN: usize = 8 * 1024;

/// Every concern is as long as the next multiple of this, so that its file does not tell how much was written.
const STEP: usize = 1024;

/// The object as it is written.
#[derive(Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    showclear: String,
    salt: String,
    concern: String,
    pad: String,
}

/// The bytes of the object; `salt` is random.
#[must_use]
pub fn encode_concern(salt: [u8; 16], text: &str) -> Vec<u8> {
    let mut written = Written {
        showclear: "concern".to_owned(),
        salt: salt.iter().map(|byte| format!("{byte:02x}")).collect(),
        concern: text.to_owned(),
        pad: String::new(),
    };
    let bytes = serde_json::to_vec(&written).unwrap_or_default();
    written.pad = " ".repeat(bytes.len().next_multiple_of(STEP).saturating_sub(bytes.len()));
    serde_json::to_vec(&written).unwrap_or_default()
}

/// What the bytes of an object say, where they are written as [`encode_concern`] writes them.
#[must_use]
pub fn decode_concern(bytes: &[u8]) -> Option<String> {
    let found: Written = serde_json::from_slice(bytes).ok()?;
    let is_hex = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    let is_salt = found.salt.len() == 32 && found.salt.bytes().all(is_hex);
    let again = serde_json::to_vec(&found).ok()?;
    let padded = found.pad.bytes().all(|c| c == b' ') && bytes.len().is_multiple_of(STEP);
    let ours = found.showclear == "concern" && is_salt && padded && again == bytes;
    ours.then_some(found.concern)
}
