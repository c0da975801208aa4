//! The way of a command: queued, decided, rehearsed, written, acknowledged, shown; STOP first.

use std::sync::Arc;

use super::broken::{doubts, kept_as};
use super::happened::{is_kept, is_kept_command, pieces, rest_of};
use super::intake::AT_ONCE;
use super::notice::{Notice, Ticket, Trouble};
use super::ports::{Answer, Batch, Object, Order, Written};
use super::sitting::Session;
use crate::event::{CutWhy, Entry, Event, Events, is_over};
use crate::log::CUT_ABOVE;
use crate::production::{
    Ask, CardRun, Command, Decision, Happened, Moved, Production, Refusal, RulesFault, Start,
    decide, note,
};
use crate::record;
use crate::terms::{Danger, Digest, ItemId, PersonId, Stamp};

/// A run does not begin with less free space, in bytes.
const RUN_NEEDS: u64 = 64 * 1024 * 1024;

/// The window warns below so much free space, in bytes.
const LOW: u64 = 256 * 1024 * 1024;

/// The longest data of a line: what a line holds, without the longest envelope.
const LONGEST_DATA: usize = crate::log::MAX_LINE - 256;

/// A command that waits.
#[derive(Debug)]
pub(super) struct Queued {
    pub(super) ticket: Ticket,
    pub(super) command: Command,
    pub(super) seat: Option<PersonId>,
    /// When it was put in.
    pub(super) entered: Stamp,
    /// When the step that it answers came up.
    pub(super) opened: Option<Stamp>,
    /// A STOP was pressed after it was asked for: it is refused.
    pub(super) overtaken: bool,
    /// Nobody asked for it: no notice is given of its end.
    pub(super) quiet: bool,
    /// It is an answer by which a list calls STOP.
    pub(super) raises: Option<Raises>,
}

/// The STOP that an answer calls by its list.
#[derive(Clone, Debug)]
pub(super) struct Raises {
    /// The items of the run, the one that it is about first.
    pub(super) items: Vec<ItemId>,
    /// The alarm that the list says it is.
    pub(super) alarm: Option<Danger>,
}

impl Queued {
    pub(super) fn is_stop(&self) -> bool {
        match &self.command {
            Command::Happened(happened) => is_stop(happened),
            Command::Ask(_) => false,
        }
    }

    /// A command that nobody puts in anew: it is not overtaken, and raises nothing by a list.
    pub(super) fn again(
        ticket: Ticket,
        command: Command,
        (seat, entered): (Option<PersonId>, Stamp),
        quiet: bool,
    ) -> Self {
        let opened = None;
        Self { ticket, command, seat, entered, opened, overtaken: false, quiet, raises: None }
    }

    /// Whether a STOP stands once it is on the disk: called, or by an answer.
    pub(super) fn alarms(&self) -> bool {
        self.is_stop() || self.raises.is_some()
    }
}

/// A command whose line is being written.
#[derive(Debug)]
pub(super) struct Flight {
    pub(super) queued: Queued,
    entry: Entry,
    pub(super) data: Vec<u8>,
    pub(super) next: Arc<Production>,
    at: Stamp,
}

/// How the run begins that a command begins.
pub(super) fn begins(command: &Command) -> Option<&Start> {
    match command {
        Command::Ask(Ask::Start(start)) => Some(start),
        Command::Ask(Ask::EnterCard(card)) => match &card.run {
            CardRun::New(start) => Some(start),
            CardRun::Open(_) => None,
        },
        Command::Ask(_) | Command::Happened(_) => None,
    }
}

/// Whether it is a STOP before it is a line; so is a shot that nobody planned.
pub(super) fn is_stop(happened: &Happened) -> bool {
    if let Happened::Moved(moved) = happened {
        return moved.iter().any(Moved::is_alarm);
    }
    matches!(happened, Happened::Stop { .. } | Happened::Alarm { .. })
}

impl Session {
    /// Takes a command; [`Session::poll`] tells what becomes of it. A STOP goes first and shows at once.
    pub fn submit(&mut self, command: Command) -> Ticket {
        self.enqueue_in_pieces(command)
    }

    /// What happened and is too much for one line becomes several; the ticket is that of the last.
    fn enqueue_in_pieces(&mut self, command: Command) -> Ticket {
        match command {
            Command::Ask(_) => self.enqueue(command, false),
            Command::Happened(happened) => {
                let mut pieces = pieces(happened);
                let last = pieces.pop().unwrap_or(Happened::Break);
                for piece in pieces {
                    self.enqueue(Command::Happened(piece), true);
                }
                self.enqueue(Command::Happened(last), false)
            }
        }
    }

