//! Work done side by side that somebody watches: how far it is, and whether it is still wanted.

use crate::log::Fan;
use crate::session::ports::Control;

/// A stretch of a job's work, done by another's hands.
pub struct Watched<'a> {
    fan: &'a dyn Fan,
    control: &'a Control,
    from: u16,
    to: u16,
}

impl std::fmt::Debug for Watched<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watched")
            .field("from", &self.from)
            .field("to", &self.to)
            .finish_non_exhaustive()
    }
}

impl<'a> Watched<'a> {
    /// The stretch from one thousandth of the job to another.
    #[must_use]
    pub fn new(fan: &'a dyn Fan, control: &'a Control, from: u16, to: u16) -> Self {
        Self { fan, control, from, to }
    }
}

impl Fan for Watched<'_> {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        self.fan.each(count, work);
    }

    fn beside(&self, aside: Box<dyn FnOnce() + Send + '_>, here: &mut dyn FnMut()) {
        self.fan.beside(aside, here);
    }

    fn is_called_off(&self) -> bool {
        self.control.is_cancelled()
    }

    fn far(&self, permille: u16) {
        let stretch = u32::from(self.to.saturating_sub(self.from));
        let far = stretch * u32::from(permille.min(1000)) / 1000;
        let now = self.from.saturating_add(u16::try_from(far).unwrap_or(0));
        // Several logs are looked at one after the other: a bar never goes back.
        self.control.progress(now.max(self.control.permille()));
    }
}
