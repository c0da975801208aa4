//! A list of items from a file: read on another thread, then taken in item by item, each a line of its own.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::drive::Task;
use super::job::{Finished, JobId, JobKind};
use super::notice::{Alarm, Notice, Ticket, Trouble};
use super::ports::{Control, PortError, Work};
use super::sitting::Session;
use crate::inventory::{self, LARGEST, Reading};
use crate::production::{Ask, Command, NewItem, Refusal};
use crate::sealed::Particulars;

/// How many items that the rules refuse are passed over between two frames: the window waits for no more.
pub(super) const AT_ONCE: u32 = 16;

/// A file that was read; nothing of it is in the book by that.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListRead {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub reading: Reading,
}

/// What came of taking in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TakenIn {
    /// How many items are in the book by it.
    pub done: usize,
    /// How many there were to take in.
    pub all: usize,
    /// The tags that were refused, each with the reason.
    pub refused: Vec<(String, Refusal)>,
    /// Why it ended before the last one.
    pub broke_off: Option<BrokeOff>,
}

/// Why taking in ended before the last item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum BrokeOff {
    /// Somebody called it off.
    Cancelled,
    /// Somebody called STOP.
    Stopped,
    /// Something was against it.
    Trouble(Trouble),
}

/// What is being taken in: one item on its way at a time, so that nothing else waits behind more than one.
#[derive(Debug)]
pub(super) struct Intake {
    job: JobId,
    control: Control,
    to_come: VecDeque<(NewItem, Particulars)>,
    asked: Option<(Asked, String)>,
    so_far: TakenIn,
}

/// What an item on its way waits for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Asked {
    /// Its particulars are being sealed.
    Sealing(JobId),
    /// Its line is being written.
    Line(Ticket),
}

impl Session {
    /// Reads a file of items against the book as it is now; the end is [`Finished::ListRead`].
    ///
    /// # Errors
    ///
    /// When too many other files are still being read.
    pub fn read_list(&mut self, path: &Path) -> Result<JobId, Trouble> {
        let (desk, state) = (Arc::clone(&self.ports.desk), Arc::clone(&self.state));
        let path = path.to_owned();
        let known: Vec<(String, Particulars)> = self
            .all_particulars()
            .map(|(tag, particulars)| (tag.to_owned(), particulars.clone()))
            .collect();
        let work: Work = Box::new(move |control| {
            let read = || -> Result<ListRead, Trouble> {
                let bytes = desk.read(&path, LARGEST, control)?;
                let reading = inventory::read(&bytes, state.book(), &known)
                    .map_err(|fault| PortError::new(fault.to_string(), fault.remedy()))?;
                Ok(ListRead { path, reading })
            };
            let got: Result<ListRead, Trouble> = read();
            Box::new(got)
        });
        self.start_apart(JobKind::ReadList, Task::ReadList, work)
    }

    /// Takes items into the book, one line each, what is private of them sealed before it; the end is [`Finished::TakenIn`]. A STOP ends it, and so does whatever
    /// keeps a line from being written; what was taken in stays.
    ///
    /// # Errors
    ///
    /// While another list is taken in.
    pub fn take_in(&mut self, items: Vec<(NewItem, Particulars)>) -> Result<JobId, Trouble> {
        if self.intake.is_some() {
            return Err(Trouble::TakingIn);
        }
        let so_far = TakenIn { done: 0, all: items.len(), refused: Vec::new(), broke_off: None };
        let (job, control) = self.new_job(JobKind::TakeIn, Task::TakeIn);
        let to_come = items.into();
        self.intake = Some(Intake { job, control, to_come, asked: None, so_far });
        Ok(job)
    }

