//! What is kept beside the guns, looked at anew from the events alone: containers and rounds.

mod rounds;
mod stores;
mod tell;

pub(super) use rounds::Rounds;
pub(super) use stores::Stores;
pub(super) use tell::sentence;
