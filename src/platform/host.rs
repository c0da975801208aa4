//! The laptop as the window sees it: wishes become work on other threads, and their ends become notices.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::clock::SystemClock;
use super::dialogs;
use super::entropy::SystemEntropy;
use super::keys;
use super::laptop::{Laptop, Opened};
use super::settings::{self, Kept};
use super::workers::Threads;
use crate::session::{
    Clock as _, ContinuesWhy, Control, Failure, Host, HostNotice, JobId, JobKind, Jobs, Library,
    Lists, Plan, PortError, Recent, Review, Session, Settings, Shelf, Trouble, Wake, Wanted, Wish,
    Work, Workers as _, create, sample,
};
use crate::verify::Options;

/// The wake that the window sets; before that, nothing is woken.
#[derive(Clone, Default)]
struct Bell(Arc<Mutex<Option<Wake>>>);

impl fmt::Debug for Bell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bell")
    }
}

impl Bell {
    /// A wake that rings whatever is set at the time.
    #[must_use]
    fn wake(&self) -> Wake {
        let bell = self.clone();
        Arc::new(move || {
            let wake = bell.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(wake) = wake {
                wake();
            }
        })
    }

    fn set(&self, wake: Wake) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }
}

/// What came of looking at the user's own lists; `None` where nothing changed.
type Looked = Option<(JobId, Box<Lists>)>;

/// The laptop behind the window.
#[derive(Debug)]
pub struct Machine {
    laptop: Laptop,
    bell: Bell,
    threads: Threads,
    jobs: Jobs,
    next: u64,
    /// What looked at the lists before this job began may not have seen what it wrote.
    lists_after: JobId,
    kept: Kept,
    notices: Vec<HostNotice>,
    /// How many key files others can read.
    exposed: Arc<AtomicUsize>,
}

impl Machine {
    /// The laptop; everything of this program's under `root` where one is given.
    #[must_use]
    pub fn new(root: Option<PathBuf>) -> Self {
        let bell = Bell::default();
        let laptop = Laptop::new(root, bell.wake());
        let threads = Threads::start(&bell.wake());
        let kept = settings::read(&laptop.paths().settings());
        let exposed = Arc::new(AtomicUsize::new(keys::exposed(laptop.paths()).len()));
        Self {
            laptop,
            bell,
            threads,
            jobs: Jobs::default(),
            next: 1,
            lists_after: JobId(0),
            kept,
            notices: Vec::new(),
            exposed,
        }
    }

    fn work(&self, job: JobId, wish: Wish) -> (JobKind, Work) {
        let laptop = self.laptop.clone();
        let notice = |notice: HostNotice| -> crate::session::Worked { Box::new(notice) };
        match wish {
            Wish::Create(plan) => (
                JobKind::Create,
                Box::new(move |control| notice(created(job, &laptop, &plan, control))),
            ),
            Wish::Sample { folder } => (
                JobKind::Create,
                Box::new(move |control| notice(sampled(job, &laptop, &folder, control))),
            ),
            Wish::Open { folder } => {
                let exposed = Arc::clone(&self.exposed);
                let open = move |_: &Control| {
                    look_at_keys(&laptop, &exposed);
                    notice(opened(job, &laptop, &folder))
                };
                (JobKind::Open, Box::new(open))
            }
            Wish::Continue { folder, why } => (
                JobKind::Continue,
                Box::new(move |_| notice(continued(job, &laptop, &folder, why))),
            ),
            Wish::Review { path, trust, head } => (
                JobKind::Review,
                Box::new(move |control| {
                    notice(reviewed(job, &laptop, &path, (trust.as_deref(), head), control))
                }),
            ),
            Wish::Lists => {
                let shelf = self.laptop.shelf();
                let look = move |_: &Control| -> crate::session::Worked {
                    Box::new(super::shelf::look_again(&shelf).map(|lists| (job, Box::new(lists))))
                };
                (JobKind::Lists, Box::new(look))
            }
            Wish::KeepList(list) => (
                JobKind::KeepList,
                Box::new(move |_| {
                    let kept = super::shelf::keep(&list);
                    notice(HostNotice::ListKept(job, list.path, kept))
                }),
            ),
            Wish::PlayGolden(wish) => (
                JobKind::PlayGolden,
                Box::new(move |control| {
                    notice(HostNotice::GoldenPlayed(job, super::golden::play(&wish, control)))
                }),
            ),
            Wish::WritePage { path, page, typed } => (
                JobKind::WritePage,
                Box::new(move |_| {
                    let written =
                        page.bytes().and_then(|page| super::shelf::write_page(&path, &page, typed));
                    notice(match written {
                        Ok(()) => HostNotice::PageWritten(job, path),
                        Err(error) => HostNotice::Failed(job, Trouble::from(error)),
                    })
                }),
            ),
            Wish::RosterSheet { folder, page } => (
                JobKind::WritePage,
                Box::new(move |_| {
                    notice(match laptop.roster_sheet(&folder, &page) {
                        Ok(_) => HostNotice::PageWritten(job, page),
                        Err(error) => HostNotice::Failed(job, Trouble::from(error)),
                    })
                }),
            ),
            Wish::PickFolder => pick(job, &dialogs::Choice::Folder),
            Wish::PickBundle => pick(job, &dialogs::Choice::Bundle),
            Wish::PickFile(Wanted::Picture) => pick(job, &dialogs::Choice::Picture),
            Wish::PickFile(Wanted::File) => pick(job, &dialogs::Choice::File),
            Wish::PickList => pick(job, &dialogs::Choice::List),
            Wish::PickAnswer => pick(job, &dialogs::Choice::Answer),
            Wish::PickSave { name } => pick(job, &dialogs::Choice::Save(name)),
        }
    }

