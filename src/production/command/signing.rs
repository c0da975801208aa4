//! What people sign: the statement that is asked for, what comes back over its text, and what is asked of an authority.

use crate::anchor;
use crate::event::{RowRef, Witness};
use crate::terms::{AmendId, Digest, PersonId, RunId, StopId};

/// Which statement to prepare.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Prepare {
    /// The sheet of what one witness saw.
    Sheet {
        /// The witness.
        person: PersonId,
        /// The rows they did not see.
        struck: Vec<RowRef>,
    },
    /// A run, signed at the moment by its witnesses.
    Signoff {
        /// Which run.
        run: RunId,
    },
    /// Who is who.
    Roster,
    /// What was proposed becomes this production's.
    Approve {
        /// The SHA-256 of the list or overlay.
        file: Digest,
        /// An armorer or property master, then a safety officer or production representative.
        signers: [PersonId; 2],
    },
    /// A deviation that was asked for.
    Deviate {
        /// The SHA-256 of the overlay that makes it.
        file: Digest,
        /// An armorer, then a safety officer.
        signers: [PersonId; 2],
    },
    /// An amendment that was proposed.
    Amend {
        /// Which.
        amend: AmendId,
        /// Who signs beside those who must.
        also: Vec<PersonId>,
    },
    /// Work with guns goes on after an alarm.
    Restart {
        /// Which STOP.
        stop: StopId,
        /// Those on the set, and whoever answers for safety where they are here.
        signers: Vec<Witness>,
    },
    /// What was handed over, for its giver.
    Handover {
        /// The number of the hand-over.
        number: u32,
    },
    /// Whoever let it go on by phone says so in writing.
    Ratify {
        /// Which STOP.
        stop: StopId,
    },
}

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
