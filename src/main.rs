//! The composition root: it reads the arguments, starts window or command line, and turns an error into an exit code.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use showclear::cli::{Args, Opened, Said, Shell};
use showclear::platform::{Concerns, Laptop, SHIPPED, beside, concerns, golden, read, rewrite};
use showclear::session::{Along, Handed, PortError, Retain};
use showclear::terms::RunId;
use showclear::verify::{Checked, Findings, Options};

/// The folder under which everything of this program's is kept, for tests and for sticks.
const HOME: &str = "SHOWCLEAR_HOME";

fn main() -> ExitCode {
    let args = Args::parse();
    let home = std::env::var_os(HOME).map(PathBuf::from);
    let said = match &args.command {
        Some(command) => showclear::cli::run(command, &Here(Laptop::new(home, Arc::new(|| {})))),
        None => window(home),
    };
    // A closed pipe is nobody's mistake.
    let _shown = std::io::stdout().write_all(said.out.as_bytes());
    let _told = std::io::stderr().write_all(said.err.as_bytes());
    ExitCode::from(said.code)
}

#[cfg(feature = "gui")]
fn window(home: Option<PathBuf>) -> Said {
    let opened = showclear::gui::open(Box::new(showclear::platform::Machine::new(home)));
    let (err, code) = opened.map_or_else(
        |failed| (format!("{}\n", failed.sentence), failed.code),
        |()| (String::new(), 0),
    );
    Said { out: String::new(), err, code }
}

#[cfg(not(feature = "gui"))]
fn window(_home: Option<PathBuf>) -> Said {
    let err =
        "This showclear was built without its window; see showclear --help for what it does.\n";
    Said { out: String::new(), err: err.to_owned(), code: 2 }
}

/// The operating system, as the commands ask for it.
struct Here(Laptop);

impl Shell for Here {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        read(path).map_err(|error| sentence(&error))
    }

    fn beside(&self, path: &Path) -> Vec<(String, String)> {
        beside(path)
    }

    fn shipped_lists(&self) -> Vec<(String, String)> {
        SHIPPED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn golden(&self, path: &Path, id: &str) -> Result<Vec<(PathBuf, String)>, String> {
        golden(path, id).map_err(|error| sentence(&error))
    }

    fn rewrite(&self, path: &Path, text: &str) -> Result<(), String> {
        rewrite(path, text).map_err(|error| sentence(&error))
    }

    fn check(&self, path: &Path, options: Options) -> Result<Checked, String> {
        self.0.review(path, options).map_err(|error| sentence(&error))
    }

    fn export(&self, folder: &Path, zip: &Path, handed: Handed) -> Result<String, String> {
        self.0.export(folder, zip, handed).map_err(|error| sentence(&error))
    }

    fn disclose(&self, folder: &Path, zip: &Path, run: (RunId, Along)) -> Result<String, String> {
        self.0.disclose(folder, zip, run).map_err(|error| sentence(&error))
    }

    fn exchange(&self, folder: &Path, stick: &Path) -> Result<(String, bool), String> {
        self.0.exchange(folder, stick).map_err(|error| sentence(&error))
    }

    fn request_time(
        &self,
        folder: &Path,
        file: &Path,
        statement: Option<u64>,
    ) -> Result<String, String> {
        self.0.request_time(folder, file, statement).map_err(|error| sentence(&error))
    }

    fn take_time(&self, folder: &Path, file: &Path) -> Result<String, String> {
        self.0.take_time(folder, file).map_err(|error| sentence(&error))
    }

    fn retention(&self, folder: &Path, retain: &Retain) -> Result<(String, bool), String> {
        self.0.retention(folder, retain).map_err(|error| sentence(&error))
    }

    fn roster(&self, folder: &Path, page: &Path) -> Result<String, String> {
        self.0.roster_sheet(folder, page).map_err(|error| sentence(&error))
    }

    #[cfg(feature = "pdf")]
    fn print(
        &self,
        folder: &Path,
        pdf: &Path,
        print: &showclear::session::Print,
    ) -> Result<String, String> {
        self.0.print(folder, pdf, print).map_err(|error| sentence(&error))
    }

    fn concerns(&self, path: &Path, identity: &Path) -> Result<Opened, String> {
        let found = concerns(path, identity).map_err(|error| sentence(&error))?;
        let Concerns { read, for_others, unread } = found;
        Ok(Opened { read, for_others, unread })
    }

    fn unpack(&self, zip: &Path, folder: &Path) -> Result<Findings, String> {
        self.0.unpack(zip, folder).map_err(|error| sentence(&error))
    }

    fn sample(&self, folder: &Path) -> Result<String, String> {
        self.0.sample(folder).map_err(|error| sentence(&error))
    }
}

fn sentence(error: &PortError) -> String {
    format!("{error}. {}\n", error.remedy())
}
