//! Statements: preparing them, adding signatures, declining and cancelling.

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
use crate::terms::{PersonId, Role, RunId, StepPath};

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
    if state.pending.is_some() {
        return Err(Refusal::Signing);
    }
    if state.needs_roster() && *what != Prepare::Roster {
        return Err(Refusal::RosterFirst);
    }
    let prepared = match what {
        Prepare::Sheet { person, struck } => sheet(state, *person, struck, cx)?,
        Prepare::Signoff { run } => signoff(state, *run, cx)?,
        Prepare::Roster => roster(state, cx)?,
    };
    Ok(Draft { events: vec![Event::StatementPrepared(prepared)], end: true, objects: Vec::new() })
}

fn blank(kind: StatementKind, meaning: &str, cx: &Context<'_>) -> Prepared {
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

fn waiting<'s>(
    state: &'s Production,
    run: RunId,
    cx: &Context<'_>,
) -> Result<(&'s Run, StepPath, Declaring), Refusal> {
    let running = state.run(run).ok_or(Refusal::NoSuch("run"))?;
    let list =
        running.list().and_then(|list| cx.library.get(list)).ok_or(Refusal::NoSuch("checklist"))?;
    let facts = state.facts(running, list, cx.names, cx.now);
    let (step, declaring) =
        running.awaits_signing(list, &facts, cx.now).ok_or(Refusal::NothingToSign)?;
    Ok((running, step, declaring))
}

fn signoff(state: &Production, run: RunId, cx: &Context<'_>) -> Result<Prepared, Refusal> {
    if state.is_stopped() {
        return Err(Refusal::Stopped);
    }
    let (running, step, declaring) = waiting(state, run, cx)?;
    let list =
        running.list().and_then(|list| cx.library.get(list)).ok_or(Refusal::NoSuch("checklist"))?;
    let signers = declaring.witnesses.iter().map(|one| signer(state, one.role.clone(), one.person));
    let until = cx.now.until(declaring.lasts);
    Ok(Prepared {
        about: Some(run.to_string()),
        signers: signers.collect::<Result<_, _>>()?,
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
    if crate::event::is_over(pending.at.up, cx.now.up) {
        return Err(Refusal::NotPending);
    }
    let slot = |signer: &&Signer| signer.person == signature.person && signer.key == signature.key;
    if !pending.prepared.signers.iter().any(|signer| slot(&signer)) {
        return Err(Refusal::NotASigner(signature.person));
    }
    if pending.signed.contains(&signature.person) {
        return Err(Refusal::SignedTwice(signature.person));
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
        StatementKind::Roster => {}
        StatementKind::Sheet => {
            let rows: Vec<(u64, u32)> =
                pending.prepared.struck.iter().map(|row| (row.seq, row.i)).collect();
            events.extend(state.book.strike(&rows, cx.now));
        }
        StatementKind::Signoff => {
            let run = pending.prepared.about.as_deref().and_then(|about| about.parse().ok());
            let run = run.ok_or(Refusal::NoSuch("run"))?;
            let (running, _, declaring) = waiting(state, run, cx)?;
            let list = running
                .list()
                .and_then(|list| cx.library.get(list))
                .ok_or(Refusal::NoSuch("checklist"))?;
            let demands = [Demand::Declare(declaring)];
            super::runs::settle(
                state,
                running,
                &demands,
                None,
                Some(pending.statement),
                events,
                cx,
            )?;
            let facts = state.facts(running, list, cx.names, cx.now);
            let (after, moves) = running.go_on(list, &facts, cx.now);
            super::runs::settle(state, running, &moves, None, None, events, cx)?;
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

/// The signing is given up.
pub(super) fn cancel(state: &Production, statement: u64) -> Result<Vec<Event>, Refusal> {
    pending(state, statement)?;
    Ok(vec![Event::StatementVoided(Voided { statement, why: VoidedWhy::Cancelled })])
}
