//! One piece of work on a thread of its own, for somebody who waits for what it gives.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Starts `work`, which gives what is waited for and may go on after that; where no thread can be had, it is done here
/// and now. Nothing comes where it ended early.
pub(in crate::platform) fn aside<T: Send + 'static>(
    work: impl FnOnce(&Sender<T>) + Send + 'static,
) -> Receiver<T> {
    let (give, take) = channel();
    // A thread that cannot be had takes along what it was to do, unless that is held here as well.
    let work = Arc::new(Mutex::new(Some(move || work(&give))));
    let there = Arc::clone(&work);
    if thread::Builder::new().spawn(move || begin(&there)).is_err() {
        begin(&work);
    }
    take
}

fn begin(work: &Mutex<Option<impl FnOnce()>>) {
    let work = work.lock().ok().and_then(|mut work| work.take());
    if let Some(work) = work {
        work();
    }
}