    /// Takes the lists that were found; what was read while a list was being written may be older than it.
    fn looked(&mut self, looked: Looked) {
        let writing = self.jobs.iter().any(|job| job.kind == JobKind::KeepList);
        if let Some((job, lists)) = looked.filter(|(job, _)| !writing && *job >= self.lists_after) {
            self.laptop.use_lists(&lists);
            self.notices.push(HostNotice::Lists(job, lists));
        }
    }

    fn remember(&mut self, session: &Session) {
        let Some(created) = session.state().created() else { return };
        let folder = session.folder().to_owned();
        self.kept.recent.retain(|recent| recent.folder != folder);
        let at = SystemClock::new().now().wall;
        let recent = Recent {
            title: created.title.clone(),
            folder,
            drill: session.is_drill(),
            at,
            here: true,
        };
        self.kept.recent.insert(0, recent);
        self.save();
    }

    fn save(&mut self) {
        if let Err(error) = settings::write(&self.laptop.paths().settings(), &self.kept) {
            self.notices.push(HostNotice::NotKept(Trouble::from(error)));
        }
    }
}

impl Host for Machine {
    fn set_wake(&mut self, wake: Wake) {
        self.bell.set(wake);
    }

    fn recent(&self) -> Vec<Recent> {
        self.kept.recent.clone()
    }

    fn home(&self) -> PathBuf {
        self.laptop.paths().home().to_owned()
    }

    fn start(&mut self, wish: Wish) -> JobId {
        let id = JobId(self.next);
        self.next += 1;
        let control = Control::default();
        if matches!(wish, Wish::KeepList(_)) {
            self.lists_after = id;
        }
        let (kind, work) = self.work(id, wish);
        self.jobs.begin(id, kind, control.clone());
        self.threads.start(id.0, control, work);
        id
    }

    fn cancel(&mut self, job: JobId) {
        if let Some(job) = self.jobs.get(job) {
            job.control.cancel();
        }
    }

    fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    fn poll(&mut self) -> Vec<HostNotice> {
        for (id, worked) in self.threads.finished() {
            self.jobs.end(JobId(id));
            let worked = match worked.downcast::<Looked>() {
                Ok(looked) => {
                    self.looked(*looked);
                    continue;
                }
                Err(worked) => worked,
            };
            if let Ok(notice) = worked.downcast::<HostNotice>() {
                match &*notice {
                    HostNotice::Opened(_, session) => self.remember(session),
                    // Both may have written into the folder.
                    HostNotice::ListKept(..) | HostNotice::GoldenPlayed(..) => {
                        self.start(Wish::Lists);
                    }
                    HostNotice::ReadOnly(..)
                    | HostNotice::Damaged(..)
                    | HostNotice::Reviewed(..)
                    | HostNotice::Picked(..)
                    | HostNotice::Lists(..)
                    | HostNotice::PageWritten(..)
                    | HostNotice::Failed(..)
                    | HostNotice::NotKept(_) => {}
                }
                self.notices.push(*notice);
            }
        }
        std::mem::take(&mut self.notices)
    }

    fn has_dialogs(&self) -> bool {
        dialogs::there_are()
    }

    fn library(&self) -> Arc<Library> {
        self.laptop.library()
    }

    fn shelf(&self) -> Arc<Shelf> {
        self.laptop.shelf()
    }

    fn settings(&self) -> &Settings {
        &self.kept.settings
    }

