//! This laptop: its folders, keys and clocks, and how a production on it is opened.
#![expect(clippy::disallowed_methods, reason = "files are read here")]

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::clock::{SystemClock, locale};
use super::desk::{Files, gather, gather_watched};
use super::disk::FileStorage;
use super::disk::{lock, unpack, volume};
use super::entropy::SystemEntropy;
use super::paths::Paths;
use super::workers::{Cores, Threads, aside};
use super::{keys, shelf, writer};
use crate::log::{
    Covers, Log, Note, Origin, Recovered, Shortfall, Sound, Verified as Vouched, Why,
};
use crate::session::{
    ContinuesWhy, Control, Damaged, Durable, Failure, GoingOn, Ground, Library, Lists, Offer,
    PortError, Ports, Record, Session, Shelf, Trouble, Wake, Watched, Writer, as_files, go_on,
    page,
};
use crate::signing::PublicKey;
use crate::verify::{self, Checked, Findings, Options, Verified};

/// This laptop, for one user.
#[derive(Clone)]
pub struct Laptop {
    paths: Paths,
    wake: Wake,
    lists: Lists,
}

impl fmt::Debug for Laptop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Laptop").field("paths", &self.paths).finish_non_exhaustive()
    }
}

/// What came of opening a production.
#[derive(Debug)]
pub enum Opened {
    /// It is open.
    Sitting(Box<Session>),
    /// It can be read, and not written.
    ReadOnly(Box<Record>),
    /// Its log cannot be continued.
    Damaged(Box<Damaged>),
}

impl Laptop {
    /// This laptop; everything of this program's under `root` where one is given, else where the system keeps such things.
    #[must_use]
    pub fn new(root: Option<PathBuf>, wake: Wake) -> Self {
        let paths = Paths::new(root);
        let lists = shelf::look(&paths.checklists());
        Self { paths, wake, lists }
    }

    /// Where things lie.
    #[must_use]
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The checklists at hand.
    #[must_use]
    pub fn library(&self) -> Arc<Library> {
        Arc::clone(&self.lists.library)
    }

