//! What a checked log says of itself, as plain values for a page or a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::event::{Kept, Mode, StatementKind, VoidedWhy};
use crate::terms::{Digest, LogId, PersonId, Role, UtcMillis};

/// What the log says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Facts {
    /// Live or drill.
    pub mode: Mode,
    /// Whether it is the shipped example.
    pub sample: bool,
    /// The production as people call it.
    pub title: String,
    /// The origin of the log.
    pub origin: String,
    /// How many lines it has.
    pub size: u64,
    /// The root over them, in base64.
    pub root: String,
    /// How many lines the latest statement covers that counts; 0 where there is none.
    pub signed_up_to: u64,
    /// How many lines a head code or a note kept elsewhere covers.
    pub vouched_up_to: Option<u64>,
    /// Threshold and persons of the root, where one is set.
    pub root_of: Option<(u32, Vec<PersonId>)>,
    /// The keys, in order of entry.
    pub keys: Vec<KeyFact>,
    /// The statements, in order.
    pub statements: Vec<StatementFact>,
    /// How many rows are in which state.
    pub rows: RowCounts,
    /// People who signed before a roster held them.
    pub provisional: Vec<Provisional>,
    /// Lines at which the wall clock jumped, and by how many milliseconds.
    pub clock_jumps: Vec<(u64, i64)>,
    /// Acknowledgements of people without a key, which are no signatures.
    pub acknowledged: usize,
    /// Private objects left out by the list of the bundle.
    pub withheld: usize,
    /// Names of people among them.
    pub names_withheld: usize,
    /// Objects whose bytes were erased.
    pub erased: usize,
    /// Other logs beside this one.
    pub others: Vec<OtherLog>,
    /// What this log says it saw of other laptops' logs.
    pub seen: Vec<SeenLog>,
    /// Times from authorities over signed texts; those of the logs that this one goes on from among them.
    pub anchors: Vec<AnchorFact>,
    /// Names by person, as far as they are here.
    pub names: BTreeMap<PersonId, String>,
}

impl Facts {
    /// The statement of that number.
    #[must_use]
    pub fn statement(&self, number: u64) -> Option<&StatementFact> {
        let at = self.statements.binary_search_by_key(&number, |one| one.number).ok()?;
        self.statements.get(at)
    }

    /// How many statements are completed whose texts are withheld with the names.
    #[must_use]
    pub fn texts_withheld(&self) -> usize {
        self.statements.iter().filter(|one| one.withheld).count()
    }

    /// How many lines after the latest statement the laptop alone vouches for.
    #[must_use]
    pub fn tail(&self) -> u64 {
        self.size.saturating_sub(self.signed_up_to)
    }
}

/// A key that somebody signs or signed with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyFact {
    /// Whose.
    pub person: PersonId,
    /// As `ssh-keygen -lf` prints it.
    pub fingerprint: String,
    /// How it is kept.
    pub kept: Kept,
    /// Whether it has ended.
    pub ended: bool,
    /// The roles of the person.
    pub roles: Vec<Role>,
}

/// A statement and what became of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StatementFact {
    /// Its number: how many lines it covers.
    pub number: u64,
    /// What sort.
    pub kind: StatementKind,
    /// Whether it counts.
    pub counts: bool,
    /// Why it was voided, where it was.
    pub voided: Option<VoidedWhy>,
    /// Whether its text is withheld with the names, so that nothing can be said of its signatures.
    pub withheld: bool,
    /// Who signed it; the few who sign everything are told of once.
    pub signers: Vec<Arc<SignerFact>>,
}

/// One signature that holds.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct SignerFact {
    /// In what role.
    pub role: Role,
    /// Who.
    pub person: PersonId,
    /// With which key.
    pub fingerprint: String,
    /// Whether a security key was touched.
    pub touched: bool,
}

/// Somebody who signed before a roster held them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Provisional {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// The statement.
    pub statement: u64,
    /// Whether a later roster holds person, role and key.
    pub ratified: bool,
}

/// How many rows are in which state.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RowCounts {
    /// Signed by everybody named in them who has a key.
    pub signed: usize,
    /// Struck by somebody.
    pub struck: usize,
    /// Recorded, not yet signed.
    pub unsigned: usize,
    /// Recorded after, from a paper card.
    pub after: usize,
    /// Recorded, and whether signed stands in a text that is withheld.
    pub withheld: usize,
}

/// How one row stands.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RowState {
    /// Who signed it, and on which sheet or sign-off.
    pub signed: BTreeMap<PersonId, u64>,
    /// Who struck it, and on which sheet.
    pub struck: BTreeMap<PersonId, u64>,
    /// Who is named in it, has a key, and has not signed it yet.
    pub open: Vec<PersonId>,
    /// The number of the paper card it was entered from.
    pub card: Option<u32>,
    /// Whether a text about it was signed that is withheld, so that nobody can say here by whom.
    pub withheld: bool,
}

/// The one word that a report puts on a row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RowWord {
    /// *signed by …*
    Signed,
    /// *struck by …*
    Struck,
    /// *recorded, not yet signed*
    NotYetSigned,
    /// *recorded after, card n*
    RecordedAfter,
    /// *recorded; the signed text is withheld*
    Withheld,
}

impl RowState {
    /// The one word that a report puts on it.
    #[must_use]
    pub fn word(&self) -> RowWord {
        if !self.struck.is_empty() {
            RowWord::Struck
        } else if self.card.is_some() {
            RowWord::RecordedAfter
        } else if self.withheld {
            RowWord::Withheld
        } else if self.signed.is_empty() || !self.open.is_empty() {
            RowWord::NotYetSigned
        } else {
            RowWord::Signed
        }
    }
}

/// A log that stands beside the one that was checked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OtherLog {
    /// Its id.
    pub log: String,
    /// How many good lines it has.
    pub size: u64,
    /// What it is to this log.
    pub what: String,
}

/// What a log says it saw of another laptop's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeenLog {
    /// Its id.
    pub log: String,
    /// What its line 0 called the laptop when it was met; none where only its own lines here say who it is.
    pub device: Option<String>,
    /// How many lines the longest note is over.
    pub size: u64,
    /// How many notes were seen.
    pub notes: usize,
}

/// A time from an authority over a signed text: the text existed at or before it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnchorFact {
    /// In which log.
    pub log: LogId,
    /// The line that tells of it.
    pub entry: u64,
    /// The statement.
    pub statement: u64,
    /// What sort the statement is.
    pub kind: Option<StatementKind>,
    /// The time that the authority says.
    pub time: UtcMillis,
    /// How long that is after the statement was prepared by the laptop's clock, in milliseconds; negative where it is before.
    pub after_prepared: Option<i64>,
    /// How far from the truth the authority says that its time may be, in milliseconds.
    pub accuracy: Option<u64>,
    /// Whom the certificate that signed it is of, in the authority's own words.
    pub authority: String,
    /// The SHA-256 of that certificate.
    pub certificate: Digest,
    /// The answer, as an object.
    pub response: Digest,
    /// Whether the reader's own roots lead to it.
    pub confirmed: Authority,
}

/// Whether an authority is one that the reader trusts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Authority {
    /// The reader brought no roots along.
    NotAsked,
    /// A root of the reader's leads to it.
    Confirmed {
        /// Whom the root is of.
        root: String,
    },
    /// None does, and why.
    Refused(String),
}
