//! Why something asked for is refused: every reason at once, each with its remedy.

use super::amend::AmendRefusal;
use super::handover::HandoverFault;
use super::rules::RulesFault;
use crate::custody;
use crate::roster;
use crate::run;
use crate::terms::{ItemId, PersonId, Role};

/// Why a command is refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// A STOP stands.
    #[error("a STOP stands")]
    Stopped,
    /// What it names does not exist.
    #[error("there is no such {0}")]
    NoSuch(&'static str),
    /// The run does not take the answer.
    #[error(transparent)]
    Run(#[from] run::Refusal),
    /// The book withholds it.
    #[error("{}", sentences(.0.iter().map(|(_, reason)| reason.to_string())))]
    Custody(Vec<(ItemId, custody::Refusal)>),
    /// The roster does not take it.
    #[error("{}", sentences(.0.iter().map(ToString::to_string)))]
    Roster(Vec<roster::Refusal>),
    /// A run cannot begin so.
    #[error("{}", sentences(.0.iter().map(ToString::to_string)))]
    Start(Vec<StartFault>),
    /// What this production approved, its rules and its deviations are against it.
    #[error(transparent)]
    Rules(#[from] RulesFault),
    /// It is not handed over, or taken in, so.
    #[error(transparent)]
    Handover(#[from] HandoverFault),
    /// It cannot be corrected so.
    #[error(transparent)]
    Amend(#[from] AmendRefusal),
    /// No time from an authority can be asked for, or taken, so.
    #[error(transparent)]
    Anchor(#[from] super::anchoring::AnchorFault),
    /// An evidence hold, or what was erased already, is against it.
    #[error(transparent)]
    Keeping(#[from] super::keeping::KeepingFault),
    /// A meeting, or what is asked of people, is not written down so.
    #[error(transparent)]
    People(#[from] super::people::PeopleFault),
    /// The tag is on another item.
    #[error("the tag {0} is on another item")]
    TagTaken(String),
    /// A gun needs the number of its chambers, a tray the number of its places.
    #[error("say how many rounds it can hold")]
    NoCapacity,
    /// A text is empty, too long or holds hidden characters.
    #[error(transparent)]
    Text(#[from] crate::terms::TextError),
    /// Another statement is being signed.
    #[error("another statement is being signed")]
    Signing,
    /// The log goes on from an older one, and who is who was not signed in it yet.
    #[error("this log goes on from an older one, and its roster is not signed yet")]
    RosterFirst,
    /// The statement is not being signed, or is void.
    #[error("this statement is no longer being signed")]
    NotPending,
    /// Somebody else, or another key, must sign.
    #[error("this statement is not for that person and key")]
    NotASigner(PersonId),
    /// The person has signed.
    #[error("that person has signed")]
    SignedTwice(PersonId),
    /// Somebody who must sign has no key.
    #[error("{0} has no key to sign with")]
    NoKey(PersonId),
    /// Too few can sign a roster.
    #[error(transparent)]
    Signers(#[from] roster::SignersError),
    /// There is nothing to sign.
    #[error("there is nothing to sign")]
    NothingToSign,
    /// Somebody who would witness a declaration may not, or not any more.
    #[error("{}", sentences(.0.iter().map(ToString::to_string)))]
    Witnesses(Vec<StartFault>),
    /// A run about the item goes on that has declared nothing of it yet.
    #[error("a run about this item goes on, and what it finds is not known yet")]
    RunGoesOn(ItemId),
    /// What was seen was too long ago, or something happened to the item since.
    #[error("what was seen does not hold any more")]
    LookAgain,
    /// The signatures are over different texts.
    #[error("this signature is over another text than the one before it")]
    OtherText,
    /// Whoever gives a role up still has the item of the run.
    #[error("whoever gives this up still has {tag}")]
    StillHolds {
        /// Its tag.
        tag: String,
    },
    /// Not everybody who must settle a STOP is there.
    #[error("still needed: {}", sentences(.0.iter().map(Role::words)))]
    Settlers(Vec<Role>),
    /// An alarm is not settled by names alone.
    #[error("this is an alarm: work goes on once the restart is signed")]
    Alarm,
    /// These people cannot sign a restart, or agree to it, so.
    #[error("{}", sentences(.0.iter().map(ToString::to_string)))]
    Restart(Vec<roster::RestartFault>),
    /// The code that was read back is another.
    #[error("the code that was read back is not the one on the screen")]
    OtherCode,
    /// The rounds ledger is against it.
    #[error("{}", sentences(.0.iter().map(ToString::to_string)))]
    Rounds(Vec<custody::LotRefusal>),
    /// Two different people have to have counted, or looked; both qualified.
    #[error("two different people are needed, one of them a handler")]
    TwoCount,
    /// Whoever has to be told was not.
    #[error("a difference is told to the first AD, a deputy or the production")]
    NotTold,
    /// Too many paper cards at once, or none.
    #[error("between 1 and {most} cards are printed at once")]
    Cards {
        /// The most.
        most: u32,
    },
    /// One command would be more than a line holds.
    #[error("that is too much for one entry")]
    TooMuch,
}

/// Why a run cannot begin.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum StartFault {
    /// The checklist is not at hand.
    #[error("this checklist is not at hand")]
    NoList,
    /// The checklist is retired.
    #[error("this checklist is retired")]
    Retired,
    /// Nobody fills a role.
    #[error("nobody is {0}")]
    NoRole(String),
    /// Somebody does not hold what the role needs.
    #[error("{title} must be a {needs}")]
    NotQualified {
        /// The role.
        title: String,
        /// What the person would have to be.
        needs: String,
    },
    /// Two roles need two people.
    #[error("{0} and {1} must be two people")]
    SamePerson(String, String),
    /// One role is given to two.
    #[error("{0} is named twice")]
    RoleTwice(String),
    /// The list has no such role.
    #[error("this list has no {0}")]
    NoSuchRole(String),
    /// What is in a gun takes two who look.
    #[error("what is in it takes two people who look")]
    OneWitness,
    /// Whoever writes is nobody of the production.
    #[error("the recorder is not among the people of this production")]
    RecorderUnknown,
    /// The recorder looks, gives or takes.
    #[error("the recorder only writes; {0} needs somebody else")]
    RecorderBusy(String),
    /// The recorder has the item in hand.
    #[error("whoever has the item in hand does not write")]
    RecorderHolds,
    /// An input is missing or does not fit.
    #[error("{0} is not given or does not fit")]
    Input(String),
    /// Something that must be so of an item is not, or is not known.
    #[error("{0}")]
    Needs(String),
    /// Not the overlays that this production's rules and deviations say.
    #[error(transparent)]
    Rules(RulesFault),
    /// The rounds ledger is against loading from the tray.
    #[error(transparent)]
    Rounds(custody::LotRefusal),
    /// Another run about the item goes on.
    #[error("another run about this item goes on")]
    RunGoesOn,
    /// A paper card has no number, or a live run has one.
    #[error("a run recorded after needs the number of its card; a live run has none")]
    Card,
}

fn sentences(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join("; ")
}

impl Refusal {
    /// Of whom training, or having been at the meeting, is not recorded; each once.
    #[must_use]
    pub fn not_told(&self) -> Vec<PersonId> {
        let Self::Custody(reasons) = self else { return Vec::new() };
        let mut people = Vec::new();
        for (_, reason) in reasons {
            if let custody::Refusal::NotTrained { person, .. }
            | custody::Refusal::NotAtMeeting { person } = reason
                && !people.contains(person)
            {
                people.push(*person);
            }
        }
        people
    }

    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> String {
        let fixed = match self {
            Self::Stopped => "Settle the STOP first.",
            Self::NoSuch(_) => "Choose it again from what is shown.",
            Self::Run(refusal) => refusal.remedy(),
            Self::Custody(reasons) => {
                let mut remedies: Vec<&str> =
                    reasons.iter().map(|(_, reason)| reason.remedy()).collect();
                remedies.dedup();
                return remedies.join(" ");
            }
            Self::Rounds(reasons) => {
                let mut remedies: Vec<&str> =
                    reasons.iter().map(custody::LotRefusal::remedy).collect();
                remedies.dedup();
                return remedies.join(" ");
            }
            Self::Roster(reasons) => {
                let mut remedies: Vec<&str> = reasons.iter().map(roster::Refusal::remedy).collect();
                remedies.dedup();
                return remedies.join(" ");
            }
            Self::Restart(faults) => {
                let mut remedies: Vec<&str> =
                    faults.iter().map(roster::RestartFault::remedy).collect();
                remedies.dedup();
                return remedies.join(" ");
            }
            Self::Rules(fault) => fault.remedy(),
            Self::Handover(fault) => fault.remedy(),
            Self::Amend(refusal) => refusal.remedy(),
            Self::Keeping(fault) => fault.remedy(),
            Self::People(fault) => fault.remedy(),
            Self::Anchor(fault) => fault.remedy(),
            Self::Start(_) => "Change the set-up, or choose another list.",
            Self::TagTaken(_) => "Write another tag on it.",
            Self::NoCapacity => {
                "Count the chambers, the rounds of the magazine, or the places of the tray."
            }
            Self::Text(_) => "Write it again.",
            Self::Signing => "Finish or cancel that signing first.",
            Self::RosterFirst => "Let the roster be signed first.",
            Self::NotPending => "Prepare the statement anew.",
            Self::NotASigner(_) => "Let the person named sign, with the key of the roster.",
            Self::SignedTwice(_) => "Let the next person sign.",
            Self::NoKey(_) => "Make a key for them under People.",
            Self::Signers(error) => error.remedy(),
            Self::Witnesses(_) => {
                "Begin a new run, in which people who hold these roles look; the recorder only writes."
            }
            Self::RunGoesOn(_) => "Finish that run, or abandon it.",
            Self::LookAgain => "Abandon the run, and look again in a new one.",
            Self::OtherText => "Cancel, and prepare the statement anew.",
            Self::NothingToSign => "Nothing has happened that this person would sign.",
            Self::Settlers(_) => "Press the name of each of them once they agree aloud.",
            Self::StillHolds { .. } => "Hand it over first, or lock it away.",
            Self::Alarm => "Press Restart at the top, and let those named sign.",
            Self::OtherCode => {
                "Read it to them once more, letter by letter, and let them say it back."
            }
            Self::TwoCount => "Let a handler and another person count, each alone.",
            Self::NotTold => "Tell one of them, and press the name.",
            Self::Cards { .. } => "Print what you need today; more can be printed at any time.",
            Self::TooMuch => "Do it in two parts.",
        };
        fixed.to_owned()
    }
}
