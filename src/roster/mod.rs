//! Who may do what: people, roles, permits, keys, thresholds.
//!
//! The contract: [`Roster::apply`] folds what the log says, with `statement.prepared` and `statement.completed` of kind
//! roster among it; the queries answer for a moment of the wall clock; the decisions give the events of one line, or
//! every reason against them at once.

mod amending;
mod decide;
mod fold;
mod matching;
mod person;
mod restarting;
mod signers;

pub use amending::AmendSigners;
pub use decide::Refusal;
pub use fold::{IllegalEvent, InForce, Root, Roster};
pub use matching::most_distinct;
pub use person::{Held, Key, Permit, Person, Trained};
pub use restarting::{ANSWERS, RestartFault};
pub use signers::SignersError;
