//! Why something is not offered, and what to do about it.

use super::Ending;
use crate::terms::{Breach, Condition, PersonId, Place, State, Training};

/// One reason why an issue or a declaration is withheld. All that apply are given at once.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// No item of that id.
    #[error("this item is not in the book")]
    Unknown,
    /// A STOP stands.
    #[error("a STOP stands")]
    Stopped,
    /// The first AD or a deputy would handle it.
    #[error("the first AD looks and never handles")]
    DirectorHandles {
        /// Who.
        person: PersonId,
    },
    /// The giver is not a qualified handler.
    #[error("the giver is not a qualified handler")]
    NotHandler {
        /// Who.
        person: PersonId,
    },
    /// A permit of the giver is over.
    #[error("the giver's permit is over")]
    PermitOver {
        /// Who.
        person: PersonId,
    },
    /// Giver or taker is not named.
    #[error("nobody is named to give it or to take it")]
    NobodyNamed,
    /// It is set apart.
    #[error("it is set apart")]
    SetApart,
    /// It was fired, misfired or loaded and not unloaded since.
    #[error("{}: it has not been unloaded since", state.words())]
    NotCleared {
        /// What is so.
        state: State,
    },
    /// It is not here.
    #[error("by the record it is not here: {}", place.words())]
    NotHere {
        /// Where it is.
        place: Place,
    },
    /// Nothing is in force.
    #[error("nothing is declared of it{}", ended.map(because).unwrap_or_default())]
    NotDeclared {
        /// How the last declaration ended.
        ended: Option<Ending>,
        /// Whether the short re-show is enough.
        reshow: bool,
    },
    /// What is in force is nothing that can be issued.
    #[error("{} is nothing to issue", state.words())]
    NotForIssue {
        /// What is in force.
        state: State,
    },
    /// No first AD or deputy has seen it since it was declared.
    #[error("the first AD has not seen it since it was declared")]
    NotShownToDirector,
    /// The taker has not seen it since it was declared.
    #[error("the taker has not seen it since it was declared")]
    NotShownToTaker {
        /// Who.
        person: PersonId,
    },
    /// Somebody of the action may not take it.
    #[error("only a performer, stand-in, stunt performer or photo double takes it for the action")]
    NotTaker {
        /// Who.
        person: PersonId,
    },
    /// No training that covers it is recorded of somebody of the action.
    #[error("no training in {} is recorded, or it is over, of somebody who would have it", covers.words())]
    NotTrained {
        /// Who.
        person: PersonId,
        /// What they would have to be trained in.
        covers: Training,
    },
    /// No safety meeting was recorded today.
    #[error("no safety meeting is recorded today")]
    NoMeeting,
    /// Somebody of the action was not at the meeting.
    #[error("somebody who would have it was not at the safety meeting of the day")]
    NotAtMeeting {
        /// Who.
        person: PersonId,
    },
    /// The giver does not have it.
    #[error("by the record the giver does not have it")]
    NotHolder {
        /// Who has it.
        holder: Option<PersonId>,
    },
}

impl Refusal {
    /// What to do, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unknown => "Enter the item in the book first.",
            Self::Stopped => "Settle the STOP; collecting, unloading and locking away go on.",
            Self::DirectorHandles { .. } => {
                "Let a qualified handler give it and a performer take it."
            }
            Self::NotHandler { .. } => {
                "Let the armorer or property master give it, or add this person for now."
            }
            Self::PermitOver { .. } => "Let another handler give it, or enter the new permit.",
            Self::NobodyNamed => "Name who gives it and who takes it.",
            Self::SetApart => "A handler lets it back into use, then it is proven.",
            Self::NotCleared { .. } => "Unload it, then prove it.",
            Self::NotHere { .. } => "Record that it came back, then prove it.",
            Self::NotDeclared { reshow: true, .. } => "Show it again.",
            Self::NotDeclared { reshow: false, .. } | Self::NotForIssue { .. } => "Prove it.",
            Self::NotShownToDirector => "Show it to the first AD or a deputy.",
            Self::NotShownToTaker { .. } => "Show it to the person who takes it.",
            Self::NotTaker { .. } => "Name a person who holds one of these roles.",
            Self::NotTrained { .. } => {
                "Train them, and record it with their entry on the page of people."
            }
            Self::NoMeeting => "Hold the meeting, and record who was there.",
            Self::NotAtMeeting { .. } => "Brief them, and record it on the page of the meeting.",
            Self::NotHolder { .. } => "Collect it or take it out first.",
        }
    }

    /// The rule that was broken when it happened all the same.
    #[must_use]
    pub fn breach(&self) -> Breach {
        match self {
            Self::Unknown => Breach::Unknown,
            Self::Stopped => Breach::WhileStopped,
            Self::DirectorHandles { .. } => Breach::DirectorHandled,
            Self::NotHandler { .. } | Self::PermitOver { .. } => Breach::NotHandler,
            Self::NobodyNamed => Breach::NobodyNamed,
            Self::SetApart
            | Self::NotCleared { .. }
            | Self::NotDeclared { .. }
            | Self::NotForIssue { .. } => Breach::NotDeclared,
            Self::NotShownToDirector | Self::NotShownToTaker { .. } => Breach::NotShown,
            // The people of an action are those who were told of it at the meeting, and know what they do.
            Self::NotTaker { .. }
            | Self::NotTrained { .. }
            | Self::NoMeeting
            | Self::NotAtMeeting { .. } => Breach::OutsideAction,
            Self::NotHere { .. } | Self::NotHolder { .. } => Breach::NotHolder,
        }
    }
}

fn because(ended: Ending) -> String {
    match ended {
        Ending::Unverified(why) => format!(": {}", why.words()),
        Ending::Condition(Condition::FiredNotCleared) => ": it was fired".to_owned(),
        Ending::Condition(condition) => format!(": {}", condition.words()),
        Ending::Replaced => String::new(),
    }
}
