//! Showclear leads a film crew through prop-firearm safety checklists and keeps a signed log.

pub mod anchor;
pub mod bundle;
pub mod checklist;
pub mod cli;
pub mod custody;
pub mod event;
pub mod golden;
#[cfg(feature = "gui")]
pub mod gui;
pub mod inventory;
pub mod log;
pub mod platform;
pub mod production;
pub mod record;
pub mod report;
pub mod review;
pub mod roster;
pub mod run;
pub mod sealed;
pub mod session;
pub mod signing;
pub mod source;
pub mod statement;
pub mod terms;
pub mod verify;
pub mod words;
