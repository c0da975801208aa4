//! Work side by side on the cores of this machine.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::log::Fan;

/// As many threads as the machine has cores, for as long as a piece of work takes.
#[derive(Clone, Copy, Debug)]
pub struct Cores(usize);

impl Cores {
    /// Those of this machine; one where the system does not tell.
    #[must_use]
    pub fn here() -> Self {
        Self(thread::available_parallelism().map_or(1, usize::from))
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.0
    }
}

impl Fan for Cores {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let take = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= count {
                    break;
                }
                work(at);
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.0.min(count) {
                // Where no thread can be had, this one does it all.
                if thread::Builder::new().spawn_scoped(scope, take).is_err() {
                    break;
                }
            }
            take();
        });
    }

    fn beside(&self, aside: Box<dyn FnOnce() + Send + '_>, here: &mut dyn FnMut()) {
        thread::scope(|scope| {
            if self.0 > 1 {
                // Where no thread can be had, `aside` is let go of.
                drop(thread::Builder::new().spawn_scoped(scope, aside));
            } else {
                drop(aside);
            }
            here();
        });
    }
}
