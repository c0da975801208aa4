//! Why a hand-over is refused, on the way out and on the way in, each with its remedy.

use super::MOST_ITEMS;
use crate::terms::{Place, State};

/// Why items are not handed over, or a file is not taken in.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum HandoverFault {
    /// Nothing is chosen, or nothing in the file can be taken in.
    #[error("nothing is chosen to be handed over")]
    Nothing,
    /// More than one line and one text hold.
    #[error("{found} items are chosen; at most {MOST_ITEMS} go in one hand-over")]
    TooMany {
        /// How many there were.
        found: usize,
    },
    /// Tags, loads and lots are too long for one line and one text.
    #[error("tags, loads and lots of all this are too long for one text")]
    TooLong,
    /// It is not where it can be handed over from.
    #[error("{tag} is not with a handler or locked away: {}", place.words())]
    Elsewhere {
        /// Its tag.
        tag: String,
        /// Where it is by the record.
        place: Place,
    },
    /// It has to be unloaded first.
    #[error("{tag} is {} by the record", state.words())]
    NotCleared {
        /// Its tag.
        tag: String,
        /// What is so.
        state: State,
    },
    /// Nobody unloaded it since something to fire was in it, whatever it is called meanwhile.
    #[error("{tag} was loaded or fired by the record, and not unloaded since")]
    MayBeLoaded {
        /// Its tag.
        tag: String,
    },
    /// A run about it goes on.
    #[error("a run about {tag} goes on")]
    RunGoesOn {
        /// Its tag.
        tag: String,
    },
    /// The giver is no handler.
    #[error("only a handler hands over, and the first AD never does")]
    NotHandler,
    /// There is no hand-over of that number by file, or it was signed.
    #[error("there is no hand-over {0} that waits to be signed")]
    NotWaiting(u32),
    /// It is not signed in this log.
    #[error("hand-over {0} is not signed in this log")]
    NotSigned(u32),
    /// A file of a drill in a production, or the reverse.
    #[error("{}", if *.drill { "this file is of a DRILL, and this is a real production" } else { "this file is of a real production, and this is a DRILL" })]
    OtherMode {
        /// Whether the file is of a drill.
        drill: bool,
    },
    /// It was written here.
    #[error("this file was written by this production itself")]
    Own,
    /// It says that it is for somebody else.
    #[error("this file is addressed to another production, for {unit:?}")]
    Addressed {
        /// The unit that it names.
        unit: String,
    },
    /// Its key is not known here, and nobody has compared it.
    #[error("nobody here knows the key that signed it, and its fingerprint was not compared")]
    NotCompared,
    /// Its key was ended here, so that whoever has it now is not who had it.
    #[error("the key that signed it was ended here")]
    EndedKey,
    /// What was typed is not the fingerprint.
    #[error("what was typed is not the beginning of the fingerprint of the key that signed it")]
    OtherFingerprint,
    /// All of it was taken in before.
    #[error("everything in this file was taken in before, at line {line}")]
    TakenBefore {
        /// The line, from 1.
        line: u64,
    },
    /// Nothing in it can be taken in.
    #[error("nothing in this file can be taken in: {0}")]
    NothingComes(String),
}

impl HandoverFault {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Nothing => "Mark what goes.",
            Self::TooMany { .. } | Self::TooLong => "Hand it over in two parts.",
            Self::Elsewhere { .. } => {
                "Collect it first. If it has left already, record that under What happened."
            }
            Self::NotCleared { .. } | Self::MayBeLoaded { .. } => {
                "Unload it first. If it has left already, record that under What happened."
            }
            Self::RunGoesOn { .. } => "Finish that run, or abandon it.",
            Self::NotHandler => "Let a handler hand it over.",
            Self::NotWaiting(_) => "Choose a hand-over that is not signed yet.",
            Self::NotSigned(_) => {
                "Let the giver sign it; one of an older log is in the bundle of that log."
            }
            Self::OtherMode { .. } => "Open the production that it is meant for.",
            Self::Own => "Take it in on the laptop of the unit that it is for.",
            Self::Addressed { .. } => {
                "Open that production. If the things are here all the same, record that under What happened."
            }
            Self::NotCompared => {
                "Let them read the fingerprint out from their own screen or paper, and type it."
            }
            Self::EndedKey => {
                "Take nothing in. Ring them, and let them sign it again with the key they have now."
            }
            Self::OtherFingerprint => {
                "Let them read it once more. If it stays another, the file is not from them: take nothing in."
            }
            Self::TakenBefore { .. } => "Nothing is left to be done.",
            Self::NothingComes(_) => "Read what is said of each item.",
        }
    }
}
