//! The two scripts, asked about many bundles: one folder that is changed and changed back, one Python process.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use showclear::bundle::VERIFY_PY;
use tempfile::TempDir;

use crate::verify::bundle::Folder;

/// What a script said: its exit code, and its last line.
pub(super) type Answer = (i32, String);

pub(super) struct Readers {
    place: TempDir,
    here: Folder,
    python: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Readers {
    pub(super) fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("bundle")).unwrap();
        fs::create_dir(place.path().join("script")).unwrap();
        fs::write(place.path().join("script/verify.py"), VERIFY_PY).unwrap();
        let driver =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/differential/driver.py");
        let mut python = Command::new("python3")
            .arg(driver)
            .arg(place.path().join("script"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let ask = python.stdin.take();
        let answers = BufReader::new(python.stdout.take().unwrap());
        Self { place, here: Folder::new(), python, ask, answers }
    }

    fn bundle(&self) -> PathBuf {
        self.place.path().join("bundle")
    }

    /// Makes the folder hold these files and nothing else; false where no disk can.
    pub(super) fn hold(&mut self, files: &Folder) -> bool {
        let root = self.bundle();
        for path in self.here.keys().filter(|path| !files.contains_key(*path)) {
            fs::remove_file(root.join(path)).unwrap();
            let mut above = Path::new(path).parent();
            while let Some(folder) = above.filter(|folder| !folder.as_os_str().is_empty()) {
                if fs::remove_dir(root.join(folder)).is_err() {
                    break;
                }
                above = folder.parent();
            }
        }
        let mut held = Folder::new();
        let mut whole = true;
        for (path, bytes) in files {
            let file = root.join(path);
            let same = self.here.get(path) == Some(bytes);
            if !same
                && (fs::create_dir_all(file.parent().unwrap()).is_err()
                    || fs::write(&file, bytes).is_err())
            {
                whole = false;
                continue;
            }
            held.insert(path.clone(), bytes.clone());
        }
        self.here = held;
        whole
    }

    pub(super) fn python(&mut self) -> Answer {
        let bundle = self.bundle();
        let ask = self.ask.as_mut().unwrap();
        writeln!(ask, "{}", bundle.display()).unwrap();
        ask.flush().unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        let (code, said) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
        (
            code.parse().map_err(|error| format!("the driver says {line:?}: {error}")).unwrap(),
            said.to_owned(),
        )
    }

    /// The script as the program has it, and not as the bundle does.
    pub(super) fn shell(&mut self) -> Answer {
        let mut command = Command::new("sh");
        command.current_dir(self.bundle()).arg("verify.sh");
        let done = command.output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let last = said.lines().last().unwrap_or_default().to_owned();
        (done.status.code().unwrap_or(-1), last)
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        drop(self.ask.take());
        drop(self.python.wait());
    }
}