    /// The user's own list files.
    #[must_use]
    pub fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.lists.shelf)
    }

    /// Takes other lists for what is opened from now on.
    pub(super) fn use_lists(&mut self, lists: &Lists) {
        self.lists = lists.clone();
    }

    /// The files and keys.
    #[must_use]
    pub fn files(&self) -> Files {
        Files::new(self.paths.clone(), Arc::clone(&self.wake))
    }

    /// The ports of a sitting around its writer.
    #[must_use]
    pub fn ports(&self, writer: Box<dyn Writer>) -> Ports {
        Ports {
            clock: Box::new(SystemClock::new()),
            entropy: Box::new(SystemEntropy),
            writer,
            workers: Box::new(Threads::start(&self.wake)),
            desk: Arc::new(self.files()),
            locale: locale(),
        }
    }

    /// Reads a folder or bundle and checks it.
    ///
    /// # Errors
    ///
    /// When it cannot be read at all, or the head code was mistyped.
    pub fn review(&self, path: &Path, options: Options) -> Result<Checked, PortError> {
        self.review_watched(path, options, &Control::default())
    }

    /// The same as work that `control` watches.
    ///
    /// # Errors
    ///
    /// As [`Laptop::review`], and when it is not wanted any more.
    pub fn review_watched(
        &self,
        path: &Path,
        mut options: Options,
        control: &Control,
    ) -> Result<Checked, PortError> {
        options.notes.extend(self.heads());
        let zip;
        let files = if path.is_dir() {
            let exposed = keys::exposed(&self.paths);
            options.exposed = exposed.iter().map(|path| path.display().to_string()).collect();
            as_files(gather_watched(path, control)?)
        } else {
            zip = unpack::zip(path)?;
            match verify::Files::from_zip(&zip) {
                Ok(files) => files,
                Err(error) => {
                    let place = path.display().to_string();
                    return Ok(Checked::Nothing(Box::new(Findings::unreadable(&place, &error))));
                }
            }
        };
        let cores = Cores::here();
        let checked =
            verify::look_with(&files, &options, &Watched::new(&cores, control, 300, 1000));
        if control.is_cancelled() {
            return Err(PortError::new(
                "it was called off",
                "Verify it again when you want to know.",
            ));
        }
        control.progress(1000);
        match checked.findings().mistyped_head_code() {
            Some(slip) => Err(PortError::new(slip.what.clone(), slip.advice)),
            None => Ok(checked),
        }
    }

    /// Verifies a bundle's zip and, where nothing speaks against it, writes its files into a new folder; says what was found.
    ///
    /// # Errors
    ///
    /// When it cannot be read, something is there already, or it cannot be written; then nothing is there.
    pub fn unpack(&self, zip: &Path, folder: &Path) -> Result<Findings, PortError> {
        unpack::unpack(zip, folder, &Options { notes: self.heads(), ..Options::default() })
    }

    /// The notes kept outside every production.
    fn heads(&self) -> Vec<Vec<u8>> {
        let folder = self.paths.head("x");
        let entries = folder
            .parent()
            .and_then(|folder| fs::read_dir(folder).ok())
            .into_iter()
            .flatten()
            .flatten();
        entries.filter_map(|entry| fs::read(entry.path()).ok()).collect()
    }

    /// Opens a production's folder: to write where that is possible, else to read, else not at all.
    ///
    /// # Errors
    ///
    /// When the folder is not there or the disk fails.
    pub fn open(&self, folder: &Path) -> Result<Opened, Failure> {
        if !folder.join("log").is_dir() {
            let what = format!("{} is no production of Showclear", folder.display());
            return Err(Trouble::from(PortError::new(
                what,
                "Choose a folder that ends in .showclear or .drill.",
            ))
            .into());
        }
        let held = lock::take(folder);
        let files = as_files(gather(folder).map_err(Trouble::from)?);
        let options = self.opening();
        let verified = match verify::look_with(&files, &options, &Cores::here()) {
            Checked::Verified(verified) => *verified,
            checked @ (Checked::Unproven(_) | Checked::Nothing(_)) => {
                let part = verify::good_part(&files, &self.with_heads(options.clone()));
                let damaged = damaged(folder, &checked, part.is_some());
                return Ok(Opened::Damaged(Box::new(damaged)));
            }
        };
        let held = match held {
            Ok(held) => held,
            Err(error) => return self.read_only((folder, &files), verified, &error, None),
        };
        let log_id = verified.created().log.to_string();
        let key = match self.files().device_key(&log_id) {
            Ok(key) => key,
            Err(error) => {
                let why = Some(ContinuesWhy::NewLaptop);
                return self.read_only((folder, &files), verified, &error, why);
            }
        };
        let storage = FileStorage::new(folder, &log_id);
        // Under the lock nobody else writes: what was verified is what lies there, and `Log::open` holds it against the disk.
        let reading = verified.reading().clone();
        let origin: Origin = match verified.created().origin.parse() {
            Ok(origin) => origin,
            Err(_) => {
                return Ok(Opened::Damaged(Box::new(unreadable(
                    folder,
                    "the log's name is not one of ours",
                ))));
            }
        };
        let covers = self.covers(&files, &verified, &log_id);
        let sound = match reading.sound(origin, &covers) {
            Ok(sound) => sound,
            Err(unsound) => {
                let part =
                    || verify::good_part(&files, &self.with_heads(options.clone())).is_some();
                return Ok(Opened::Damaged(Box::new(short(folder, &unsound.why, part))));
            }
        };
        // The lines are folded while the disk makes sure of them: neither waits for the other.
        let ground = aside(move |give| {
            let ground = Ground::of(verified, &files);
            // Whoever waited may have met a disk that fails.
            let _taken = give.send(ground.map(|(ground, left_over)| (ground, left_over, files)));
        });
        let (log, recovered, durable) = make_sure(folder, storage, sound)?;
        let (mut ground, left_over, files) =
            ground.recv().map_err(|_ended| Trouble::Broke)?.map_err(Trouble::from)?;
        if let Some(recovered) = &recovered {
            ground.set_aside(recovered);
        }
        let desk = writer::Desk {
            folder: folder.to_owned(),
            log,
            key,
            paths: self.paths.clone(),
            _lock: held,
        };
        let thread = writer::Thread::start(desk, Arc::clone(&self.wake));
        let session =
            Session::begin(self.ports(Box::new(thread)), folder, ground, self.library(), durable)?;
        // What is left over takes a while to let go of, and the sitting does not wait for it.
        let _gone: Receiver<()> = aside(move |_| drop((left_over, files)));
        Ok(Opened::Sitting(Box::new(session)))
    }

    /// Goes on with a production in a new log of this laptop's own, in the same folder.
    ///
    /// # Errors
    ///
    /// When nothing of the older log can be relied on, or the new log cannot be made.
    pub fn continue_in_new_log(
        &self,
        folder: &Path,
        why: ContinuesWhy,
    ) -> Result<Session, Failure> {
        let held = lock::take(folder).map_err(Trouble::from)?;
        let files = as_files(gather(folder).map_err(Trouble::from)?);
        let options = self.opening();
        let heads = self.with_heads(options.clone());
        let whole = verify::open_with(&files, &options, &Cores::here()).ok().filter(|verified| {
            let log = verified.created().log.to_string();
            let origin = verified.created().origin.parse::<Origin>();
            let covers = self.covers(&files, verified, &log);
            match origin.map(|origin| verified.reading().shortfall(&origin, &covers)) {
                Ok(None | Some(Shortfall::OlderCopy { .. })) => true,
                Ok(Some(Shortfall::OtherRoot { .. } | Shortfall::Shorter { .. })) | Err(_) => false,
            }
        });
        let before = whole.or_else(|| verify::good_part(&files, &heads)).ok_or_else(|| {
            Trouble::from(PortError::new(
                format!("no line of the log in {} can be relied on", folder.display()),
                "Keep the folder as it is, and make a new production.",
            ))
        })?;
        let device = match why {
            ContinuesWhy::NewLaptop => "another laptop".to_owned(),
            ContinuesWhy::Damaged | ContinuesWhy::OlderCopy | ContinuesWhy::RootLost => {
                before.created().device.clone()
            }
        };
        let plan = GoingOn { folder, before: &before, files: &files, why, device };
        go_on(
            plan,
            &mut SystemEntropy,
            self.library(),
            |new| self.files().found_under(held, new),
            |writer| self.ports(writer),
        )
    }

    /// What a folder is held against before it is written to.
    fn opening(&self) -> Options {
        let keys = fs::read_dir(self.paths.devices()).into_iter().flatten().flatten();
        let names = keys.filter_map(|entry| entry.file_name().into_string().ok());
        let own = names.filter_map(|name| Some(name.strip_suffix(".key")?.to_owned()));
        Options { own: own.collect(), opening: true, ..Options::default() }
    }

    fn with_heads(&self, options: Options) -> Options {
        Options { notes: self.heads(), ..options }
    }

    fn read_only(
        &self,
        place: (&Path, &verify::Files<'_>),
        verified: Verified,
        why: &PortError,
        continues: Option<ContinuesWhy>,
    ) -> Result<Opened, Failure> {
        let record = Record::of(verified, place, why, &self.library()).map_err(Trouble::from)?;
        Ok(Opened::ReadOnly(Box::new(Record { continues, ..record })))
    }

    /// Everything that says how long this log once was.
    fn covers(&self, files: &verify::Files<'_>, verified: &Verified, log: &str) -> Covers {
        let key = verified
            .created()
            .key
            .parse::<PublicKey>()
            .map(|key| key.to_bytes())
            .unwrap_or([0; 32]);
        let vouched =
            |bytes: &[u8]| -> Option<Vouched> { Note::parse(bytes).ok()?.verify_by(&key).ok() };
        let notes = files
            .below(&format!("checkpoints/{log}"))
            .filter_map(|(_, bytes)| vouched(bytes))
            .collect();
        let heads = self.heads().iter().filter_map(|bytes| vouched(bytes)).collect();
        // A statement file that the lines do not account for was already a contradiction.
        Covers { notes, heads, statements: Vec::new() }
    }
}

