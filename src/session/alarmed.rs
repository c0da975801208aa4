//! The code of an alarm, which somebody who is not on the set reads back by phone.

use std::collections::BTreeMap;

use super::ports::Written;
use super::sitting::Session;
use crate::event::{Alarms, Entry, Event};
use crate::log::{Hash, Tree, phone_code};
use crate::terms::StopId;

/// The roots of the log at the lines that codes are made of, by line.
pub(super) type Heads = BTreeMap<u64, Hash>;

/// Those of a log that is opened.
pub(super) fn heads(alarms: &Alarms, tree: &Tree) -> Heads {
    let lines = alarms.all().map(|alarm| alarm.line).chain([0]);
    lines.filter_map(|line| Some((line, tree.root_at(line.saturating_add(1))?))).collect()
}

impl Session {
    /// The code of the alarm of a STOP; none where no alarm stands, or nothing of it is on the disk yet.
    #[must_use]
    pub fn phone_code(&self, stop: StopId) -> Option<String> {
        let alarm = self.state.alarms().get(stop)?;
        let root = self.alarm_heads.get(&alarm.line)?;
        Some(phone_code(&self.log()?.to_string(), &stop.to_string(), root))
    }

    /// Keeps the root of the log where `entry` is the newest line and a code is made at it.
    pub(super) fn keep_head(&mut self, entry: &Entry, written: &Written) {
        let of_it = |event: &Event| matches!(event, Event::StopAlarm(_) | Event::LogCreated(_));
        if entry.events().iter().any(of_it) {
            let line = written.size.saturating_sub(1);
            self.alarm_heads.insert(line, written.root);
        }
    }
}