    /// Takes a command with bytes that it names by their SHA-256.
    pub fn submit_with(&mut self, command: Command, objects: Vec<Object>) -> Ticket {
        for object in objects {
            if let Some(name) = record::decode_name(&object.bytes) {
                self.learn(object.digest, name);
            }
            self.objects.insert(object.digest, object);
        }
        self.enqueue_in_pieces(command)
    }

    pub(super) fn enqueue(&mut self, command: Command, quiet: bool) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        let opened = match (&command, &self.came_up) {
            (Command::Ask(Ask::Answer { run, step, .. }), Some((shown, at_step, when))) => {
                (run == shown && step == at_step).then(|| when.clone())
            }
            (Command::Ask(_) | Command::Happened(_), _) => None,
        };
        if let Some(start) = begins(&command) {
            self.put_together(start.list, &start.overlays);
        }
        let seat = self.seat;
        let raises = self.raises(&command, opened.as_ref());
        let entered = self.now.clone();
        let overtaken = false;
        let queued = Queued { ticket, command, seat, entered, opened, overtaken, quiet, raises };
        if queued.is_stop() {
            self.overtake();
            let stops = self.queue.iter().take_while(|before| before.is_stop()).count();
            self.queue.insert(stops, queued);
        } else {
            self.queue.push_back(queued);
        }
        ticket
    }

    /// What was asked for before a STOP is refused; an answer by which its list calls STOP is one itself.
    fn overtake(&mut self) {
        for mut before in std::mem::take(&mut self.queue) {
            let raises = before.raises.take();
            let by = (before.seat, before.entered.clone());
            before.command = kept_as(before.command, raises.as_ref());
            before.overtaken = true;
            self.queue.push_back(before);
            for command in doubts(raises.as_ref()) {
                self.tickets += 1;
                let ticket = Ticket(self.tickets);
                self.queue.push_back(Queued::again(ticket, command, by.clone(), true));
            }
        }
        // Every STOP before anything else, in order.
        self.queue.make_contiguous().sort_by_key(|one| !one.is_stop());
    }

    /// Reads the clock, hears the writer and the workers, and moves the queue on; once a frame, never waits.
    pub fn poll(&mut self) -> (Stamp, Vec<Notice>) {
        self.read_clock();
        while let Some(answer) = self.ports.writer.answer() {
            self.hear(answer);
        }
        let finished = self.ports.workers.finished();
        self.take_finished(finished);
        self.advance();
        // What ends in the last turn is heard here as well, and nobody else is told of it.
        let mut turns = AT_ONCE;
        while self.go_on_taking_in() && turns > 0 {
            self.advance();
            turns -= 1;
        }
        (self.now.clone(), std::mem::take(&mut self.notices))
    }

    fn read_clock(&mut self) {
        let read = self.ports.clock.now();
        // The time since start-up never goes back within a sitting; the wall clock may, and that is recorded.
        let up = if read.boot.same(&self.now.boot) { read.up.max(self.now.up) } else { read.up };
        self.now = Stamp { up, ..read };
    }

    /// What the clock shows by itself: a jump since the newest line, and a statement that took too long.
    fn watch(&mut self) {
        if self.head.is_none() {
            // Line 0 says which log this is, alone; what came before belongs to an older one.
            return;
        }
        let jump = self.state.last().and_then(|last| self.now.jump_since(last));
        if let Some(wall_ms) = jump {
            let command = Command::Happened(Happened::ClockJumped { wall_ms });
            self.put_first(command);
        }
        let pending = self.past.standing().pending();
        let over = pending.filter(|one| is_over(one.up, self.now.up)).map(|one| one.number);
        if let Some(statement) = over {
            self.put_first(Command::Ask(Ask::Cancel { statement }));
        }
    }

    /// Behind a STOP, before everything else, and only once.
    fn put_first(&mut self, command: Command) {
        // One of these waits already, and says the same once it is its turn.
        let alike = |one: &Command| match (one, &command) {
            (
                Command::Happened(Happened::ClockJumped { .. }),
                Command::Happened(Happened::ClockJumped { .. }),
            )
            | (Command::Ask(Ask::Cancel { .. }), Command::Ask(Ask::Cancel { .. })) => true,
            (Command::Happened(_) | Command::Ask(_), _) => false,
        };
        let waits = self.queue.iter().any(|one| one.quiet && alike(&one.command));
        if waits {
            return;
        }
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        let queued = Queued::again(ticket, command, (self.seat, self.now.clone()), true);
        let stops = self.queue.iter().take_while(|before| before.is_stop()).count();
        self.queue.insert(stops, queued);
    }

    pub(super) fn hear(&mut self, answer: Answer) {
        match answer {
            Answer::Appended(Ok(written)) => {
                if let Some(flight) = self.flight.take() {
                    self.acknowledge(flight, written);
                }
            }
            Answer::Appended(Err(error)) => self.fail(error),
            Answer::Reopened(result) => {
                self.reopening = false;
                match result.map(|reopened| self.reopened(reopened)) {
                    Ok(Ok(())) => self.notices.push(Notice::Reopened),
                    Ok(Err(error)) | Err(error) => {
                        self.broken = Some(error.clone());
                        self.notices.push(Notice::Broken(error));
                    }
                }
            }
            Answer::Kept(result) => {
                self.keeping = self.keeping.saturating_sub(1);
                if let Err(error) = result {
                    self.notices.push(Notice::NotKept(error));
                }
            }
        }
    }

    fn acknowledge(&mut self, flight: Flight, written: Written) {
        let Flight { queued, entry, next, at, .. } = flight;
        self.state = next;
        self.settle_in(&entry, &written);
        self.keep_head(&entry, &written);
        self.follow_up(&queued.command, &entry);
        self.note_late(&queued, &at);
        self.unsaved.retain(|one| one.ticket != queued.ticket);
        if !queued.quiet {
            self.notices.push(Notice::Done(queued.ticket));
        }
    }

    /// Where a line is full, more may have ended than it says; the rest follows at once.
    fn follow_up(&mut self, command: &Command, entry: &Entry) {
        let full = entry.events().len() >= Events::MOST;
        if let Command::Happened(happened) = command
            && let Some(rest) = rest_of(happened).filter(|_| full)
        {
            self.put_first(Command::Happened(rest));
        }
    }

    /// Takes the first command that becomes a line, and sends it.
    pub(super) fn advance(&mut self) {
        if self.broken.is_some() {
            self.refuse_all();
            return;
        }
        if self.flight.is_some() {
            return;
        }
        self.watch();
        while let Some(queued) = self.queue.pop_front() {
            let ticket = queued.ticket;
            let quiet = queued.quiet;
            let (again, seat) = (queued.command.clone(), queued.seat);
            let (raises, entered) = (queued.raises.clone(), queued.entered.clone());
            match self.prepare(queued) {
                Ok(Some((flight, batch))) => {
                    self.flight = Some(flight);
                    self.ports.writer.send(Order::Append(batch));
                    return;
                }
                Ok(None) if quiet => {}
                Ok(None) => {
                    self.unsaved.retain(|one| one.ticket != ticket);
                    self.notices.push(Notice::Done(ticket));
                }
                Err(_) if raises.is_some() => {
                    // It came too late to be an answer, and was a doubt all the same.
                    let stops = std::iter::once(kept_as(again, raises.as_ref()));
                    let stops: Vec<Command> = stops.chain(doubts(raises.as_ref())).collect();
                    for command in stops.into_iter().rev() {
                        self.tickets += 1;
                        let by = (seat, entered.clone());
                        let stop = Queued::again(Ticket(self.tickets), command, by, false);
                        self.queue.push_front(stop);
                    }
                }
                Err(_) if is_kept_command(&again) => {
                    // It cannot be written as it is, and happened all the same: it stays in sight as NOT SAVED.
                    let now = self.now.clone();
                    self.set_aside(ticket, again, seat, now, quiet);
                }
                Err(_) if quiet => {}
                Err(Against::Rules(refusal)) => self.notices.push(Notice::Refused(ticket, refusal)),
                Err(Against::Other(trouble)) => self.notices.push(Notice::Failed(ticket, trouble)),
            }
        }
    }

    /// Decides, tries the text, rehearses and encodes; nothing has been written yet.
    fn prepare(&mut self, queued: Queued) -> Result<Option<(Flight, Batch)>, Against> {
        let fresh = self.ports.entropy.fresh();
        let decision = self.with_context(fresh, queued.opened.as_ref(), queued.seat, |cx| {
            match &queued.command {
                Command::Ask(_) if queued.overtaken => Err(Against::Rules(Refusal::Stopped)),
                Command::Ask(_)
                    if begins(&queued.command).is_some() && self.is_short_of_space() =>
                {
                    let free = self.free_space().unwrap_or(0);
                    Err(Against::Other(Trouble::LowSpace { free_mib: free / (1024 * 1024) }))
                }
                Command::Ask(ask) => decide(&self.state, ask, cx).map(Some).map_err(Against::Rules),
                Command::Happened(happened) => Ok(note(&self.state, happened, cx)),
            }
        })?;
        let Some(Decision { entry, end, objects }) = decision else { return Ok(None) };
        let prepares =
            entry.events().iter().any(|event| matches!(event, Event::StatementPrepared(_)));
        if prepares {
            self.past.dry_run(&entry, &self.text_names).map_err(Trouble::from)?;
        }
        let line = |error: &dyn std::fmt::Display| Against::Other(Trouble::Line(error.to_string()));
        let next = self
            .state
            .rehearse(&entry, self.state.next_seq(&entry))
            .map_err(|error| line(&error))?;
        let data = record::encode(&entry).map_err(|error| line(&error))?;
        if data.len() > LONGEST_DATA {
            return Err(Against::Rules(Refusal::TooMuch));
        }
        let vital = match &queued.command {
            Command::Happened(happened) => is_kept(happened),
            Command::Ask(_) => false,
        };
        // A line never names bytes that nobody could read afterwards.
        let there = |one: &Digest| self.durable.contains(one) || self.object(*one).is_some();
        if let Some(missing) = objects.iter().find(|digest| !there(digest)) {
            let fault = RulesFault::NotAtHand(missing.to_string());
            return Err(Against::Rules(Refusal::Rules(fault)));
        }
        let at_hand = |one: &Digest| self.durable.contains(one) || self.objects.contains_key(one);
        if files_in(&entry).any(|one| !at_hand(&one)) {
            return Err(Against::Other(Trouble::FileMissing));
        }
        let named = objects.iter().copied().chain(names_in(&entry)).chain(files_in(&entry));
        let objects = named.filter_map(|digest| self.object(digest)).collect();
        let batch = Batch { objects, data: data.clone(), end, vital };
        let flight = Flight { queued, entry, data, next: Arc::new(next), at: self.now.clone() };
        Ok(Some((flight, batch)))
    }

    fn object(&self, digest: Digest) -> Option<Object> {
        self.objects.get(&digest).cloned().or_else(|| {
            let source = self.library.source(digest)?;
            Some(Object { digest, bytes: Arc::from(source.text.as_bytes()) })
        })
    }

    /// Whether free space is low, so that somebody should make room before a run can no longer begin.
    #[must_use]
    pub fn is_low_on_space(&self) -> bool {
        self.free_space().is_some_and(|free| free < LOW)
    }

    fn is_short_of_space(&self) -> bool {
        self.free_space().is_some_and(|free| free < RUN_NEEDS)
    }

    /// What follows from a line that is on the disk.
    pub(super) fn settle_in(&mut self, entry: &Entry, written: &Written) {
        self.past.feed(entry);
        self.forget(entry);
        self.head = Some(written.clone());
        if written.closed.is_some() {
            self.closed = Some(written.clone());
            self.unexported = false;
        } else {
            self.unexported |= entry.events().iter().any(must_be_exported);
            if written.open > CUT_ABOVE && self.past.standing().pending().is_none() {
                self.enqueue(Command::Happened(Happened::Cut(CutWhy::Size)), true);
            }
        }
        self.follow_statements(entry, written);
    }
}

