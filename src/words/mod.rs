//! Every sentence the program says to people, in every language it speaks.

mod time;

pub use time::{ago, clock_and_ago};

/// On the STOP bar: the voice comes first.
pub const SAY_STOP: &str = "Say STOP aloud; the key records it.";
/// Over the page while a STOP stands.
pub const STOPPED: &str = "STOPPED. Say it aloud.";
/// While the line is on its way to the disk.
pub const BEING_RECORDED: &str = "Being recorded \u{2026}";
/// When the log does not work.
pub const NOT_RECORDED: &str = "NOT RECORDED: write it down.";
/// When the line is on the disk.
pub const RECORDED: &str = "Recorded";
/// On a list that nobody of the production approved.
pub const EXAMPLE: &str = "Example, not approved by this production";
/// Under the board's heading.
pub const BOARD_NOTE: &str = "A record of what was entered, not a promise. Look at the gun.";
