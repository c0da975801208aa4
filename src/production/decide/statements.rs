//! Statements: preparing them, adding signatures, declining and cancelling.

use super::settling::{Seen, may_declare, settle, until};
use super::{amendments, handover, lists, restarting};
use crate::checklist::Checklist;
use crate::custody::{Item, What};
use crate::event::{
    Declares, Event, Prepared, Refused, RowRef, Signed, Signer, StatementCompleted, StatementKind,
    Voided, VoidedWhy,
};
use crate::production::command::{Prepare, Signature};
use crate::production::context::Context;
use crate::production::finish::Draft;
use crate::production::refusal::Refusal;
use crate::production::state::{Pending, Production};
use crate::run::{Declaring, Demand, Run};
use crate::terms::{PersonId, Role, RunId, Stamp, StepPath, UnverifiedWhy};

const SHEET: &str = "I saw what the lines not struck say. The struck lines I did not see.";
const ROSTER: &str =
    "These are this production's people, roles and keys, and I hold the key under my name.";
const SIGNOFF: &str =
    "I saw it myself and it is as declared. The replies recorded under my role are mine.";

/// Prepares a statement; the line closes its segment.
pub(super) fn prepare(
    state: &Production,
    what: &Prepare,
    cx: &Context<'_>,
) -> Result<Draft, Refusal> {
    let dead = state
        .pending
        .as_ref()
        .and_then(|pending| Some((pending.statement, state.dead(pending, cx)?)));
    if state.pending.is_some() && dead.is_none() {
        return Err(Refusal::Signing);
    }
    if state.needs_roster() && *what != Prepare::Roster {
        return Err(Refusal::RosterFirst);
    }
    let prepared = match what {
        Prepare::Sheet { person, struck } => sheet(state, *person, struck, cx)?,
        Prepare::Signoff { run } => signoff(state, *run, cx)?,
        Prepare::Roster => roster(state, cx)?,
        Prepare::Approve { file, signers } => lists::approve(state, *file, *signers, cx)?,
        Prepare::Deviate { file, signers } => lists::sign_deviation(state, *file, *signers, cx)?,
        Prepare::Amend { amend, also } => amendments::prepare(state, *amend, also, cx)?,
        Prepare::Restart { stop, signers } => restarting::restart(state, *stop, signers, cx)?,
        Prepare::Handover { number } => handover::prepare(state, *number, cx)?,
        Prepare::Ratify { stop } => restarting::ratify(state, *stop, cx)?,
    };
    // One that took too long is void in the same line, and the line still ends with what it prepares.
    let mut events: Vec<Event> = dead
        .map(|(statement, why)| Event::StatementVoided(Voided { statement, why }))
        .into_iter()
        .collect();
    events.push(Event::StatementPrepared(prepared));
    Ok(Draft { events, end: true, objects: Vec::new() })
}

pub(super) fn blank(kind: StatementKind, meaning: &str, cx: &Context<'_>) -> Prepared {
    Prepared {
        kind,
        about: None,
        template: 1,
        offset: cx.offset,
        signers: Vec::new(),
        meaning: meaning.to_owned(),
        declares: None,
        follows: Vec::new(),
        struck: Vec::new(),
    }
}

fn signer(state: &Production, role: Role, person: PersonId) -> Result<Signer, Refusal> {
    let key = state.roster.signing_key(person).ok_or(Refusal::NoKey(person))?;
    Ok(Signer { role, person, key: key.fingerprint.clone() })
}

fn sheet(
    state: &Production,
    person: PersonId,
    struck: &[RowRef],
    cx: &Context<'_>,
) -> Result<Prepared, Refusal> {
    let known = state.roster.person(person).ok_or(Refusal::NoSuch("person"))?;
    let role = known
        .roles
        .iter()
        .map(|held| held.role.clone())
        .find(|role| state.roster.holds(person, role.as_str(), cx.now.wall));
    let role = role.ok_or(Refusal::NoSuch("role of that person"))?;
    let mut struck = struck.to_vec();
    struck.sort_by_key(|row| (row.seq, row.i));
    struck.dedup();
    Ok(Prepared {
        about: Some(person.to_string()),
        signers: vec![signer(state, role, person)?],
        struck,
        ..blank(StatementKind::Sheet, SHEET, cx)
    })
}

