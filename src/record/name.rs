//! The object that holds a person's name: the one object that the texts of statements are made from.

use serde::{Deserialize, Serialize};

/// `{"showclear":"name","salt":…,"name":…}`, encoded like a line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    showclear: String,
    salt: String,
    name: String,
}

/// The bytes of the object that holds `name`; `salt` is random and keeps the digest from telling the name.
#[must_use]
pub fn encode_name(salt: [u8; 16], name: &str) -> Vec<u8> {
    let salt = salt.iter().map(|byte| format!("{byte:02x}")).collect();
    let sealed = Sealed { showclear: "name".to_owned(), salt, name: name.to_owned() };
    serde_json::to_vec(&sealed).unwrap_or_default()
}

/// The name in the bytes of an object, when it is one of a name and written as [`encode_name`] writes it.
#[must_use]
pub fn decode_name(bytes: &[u8]) -> Option<String> {
    let found: Sealed = serde_json::from_slice(bytes).ok()?;
    let is_hex = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    let is_salt = found.salt.len() == 32 && found.salt.bytes().all(is_hex);
    let again = serde_json::to_vec(&found).ok()?;
    (found.showclear == "name" && is_salt && again == bytes).then_some(found.name)
}
