//! An amendment, as it is asked for.

use crate::event::{Correction, RowRef};
use crate::terms::{AmendId, LogId, PersonId};

/// An amendment, as it is proposed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Amend {
    /// The log in which it was recorded: that of the production, and no older one.
    pub log: LogId,
    /// Which events it corrects; none for a late entry.
    pub corrects: Vec<RowRef>,
    /// The amendment in whose place it stands once it is signed.
    pub replaces: Option<AmendId>,
    /// What is right.
    pub what: Correction,
    /// Why.
    pub why: String,
    /// Who proposes it.
    pub by: PersonId,
}
