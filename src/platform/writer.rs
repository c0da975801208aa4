//! The one thread that writes to a production's folder, in the order it is told.
#![expect(clippy::disallowed_methods, reason = "the thread is started here")]

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::disk::{FileStorage, System, durable, erase, volume};
use super::paths::Paths;
use crate::log::{Log, LogError, Note, Put};
use crate::session::{
    Answer, Batch, Order, PortError, Reopened, Wake, Writer, Written, check_line,
};
use crate::signing::UnlockedKey;
use crate::terms::Millis;

/// What the writing thread works with.
#[derive(Debug)]
pub(super) struct Desk {
    /// The production's folder.
    pub(super) folder: PathBuf,
    /// The log.
    pub(super) log: Log<FileStorage>,
    /// The device key that signs its notes.
    pub(super) key: UnlockedKey,
    /// Where the newest note is kept outside the folder.
    pub(super) paths: Paths,
    /// The lock on the folder, held as long as the thread lives.
    pub(super) _lock: File,
}

/// The handle of the writing thread; dropping it waits until all is written, and gives the folder back.
#[derive(Debug)]
pub(super) struct Thread {
    orders: Option<Sender<Order>>,
    answers: Receiver<Answer>,
    thread: Option<JoinHandle<()>>,
}

impl Thread {
    /// Starts the thread; `wake` is called with every answer.
    #[must_use]
    pub(super) fn start(mut desk: Desk, wake: Wake) -> Self {
        let (orders, todo) = channel();
        let (said, answers) = channel();
        let thread = std::thread::spawn(move || {
            for order in todo {
                if let Some(answer) = desk.carry_out(order) {
                    if said.send(answer).is_err() {
                        break;
                    }
                    wake();
                }
            }
        });
        Self { orders: Some(orders), answers, thread: Some(thread) }
    }
}

impl Writer for Thread {
    fn send(&mut self, order: Order) {
        if let Some(orders) = &self.orders {
            // If the thread is gone, no answer comes, and the sitting shows that nothing is saved.
            let _taken = orders.send(order);
        }
    }

    fn answer(&mut self) -> Option<Answer> {
        match self.answers.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => self.gone(),
        }
    }

    fn wait(&mut self, most: Millis) -> Option<Answer> {
        match self.answers.recv_timeout(Duration::from_millis(most)) {
            Ok(answer) => Some(answer),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => self.gone(),
        }
    }
}

impl Thread {
    /// The thread is no more, which is told once: nothing entered from here on is saved.
    fn gone(&mut self) -> Option<Answer> {
        self.orders.take()?;
        Some(Answer::Appended(Err(PortError::new(
            "the part of the program that writes has stopped",
            "Write it down. Close this production and open it again.",
        ))))
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was shown as lines that are not saved.
            let _ended = thread.join();
        }
    }
}

impl Desk {
    fn carry_out(&mut self, order: Order) -> Option<Answer> {
        match order {
            Order::Append(batch) => Some(Answer::Appended(self.append(&batch))),
            Order::Reopen => Some(Answer::Reopened(self.reopen())),
            Order::Keep { path, bytes } => Some(Answer::Kept(self.keep(&path, &bytes))),
            Order::Erase(object) => Some(Answer::Kept(self.erase(&object.to_string()))),
            Order::Note => Some(Answer::Kept(self.note())),
        }
    }

    fn append(&mut self, batch: &Batch) -> Result<Written, PortError> {
        if batch.vital {
            volume::give_up_reserve(&self.folder);
        }
        for object in &batch.objects {
            keep_object(&self.folder, &object.digest.to_string(), &object.bytes)?;
        }
        let appended =
            self.log.append(&batch.data, batch.end).map_err(|error| log_error(&error))?;
        Ok(Written {
            size: appended.size,
            root: appended.root,
            segment: appended.segment,
            closed: appended.closed,
            open: self.log.open_segment_len(),
            free: volume::free(&self.folder),
        })
    }

