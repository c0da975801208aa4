//! What a paper card says of a whole list.

use super::begin::Start;
use crate::run::Ticked;
use crate::terms::{RunId, StepPath, UtcMillis};

/// The run that a card tells of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CardRun {
    /// One that begins with what is entered.
    New(Box<Start>),
    /// One that was begun from a card before.
    Open(RunId),
}

/// Steps of a run, as a card has them; recorded after, and nothing is in force from them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EnterCard {
    /// Of which run.
    pub run: CardRun,
    /// The steps in their order, with what stands there.
    pub said: Vec<(StepPath, Ticked)>,
    /// When, as the card says.
    pub at: Option<UtcMillis>,
}
