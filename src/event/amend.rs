//! Amendments: what corrects a line, or tells late what no line tells, and why; no line is ever changed by one.

use serde::{Deserialize, Serialize};

use super::{Event, RowRef, Shown, Witness};
use crate::terms::{Act, AmendId, ItemId, PersonId, Place, UtcMillis};

/// An amendment is proposed; it counts once it is signed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendProposed {
    /// Which.
    pub amend: AmendId,
    /// The events of this log that it corrects, in order of entry; none for a late entry.
    pub corrects: Vec<Amended>,
    /// The amendment in whose place it stands once it is signed.
    pub replaces: Option<AmendId>,
    /// What is right.
    pub what: Correction,
    /// Why.
    pub why: String,
    /// Who proposes it.
    pub by: PersonId,
}

/// An event that is corrected, and what was recorded, word for word: every reader holds it against the line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amended {
    /// The line.
    pub seq: u64,
    /// The event in it, from 0.
    pub i: u32,
    /// The wall clock of that line.
    pub t: UtcMillis,
    /// The event itself.
    pub was: Event,
}

impl Amended {
    /// Line and event.
    #[must_use]
    pub fn place(&self) -> RowRef {
        RowRef { seq: self.seq, i: self.i }
    }
}

/// Which fact was recorded wrongly, and what is right.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case", deny_unknown_fields)]
pub enum Correction {
    /// Who gave it.
    From {
        /// Who; nobody where nobody is named.
        person: Option<PersonId>,
    },
    /// Who took it.
    To {
        /// Who; nobody where nobody is named.
        person: Option<PersonId>,
    },
    /// Who watched it.
    Watch {
        /// Who; nobody where nobody is named.
        person: Option<PersonId>,
    },
    /// Who showed it, offered to show it, or called STOP.
    By {
        /// Who; nobody where nobody is named.
        person: Option<PersonId>,
    },
    /// To whom it was shown.
    ShownTo {
        /// To whom.
        to: Vec<Shown>,
        /// How many looked.
        looked: u32,
    },
    /// Who saw it, or settled the STOP.
    Witnesses {
        /// Who.
        witnesses: Vec<Witness>,
    },
    /// Which items it was.
    Items {
        /// Which; exactly one but for a showing.
        items: Vec<ItemId>,
    },
    /// What was done, and where the item was then.
    Act {
        /// What was done.
        act: Act,
        /// Where it was.
        place: Place,
    },
    /// When it was, of what was recorded after.
    Time {
        /// When.
        at: UtcMillis,
    },
    /// What was said at a step.
    Reply {
        /// Which reply, from 0.
        reply: u32,
        /// The words.
        said: String,
        /// The number, where it is one.
        value: Option<i64>,
    },
    /// How many rounds.
    Count {
        /// How many.
        n: Option<u32>,
        /// Of how many.
        of: Option<u32>,
    },
    /// Anything else, in words.
    Words {
        /// What is right.
        said: String,
    },
    /// It did not happen.
    NotSo {},
    /// What was recorded is right after all: the amendment that is replaced was wrong.
    Stands {},
    /// What nobody recorded: a late entry, and marked so for ever.
    Late {
        /// When it was, as claimed now.
        at: UtcMillis,
        /// Which items it is about.
        items: Vec<ItemId>,
        /// Who took part in it.
        people: Vec<PersonId>,
        /// What happened.
        said: String,
    },
}

/// An amendment that was not signed is taken back.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendWithdrawn {
    /// Which.
    pub amend: AmendId,
    /// Why.
    pub why: String,
    /// Who takes it back.
    pub by: PersonId,
}
