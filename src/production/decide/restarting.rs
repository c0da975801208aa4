//! After an alarm: agreeing by phone, the signed restart, and the signature that is owed afterwards.

use super::statements::blank;
use super::stops::settled;
use crate::event::{
    AlarmedStop, Event, Prepared, Signer, StatementKind, StopReleased, StopSettled, Witness,
};
use crate::production::context::Context;
use crate::production::refusal::Refusal;
use crate::production::state::{Pending, Production};
use crate::roster::{ANSWERS, RestartFault, Roster};
use crate::terms::{PersonId, Role, StopId, UtcMillis, role, typed_code};

const RESTART: &str =
    "I agree that work with guns goes on after this. Nothing that was declared before it holds.";
const RATIFY: &str = "I agreed to this by phone, read the code back, and hold to it.";

/// One of the signatures that a restart needs, and who may give it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RestartSlot {
    /// Those who have a key to sign with, each in the role that they sign in.
    pub people: Vec<Witness>,
    /// Who may agree by phone instead, with a key or without; nobody of those on the set.
    pub by_phone: Vec<Witness>,
    /// Whether it is that of whoever answers for safety.
    pub answers: bool,
}

impl Production {
    /// Who signs that work goes on: a handler and an assistant director, as far as the production has them, and whoever
    /// answers for safety, who may agree by phone.
    #[must_use]
    pub fn restart_slots(&self, wall: UtcMillis) -> Vec<RestartSlot> {
        let group = |names: &[&str]| -> Vec<Witness> {
            let roles = names.iter().filter_map(|name| name.parse::<Role>().ok());
            let all = roles.flat_map(|role| {
                let people = self.roster.people().map(|one| one.id);
                let held = people.filter(|one| self.roster.holds(*one, role.as_str(), wall));
                held.map(|person| Witness { role: role.clone(), person }).collect::<Vec<_>>()
            });
            all.collect()
        };
        let signing = |all: &[Witness]| -> Vec<Witness> {
            let can = |one: &&Witness| self.roster.signing_key(one.person).is_some();
            all.iter().filter(can).cloned().collect()
        };
        let (handlers, directors) = (group(role::HANDLERS), group(role::DIRECTORS));
        let answers = group(ANSWERS);
        let here = [handlers, directors].into_iter().filter(|all| !all.is_empty());
        let here = here.map(|all| RestartSlot {
            people: signing(&all),
            by_phone: Vec::new(),
            answers: false,
        });
        let last = RestartSlot { people: signing(&answers), by_phone: answers, answers: true };
        here.chain([last]).collect()
    }
}

fn standing(state: &Production, stop: StopId) -> Result<&AlarmedStop, Refusal> {
    let alarm = state.alarms().get(stop).filter(|one| one.settled.is_none());
    alarm.ok_or_else(|| Refusal::Restart(vec![RestartFault::NoAlarm]))
}

/// Somebody who is not on the set agrees by phone and reads the code back.
pub(super) fn release(
    state: &Production,
    stop: StopId,
    who: &Witness,
    (code, said): (&str, &str),
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let _alarm = standing(state, stop)?;
    let answers = ANSWERS.iter().any(|name| who.role.is(name));
    if !answers || !state.roster.holds(who.person, who.role.as_str(), cx.now.wall) {
        return Err(Refusal::Restart(vec![RestartFault::NobodyAnswers]));
    }
    if typed_code(said).as_deref() != Some(code) {
        return Err(Refusal::OtherCode);
    }
    let (role, person, code) = (who.role.clone(), who.person, code.to_owned());
    Ok(vec![Event::StopReleased(StopReleased { stop, role, person, code })])
}

fn slot(state: &Production, role: &Role, person: PersonId) -> Result<Signer, Refusal> {
    let key = state.roster.signing_key(person).ok_or(Refusal::NoKey(person))?;
    Ok(Signer { role: role.clone(), person, key: key.fingerprint.clone() })
}

/// Prepares the restart for those who sign it.
pub(super) fn restart(
    state: &Production,
    stop: StopId,
    signers: &[Witness],
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let alarm = standing(state, stop)?;
    for one in signers {
        if !state.roster.holds(one.person, one.role.as_str(), cx.now.wall) {
            return Err(Refusal::NoSuch("role of that person"));
        }
    }
    let slots = signers.iter().map(|one| slot(state, &one.role, one.person));
    let signers = slots.collect::<Result<Vec<Signer>, Refusal>>()?;
    let faults = state.roster.restart_faults(alarm, &signers);
    if !faults.is_empty() {
        return Err(Refusal::Restart(faults));
    }
    let twice = signers.iter().enumerate().find(|(at, one)| {
        signers.iter().skip(at + 1).any(|other| other.person == one.person || other.key == one.key)
    });
    if let Some((_, one)) = twice {
        return Err(Refusal::SignedTwice(one.person));
    }
    let about = Some(stop.to_string());
    Ok(Prepared { about, signers, ..blank(StatementKind::Restart, RESTART, cx) })
}

/// Prepares what ratifies a release by phone.
pub(super) fn ratify(
    state: &Production,
    stop: StopId,
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let alarm = state.alarms().get(stop).ok_or(Refusal::NoSuch("alarm"))?;
    let owed = alarm.owes().ok_or_else(|| Refusal::Restart(vec![RestartFault::NothingOwed]))?;
    let signers = vec![slot(state, &owed.role, owed.person)?];
    let faults = Roster::ratify_faults(alarm, &signers);
    if !faults.is_empty() {
        return Err(Refusal::Restart(faults));
    }
    let about = Some(stop.to_string());
    Ok(Prepared { about, signers, ..blank(StatementKind::Ratify, RATIFY, cx) })
}

/// The last signature under a restart settles the STOP in the same line.
pub(super) fn restarted(
    state: &Production,
    pending: &Pending,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let about = pending.prepared.about.as_deref().and_then(|about| about.parse().ok());
    let stop: StopId = about.ok_or(Refusal::NoSuch("alarm"))?;
    let alarm = standing(state, stop)?;
    let raised = state.stop(stop).ok_or(Refusal::NoSuch("standing STOP"))?;
    let signers = &pending.prepared.signers;
    let signed =
        signers.iter().map(|slot| Witness { role: slot.role.clone(), person: slot.person });
    let answers = |one: &Witness| ANSWERS.iter().any(|name| one.role.is(name));
    let mut witnesses: Vec<Witness> = signed.collect();
    if let Some(phoned) = alarm.phoned.as_ref().map(|one| &one.what)
        && !witnesses.iter().any(answers)
    {
        witnesses.push(Witness { role: phoned.role.clone(), person: phoned.person });
    }
    let said = StopSettled {
        stop,
        witnesses,
        why: None,
        restart: None,
        statement: Some(pending.statement),
        card: None,
    };
    Ok(settled(state, raised, said, cx))
}
