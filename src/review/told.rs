//! Who was trained, and who was at the meeting, by the lines before, looked at anew where the record says that it is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Point;
use super::finding::Rule;
use crate::event::{Event, PeopleRules};
use crate::terms::{Millis, PersonId, Training, UtcMillis};

/// So long a meeting counts past midnight.
const NIGHT: Millis = 12 * 3_600_000;

/// When an act was.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// At a line of the record.
    Line(Point),
    /// At the time that a paper card claims.
    Claimed(UtcMillis),
}

/// What is asked of people, and what is recorded of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    rules: Option<PeopleRules>,
    /// Whether lines of an older log, which are not looked at here, may tell of it.
    goes_on: bool,
    offset: i32,
    trained: BTreeMap<PersonId, BTreeMap<Training, Option<UtcMillis>>>,
    meetings: Vec<Meeting>,
}

/// A meeting, with those who were briefed after it; another takes its place.
#[derive(Clone, Debug)]
struct Meeting {
    held: Point,
    there: BTreeSet<PersonId>,
    briefed: Vec<(Point, PersonId)>,
}

impl Told {
    pub(super) fn take(&mut self, event: &Event, at: Point) {
        if let Event::LogCreated(created) = event {
            self.goes_on = created.continues.is_some();
        } else if let Event::LogOpened(opened) = event {
            self.offset = opened.offset;
        } else if let Event::RulesPeople(rules) = event {
            self.rules = Some(*rules);
        } else if let Event::PersonTrained(said) = event {
            self.trained.entry(said.person).or_default().insert(said.covers, said.until);
        } else if let Event::MeetingHeld(said) = event {
            if !said.after {
                let there = said.present.iter().copied().chain([said.led_by]).collect();
                self.meetings.push(Meeting { held: at, there, briefed: Vec::new() });
            } else if let Some(meeting) = self.meetings.last_mut() {
                meeting.briefed.extend(said.present.iter().map(|person| (at, *person)));
            }
        }
    }

    /// The rules against which `people` have a gun at that time; `loaded` where blanks are in it.
    pub(super) fn against(
        &self,
        people: &[PersonId],
        loaded: bool,
        when: When,
    ) -> Vec<(Rule, Option<PersonId>)> {
        let Some(rules) = self.rules.filter(|_| !self.goes_on) else { return Vec::new() };
        let mut found = Vec::new();
        let wall = match when {
            When::Line(at) => at.wall,
            When::Claimed(at) => at,
        };
        let needed = if loaded { Training::Blanks } else { Training::Handling };
        let untrained = people.iter().filter(|one| !self.is_trained(**one, needed, wall));
        if rules.training {
            found.extend(untrained.map(|person| (Rule::Trained, Some(*person))));
        }
        if rules.meeting {
            found.extend(self.not_met(people, when));
        }
        found
    }

    fn not_met(&self, people: &[PersonId], when: When) -> Vec<(Rule, Option<PersonId>)> {
        let counts = |at: Point| self.is_same_day(at, when);
        let Some(meeting) = self.meetings.iter().rfind(|one| counts(one.held)) else {
            return vec![(Rule::Meeting, None)];
        };
        let there = |person: &PersonId| {
            let mut briefed = meeting.briefed.iter();
            meeting.there.contains(person) || briefed.any(|(at, one)| one == person && counts(*at))
        };
        let absent = people.iter().filter(|person| !there(person));
        absent.map(|person| (Rule::AtMeeting, Some(*person))).collect()
    }

    fn is_trained(&self, person: PersonId, needed: Training, wall: UtcMillis) -> bool {
        let theirs = self.trained.get(&person).into_iter().flatten();
        let mut fit = theirs.filter(|(covers, _)| covers.includes(needed));
        fit.any(|(_, until)| until.is_none_or(|until| wall < until))
    }

    /// Whether a meeting counts at that time: on its own date, and past midnight until twelve hours are over.
    fn is_same_day(&self, held: Point, when: When) -> bool {
        let (elapsed, wall) = match when {
            When::Line(at) => (Some(at.at.saturating_sub(held.at)), at.wall),
            When::Claimed(at) => {
                (u64::try_from(at.millis().saturating_sub(held.wall.millis())).ok(), at)
            }
        };
        let Some(elapsed) = elapsed else { return false };
        let same_date = held.wall.day(self.offset) == wall.day(self.offset);
        elapsed < NIGHT || same_date && elapsed < 2 * NIGHT
    }
}

/// What is asked of people from there on, and who says so.
pub(super) fn asked(rules: &PeopleRules, who: &str) -> String {
    let asked = match (rules.training, rules.meeting) {
        (true, true) => "training, and the safety meeting of the day, are asked of",
        (true, false) => "training, and no safety meeting, is asked of",
        (false, true) => "the safety meeting of the day, and no training, is asked of",
        (false, false) => "neither training nor a safety meeting is asked of",
    };
    let says = if rules.by.is_some() { format!(", says {who}") } else { String::new() };
    format!("from here on {asked} whoever takes a gun for an action{says}")
}