/// Why a command did not become a line.
enum Against {
    Rules(Refusal),
    Other(Trouble),
}

impl From<Trouble> for Against {
    fn from(trouble: Trouble) -> Self {
        Self::Other(trouble)
    }
}

/// Whether an export must hold it: everything but the openings, closings and exports themselves.
pub(super) fn must_be_exported(event: &Event) -> bool {
    !matches!(event, Event::LogOpened(_) | Event::LogClosed {} | Event::LogExported(_))
}

/// The files that were made durable before a line: those of its answers, and the particulars of its items.
fn files_in(entry: &Entry) -> impl Iterator<Item = Digest> {
    entry.events().iter().flat_map(|event| -> Vec<Digest> {
        if let Event::RunAnswered(answered) = event {
            answered.replies.iter().filter_map(|reply| reply.object).collect()
        } else if let Event::ItemAdded(added) = event {
            added.particulars.into_iter().collect()
        } else if let Event::ItemParticulars(said) = event {
            vec![said.particulars]
        } else if let Event::PersonDetails(said) = event {
            vec![said.details]
        } else if let Event::ConcernRaised(raised) = event {
            vec![raised.sealed]
        } else if let Event::PhotoAdded(photo) = event {
            vec![photo.object]
        } else if let Event::ConcernAnswered(answered) = event {
            vec![answered.sealed]
        } else {
            Vec::new()
        }
    })
}

/// The name objects of a line.
fn names_in(entry: &Entry) -> impl Iterator<Item = Digest> {
    entry.events().iter().filter_map(|event| {
        if let Event::PersonAdded(added) = event {
            Some(added.name)
        } else if let Event::PersonNamed(named) = event {
            Some(named.name)
        } else {
            None
        }
    })
}
