//! The same program without a window.

mod concerns;
mod coverage;
mod diff;
mod explain;
mod golden;
mod handover;
mod lint;
mod lists;
#[cfg(feature = "pdf")]
mod print;
mod review;
mod unpack;
mod verify;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use crate::review::View;
use crate::session::{Along, Handed, Retain, typed_term};
use crate::terms::{Private, RunId};
use crate::verify::{Checked, Findings, Options};

/// What can be said on the command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "showclear", version, about, long_about = None, disable_help_subcommand = true)]
pub struct Args {
    /// What to do; without it the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A view by its name.
fn view(code: &str) -> Result<View, String> {
    View::from_code(code).ok_or_else(|| "one of original, corrected and both".to_owned())
}

/// What can be done without a window.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Check a bundle, or the folder of a production: unaltered, no lines removed, signed by whom.
    ///
    /// Exit: 0 unaltered, 1 altered or files missing, 2 not read.
    Verify {
        /// A bundle's zip, an unpacked bundle, or a production's folder.
        path: PathBuf,
        /// Your own `allowed_signers` file; the one in the bundle proves nothing about who signed.
        #[arg(long, value_name = "FILE")]
        trust: Option<PathBuf>,
        /// Root certificates of your own (PEM): which time-stamp authorities you trust.
        #[arg(long, value_name = "FILE")]
        anchor_trust: Option<PathBuf>,
        /// A head code that was written down before.
        #[arg(long, value_name = "CODE")]
        head: Option<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say what a bundle, or the folder of a production, shows: what was not recorded first, then findings, runs, custody.
    ///
    /// Exit: as `verify`.
    Review {
        /// A bundle's zip, an unpacked bundle, or a production's folder.
        path: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// As it was recorded, as it stands corrected, or both.
        #[arg(long, value_name = "original|corrected|both", default_value = "both", value_parser = view)]
        view: View,
    },
    /// Say every mistake in checklist files with line and column, and give advice.
    ///
    /// Exit: 0 nothing to say, 1 advice only, 2 mistakes, or a golden run that comes to something else.
    Lint {
        /// Checklist files.
        #[arg(required_unless_present = "explain")]
        files: Vec<PathBuf>,
        /// Say what a mistake or a piece of advice means, with an example; without its code, all of them in a table.
        #[arg(long, value_name = "CODE", num_args = 0..=1, conflicts_with = "files")]
        #[expect(
            clippy::option_option,
            reason = "with nothing after it is not the same as not said"
        )]
        explain: Option<Option<String>>,
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// Play the golden runs of the lists again: `golden/<list>.<case>.txt` beside each.
        #[arg(long, conflicts_with = "json")]
        golden: bool,
        /// Write what the golden runs come to now; read it before it is kept.
        #[arg(long, requires = "golden")]
        accept: bool,
    },
    /// Say what one revision of a checklist changes against another, by meaning: what loosens it first.
    ///
    /// Exit: 0 the same, 1 different, 2 not read.
    Diff {
        /// The file as it was.
        old: PathBuf,
        /// The file as it is.
        new: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say which danger is caught by which steps of checklists, what nothing catches, and what catches nothing.
    ///
    /// Exit: 0 nothing is left open, 1 something is, 2 not read.
    Coverage {
        /// Checklist files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the bundle of a production.
    Export {
        /// The production's folder.
        folder: PathBuf,
        /// The zip to write.
        zip: PathBuf,
        /// Hand out the particulars of the items too (serial numbers, owners): what the police ask for.
        #[arg(long)]
        to_police: bool,
        /// Withhold the names, and with them the signed texts, which print them.
        #[arg(long, conflicts_with = "to_police")]
        without_names: bool,
    },
    /// Write the lines of one run, each with the proof that it is in the log, and nothing of any other line.
    Disclose {
        /// The production's folder.
        folder: PathBuf,
        /// The run, as the review names it: `r-` and six letters or digits.
        run: String,
        /// The zip to write.
        zip: PathBuf,
        /// With the photos and files of its answers.
        #[arg(long)]
        photos: bool,
        /// With the names of the people in it.
        #[arg(long)]
        names: bool,
    },
    /// Exchange checkpoints with other laptops through a stick: this log's newest note goes there, theirs are held against
    /// everything seen before.
    ///
    /// Exit: 0 nothing speaks against any of them, 1 a laptop has two records or a file was changed, 2 not done.
    Exchange {
        /// The production's folder.
        folder: PathBuf,
        /// The stick, or any other folder.
        stick: PathBuf,
    },
    /// Check a hand-over file of another unit: unaltered, signed by whom, and what it lists. Nothing is taken in.
    ///
    /// Exit: as `verify`.
    Handover {
        /// The file.
        file: PathBuf,
        /// Your own `allowed_signers` file; the one in the file proves nothing about who signed.
        #[arg(long, value_name = "FILE")]
        trust: Option<PathBuf>,
    },
    /// Have an authority say that a signed text exists by now (RFC 3161): write the request, or bring in the answer.
    ///
    /// Nothing here asks a network: the request is a file that somebody carries there. The time proves that the text existed
    /// by then, never that it was made then.
    Anchor {
        /// The production's folder.
        folder: PathBuf,
        /// The request to write (.tsq).
        #[arg(long, value_name = "FILE", required_unless_present = "response")]
        request: Option<PathBuf>,
        /// The statement over whose text a time is asked for; the newest that is signed.
        #[arg(long, value_name = "NUMBER", requires = "request")]
        statement: Option<u64>,
        /// The answer to bring in (.tsr).
        #[arg(long, value_name = "FILE", conflicts_with = "request")]
        response: Option<PathBuf>,
    },
    /// Write the sheet of the roster in force, to be printed and signed by hand, and its keys for `verify --trust`.
    Roster {
        /// The production's folder.
        folder: PathBuf,
        /// The page to write; the keys go beside it, under its name with `.allowed_signers`.
        page: PathBuf,
    },
    /// Print something for the set as a PDF: cards, labels, rounds sheets or the first-hour card.
    ///
    /// Only in a program that was built with its PDF part; the slim verifier has no such command. Exit: 0 written, 2 not.
    #[cfg(feature = "pdf")]
    Print {
        /// The production's folder.
        folder: PathBuf,
        /// What to print.
        #[arg(value_name = "cards|labels|rounds|first-hour", value_parser = ["cards", "labels", "rounds", "first-hour"])]
        what: String,
        /// The PDF to write; never over a file that is there.
        pdf: PathBuf,
        /// On US Letter instead of A4.
        #[arg(long)]
        letter: bool,
        /// The tag of an item that cards or labels are for; may be said more than once. Labels are never for guns: oil, rain and
        /// hands take them off, and a code that was scanned is not the gun that was looked at.
        #[arg(long, value_name = "TAG")]
        item: Vec<String>,
        /// How many cards of each item, or without one. Their numbers are taken in the log, so nobody else may have the
        /// production open.
        #[arg(long, value_name = "N", default_value_t = 10)]
        count: u32,
        /// The first free place of a begun sheet of labels, counted along the rows from 1.
        #[arg(long, value_name = "PLACE", default_value_t = 1)]
        start: usize,
        /// Labels for each slot of the items too.
        #[arg(long)]
        slots: bool,
        /// Labels for every lot.
        #[arg(long)]
        lots: bool,
        /// Labels for everybody.
        #[arg(long)]
        people: bool,
        /// A text file with whom to ring, one to a line; it goes on the card and nowhere else.
        #[arg(long, value_name = "FILE")]
        ring: Option<PathBuf>,
    },
    /// List what is private in a production, how long each sort is kept, and what is due; erase what is due when told to.
    ///
    /// Nothing is erased by itself, nor while an evidence hold stands, and no line ever goes. Exit: 0 nothing is due, 1 something
    /// is, 2 not done.
    Retention {
        /// The production's folder.
        folder: PathBuf,
        /// Set the term of a sort in days after the last work, or `ever`; may be said more than once. Without one a sort is kept
        /// until somebody says otherwise.
        #[arg(long, value_name = "name|keyless|particulars|photo=DAYS|ever", requires = "by", value_parser = typed_term)]
        keep: Vec<(Private, Option<u32>)>,
        /// Erase everything that is due, for good.
        #[arg(long, requires_all = ["by", "why"])]
        erase_due: bool,
        /// Who says so: the id of a person of the production, or the name.
        #[arg(long, value_name = "PERSON")]
        by: Option<String>,
        /// Why it is erased; the log keeps it.
        #[arg(long, value_name = "TEXT", requires = "erase_due")]
        why: Option<String>,
    },
    /// Read the concerns that were sealed to you: those beside a bundle, or in a folder.
    ///
    /// Exit: 0 read, 1 some could not be, or are sealed to another key than yours, 2 not done.
    Concerns {
        /// The bundle that they lie beside, their folder, or a production's folder.
        path: PathBuf,
        /// The file that age-keygen wrote for you; it stays on your own computer.
        #[arg(long, value_name = "FILE")]
        identity: PathBuf,
    },
    /// Check a bundle and, where nothing speaks against it, write its files into a new folder to keep.
    ///
    /// Exit: as `verify`; but for 0 nothing was written.
    Unpack {
        /// The bundle's zip.
        zip: PathBuf,
        /// A folder that is not there yet.
        folder: PathBuf,
    },
    /// Write the sample production, a drill with one finished day in it.
    Sample {
        /// A folder that is not there yet.
        folder: PathBuf,
    },
}

/// What the commands need of the operating system; errors are sentences with their remedy.
pub trait Shell {
    /// All bytes of a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, String>;
    /// The units and overlays at hand for a checklist file, each with its name: those in the folders beside it, then those
    /// that ship with the program. What cannot be read is passed over; whoever needs it is told that it is not at hand.
    fn beside(&self, path: &Path) -> Vec<(String, String)>;
    /// The lists that ship with the program, each with its name.
    fn shipped_lists(&self) -> Vec<(String, String)>;
    /// The golden runs of the list `id` beside its file, by name; none where there is no such folder.
    ///
    /// # Errors
    ///
    /// When one of them cannot be read.
    fn golden(&self, path: &Path, id: &str) -> Result<Vec<(PathBuf, String)>, String>;
    /// Writes a golden run anew.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn rewrite(&self, path: &Path, text: &str) -> Result<(), String>;
    /// Checks a zip or a folder, also against what this laptop has seen of its log.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or the head code was mistyped.
    fn check(&self, path: &Path, options: Options) -> Result<Checked, String>;
    /// Writes the bundle of a production and says what was written.
    ///
    /// # Errors
    ///
    /// When it cannot.
    fn export(&self, folder: &Path, zip: &Path, handed: Handed) -> Result<String, String>;
    /// Writes the lines of one run and says what was written.
    ///
    /// # Errors
    ///
    /// When it cannot.
    fn disclose(&self, folder: &Path, zip: &Path, run: (RunId, Along)) -> Result<String, String>;
    /// Exchanges checkpoints through a stick, says what came of it, and whether nothing speaks against any of them.
    ///
    /// # Errors
    ///
    /// When it cannot.
    fn exchange(&self, folder: &Path, stick: &Path) -> Result<(String, bool), String>;
    /// Writes a request for a time over a signed text, the newest where none is named, and says what to do with it.
    ///
    /// # Errors
    ///
    /// When it cannot, or the text is not signed.
    fn request_time(
        &self,
        folder: &Path,
        file: &Path,
        statement: Option<u64>,
    ) -> Result<String, String>;
    /// Brings in the answer of an authority, and says what it says.
    ///
    /// # Errors
    ///
    /// When it cannot, or the file is no answer to a request of this production.
    fn take_time(&self, folder: &Path, file: &Path) -> Result<String, String>;
    /// Lists what is private and what of it is due, after doing what is asked, and says whether nothing is due.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or what was asked is not done.
    fn retention(&self, folder: &Path, retain: &Retain) -> Result<(String, bool), String>;
    /// Writes the sheet of the roster in force and its keys, and says what was written.
    ///
    /// # Errors
    ///
    /// When it cannot, or no roster is signed.
    fn roster(&self, folder: &Path, page: &Path) -> Result<String, String>;
    /// Prints something for the set and says what was written.
    ///
    /// # Errors
    ///
    /// When it cannot.
    #[cfg(feature = "pdf")]
    fn print(
        &self,
        folder: &Path,
        pdf: &Path,
        print: &crate::session::Print,
    ) -> Result<String, String>;
    /// The concerns beside a bundle or in a folder that the key in `identity` opens: each with its file, then what could not
    /// be read.
    ///
    /// # Errors
    ///
    /// When there is no such place, or the key cannot be read.
    fn concerns(&self, path: &Path, identity: &Path) -> Result<Opened, String>;
    /// Verifies a bundle's zip and, where nothing speaks against it, writes its files into a new folder.
    ///
    /// # Errors
    ///
    /// When it cannot be read or written.
    fn unpack(&self, zip: &Path, folder: &Path) -> Result<Findings, String>;
    /// Writes the sample production and says what was written.
    ///
    /// # Errors
    ///
    /// When it cannot.
    fn sample(&self, folder: &Path) -> Result<String, String>;
}

/// Concerns that were opened.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Opened {
    /// Each with the name of its file.
    pub read: Vec<(String, String)>,
    /// How many are sealed to another key.
    pub for_others: usize,
    /// What could not be read, and why.
    pub unread: Vec<String>,
}

