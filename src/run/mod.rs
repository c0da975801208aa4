//! One execution of a checklist by named people.
//!
//! A [`Run`] folds from its events alone; the checklist is needed to decide and to show, never to replay. It knows no
//! custody and no roster: what it must know comes in as [`Facts`], and what it asks of them goes out as [`Demand`]s.

mod advance;
mod answer;
mod cursor;
mod declaring;
mod engine;
mod expected;
mod face;
mod facts;
mod parts;
mod proof;
mod refusal;
mod reply;
mod sight;
mod state;
mod stops;

pub use answer::{Actor, Answer, Face, FaceKind, Joined, Kept, Part, Question, Sealed, Ticked};
pub use engine::{Outcome, When};
pub use face::preview;
pub use facts::{Declaring, Demand, Facts, ItemFacts, Out};
pub use refusal::Refusal;
pub use state::{Doubt, Given, IllegalEvent, Run};
