//! What to do first after an alarm: what nobody touches, where everybody goes, whom to ring.

use crate::terms::Danger;

/// What the key of an alarm says.
#[must_use]
pub fn key(alarm: Danger) -> &'static str {
    match alarm {
        Danger::LiveFound => "LIVE ROUND FOUND",
        Danger::Discharge => "SHOT NOT PLANNED",
        Danger::Injury => "SOMEBODY IS HURT",
    }
}

/// While an alarm stands, under it.
pub const FROZEN: &str = "No item is declared or issued until the restart is signed. Collect, point clear and open, unload, lock away and recording stay open.";

/// What to do now, in order, one sentence a line.
#[must_use]
pub fn script(alarm: Danger) -> &'static [&'static str] {
    match alarm {
        Danger::LiveFound => &[
            "Nobody touches the round, or the gun, tray or box that it was in.",
            "Whoever holds a gun points it at the ground, away from people, and stands still.",
            "The armorer takes the guns one by one. Everybody else goes back and stays together.",
            "Everything that came with it counts as live: its whole lot, and whatever was loaded from it.",
            "Ring the safety officer, then the production. The numbers are on the meeting sheet.",
        ],
        Danger::Discharge => &[
            "Is anybody hurt? Then press SOMEBODY IS HURT and ring the emergency number first.",
            "Whoever holds the gun keeps it pointed away from people until the armorer has it.",
            "The armorer opens it only if it has to be. Cases, marks and targets stay where they lie.",
            "Everybody else goes back and stays together; nobody clears the set.",
            "Ring the safety officer, then the production. The numbers are on the meeting sheet.",
        ],
        Danger::Injury => &[
            "Ring the emergency number now. The medic works first.",
            "The armorer takes the guns one by one and keeps them pointed away from people.",
            "Nothing else is moved. Cases, marks and clothes stay where they lie.",
            "Everybody else goes back and stays together.",
            "Ring the safety officer, then the production. The numbers are on the meeting sheet.",
        ],
    }
}
