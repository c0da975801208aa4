//! The working day: whether its safety meeting was held, who was there or briefed after it, and what is asked of people.
//!
//! The contract: [`Day::apply`] folds what the log says; [`Day::attended`] answers for a moment. A meeting counts for the
//! calendar day on which it was held, as clocks here show it, and past midnight until twelve hours are over: a night's
//! work is one day.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::event::{Event, MeetingHeld, PeopleRules};
use crate::terms::{Millis, PersonId, Stamp};

const HOUR: Millis = 3_600_000;
/// So long a meeting counts whatever the calendar says.
const NIGHT: Millis = 12 * HOUR;
/// No day is longer, wherever the clock was set to.
const LONGEST: Millis = 24 * HOUR;

/// How somebody stands to the safety meeting of the day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Attended {
    /// They were there, led it, or were briefed after it.
    Yes,
    /// It was held, and they were not there by the record.
    No,
    /// None was held today, by the record.
    NotHeld,
}

/// What is known of meetings, and what is asked of people.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Day {
    rules: Option<PeopleRules>,
    /// When the last meeting was held.
    held: Option<Stamp>,
    /// Who was at it, and who was briefed after it, each with when that was.
    there: Arc<BTreeMap<PersonId, Stamp>>,
}

impl Day {
    /// Moves on by one event of a line written at `at`; events of other parts move nothing.
    pub fn apply(&mut self, event: &Event, at: &Stamp) {
        if let Event::RulesPeople(rules) = event {
            self.rules = Some(*rules);
        } else if let Event::MeetingHeld(said) = event {
            self.met(said, at);
        }
    }

    /// Another meeting takes the place of the one before: something is new, and whoever is not at it was not told of that. So
    /// a presence that was entered by mistake is put right as well.
    fn met(&mut self, said: &MeetingHeld, at: &Stamp) {
        let there = Arc::make_mut(&mut self.there);
        if !said.after {
            there.clear();
        }
        // Whoever briefs somebody afterwards need not have been there.
        let led = (!said.after).then_some(said.led_by);
        for person in said.present.iter().copied().chain(led) {
            there.insert(person, at.clone());
        }
        if !said.after {
            self.held = Some(at.clone());
        }
    }

    /// What is asked of people, as said last; nothing where no line says.
    #[must_use]
    pub fn rules(&self) -> Option<&PeopleRules> {
        self.rules.as_ref()
    }

    /// Whether training has to be recorded before an issue.
    #[must_use]
    pub fn asks_training(&self) -> bool {
        self.rules.is_some_and(|rules| rules.training)
    }

    /// Whether whoever takes a gun has to have been at the meeting.
    #[must_use]
    pub fn asks_meeting(&self) -> bool {
        self.rules.is_some_and(|rules| rules.meeting)
    }

    /// When the meeting of the day was held, where one was, by clocks at `offset` minutes from UTC.
    #[must_use]
    pub fn meeting(&self, now: &Stamp, offset: i32) -> Option<&Stamp> {
        self.held.as_ref().filter(|held| is_of_today(held, now, offset))
    }

    /// How somebody stands to the meeting of the day.
    #[must_use]
    pub fn attended(&self, person: PersonId, now: &Stamp, offset: i32) -> Attended {
        if self.meeting(now, offset).is_none() {
            return Attended::NotHeld;
        }
        let there = self.there.get(&person).is_some_and(|at| is_of_today(at, now, offset));
        if there { Attended::Yes } else { Attended::No }
    }
}

/// Whether `at` is of the same day of work as `now`. Over another start of the machine only the wall clock can tell; what lies
/// ahead of it is not known to have been today.
fn is_of_today(at: &Stamp, now: &Stamp, offset: i32) -> bool {
    let by_wall = || u64::try_from(now.wall.millis().saturating_sub(at.wall.millis())).ok();
    let Some(elapsed) = now.since(at).or_else(by_wall) else { return false };
    let same_date = at.wall.day(offset) == now.wall.day(offset);
    elapsed < NIGHT || same_date && elapsed < LONGEST
}
