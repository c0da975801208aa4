//! Files that go with an answer: read, looked at and made durable on threads of their own, before any line names them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::drive::Task;
use super::job::{Finished, JobId, JobKind};
use super::notice::Trouble;
use super::ports::{Control, Desk, Object, PortError, Work, Worked};
use super::sitting::Session;
use crate::production::Command;
use crate::terms::{Digest, LineText};

/// The largest file that goes with an answer, in bytes.
pub const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// The most that the picture of a clipboard may have, in pixels; the same holds of a picture in a file.
pub const MOST_PIXELS: u64 = 60_000_000;

/// The longest name that a file keeps, in characters.
const LONGEST_NAME: usize = 80;

/// Where a file comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Source {
    /// A file on a disk.
    File(PathBuf),
    /// The picture on the clipboard, which has no file: it is kept as a PNG.
    Pasted(Pixels),
}

/// What a step asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wanted {
    /// A picture that can be shown.
    Picture,
    /// Any file.
    File,
}

/// A picture as it is drawn: rows from the top, four bytes a pixel (red, green, blue, opaqueness).
#[derive(Clone, Eq, PartialEq)]
pub struct Pixels {
    /// How wide, in pixels.
    pub width: u32,
    /// How high, in pixels.
    pub height: u32,
    /// The bytes.
    pub rgba: Arc<[u8]>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}

/// A file that was read and may go with an answer; nothing of it is in the production's folder yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Attachment {
    /// Its name, without its folder, fit to be written into the log.
    pub name: String,
    /// Its bytes as they were, by their SHA-256.
    pub object: Object,
    /// A small picture of it, where it is one.
    pub small: Option<Pixels>,
}

impl Attachment {
    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.object.bytes.len() as u64
    }
}

impl Session {
    /// Reads a file that may go with an answer; the end is [`Finished::Attached`].
    ///
    /// # Errors
    ///
    /// When too many other files are still being read.
    pub fn attach(&mut self, source: Source, wanted: Wanted) -> Result<JobId, Trouble> {
        let desk = Arc::clone(&self.ports.desk);
        let work: Work = Box::new(move |control| {
            let got: Result<Attachment, Trouble> = attachment(&*desk, source, wanted, control);
            Box::new(got)
        });
        self.start_apart(JobKind::Attach, Task::Attach, work)
    }

    /// Reads a file of the production again, to show it; the end is [`Finished::Looked`].
    ///
    /// # Errors
    ///
    /// When too many other files are still being read.
    pub fn look_at(&mut self, object: Digest) -> Result<JobId, Trouble> {
        let (desk, path) = (Arc::clone(&self.ports.desk), self.folder.join(place(object)));
        let work: Work = Box::new(move |control| {
            let bytes = desk.read(&path, LARGEST_FILE, control).map_err(Trouble::from);
            let whole = bytes.and_then(|bytes| {
                let same = Object::of(bytes);
                if same.digest == object { Ok(same) } else { Err(changed(&path).into()) }
            });
            let got: Result<Option<Pixels>, Trouble> =
                whole.map(|object| desk.picture(&object.bytes).ok());
            Box::new(got)
        });
        self.start_apart(JobKind::Look, Task::Look(object), work)
    }

    /// Takes a command that names files: they are made durable first, on another thread, so that a STOP never waits behind
    /// them; then the command is put in as with [`Session::submit`]. The end is [`Finished::Kept`] with its ticket.
    ///
    /// # Errors
    ///
    /// When too many other files are still being read or written.
    pub fn submit_with_files(
        &mut self,
        command: Command,
        files: Vec<Object>,
    ) -> Result<JobId, Trouble> {
        let (desk, folder) = (Arc::clone(&self.ports.desk), self.folder.clone());
        let digests: Vec<Digest> = files.iter().map(|object| object.digest).collect();
        let work: Work = Box::new(move |control| {
            let kept: Result<(), Trouble> = keep(&*desk, &folder, &files, control);
            Box::new(kept)
        });
        self.start_apart(JobKind::Keep, Task::Keep { command, digests }, work)
    }

    pub(super) fn start_apart(
        &mut self,
        kind: JobKind,
        task: Task,
        work: Work,
    ) -> Result<JobId, Trouble> {
        let (id, control) = self.new_job(kind, task);
        if self.ports.workers.start_apart(id.0, control, work) {
            return Ok(id);
        }
        self.jobs.end(id);
        self.tasks.remove(&id.0);
        Err(Trouble::TooManyFiles)
    }

