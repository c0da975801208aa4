//! What comes back from other threads, and waiting for it where no window is drawn.

use std::path::PathBuf;

use super::exchange::Meeting;
use super::export::{Bundled, Came, Going, Handing, HandoverCame, Leaving};
use super::intake::ListRead;
use super::job::{Exported, Finished, Job, JobId, JobKind};
use super::notice::{Notice, Ticket, Trouble};
use super::ports::{Control, Object, PortError, Work, Worked};
use super::private::Said;
use super::sitting::Session;
use crate::production::{Ask, Command, Happened, NewKey, NewPerson, Refusal, Signature};
use crate::terms::{ConcernId, Digest, Millis, PersonId};

/// What a job's result is for.
#[derive(Debug)]
pub(super) enum Task {
    /// A key for somebody who is then entered.
    Enter { person: NewPerson, objects: Vec<Object> },
    /// A key for somebody who is entered.
    AddKey { person: PersonId },
    /// A key that somebody brings along.
    BringKey { person: PersonId },
    /// A signature.
    Sign { person: PersonId, fingerprint: String },
    /// A bundle that waits for the segment to be closed.
    Cut { ticket: Ticket, path: PathBuf, new: bool, leaving: Leaving },
    /// A bundle that is being written.
    Export { path: PathBuf },
    /// What is not saved, as a text.
    Unsaved,
    /// A file for an answer.
    Attach,
    /// A file of the production, to be shown.
    Look(Digest),
    /// The files of an answer, which follows when they are durable.
    Keep { command: Command, digests: Vec<Digest> },
    /// A private object, and the command that names it, which follows when it is durable.
    Seal { command: Command, object: Digest, said: Said },
    /// A concern; the line that counts it follows when it is durable.
    Concern { sealed: Digest },
    /// The answer to a concern; its line follows when it is durable.
    Answer { concern: ConcernId, sealed: Digest },
    /// Private objects, to be shown.
    Unseal,
    /// A list of items.
    ReadList,
    /// The items of a list, which no other thread takes in.
    TakeIn,
    /// An exchange of checkpoints that waits for this laptop's own note.
    Meet { folder: PathBuf },
    /// An exchange of checkpoints.
    Exchange,
    /// A request for a time that waits for the line that tells of it.
    RequestTime(Box<Going>),
    /// The file of a request.
    WriteRequest { statement: u64 },
    /// The answer of an authority.
    TakeTime,
    /// A hand-over whose text is still being kept.
    HandOut(Handing),
    /// The file of a hand-over.
    WriteHandover { number: u32 },
    /// A hand-over file that comes in.
    ReadHandover,
}

/// A signature over the shown bytes.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) statement: u64,
    pub(super) text: Digest,
    pub(super) sig: String,
}

/// Why a key did not sign.
#[derive(Debug)]
pub(super) enum Unlock {
    WrongPin,
    Other(Trouble),
}

/// Why a command that was waited for is not on the disk.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be done.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Failure {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Refused(refusal) => refusal.remedy(),
            Self::Trouble(trouble) => trouble.remedy(),
        }
    }
}

/// The longest that a command or job is waited for where no window is drawn.
const PATIENCE: Millis = 120_000;

impl Session {
    pub(super) fn start_task(&mut self, kind: JobKind, task: Task, work: Work) -> JobId {
        let (id, control) = self.new_job(kind, task);
        self.ports.workers.start(id.0, control, work);
        id
    }

    pub(super) fn new_job(&mut self, kind: JobKind, task: Task) -> (JobId, Control) {
        self.tickets += 1;
        let (id, control) = (JobId(self.tickets), Control::default());
        self.tasks.insert(id.0, task);
        self.jobs.0.push(Job { id, kind, control: control.clone() });
        (id, control)
    }

