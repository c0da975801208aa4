//! The session itself: the state that is on the disk, what is on its way there, and what has not got there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::begin::Ground;
use super::job::Jobs;
use super::keys::Tries;
use super::notice::{Alarm, Notice, Ticket, Unsaved};
use super::ports::{
    Clock, Desk, Entropy, Locale, Object, Order, PortError, Workers, Writer, Written,
};
use super::queue::{Flight, Queued};
use crate::event::Mode;
use crate::production::{Context, Fresh, Library, Names, Production, Signing};
use crate::statement::{Past, SheetRow, Text};
use crate::terms::{Digest, ItemId, LogId, Millis, PersonId, RunId, Stamp, StepPath};

/// The ports of one sitting.
pub struct Ports {
    /// The time.
    pub clock: Box<dyn Clock>,
    /// Random bits.
    pub entropy: Box<dyn Entropy>,
    /// The disk.
    pub writer: Box<dyn Writer>,
    /// Other threads.
    pub workers: Box<dyn Workers>,
    /// Files and keys for those threads.
    pub desk: Arc<dyn Desk>,
    /// Where the laptop is.
    pub locale: Locale,
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ports").field("locale", &self.locale).finish_non_exhaustive()
    }
}

/// One sitting at one production.
pub struct Session {
    pub(super) ports: Ports,
    pub(super) folder: PathBuf,
    pub(super) state: Arc<Production>,
    pub(super) past: Past,
    pub(super) names: Arc<Names>,
    pub(super) text_names: crate::statement::Names,
    pub(super) library: Arc<Library>,
    pub(super) head: Option<Written>,
    pub(super) alarm_heads: super::alarmed::Heads,
    /// Size and root at the end of the newest closed segment.
    pub(super) closed: Option<Written>,
    /// Whether the open segment says anything that an export must hold.
    pub(super) unexported: bool,
    pub(super) text: Option<Text>,
    pub(super) queue: VecDeque<Queued>,
    pub(super) flight: Option<Flight>,
    pub(super) unsaved: Vec<Unsaved>,
    /// When a showing was entered that could only be recorded later, by its line: it is as old as that.
    pub(super) late: BTreeMap<u64, Stamp>,
    pub(super) broken: Option<PortError>,
    pub(super) reopening: bool,
    pub(super) now: Stamp,
    /// Files and notes on their way.
    pub(super) keeping: u32,
    pub(super) tickets: u64,
    pub(super) seat: Option<PersonId>,
    pub(super) signing: Signing,
    pub(super) came_up: Option<(RunId, StepPath, Stamp)>,
    pub(super) objects: BTreeMap<Digest, Object>,
    /// The files of answers that this sitting made durable.
    pub(super) durable: BTreeSet<Digest>,
    /// What was read of private objects, beside the state.
    pub(super) private: super::private::Read,
    /// What was read of how people are reached.
    pub(super) details: super::private::ReadDetails,
    /// The list that is being taken in.
    pub(super) intake: Option<super::intake::Intake>,
    pub(super) jobs: Jobs,
    pub(super) tasks: BTreeMap<u64, super::drive::Task>,
    pub(super) tries: BTreeMap<PersonId, Tries>,
    pub(super) notices: Vec<Notice>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("folder", &self.folder)
            .field("size", &self.state.size())
            .field("alarm", &self.alarm())
            .finish_non_exhaustive()
    }
}

impl Session {
    /// A sitting over what a log holds; the writer is at its end.
    #[must_use]
    pub fn new(mut ports: Ports, folder: &Path, ground: Ground, library: Arc<Library>) -> Self {
        let now = ports.clock.now();
        let mut tries = ground.tries;
        tries.values_mut().for_each(|one| one.begin(&now));
        let mut session = Self {
            ports,
            folder: folder.to_owned(),
            state: Arc::new(ground.state),
            past: ground.past,
            names: Arc::new(Names::default()),
            text_names: crate::statement::Names::new(),
            library,
            head: ground.head,
            alarm_heads: ground.alarm_heads,
            closed: ground.closed,
            unexported: ground.unexported,
            text: None,
            queue: VecDeque::new(),
            flight: None,
            unsaved: Vec::new(),
            late: BTreeMap::new(),
            broken: None,
            reopening: false,
            now,
            keeping: 0,
            tickets: 0,
            seat: None,
            signing: Signing::Sheet,
            came_up: None,
            objects: BTreeMap::new(),
            durable: BTreeSet::new(),
            private: super::private::Read::new(),
            details: super::private::ReadDetails::new(),
            intake: None,
            jobs: Jobs::default(),
            tasks: BTreeMap::new(),
            tries,
            notices: Vec::new(),
        };
        for (digest, name) in ground.names {
            session.learn(digest, name);
        }
        session.library = ground.kept.taken_up(&session.library, &session.state);
        for (path, bytes) in ground.keep {
            session.keep(Order::Keep { path, bytes });
        }
        // Erased by a line, and not gone before the program ended.
        for object in ground.left {
            session.forget_one(object);
        }
        session
    }

    /// Everything that follows from the lines on the disk.
    #[must_use]
    pub fn state(&self) -> &Production {
        &self.state
    }

    /// The same, to be kept by a job.
    #[must_use]
    pub fn shared(&self) -> Arc<Production> {
        Arc::clone(&self.state)
    }

    /// The people's names.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The checklists at hand.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Takes other lists for what begins from now on; every run keeps the revision that it began with.
    pub fn use_lists(&mut self, library: &Library) {
        let held = library.keeping(&self.library, self.state.runs());
        let named = self.state.overlays().filter(|file| held.source(file.sha256).is_none());
        let texts = named.filter_map(|file| self.library.source(file.sha256));
        let gone: Vec<(String, String)> =
            texts.map(|source| (source.name.clone(), source.text.to_string())).collect();
        self.library = Arc::new(if gone.is_empty() { held } else { held.with_texts(&gone) });
    }

