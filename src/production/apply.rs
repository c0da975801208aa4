//! The fold: one arm a part; it moves the state and judges nothing.

use std::borrow::Cow;
use std::sync::Arc;

use super::state::{Boot, Pending, Production, Stop};
use crate::event::{
    AmendFault, Created, Entry, Event, InterruptedWhy, RowRef, StatementKind, StopRaised,
};
use crate::run::{Doubt, Run};
use crate::terms::{BootId, RunId, Stamp};
use crate::{custody, roster, run};

/// An entry that no writer of this program could have written here.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IllegalEvent {
    /// The book cannot have it.
    #[error(transparent)]
    Custody(#[from] custody::IllegalEvent),
    /// The rounds ledger cannot have it.
    #[error(transparent)]
    Rounds(#[from] custody::IllegalLot),
    /// The containers cannot have it.
    #[error(transparent)]
    Store(#[from] custody::IllegalStore),
    /// The roster cannot have it.
    #[error(transparent)]
    Roster(#[from] roster::IllegalEvent),
    /// A run cannot have it.
    #[error(transparent)]
    Run(#[from] run::IllegalEvent),
    /// An amendment that cannot stand here.
    #[error(transparent)]
    Amendment(#[from] AmendFault),
    /// A run that never began.
    #[error("run {0} never began")]
    NoRun(RunId),
    /// A run that began twice.
    #[error("run {0} begins twice")]
    RunTwice(RunId),
    /// A STOP that was never raised, or is settled twice.
    #[error("STOP {0} does not stand")]
    NoStop(crate::terms::StopId),
    /// A statement that is not being signed.
    #[error("statement {0} is not being signed")]
    NoStatement(u64),
    /// An alarm that was never raised, or is settled without a signed restart.
    #[error("the alarm of STOP {0} does not stand, or is settled by nobody's signature")]
    Alarm(crate::terms::StopId),
    /// A log that begins twice.
    #[error("the log begins twice")]
    CreatedTwice,
}

impl Production {
    /// The state after `entry`, made before it is written: what cannot be applied is never appended.
    ///
    /// # Errors
    ///
    /// When no writer of this program could have written the entry here.
    pub fn rehearse(&self, entry: &Entry, seq: u64) -> Result<Self, IllegalEvent> {
        let mut next = self.clone();
        next.apply(entry, seq)?;
        Ok(next)
    }

    /// Moves the state on by the line `seq`.
    ///
    /// # Errors
    ///
    /// When no writer of this program could have written the entry here; the state is then of no use.
    pub fn apply(&mut self, entry: &Entry, seq: u64) -> Result<(), IllegalEvent> {
        let at = self.stamp(entry);
        self.apply_all(entry.events().iter().map(Cow::Borrowed), seq, at)
    }

    /// The same with an entry that nobody else reads: what is kept of it is taken over.
    ///
    /// # Errors
    ///
    /// As [`Production::apply`].
    pub fn take_in(&mut self, entry: Entry, seq: u64) -> Result<(), IllegalEvent> {
        let at = self.stamp(&entry);
        self.apply_all(Vec::from(entry.ev).into_iter().map(Cow::Owned), seq, at)
    }

    /// The clocks of a line, which may be the first since the machine started.
    fn stamp(&mut self, entry: &Entry) -> Stamp {
        for event in entry.events() {
            if let Event::LogCreated(_) = event {
                self.boot = Boot::default();
            } else if let Event::LogOpened(opened) = event {
                self.boot.0 = BootId(opened.boot.as_deref().map(Into::into));
                self.offset = opened.offset;
            }
        }
        Stamp { wall: entry.t, up: entry.up, boot: self.boot.0.clone() }
    }

    fn apply_all<'e>(
        &mut self,
        events: impl Iterator<Item = Cow<'e, Event>>,
        seq: u64,
        at: Stamp,
    ) -> Result<(), IllegalEvent> {
        for (index, event) in (0_u32..).zip(events) {
            self.apply_one(event, seq, index, &at)?;
        }
        self.size = seq.saturating_add(1);
        self.began = self.began.or(Some(at.wall));
        self.last = Some(at);
        Ok(())
    }

    /// Moves every part on by one event of a line.
    pub(super) fn apply_one(
        &mut self,
        told: Cow<'_, Event>,
        seq: u64,
        index: u32,
        at: &Stamp,
    ) -> Result<(), IllegalEvent> {
        let event: &Event = &told;
        let moment = self.moment(seq, index, at);
        self.book.apply(event, &moment)?;
        self.rounds.apply(event, &moment)?;
        self.stores.apply(event, &moment)?;
        self.units.apply(event, &moment);
        self.roster.apply(event, seq)?;
        self.governance.apply(event, self.pending.as_ref(), at);
        self.record.apply(event, RowRef { seq, i: index }, self.pending.as_ref(), at)?;
        self.keeping.apply(event, at);
        self.cards.apply(event, at);
        self.photos.apply(event, at);
        self.day.apply(event, at);
        if of_concerns(event) {
            Arc::make_mut(&mut self.concerns).apply(event, at);
        }
        if of_stops(event) {
            let pending = self.pending.as_ref().map(|one| (one.statement, &one.prepared));
            Arc::make_mut(&mut self.alarms).feed(seq, at.wall, event, pending);
        }
        self.apply_own(event, seq, at)?;
        self.record.keep(told, RowRef { seq, i: index }, at.wall);
        Ok(())
    }

    fn run_mut(&mut self, id: RunId) -> Result<&mut Run, IllegalEvent> {
        self.runs.get_mut(&id).map(Arc::make_mut).ok_or(IllegalEvent::NoRun(id))
    }

    /// Every open run that a STOP is about, and that did not raise it itself.
    fn doubt(&mut self, raised: &StopRaised) {
        let others = self.runs().filter(|run| run.is_open() && raised.run != Some(run.id()));
        let doubted: Vec<(RunId, Doubt)> = others
            .filter_map(|run| match raised.item {
                None => Some((run.id(), Doubt::Everything)),
                Some(item) => self.items_of(run).contains(&item).then_some((run.id(), Doubt::Item)),
            })
            .collect();
        for (run, doubt) in doubted {
            if let Some(run) = self.runs.get_mut(&run) {
                Arc::make_mut(run).doubt(doubt);
            }
        }
    }

    /// What belongs to no other part: the log's beginning, runs, STOPs and statements.
    fn apply_own(&mut self, event: &Event, seq: u64, at: &Stamp) -> Result<(), IllegalEvent> {
        match event {
            Event::LogCreated(created) => self.begin(created)?,
            Event::RunStarted(started) => {
                let mut run = Run::begin(started, at);
                if self.is_stopped() {
                    run.goes_on_under_stop();
                }
                if self.runs.insert(started.run, Arc::new(run)).is_some() {
                    return Err(IllegalEvent::RunTwice(started.run));
                }
                self.order.push(started.run);
            }
            Event::RunAnswered(answered) => {
                let stopped = self.is_stopped();
                let run = self.run_mut(answered.run)?;
                run.answered(answered, at)?;
                if stopped {
                    run.goes_on_under_stop();
                }
            }
            Event::RunParts(parts) => self.run_mut(parts.run)?.named(parts),
            Event::RunDrawn(drawn) => self.run_mut(drawn.run)?.drew(drawn)?,
            Event::RunPassed(passed) => self.run_mut(passed.run)?.pass(&passed.step),
            Event::RunAcknowledged(said) => self.run_mut(said.run)?.acknowledge(said, at),
            Event::RunWithdrawn(withdrawn) => self.run_mut(withdrawn.run)?.withdraw(withdrawn)?,
            Event::RunRole(bound) => {
                self.run_mut(bound.run)?.bind(bound.role.clone(), bound.person);
            }
            Event::RunInterrupted(interrupted) => {
                // Found still going at an opening, it has stood still since the last line before.
                let found = interrupted.why == InterruptedWhy::Closed && self.sits;
                let since = self.last.clone().filter(|_| found).unwrap_or_else(|| at.clone());
                self.run_mut(interrupted.run)?.hold(interrupted.why, &since);
            }
            Event::RunResumed(resumed) => self.run_mut(resumed.run)?.resume(),
            Event::RunEnded(ended) => self.run_mut(ended.run)?.end(ended.how)?,
            Event::ItemDeclared(declared) => {
                if let Some(run) = declared.run {
                    self.run_mut(run)?.declared();
                }
            }
            Event::StopRaised(raised) => {
                if let Some(run) = raised.run {
                    self.run_mut(run)?.stopped(raised);
                }
                self.doubt(raised);
                self.stops.push(Stop { raised: raised.clone(), at: at.clone(), settled: None });
            }
            Event::StopAlarm(alarm) => {
                if !self.standing_stops().any(|stop| stop.raised.stop == alarm.stop) {
                    return Err(IllegalEvent::Alarm(alarm.stop));
                }
                for run in self.runs.values_mut().filter(|run| run.is_open()) {
                    Arc::make_mut(run).doubt(Doubt::Item);
                }
            }
            Event::StopReleased(released) => {
                let known = self.alarms.get(released.stop);
                if known.is_none_or(|one| one.settled.is_some()) {
                    return Err(IllegalEvent::Alarm(released.stop));
                }
            }
            Event::StopSettled(settled) => {
                let alarm = self.alarms.get(settled.stop);
                let signed = alarm.and_then(|one| one.restart.as_ref().map(|(number, _)| *number));
                if alarm.is_some() && (settled.statement.is_none() || settled.statement != signed) {
                    return Err(IllegalEvent::Alarm(settled.stop));
                }
                let standing =
                    |stop: &&mut Stop| stop.raised.stop == settled.stop && stop.settled.is_none();
                let stop = self
                    .stops
                    .iter_mut()
                    .find(standing)
                    .ok_or(IllegalEvent::NoStop(settled.stop))?;
                stop.settled = Some((settled.witnesses.clone(), at.clone()));
                if let Some(run) = stop.raised.run {
                    self.run_mut(run)?.settled(settled.stop);
                }
                if !self.is_stopped() {
                    let doubted = self.runs.values_mut().filter(|run| run.doubted().is_some());
                    doubted.for_each(|run| Arc::make_mut(run).undoubt());
                }
            }
            Event::StatementPrepared(prepared) => {
                let statement = seq.saturating_add(1);
                self.pending = Some(Pending {
                    statement,
                    prepared: prepared.clone(),
                    at: at.clone(),
                    signed: Vec::new(),
                    text: None,
                });
            }
            Event::StatementSigned(signed) => {
                let pending = self.pending_mut(signed.statement)?;
                pending.signed.push(signed.person);
                pending.text.get_or_insert(signed.text);
            }
            Event::StatementCompleted(completed) => {
                let pending = self.pending_mut(completed.statement)?;
                if pending.prepared.kind == StatementKind::Sheet
                    && let Some(person) =
                        pending.prepared.signers.first().map(|signer| signer.person)
                {
                    self.sheets.insert(person, completed.statement);
                }
                if let Some(pending) = self.pending.take() {
                    let kind = pending.prepared.kind;
                    if kind == StatementKind::Handover
                        && let Some(number) = handed(&pending)
                    {
                        self.units.signed(number, completed.statement);
                    }
                    Arc::make_mut(&mut self.anchors).completed(completed, kind);
                }
            }
            Event::StatementVoided(voided) => {
                self.pending_mut(voided.statement)?;
                self.pending = None;
            }
            Event::StatementRefused(refused) => {
                self.pending_mut(refused.statement)?;
            }
            Event::LogMet(_)
            | Event::LogSaw(_)
            | Event::LogForked(_)
            | Event::LogOverwritten(_) => Arc::make_mut(&mut self.others).apply(event, at.wall),
            Event::DayLaw(said) => self.law = Some(said.law),
            Event::AnchorRequested(_) | Event::AnchorReceived(_) => {
                Arc::make_mut(&mut self.anchors).apply(event, at.wall);
            }
            Event::LogOpened(_) => self.sits = true,
            Event::LogClosed {} => self.sits = false,
            // Nothing of these is state here; the other parts have taken theirs.
            Event::LogRecovered(_)
            | Event::LogCut(_)
            | Event::LogClockJump(_)
            | Event::LogExported(_)
            | Event::CardsPrinted(_)
            | Event::PersonAdded(_)
            | Event::PersonNamed(_)
            | Event::PersonKey(_)
            | Event::PersonKeyEnded(_)
            | Event::PersonRole(_)
            | Event::PersonRoleEnded(_)
            | Event::PersonProvisional(_)
            | Event::PersonDetails(_)
            | Event::PersonPermit(_)
            | Event::PersonTrained(_)
            | Event::RulesPeople(_)
            | Event::MeetingHeld(_)
            | Event::RosterRoot(_)
            | Event::RosterPolicy(_)
            | Event::UnlockFailed(_)
            | Event::ItemAdded(_)
            | Event::ItemParticulars(_)
            | Event::ItemShown(_)
            | Event::ItemMoved(_)
            | Event::ItemCondition(_)
            | Event::ItemUnverified(_)
            | Event::RunReplyRefused(_)
            | Event::ConcernRaised(_)
            | Event::ConcernAnswered(_)
            | Event::ShowMeOffered(_)
            | Event::LotAdded(_)
            | Event::LotMoved(_)
            | Event::LotCounted(_)
            | Event::LotClosed(_)
            | Event::LotApart(_)
            | Event::LotFreed(_)
            | Event::LotLimit(_)
            | Event::LotParticulars(_)
            | Event::StoreAdded(_)
            | Event::StoreSealed(_)
            | Event::StoreOpened(_)
            | Event::StoreKey(_)
            | Event::ListSubmitted(_)
            | Event::ListRules(_)
            | Event::ListDeviation(_)
            | Event::ListWithdrawn(_)
            | Event::ObjectErased(_)
            | Event::AmendProposed(_)
            | Event::HoldPlaced(_)
            | Event::KeepTerm(_)
            | Event::PhotoAdded(_)
            | Event::ConcernCarried(_)
            | Event::PersonRecipient(_)
            | Event::HandoverOut(_)
            | Event::HandoverIn(_)
            | Event::HoldLifted(_)
            | Event::AmendWithdrawn(_) => {}
        }
        Ok(())
    }

    /// A log begins: the first one, or one that goes on from all lines so far. What people sign begins anew with it.
    fn begin(&mut self, created: &Created) -> Result<(), IllegalEvent> {
        if let Some(before) = &self.created {
            let goes_on = created.continues.as_ref().is_some_and(|continues| {
                continues.log == before.log && continues.size == self.size
            });
            let same = created.production == before.production && created.mode == before.mode;
            if !goes_on || !same {
                return Err(IllegalEvent::CreatedTwice);
            }
            self.pending = None;
            self.sheets.clear();
            self.units.go_on();
            self.anchors = Arc::default();
        }
        self.created = Some(Arc::new(created.clone()));
        Ok(())
    }

    fn pending_mut(&mut self, statement: u64) -> Result<&mut Pending, IllegalEvent> {
        let pending = self.pending.as_mut().filter(|pending| pending.statement == statement);
        pending.ok_or(IllegalEvent::NoStatement(statement))
    }
}

/// The number of the hand-over that a statement is about.
fn handed(pending: &Pending) -> Option<u32> {
    pending.prepared.about.as_deref()?.parse().ok()
}

/// Whether an event moves on how the alarms stand.
fn of_stops(event: &Event) -> bool {
    matches!(
        event,
        Event::StopRaised(_)
            | Event::StopAlarm(_)
            | Event::StopReleased(_)
            | Event::StopSettled(_)
            | Event::StatementCompleted(_)
            | Event::LogCreated(_)
    )
}

/// Whether an event moves on how the concerns stand.
fn of_concerns(event: &Event) -> bool {
    matches!(
        event,
        Event::ConcernRaised(_)
            | Event::ConcernAnswered(_)
            | Event::ConcernCarried(_)
            | Event::PersonRecipient(_)
    )
}
