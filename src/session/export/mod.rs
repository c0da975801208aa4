//! An export: the open segment is closed, the bundle is made and written on another thread, and its line follows.

mod anchoring;
mod disclose;
mod handing;
mod package;
mod part;
#[cfg(feature = "pdf")]
mod printing;
mod roster;

#[cfg(feature = "pdf")]
pub use printing::{Print, Printing, print_cards, print_page};
pub use roster::{RosterSheet, roster_sheet};
mod watched;

pub use watched::Watched;

pub use handing::HandoverCame;

pub(in crate::session) use anchoring::{Came, Going};
pub(in crate::session) use handing::Handing;

pub use disclose::Along;

use std::path::{Path, PathBuf};

use crate::event::CutWhy;
use crate::production::{Command, Happened};
use crate::session::attach::LARGEST_FILE;
use crate::session::drive::Task;
use crate::session::job::{Finished, JobId, JobKind};
use crate::session::notice::{Ticket, Trouble};
use crate::session::ports::{Control, Object, Order, PortError};
use crate::session::private::concern::carry;
use crate::session::sitting::Session;
use crate::terms::{ConcernId, Digest, RunId};

/// What of the names and private objects a bundle hands out.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Handed {
    /// The names, and no private object.
    #[default]
    Usual,
    /// The names, and the particulars of the items: what the police ask for.
    ToPolice,
    /// No private object and no name, and so no signed text either, because those print names.
    WithoutNames,
}

/// What leaves the laptop.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Leaving {
    /// The log up to its last closed segment.
    Bundle(Handed),
    /// The lines of one run.
    Run(RunId, Along),
}