/// A run that waits for signatures.
struct Waiting<'s, 'l> {
    run: &'s Run,
    list: &'l Checklist,
    step: StepPath,
    declaring: Declaring,
    /// When the witnesses saw it.
    seen: Stamp,
}

/// The run that waits for signatures, if what was seen in it still holds and may be declared.
fn waiting<'s, 'l>(
    state: &'s Production,
    run: RunId,
    cx: &Context<'l>,
) -> Result<Waiting<'s, 'l>, Refusal> {
    let run = state.run(run).ok_or(Refusal::NoSuch("run"))?;
    let list = cx.library.of(run).ok_or(Refusal::NoSuch("checklist"))?;
    if run.held().is_some() {
        return Err(Refusal::Run(crate::run::Refusal::Interrupted));
    }
    let facts = state.facts(run, list, cx.names, cx.now);
    let (step, declaring, seen) =
        run.awaits_signing(list, &facts, cx.now).ok_or(Refusal::NothingToSign)?;
    let item = state.book.item(declaring.item).ok_or(Refusal::NothingToSign)?;
    if until(&seen, declaring.lasts, cx.now).passed(cx.now) || disturbed(item, &seen) {
        return Err(Refusal::LookAgain);
    }
    may_declare(state, &state.book, run, list, &declaring, cx)?;
    Ok(Waiting { run, list, step, declaring, seen })
}

/// Whether anything but looking at it was recorded of an item after it was `seen`.
fn disturbed(item: &Item, seen: &Stamp) -> bool {
    item.history.iter().any(|past| {
        let after = past.at.at.boot.same(&seen.boot) && past.at.at.up > seen.up;
        after
            && match &past.what {
                What::Shown { .. }
                | What::Offered { .. }
                | What::Unverified(UnverifiedWhy::Time)
                | What::Added => false,
                What::Declared { .. }
                | What::Moved { .. }
                | What::Condition { .. }
                | What::Unverified(_) => true,
            }
    })
}

fn signoff(state: &Production, run: RunId, cx: &Context<'_>) -> Result<Prepared, Refusal> {
    if state.is_stopped() {
        return Err(Refusal::Stopped);
    }
    let Waiting { list, step, declaring, seen, .. } = waiting(state, run, cx)?;
    let mut signers: Vec<Signer> = Vec::new();
    for one in &declaring.witnesses {
        // Somebody who saw it in two roles signs once.
        if signers.iter().all(|signer| signer.person != one.person) {
            signers.push(signer(state, one.role.clone(), one.person)?);
        }
    }
    // What was seen is not seen again by signing it, so its time runs from the look.
    let until = until(&seen, declaring.lasts, cx.now);
    Ok(Prepared {
        about: Some(run.to_string()),
        signers,
        declares: Some(Declares {
            item: declaring.item,
            condition: declaring.state.condition,
            n: declaring.state.n,
            of: declaring.state.of,
            load: declaring.state.load.as_deref().map(str::to_owned),
            until: Some(until.wall),
        }),
        follows: Run::follows(list, &step),
        ..blank(StatementKind::Signoff, Run::meaning(list, &step).unwrap_or(SIGNOFF), cx)
    })
}

/// Whether a sign-off says exactly what would be declared now.
fn says(prepared: &Prepared, declaring: &Declaring) -> bool {
    let state = &declaring.state;
    prepared.declares.as_ref().is_some_and(|signed| {
        signed.item == declaring.item
            && signed.condition == state.condition
            && (signed.n, signed.of) == (state.n, state.of)
            && signed.load.as_deref() == state.load.as_deref()
    })
}

fn roster(state: &Production, cx: &Context<'_>) -> Result<Prepared, Refusal> {
    let everybody: Vec<PersonId> = state.roster.people().map(|person| person.id).collect();
    let signers = state.roster.roster_signers(&everybody).map_err(Refusal::Signers)?;
    Ok(Prepared { signers, ..blank(StatementKind::Roster, ROSTER, cx) })
}

