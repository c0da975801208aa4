//! Every integration test, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may panic, and reads the files it checks"
)]

mod anchor;
mod assets;
mod bundle;
mod checklist;
mod cli;
mod custody;
mod differential;
#[cfg(feature = "gui")]
mod gui;
mod guide;
mod inventory;
mod lessons;
mod log;
#[cfg(feature = "pdf")]
mod paper;
mod platform;
mod production;
mod record;
mod released;
mod report;
mod review;
mod roster;
mod run;
mod sealed;
mod session;
mod settings;
mod signing;
mod source;
mod statement;
#[cfg(feature = "gui")]
mod support;
mod tamper;
mod tidy;
mod verify;
mod wording;
