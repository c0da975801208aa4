//! The one state: the parts side by side, and the only place where they are settled with each other.
//!
//! [`decide`] may refuse what is asked for; [`note`] takes whatever happened and cannot. Both give the events of exactly
//! one line. [`Production::apply`] moves and never judges, so replay needs no rule and no checklist.

mod amend;
mod apply;
mod audit;
mod command;
mod concerns;
mod context;
mod decide;
mod disturbed;
mod facts;
mod finish;
mod keeping;
mod note;
mod offers;
mod overlays;
mod refusal;
mod rules;
mod state;

pub use amend::{Amend, AmendRefusal};
pub use apply::IllegalEvent;
pub use audit::Fault;
pub use command::{
    Ask, Command, Creation, Deviate, Exchange, Happened, Moved, NewItem, NewKey, NewLot, NewPerson,
    Prepare, SetUp, Signature, Sitting, Start,
};
pub use concerns::Concern;
pub use context::{Context, Decision, Fresh, Library, Names, Signing};
pub use decide::{RestartSlot, Settler, decide, last_day};
pub use keeping::{Hold, KeepingFault};
pub use note::note;
pub use overlays::Led;
pub use refusal::{Refusal, StartFault};
pub use rules::RulesFault;
pub use rules::{Deviation, Proposal, Rules, Signed, Standing};
pub use state::{Other, Others, Pending, Production, Stop};
