//! While the log does not work: what happened is kept, what was asked for is given up, and what comes first when it does again.

use std::sync::Arc;

use super::happened::{claimed, is_kept};
use super::notice::{Notice, Ticket, Trouble, Unsaved};
use super::ports::{Order, PortError, Reopened, Written};
use super::queue::{Queued, Raises};
use super::sitting::Session;
use crate::event::Event;
use crate::production::{Ask, Command, Fresh, Happened, Production, decide};
use crate::record;
use crate::terms::{Millis, PersonId, Stamp};

/// A showing that waited so long for the disk was recorded late.
const LATE: Millis = 10_000;

impl Session {
    /// The items of the STOP that an answer calls by its list, against what is on the disk or on its way there. The same
    /// question is decided again when the line is made; this is for what people must see before it can be.
    pub(super) fn raises(&self, command: &Command, opened: Option<&Stamp>) -> Option<Raises> {
        let Command::Ask(ask @ Ask::Answer { run, .. }) = command else { return None };
        let newest = self.flight.as_ref().map(|flight| &flight.next);
        // They stand for no identifier that is kept.
        let bits = Fresh([u64::MAX, u64::MAX - 1, u64::MAX - 2, u64::MAX - 3]);
        let raises = |state: &Arc<Production>| {
            self.with_context(bits, opened, self.seat, |cx| {
                let decision = decide(state, ask, cx).ok()?;
                let events = decision.entry.events();
                let alarm = events.iter().find_map(|event| {
                    if let Event::StopAlarm(alarm) = event { Some(alarm.alarm) } else { None }
                });
                let stops = events.iter().any(|event| matches!(event, Event::StopRaised(_)));
                stops.then_some(alarm)
            })
        };
        let mut states = [Some(&self.state), newest].into_iter().flatten();
        let (state, alarm) = states.find_map(|state| Some((state, raises(state)?)))?;
        let run = state.run(*run)?;
        let subject = run.started().item;
        let others = state.items_of(run).into_iter().filter(|item| Some(*item) != subject);
        Some(Raises { items: subject.into_iter().chain(others).collect(), alarm })
    }

    /// The disk said no: what happened is kept in memory, what was asked for is given up.
    pub(super) fn fail(&mut self, error: PortError) {
        self.broken = Some(error.clone());
        self.notices.push(Notice::Broken(error));
        // The line in flight may be on the disk nevertheless; reopening shows.
        if let Some(flight) = &self.flight {
            let Queued { ticket, command, seat, entered, quiet, raises, .. } = &flight.queued;
            let (ticket, seat, quiet, at) = (*ticket, *seat, *quiet, entered.clone());
            let (command, raises) = (command.clone(), raises.clone());
            self.set_aside(ticket, kept_as(command, raises.as_ref()), seat, at.clone(), quiet);
            self.doubt_the_rest(raises.as_ref(), seat, &at);
        }
        self.refuse_all();
    }

    pub(super) fn set_aside(
        &mut self,
        ticket: Ticket,
        command: Command,
        seat: Option<PersonId>,
        at: Stamp,
        quiet: bool,
    ) {
        match command {
            Command::Happened(happened) if is_kept(&happened) => {
                if !self.unsaved.iter().any(|one| one.ticket == ticket) {
                    self.unsaved.push(Unsaved { ticket, happened, at, seat });
                    if !quiet {
                        self.notices.push(Notice::Unsaved(ticket));
                    }
                }
            }
            Command::Happened(_) | Command::Ask(_) => {
                if let Some(error) = self.broken.clone().filter(|_| !quiet) {
                    self.notices.push(Notice::Failed(ticket, Trouble::NotSaved(error)));
                }
            }
        }
    }

    pub(super) fn refuse_all(&mut self) {
        while let Some(queued) = self.queue.pop_front() {
            let Queued { ticket, command, seat, entered, quiet, raises, .. } = queued;
            let command = kept_as(command, raises.as_ref());
            self.set_aside(ticket, command, seat, entered.clone(), quiet);
            self.doubt_the_rest(raises.as_ref(), seat, &entered);
        }
    }

