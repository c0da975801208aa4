//! The roots that a reader brings: certificates in PEM (RFC 7468).

use base64ct::{Base64, Encoding as _};

use super::cert::Cert;

const MOST_BYTES: usize = 4 << 20;
const MOST_ROOTS: usize = 1024;
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// Certificates that a reader trusts to say who is a time-stamp authority.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Trust {
    roots: Vec<Cert>,
}

/// The root that confirmed an authority.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Root {
    /// Whom its certificate is of.
    pub subject: String,
    /// The SHA-256 of its certificate.
    pub sha256: [u8; 32],
}

/// Why a file holds no roots.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TrustError {
    /// Larger than any such file.
    #[error("a file of certificates has at most {MOST_BYTES} bytes and {MOST_ROOTS} certificates")]
    TooLarge,
    /// Nothing between the two marks of a certificate.
    #[error("there is no certificate in it (PEM)")]
    None,
    /// One that cannot be read.
    #[error("certificate {0} in it cannot be read")]
    Unreadable(usize),
}

impl Trust {
    /// Reads every certificate in a file; text between them is passed over.
    ///
    /// # Errors
    ///
    /// When there is none, or one cannot be read.
    pub fn parse(file: &[u8]) -> Result<Self, TrustError> {
        if file.len() > MOST_BYTES {
            return Err(TrustError::TooLarge);
        }
        let text = String::from_utf8_lossy(file);
        let mut roots = Vec::new();
        let mut open: Option<String> = None;
        for line in text.lines().map(str::trim) {
            let unreadable = TrustError::Unreadable(roots.len() + 1);
            match (line, &mut open) {
                (BEGIN, None) => open = Some(String::new()),
                (END, Some(inside)) => {
                    let der = Base64::decode_vec(inside).map_err(|_wrong| unreadable.clone())?;
                    roots.push(Cert::read(&der).map_err(|_wrong| unreadable)?);
                    open = None;
                }
                (BEGIN | END, _) => return Err(unreadable),
                (line, Some(inside)) => inside.push_str(line),
                (_, None) => {}
            }
            if roots.len() > MOST_ROOTS {
                return Err(TrustError::TooLarge);
            }
        }
        match (open, roots.len()) {
            (Some(_), found) => Err(TrustError::Unreadable(found + 1)),
            (None, 0) => Err(TrustError::None),
            (None, _) => Ok(Self { roots }),
        }
    }

    pub(super) fn roots(&self) -> &[Cert] {
        &self.roots
    }
}