    /// What the end of such a job comes to.
    pub(super) fn attached(worked: Worked) -> Result<Finished, Trouble> {
        taken::<Attachment>(worked).map(|one| Finished::Attached(Box::new(one)))
    }

    /// A file of the production as it is shown.
    pub(super) fn looked(object: Digest, worked: Worked) -> Result<Finished, Trouble> {
        taken::<Option<Pixels>>(worked).map(|small| Finished::Looked(object, small))
    }

    /// The files are durable: the command that names them follows.
    pub(super) fn kept(
        &mut self,
        command: Command,
        digests: Vec<Digest>,
        worked: Worked,
    ) -> Result<Finished, Trouble> {
        taken::<()>(worked)?;
        self.durable.extend(digests);
        Ok(Finished::Kept(self.submit(command)))
    }

    /// Whether an answer waits for its files.
    pub(super) fn is_keeping_files(&self) -> bool {
        self.tasks.values().any(|task| matches!(task, Task::Keep { .. } | Task::Seal { .. }))
    }
}

/// Where an object lies in the production's folder.
fn place(object: Digest) -> PathBuf {
    let hex = object.to_string();
    let (start, rest) = hex.split_at_checked(2).unwrap_or(("", &hex));
    Path::new("objects").join(start).join(rest)
}

fn changed(path: &Path) -> PortError {
    PortError::new(
        format!("{} has other bytes than its name says", path.display()),
        "Keep the folder as it is, and verify it under Review.",
    )
}

fn attachment(
    desk: &dyn Desk,
    source: Source,
    wanted: Wanted,
    control: &Control,
) -> Result<Attachment, Trouble> {
    let (name, bytes) = match source {
        Source::File(path) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            (fit(&name.unwrap_or_default()), desk.read(&path, LARGEST_FILE, control)?)
        }
        Source::Pasted(pixels) => {
            let many = u64::from(pixels.width) * u64::from(pixels.height);
            if many > MOST_PIXELS {
                return Err(too_many_pixels(many).into());
            }
            ("pasted.png".to_owned(), desk.png(&pixels)?)
        }
    };
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(PortError::new(
            format!("{name} has {} MiB, and a file has at most 32", bytes.len() >> 20),
            "Make it smaller, and pick it again.",
        )
        .into());
    }
    control.progress(500);
    if control.is_cancelled() {
        return Err(Trouble::Cancelled);
    }
    let small = match (wanted, desk.picture(&bytes)) {
        (Wanted::Picture, small) => Some(small?),
        (Wanted::File, small) => small.ok(),
    };
    if control.is_cancelled() {
        return Err(Trouble::Cancelled);
    }
    Ok(Attachment { name, object: Object::of(bytes), small })
}

/// A picture that has more pixels than are taken.
#[must_use]
pub fn too_many_pixels(many: u64) -> PortError {
    PortError::new(
        format!(
            "the picture has {} megapixels, and at most 60 are taken",
            many.div_ceil(1_000_000)
        ),
        "Save it smaller, or photograph it again, and pick that one.",
    )
}

fn keep(
    desk: &dyn Desk,
    folder: &Path,
    files: &[Object],
    control: &Control,
) -> Result<(), Trouble> {
    let most = u32::try_from(files.len()).unwrap_or(u32::MAX).max(1);
    for (done, object) in (0_u32..).zip(files) {
        if control.is_cancelled() {
            return Err(Trouble::Cancelled);
        }
        desk.keep_object(folder, object)?;
        control.progress(u16::try_from((done + 1) * 1000 / most).unwrap_or(1000));
    }
    Ok(())
}

/// A file's name as the log takes it: what deceives the eye becomes a question mark, and the middle of a long one is left out.
fn fit(name: &str) -> String {
    let plain: String = name.chars().map(|one| if is_plain(one) { one } else { '?' }).collect();
    let plain = if plain.trim().is_empty() { "file".to_owned() } else { plain.trim().to_owned() };
    let long = plain.chars().count();
    if long <= LONGEST_NAME {
        return plain;
    }
    let half = LONGEST_NAME / 2 - 1;
    let start: String = plain.chars().take(half).collect();
    let end: String = plain.chars().skip(long - half).collect();
    format!("{start}\u{2026}{end}")
}

/// Whether a character may stand in a name.
fn is_plain(one: char) -> bool {
    one == ' ' || LineText::parse(one.encode_utf8(&mut [0; 4]), 1).is_ok()
}

fn taken<T: 'static>(worked: Worked) -> Result<T, Trouble> {
    worked.downcast::<Result<T, Trouble>>().map_err(|_other| Trouble::Broke).and_then(|got| *got)
}