/// What a command says, and its exit code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Said {
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

impl Said {
    fn well(out: String) -> Self {
        Self { out, err: String::new(), code: 0 }
    }

    fn badly(err: String) -> Self {
        Self { out: String::new(), err, code: 2 }
    }
}

/// Does what a command says.
#[must_use]
pub fn run(command: &Command, shell: &dyn Shell) -> Said {
    match command {
        Command::Verify { path, trust, anchor_trust, head, json } => {
            let (trust, roots) = (trust.as_deref(), anchor_trust.as_deref());
            verify::run(path, (trust, roots, head.as_deref()), *json, shell)
        }
        Command::Handover { file, trust } => handover::run(file, trust.as_deref(), shell),
        Command::Anchor { folder, request: Some(request), statement, .. } => {
            shell.request_time(folder, request, *statement).map_or_else(Said::badly, Said::well)
        }
        Command::Anchor { folder, response: Some(response), .. } => {
            shell.take_time(folder, response).map_or_else(Said::badly, Said::well)
        }
        Command::Anchor { request: None, response: None, .. } => {
            Said::badly("Name a file with --request or --response.\n".to_owned())
        }
        Command::Review { path, json, view } => review::run(path, *json, *view, shell),
        Command::Lint { explain: Some(code), json, .. } => explain::run(code.as_deref(), *json),
        Command::Lint { files, golden: true, accept, .. } => golden::run(files, *accept, shell),
        Command::Lint { files, json, .. } => lint::run(files, *json, shell),
        Command::Diff { old, new, json } => diff::run(old, new, *json, shell),
        Command::Coverage { files, json } => coverage::run(files, *json, shell),
        Command::Export { folder, zip, to_police, without_names } => {
            let handed = match (to_police, without_names) {
                (true, _) => Handed::ToPolice,
                (false, true) => Handed::WithoutNames,
                (false, false) => Handed::Usual,
            };
            shell.export(folder, zip, handed).map_or_else(Said::badly, Said::well)
        }
        Command::Exchange { folder, stick } => {
            shell.exchange(folder, stick).map_or_else(Said::badly, |(out, well)| Said {
                out,
                err: String::new(),
                code: u8::from(!well),
            })
        }
        Command::Retention { folder, keep, erase_due, by, why } => {
            let erase = why.clone().filter(|_| *erase_due);
            let retain = Retain { terms: keep.clone(), erase, by: by.clone() };
            shell.retention(folder, &retain).map_or_else(Said::badly, |(out, nothing)| Said {
                out,
                err: String::new(),
                code: u8::from(!nothing),
            })
        }
        Command::Roster { folder, page } => {
            shell.roster(folder, page).map_or_else(Said::badly, Said::well)
        }
        #[cfg(feature = "pdf")]
        Command::Print { .. } => print::run(command, shell),
        Command::Concerns { path, identity } => {
            shell.concerns(path, identity).map_or_else(Said::badly, |opened| concerns::say(&opened))
        }
        Command::Unpack { zip, folder } => unpack::run(zip, folder, shell),
        Command::Disclose { folder, run, zip, photos, names } => match run.parse() {
            Ok(run) => {
                let along = Along { files: *photos, names: *names };
                let said = shell.disclose(folder, zip, (run, along));
                said.map_or_else(Said::badly, Said::well)
            }
            Err(_) => Said::badly(format!(
                "{run:?} is no run. Write it as the review does: r- and six letters or digits.\n"
            )),
        },
        Command::Sample { folder } => shell.sample(folder).map_or_else(Said::badly, Said::well),
    }
}
