//! Statements: texts that people sign, from being prepared to being signed or voided, and a time from an authority over them.

use serde::{Deserialize, Serialize};

use crate::terms::{Condition, Digest, ItemId, Nonce, PersonId, Role, StepPath, UtcMillis};

/// What sort of statement.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// Who is who, signed by the root.
    Roster,
    /// What one witness saw.
    Sheet,
    /// A run, signed at the moment by several people.
    Signoff,
    /// A list or an overlay as it is here is this production's.
    Approve,
    /// A deviation from a list.
    Deviate,
    /// An amendment: what was recorded, and what corrects it.
    Amend,
    /// Work with guns goes on after an alarm.
    Restart,
    /// Somebody who let it go on by phone says so in writing.
    Ratify,
    /// What was handed over to another unit.
    Handover,
}

impl StatementKind {
    /// As lines write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Sheet => "sheet",
            Self::Signoff => "signoff",
            Self::Approve => "approve",
            Self::Deviate => "deviate",
            Self::Amend => "amend",
            Self::Restart => "restart",
            Self::Ratify => "ratify",
            Self::Handover => "handover",
        }
    }
}

/// A statement is prepared; the last event of a line that closes its segment.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepared {
    /// What sort.
    pub kind: StatementKind,
    /// A sheet: the person; a sign-off: the run; an approval: the SHA-256 of the list or overlay; a deviation: that of
    /// the overlay that makes it; an amendment: its id; a restart and what ratifies it: the STOP;
    /// a hand-over: its number.
    pub about: Option<String>,
    /// Version of the text's template.
    pub template: u32,
    /// Minutes from UTC of the times in the text.
    pub offset: i32,
    /// Who must sign, with which key.
    pub signers: Vec<Signer>,
    /// The sentence they sign.
    pub meaning: String,
    /// What a sign-off declares.
    pub declares: Option<Declares>,
    /// Steps that come after it.
    pub follows: Vec<StepPath>,
    /// Rows of a sheet that the witness struck.
    pub struck: Vec<RowRef>,
}

/// One slot of a statement.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// In what role.
    pub role: Role,
    /// Who.
    pub person: PersonId,
    /// Fingerprint of the key.
    pub key: String,
}

/// What a sign-off declares.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declares {
    /// Of what.
    pub item: ItemId,
    /// Which condition.
    pub condition: Condition,
    /// How many rounds.
    pub n: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// Which load.
    pub load: Option<String>,
    /// Until when at the latest.
    pub until: Option<UtcMillis>,
}

/// A row: the event `i` of line `seq`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowRef {
    /// The line.
    pub seq: u64,
    /// The event in it, from 0.
    pub i: u32,
}

/// One signature.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The number of lines that the statement covers.
    pub statement: u64,
    /// Who.
    pub person: PersonId,
    /// Fingerprint of the key.
    pub key: String,
    /// Of the text that was signed.
    pub text: Digest,
    /// The raw SSHSIG blob in base64.
    pub sig: String,
}

/// The last signature is in; from here it counts.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementCompleted {
    /// Which.
    pub statement: u64,
    /// Of the text that was signed.
    pub text: Digest,
}

/// A signer will not sign.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// Which.
    pub statement: u64,
    /// Who.
    pub person: PersonId,
}

/// A prepared statement that will never count.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voided {
    /// Which.
    pub statement: u64,
    /// Why.
    pub why: VoidedWhy,
}

/// Why a statement was voided.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoidedWhy {
    /// A STOP.
    Stop,
    /// What it is about changed.
    Changed,
    /// A signer refused.
    Refused,
    /// Ten minutes passed.
    Timeout,
    /// The program was closed.
    Closed,
    /// It was cancelled.
    Cancelled,
}

impl VoidedWhy {
    /// As lines write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Changed => "changed",
            Self::Refused => "refused",
            Self::Timeout => "timeout",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A request for a time over the text of a completed statement was written, for somebody to carry to an authority.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorRequested {
    /// The number of lines that the statement covers.
    pub statement: u64,
    /// The SHA-256 of its text, as its completion names it.
    pub text: Digest,
    /// The random number that the answer must repeat.
    pub nonce: Nonce,
    /// The request (RFC 3161, DER), as an object.
    pub request: Digest,
}

/// The answer of an authority was brought in.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorReceived {
    /// The number of lines that the statement covers.
    pub statement: u64,
    /// The request that it answers, as an object.
    pub request: Digest,
    /// The answer (RFC 3161, DER), as an object.
    pub response: Digest,
    /// The time that the authority says, cut to the millisecond.
    pub time: UtcMillis,
    /// The SHA-256 of the certificate that signed it.
    pub certificate: Digest,
}