    /// Calls a job off; its end is still told.
    pub fn cancel(&mut self, id: JobId) {
        let Some(job) = self.jobs.get(id) else { return };
        job.control.cancel();
        match job.kind {
            // The disk, agent or person that such work waits for may never answer, and nobody waits for that.
            JobKind::Attach
            | JobKind::Look
            | JobKind::Keep
            | JobKind::ReadList
            | JobKind::BringKey
            | JobKind::Touch
            | JobKind::Unseal
            | JobKind::TakeTime
            | JobKind::ReadHandover
            | JobKind::Exchange => {
                self.end_job(id, Finished::Failed(Trouble::Cancelled));
            }
            JobKind::MakeKey
            | JobKind::Sign
            | JobKind::Export
            | JobKind::RequestTime
            | JobKind::HandOut
            | JobKind::Create
            | JobKind::Open
            | JobKind::Continue
            | JobKind::Review
            | JobKind::Unsaved
            | JobKind::Pick
            | JobKind::Lists
            | JobKind::KeepList
            | JobKind::PlayGolden
            | JobKind::WritePage
            | JobKind::TakeIn => {}
        }
    }

    pub(super) fn end_job(&mut self, id: JobId, finished: Finished) {
        self.jobs.0.retain(|job| job.id != id);
        self.tasks.remove(&id.0);
        self.notices.push(Notice::Job(id, finished));
    }

    pub(super) fn take_finished(&mut self, finished: Vec<(u64, Worked)>) {
        for (id, worked) in finished {
            let Some(task) = self.tasks.remove(&id) else { continue };
            let finished = match task {
                Task::Enter { person, objects } => self.entered(person, objects, worked),
                Task::AddKey { person } => taken::<Result<NewKey, Trouble>>(worked).map(|key| {
                    let ticket = self.submit(Command::Ask(Ask::AddKey { person, key }));
                    Finished::KeyMade { person, ticket }
                }),
                Task::BringKey { person } => self.brought(person, worked),
                Task::Sign { person, fingerprint } => self.signed(person, fingerprint, worked),
                Task::Export { path } => taken::<Result<Bundled, Trouble>>(worked).map(|bundle| {
                    let Bundled { size, sha256, withheld, unreadable, head_code, carried } = bundle;
                    self.submit(Command::Happened(Happened::Exported { size, sha256, withheld }));
                    if !carried.is_empty() {
                        self.submit(Command::Happened(Happened::ConcernsCarried(carried)));
                    }
                    Finished::Exported(Exported {
                        path,
                        size,
                        sha256,
                        withheld,
                        unreadable,
                        head_code,
                    })
                }),
                Task::Unsaved => {
                    taken::<Result<PathBuf, Trouble>>(worked).map(Finished::UnsavedWritten)
                }
                Task::Attach => Self::attached(worked),
                Task::Look(object) => Self::looked(object, worked),
                Task::Keep { command, digests } => self.kept(command, digests, worked),
                Task::Seal { command, object, said } => {
                    self.was_sealed(command, (object, said), worked)
                }
                Task::Concern { sealed } => self.was_sealed_away(sealed, worked),
                Task::Answer { concern, sealed } => self.was_answered(concern, sealed, worked),
                Task::Unseal => self.was_unsealed(worked),
                Task::ReadList => taken::<Result<ListRead, Trouble>>(worked)
                    .map(|list| Finished::ListRead(Box::new(list))),
                Task::Exchange => taken::<Result<Box<Meeting>, Trouble>>(worked)
                    .map(|meeting| self.exchanged(*meeting)),
                Task::WriteRequest { statement } => taken::<Result<PathBuf, Trouble>>(worked)
                    .map(|path| Finished::TimeRequested { statement, path }),
                Task::TakeTime => {
                    taken::<Result<Came, Trouble>>(worked).map(|came| self.time_came(came))
                }
                Task::WriteHandover { number } => taken::<Result<PathBuf, Trouble>>(worked)
                    .map(|path| Finished::HandedOut { number, path }),
                Task::ReadHandover => taken::<Result<HandoverCame, Trouble>>(worked)
                    .map(|came| Finished::HandoverCame(Box::new(came))),
                Task::Cut { .. }
                | Task::TakeIn
                | Task::Meet { .. }
                | Task::RequestTime(_)
                | Task::HandOut(_) => Err(Trouble::Broke),
            };
            self.end_job(JobId(id), finished.unwrap_or_else(Finished::Failed));
        }
        self.go_on_exporting();
        self.go_on_exchanging();
        self.go_on_requesting();
        self.go_on_handing();
    }