    fn exposed_keys(&self) -> usize {
        self.exposed.load(Ordering::Relaxed)
    }

    fn make_keys_private(&mut self) {
        let (laptop, exposed) = (self.laptop.clone(), Arc::clone(&self.exposed));
        let id = JobId(self.next);
        self.next += 1;
        let work = move |_: &Control| -> crate::session::Worked {
            let done = keys::make_private(laptop.paths());
            look_at_keys(&laptop, &exposed);
            match done {
                Ok(()) => Box::new(()),
                Err(error) => Box::new(HostNotice::NotKept(Trouble::from(PortError::new(
                    format!("not every key file could be made private: {error}"),
                    "Look at who owns the files, then try again.",
                )))),
            }
        };
        self.threads.start(id.0, Control::default(), Box::new(work));
    }

    fn keep(&mut self, settings: Settings) {
        self.kept.settings = settings;
        self.save();
    }
}

fn look_at_keys(laptop: &Laptop, exposed: &AtomicUsize) {
    exposed.store(keys::exposed(laptop.paths()).len(), Ordering::Relaxed);
}

fn failed(job: JobId, failure: Failure) -> HostNotice {
    let trouble = match failure {
        Failure::Trouble(trouble) => trouble,
        Failure::Refused(refusal) => {
            Trouble::from(PortError::new(refusal.to_string(), refusal.remedy()))
        }
    };
    HostNotice::Failed(job, trouble)
}

fn created(job: JobId, laptop: &Laptop, plan: &Plan, control: &Control) -> HostNotice {
    let made = create(
        plan,
        &laptop.files(),
        &mut SystemEntropy,
        laptop.library(),
        |writer| laptop.ports(writer),
        control,
    );
    made.map_or_else(
        |failure| failed(job, failure),
        |session| HostNotice::Opened(job, Box::new(session)),
    )
}

fn sampled(job: JobId, laptop: &Laptop, folder: &Path, control: &Control) -> HostNotice {
    let made = sample(
        folder,
        &laptop.files(),
        &mut SystemEntropy,
        laptop.library(),
        |writer| laptop.ports(writer),
        control,
    );
    made.map_or_else(
        |failure| failed(job, failure),
        |session| HostNotice::Opened(job, Box::new(session)),
    )
}

fn opened(job: JobId, laptop: &Laptop, folder: &Path) -> HostNotice {
    match laptop.open(folder) {
        Ok(Opened::Sitting(session)) => HostNotice::Opened(job, session),
        Ok(Opened::ReadOnly(record)) => HostNotice::ReadOnly(job, record),
        Ok(Opened::Damaged(damaged)) => HostNotice::Damaged(job, damaged),
        Err(failure) => failed(job, failure),
    }
}

fn continued(job: JobId, laptop: &Laptop, folder: &Path, why: ContinuesWhy) -> HostNotice {
    match laptop.continue_in_new_log(folder, why) {
        Ok(session) => HostNotice::Opened(job, Box::new(session)),
        Err(failure) => failed(job, failure),
    }
}

fn reviewed(
    job: JobId,
    laptop: &Laptop,
    path: &Path,
    (trust, head): (Option<&Path>, Option<String>),
    control: &Control,
) -> HostNotice {
    let review = || -> Result<Review, PortError> {
        let mut options = match trust {
            None => Options::default(),
            Some(file) => {
                let bytes = super::desk::read(file)?;
                let read = Options::trusting(&bytes);
                read.map_err(|error| {
                    PortError::new(
                        format!("{}: {error}", file.display()),
                        "Choose an allowed_signers file.",
                    )
                })?
            }
        };
        options.head = head;
        Ok(Review::of(path, &laptop.review_watched(path, options, control)?))
    };
    match review() {
        Ok(review) => HostNotice::Reviewed(job, Box::new(review)),
        Err(error) => HostNotice::Failed(job, Trouble::from(error)),
    }
}

/// A dialog; made here, on the thread that draws, and waited for on another.
#[cfg(feature = "gui")]
fn pick(job: JobId, choice: &dialogs::Choice) -> (JobKind, Work) {
    let dialog = dialogs::there_are().then(|| dialogs::Dialog::new(choice));
    let work: Work = Box::new(move |_| {
        Box::new(HostNotice::Picked(job, dialog.and_then(dialogs::Dialog::wait)))
    });
    (JobKind::Pick, work)
}

#[cfg(not(feature = "gui"))]
fn pick(job: JobId, _choice: &dialogs::Choice) -> (JobKind, Work) {
    (JobKind::Pick, Box::new(move |_| Box::new(HostNotice::Picked(job, None))))
}
