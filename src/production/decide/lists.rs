//! Whose lists they are: proposing, approving, taking back, local rules and deviations.

use super::begin::files;
use super::statements::blank;
use crate::checklist::{Overlay, Status};
use crate::event::{
    Event, FileAs, ListDeviation, ListRules, ListSubmitted, ListWithdrawn, LocalRule, Prepared,
    RunFile, Signer, StatementKind,
};
use crate::production::command::Deviate;
use crate::production::context::Context;
use crate::production::finish::Draft;
use crate::production::refusal::Refusal;
use crate::production::rules::RulesFault;
use crate::production::state::Production;
use crate::terms::{Digest, LineText, Millis, PersonId, Role, UtcMillis, role};

/// Who may propose a list, set the rules, ask for a deviation and take any of it back.
const MAY: &[&str] =
    &[role::ARMORER, role::PROPERTY_MASTER, role::SAFETY_OFFICER, role::PRODUCTION_REP];

/// Who signs an approval first: one of those who work by the list.
const WORKS: &[&str] = &[role::ARMORER, role::PROPERTY_MASTER];

/// Who signs an approval as the second: one of those who answer for it.
const ANSWERS: &[&str] = &[role::SAFETY_OFFICER, role::PRODUCTION_REP];

/// Who signs a deviation. Nobody stands in for the safety officer: where there is none, nothing is deviated from.
const DEVIATION: [&[&str]; 2] = [&[role::ARMORER], &[role::SAFETY_OFFICER]];

/// The longest that a deviation may hold: 30 days.
const LONGEST: Millis = 30 * 24 * 60 * 60 * 1_000;

const APPROVE: &str =
    "I have read every step of these exact files, and they are this production's from now on.";
const DEVIATE: &str =
    "I know what is left out or done otherwise, why, and until when, and I agree to it.";

fn may(state: &Production, by: PersonId, cx: &Context<'_>) -> Result<(), Refusal> {
    let holds = MAY.iter().any(|name| state.roster.holds(by, name, cx.now.wall));
    if holds { Ok(()) } else { Err(RulesFault::MayNot(by).into()) }
}

fn line(events: Vec<Event>, objects: Vec<Digest>) -> Draft {
    Draft { events, end: false, objects }
}

/// Only what is released is proposed, set as a rule, or deviates.
fn released(status: Status, title: &str) -> Result<(), Refusal> {
    match status {
        Status::Released => Ok(()),
        Status::Draft | Status::Retired => Err(RulesFault::NotReleased(title.to_owned()).into()),
    }
}

fn overlay<'l>(file: Digest, cx: &Context<'l>) -> Result<(&'l Overlay, RunFile), Refusal> {
    let found = cx.library.overlay(file).ok_or(RulesFault::NotAtHand(file.to_string()))?;
    released(found.status, &found.title)?;
    let id = found.id.to_string();
    Ok((found, RunFile { used_as: FileAs::Overlay, id, rev: found.rev, sha256: file }))
}

/// Proposes a list or overlay as it is at hand. What was approved of the same bytes counts no more.
pub(super) fn submit(
    state: &Production,
    first: Digest,
    by: PersonId,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    may(state, by, cx)?;
    let (files, title) = if let Some(list) = cx.library.get(first) {
        released(list.status, &list.title)?;
        (files(list), list.title.clone())
    } else {
        let (found, file) = overlay(first, cx)?;
        (vec![file], found.title.clone())
    };
    let objects = files.iter().map(|file| file.sha256).collect();
    Ok(line(vec![Event::ListSubmitted(ListSubmitted { files, title, by })], objects))
}

/// Takes back what was proposed or asked for with these bytes, signed or not.
pub(super) fn withdraw(
    state: &Production,
    first: Digest,
    why: &str,
    by: PersonId,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    may(state, by, cx)?;
    let proposed = state.proposal(first).and_then(|one| one.said.files.first());
    let asked = state.deviation(first).map(|one| &one.asked.file);
    let file = proposed.or(asked).ok_or(RulesFault::NotProposed)?.clone();
    let why = LineText::parse(why, LineText::REASON)?.to_string();
    Ok(line(vec![Event::ListWithdrawn(ListWithdrawn { file, why, by })], Vec::new()))
}

/// Sets the local rules: these overlays and no others.
pub(super) fn rules(
    state: &Production,
    overlays: &[Digest],
    why: &str,
    by: PersonId,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    may(state, by, cx)?;
    let why = LineText::parse(why, LineText::REASON)?.to_string();
    let mut rules = Vec::new();
    for file in overlays {
        let (found, file) = overlay(*file, cx)?;
        if found.deviates.is_some() {
            return Err(RulesFault::Deviates(found.title.clone()).into());
        }
        let on = found.on.iter().map(ToString::to_string).collect();
        rules.push(LocalRule { file, on, kinds: found.kinds.clone() });
    }
    rules.sort_by(|a, b| a.file.id.cmp(&b.file.id));
    let twice = rules.windows(2).find_map(|two| match two {
        [one, other] if one.file.id == other.file.id => Some(one.file.id.clone()),
        _ => None,
    });
    if let Some(id) = twice {
        return Err(RulesFault::Twice(id).into());
    }
    let objects = rules.iter().map(|rule| rule.file.sha256).collect();
    Ok(line(vec![Event::ListRules(ListRules { overlays: rules, why, by })], objects))
}

