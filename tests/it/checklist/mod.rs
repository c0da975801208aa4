//! Checklists: the corpus of mistakes, conditions, advice, the shipped files, and that the good one is read whole.

mod advice;
mod condition;
mod corpus;
mod differences;
mod edit;
mod explain;
mod good;
mod hostile;
mod overlays;
mod parts;
mod shipped;
mod spanish;
mod units;

pub(crate) use corpus::together;
