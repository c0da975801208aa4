//! The one state: the parts side by side, and the only place where they are settled with each other.

mod command;
mod context;

pub use command::{
    Ask, Command, Creation, Happened, Moved, NewItem, NewKey, NewPerson, Prepare, SetUp, Signature,
    Sitting, Start,
};
pub use context::{Context, Decision, Fresh, Library, Names, Signing};
