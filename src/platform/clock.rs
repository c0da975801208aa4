//! The real clock: wall time, time since start-up with sleep counted, and which start that was.
#![expect(clippy::disallowed_methods, reason = "this is the one place that asks the clock")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::Utc;

use crate::session::{Clock, Locale};
use crate::terms::{BootId, Millis, Stamp, UtcMillis};

/// The clocks of this machine.
#[derive(Debug)]
pub struct SystemClock {
    boot: BootId,
    latest: Millis,
}

impl SystemClock {
    /// The clocks of this machine; which start it is, is read once.
    #[must_use]
    pub fn new() -> Self {
        Self { boot: BootId(boot_id()), latest: 0 }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&mut self) -> Stamp {
        self.latest = self.latest.max(up());
        Stamp {
            wall: UtcMillis::new(Utc::now().timestamp_millis()),
            up: self.latest,
            boot: self.boot.clone(),
        }
    }
}

/// A clock for a day that is told rather than lived: it moves only when it is pushed.
#[derive(Clone, Debug)]
pub(super) struct ToldClock {
    base: Stamp,
    pushed: Arc<AtomicU64>,
}

impl ToldClock {
    /// A clock that stands so long before now, of a start of the machine that is over.
    pub(super) fn before_now(millis: Millis) -> Self {
        let now = SystemClock::new().now();
        let wall = UtcMillis::new(now.wall.millis().saturating_sub_unsigned(millis));
        Self {
            base: Stamp { wall, up: millis, boot: BootId(Some("sample-day".into())) },
            pushed: Arc::default(),
        }
    }

    /// Lets time go by.
    pub(super) fn push(&self, millis: Millis) {
        self.pushed.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for ToldClock {
    fn now(&mut self) -> Stamp {
        let gone = self.pushed.load(Ordering::SeqCst);
        Stamp {
            wall: self.base.wall.plus(gone),
            up: self.base.up.saturating_add(gone),
            boot: self.base.boot.clone(),
        }
    }
}

/// Where this laptop is, as far as clocks go.
#[must_use]
pub(super) fn locale() -> Locale {
    let seconds = chrono::Local::now().offset().local_minus_utc();
    Locale {
        zone: iana_time_zone::get_timezone().unwrap_or_else(|_| "unknown".to_owned()),
        offset: seconds / 60,
    }
}

/// Milliseconds since the machine started, sleep included.
#[cfg(target_os = "linux")]
fn up() -> Millis {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let seconds = Millis::try_from(time.tv_sec).unwrap_or(0);
    seconds
        .saturating_mul(1_000)
        .saturating_add(Millis::try_from(time.tv_nsec).unwrap_or(0) / 1_000_000)
}

/// Milliseconds since the program started: where sleep may not count, which start it is stays unknown, and with it every
/// declaration ends when the program does.
#[cfg(not(target_os = "linux"))]
fn up() -> Millis {
    use std::sync::OnceLock;
    static START: OnceLock<std::time::Instant> = OnceLock::new();
    Millis::try_from(START.get_or_init(std::time::Instant::now).elapsed().as_millis())
        .unwrap_or(Millis::MAX)
}

#[cfg(target_os = "linux")]
fn boot_id() -> Option<Arc<str>> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(text.trim().chars().filter(|c| *c != '-').take(16).collect::<String>().into())
}

/// The start of the program stands for the start of the machine.
#[cfg(not(target_os = "linux"))]
fn boot_id() -> Option<Arc<str>> {
    let now = Utc::now().timestamp_millis();
    Some(format!("{now:x}-{:x}", std::process::id()).into())
}