    /// Hears what became of the item on its way, and asks for the next; whether it did.
    pub(super) fn go_on_taking_in(&mut self) -> bool {
        let Some(mut intake) = self.intake.take() else { return false };
        if let Some((asked, tag)) = intake.asked.take() {
            let notice = match asked {
                Asked::Line(ticket) => self.end_of_ticket(ticket),
                Asked::Sealing(job) => match self.end_of_sealing(job) {
                    Some(Finished::Kept(ticket)) => {
                        intake.asked = Some((Asked::Line(ticket), tag));
                        self.intake = Some(intake);
                        return true;
                    }
                    Some(Finished::Failed(trouble)) => {
                        intake.break_off(BrokeOff::Trouble(trouble));
                        None
                    }
                    Some(_) | None => None,
                },
            };
            match notice {
                Some(notice) => intake.hear(tag, notice),
                None if intake.so_far.broke_off.is_some() => {}
                None => {
                    intake.asked = Some((asked, tag));
                    self.intake = Some(intake);
                    return false;
                }
            }
        }
        if intake.control.is_cancelled() {
            intake.break_off(BrokeOff::Cancelled);
        }
        if self.alarm() != Alarm::None {
            intake.break_off(BrokeOff::Stopped);
        }
        let next = intake.to_come.pop_front().filter(|_| intake.so_far.broke_off.is_none());
        let Some((item, particulars)) = next else {
            self.end_job(intake.job, Finished::TakenIn(Box::new(intake.so_far)));
            return false;
        };
        let tag = item.tag.clone();
        intake.asked = if particulars.is_empty() {
            Some((Asked::Line(self.submit(Command::Ask(Ask::AddItem(item)))), tag))
        } else {
            match self.add_item(item, particulars) {
                Ok(job) => Some((Asked::Sealing(job), tag)),
                Err(trouble) => {
                    intake.break_off(BrokeOff::Trouble(trouble));
                    None
                }
            }
        };
        self.intake = Some(intake);
        true
    }

    /// What came of sealing an item's particulars, which nobody else is told of.
    fn end_of_sealing(&mut self, job: JobId) -> Option<Finished> {
        let is_its = |notice: &Notice| matches!(notice, Notice::Job(one, _) if *one == job);
        let at = self.notices.iter().position(is_its)?;
        match self.notices.remove(at) {
            Notice::Job(_, finished) => Some(finished),
            Notice::Done(_)
            | Notice::Refused(..)
            | Notice::Failed(..)
            | Notice::Unsaved(_)
            | Notice::Broken(_)
            | Notice::Reopened
            | Notice::Late(..)
            | Notice::NotKept(_) => None,
        }
    }

    /// The notice of a command's end, which nobody else is told of.
    fn end_of_ticket(&mut self, ticket: Ticket) -> Option<Notice> {
        let is_its = |notice: &Notice| match notice {
            Notice::Done(one)
            | Notice::Refused(one, _)
            | Notice::Failed(one, _)
            | Notice::Unsaved(one) => *one == ticket,
            Notice::Job(..)
            | Notice::Broken(_)
            | Notice::Reopened
            | Notice::Late(..)
            | Notice::NotKept(_) => false,
        };
        let at = self.notices.iter().position(is_its)?;
        Some(self.notices.remove(at))
    }

    /// Whether everything is on the disk but the item that is being taken in, which keeps nobody from anything.
    #[must_use]
    pub fn is_saved_but_for_a_list(&self) -> bool {
        let asked = self.intake.as_ref().and_then(|intake| intake.asked.as_ref());
        let list = asked.and_then(|(asked, _)| match asked {
            Asked::Line(ticket) => Some(*ticket),
            Asked::Sealing(_) => None,
        });
        let sealing = asked.is_some_and(|(asked, _)| matches!(asked, Asked::Sealing(_)));
        self.waiting().all(|ticket| Some(ticket) == list)
            && self.unsaved.is_empty()
            && (sealing || !self.is_keeping_files())
    }
}

impl Intake {
    fn hear(&mut self, tag: String, notice: Notice) {
        match notice {
            Notice::Done(_) => self.so_far.done += 1,
            Notice::Refused(_, Refusal::Stopped) => self.break_off(BrokeOff::Stopped),
            Notice::Refused(_, refusal) => self.so_far.refused.push((tag, refusal)),
            Notice::Failed(_, trouble) => self.break_off(BrokeOff::Trouble(trouble)),
            Notice::Unsaved(_)
            | Notice::Job(..)
            | Notice::Broken(_)
            | Notice::Reopened
            | Notice::Late(..)
            | Notice::NotKept(_) => self.break_off(BrokeOff::Trouble(Trouble::Broke)),
        }
        let through = self.so_far.done + self.so_far.refused.len();
        let permille = through.saturating_mul(1000).checked_div(self.so_far.all).unwrap_or(1000);
        self.control.progress(u16::try_from(permille).unwrap_or(1000));
    }

    /// The first reason counts; behind the last item there is none.
    fn break_off(&mut self, why: BrokeOff) {
        if self.so_far.done + self.so_far.refused.len() < self.so_far.all {
            self.so_far.broke_off.get_or_insert(why);
        }
    }
}
