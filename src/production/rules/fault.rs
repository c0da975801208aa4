//! Why a list is not proposed, a rule not set, a deviation not taken, or a run not begun under the rules.

use crate::terms::{PersonId, Role};

/// What is against it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RulesFault {
    /// The bytes are not at hand, so nobody could read what was approved.
    #[error("{0} is not at hand, or is another file by now")]
    NotAtHand(String),
    /// Whoever says so holds none of the roles that may.
    #[error(
        "{0} is neither armorer, property master, safety officer nor production representative"
    )]
    MayNot(PersonId),
    /// It is retired, or a draft.
    #[error("{0} is not released")]
    NotReleased(String),
    /// An overlay that loosens is no rule: it holds by a signed deviation alone.
    #[error("{0} deviates from a list")]
    Deviates(String),
    /// An overlay that loosens nothing needs no deviation.
    #[error("{0} deviates from nothing")]
    DeviatesNot(String),
    /// What is asked for is not what the file says.
    #[error("the file of {0} says something else")]
    SaysOtherwise(String),
    /// One overlay is named twice.
    #[error("{0} is named twice")]
    Twice(String),
    /// A deviation that is over already.
    #[error("its time is over")]
    OverAlready,
    /// A run that began under a deviation which holds no more would declare.
    #[error("this run began under the deviation {0}, which holds no more")]
    HoldsNoMore(String),
    /// A deviation for longer than is allowed at once.
    #[error("it would hold for more than 30 days")]
    TooLong,
    /// Nobody proposed or asked for it, or it was taken back.
    #[error("nobody proposed it, or it was taken back")]
    NotProposed,
    /// It is approved, or signed.
    #[error("it is signed already")]
    SignedAlready,
    /// The same person would sign twice.
    #[error("one person cannot sign for both")]
    OnePerson,
    /// A signer holds none of the roles that sign it.
    #[error("{person} is not {}", one_of(.needs))]
    NotRole {
        /// Who.
        person: PersonId,
        /// One of these would do.
        needs: Vec<Role>,
    },
    /// A signer whom the roster in force does not hold in that role.
    #[error("the signed roster does not hold {0} in that role with a key")]
    NotInRoster(PersonId),
    /// A run that leaves out an overlay that applies, or names one that does not.
    #[error("this production's rules for this list are {}", named(.0))]
    OtherRules(Vec<String>),
}

fn one_of(roles: &[Role]) -> String {
    roles.iter().map(Role::words).collect::<Vec<_>>().join(" or ")
}

fn named(overlays: &[String]) -> String {
    if overlays.is_empty() { "none".to_owned() } else { overlays.join(", ") }
}

impl RulesFault {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotAtHand(_) => "Choose it again from the lists as they are now.",
            Self::MayNot(_) => "Let one of those propose it.",
            Self::NotReleased(_) => "Release it first.",
            Self::Deviates(_) => "Ask for a deviation instead.",
            Self::DeviatesNot(_) => "Switch it on as a local rule instead.",
            Self::SaysOtherwise(_) => "Say what the file says, or change the file.",
            Self::Twice(_) => "Name it once.",
            Self::OverAlready => "Choose a later time.",
            Self::HoldsNoMore(_) => "Abandon it, and begin it again by the list as it is.",
            Self::TooLong => "Choose an earlier time; ask again when it is over.",
            Self::NotProposed => "Propose it again.",
            Self::SignedAlready => "It holds as it is.",
            Self::OnePerson => "Let a second person read it and sign.",
            Self::NotRole { .. } => "Let somebody sign who holds that role.",
            Self::NotInRoster(_) => "Let the roster be signed first.",
            Self::OtherRules(_) => "Begin it again, with the rules that apply to it.",
        }
    }
}