fn trouble(error: &crate::log::LogError) -> Trouble {
    Trouble::from(writer::log_error(error))
}

/// Makes sure that what was read is on the disk, sets a torn tail aside, and asks what the disk promises.
fn make_sure(
    folder: &Path,
    storage: FileStorage,
    sound: Sound,
) -> Result<(Log<FileStorage>, Option<Recovered>, Durable), Failure> {
    volume::give_up_reserve(folder);
    let (log, recovered) = Log::open(storage, sound).map_err(|error| trouble(&error))?;
    volume::keep_reserve(folder);
    let durable = volume::probe(folder)
        .map_err(|error| Trouble::from(writer::not_written(folder, &error)))?;
    Ok((log, recovered, durable))
}

/// `part` says whether any lines of it can be relied on, so that a new log can go on from them.
fn damaged(folder: &Path, checked: &Checked, part: bool) -> Damaged {
    let findings = checked.findings().clone();
    let first =
        findings.contradictions.iter().chain(&findings.unread).chain(&findings.missing).next();
    let reason = first.map_or_else(
        || "the log could not be read".to_owned(),
        |finding| format!("{}: {}", finding.place, finding.what),
    );
    let offer = if findings.contradictions.is_empty() && !findings.unread.is_empty() {
        Offer::UpdateProgram
    } else if part {
        Offer::ContinueInNewLog
    } else {
        Offer::ReadOnly
    };
    let continues = (offer == Offer::ContinueInNewLog).then_some(ContinuesWhy::Damaged);
    let page = page(checked);
    Damaged { folder: folder.to_owned(), reason, offer, continues, findings: Some(findings), page }
}

fn unreadable(folder: &Path, reason: &str) -> Damaged {
    Damaged {
        folder: folder.to_owned(),
        reason: reason.to_owned(),
        offer: Offer::ReadOnly,
        continues: None,
        findings: None,
        page: None,
    }
}

fn short(folder: &Path, why: &Why, part: impl Fn() -> bool) -> Damaged {
    let (offer, continues) = match why {
        Why::Newer(_) => (Offer::UpdateProgram, None),
        Why::Damaged(_) | Why::Short(Shortfall::OtherRoot { .. } | Shortfall::Shorter { .. })
            if part() =>
        {
            (Offer::ContinueInNewLog, Some(ContinuesWhy::Damaged))
        }
        Why::Damaged(_) | Why::Short(Shortfall::OtherRoot { .. } | Shortfall::Shorter { .. }) => {
            (Offer::ReadOnly, None)
        }
        Why::Short(Shortfall::OlderCopy { .. }) => {
            (Offer::ContinueInNewLog, Some(ContinuesWhy::OlderCopy))
        }
    };
    Damaged {
        folder: folder.to_owned(),
        reason: why.to_string(),
        offer,
        continues,
        findings: None,
        page: None,
    }
}
