//! How to reach somebody, and the numbers of their permits: what no line says of a person.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The details of a person; what is not known is empty. They are never written into a line, and never shown by `Debug`.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Details {
    /// By phone.
    pub phone: String,
    /// By mail.
    pub mail: String,
    /// The numbers of their permits, each with what it is of.
    pub permits: String,
    /// Whom to ring if something happens to them.
    pub emergency: String,
}

impl Details {
    /// Each with its name, in the order in which they are written.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &str); 4] {
        [
            ("phone", &self.phone),
            ("mail", &self.mail),
            ("permits", &self.permits),
            ("in an emergency", &self.emergency),
        ]
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().iter().all(|(_, text)| text.is_empty())
    }
}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Details(private)")
    }
}

/// The object as it is written.
#[derive(Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    showclear: String,
    salt: String,
    phone: Option<String>,
    mail: Option<String>,
    permits: Option<String>,
    emergency: Option<String>,
}

/// The bytes of the object; `salt` is random.
#[must_use]
pub fn encode_details(salt: [u8; 16], details: &Details) -> Vec<u8> {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let written = Written {
        showclear: "details".to_owned(),
        salt: salt.iter().map(|byte| format!("{byte:02x}")).collect(),
        phone: said(&details.phone),
        mail: said(&details.mail),
        permits: said(&details.permits),
        emergency: said(&details.emergency),
    };
    serde_json::to_vec(&written).unwrap_or_default()
}

/// The details in the bytes of an object, where they are written as [`encode_details`] writes them.
#[must_use]
pub fn decode_details(bytes: &[u8]) -> Option<Details> {
    let found: Written = serde_json::from_slice(bytes).ok()?;
    let is_hex = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    let is_salt = found.salt.len() == 32 && found.salt.bytes().all(is_hex);
    let again = serde_json::to_vec(&found).ok()?;
    if found.showclear != "details" || !is_salt || again != bytes {
        return None;
    }
    let parts = [found.phone, found.mail, found.permits, found.emergency];
    // Nothing is written as null, and never as an empty text.
    if parts.iter().flatten().any(String::is_empty) {
        return None;
    }
    let [phone, mail, permits, emergency] = parts.map(Option::unwrap_or_default);
    Some(Details { phone, mail, permits, emergency })
}
