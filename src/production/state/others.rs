//! The other laptops: whose log was met, what was seen of it, and what does not go together.

use std::collections::BTreeMap;

use crate::event::{Event, Forked, Met, Overwritten, Saw};
use crate::terms::{LogId, UtcMillis};

/// What this log says of the logs of other laptops.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Others {
    logs: BTreeMap<LogId, Other>,
    forked: Vec<Forked>,
    overwritten: Vec<Overwritten>,
}

/// One of them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Other {
    /// How it was met: its key was taken as it came, and nobody has confirmed it.
    pub met: Option<Met>,
    /// The notes that were seen of it, in order, each with the time at which that was recorded.
    pub seen: Vec<(Saw, UtcMillis)>,
}

impl Other {
    /// The longest note that was seen of it.
    #[must_use]
    pub fn newest(&self) -> Option<&(Saw, UtcMillis)> {
        self.seen.iter().max_by_key(|(saw, _)| saw.size)
    }
}

impl Others {
    /// Every log that was met, in order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (LogId, &Other)> {
        self.logs.iter().map(|(id, other)| (*id, other))
    }

    /// What is known of one log.
    #[must_use]
    pub fn get(&self, log: LogId) -> Option<&Other> {
        self.logs.get(&log)
    }

    /// The logs of which two records are known, with both notes of each.
    #[must_use]
    pub fn forked(&self) -> &[Forked] {
        &self.forked
    }

    /// The files of exchange folders that had other bytes than their names say.
    #[must_use]
    pub fn overwritten(&self) -> &[Overwritten] {
        &self.overwritten
    }

    /// Whether the log says this already, or says it without anything new.
    pub(in crate::production) fn knows(&self, event: &Event) -> bool {
        if let Event::LogMet(met) = event {
            self.get(met.log).is_some_and(|other| other.met.is_some())
        } else if let Event::LogSaw(saw) = event {
            self.get(saw.log).is_some_and(|other| other.seen.iter().any(|(one, _)| one == saw))
        } else if let Event::LogForked(forked) = event {
            self.forked.contains(forked)
        } else if let Event::LogOverwritten(overwritten) = event {
            self.overwritten.contains(overwritten)
        } else {
            false
        }
    }

    pub(in crate::production) fn apply(&mut self, event: &Event, at: UtcMillis) {
        if let Event::LogMet(met) = event {
            self.logs.entry(met.log).or_default().met.get_or_insert_with(|| met.clone());
        } else if let Event::LogSaw(saw) = event {
            self.logs.entry(saw.log).or_default().seen.push((saw.clone(), at));
        } else if let Event::LogForked(forked) = event {
            self.forked.push(forked.clone());
        } else if let Event::LogOverwritten(overwritten) = event {
            self.overwritten.push(overwritten.clone());
        }
    }
}