    /// Whatever else went into a run whose STOP cannot be saved is in doubt with it: the tray as well as the gun.
    fn doubt_the_rest(&mut self, raises: Option<&Raises>, seat: Option<PersonId>, at: &Stamp) {
        for stop in doubts(raises) {
            self.tickets += 1;
            self.set_aside(Ticket(self.tickets), stop, seat, at.clone(), true);
        }
    }

    /// A showing has no time of its own in the log: that it waited, for a disk that was broken or hung, is said, and on the
    /// board it is as old as it was entered. `recorded` is the time of its line.
    pub(super) fn note_late(&mut self, queued: &Queued, recorded: &Stamp) {
        let Command::Happened(Happened::Shown { items, card: None, .. }) = &queued.command else {
            return;
        };
        let entered = &queued.entered;
        if recorded.since(entered).is_none_or(|waited| waited >= LATE) {
            self.late.insert(self.state.size().saturating_sub(1), entered.clone());
            self.notices.push(Notice::Late(items.clone(), entered.clone()));
        }
    }

    /// Tries to make the log take lines again; a notice tells whether it does.
    pub fn reopen(&mut self) {
        if self.broken.is_some() && !self.reopening {
            self.reopening = true;
            self.ports.writer.send(Order::Reopen);
        }
    }

    pub(super) fn reopened(&mut self, reopened: Reopened) -> Result<(), PortError> {
        let mut state = Production::clone(&self.state);
        let mut entries = Vec::new();
        for data in &reopened.more {
            let entry = record::decode(data)
                .map_err(|error| PortError::new(error.to_string(), error.remedy()))?;
            state
                .apply(&entry, state.next_seq(&entry))
                .map_err(|error| PortError::new(error.to_string(), "Open the production again."))?;
            entries.push(entry);
        }
        let flight = self.flight.take();
        self.broken = None;
        self.state = Arc::new(state);
        let first = reopened.written.size.saturating_sub(entries.len() as u64);
        for (size, entry) in (first + 1..).zip(&entries) {
            let newest = size == reopened.written.size;
            let closed = reopened.written.closed.filter(|_| newest);
            self.settle_in(entry, &Written { size, closed, ..reopened.written.clone() });
        }
        if let Some(newest) = entries.last() {
            self.keep_head(newest, &reopened.written);
        }
        if let Some(flight) = flight
            && reopened.more.first() == Some(&flight.data)
        {
            self.unsaved.retain(|one| one.ticket != flight.queued.ticket);
            self.notices.push(Notice::Done(flight.queued.ticket));
        }
        for (place, one) in self.unsaved.iter().enumerate() {
            let command = Command::Happened(claimed(&one.happened, one.at.wall));
            let queued = Queued::again(one.ticket, command, (one.seat, one.at.clone()), false);
            self.queue.insert(place.min(self.queue.len()), queued);
        }
        Ok(())
    }
}

/// The STOPs, or the alarms that the list says they are, about whatever else went into a run than what it is about.
pub(super) fn doubts(raises: Option<&Raises>) -> impl Iterator<Item = Command> {
    let alarm = raises.and_then(|raises| raises.alarm);
    let others = raises.into_iter().flat_map(|raises| raises.items.iter().skip(1));
    others.map(move |item| {
        let (by, item) = (None, Some(*item));
        Command::Happened(match alarm {
            Some(alarm) => Happened::Alarm { alarm, item, by },
            None => Happened::Stop { by, item },
        })
    })
}

/// What a command is kept as while nothing can be saved: an answer by which its list calls STOP is a STOP, or the alarm that
/// the list says it is, and the run does not go on from it.
pub(super) fn kept_as(command: Command, raises: Option<&Raises>) -> Command {
    let Some(raises) = raises else { return command };
    let (by, item) = (None, raises.items.first().copied());
    Command::Happened(match raises.alarm {
        Some(alarm) => Happened::Alarm { alarm, item, by },
        None => Happened::Stop { by, item },
    })
}
