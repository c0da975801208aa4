//! One list file that is being changed: its text, what can be undone, and what of it is on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::checklist::{self, Checklist, Edit, EditError, Set};
use crate::session::{KeepList, ListKept, Own, Shelf, ShelfFile, digest, read_beside};
use crate::source::Mistake;
use crate::terms::Digest;

/// So long nothing is typed until what was typed is written, in seconds.
const PAUSE: f64 = 0.6;
/// The most steps back.
const UNDO: usize = 200;

/// One list file that is being changed.
#[derive(Debug)]
pub(super) struct Desk {
    path: PathBuf,
    /// The files at hand.
    files: Arc<Set>,
    /// As it stood before the words that are being typed.
    text: String,
    /// The words that are being typed, as the change that they make.
    typing: Option<Edit>,
    /// As it stands, with the words that are being typed.
    shown: Arc<str>,
    sha256: Digest,
    read: Result<Own, Vec<Mistake>>,
    undo: Vec<String>,
    /// What lies on the disk, as far as it is known.
    disk: Option<Digest>,
    flight: Option<Flight>,
    /// Since when it waits to be written; `None` until the window's clock was read.
    waits: Option<f64>,
    trouble: Option<Trouble>,
    outside: Option<Outside>,
    ending: Option<Ending>,
    /// What lies on the disk is put aside first, and then this text is written over it.
    keeps_mine: bool,
    over: bool,
}

#[derive(Debug)]
struct Flight {
    path: PathBuf,
    sha256: Digest,
    what: Writes,
}

/// What is being written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Writes {
    /// This text.
    Text,
    /// The file that this one becomes.
    Ending,
    /// What somebody else wrote, under another name.
    Aside,
}

/// Why it is not on the disk.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Trouble {
    pub(super) why: String,
    pub(super) remedy: String,
}

/// What somebody else wrote there meanwhile.
#[derive(Clone, Debug)]
struct Outside {
    text: Arc<str>,
    sha256: Digest,
}

/// The file that this one becomes.
#[derive(Clone, Debug)]
struct Ending {
    path: PathBuf,
    text: String,
}

impl Desk {
    /// A new file.
    pub(super) fn new(path: PathBuf, text: String, files: Arc<Set>) -> Self {
        let mut desk = Self {
            path,
            files,
            shown: Arc::from(text.as_str()),
            text,
            typing: None,
            sha256: Digest([0; 32]),
            read: Err(Vec::new()),
            undo: Vec::new(),
            disk: None,
            flight: None,
            waits: None,
            trouble: None,
            outside: None,
            ending: None,
            keeps_mine: false,
            over: false,
        };
        desk.refresh();
        desk
    }

