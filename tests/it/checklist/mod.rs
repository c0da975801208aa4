//! Checklists: the corpus of mistakes, conditions, advice, and that the good one is read whole.

mod advice;
mod condition;
mod corpus;
mod edit;
mod good;
mod overlays;
mod spanish;
mod units;

pub(crate) use corpus::together;
