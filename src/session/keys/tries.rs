//! Wrong PINs and passphrases: five are taken at once, then each waits longer, also across closing and opening.

use std::collections::BTreeMap;

use crate::event::{Entry, Event};
use crate::terms::{BootId, Millis, PersonId, Stamp};

/// So many are taken at once; after them each try waits longer.
const FREE: u32 = 5;
const FIRST_WAIT: Millis = 5_000;
const LONGEST_WAIT: Millis = 300_000;

/// Wrong PINs of one person since their last signature.
#[derive(Clone, Debug)]
pub(in crate::session) struct Tries {
    pub(super) count: u32,
    last: Stamp,
}

impl Tries {
    /// One more, at `now`.
    pub(super) fn more(all: &mut BTreeMap<PersonId, Self>, person: PersonId, now: &Stamp) {
        let tries = all.entry(person).or_insert_with(|| Self { count: 0, last: now.clone() });
        tries.count = tries.count.saturating_add(1);
        tries.last = now.clone();
    }

    /// Those that the lines of the log tell of: whoever signed since has none.
    pub(in crate::session) fn of<'e>(
        entries: impl IntoIterator<Item = &'e Entry>,
    ) -> BTreeMap<PersonId, Self> {
        let (mut all, mut boot) = (BTreeMap::new(), BootId(None));
        for entry in entries {
            for event in entry.events() {
                if let Event::LogOpened(opened) = event {
                    boot = BootId(opened.boot.as_deref().map(Into::into));
                } else if let Event::UnlockFailed(failed) = event {
                    let at = Stamp { wall: entry.t, up: entry.up, boot: boot.clone() };
                    Self::more(&mut all, failed.person, &at);
                } else if let Event::StatementSigned(signed) = event {
                    all.remove(&signed.person);
                }
            }
        }
        all
    }

    /// A sitting begins. Of a try in another start of the machine nobody knows how long ago it was: it counts as now.
    pub(in crate::session) fn begin(&mut self, now: &Stamp) {
        if now.lasted(&self.last).is_none() {
            self.last = now.clone();
        }
    }

    /// How long the next try has to wait still.
    pub(in crate::session) fn left(&self, now: &Stamp) -> Option<Millis> {
        let over = self.count.checked_sub(FREE)?;
        let wait = FIRST_WAIT.saturating_mul(1 << over.min(10)).min(LONGEST_WAIT);
        let gone = now.up.saturating_sub(self.last.up);
        wait.checked_sub(gone).filter(|left| *left > 0)
    }
}
