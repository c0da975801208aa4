//! Lengths of time as people say them: whole minutes, counting up.

use crate::terms::{Millis, UtcMillis};

/// "just now", "11 min ago", "3 h 5 min ago"; `None` is a time that cannot be told.
#[must_use]
pub fn ago(elapsed: Option<Millis>) -> String {
    let Some(elapsed) = elapsed else { return "before the last start of this laptop".to_owned() };
    let minutes = elapsed / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "just now".to_owned(),
        (0, minutes) => format!("{minutes} min ago"),
        (hours, 0) => format!("{hours} h ago"),
        (hours, minutes) => format!("{hours} h {minutes} min ago"),
    }
}

/// "about 4 min", to the nearest; below a minute in seconds.
#[must_use]
pub fn about(time: Millis) -> String {
    match time {
        0..60_000 => format!("about {} s", time.div_ceil(1_000)),
        _ => format!("about {} min", time.saturating_add(30_000) / 60_000),
    }
}

/// "14:02, 11 min ago".
#[must_use]
pub fn clock_and_ago(at: UtcMillis, offset: i32, elapsed: Option<Millis>) -> String {
    format!("{}, {}", at.clock(offset), ago(elapsed))
}
