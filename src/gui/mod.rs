//! The window: draws what is so, reports what the person asked for.

mod action;
mod app;
mod frame;
mod keys;
mod kit;
mod scanner;
mod screens;
mod shell;
pub mod theme;
mod view;

pub use app::{App, Failed, open};

pub use action::{Action, Errand, FileFor, Pin, Place, Verb};
pub use shell::{Message, Shell};
pub use view::{
    Open, Reviewed, RunSight, Sheet, SigningSight, StopSight, View, WayOn, Work, Written,
};
