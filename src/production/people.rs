//! What the production asks of whoever takes a gun, where that is said and where a meeting is recorded.

use super::context::Context;
use super::refusal::Refusal;
use super::state::Production;
use crate::custody::Lacks;
use crate::day::{Attended, Day};
use crate::event::{Event, MeetingHeld, PeopleRules};
use crate::terms::{PersonId, Stamp, Training, role};

/// As many people as one meeting names.
const MOST_PRESENT: usize = 400;

/// Who may say what is asked of people.
const ANSWERABLE: [&str; 5] = [
    role::ARMORER,
    role::PROPERTY_MASTER,
    role::FIRST_AD,
    role::SAFETY_OFFICER,
    role::PRODUCTION_REP,
];

/// Why a meeting, or what is asked of people, is not written down so.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PeopleFault {
    /// Whoever led it neither directs nor handles.
    #[error("whoever led it is no first AD, deputy or handler")]
    NotLeader,
    /// Nobody was there.
    #[error("nobody is named who was there")]
    Nobody,
    /// Briefed after a meeting that was not held.
    #[error("no safety meeting is recorded today, so nobody can have been briefed after it")]
    NoMeeting,
    /// Somebody else decides it.
    #[error("what is asked of people is said by those who answer for it")]
    NotTheirs,
    /// It is so already.
    #[error("that is asked of people already, and nothing else")]
    Same,
}

impl PeopleFault {
    /// What to do instead.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::NotLeader => "Name the first AD, a deputy, the armorer or another handler.",
            Self::Nobody => "Tick who was there.",
            Self::NoMeeting => "Record the meeting itself, with those who were there.",
            Self::NotTheirs => {
                "Let the armorer, property master, first AD, safety officer or production representative say it."
            }
            Self::Same => "Nothing is left to do.",
        }
    }
}

/// Records the safety meeting, or a briefing after it: led by somebody who directs or handles, for people of the roster.
pub(super) fn meet(
    state: &Production,
    present: &[PersonId],
    led_by: PersonId,
    after: bool,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let led = state.party(led_by, cx.now).standing;
    if !led.director && !led.handler {
        return Err(PeopleFault::NotLeader.into());
    }
    let mut there: Vec<PersonId> = Vec::new();
    for person in present {
        if state.roster.person(*person).is_none() {
            return Err(Refusal::NoSuch("person"));
        }
        if !there.contains(person) {
            there.push(*person);
        }
    }
    if there.is_empty() {
        return Err(PeopleFault::Nobody.into());
    }
    if there.len() > MOST_PRESENT {
        return Err(Refusal::TooMuch);
    }
    if after && state.meeting(cx.now).is_none() {
        return Err(PeopleFault::NoMeeting.into());
    }
    Ok(vec![Event::MeetingHeld(MeetingHeld { present: there, led_by, after })])
}

/// Says what is asked of whoever takes a gun. As a production begins there is nobody yet, and nobody says so.
pub(super) fn rules(
    state: &Production,
    rules: PeopleRules,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let said = state.day.rules();
    let begins = said.is_none() && state.roster.people().next().is_none();
    let answers = |by| ANSWERABLE.iter().any(|role| state.roster.holds(by, role, cx.now.wall));
    if !rules.by.map_or(begins, answers) {
        return Err(PeopleFault::NotTheirs.into());
    }
    let same =
        |said: &PeopleRules| (said.training, said.meeting) == (rules.training, rules.meeting);
    if said.is_some_and(same) {
        return Err(PeopleFault::Same.into());
    }
    Ok(vec![Event::RulesPeople(rules)])
}

impl Production {
    /// The meetings, and what is asked of people.
    #[must_use]
    pub fn day(&self) -> &Day {
        &self.day
    }

    /// When the safety meeting of the day was held, where one was.
    #[must_use]
    pub fn meeting(&self, now: &Stamp) -> Option<&Stamp> {
        self.day.meeting(now, self.offset)
    }

    /// Whether somebody was at the meeting of the day, or briefed after it.
    #[must_use]
    pub fn was_at_meeting(&self, person: PersonId, now: &Stamp) -> bool {
        self.day.attended(person, now, self.offset) == Attended::Yes
    }

    /// Who may say what is asked of people, in order of entry.
    #[must_use]
    pub fn answerable(&self, now: &Stamp) -> Vec<PersonId> {
        let all = self.roster.people();
        let one = all.filter(|one| ANSWERABLE.iter().any(|role| one.holds(role, now.wall)));
        one.map(|one| one.id).collect()
    }

    /// What the production asks of whoever takes a gun, and is not recorded of somebody.
    #[must_use]
    pub fn lacks(&self, person: PersonId, now: &Stamp) -> Lacks {
        let known = self.roster.person(person);
        let untrained = |what: Training| {
            self.day.asks_training() && !known.is_some_and(|one| one.is_trained(what, now.wall))
        };
        let attended = self.day.attended(person, now, self.offset);
        let asked = self.day.asks_meeting();
        Lacks {
            handling: untrained(Training::Handling),
            blanks: untrained(Training::Blanks),
            meeting: asked && attended == Attended::NotHeld,
            briefing: asked && attended == Attended::No,
        }
    }
}
