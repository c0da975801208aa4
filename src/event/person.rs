//! People: who they are, what roles they hold, with which keys they sign.

use serde::{Deserialize, Serialize};

use super::Witness;
use crate::terms::{Digest, PersonId, Role, Training, UtcMillis};

/// A person of the production.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonAdded {
    /// Who.
    pub person: PersonId,
    /// The sealed object that holds the name.
    pub name: Digest,
    /// The private object that holds contact and permits.
    pub details: Option<Digest>,
}

/// A corrected name.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonNamed {
    /// Who.
    pub person: PersonId,
    /// The sealed object that holds the name.
    pub name: Digest,
}

/// A key that a person signs with.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonKey {
    /// Whose.
    pub person: PersonId,
    /// `ssh-ed25519 …`, without a comment.
    pub key: String,
    /// `SHA256:…` as ssh-keygen prints it.
    pub fingerprint: String,
    /// How it is kept.
    pub kept: Kept,
}

/// How a key is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Made in the program, on this laptop, behind a PIN or passphrase.
    Here,
    /// Brought along as a file.
    OwnFile,
    /// On a security key.
    Token,
}

/// A key that no longer counts, from this line on.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyEnded {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub fingerprint: String,
    /// Why.
    pub why: KeyEndedWhy,
}

/// Why a key ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyEndedWhy {
    /// It was lost.
    Lost,
    /// Another took its place.
    Replaced,
    /// The person left.
    Left,
    /// Somebody else may have it.
    Compromised,
}

/// A role that a person holds.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleGiven {
    /// Who.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// Until when.
    pub until: Option<UtcMillis>,
}

/// A role that a person holds no longer.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEnded {
    /// Who.
    pub person: PersonId,
    /// Which.
    pub role: Role,
}

/// A handler or deputy added for now, until the roster takes them in.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provisional {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// Who added them: the first AD and a present handler.
    pub witnesses: Vec<Witness>,
}

/// A permit of somebody, such as a licence to handle firearms on a set: which, and until when; its number is in no line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permit {
    /// Whose.
    pub person: PersonId,
    /// Which, in words; the same words replace what was said of it.
    pub permit: String,
    /// When it is over; null where it does not end.
    pub until: Option<UtcMillis>,
}

/// Somebody was trained, or until when that counts; the same sort takes the place of what was said of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonTrained {
    /// Who.
    pub person: PersonId,
    /// In what.
    pub covers: Training,
    /// Who trained them; null where it was somebody who is not in the roster: names stand in no line.
    pub by: Option<PersonId>,
    /// When it is over; null where it does not end.
    pub until: Option<UtcMillis>,
}

/// A safety meeting was held, or somebody who had not been there was briefed after it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingHeld {
    /// Who was there; in a briefing, who was briefed.
    pub present: Vec<PersonId>,
    /// Who led it.
    pub led_by: PersonId,
    /// Whether it was a briefing after the meeting.
    pub after: bool,
}

/// What is asked of whoever takes a gun for an action, from that line on.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleRules {
    /// Whether their training has to be recorded and in date.
    pub training: bool,
    /// Whether they have to have been at the safety meeting of the day, or briefed after it.
    pub meeting: bool,
    /// Who says so; null in the lines that begin a production.
    pub by: Option<PersonId>,
}

/// How somebody is reached, and the numbers of their permits, in the place of what was known before.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonDetails {
    /// Of whom.
    pub person: PersonId,
    /// The private object.
    pub details: Digest,
}

/// Who may change the roster.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterRoot {
    /// One to five people.
    pub persons: Vec<PersonId>,
    /// How many of them it takes.
    pub threshold: u32,
}

/// What the roster asks of signatures, from the next signed roster on.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterPolicy {
    /// Whether a security key counts only where it checked a PIN or a finger.
    pub verification: bool,
}

/// Whom what is meant for them alone is encrypted to: the public half of an age key of theirs.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRecipient {
    /// Whose.
    pub person: PersonId,
    /// `age1…`
    pub recipient: String,
}

/// A wrong PIN or passphrase.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnlockFailed {
    /// Whose key.
    pub person: PersonId,
    /// Which key.
    pub fingerprint: String,
}
