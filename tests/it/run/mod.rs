//! Runs: every state by everything that can come, as text, and a golden run of every shipped list.

mod golden;
mod paths;
mod table;
