//! Checkpoints are exchanged with other laptops through a folder that is carried between them.

mod meet;
mod mine;
mod name;
mod notes;
mod told;

use std::path::{Path, PathBuf};

pub use told::{Exchanged, Laptop, News};

use crate::production::{Command, Happened};
use crate::session::drive::Task;
use crate::session::job::{Finished, JobId, JobKind};
use crate::session::notice::Trouble;
use crate::session::ports::{Control, Order, PortError, Worked, as_files};
use crate::session::sitting::Session;
pub(in crate::session) use meet::Meeting;
use mine::Mine;

impl Session {
    /// Exchanges checkpoints with whoever left something in `folder`, a stick or any other folder: this laptop's newest note
    /// goes there, and each note found there is held against everything known of its log.
    ///
    /// # Errors
    ///
    /// When nothing can be saved at present.
    pub fn exchange(&mut self, folder: &Path) -> Result<JobId, Trouble> {
        if let Some(error) = &self.broken {
            return Err(Trouble::NotSaved(error.clone()));
        }
        // The note is of the present size, so that the other laptop sees what this one has now.
        self.keeping += 1;
        self.ports.writer.send(Order::Note);
        let (id, _) = self.new_job(JobKind::Exchange, Task::Meet { folder: folder.to_owned() });
        self.go_on_exchanging();
        Ok(id)
    }

    /// Starts the exchanges whose note is kept.
    pub(in crate::session) fn go_on_exchanging(&mut self) {
        if self.keeping > 0 {
            return;
        }
        let waiting = self.tasks.iter().filter_map(|(id, task)| {
            if let Task::Meet { folder } = task { Some((*id, folder.clone())) } else { None }
        });
        for (id, folder) in waiting.collect::<Vec<_>>() {
            self.start_exchange(JobId(id), folder);
        }
    }

    fn start_exchange(&mut self, id: JobId, to: PathBuf) {
        let Some(control) = self.jobs.get(id).map(|job| job.control.clone()) else { return };
        let Some(log) = self.log() else {
            self.end_job(id, Finished::Failed(Trouble::Broke));
            return;
        };
        let (desk, state) = (self.ports.desk.clone(), self.state.clone());
        let folder = self.folder.clone();
        let work = move |control: &Control| -> Result<Box<Meeting>, Trouble> {
            let stick = desk.stick(&to)?;
            let files = as_files(desk.gather(&folder, control)?);
            let mine = Mine::of(&files, log, &state, &|log| desk.kept_leaves(log, meet::LEAVES));
            let mine = mine.ok_or_else(no_note)?;
            control.progress(100);
            let mut meeting = meet::meet(&*stick, &mine, control)?;
            for (log, note, against) in &meeting.heads {
                // What is kept outside the folder is a second witness; without it the log still says the same.
                if let Err(error) = desk.keep_head(*log, note, *against) {
                    meeting.told.passed_over.push((log.to_string(), error.to_string()));
                }
            }
            for (log, leaves) in &meeting.leaves {
                if let Err(error) = desk.keep_leaves(*log, leaves) {
                    meeting.told.passed_over.push((log.to_string(), error.to_string()));
                }
            }
            // Here and not by the writer: a STOP waits behind no evidence on its way to the disk.
            for object in std::mem::take(&mut meeting.objects) {
                match desk.keep_object(&folder, &object) {
                    Ok(()) => meeting.durable.push(object.digest),
                    Err(error) => {
                        meeting.told.passed_over.push(("evidence".to_owned(), error.to_string()));
                        meeting.objects.push(object);
                    }
                }
            }
            Ok(Box::new(meeting))
        };
        self.tasks.insert(id.0, Task::Exchange);
        let work = Box::new(move |control: &Control| Box::new(work(control)) as Worked);
        if !self.ports.workers.start_apart(id.0, control, work) {
            let error = PortError::new(
                "too many files are being read already",
                "Wait for one of them, or pull out the stick that does not answer.",
            );
            self.end_job(id, Finished::Failed(error.into()));
        }
    }

    /// What was seen is recorded, with the bytes that vouch for it.
    pub(in crate::session) fn exchanged(&mut self, meeting: Meeting) -> Finished {
        let Meeting { exchange, objects, durable, told, .. } = meeting;
        self.durable.extend(durable);
        let happened = Happened::Exchanged(Box::new(exchange));
        let ticket = self.submit_with(Command::Happened(happened), objects);
        Finished::Exchanged(Box::new(told), ticket)
    }
}

fn no_note() -> Trouble {
    PortError::new(
        "this log has no checkpoint yet that could be exchanged",
        "Try again; if it stays so, verify the production under Review.",
    )
    .into()
}
