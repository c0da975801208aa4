//! Who must sign that work with guns goes on after an alarm: those on the set, and whoever answers for safety.

use super::Roster;
use crate::event::{AlarmedStop, Signer};
use crate::terms::{PersonId, role};

/// Who answers for safety, beside those on the set: one of them signs, or agrees by phone and reads the code back.
pub const ANSWERS: &[&str] = &[role::SAFETY_OFFICER, role::PRODUCTION_REP];

/// Why the people named may not sign a restart so, or what ratifies one.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RestartFault {
    /// There is no such alarm, or it is settled.
    #[error("no alarm of that STOP stands")]
    NoAlarm,
    /// No handler signs.
    #[error("no armorer, property master or assistant signs it")]
    NoHandler,
    /// No assistant director signs.
    #[error("neither the first AD nor a deputy signs it")]
    NoDirector,
    /// Nobody who answers for safety signs or agreed by phone.
    #[error(
        "neither the safety officer nor the production representative signs it or agreed by phone"
    )]
    NobodyAnswers,
    /// Whoever agreed by phone signs as well.
    #[error("{0} agreed by phone and cannot sign in another role")]
    PhonedAndSigns(PersonId),
    /// Nobody let it go on by phone whose signature is still owed.
    #[error("nobody let it go on by phone who has not signed that yet")]
    NothingOwed,
    /// Somebody else than who agreed by phone would sign.
    #[error("only whoever agreed by phone signs that, in the same role")]
    NotTheirs,
}

impl RestartFault {
    /// What to do instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoAlarm => "Look at the STOP at the top again.",
            Self::NoHandler => "Let a handler sign with the others.",
            Self::NoDirector => "Let the first AD or a deputy sign with the others.",
            Self::NobodyAnswers => {
                "Ring the safety officer or the production representative, let them read the code back, or let one of them sign."
            }
            Self::PhonedAndSigns(_) => "Let somebody else sign in that role.",
            Self::NothingOwed => "Nothing has to be signed.",
            Self::NotTheirs => "Let them sign it themselves, once they are here.",
        }
    }
}

impl Roster {
    /// What speaks against these people signing the restart after an alarm. A role that nobody of the production has is not
    /// asked for, but somebody always answers for safety.
    #[must_use]
    pub fn restart_faults(&self, alarm: &AlarmedStop, signers: &[Signer]) -> Vec<RestartFault> {
        let mut faults = Vec::new();
        if alarm.settled.is_some() {
            faults.push(RestartFault::NoAlarm);
        }
        let signs =
            |names: &[&str]| signers.iter().any(|slot| names.iter().any(|name| slot.role.is(name)));
        if self.anybody_is(role::HANDLERS) && !signs(role::HANDLERS) {
            faults.push(RestartFault::NoHandler);
        }
        if self.anybody_is(role::DIRECTORS) && !signs(role::DIRECTORS) {
            faults.push(RestartFault::NoDirector);
        }
        if !signs(ANSWERS) && !self.answers_by_phone(alarm) {
            faults.push(RestartFault::NobodyAnswers);
        }
        let phoned = alarm.phoned.as_ref().filter(|_| !signs(ANSWERS));
        if let Some(person) = phoned.map(|one| one.what.person)
            && signers.iter().any(|slot| slot.person == person)
        {
            faults.push(RestartFault::PhonedAndSigns(person));
        }
        faults
    }

    /// What speaks against these people signing what ratifies a release by phone.
    #[must_use]
    pub fn ratify_faults(alarm: &AlarmedStop, signers: &[Signer]) -> Vec<RestartFault> {
        match (alarm.owes(), signers) {
            (None, _) => vec![RestartFault::NothingOwed],
            (Some(owed), [slot]) if slot.person == owed.person && slot.role == owed.role => {
                Vec::new()
            }
            (Some(_), _) => vec![RestartFault::NotTheirs],
        }
    }

    fn answers_by_phone(&self, alarm: &AlarmedStop) -> bool {
        alarm.phoned_for_all().is_some_and(|one| {
            let (person, role) = (one.what.person, &one.what.role);
            let holds = self
                .person(person)
                .is_some_and(|known| known.roles.iter().any(|held| held.role == *role));
            holds && ANSWERS.iter().any(|name| role.is(name))
        })
    }

    fn anybody_is(&self, names: &[&str]) -> bool {
        self.people().any(|person| {
            person.roles.iter().any(|held| names.iter().any(|name| held.role.is(name)))
        })
    }
}
