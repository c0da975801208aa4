//! How every statement stands: pending, completed, voided, and what is wrong with it by the entries alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fault::Fault;
use crate::event::{
    About, Entry, Event, ItemDeclared, Prepared, Signed, StatementCompleted, StatementKind,
    StopSettled, Voided, VoidedWhy, is_over, voids,
};
use crate::terms::{Digest, ItemId, Millis, PersonId, RunId, UtcMillis};

/// One statement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statement {
    /// Its number: how many lines it covers.
    pub number: u64,
    /// What was prepared; of one that was let go of, its sort, its signers and what it struck.
    pub prepared: Arc<Prepared>,
    /// When.
    pub at: UtcMillis,
    /// The same by the time since start-up.
    pub up: Millis,
    /// The signatures, each with the line that holds it; none where they were let go of.
    pub signatures: Vec<(u64, Signed)>,
    /// The line of each signature that was let go of, in order.
    pub let_go: Vec<u64>,
    /// What became of it.
    pub outcome: Outcome,
    about: About,
}

/// What became of a statement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Not all have signed yet.
    Pending,
    /// All have signed.
    Completed {
        /// The line of the last signature.
        seq: u64,
        /// The SHA-256 of the text.
        text: Digest,
    },
    /// It will never count.
    Voided {
        /// The line.
        seq: u64,
        /// Why.
        why: VoidedWhy,
    },
}

/// All statements of a log.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    statements: Vec<Statement>,
    sheets: BTreeMap<PersonId, u64>,
    rosters: Vec<u64>,
    items_of_runs: BTreeMap<RunId, Option<ItemId>>,
    faults: Vec<(u64, Fault)>,
    /// What is left of the statement that was let go of last.
    rest: Option<Arc<Prepared>>,
}

impl Standing {
    /// Takes the entry of line `seq`.
    pub fn feed(&mut self, seq: u64, entry: &Entry) {
        let mut due = self
            .pending()
            .filter(|one| is_over(one.up, entry.up))
            .map(|one| (one.number, VoidedWhy::Timeout));
        let last = entry.events().len().saturating_sub(1);
        for (i, event) in entry.events().iter().enumerate() {
            if due.is_none() {
                due = self.pending().and_then(|one| {
                    let why = voids(one.prepared.kind, one.about, event)?;
                    Some((one.number, why))
                });
            }
            if let Event::RunStarted(e) = event {
                self.items_of_runs.insert(e.run, e.item);
            } else if let Event::StatementPrepared(e) = event {
                self.prepare(seq, entry, e, i == last);
            } else if let Event::StatementSigned(e) = event {
                self.sign(seq, e);
            } else if let Event::StatementCompleted(e) = event {
                self.complete(seq, e);
            } else if let Event::StatementVoided(e) = event {
                self.void(seq, e);
            } else if let Event::StatementRefused(e) = event {
                self.is_pending(seq, e.statement, "refused");
            } else if let Event::ItemDeclared(e) = event {
                self.declared(seq, e);
            } else if let Event::StopSettled(e) = event {
                self.settled(seq, e);
            }
        }
        if let Some((number, why)) = due
            && !self.get(number).is_some_and(|one| matches!(one.outcome, Outcome::Voided { .. }))
        {
            self.fault(seq, Fault::NotVoided { number, why });
        }
        let unfinished = self.pending().filter(|one| {
            one.signatures.len() == one.prepared.signers.len() && !one.signatures.is_empty()
        });
        if let Some(number) = unfinished.map(|one| one.number) {
            self.fault(seq, Fault::NotWithLast { number });
        }
    }

    /// Another log begins; which run is about which item is still known.
    pub(super) fn go_on(&mut self) {
        let items_of_runs = std::mem::take(&mut self.items_of_runs);
        *self = Self { items_of_runs, ..Self::default() };
    }

    /// The statement that is pending.
    #[must_use]
    pub fn pending(&self) -> Option<&Statement> {
        self.statements.last().filter(|one| one.outcome == Outcome::Pending)
    }

