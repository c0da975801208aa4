//! Times from an authority: the request goes out as a file, and the answer comes back as one; nothing here asks a network.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::anchor::{MOST_BYTES, Request, Token, read};
use crate::production::{AnchorFault, Ask, Command, Refusal, TimeAnswer, TimeRequest};
use crate::session::drive::{Failure, Task};
use crate::session::job::{Finished, JobId, JobKind};
use crate::session::notice::{Ticket, Trouble};
use crate::session::ports::{Control, Object, PortError, Work};
use crate::session::sitting::Session;
use crate::terms::Digest;

/// A request on its way to a file.
#[derive(Clone, Debug)]
pub(in crate::session) struct Going {
    /// The line that tells of it; one that was never used where a line told of it before.
    ticket: Ticket,
    statement: u64,
    object: Object,
    path: PathBuf,
    typed: bool,
}

/// An answer that was read.
#[derive(Debug)]
pub(in crate::session) struct Came {
    token: Token,
    object: Object,
}

impl Session {
    /// The statement over which a time would be asked for: the newest that is signed.
    ///
    /// # Errors
    ///
    /// When none is.
    pub fn newest_signed(&self) -> Result<u64, Refusal> {
        let newest = self.state.anchors().newest();
        newest.map(|(statement, _, _)| statement).ok_or(AnchorFault::NothingSigned.into())
    }

    /// The name that is proposed for a request over a statement.
    #[must_use]
    pub fn request_name(&self, statement: u64) -> Option<String> {
        let log = self.state.created()?.log;
        Some(format!("showclear-{log}-{statement:08}.tsq"))
    }

    /// Writes a request for a time over a signed text; the end is [`Finished::TimeRequested`]. The line that tells of it is on
    /// the disk before the file is; a request that nobody answered yet is written again as it was. `typed` says that the path
    /// was typed, as for [`Session::export_new`].
    ///
    /// # Errors
    ///
    /// When the statement is not signed.
    pub fn request_time(
        &mut self,
        statement: u64,
        path: &Path,
        typed: bool,
    ) -> Result<JobId, Failure> {
        let anchors = self.state.anchors();
        let none = if anchors.newest().is_none() {
            AnchorFault::NothingSigned
        } else {
            AnchorFault::NotCompleted(statement)
        };
        let (_, text) = anchors.text(statement).ok_or(Refusal::from(none))?;
        let asked = anchors.open(statement).map(|one| u64::from_be_bytes(one.what.nonce.0));
        let nonce = asked.unwrap_or_else(|| self.ports.entropy.fresh().seed());
        let request = Request { text: text.0, nonce };
        let object = Object::of(request.to_der());
        let ticket = if asked.is_some() {
            Ticket(0)
        } else {
            let ask = Ask::RequestTime(TimeRequest { statement, request, object: object.digest });
            self.submit_with(Command::Ask(ask), vec![object.clone()])
        };
        let path = path.to_owned();
        let going = Going { ticket, statement, object, path, typed };
        let (id, _) = self.new_job(JobKind::RequestTime, Task::RequestTime(Box::new(going)));
        self.go_on_requesting();
        Ok(id)
    }

    /// Writes the requests whose lines are on the disk.
    pub(in crate::session) fn go_on_requesting(&mut self) {
        let waiting: Vec<Ticket> = self.waiting().collect();
        let ready = self.tasks.iter().filter_map(|(id, task)| {
            let Task::RequestTime(going) = task else { return None };
            (!waiting.contains(&going.ticket)).then(|| (JobId(*id), going.clone()))
        });
        for (id, going) in ready.collect::<Vec<_>>() {
            let Going { statement, object, path, typed, .. } = *going;
            let told = |digest: Digest| {
                self.state.anchors().asked().iter().any(|one| one.what.request == digest)
            };
            let control = self.jobs.get(id).map(|job| job.control.clone());
            let (true, Some(control)) = (told(object.digest), control) else {
                let why = self.broken.clone().map_or(Trouble::Broke, Trouble::NotSaved);
                self.end_job(id, Finished::Failed(why));
                continue;
            };
            let desk = Arc::clone(&self.ports.desk);
            let work: Work = Box::new(move |_control: &Control| {
                let write = || -> Result<PathBuf, Trouble> {
                    if typed {
                        desk.may_make(&path)?;
                    }
                    desk.write_whole(&path, &object.bytes)?;
                    Ok(path)
                };
                Box::new(write())
            });
            self.tasks.insert(id.0, Task::WriteRequest { statement });
            self.ports.workers.start(id.0, control, work);
        }
    }

    /// Brings in the answer of an authority; the end is [`Finished::TimeRead`], and the line that tells of it is then on its
    /// way as a command of its own.
    ///
    /// # Errors
    ///
    /// When too many other files are still being read.
    pub fn take_time(&mut self, path: &Path) -> Result<JobId, Trouble> {
        let (desk, path) = (Arc::clone(&self.ports.desk), path.to_owned());
        let work: Work = Box::new(move |control| {
            let look = || -> Result<Came, Trouble> {
                let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
                let bytes = desk.read(&path, most, control)?;
                let token = read(&bytes).map_err(|fault| {
                    let what = format!("{}: {fault}", path.display());
                    PortError::new(what, fault.remedy())
                })?;
                Ok(Came { token, object: Object::of(bytes) })
            };
            Box::new(look())
        });
        self.start_apart(JobKind::TakeTime, Task::TakeTime, work)
    }

    /// What was read is put to the production.
    pub(in crate::session) fn time_came(&mut self, came: Came) -> Finished {
        let Came { token, object } = came;
        let ask = Ask::TakeTime(Box::new(TimeAnswer { token, response: object.digest }));
        Finished::TimeRead(self.submit_with(Command::Ask(ask), vec![object]))
    }
}
