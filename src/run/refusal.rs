//! Why a run does not take an answer, and what to do instead.

use crate::terms::{Role, StepPath};

/// Why a run does not take an answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The run is over.
    #[error("this run is over")]
    Over,
    /// A STOP stands.
    #[error("a STOP stands")]
    Stopped,
    /// The run was interrupted.
    #[error("this run was interrupted")]
    Interrupted,
    /// Another step comes first.
    #[error("the next step is {next}")]
    NotNext {
        /// The step that the run stands at.
        next: StepPath,
    },
    /// What was declared is being signed first.
    #[error("the witnesses sign before this goes on")]
    SignFirst,
    /// The answer does not fit the step.
    #[error("the step {step} takes {takes}")]
    Unfit {
        /// Which step.
        step: StepPath,
        /// What it takes.
        takes: &'static str,
    },
    /// A number lies outside what can be.
    #[error("{found} cannot be; from {min} to {max}")]
    OutOfRange {
        /// What was given.
        found: i64,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A text is empty, too long or holds hidden characters.
    #[error("{0}")]
    Text(#[from] crate::terms::TextError),
    /// The wait is not over.
    #[error("wait {seconds} s more")]
    TooSoon {
        /// How long, in seconds, rounded up.
        seconds: u64,
    },
    /// The answer came sooner than anybody could have looked.
    #[error("that was faster than anybody can look")]
    TooFast,
    /// A wait would have begun before the step before it was answered.
    #[error("the step before was answered {seconds} s ago; the wait cannot have begun before that")]
    TooLong {
        /// How long ago, in seconds.
        seconds: u64,
    },
    /// What an answer rests on no longer stands.
    #[error("what was proven of {tag} no longer stands, so a look alone declares nothing")]
    ProofBroken {
        /// The tag of the item.
        tag: String,
    },
    /// What was read is not what is on record, and the list has no stop for it.
    #[error("that is not what is on record")]
    Differs,
    /// A code whose check digit does not fit: it was not read as it was printed.
    #[error("that is no {check} code: its check digit does not fit")]
    Misread {
        /// What the check is called.
        check: &'static str,
    },
    /// A role that must answer is held by nobody.
    #[error("nobody is {}", role.words())]
    Nobody {
        /// Which role.
        role: Role,
    },
    /// Somebody has not been shown it yet.
    #[error("not yet shown to {}", role.words())]
    NotShown {
        /// Which role.
        role: Role,
    },
    /// How many parts a repeat has is not known.
    #[error("how often {step} is repeated is not known")]
    PartsUnknown {
        /// Which step.
        step: StepPath,
    },
}

impl Refusal {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Over => "Start a new run.",
            Self::Stopped => "Settle the STOP first.",
            Self::Interrupted => "Press Resume first.",
            Self::NotNext { .. } => "Answer the step that is shown.",
            Self::SignFirst => "Sign, or cancel the signing.",
            Self::Unfit { .. } => "Use the keys that the step shows.",
            Self::OutOfRange { .. } => "Count again and enter what you see.",
            Self::Text(_) => "Write it again.",
            Self::TooSoon { .. } => "The wait cannot be cut short; if it began earlier, say when.",
            Self::TooLong { .. } => "Say when it began, or wait.",
            Self::ProofBroken { .. } => "Abandon this run, and prove it anew from the start.",
            Self::TooFast => "Look again, then answer.",
            Self::Differs => {
                "Read it off the thing itself once more; if it still differs, say STOP."
            }
            Self::Misread { .. } => "Scan it again, or type every character as it is printed.",
            Self::Nobody { .. } => "Say who holds the role, or abandon the run.",
            Self::NotShown { .. } => "Show it, then press the key.",
            Self::PartsUnknown { .. } => {
                "Enter how many chambers the item has, or abandon the run."
            }
        }
    }
}
