//! The sentences that more than one screen says, and those that are weighed word by word.
//!
//! What only one screen says stands there.

pub mod alarm;
mod time;

pub use time::{about, ago, clock_and_ago};

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
/// On a run of a list that two of the production approved.
pub const APPROVED: &str = "List approved by this production";
/// On a list that nobody of the production approved.
pub const EXAMPLE: &str = "Example, not approved by this production";
/// Where the system shows no file dialogs.
pub const NO_DIALOGS: &str = "This desktop offers no file dialog: type the path.";
/// Under the board's heading.
pub const BOARD_NOTE: &str = "A record of what was entered, not a promise. Look at the gun.";

/// The keys of the lists, in the order in which a handler reaches for them: the shortest way back first.
pub const LIKELIEST: [&str; 12] = ["X", "R", "E", "S", "D", "K", "F", "B", "T", "N", "W", "J"];

/// What a button of the board says for a list, and its key; other lists go by their titles.
#[must_use]
pub fn of_list(id: &str) -> Option<(&'static str, &'static str)> {
    Some(match id {
        "cold-gun-empty" => ("Show clear", "S"),
        "cold-gun-dummies" => ("Cold gun: dummies", "D"),
        "dummies-prove-load" => ("Prove and load dummies", "K"),
        "re-show" => ("Re-show", "R"),
        "dummies-out" => ("Dummies out", "E"),
        "rubber-out" => ("Rubber out", "B"),
        "blank-load-fire" => ("Load blanks", "F"),
        "blank-after-take" => ("After the cut", "X"),
        "between-takes" => ("Between takes", "W"),
        "misfire" => ("Misfire or jam", "J"),
        "dummy-tray-proof" => ("Prove the tray", "T"),
        "weapon-intake" => ("Take in and inspect", "N"),
        _ => return None,
    })
}
