//! What is asked of an authority: a time over the SHA-256 of a text.

use der::{Encode as _, Tag, asn1::UintRef};

use super::cursor::Cursor;
use super::fault::Fault;
use super::oid;

/// A request as it is written into a file (RFC 3161, 2.4.1): version 1, SHA-256, no policy, a nonce, and the
/// authority's certificate asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Request {
    /// The SHA-256 of the text.
    pub text: [u8; 32],
    /// A random number that the token must repeat.
    pub nonce: u64,
}

/// From the algorithm to the length of the digest.
const IMPRINT: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

impl Request {
    /// The file, in DER; always these bytes for this text and nonce.
    #[must_use]
    pub fn to_der(self) -> Vec<u8> {
        let nonce = self.nonce.to_be_bytes();
        let nonce = UintRef::new(&nonce).and_then(|number| number.to_der()).unwrap_or_default();
        let body = [&[0x02, 0x01, 0x01][..], &IMPRINT, &self.text, &nonce, &[0x01, 0x01, 0xff]];
        let body = body.concat();
        // Never above 127: at most 3 + 51 + 11 + 3.
        let length = u8::try_from(body.len()).unwrap_or(u8::MAX);
        [&[0x30, length], body.as_slice()].concat()
    }

    /// Reads a request as this program writes it.
    ///
    /// # Errors
    ///
    /// When it would have written other bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        const WHAT: &str = "request";
        let form = Fault::Form(WHAT);
        let mut parts = Cursor::new(bytes, WHAT).only(Tag::Sequence)?.parts();
        parts.next(Tag::Integer)?;
        let mut imprint = parts.next(Tag::Sequence)?.parts();
        let (algorithm, _) = imprint.next(Tag::Sequence)?.algorithm()?;
        let text = imprint.only(Tag::OctetString)?.value;
        let nonce = parts.next(Tag::Integer)?.unsigned()?;
        let nonce = number(nonce).ok_or_else(|| form.clone())?;
        let text = text.try_into().map_err(|_other| form.clone())?;
        let request = Self { text, nonce };
        if algorithm == oid::SHA_256 && request.to_der() == bytes { Ok(request) } else { Err(form) }
    }
}

/// A number of at most eight bytes.
pub(super) fn number(bytes: &[u8]) -> Option<u64> {
    let mut whole = [0; 8];
    let start = whole.len().checked_sub(bytes.len())?;
    whole.get_mut(start..)?.copy_from_slice(bytes);
    Some(u64::from_be_bytes(whole))
}