    fn entered(
        &mut self,
        person: NewPerson,
        objects: Vec<Object>,
        worked: Worked,
    ) -> Result<Finished, Trouble> {
        let key = taken::<Result<NewKey, Trouble>>(worked)?;
        let who = person.person;
        let command = Command::Ask(Ask::AddPerson(NewPerson { key: Some(key), ..person }));
        let ticket = self.submit_with(command, objects);
        Ok(Finished::KeyMade { person: who, ticket })
    }

    fn brought(&mut self, person: PersonId, worked: Worked) -> Result<Finished, Trouble> {
        let result =
            worked.downcast::<Result<NewKey, Unlock>>().map_err(|_other| Trouble::Broke)?;
        match *result {
            Ok(key) => {
                let ticket = self.submit(Command::Ask(Ask::AddKey { person, key }));
                Ok(Finished::KeyMade { person, ticket })
            }
            // It is nobody's key here yet, so that no line could say whose was tried.
            Err(Unlock::WrongPin) => Err(Trouble::WrongPin { wait: self.wrong_pin(person) }),
            Err(Unlock::Other(trouble)) => Err(trouble),
        }
    }

    fn signed(
        &mut self,
        person: PersonId,
        fingerprint: String,
        worked: Worked,
    ) -> Result<Finished, Trouble> {
        let result =
            worked.downcast::<Result<Signed, Unlock>>().map_err(|_other| Trouble::Broke)?;
        match *result {
            Ok(Signed { statement, text, sig }) => {
                self.right_pin(person);
                let signature = Signature { statement, person, key: fingerprint, text, sig };
                let ticket = self.submit(Command::Ask(Ask::Sign(signature)));
                Ok(Finished::Signed { person, ticket })
            }
            Err(Unlock::WrongPin) => {
                let wait = self.wrong_pin(person);
                let failed = Happened::UnlockFailed { person, fingerprint };
                self.enqueue(Command::Happened(failed), true);
                Err(Trouble::WrongPin { wait })
            }
            Err(Unlock::Other(trouble)) => Err(trouble),
        }
    }

    /// Puts a command through and waits for it; for the command line, workers and tests.
    ///
    /// # Errors
    ///
    /// When it is refused, or cannot be put on the disk within two minutes.
    pub fn perform(&mut self, command: Command) -> Result<(), Failure> {
        let ticket = self.submit(command);
        self.wait_for(ticket)
    }

    /// As [`Session::perform`], with bytes that the command names.
    ///
    /// # Errors
    ///
    /// As [`Session::perform`].
    pub fn perform_with(&mut self, command: Command, objects: Vec<Object>) -> Result<(), Failure> {
        let ticket = self.submit_with(command, objects);
        self.wait_for(ticket)
    }

    /// Waits for a command; what else is told meanwhile stays for [`Session::poll`].
    ///
    /// # Errors
    ///
    /// As [`Session::perform`].
    pub fn wait_for(&mut self, ticket: Ticket) -> Result<(), Failure> {
        let mut kept = Vec::new();
        let began = self.now.up;
        let outcome = loop {
            let (now, notices) = self.poll();
            let mut outcome = None;
            for notice in notices {
                match self.end_of(ticket, notice) {
                    Ok(end) => outcome = Some(end),
                    Err(other) => kept.push(other),
                }
            }
            if let Some(outcome) = outcome {
                break outcome;
            }
            if now.up.saturating_sub(began) > PATIENCE {
                break Err(Trouble::NotSaved(no_answer()).into());
            }
            if let Some(answer) = self.ports.writer.wait(50) {
                self.hear(answer);
            }
        };
        self.notices.splice(0..0, kept);
        outcome
    }