    /// A file that lies there.
    pub(super) fn of(file: &ShelfFile, files: Arc<Set>) -> Self {
        let mut desk = Self::new(file.path.clone(), file.text.to_string(), files);
        desk.disk = Some(file.sha256);
        desk
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Its name, for people.
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.path.display().to_string())
    }

    /// As it stands.
    pub(super) fn text(&self) -> &str {
        &self.shown
    }

    /// Every mistake in another text of this file.
    pub(super) fn mistakes_in(&self, text: &str) -> Vec<Mistake> {
        let name = self.path.display().to_string();
        read_beside(&self.files, &name, text).err().unwrap_or_default()
    }

    pub(super) fn sha256(&self) -> Digest {
        self.sha256
    }

    /// The list or unit in it; `None` while it has mistakes, and of local rules.
    pub(super) fn list(&self) -> Option<Arc<Checklist>> {
        self.read.as_ref().ok().and_then(Own::list).map(Arc::clone)
    }

    /// Whether it is a unit: steps for several lists.
    pub(super) fn is_unit(&self) -> bool {
        matches!(self.read, Ok(Own::Unit(_)))
    }

    /// Every mistake in it.
    pub(super) fn mistakes(&self) -> &[Mistake] {
        self.read.as_ref().err().map_or(&[], Vec::as_slice)
    }

    /// Whether it can be used as it stands.
    pub(super) fn is_good(&self) -> bool {
        self.read.is_ok()
    }

    /// What people call it.
    pub(super) fn title(&self) -> String {
        match &self.read {
            Ok(Own::List(list) | Own::Unit(list)) => {
                format!("{}, draft of revision {}", list.title, list.rev)
            }
            Ok(Own::Overlay(rules)) => format!("{}, draft of revision {}", rules.title, rules.rev),
            Err(_) => self.name(),
        }
    }

    fn refresh(&mut self) {
        let typed = self.typing.as_ref().map(|edit| checklist::edit(&self.text, edit));
        let shown = match typed {
            Some(Ok(text)) => text,
            Some(Err(_)) | None => self.text.clone(),
        };
        self.shown = Arc::from(shown.as_str());
        self.sha256 = digest(&shown);
        let name = self.path.display().to_string();
        self.read = read_beside(&self.files, &name, &shown);
        self.waits = None;
        if self.disk == Some(self.sha256) {
            self.trouble = None;
        }
    }

    /// Words are being typed; they count at once, and are one step back until they are left.
    ///
    /// Each letter is typed into the text as it was before the first one: an answer that for a moment reads like another
    /// one takes nothing of that other one along.
    pub(super) fn type_words(&mut self, place: &str, words: &str) {
        let same = |edit: &Edit| matches!(edit, Edit::Words { place: at, .. } if at == place);
        let edit = Edit::Words { place: place.to_owned(), words: one_line(words) };
        self.type_edit(same, edit);
    }

    /// The same of a translation.
    pub(super) fn type_translation(&mut self, lang: &str, place: &str, words: &str) {
        let same = |edit: &Edit| matches!(edit, Edit::Translate { lang: of, place: at, .. } if of == lang && at == place);
        let (lang, place) = (lang.to_owned(), place.to_owned());
        self.type_edit(same, Edit::Translate { lang, place, words: one_line(words) });
    }

    fn type_edit(&mut self, same: impl Fn(&Edit) -> bool, edit: Edit) {
        if self.typing.as_ref().is_some_and(|typing| !same(typing)) {
            self.settle();
        }
        self.typing = Some(edit);
        self.refresh();
    }

    /// What was typed stays as it is.
    pub(super) fn settle(&mut self) {
        if self.typing.take().is_some() && *self.shown != *self.text {
            let text = self.shown.to_string();
            self.remember(text);
        }
    }

    fn remember(&mut self, text: String) {
        let old = std::mem::replace(&mut self.text, text);
        self.undo.push(old);
        if self.undo.len() > UNDO {
            self.undo.remove(0);
        }
    }

    /// Changes one thing.
    pub(super) fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.settle();
        let text = checklist::edit(&self.text, edit)?;
        self.set(text);
        Ok(())
    }

    /// Takes another text as a whole.
    pub(super) fn set(&mut self, text: String) {
        self.settle();
        if text != self.text {
            self.remember(text);
            self.refresh();
        }
    }

    pub(super) fn can_undo(&self) -> bool {
        self.typing.is_some() || !self.undo.is_empty()
    }

    /// One step back.
    pub(super) fn undo(&mut self) {
        self.settle();
        if let Some(text) = self.undo.pop() {
            self.text = text;
            self.refresh();
        }
    }

    pub(super) fn is_saved(&self) -> bool {
        self.disk == Some(self.sha256) && self.outside.is_none() || self.over
    }

    pub(super) fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Whether somebody else changed the file while this text was changed as well.
    pub(super) fn is_contested(&self) -> bool {
        self.outside.is_some()
    }

    /// Tries once more.
    pub(super) fn try_again(&mut self) {
        self.trouble = None;
    }

    /// Takes what lies on the disk; what stood here is one step back.
    pub(super) fn take_theirs(&mut self) {
        if let Some(theirs) = self.outside.take() {
            self.disk = Some(theirs.sha256);
            self.set(theirs.text.to_string());
            self.refresh();
        }
    }

    /// Keeps what stands here; what lies on the disk is kept beside it under a name that is no list's.
    pub(super) fn keep_mine(&mut self) {
        self.trouble = None;
        self.keeps_mine = true;
    }

    /// Ends as another file: a draft that is released.
    pub(super) fn become_file(&mut self, path: PathBuf, text: String) {
        self.settle();
        self.trouble = None;
        self.ending = Some(Ending { path, text });
    }

    /// Puts the draft away: its text is kept under a name that is no list's.
    pub(super) fn put_away(&mut self) {
        self.settle();
        self.trouble = None;
        let text = self.shown.to_string();
        self.ending = Some(Ending { path: aside(&self.path, &text), text });
    }

    /// The file that is to be written now, if any.
    pub(super) fn wish(&mut self, now: f64) -> Option<KeepList> {
        if self.flight.is_some() || self.trouble.is_some() || self.over {
            return None;
        }
        if let Some(theirs) = &self.outside {
            let (text, sha256) = (theirs.text.to_string(), theirs.sha256);
            let path = self.keeps_mine.then(|| aside(&self.path, &text))?;
            return Some(self.fly(path, text, sha256, Writes::Aside));
        }
        if let Some(Ending { path, text }) = self.ending.clone() {
            let sha256 = digest(&text);
            return Some(self.fly(path, text, sha256, Writes::Ending));
        }
        if self.disk == Some(self.sha256) {
            return None;
        }
        let since = *self.waits.get_or_insert(now);
        if self.typing.is_some() && now - since < PAUSE {
            return None;
        }
        let (path, text) = (self.path.clone(), self.shown.to_string());
        Some(self.fly(path, text, self.sha256, Writes::Text))
    }

    fn fly(&mut self, path: PathBuf, text: String, sha256: Digest, what: Writes) -> KeepList {
        self.flight = Some(Flight { path: path.clone(), sha256, what });
        let (instead, remove) = match what {
            Writes::Text => (self.disk, None),
            Writes::Ending => (None, self.disk.map(|disk| (self.path.clone(), disk))),
            Writes::Aside => (None, None),
        };
        KeepList { path, text, instead, remove }
    }

    /// Whether it writes to that file now.
    pub(super) fn writes(&self, path: &Path) -> bool {
        self.flight.as_ref().is_some_and(|flight| flight.path == path)
    }

    /// Hears what became of the file that was to be written.
    pub(super) fn heard(&mut self, path: &Path, kept: &ListKept) {
        let Some(flight) = self.flight.take_if(|flight| flight.path == path) else { return };
        match kept {
            ListKept::Written => match flight.what {
                Writes::Text => self.disk = Some(flight.sha256),
                Writes::Ending => self.over = true,
                Writes::Aside => {
                    self.disk = Some(flight.sha256);
                    self.outside = None;
                    self.keeps_mine = false;
                }
            },
            ListKept::Changed => {
                (self.ending, self.keeps_mine) = (None, false);
                let why = format!("{} holds something else meanwhile", path.display());
                let remedy = "It is looked at again; then choose which of the two stays.";
                self.trouble = Some(Trouble { why, remedy: remedy.to_owned() });
            }
            ListKept::Failed { why, remedy } => {
                (self.ending, self.keeps_mine) = (None, false);
                self.trouble = Some(Trouble { why: why.clone(), remedy: remedy.clone() });
            }
        }
    }

    /// Whether it became another file, and is none any more.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Sees what lies in the folder, and the files at hand.
    pub(super) fn see(&mut self, shelf: &Shelf, files: &Arc<Set>) {
        self.files = Arc::clone(files);
        self.refresh();
        if self.flight.is_some() || self.over {
            return;
        }
        match shelf.file(&self.path) {
            Some(file) if Some(file.sha256) == self.disk => {}
            Some(file) if file.sha256 == self.sha256 => {
                self.disk = Some(file.sha256);
                self.outside = None;
                self.trouble = None;
            }
            Some(file) if self.disk == Some(self.sha256) => {
                self.disk = Some(file.sha256);
                self.set(file.text.to_string());
            }
            Some(file) => {
                self.trouble = None;
                self.outside = Some(Outside { text: Arc::clone(&file.text), sha256: file.sha256 });
            }
            // What is not saved yet is written anyway; only of what was, somebody has to say whether it stays away.
            None if self.disk.is_some() && !self.is_saved() => self.disk = None,
            None if self.disk.is_some() => {
                self.disk = None;
                let why = format!("{} is no longer there", self.path.display());
                let remedy = "What stood in it is still here: save it again, or leave it.";
                self.trouble = Some(Trouble { why, remedy: remedy.to_owned() });
            }
            None => {}
        }
    }
}

/// Words as a file has them.
fn one_line(words: &str) -> String {
    words.replace(['\n', '\r', '\t'], " ")
}

/// Where a text is kept beside a list: under a name that is no list's, and that no other text has.
fn aside(path: &Path, text: &str) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let mark: String = digest(text).to_string().chars().take(8).collect();
    path.with_file_name(format!("{}.{mark}.txt", stem.unwrap_or_default()))
}
