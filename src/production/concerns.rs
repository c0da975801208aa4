//! Concerns: how many, whom they are sealed to, and when they left the laptop last; never what they say.

use std::collections::BTreeMap;

use crate::event::Event;
use crate::production::state::Production;
use crate::terms::{ConcernId, Digest, PersonId, Stamp, UtcMillis, role};

/// A concern, as far as the record tells of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Concern {
    /// The private object.
    pub sealed: Digest,
    /// When it was recorded.
    pub at: UtcMillis,
    /// When a copy of it left the laptop last.
    pub carried: Option<Stamp>,
    /// The private objects of its answers, each with when it was recorded, the oldest first.
    pub answers: Vec<(Digest, UtcMillis)>,
}

impl Concern {
    /// Whether an answer was recorded: only whoever can read it can have answered it.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        !self.answers.is_empty()
    }
}

/// All concerns, and whose key they are sealed to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Concerns {
    all: BTreeMap<ConcernId, Concern>,
    recipients: BTreeMap<PersonId, (String, UtcMillis)>,
}

impl Concerns {
    pub(super) fn apply(&mut self, event: &Event, at: &Stamp) {
        if let Event::ConcernRaised(e) = event {
            let (sealed, at, carried, answers) = (e.sealed, at.wall, None, Vec::new());
            let concern = Concern { sealed, at, carried, answers };
            self.all.insert(e.concern, concern);
        } else if let Event::ConcernAnswered(e) = event {
            if let Some(known) = self.all.get_mut(&e.concern) {
                known.answers.push((e.sealed, at.wall));
            }
        } else if let Event::ConcernCarried(e) = event {
            for concern in &e.concerns {
                if let Some(known) = self.all.get_mut(concern) {
                    known.carried = Some(at.clone());
                }
            }
        } else if let Event::PersonRecipient(e) = event {
            self.recipients.insert(e.person, (e.recipient.clone(), at.wall));
        }
    }
}

impl Production {
    /// Every concern, in the order of their ids.
    pub fn concerns(&self) -> impl Iterator<Item = (ConcernId, &Concern)> {
        self.concerns.all.iter().map(|(id, one)| (*id, one))
    }

    /// The key that somebody is written to alone, and since when.
    #[must_use]
    pub fn recipient(&self, person: PersonId) -> Option<(&str, UtcMillis)> {
        self.concerns.recipients.get(&person).map(|(key, at)| (key.as_str(), *at))
    }

    /// The safety officer whom a concern is sealed to, and the key; none where no safety officer has one.
    #[must_use]
    pub fn concerns_go_to(&self, wall: UtcMillis) -> Option<(PersonId, &str)> {
        let officers = self.roster.with_role(role::SAFETY_OFFICER, wall);
        officers.filter_map(|one| Some((one.id, self.recipient(one.id)?.0))).next()
    }
}
