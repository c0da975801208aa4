//! The one state: the parts side by side, and the only place where they are settled with each other.
//!
//! [`decide`] may refuse what is asked for; [`note`] takes whatever happened and cannot. Both give the events of exactly
//! one line. [`Production::apply`] moves and never judges, so replay needs no rule and no checklist.

mod amend;
mod anchoring;
mod apply;
mod audit;
mod cards;
mod command;
mod concerns;
mod context;
mod decide;
mod disturbed;
mod facts;
mod finish;
mod handover;
mod keeping;
mod note;
mod offers;
mod people;
mod photos;
mod refusal;
mod rules;
mod state;
mod stores;

pub use amend::{Amend, AmendRefusal};
pub use anchoring::{AnchorFault, Anchored, Anchors, Asked};
pub use apply::IllegalEvent;
pub use audit::Fault;
pub use cards::{CardLine, Entered, Printed, Then};
pub use command::{
    Ask, CardRun, Command, Contained, Container, Creation, Deviate, EnterCard, Exchange, Happened,
    Moved, NewItem, NewKey, NewLot, NewPerson, Prepare, ReadAgain, SetUp, Signature, Sitting,
    Start, TimeAnswer, TimeRequest,
};
pub use concerns::Concern;
pub use context::{Context, Decision, Fresh, Library, Names, Signing};
pub use decide::{RestartSlot, Settler, decide, last_day};
pub use handover::{Coming, HandOut, HandoverFault, Incoming, IncomingRow};
pub use keeping::{Hold, KeepingFault, Kept, LONGEST_TERM, Of, Term};
pub use note::note;
pub use people::PeopleFault;
pub use photos::Photo;
pub use refusal::{Refusal, StartFault};
pub use rules::Led;
pub use rules::RulesFault;
pub use rules::{Deviation, Proposal, Rules, Signed, Standing};
pub use state::{Other, Others, Pending, Production, Stop};
