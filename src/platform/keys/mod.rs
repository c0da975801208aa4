//! Keys as the system has them: who can read their files, and the agent that signs with those it holds.

mod agent;
mod exposed;

pub(super) use agent::ask;
pub(super) use exposed::{exposed, make_private};
