//! The command line: what each command says on both outputs, and its exit code.

mod compare;
mod handover;
mod lint;
mod produce;
mod unpack;
mod verify;

use std::path::Path;
use std::process::Command;

use expect_test::Expect;
use tempfile::TempDir;

use crate::platform::{Place, copy};

/// A folder to work in, with the sample of the format in `vector`.
struct Bench(TempDir);

impl Bench {
    fn new() -> Self {
        let bench = Self(TempDir::new().unwrap());
        copy(Path::new("tests/corpus/vector"), &bench.path("vector"));
        bench
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// Puts the sample production in `sample.drill`, with its keys on this laptop.
    fn with_sample(&self) {
        let place = Place::new();
        copy(&place.data(""), &self.path("home/data"));
        copy(&place.folder(), &self.path("sample.drill"));
    }

    /// Runs the program and gives exit code, output and errors as one text, without what is made at random.
    fn run(&self, args: &[&str]) -> String {
        steady(&self.run_as_it_is(args))
    }

    fn run_as_it_is(&self, args: &[&str]) -> String {
        let done = Command::new(env!("CARGO_BIN_EXE_showclear"))
            .args(args)
            .current_dir(self.0.path())
            .env("SHOWCLEAR_HOME", self.path("home"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .unwrap();
        let (out, err) =
            (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
        assert!(!err.contains("panicked"), "{err}");
        let code = done.status.code().unwrap();
        let err = if err.is_empty() { err } else { format!("-- on standard error\n{err}") };
        format!("exit {code}\n{out}{err}")
    }

    fn says(&self, args: &[&str], expected: &Expect) {
        expected.assert_eq(&self.run(args));
    }
}

/// The text without what is made at random: long hexadecimal numbers and head codes.
fn steady(text: &str) -> String {
    let mut steady = String::new();
    for line in text.lines() {
        let mut words: Vec<String> = Vec::new();
        for word in line.split(' ') {
            let hex = word.len() >= 64 && word.chars().all(|c| c.is_ascii_hexdigit());
            words.push(if hex { "HEX".to_owned() } else { word.to_owned() });
        }
        let line = words.join(" ");
        let code = line.starts_with("Head code: ");
        steady.push_str(if code { "Head code: CODE" } else { &line });
        steady.push('\n');
    }
    steady
}