    fn reopen(&mut self) -> Result<Reopened, PortError> {
        let known = self.log.tree().size();
        let mut more = Vec::new();
        self.log
            .reopen(|seq, data| {
                check_line(seq, data)?;
                if seq >= known {
                    more.push(data.to_vec());
                }
                Ok(())
            })
            .map_err(|error| log_error(&error))?;
        // Only the last line given may be one that does not count.
        let counted =
            usize::try_from(self.log.tree().size().saturating_sub(known)).unwrap_or(usize::MAX);
        more.truncate(counted);
        let (segment, closed) = self.log.last_segment();
        let written = Written {
            size: self.log.tree().size(),
            root: self.log.tree().root(),
            segment,
            closed,
            open: self.log.open_segment_len(),
            free: volume::free(&self.folder),
        };
        Ok(Reopened { written, more })
    }

    fn keep(&self, path: &str, bytes: &[u8]) -> Result<(), PortError> {
        let whole = self.folder.join(path);
        match durable::put(&whole, bytes) {
            Ok(Put::Written | Put::Already) => Ok(()),
            Ok(Put::Differs) => Err(PortError::new(
                format!("{path} is there with other bytes, and was left as it is"),
                "Keep the file as it is, and show it to whoever reviews the log.",
            )),
            Err(error) => Err(not_written(&whole, &error)),
        }
    }

    fn erase(&self, digest: &str) -> Result<(), PortError> {
        erase(&System, &self.folder, digest)
    }

    fn note(&mut self) -> Result<(), PortError> {
        let key = self.key.public_key().to_bytes();
        let note = Note::sign_by(self.log.checkpoint(), &key, |text| self.key.sign_note(text));
        let note = note.map_err(|error| {
            PortError::new(
                error.to_string(),
                "The device key and the log do not belong together; open the production anew.",
            )
        })?;
        let written = self.log.put_note(&note).map_err(|error| log_error(&error));
        let head = self.paths.head(self.log.origin().log());
        let outside = durable::write(&head, note.encode().as_bytes())
            .map_err(|error| not_written(&head, &error));
        written.and(outside)
    }
}

/// Keeps an object under its digest, durably, before the line that names it.
pub(super) fn keep_object(folder: &Path, digest: &str, bytes: &[u8]) -> Result<(), PortError> {
    let (start, rest) = digest.split_at_checked(2).unwrap_or((digest, ""));
    let path = folder.join("objects").join(start).join(rest);
    match durable::put(&path, bytes) {
        Ok(Put::Written | Put::Already) => Ok(()),
        Ok(Put::Differs) => Err(PortError::new(
            format!("objects/{start}/{rest} is there with other bytes than its name says"),
            "Keep the folder as evidence and continue in a new log.",
        )),
        Err(error) => Err(not_written(&path, &error)),
    }
}

/// Why a file was not written.
pub(super) fn not_written(path: &Path, error: &io::Error) -> PortError {
    let kind = error.kind();
    let remedy = if kind == io::ErrorKind::StorageFull {
        "Make room on the disk."
    } else if matches!(kind, io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) {
        "Choose a folder that this user may write to."
    } else {
        "Check the disk, then try again."
    };
    PortError::new(format!("{} could not be written: {error}", path.display()), remedy)
}

/// Why the log did not take a line.
pub(super) fn log_error(error: &LogError) -> PortError {
    use std::error::Error as _;
    let remedy = match error.remedy() {
        crate::log::Remedy::FixRequest => "Do it in two parts.",
        crate::log::Remedy::Reopen => {
            "Write it down. Make room or reconnect the disk, then press Try again."
        }
        crate::log::Remedy::NewLog => "Keep the files as they are, and continue in a new log.",
        crate::log::Remedy::UpdateProgram => "Use the newest version of the program.",
    };
    let cause = error.source().map_or_else(String::new, |cause| format!(": {cause}"));
    PortError::new(format!("{error}{cause}"), remedy)
}
