//! Threads for long work beside the drawing.
#![expect(clippy::disallowed_methods, reason = "threads are started here")]

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::session::{Control, Wake, Work, Worked, Workers};
use crate::terms::Millis;

/// How many pieces of work go on at once.
const THREADS: usize = 2;

struct Task {
    id: u64,
    control: Control,
    work: Work,
}

/// Two threads that take work in order.
#[derive(Debug)]
pub(super) struct Threads {
    tasks: Sender<Task>,
    done: Receiver<(u64, Worked)>,
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
        Self { tasks, done }
    }
}

impl Workers for Threads {
    fn start(&mut self, id: u64, control: Control, work: Work) {
        // The threads live as long as this sender, so somebody takes it.
        let _taken = self.tasks.send(Task { id, control, work });
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
