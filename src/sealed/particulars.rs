//! What a thief could use of an item: its maker, model, calibre, serial number, owner and load.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The particulars of an item; what is not known is empty. They are never written into a line, and never shown by `Debug`.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Particulars {
    /// Who made it.
    pub maker: String,
    /// Which model.
    pub model: String,
    /// Which calibre.
    pub calibre: String,
    /// The serial number.
    pub serial: String,
    /// Whose it is.
    pub owner: String,
    /// Of a tray: what is in its rounds.
    pub load: String,
}

impl Particulars {
    /// Each with its name, in the order in which they are written.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &str); 6] {
        [
            ("maker", &self.maker),
            ("model", &self.model),
            ("calibre", &self.calibre),
            ("serial", &self.serial),
            ("owner", &self.owner),
            ("load", &self.load),
        ]
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().iter().all(|(_, text)| text.is_empty())
    }

    /// Whether both are of one gun, as far as the number stamped on it tells: blanks and capitals do not count, and a maker who
    /// is not known may be any.
    #[must_use]
    pub fn same_serial(&self, other: &Self) -> bool {
        let (maker, makers) = (plain(&self.maker), plain(&other.maker));
        let same_maker = maker == makers || maker.is_empty() || makers.is_empty();
        let serial = self.plain_serial();
        serial.is_some() && serial == other.plain_serial() && same_maker
    }

    /// The serial number without blanks, signs and small letters; nothing where there is none.
    #[must_use]
    pub fn plain_serial(&self) -> Option<String> {
        Some(plain(&self.serial)).filter(|serial| !serial.is_empty())
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl fmt::Debug for Particulars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Particulars(private)")
    }
}

/// The object as it is written.
#[derive(Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    showclear: String,
    salt: String,
    maker: Option<String>,
    model: Option<String>,
    calibre: Option<String>,
    serial: Option<String>,
    owner: Option<String>,
    load: Option<String>,
}

/// The bytes of the object; `salt` is random.
#[must_use]
pub fn encode_particulars(salt: [u8; 16], particulars: &Particulars) -> Vec<u8> {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let written = Written {
        showclear: "particulars".to_owned(),
        salt: salt.iter().map(|byte| format!("{byte:02x}")).collect(),
        maker: said(&particulars.maker),
        model: said(&particulars.model),
        calibre: said(&particulars.calibre),
        serial: said(&particulars.serial),
        owner: said(&particulars.owner),
        load: said(&particulars.load),
    };
    serde_json::to_vec(&written).unwrap_or_default()
}

/// The particulars in the bytes of an object, where they are written as [`encode_particulars`] writes them.
#[must_use]
pub fn decode_particulars(bytes: &[u8]) -> Option<Particulars> {
    let found: Written = serde_json::from_slice(bytes).ok()?;
    let is_hex = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    let is_salt = found.salt.len() == 32 && found.salt.bytes().all(is_hex);
    let again = serde_json::to_vec(&found).ok()?;
    if found.showclear != "particulars" || !is_salt || again != bytes {
        return None;
    }
    let parts = [found.maker, found.model, found.calibre, found.serial, found.owner, found.load];
    // Nothing is written as null, and never as an empty text.
    if parts.iter().flatten().any(String::is_empty) {
        return None;
    }
    let [maker, model, calibre, serial, owner, load] = parts.map(Option::unwrap_or_default);
    Some(Particulars { maker, model, calibre, serial, owner, load })
}
