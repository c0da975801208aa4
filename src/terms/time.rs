//! Moments and ends: wall clock and time since start-up side by side, because either may lie.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::text_serde;

/// The largest integer that a log line may hold: 2^53 - 1.
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// A length of time in milliseconds.
pub type Millis = u64;

/// Why a text is not a moment of the log.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TimeError {
    /// It has another form.
    #[error("expected a time such as 2026-11-22T19:30:04.000Z, found {found:?}")]
    Form {
        /// What was given, cut to 60 characters.
        found: String,
    },
}

/// Wall-clock time in milliseconds since 1970, UTC, within the years 1970 to 9999.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UtcMillis(i64);

impl UtcMillis {
    /// The last moment that the log's 24 characters can write.
    const LAST: i64 = 253_402_300_799_999;

    /// The moment, brought within the years that can be written.
    #[must_use]
    pub fn new(millis: i64) -> Self {
        Self(millis.clamp(0, Self::LAST))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }

    /// This moment and `millis` more.
    #[must_use]
    pub fn plus(self, millis: Millis) -> Self {
        Self::new(self.0.saturating_add_unsigned(millis))
    }

    /// The 24 characters that lines have.
    fn letters(self) -> [u8; 24] {
        let at = self.at(0);
        let (year, month, day) = (at.year(), at.month(), at.day());
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        let milli = at.and_utc().timestamp_subsec_millis();
        let year = u32::try_from(year).unwrap_or_default();
        let mut text = *b"0000-00-00T00:00:00.000Z";
        let numbers = [year, month, day, hour, minute, second, milli];
        // Each number from its last digit on, and the signs between them passed over.
        let mut places =
            text.rsplit_mut(|byte| !byte.is_ascii_digit()).filter(|part| !part.is_empty());
        for mut number in numbers.into_iter().rev() {
            for digit in places.next().into_iter().flatten().rev() {
                *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
                number /= 10;
            }
        }
        text
    }

    /// `YYYY-MM-DD HH:MM:SS` at an offset of so many minutes from UTC, cut to the second.
    #[must_use]
    pub fn local(self, offset_minutes: i32) -> String {
        let moved = self.0.saturating_add(i64::from(offset_minutes) * 60_000);
        if Self::new(moved).0 == moved {
            let letters = Self(moved).letters();
            let text = str::from_utf8(&letters).unwrap_or_default();
            let (day, time) =
                (text.get(..10).unwrap_or_default(), text.get(11..19).unwrap_or_default());
            return [day, " ", time].concat();
        }
        // Beyond the years that lines have, as far as such times can be shown at all.
        self.at(offset_minutes).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// The number of the calendar day at an offset of so many minutes from UTC.
    #[must_use]
    pub fn day(self, offset_minutes: i32) -> i64 {
        self.0.saturating_add(i64::from(offset_minutes) * 60_000).div_euclid(86_400_000)
    }

    /// `HH:MM` at an offset of so many minutes from UTC.
    #[must_use]
    pub fn clock(self, offset_minutes: i32) -> String {
        self.at(offset_minutes).format("%H:%M").to_string()
    }

    fn at(self, offset_minutes: i32) -> NaiveDateTime {
        let moved = self.0.saturating_add(i64::from(offset_minutes) * 60_000);
        DateTime::<Utc>::from_timestamp_millis(moved).unwrap_or_default().naive_utc()
    }
}

impl fmt::Display for UtcMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.letters()).unwrap_or_default())
    }
}

impl fmt::Debug for UtcMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for UtcMillis {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let wrong = || TimeError::Form { found: text.chars().take(60).collect() };
        let time = moment(text).ok_or_else(wrong)?;
        let millis = time.and_utc().timestamp_millis();
        // One moment has one spelling.
        if Self::new(millis).0 == millis { Ok(Self(millis)) } else { Err(wrong()) }
    }
}

