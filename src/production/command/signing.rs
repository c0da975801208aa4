//! What comes back from outside over a signed text: a signature, and what is asked of an authority and answered.

use crate::anchor;
use crate::terms::{Digest, PersonId};

/// A signature as it comes back from the worker that made it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signature {
    /// The number of lines that the statement covers.
    pub statement: u64,
    /// Who signed.
    pub person: PersonId,
    /// Fingerprint of the key.
    pub key: String,
    /// SHA-256 of the very bytes that were shown and signed.
    pub text: Digest,
    /// The raw SSHSIG blob in base64.
    pub sig: String,
}

/// A time over the text of a completed statement is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TimeRequest {
    /// The number of lines that the statement covers.
    pub statement: u64,
    /// What is asked.
    pub request: anchor::Request,
    /// Its bytes, as an object.
    pub object: Digest,
}

/// What an authority answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TimeAnswer {
    /// What it says; its signature holds.
    pub token: anchor::Token,
    /// The answer's bytes, as an object.
    pub response: Digest,
}