/// A bundle that was written.
#[derive(Debug)]
pub(super) struct Bundled {
    pub(super) size: u64,
    pub(super) sha256: Digest,
    pub(super) withheld: u32,
    pub(super) unreadable: u32,
    pub(super) head_code: Option<String>,
    /// The concerns that were copied beside it.
    pub(super) carried: Vec<ConcernId>,
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
        self.export_to(path, false, Handed::Usual)
    }

    /// The same to a path that was typed: a slip of the hand replaces no file, makes no folder and writes into no production.
    ///
    /// # Errors
    ///
    /// As [`Session::export`]; what speaks against the path is the end of the job.
    pub fn export_new(&mut self, path: &Path) -> Result<JobId, Trouble> {
        self.export_to(path, true, Handed::Usual)
    }

    /// Writes a bundle that hands out more or less than usual; `typed` says that the path was typed, as for
    /// [`Session::export_new`].
    ///
    /// # Errors
    ///
    /// As [`Session::export`].
    pub fn hand_out(&mut self, path: &Path, typed: bool, what: Handed) -> Result<JobId, Trouble> {
        self.export_to(path, typed, what)
    }

    /// The name of what [`Session::disclose`] writes.
    #[must_use]
    pub fn disclosed_name(&self, run: RunId) -> Option<String> {
        let log = self.state.created()?.log;
        Some(format!("showclear-disclosed-{log}-{run}.zip"))
    }

    /// Writes the lines of one run, each with the proof that it is in the log, and nothing of any other line; the end is that
    /// of an export. `typed` says that the path was typed, as for [`Session::export_new`].
    ///
    /// # Errors
    ///
    /// While a statement is being signed, or where there is no such run.
    pub fn disclose(
        &mut self,
        path: &Path,
        typed: bool,
        (run, along): (RunId, Along),
    ) -> Result<JobId, Trouble> {
        if self.statement().is_some() {
            return Err(Trouble::StatementPending);
        }
        if self.state.run(run).is_none() {
            let what = format!("there is no run {run} in this production");
            return Err(PortError::new(what, "Take it from the review of this production.").into());
        }
        // So that the newest line of the run is covered.
        self.keep(Order::Note);
        let leaving = Leaving::Run(run, along);
        let task = Task::Cut { ticket: Ticket(0), path: path.to_owned(), new: typed, leaving };
        let (id, _) = self.new_job(JobKind::Export, task);
        self.go_on_exporting();
        Ok(id)
    }

    fn export_to(&mut self, path: &Path, new: bool, handed: Handed) -> Result<JobId, Trouble> {
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
        let (id, _) = self.new_job(
            JobKind::Export,
            Task::Cut { ticket, path: path.to_owned(), new, leaving: Leaving::Bundle(handed) },
        );
        self.go_on_exporting();
        Ok(id)
    }

    /// Starts the bundles whose segment is closed and whose notes are kept.
    pub(super) fn go_on_exporting(&mut self) {
        let waiting: Vec<Ticket> = self.waiting().collect();
        let ready: Vec<(u64, PathBuf, (bool, Leaving))> = self
            .tasks
            .iter()
            .filter_map(|(id, task)| match task {
                Task::Cut { ticket, path, new, leaving }
                    if !waiting.contains(ticket) && self.keeping == 0 =>
                {
                    Some((*id, path.clone(), (*new, *leaving)))
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
                | Task::Seal { .. }
                | Task::Concern { .. }
                | Task::Answer { .. }
                | Task::Unseal
                | Task::ReadList
                | Task::TakeIn
                | Task::Meet { .. }
                | Task::RequestTime(_)
                | Task::WriteRequest { .. }
                | Task::TakeTime
                | Task::HandOut(_)
                | Task::WriteHandover { .. }
                | Task::ReadHandover
                | Task::Exchange => None,
            })
            .collect();
        for (id, path, how) in ready {
            if let Some(error) = self.broken.clone() {
                self.end_job(JobId(id), Finished::Failed(Trouble::NotSaved(error)));
            } else {
                self.start_bundle(JobId(id), path, how);
            }
        }
    }

    fn start_bundle(&mut self, id: JobId, path: PathBuf, (new, leaving): (bool, Leaving)) {
        let name = match leaving {
            Leaving::Bundle(_) => self.bundle_name(),
            Leaving::Run(run, _) => self.disclosed_name(run),
        };
        let (Some(log), Some(name)) = (self.log(), name) else {
            self.end_job(id, Finished::Failed(Trouble::Broke));
            return;
        };
        let Some(control) = self.jobs.get(id).map(|job| job.control.clone()) else { return };
        // A path without an ending is a folder, which takes the bundle under its own name.
        let path = if path.extension().is_none() { path.join(name) } else { path };
        let (desk, folder, to) = (self.ports.desk.clone(), self.folder.clone(), path.clone());
        let concerns = self.concerns_to_carry();
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
            let unseal = |object: Digest| desk.unseal(&folder, object);
            let made = match leaving {
                Leaving::Bundle(handed) => {
                    let watched = (desk.fan(), control);
                    package::make(gathered, log, &sign, watched, (handed, &unseal))
                }
                Leaving::Run(run, along) => {
                    let read = |path: &str| desk.read(&folder.join(path), LARGEST_FILE, control);
                    disclose::make(gathered, log, (run, along), &read)
                }
            };
            let made = made.map_err(called_off)?;
            control.progress(900);
            if control.is_cancelled() {
                return Err(Trouble::Cancelled);
            }
            let sha256 = Object::of(made.zip.as_slice()).digest;
            desk.write_whole(&to, &made.zip)?;
            // A code vouches for all lines up to there, and whoever gets a run has not got them.
            let size = match leaving {
                Leaving::Bundle(_) => u32::try_from(made.size).ok(),
                Leaving::Run(..) => None,
            };
            let head_code =
                size.map(|size| crate::log::head_code(&log.to_string(), size, &made.root));
            let carried = match leaving {
                Leaving::Bundle(_) => carry(&*desk, (&folder, &to), &concerns, control),
                Leaving::Run(..) => Vec::new(),
            };
            let package::Zipped { size, withheld, unreadable, .. } = made;
            Ok(Bundled { size, sha256, withheld, unreadable, head_code, carried })
        };
        self.tasks.insert(id.0, Task::Export { path });
        self.ports.workers.start(id.0, control, Box::new(move |control| Box::new(work(control))));
    }
}
