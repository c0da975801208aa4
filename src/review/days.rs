//! An item's course day by day, as the bar that is drawn of it.

use super::custody::{Care, Course};
use crate::terms::{Millis, UtcMillis};

const DAY: i64 = 86_400_000;

/// One day of an item's course.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Day {
    /// Its first millisecond at the given offset.
    pub begins: UtcMillis,
    /// What the day is made of, in order.
    pub pieces: Vec<Piece>,
}

/// One piece of a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Piece {
    /// In whose care.
    pub care: Care,
    /// From when.
    pub from: UtcMillis,
    /// How long.
    pub lasts: Millis,
    /// The line that says so.
    pub seq: u64,
}

/// Cuts a course at midnight, as clocks at `offset` minutes from UTC showed it.
///
/// Each span keeps its whole length, counted on from its beginning: a wall clock that jumped moves a piece and never
/// shortens it. Neighbours in the same care are one piece.
#[must_use]
pub fn days(course: &Course, offset: i32) -> Vec<Day> {
    let shift = i64::from(offset) * 60_000;
    let mut days: Vec<Day> = Vec::new();
    for span in &course.spans {
        let mut from = span.from.wall.millis();
        let mut left = span.lasted();
        while left > 0 {
            let begins = (from + shift).div_euclid(DAY) * DAY - shift;
            let room = (begins + DAY).saturating_sub(from).max(1).unsigned_abs();
            let lasts = left.min(room);
            let begins = UtcMillis::new(begins);
            let piece =
                Piece { care: span.care, from: UtcMillis::new(from), lasts, seq: span.from.seq };
            match days.last_mut().filter(|day| day.begins == begins) {
                Some(day) => match day.pieces.last_mut().filter(|last| last.care == span.care) {
                    Some(last) => last.lasts += lasts,
                    None => day.pieces.push(piece),
                },
                None => days.push(Day { begins, pieces: vec![piece] }),
            }
            from = from.saturating_add_unsigned(lasts);
            left -= lasts;
        }
    }
    days
}