/// The moment that 24 characters of the one form name.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let text: &[u8; 24] = text.as_bytes().try_into().ok()?;
    let [
        y0,
        y1,
        y2,
        y3,
        b'-',
        mo0,
        mo1,
        b'-',
        d0,
        d1,
        b'T',
        h0,
        h1,
        b':',
        mi0,
        mi1,
        b':',
        s0,
        s1,
        b'.',
        f0,
        f1,
        f2,
        b'Z',
    ] = *text
    else {
        return None;
    };
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(number(&[y0, y1, y2, y3])?).ok()?,
        number(&[mo0, mo1])?,
        number(&[d0, d1])?,
    )?;
    date.and_hms_milli_opt(
        number(&[h0, h1])?,
        number(&[mi0, mi1])?,
        number(&[s0, s1])?,
        number(&[f0, f1, f2])?,
    )
}

/// The number that a few decimal digits name.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, digit| {
        let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

text_serde!(UtcMillis);

/// Which start of the machine a moment belongs to; `None` where the system does not tell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BootId(pub Option<Arc<str>>);

impl BootId {
    /// Whether both are known and the same; an unknown start is never the same as another.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.0.is_some() && self.0 == other.0
    }
}

/// A moment as this laptop saw it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stamp {
    /// What the wall clock said.
    pub wall: UtcMillis,
    /// Milliseconds since the machine started, sleep included.
    pub up: Millis,
    /// Which start that was.
    pub boot: BootId,
}

impl Stamp {
    /// Elapsed time since `earlier`: the larger of both clocks' differences, so that a jump can only shorten what is
    /// left. `None` when the machine was started anew in between, or its start is not known.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Option<Millis> {
        if !self.boot.same(&earlier.boot) || self.up < earlier.up {
            return None;
        }
        let wall = self.wall.millis().saturating_sub(earlier.wall.millis()).max(0).unsigned_abs();
        Some(wall.max(self.up - earlier.up))
    }

    /// The time that surely passed since `earlier`, by the clock that nobody sets: for what has to last, which a jump must
    /// not shorten. `None` as in [`Self::since`].
    #[must_use]
    pub fn lasted(&self, earlier: &Self) -> Option<Millis> {
        if self.boot.same(&earlier.boot) { self.up.checked_sub(earlier.up) } else { None }
    }

    /// How far the wall clock moved against the time since start-up, when that is a jump: more than 2 s and a thousandth.
    #[must_use]
    pub fn jump_since(&self, earlier: &Self) -> Option<i64> {
        if !self.boot.same(&earlier.boot) {
            return None;
        }
        let up = i64::try_from(self.up).ok()?.checked_sub(i64::try_from(earlier.up).ok()?)?;
        let drift = self.wall.millis().checked_sub(earlier.wall.millis())?.checked_sub(up)?;
        (drift.abs() > 2_000 + up.abs() / 1_000).then_some(drift)
    }

    /// The end that lies `lasts` after this moment, by both clocks.
    #[must_use]
    pub fn until(&self, lasts: Millis) -> Until {
        Until {
            wall: self.wall.plus(lasts),
            up: self.up.saturating_add(lasts),
            boot: self.boot.clone(),
        }
    }
}

/// When something ends, by both clocks: whichever comes first, and for good.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Until {
    /// By the wall clock.
    pub wall: UtcMillis,
    /// By the time since start-up.
    pub up: Millis,
    /// Of which start.
    pub boot: BootId,
}

impl Until {
    /// Whether it is over at `now`; another or an unknown start of the machine ends it.
    #[must_use]
    pub fn passed(&self, now: &Stamp) -> bool {
        !self.boot.same(&now.boot) || now.up >= self.up || now.wall >= self.wall
    }

    /// How long it still lasts at `now`.
    #[must_use]
    pub fn left(&self, now: &Stamp) -> Option<Millis> {
        let wall = self.wall.millis().saturating_sub(now.wall.millis()).max(0).unsigned_abs();
        (!self.passed(now)).then(|| wall.min(self.up.saturating_sub(now.up)))
    }
}

/// "20 min", "90 s", "2 h".
#[must_use]
pub fn length(time: Millis) -> String {
    let seconds = time / 1_000;
    if seconds > 0 && seconds.is_multiple_of(3_600) {
        format!("{} h", seconds / 3_600)
    } else if seconds > 0 && seconds.is_multiple_of(60) {
        format!("{} min", seconds / 60)
    } else {
        format!("{seconds} s")
    }
}
