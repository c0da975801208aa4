//! Why an amendment is not proposed, taken back or signed.

use crate::event::AmendFault;
use crate::roster::AmendSigners;
use crate::terms::{AmendId, PersonId};

/// What is against it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AmendRefusal {
    /// The lines speak against it.
    #[error(transparent)]
    Fault(#[from] AmendFault),
    /// It was recorded in another log.
    #[error("that was recorded in another log, which this one goes on from or does not know")]
    OtherLog,
    /// Somebody whom it names is not among the people.
    #[error("{0} is not among the people of this production")]
    NoPerson(PersonId),
    /// An item that it names is not in the book.
    #[error("an item that it names is not in the book")]
    NoItem,
    /// One person, item or role is named twice.
    #[error("it names the same twice")]
    NamedTwice,
    /// A time that has not come.
    #[error("the time that it claims has not come yet")]
    Ahead,
    /// The same fact is corrected by another amendment already.
    #[error("amendment {0} corrects the same already")]
    Another(AmendId),
    /// A run that what it corrects belongs to goes on, and would declare from it.
    #[error("a run that this belongs to goes on")]
    RunGoesOn,
    /// Whoever proposes it may not.
    #[error("{0} is not named in what it corrects, and is neither armorer nor property master")]
    MayNot(PersonId),
    /// Whoever takes it back did not propose it.
    #[error("{0} did not propose it, and is neither armorer nor property master")]
    NotTheirs(PersonId),
    /// It is signed, replaced, or was taken back.
    #[error("this amendment does not wait to be signed")]
    NotWaiting,
    /// Those who would sign it may not so.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Signers(Vec<AmendSigners>),
}

impl AmendRefusal {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Fault(fault) => fault.remedy(),
            Self::OtherLog => "Tell it as a late entry in this log.",
            Self::NoPerson(_) => "Enter them under People first.",
            Self::NoItem => "Enter the item first.",
            Self::NamedTwice => "Name each once.",
            Self::Ahead => "Choose the time at which it was.",
            Self::Another(_) => "Correct that amendment: propose this one in its place.",
            Self::RunGoesOn => "Finish that run, or abandon it and look again in a new one.",
            Self::MayNot(_) => "Let the armorer propose it, or one of those who are named.",
            Self::NotTheirs(_) => "Let whoever proposed it take it back, or the armorer.",
            Self::NotWaiting => "Look at how it stands in the review.",
            Self::Signers(faults) => faults.first().map_or("", AmendSigners::remedy),
        }
    }
}