/// Asks for a deviation from a list; it holds once it is signed, and no longer than it says.
pub(super) fn deviate(
    state: &Production,
    asked: &Deviate,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    may(state, asked.by, cx)?;
    let known = cx.library.get(asked.list);
    let from = known.ok_or(RulesFault::NotAtHand(asked.list.to_string()))?;
    let list = files(from).into_iter().next().ok_or(RulesFault::NotProposed)?;
    let (found, file) = overlay(asked.file, cx)?;
    let what = LineText::parse(&asked.what, LineText::REASON)?.to_string();
    let why = LineText::parse(&asked.why, LineText::REASON)?.to_string();
    let Some(said) = &found.deviates else {
        return Err(RulesFault::DeviatesNot(found.title.clone()).into());
    };
    if asked.until <= cx.now.wall {
        return Err(RulesFault::OverAlready.into());
    }
    if asked.until > cx.now.wall.plus(LONGEST) {
        return Err(RulesFault::TooLong.into());
    }
    // What people sign is what the file does: of this list alone, for everything that it is about.
    let of_this = found.on.len() == 1 && found.is_for(from) && found.kinds.is_empty();
    let same = (said.what.as_str(), said.why.as_str()) == (what.as_str(), why.as_str());
    if !of_this || !same || said.until != last_day(asked.until, cx.offset) {
        return Err(RulesFault::SaysOtherwise(found.title.clone()).into());
    }
    let objects = vec![list.sha256, asked.file];
    let (until, by) = (asked.until, asked.by);
    let deviation = ListDeviation { list, file, what, why, until, by };
    Ok(line(vec![Event::ListDeviation(deviation)], objects))
}

/// The last day on which something holds that ends at `until`, by the calendar here.
#[must_use]
pub fn last_day(until: UtcMillis, offset: i32) -> String {
    let last = UtcMillis::new(until.millis().saturating_sub(1));
    last.local(offset).chars().take(10).collect()
}

/// Prepares the approval of what was proposed, for two people to sign.
pub(super) fn approve(
    state: &Production,
    first: Digest,
    signers: [PersonId; 2],
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let proposal = state.proposal(first).ok_or(RulesFault::NotProposed)?;
    if proposal.approved.is_some() {
        return Err(RulesFault::SignedAlready.into());
    }
    two(state, StatementKind::Approve, APPROVE, first, signers, [WORKS, ANSWERS], cx)
}

/// Prepares the deviation that was asked for with that overlay, for the armorer and the safety officer to sign.
pub(super) fn sign_deviation(
    state: &Production,
    file: Digest,
    signers: [PersonId; 2],
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let deviation = state.deviation(file).ok_or(RulesFault::NotProposed)?;
    if deviation.signed.is_some() {
        return Err(RulesFault::SignedAlready.into());
    }
    if deviation.is_over(cx.now) {
        return Err(RulesFault::OverAlready.into());
    }
    two(state, StatementKind::Deviate, DEVIATE, file, signers, DEVIATION, cx)
}

/// A statement about a file, signed by two people, each in one of the roles that sign it.
fn two(
    state: &Production,
    kind: StatementKind,
    meaning: &str,
    about: Digest,
    signers: [PersonId; 2],
    needs: [&[&str]; 2],
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let [one, other] = signers;
    if one == other {
        return Err(RulesFault::OnePerson.into());
    }
    let slots = [one, other].into_iter().zip(needs);
    let signers = slots
        .map(|(person, roles)| slot(state, person, roles, cx.now.wall))
        .collect::<Result<Vec<Signer>, Refusal>>()?;
    Ok(Prepared { about: Some(about.to_string()), signers, ..blank(kind, meaning, cx) })
}

/// Somebody whom the roster in force holds in one of these roles, with the key that it holds.
fn slot(
    state: &Production,
    person: PersonId,
    roles: &[&str],
    wall: UtcMillis,
) -> Result<Signer, Refusal> {
    let held = roles.iter().filter(|name| state.roster.holds(person, name, wall));
    let held: Vec<&str> = held.copied().collect();
    if held.is_empty() {
        let needs = roles.iter().filter_map(|name| name.parse().ok()).collect();
        return Err(RulesFault::NotRole { person, needs }.into());
    }
    let listed = state.roster.in_force().ok_or(RulesFault::NotInRoster(person))?;
    let in_roster = held.into_iter().find(|name| listed.has_role(person, name));
    let role: Option<Role> = in_roster.and_then(|name| name.parse().ok());
    let key = state.roster.signing_key(person).ok_or(Refusal::NoKey(person))?;
    match role.filter(|_| listed.has_key(person, &key.fingerprint)) {
        Some(role) => Ok(Signer { role, person, key: key.fingerprint.clone() }),
        None => Err(RulesFault::NotInRoster(person).into()),
    }
}

impl Production {
    /// Who may sign a statement about a file, in its first and in its second place; nobody for statements about others.
    #[must_use]
    pub fn list_signers(&self, kind: StatementKind, wall: UtcMillis) -> [Vec<PersonId>; 2] {
        let needs: [&[&str]; 2] = match kind {
            StatementKind::Approve => [WORKS, ANSWERS],
            StatementKind::Deviate => DEVIATION,
            StatementKind::Roster
            | StatementKind::Sheet
            | StatementKind::Signoff
            | StatementKind::Amend
            | StatementKind::Restart
            | StatementKind::Ratify
            | StatementKind::Handover => [&[], &[]],
        };
        needs.map(|roles| {
            let people = self.roster.people().map(|one| one.id);
            people.filter(|person| slot(self, *person, roles, wall).is_ok()).collect()
        })
    }

    /// Who may propose lists, set rules, ask for deviations and take them back.
    pub fn speak_of_lists(&self, wall: UtcMillis) -> impl Iterator<Item = PersonId> {
        let people = self.roster.people().map(|one| one.id);
        people.filter(move |by| MAY.iter().any(|name| self.roster.holds(*by, name, wall)))
    }
}