/// Adds a signature; with the last one the statement counts, and its effects stand in the same line.
pub(super) fn sign(
    state: &Production,
    signature: &Signature,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let pending = pending(state, signature.statement)?;
    if state.dead(pending, cx).is_some() {
        return Err(Refusal::NotPending);
    }
    let slot = |signer: &&Signer| signer.person == signature.person && signer.key == signature.key;
    if !pending.prepared.signers.iter().any(|signer| slot(&signer)) {
        return Err(Refusal::NotASigner(signature.person));
    }
    if pending.signed.contains(&signature.person) {
        return Err(Refusal::SignedTwice(signature.person));
    }
    if pending.text.is_some_and(|text| text != signature.text) {
        return Err(Refusal::OtherText);
    }
    let mut events = vec![Event::StatementSigned(Signed {
        statement: signature.statement,
        person: signature.person,
        key: signature.key.clone(),
        text: signature.text,
        sig: signature.sig.clone(),
    })];
    if pending.signed.len() + 1 == pending.prepared.signers.len() {
        events.push(Event::StatementCompleted(StatementCompleted {
            statement: signature.statement,
            text: signature.text,
        }));
        effects(state, pending, &mut events, cx)?;
    }
    Ok(events)
}

fn effects(
    state: &Production,
    pending: &Pending,
    events: &mut Vec<Event>,
    cx: &Context<'_>,
) -> Result<(), Refusal> {
    match pending.prepared.kind {
        // What was approved or signed counts by the completed statement itself.
        StatementKind::Roster
        | StatementKind::Approve
        | StatementKind::Deviate
        | StatementKind::Amend
        | StatementKind::Ratify
        | StatementKind::Handover => {}
        StatementKind::Restart => events.extend(restarting::restarted(state, pending, cx)?),
        StatementKind::Sheet => {
            let rows: Vec<(u64, u32)> =
                pending.prepared.struck.iter().map(|row| (row.seq, row.i)).collect();
            events.extend(state.book.strike(&rows, cx.now));
        }
        StatementKind::Signoff => {
            let run = pending.prepared.about.as_deref().and_then(|about| about.parse().ok());
            let run = run.ok_or(Refusal::NoSuch("run"))?;
            let Waiting { run, list, declaring, seen, .. } = waiting(state, run, cx)?;
            if !says(&pending.prepared, &declaring) {
                return Err(Refusal::LookAgain);
            }
            let facts = state.facts(run, list, cx.names, cx.now);
            let (after, moves) = run.go_on(list, &facts, &declaring, cx.now, cx.fresh.seed());
            // Settled together: a move that goes with the answer sees what was just declared.
            let demands: Vec<Demand> =
                std::iter::once(Demand::Declare(declaring)).chain(moves).collect();
            let until = pending.prepared.declares.as_ref().and_then(|declares| declares.until);
            let seen = Seen { at: &seen, signed: Some((pending.statement, until)) };
            settle(state, (run, list), &demands, None, seen, events, cx)?;
            events.extend(after);
        }
    }
    Ok(())
}

fn pending(state: &Production, statement: u64) -> Result<&Pending, Refusal> {
    state
        .pending
        .as_ref()
        .filter(|pending| pending.statement == statement)
        .ok_or(Refusal::NotPending)
}

/// A signer will not sign; the statement is void in the same line.
pub(super) fn decline(
    state: &Production,
    statement: u64,
    person: PersonId,
) -> Result<Vec<Event>, Refusal> {
    let pending = pending(state, statement)?;
    if !pending.prepared.signers.iter().any(|signer| signer.person == person) {
        return Err(Refusal::NotASigner(person));
    }
    Ok(vec![
        Event::StatementRefused(Refused { statement, person }),
        Event::StatementVoided(Voided { statement, why: VoidedWhy::Refused }),
    ])
}

/// The signing is given up, or took too long.
pub(super) fn cancel(
    state: &Production,
    statement: u64,
    cx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let why = state.dead(pending(state, statement)?, cx).unwrap_or(VoidedWhy::Cancelled);
    Ok(vec![Event::StatementVoided(Voided { statement, why })])
}
