//! The lines of a log on one axis of elapsed time, sitting by sitting.

use crate::event::{Entry, Event};
use crate::terms::{BootId, Millis, Stamp, UtcMillis};

/// A place in the record: a line, and when that was by the wall clock and on the axis.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Point {
    /// The line.
    pub seq: u64,
    /// The wall clock.
    pub wall: UtcMillis,
    /// Milliseconds on the axis, which begins with line 0 and never runs back.
    pub at: Millis,
}

/// How a sitting, or the time before it, stands to a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Before {
    /// The line belongs to the sitting of the line before.
    Same,
    /// The line opens a sitting; whether the one before was closed.
    Opens {
        /// Whether the one before had been closed.
        clean: bool,
    },
}

/// One line on the axis.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) entry: &'a Entry,
    pub(super) point: Point,
    pub(super) stamp: Stamp,
    pub(super) before: Before,
    /// How far the wall clock moved against the time since start-up, where that is a jump.
    pub(super) jump: Option<i64>,
    /// Whether the wall clock stood before that of the line before, and no other clock can tell how long it was.
    pub(super) back: bool,
}

/// Puts the lines on the axis.
///
/// Between two lines of one start of the machine the time since start-up counts; where the wall clock jumped, the larger
/// of both, so that a jump never hides time. Over a new start only the wall clock can tell.
pub(super) fn lines(entries: &[Entry]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(entries.len());
    let mut boot = BootId(None);
    let mut closed = false;
    for (seq, entry) in (0_u64..).zip(entries) {
        let mut opens = false;
        for event in entry.events() {
            if let Event::LogOpened(opened) = event {
                boot = BootId(opened.boot.as_deref().map(Into::into));
                opens = true;
            }
        }
        let stamp = Stamp { wall: entry.t, up: entry.up, boot: boot.clone() };
        let last = lines.last();
        let jump = last.and_then(|last| stamp.jump_since(&last.stamp));
        let (elapsed, back) = last.map_or((0, false), |last| elapsed(&last.stamp, &stamp, jump));
        let at = last.map_or(0, |last| last.point.at.saturating_add(elapsed));
        let before = if opens { Before::Opens { clean: closed || seq <= 1 } } else { Before::Same };
        let point = Point { seq, wall: entry.t, at };
        lines.push(Line { entry, point, stamp, before, jump, back });
        closed = entry.events().iter().any(|event| matches!(event, Event::LogClosed {}));
    }
    lines
}

fn elapsed(before: &Stamp, now: &Stamp, jump: Option<i64>) -> (Millis, bool) {
    let wall = now.wall.millis().saturating_sub(before.wall.millis());
    match now.since(before) {
        Some(_) if jump.is_none() => (now.up.saturating_sub(before.up), false),
        Some(longer) => (longer, false),
        None => (wall.max(0).unsigned_abs(), wall < 0),
    }
}