    /// The production's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// When the clock was read last.
    #[must_use]
    pub fn now(&self) -> &Stamp {
        &self.now
    }

    /// Minutes from UTC.
    #[must_use]
    pub fn offset(&self) -> i32 {
        self.ports.locale.offset
    }

    /// What this log is called in the names of files.
    #[must_use]
    pub fn log(&self) -> Option<LogId> {
        self.state.created().map(|created| created.log)
    }

    /// Whether it is a drill.
    #[must_use]
    pub fn is_drill(&self) -> bool {
        self.state.is_drill()
    }

    pub(super) fn mode(&self) -> Mode {
        if self.is_drill() { Mode::Drill } else { Mode::Live }
    }

    /// Size and root of the log on the disk.
    #[must_use]
    pub fn head(&self) -> Option<&Written> {
        self.head.as_ref()
    }

    /// Who is at the keyboard.
    #[must_use]
    pub fn seat(&self) -> Option<PersonId> {
        self.seat
    }

    /// Somebody sits down at the keyboard.
    pub fn sit(&mut self, person: Option<PersonId>) {
        self.seat = person;
    }

    /// When people of this production sign.
    #[must_use]
    pub fn signing(&self) -> Signing {
        self.signing
    }

    /// Sets when people of this production sign.
    pub fn set_signing(&mut self, signing: Signing) {
        self.signing = signing;
    }

    /// The step that a run stands at is on the screen; the first call for a step counts.
    pub fn shows(&mut self, run: RunId, step: &StepPath) {
        let same = self.came_up.as_ref().is_some_and(|(r, s, _)| *r == run && s == step);
        if !same {
            self.came_up = Some((run, step.clone(), self.now.clone()));
        }
    }

    /// Where the newest STOP is: the worst of what is pressed, recorded and not recorded.
    #[must_use]
    pub fn alarm(&self) -> Alarm {
        let waiting = self.queue.iter().any(Queued::alarms)
            || self.flight.as_ref().is_some_and(|flight| flight.queued.alarms());
        let unsaved = |one: &Unsaved| super::queue::is_stop(&one.happened);
        if self.unsaved.iter().any(unsaved) || (waiting && self.broken.is_some()) {
            Alarm::NotRecorded
        } else if waiting {
            Alarm::Pressed
        } else if self.state.is_stopped() {
            Alarm::Recorded
        } else {
            Alarm::None
        }
    }

    /// What happened and is not on the disk, in order.
    #[must_use]
    pub fn unsaved(&self) -> &[Unsaved] {
        &self.unsaved
    }

    /// The showings of this sitting that were recorded late: when each was entered, by its line.
    #[must_use]
    pub fn late(&self) -> &BTreeMap<u64, Stamp> {
        &self.late
    }

    /// Why nothing can be saved, while that is so.
    #[must_use]
    pub fn broken(&self) -> Option<&PortError> {
        self.broken.as_ref()
    }

    /// The commands on their way to the disk, the one being written first.
    pub fn waiting(&self) -> impl Iterator<Item = Ticket> {
        let flight = self.flight.iter().map(|flight| flight.queued.ticket);
        flight.chain(self.queue.iter().map(|queued| queued.ticket))
    }

    /// Whether everything entered is on the disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.flight.is_none()
            && self.queue.is_empty()
            && self.unsaved.is_empty()
            && self.intake.is_none()
            && !self.is_keeping_files()
    }

    /// Free space on the volume in bytes, as of the newest line.
    #[must_use]
    pub fn free_space(&self) -> Option<u64> {
        self.head.as_ref()?.free
    }

    /// The work that goes on.
    #[must_use]
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// An identifier for an item that is not in the book, so that what happened with it can be recorded all the same.
    pub fn unused_item(&mut self) -> ItemId {
        loop {
            let fresh = self.ports.entropy.fresh();
            let free = fresh.0.iter().map(|bits| ItemId::from_random(*bits));
            if let Some(item) = free.into_iter().find(|item| !self.state.book().knows(*item)) {
                return item;
            }
        }
    }

    /// The fold that statements are made from.
    #[must_use]
    pub fn past(&self) -> &Past {
        &self.past
    }

    /// The rows of somebody's next sheet.
    #[must_use]
    pub fn sheet_rows(&self, person: PersonId) -> Vec<&SheetRow> {
        self.past.sheet_rows(person)
    }

    /// How long until something that is shown may change by itself; `None` for never.
    #[must_use]
    pub fn next_wake(&self) -> Option<Millis> {
        let lapse = self.state.next_change(&self.now);
        let signing = self.past.standing().pending().map(|one| {
            let over = one.up.saturating_add(crate::event::PENDING_AT_MOST).saturating_add(1);
            over.saturating_sub(self.now.up)
        });
        let tries = self.tries.values().filter_map(|tries| tries.left(&self.now)).min();
        [lapse, signing, tries].into_iter().flatten().min().map(|millis| millis.max(1))
    }

    pub(super) fn learn(&mut self, object: Digest, name: String) {
        Arc::make_mut(&mut self.names).add(object, name.clone());
        self.text_names.insert(object, name);
    }

    /// Everything but state and command that a decision may depend on.
    pub(super) fn with_context<T>(
        &self,
        fresh: Fresh,
        opened: Option<&Stamp>,
        seat: Option<PersonId>,
        f: impl FnOnce(&Context<'_>) -> T,
    ) -> T {
        f(&Context {
            now: &self.now,
            opened,
            seat,
            fresh,
            size: self.state.size(),
            offset: self.ports.locale.offset,
            signing: self.signing,
            library: &self.library,
            names: &self.names,
        })
    }
}
