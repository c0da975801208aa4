//! An export: the open segment is closed, the bundle is made and written on another thread, and its line follows.

mod package;
mod part;
mod roster;

pub use roster::{RosterSheet, roster_sheet};
mod watched;

pub use watched::Watched;

use std::path::{Path, PathBuf};

use crate::event::CutWhy;
use crate::production::{Command, Happened};
use crate::session::drive::Task;
use crate::session::job::{Finished, JobId, JobKind};
use crate::session::notice::{Ticket, Trouble};
use crate::session::ports::{Control, Object};
use crate::session::sitting::Session;
use crate::terms::Digest;

/// A bundle that was written.
#[derive(Debug)]
pub(super) struct Bundled {
    pub(super) size: u64,
    pub(super) sha256: Digest,
    pub(super) withheld: u32,
    pub(super) head_code: Option<String>,
}

impl Session {
    /// How many lines are on the disk, and the head code that vouches for them; none where they are too many for a code.
    #[must_use]
    pub fn head_code(&self) -> Option<(u64, String)> {
        let (head, log) = (self.head()?, self.log()?.to_string());
        let size = u32::try_from(head.size).ok()?;
        Some((head.size, crate::log::head_code(&log, size, &head.root)))
    }

    /// The name of a bundle of the log as it is now, for the place where it is to be written.
    #[must_use]
    pub fn bundle_name(&self) -> Option<String> {
        let created = self.state.created()?;
        let size = self.state.size() + u64::from(self.unexported);
        let size = if self.unexported { size } else { self.closed.as_ref()?.size };
        Some(format!("showclear-{}-{}-{size:08}.zip", created.production, created.log))
    }

    /// Writes a bundle to `path`; a folder takes it under its own name.
    ///
    /// # Errors
    ///
    /// While a statement is being signed, or when there is nothing to export yet.
    pub fn export(&mut self, path: &Path) -> Result<JobId, Trouble> {
        self.export_to(path, false)
    }

    /// The same to a path that was typed: a slip of the hand replaces no file, makes no folder and writes into no production.
    ///
    /// # Errors
    ///
    /// As [`Session::export`]; what speaks against the path is the end of the job.
    pub fn export_new(&mut self, path: &Path) -> Result<JobId, Trouble> {
        self.export_to(path, true)
    }

    fn export_to(&mut self, path: &Path, new: bool) -> Result<JobId, Trouble> {
        if self.statement().is_some() {
            return Err(Trouble::StatementPending);
        }
        if self.state.created().is_none() {
            return Err(Trouble::Bundle("there is no log".to_owned()));
        }
        let ticket = if self.unexported || self.closed.is_none() {
            self.enqueue(Command::Happened(Happened::Cut(CutWhy::Export)), true)
        } else {
            Ticket(0)
        };
        let (id, _) =
            self.new_job(JobKind::Export, Task::Cut { ticket, path: path.to_owned(), new });
        self.go_on_exporting();
        Ok(id)
    }

    /// Starts the bundles whose segment is closed and whose notes are kept.
    pub(super) fn go_on_exporting(&mut self) {
        let waiting: Vec<Ticket> = self.waiting().collect();
        let ready: Vec<(u64, PathBuf, bool)> = self
            .tasks
            .iter()
            .filter_map(|(id, task)| match task {
                Task::Cut { ticket, path, new }
                    if !waiting.contains(ticket) && self.keeping == 0 =>
                {
                    Some((*id, path.clone(), *new))
                }
                Task::Cut { .. }
                | Task::Enter { .. }
                | Task::AddKey { .. }
                | Task::BringKey { .. }
                | Task::Sign { .. }
                | Task::Export { .. }
                | Task::Unsaved
                | Task::Attach
                | Task::Look(_)
                | Task::Keep { .. }
                | Task::ReadList
                | Task::TakeIn
                | Task::Meet { .. }
                | Task::Exchange => None,
            })
            .collect();
        for (id, path, new) in ready {
            if let Some(error) = self.broken.clone() {
                self.end_job(JobId(id), Finished::Failed(Trouble::NotSaved(error)));
            } else {
                self.start_bundle(JobId(id), path, new);
            }
        }
    }

    fn start_bundle(&mut self, id: JobId, path: PathBuf, new: bool) {
        let (Some(log), Some(name)) = (self.log(), self.bundle_name()) else {
            self.end_job(id, Finished::Failed(Trouble::Broke));
            return;
        };
        let Some(control) = self.jobs.get(id).map(|job| job.control.clone()) else { return };
        // A path without an ending is a folder, which takes the bundle under its own name.
        let path = if path.extension().is_none() { path.join(name) } else { path };
        let (desk, folder, to) = (self.ports.desk.clone(), self.folder.clone(), path.clone());
        let work = move |control: &Control| -> Result<Bundled, Trouble> {
            if new {
                desk.may_make(&to)?;
            }
            let called_off = |trouble: Trouble| {
                if control.is_cancelled() { Trouble::Cancelled } else { trouble }
            };
            let gathered =
                desk.gather(&folder, control).map_err(|error| called_off(error.into()))?;
            let sign = |namespace: &str, list: &[u8]| {
                desk.sign_as_device(log, namespace, list).map_err(Trouble::from)
            };
            let made = package::make(gathered, log, &sign, (desk.fan(), control));
            let made = made.map_err(called_off)?;
            control.progress(900);
            if control.is_cancelled() {
                return Err(Trouble::Cancelled);
            }
            let sha256 = Object::of(made.zip.as_slice()).digest;
            desk.write_whole(&to, &made.zip)?;
            let size = u32::try_from(made.size).ok();
            let head_code =
                size.map(|size| crate::log::head_code(&log.to_string(), size, &made.root));
            Ok(Bundled { size: made.size, sha256, withheld: made.withheld, head_code })
        };
        self.tasks.insert(id.0, Task::Export { path });
        self.ports.workers.start(id.0, control, Box::new(move |control| Box::new(work(control))));
    }
}
