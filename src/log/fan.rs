//! Work that may be done piece by piece, side by side where the caller has the cores for it.

use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, OnceLock};

/// Does pieces of work, one after the other or several at a time.
pub trait Fan: Sync {
    /// Calls `work` once with each number below `count`, in any order, and returns when all calls have returned.
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync));

    /// Runs `here`, and `aside` at the same time where there is a core for it. Where there is none `aside` is let go of,
    /// and `here` does without it; so it must where `aside` ends early.
    fn beside(&self, aside: Box<dyn FnOnce() + Send + '_>, here: &mut dyn FnMut()) {
        drop(aside);
        here();
    }

    /// Whether nobody wants the work any more: it may then end early, and must say that it did.
    fn is_called_off(&self) -> bool {
        false
    }

    /// So many thousandths of the work are done.
    fn far(&self, permille: u16) {
        let _untold = permille;
    }
}

/// One piece after the other, here and now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Serial;

impl Fan for Serial {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(work);
    }
}

/// What `work` gives for each number below `count`, in their order, whatever the order in which it was done.
pub fn fan_out<T: Send + Sync>(
    fan: &dyn Fan,
    count: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let done: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
    fan.each(count, &|at| {
        if let Some(place) = done.get(at) {
            place.get_or_init(|| work(at));
        }
    });
    // A piece that was left out is done here, so that nothing depends on who did the work.
    let all = done.into_iter().enumerate();
    all.map(|(at, done)| done.into_inner().unwrap_or_else(|| work(at))).collect()
}

/// Gives `here` a way to take what `next` makes, in order and until it makes no more; one or two of them are made ahead
/// where `fan` has a core for it.
pub fn ahead<W: Send>(
    fan: &dyn Fan,
    next: impl FnMut() -> Option<W> + Send,
    mut here: impl FnMut(&mut dyn FnMut() -> Option<W>),
) {
    let next = Mutex::new(next);
    // Where one of them was made halfway, nothing after it is the next.
    let make = || next.lock().ok().and_then(|mut next| next());
    let (give, take) = sync_channel(1);
    let aside = move || while make().is_some_and(|made| give.send(made).is_ok()) {};
    let mut take = Some(take);
    fan.beside(Box::new(aside), &mut || {
        // Given up with `here`, so that whoever makes them never waits for nobody.
        let Some(made) = take.take() else { return };
        here(&mut || made.recv().ok().or_else(make));
    });
}