    /// The statement of that number.
    #[must_use]
    pub fn get(&self, number: u64) -> Option<&Statement> {
        let at = self.statements.binary_search_by_key(&number, |one| one.number).ok()?;
        self.statements.get(at)
    }

    /// Every statement, in order.
    #[must_use]
    pub fn all(&self) -> &[Statement] {
        &self.statements
    }

    /// What is wrong, each with its line.
    #[must_use]
    pub fn faults(&self) -> &[(u64, Fault)] {
        &self.faults
    }

    /// The number of the latest completed sheet of `person`, or 0.
    #[must_use]
    pub fn latest_sheet(&self, person: PersonId) -> u64 {
        self.sheets.get(&person).copied().unwrap_or(0)
    }

    /// The number of the roster in force, as the entries fed so far leave it.
    #[must_use]
    pub fn latest_roster(&self) -> Option<u64> {
        self.rosters.last().copied()
    }

    fn fault(&mut self, seq: u64, fault: Fault) {
        self.faults.push((seq, fault));
    }

    fn prepare(&mut self, seq: u64, entry: &Entry, prepared: &Prepared, is_last: bool) {
        let number = seq + 1;
        if let Some(pending) = self.pending().map(|one| one.number) {
            self.fault(seq, Fault::WhilePending { number, pending });
        }
        if !is_last {
            self.fault(seq, Fault::NotLast { number });
        }
        let signers = &prepared.signers;
        let persons: BTreeSet<_> = signers.iter().map(|slot| slot.person).collect();
        let keys: BTreeSet<_> = signers.iter().map(|slot| &slot.key).collect();
        if signers.is_empty() || persons.len() < signers.len() || keys.len() < signers.len() {
            self.fault(seq, Fault::Slots { number });
        }
        let about = prepared.about.as_deref();
        if prepared.kind == StatementKind::Sheet {
            let witness = about.and_then(|about| about.parse::<PersonId>().ok());
            if signers.len() != 1 || signers.first().map(|slot| slot.person) != witness {
                self.fault(seq, Fault::SheetSigner { number });
            }
        }
        let mut about = About::of(prepared);
        let of_run = about.run.and_then(|run| self.items_of_runs.get(&run).copied().flatten());
        about.item = about.item.or(of_run);
        self.statements.push(Statement {
            number,
            prepared: Arc::new(prepared.clone()),
            at: entry.t,
            up: entry.up,
            signatures: Vec::with_capacity(prepared.signers.len()),
            let_go: Vec::new(),
            outcome: Outcome::Pending,
            about,
        });
    }

    fn sign(&mut self, seq: u64, signed: &Signed) {
        let number = signed.statement;
        if !self.is_pending(seq, number, "signed") {
            return;
        }
        let Some(one) = self.statements.last_mut() else { return };
        let mut faults = Vec::new();
        let asked =
            |slot: &crate::event::Signer| slot.person == signed.person && slot.key == signed.key;
        if !one.prepared.signers.iter().any(asked) {
            let (person, key) = (signed.person, signed.key.clone());
            faults.push(Fault::NotAsked { number, person, key });
        }
        if one.signatures.iter().any(|(_, other)| other.person == signed.person) {
            faults.push(Fault::Twice { number, person: signed.person });
        }
        if one.signatures.iter().any(|(_, other)| other.text != signed.text) {
            faults.push(Fault::OtherText { number });
        }
        one.signatures.push((seq, signed.clone()));
        self.faults.extend(faults.into_iter().map(|fault| (seq, fault)));
    }

