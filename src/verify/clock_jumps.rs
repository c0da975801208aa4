//! Where the wall clock jumped: what the lines recorded of it, and what they did not.

use crate::event::{Entry, Event};
use crate::terms::{BootId, Stamp};

/// The jumps so far, fed one entry after the other.
pub(super) struct ClockJumps {
    boot: BootId,
    before: Option<Stamp>,
    /// The line, and by how many milliseconds.
    pub(super) found: Vec<(u64, i64)>,
}

impl ClockJumps {
    pub(super) fn new() -> Self {
        Self { boot: BootId(None), before: None, found: Vec::new() }
    }

    /// Takes the entry of line `seq`.
    pub(super) fn feed(&mut self, seq: u64, entry: &Entry) {
        let mut recorded = None;
        for event in entry.events() {
            if let Event::LogOpened(e) = event {
                self.boot = BootId(e.boot.as_deref().map(Into::into));
            } else if let Event::LogClockJump(e) = event {
                recorded = Some(e.wall_ms);
            }
        }
        let now = Stamp { wall: entry.t, up: entry.up, boot: self.boot.clone() };
        let seen = self.before.as_ref().and_then(|before| {
            // Between two starts of the machine nothing says how long it was, but no time is before an earlier one.
            let back = now.wall.millis().checked_sub(before.wall.millis()).filter(|ms| *ms < 0);
            now.jump_since(before).or(back)
        });
        self.found.extend(recorded.or(seen).map(|ms| (seq, ms)));
        self.before = Some(now);
    }
}
