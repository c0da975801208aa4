//! Files for answers, and the pictures of answers that were given: read elsewhere, and brought to the step that asked.

use std::collections::BTreeMap;

use super::App;
use super::perform::sentence;
use crate::gui::action::{Action, Errand, FileFor};
use crate::session::{Attachment, JobId, Pixels, Source, Trouble, Wanted};
use crate::terms::Digest;

/// What is being read, and what was.
#[derive(Debug, Default)]
pub(super) struct Attaching {
    /// What a file is for.
    files: BTreeMap<JobId, FileFor>,
    /// Which picture is read.
    looks: BTreeMap<JobId, Digest>,
    /// The pictures that were read; none where it is no picture, or could not be read.
    pub(super) pictures: BTreeMap<Digest, Option<Pixels>>,
}

impl Attaching {
    /// No file comes of a job.
    pub(super) fn forget(&mut self, job: JobId) {
        self.files.remove(&job);
    }

    /// Whether a job reads a picture that nobody asked for by a key.
    pub(super) fn is_look(&self, job: JobId) -> bool {
        self.looks.contains_key(&job)
    }
}

impl App {
    /// A file that was dropped where no step asks for one is not lost without a word.
    pub(super) fn say_if_nothing_takes_files(&mut self, ctx: &egui::Context, asked: &[Action]) {
        let dropped = ctx.input(|input| !input.raw.dropped_files.is_empty());
        let takes = |one: &Action| {
            matches!(one, Action::Do(Errand::Attach { .. } | Errand::ReadList(Some(_))))
        };
        let taken = asked.iter().any(takes);
        if dropped && !taken {
            self.complain(
                "Nothing on this page takes a file.",
                "Go to the step that asks for one, and drop it there.",
            );
        }
    }

    /// Reads a file for something.
    pub(super) fn attach(&mut self, at: FileFor, wanted: Wanted, source: Source) {
        let Some(session) = &mut self.session else { return };
        match session.attach(source, wanted) {
            Ok(job) => {
                self.attaching.files.insert(job, at);
            }
            Err(trouble) => self.complain(sentence(&trouble.to_string()), trouble.remedy()),
        }
    }

    /// A file was read: it waits where it was asked for until it is recorded.
    pub(super) fn attached(&mut self, job: JobId, file: Attachment) {
        let Some(at) = self.attaching.files.remove(&job) else { return };
        let digest = file.object.digest;
        let small = file.small.clone();
        if self.shell.drafts.attached(&at, &file) {
            self.attaching.pictures.insert(digest, small);
        } else {
            self.complain(
                "The file was read too late for what it was asked for, and is not kept.",
                "Pick it again where it is asked for.",
            );
        }
    }

    /// Reads a picture of the production, once.
    pub(super) fn look_at(&mut self, object: Digest) {
        let asked = self.attaching.looks.values().any(|one| *one == object);
        if asked || self.attaching.pictures.contains_key(&object) {
            return;
        }
        let Some(session) = &mut self.session else { return };
        // Too many at once is no failure: the next frame asks again.
        if let Ok(job) = session.look_at(object) {
            self.attaching.looks.insert(job, object);
        }
    }

    /// A picture was read.
    pub(super) fn looked(&mut self, object: Digest, small: Option<Pixels>) {
        self.attaching.looks.retain(|_, one| *one != object);
        self.attaching.pictures.insert(object, small);
    }

    /// A picture could not be read; it is not asked for again in this sitting.
    pub(super) fn not_looked(&mut self, job: JobId, trouble: &Trouble) {
        if let Some(object) = self.attaching.looks.remove(&job) {
            self.attaching.pictures.insert(object, None);
            self.complain(sentence(&trouble.to_string()), trouble.remedy());
        }
    }
}