    /// How a command ended, or the notice that is about something else.
    fn end_of(&self, ticket: Ticket, notice: Notice) -> Result<Result<(), Failure>, Notice> {
        match notice {
            Notice::Done(done) if done == ticket => Ok(Ok(())),
            Notice::Refused(which, refusal) if which == ticket => Ok(Err(refusal.into())),
            Notice::Failed(which, trouble) if which == ticket => Ok(Err(trouble.into())),
            Notice::Unsaved(which) if which == ticket => {
                let error = self.broken.clone().unwrap_or_else(no_answer);
                Ok(Err(Trouble::NotSaved(error).into()))
            }
            Notice::Done(_)
            | Notice::Refused(..)
            | Notice::Failed(..)
            | Notice::Unsaved(_)
            | Notice::Job(..)
            | Notice::Broken(_)
            | Notice::Reopened
            | Notice::Late(..)
            | Notice::NotKept(_) => Err(notice),
        }
    }

    /// Waits until the files that follow from the lines are kept, and those removed that the lines erase; gives those for which
    /// it did not work. What else is told meanwhile stays for [`Session::poll`].
    pub fn wait_for_files(&mut self) -> Vec<PortError> {
        let (mut failed, mut others) = (Vec::new(), Vec::new());
        let began = self.now.up;
        loop {
            let (now, notices) = self.poll();
            for notice in notices {
                if let Notice::NotKept(error) = notice {
                    failed.push(error);
                } else {
                    others.push(notice);
                }
            }
            if self.keeping == 0 {
                break;
            }
            if now.up.saturating_sub(began) > PATIENCE {
                failed.push(no_answer());
                break;
            }
            if let Some(answer) = self.ports.writer.wait(50) {
                self.hear(answer);
            }
        }
        self.notices.splice(0..0, others);
        failed
    }

    /// Waits for a job; what else is told meanwhile stays for [`Session::poll`].
    ///
    /// # Errors
    ///
    /// When it fails.
    pub fn wait_for_job(&mut self, id: JobId) -> Result<Finished, Trouble> {
        let mut kept = Vec::new();
        let began = self.now.up;
        let outcome = loop {
            let (now, notices) = self.poll();
            let mut outcome = None;
            for notice in notices {
                match end_of_job(id, notice) {
                    Ok(finished) => outcome = Some(finished),
                    Err(other) => kept.push(other),
                }
            }
            match outcome {
                Some(Finished::Failed(trouble)) => break Err(trouble),
                Some(finished) => break Ok(finished),
                None => {}
            }
            if now.up.saturating_sub(began) > PATIENCE {
                break Err(Trouble::Broke);
            }
            let finished = self.ports.workers.wait(20);
            self.take_finished(finished);
        };
        self.notices.splice(0..0, kept);
        outcome
    }

    /// Ends the sitting: records it, keeps a note, and gives the folder back.
    ///
    /// # Errors
    ///
    /// When the end cannot be recorded; the next opening says so.
    pub fn close(mut self) -> Result<(), Failure> {
        // Nothing is asked for behind the end.
        self.intake = None;
        self.perform(Command::Happened(Happened::Closed))
    }
}

/// What came of a job, or the notice that is about something else.
fn end_of_job(id: JobId, notice: Notice) -> Result<Finished, Notice> {
    if let Notice::Job(which, finished) = notice {
        if which == id { Ok(finished) } else { Err(Notice::Job(which, finished)) }
    } else {
        Err(notice)
    }
}

fn no_answer() -> PortError {
    PortError::new("the disk does not answer", "Look at the disk, then try again.")
}

/// The result that a job gave, or that it broke off.
fn taken<T: 'static + Outcome>(worked: Worked) -> Result<T::Value, Trouble> {
    match worked.downcast::<T>() {
        Ok(result) => result.outcome(),
        Err(_other) => Err(Trouble::Broke),
    }
}

/// A result of a job.
trait Outcome {
    /// What it gives.
    type Value;
    /// As a plain result.
    fn outcome(self) -> Result<Self::Value, Trouble>;
}

impl<T> Outcome for Result<T, Trouble> {
    type Value = T;
    fn outcome(self) -> Self {
        self
    }
}
