//! Threads for long work beside the drawing.
#![expect(clippy::disallowed_methods, reason = "threads are started here")]

mod aside;
mod cores;

pub(super) use aside::aside;
pub use cores::Cores;

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::session::{Control, Wake, Work, Worked, Workers};
use crate::terms::Millis;

/// How many pieces of work go on at once.
const THREADS: usize = 2;

/// How many pieces of work have a thread of their own at once; a disk that never answers keeps its thread.
const APART: usize = 8;

struct Task {
    id: u64,
    control: Control,
    work: Work,
}

/// Two threads that take work in order, and a few more for work that may hang.
pub(super) struct Threads {
    tasks: Sender<Task>,
    done: Receiver<(u64, Worked)>,
    finished: Sender<(u64, Worked)>,
    apart: Arc<AtomicUsize>,
    wake: Wake,
}

impl fmt::Debug for Threads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Threads").field("apart", &self.apart).finish_non_exhaustive()
    }
}

/// One of the threads apart; given back when its work is over, however it ends.
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(apart: &Arc<AtomicUsize>) -> Option<Self> {
        let seat = Self(Arc::clone(apart));
        (apart.fetch_add(1, Ordering::AcqRel) < APART).then_some(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Threads {
    /// Starts the threads; `wake` is called whenever something has finished.
    #[must_use]
    pub(super) fn start(wake: &Wake) -> Self {
        let (tasks, todo) = channel::<Task>();
        let (finished, done) = channel();
        let todo = Arc::new(Mutex::new(todo));
        for _ in 0..THREADS {
            let (todo, finished, wake) = (Arc::clone(&todo), finished.clone(), Arc::clone(wake));
            std::thread::spawn(move || {
                loop {
                    let task = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(Task { id, control, work }) = task else { break };
                    if finished.send((id, work(&control))).is_err() {
                        break;
                    }
                    wake();
                }
            });
        }
        Self { tasks, done, finished, apart: Arc::default(), wake: Arc::clone(wake) }
    }
}

impl Workers for Threads {
    fn start(&mut self, id: u64, control: Control, work: Work) {
        // The threads live as long as this sender, so somebody takes it.
        let _taken = self.tasks.send(Task { id, control, work });
    }

    fn start_apart(&mut self, id: u64, control: Control, work: Work) -> bool {
        let Some(seat) = Seat::take(&self.apart) else { return false };
        let (finished, wake) = (self.finished.clone(), Arc::clone(&self.wake));
        let run = move || {
            let worked = work(&control);
            drop(seat);
            if finished.send((id, worked)).is_ok() {
                wake();
            }
        };
        std::thread::Builder::new().spawn(run).is_ok()
    }

    fn finished(&mut self) -> Vec<(u64, Worked)> {
        self.done.try_iter().collect()
    }

    fn wait(&mut self, most: Millis) -> Vec<(u64, Worked)> {
        match self.done.recv_timeout(Duration::from_millis(most)) {
            Ok(first) => std::iter::once(first).chain(self.done.try_iter()).collect(),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Vec::new(),
        }
    }
}
