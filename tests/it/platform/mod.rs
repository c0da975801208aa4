//! The real laptop on a real disk: whatever may be wrong with a folder, its keys, its disk, or the time.
#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a helper of tests may panic, and says what could not be tried"
)]

#[cfg(unix)]
mod agent;
mod anchored;
pub(crate) mod attaching;
mod called_off;
mod continuing;
pub(crate) mod disk;
mod exchanging;
mod golden;
#[cfg(unix)]
pub(crate) mod keys;
mod killed;
mod lists;
pub(crate) mod opening;
mod power_cut;
mod shipped;
mod vault;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use showclear::platform::{Laptop, Opened};
use showclear::production::{Ask, Prepare};
use showclear::session::{Damaged, Record, SAMPLE_PEOPLE, Session};
use showclear::terms::{ItemId, PersonId};
use tempfile::TempDir;

/// A laptop with the sample production on it; everything lies in a folder that is gone afterwards.
pub(crate) struct Place {
    root: TempDir,
}

impl Place {
    /// The sample production with its finished day, made once a process and copied.
    pub(crate) fn new() -> Self {
        static MADE: OnceLock<Place> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let place = Self::empty();
            place.laptop().sample(&place.folder()).unwrap();
            place
        });
        let place = Self::empty();
        copy(made.root.path(), place.root.path());
        place
    }

    /// A laptop with nothing on it.
    pub(crate) fn empty() -> Self {
        Self { root: TempDir::new().unwrap() }
    }

    pub(crate) fn laptop(&self) -> Laptop {
        Laptop::new(Some(self.root.path().to_owned()), Arc::new(|| {}))
    }

    /// The production's folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.path().join("productions/sample.drill")
    }

    pub(crate) fn data(&self, path: &str) -> PathBuf {
        self.root.path().join("data").join(path)
    }

    fn open(&self) -> Opened {
        self.laptop().open(&self.folder()).unwrap()
    }

    fn sitting(&self) -> Session {
        match self.open() {
            Opened::Sitting(session) => *session,
            other => panic!("{other:?}"),
        }
    }

    fn damaged(&self) -> Damaged {
        match self.open() {
            Opened::Damaged(damaged) => *damaged,
            other => panic!("{other:?}"),
        }
    }

    fn read_only(&self) -> Record {
        match self.open() {
            Opened::ReadOnly(record) => *record,
            other => panic!("{other:?}"),
        }
    }

    /// The one file of the device keys, and the log that it is for.
    fn device(&self) -> (PathBuf, String) {
        let mut keys = fs::read_dir(self.data("device")).unwrap();
        let path = keys.next().unwrap().unwrap().path();
        assert!(keys.next().is_none(), "one log");
        let log = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (path, log)
    }

    /// The segments of a log, in order.
    fn segments(&self, log: &str) -> Vec<PathBuf> {
        let folder = fs::read_dir(self.folder().join("log").join(log)).unwrap();
        let mut all: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
        all.sort();
        all
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Every file below a folder, by its path, with its bytes.
fn all_files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

fn who(session: &Session, role: &str) -> PersonId {
    session.state().roster().with_role(role, session.now().wall).next().unwrap().id
}

fn item(session: &Session, tag: &str) -> ItemId {
    session.state().book().by_tag(tag).unwrap().id
}

fn ask(session: &mut Session, ask: Ask) {
    session.perform(showclear::production::Command::Ask(ask)).unwrap();
}

/// Everybody who is asked signs, each with their PIN.
fn all_sign(session: &mut Session, what: Prepare) {
    ask(session, Ask::Prepare(what));
    let asked: Vec<PersonId> = session.still_to_sign().collect();
    for person in asked {
        let name = session.state().roster().person(person).unwrap().name;
        let name = session.names().get(name).unwrap().to_owned();
        let pin = SAMPLE_PEOPLE.iter().find(|one| one.name == name).unwrap().pin.unwrap();
        let job = session.sign(person, pin.to_owned().into()).unwrap();
        session.wait_for_job(job).unwrap();
        session.poll();
    }
    for _ in 0..100 {
        if session.statement().is_none() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        session.poll();
    }
    panic!("not signed");
}
