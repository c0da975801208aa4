//! Runs: every state by everything that can come, as text, a golden run of every shipped list, and what the work costs.

mod budget;
mod golden;
mod paths;
mod table;