    fn complete(&mut self, seq: u64, completed: &StatementCompleted) {
        let number = completed.statement;
        if !self.is_pending(seq, number, "completed") {
            return;
        }
        let Some(one) = self.statements.last_mut() else { return };
        let mut faults = Vec::new();
        let missing = one.prepared.signers.len().saturating_sub(one.signatures.len());
        if missing > 0 {
            faults.push(Fault::Incomplete { number, missing });
        }
        if one.signatures.last().is_some_and(|(line, _)| *line != seq) {
            faults.push(Fault::NotWithLast { number });
        }
        if one.signatures.last().is_some_and(|(_, signed)| signed.text != completed.text) {
            faults.push(Fault::OtherText { number });
        }
        one.outcome = Outcome::Completed { seq, text: completed.text };
        match one.prepared.kind {
            StatementKind::Roster => self.rosters.push(number),
            StatementKind::Sheet => {
                if let Some(slot) = one.prepared.signers.first() {
                    self.sheets.insert(slot.person, number);
                }
            }
            StatementKind::Signoff
            | StatementKind::Approve
            | StatementKind::Deviate
            | StatementKind::Amend
            | StatementKind::Restart
            | StatementKind::Ratify
            | StatementKind::Handover => {}
        }
        self.faults.extend(faults.into_iter().map(|fault| (seq, fault)));
    }

    fn void(&mut self, seq: u64, voided: &Voided) {
        if self.is_pending(seq, voided.statement, "voided")
            && let Some(one) = self.statements.last_mut()
        {
            one.outcome = Outcome::Voided { seq, why: voided.why };
        }
    }

    /// Lets go of what a completed statement says at length, and of its signatures: its lines say that.
    pub(super) fn let_go(&mut self, number: u64) {
        let at = self.statements.binary_search_by_key(&number, |one| one.number).ok();
        let Some(one) = at.and_then(|at| self.statements.get_mut(at)) else { return };
        match one.outcome {
            Outcome::Completed { .. } => {}
            Outcome::Pending | Outcome::Voided { .. } => return,
        }
        one.let_go = std::mem::take(&mut one.signatures).into_iter().map(|(seq, _)| seq).collect();
        one.let_go.shrink_to_fit();
        let rest = Prepared {
            about: None,
            meaning: String::new(),
            declares: None,
            follows: Vec::new(),
            signers: one.prepared.signers.clone(),
            struck: one.prepared.struck.clone(),
            ..*one.prepared
        };
        // The same few sign most of them, so that one such value stands for many.
        let last = self.rest.take().filter(|last| **last == rest);
        one.prepared = last.unwrap_or_else(|| Arc::new(rest));
        self.rest = Some(Arc::clone(&one.prepared));
    }

    fn is_pending(&mut self, seq: u64, number: u64, what: &'static str) -> bool {
        let pending = self.pending().is_some_and(|one| one.number == number);
        if !pending {
            self.fault(seq, Fault::NotPending { number, what });
        }
        pending
    }

    /// A STOP that cites a statement is settled in the line that completes the restart about it.
    fn settled(&mut self, seq: u64, said: &StopSettled) {
        let Some(number) = said.statement else { return };
        let agrees = self.get(number).is_some_and(|one| {
            let here = matches!(one.outcome, Outcome::Completed { seq: line, .. } if line == seq);
            let about = one.prepared.about.as_deref() == Some(said.stop.to_string().as_str());
            here && about && one.prepared.kind == StatementKind::Restart
        });
        if !agrees {
            self.fault(seq, Fault::Restarts { number });
        }
    }

    /// A declaration that cites a statement says what that sign-off says, in the line that completes it.
    fn declared(&mut self, seq: u64, said: &ItemDeclared) {
        let Some(number) = said.statement else { return };
        let agrees = self.get(number).is_some_and(|one| {
            let here = matches!(one.outcome, Outcome::Completed { seq: line, .. } if line == seq);
            let same = one.prepared.declares.as_ref().is_some_and(|signed| {
                (signed.item, signed.condition, signed.n, signed.of)
                    == (said.item, said.condition, said.n, said.of)
                    && signed.load == said.load
                    && signed.until.is_none_or(|until| said.until <= until)
            });
            let run = one.about.run.is_some() && one.about.run == said.run;
            let signers: BTreeSet<_> =
                one.prepared.signers.iter().map(|slot| slot.person).collect();
            let witnesses: BTreeSet<_> = said.witnesses.iter().map(|one| one.person).collect();
            here && same && run && witnesses == signers
        });
        if !agrees {
            self.fault(seq, Fault::Declares { number });
        }
    }
}
