//! The window over a laptop and a sitting: it polls, builds the view, draws, and has done what was asked for.

mod anchoring;
mod attaching;
mod handing;
mod hearing;
mod intake;
mod lists;
mod perform;
mod printing;
mod private;
mod reviewed;
mod sight;
mod situating;
mod window;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::gui::action::{Action, Errand, FileFor, Pin, Place};
use crate::gui::shell::{Message, Shell};
use crate::gui::theme::Preset;
use crate::gui::view::{Reviewed, Sheet, View, WayOn, Written};
use crate::production::Library;
use crate::report::Deck;
use crate::run::Answer;
use crate::session::{
    Along, ContinuesWhy, Exchanged, Handed, HandoverCame, Host, HostNotice, JobId, Leaf, Session,
    Shelf, Situation, Source, Theme, Ticket, Wanted,
};
use crate::terms::{ConcernId, ItemId, Millis, PersonId, RunId, Stamp, StepPath};

pub use window::{Failed, open};

/// Ages are shown by the minute, so the window wakes at least so often, in milliseconds.
const MINUTE: Millis = 60_000;

/// The program in its window.
pub struct App {
    host: Box<dyn Host>,
    library: Arc<Library>,
    shelf: Arc<Shelf>,
    home: String,
    shell: Shell,
    session: Option<Session>,
    situation: Situation,
    sheets: (u64, Vec<Sheet>),
    stranger: Option<ItemId>,
    /// Whether the window was asked to close while something was not saved.
    asked_to_close: bool,
    reviewed: Option<Reviewed>,
    exported: Option<Written>,
    exchanged: Option<Exchanged>,
    way_on: Option<WayOn>,
    picks: BTreeMap<JobId, Picked>,
    attaching: attaching::Attaching,
    /// What is being sealed to the safety officer, until it is durable.
    sealing: Vec<(JobId, Pin, Option<ConcernId>)>,
    follow: Vec<(Ticket, Follow)>,
    /// A page that waits for somebody to say where it goes.
    page: Option<Leaf>,
    /// When the user's own lists were looked at last, in seconds of the window.
    looked: Option<f64>,
    look: Option<Preset>,
    scale: Scale,
    now: Stamp,
}

/// How large everything is: by the settings, or by Ctrl with plus and minus, which the settings then follow.
#[derive(Clone, Copy, Debug, Default)]
struct Scale {
    /// What the settings said when it was set.
    set: Option<u16>,
    /// What it was in the frame before, in percent.
    seen: Option<u16>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("place", &self.shell.place).finish_non_exhaustive()
    }
}

/// What a chosen path is for.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Picked {
    Open,
    Attach(FileFor, Wanted),
    Review,
    Export(Handed),
    Disclose(RunId, Along),
    Exchange,
    RequestTime,
    TakeTime,
    WriteHandover(u32),
    ReadHandover,
    Unsaved,
    Print,
    Cards(Deck),
    List,
}

/// What is shown once a command is on the disk.
#[derive(Clone, Debug)]
enum Follow {
    /// The run that it began.
    Run,
    /// The same, about this thing, and this answer to its first step, where that is the one that was shown.
    RunWith(ItemId, StepPath, Answer),
    /// A sentence.
    Say(String),
    /// The next set-up.
    SetUp,
    /// The cards that the numbers were taken for, written there; whether that was typed.
    Cards(PathBuf, bool, Deck),
    /// What was taken in, in words; refused, it is shown again.
    TakenIn(Box<HandoverCame>, String),
    /// Who was entered to take something along, in words.
    Taker(PersonId, String),
}

impl App {
    /// The program over a laptop.
    #[must_use]
    pub fn new(host: Box<dyn Host>) -> Self {
        let (library, shelf) = (host.library(), host.shelf());
        let home = host.home().display().to_string();
        Self {
            host,
            library,
            shelf,
            home,
            shell: Shell::default(),
            session: None,
            situation: Situation::default(),
            sheets: (0, Vec::new()),
            stranger: None,
            asked_to_close: false,
            reviewed: None,
            exported: None,
            exchanged: None,
            way_on: None,
            picks: BTreeMap::new(),
            attaching: attaching::Attaching::default(),
            sealing: Vec::new(),
            follow: Vec::new(),
            page: None,
            looked: None,
            look: None,
            scale: Scale::default(),
            now: sight::long_ago(),
        }
    }

    /// The sitting, for tests.
    pub fn session(&mut self) -> Option<&mut Session> {
        self.session.as_mut()
    }

    /// The shell, for tests.
    pub fn shell(&mut self) -> &mut Shell {
        &mut self.shell
    }

    /// One frame: what came in, the picture, what was asked for; all of it in this order.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        self.poll();
        self.watch_lists(ui.ctx());
        self.stay_for_the_unsaved(ui.ctx());
        self.dress(ui.ctx());
        let mut asked: Vec<Action> = Vec::new();
        // What a key or a press changes may have been drawn before it, in this very frame.
        let pressed = ui.input(|input| input.events.iter().any(is_press));
        self.with_view(|shell, view| shell.draw(ui, view, &mut asked));
        // Asking for a picture that is being read already changes nothing on the screen.
        let any = asked.iter().any(|one| !matches!(one, Action::Do(Errand::LookAt(_))));
        self.say_if_nothing_takes_files(ui.ctx(), &asked);
        // An action may lead to another: beginning a run where the set-up says everything is a command at once.
        let mut turns = 0;
        while !asked.is_empty() && turns < 4 {
            asked = asked.into_iter().flat_map(|action| self.perform(action)).collect();
            turns += 1;
        }
        if any {
            self.poll();
        }
        if any || pressed {
            ui.ctx().request_repaint();
        }
        ui.ctx().request_repaint_after(Duration::from_millis(self.next_wake()));
    }

    /// The first wish to close the window is not granted while something that happened stands in no log.
    fn stay_for_the_unsaved(&mut self, ctx: &egui::Context) {
        let saved = self.session.as_ref().is_none_or(Session::is_saved)
            && self.shell.drafts.checklists.is_saved();
        if saved {
            self.asked_to_close = false;
        }
        if !ctx.input(|input| input.viewport().close_requested()) || self.asked_to_close {
            return;
        }
        if !saved {
            self.asked_to_close = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.complain(
                "Something that was entered is not on the disk.",
                "Write it to another disk or on paper, then close again.",
            );
        }
    }

    /// How long until something that is shown changes by itself.
    fn next_wake(&self) -> Millis {
        let of_minute = MINUTE - self.now.wall.millis().unsigned_abs() % MINUTE;
        let busy = !self.host.jobs().is_empty()
            || self.session.as_ref().is_some_and(|one| !one.jobs().is_empty());
        let own = self.session.as_ref().and_then(Session::next_wake);
        let lists = if self.shell.place == Place::Checklists { lists::EVERY } else { MINUTE };
        let least = own.unwrap_or(MINUTE).min(of_minute).min(lists);
        if busy { least.min(100) } else { least }.max(1)
    }

    /// Hears the host and the sitting; never waits.
    fn poll(&mut self) {
        for notice in self.host.poll() {
            self.hear(notice);
        }
        let Some(session) = &mut self.session else { return };
        let (now, notices) = session.poll();
        self.now = now;
        for notice in notices {
            self.hear_sitting(notice);
        }
        self.count_sheets();
        self.name_stranger();
        self.step_is_shown();
    }

    /// Tells the sitting which step is on the screen, so that an answer which comes too fast is marked.
    fn step_is_shown(&mut self) {
        let (Place::Run(run), Some(session)) = (self.shell.place, &mut self.session) else {
            return;
        };
        let face = session.state().face(run, session.library(), session.names(), &self.now);
        if let Some(face) = face {
            session.shows(run, &face.step);
        }
    }

    /// The identifier for the next thing that is not in the book.
    fn name_stranger(&mut self) {
        let Some(session) = &mut self.session else { return };
        if self.stranger.is_none_or(|item| session.state().book().knows(item)) {
            self.stranger = Some(session.unused_item());
        }
    }

    /// The rows of each witness, worded anew whenever a line was added.
    fn count_sheets(&mut self) {
        let Some(session) = &self.session else { return };
        let size = session.state().size();
        if self.sheets.0 != size {
            self.sheets = (size, sight::sheets(session));
        }
    }

    fn dress(&mut self, ctx: &egui::Context) {
        let wanted = match self.host.settings().theme {
            Theme::Day | Theme::Sun => Preset::Day,
            Theme::Dim | Theme::Night => Preset::Dim,
        };
        if self.look != Some(wanted) {
            crate::gui::theme::choose(ctx, wanted);
            self.look = Some(wanted);
        }
        self.dress_scale(ctx);
        crate::gui::theme::fit_targets(ctx, self.host.settings().gloves);
    }

    fn dress_scale(&mut self, ctx: &egui::Context) {
        let wanted = self.host.settings().scale;
        let percent = |scale: u16| if scale == 0 { 100 } else { scale };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped before it is cut"
        )]
        let here = (ctx.zoom_factor() * 100.0).round().clamp(20.0, 500.0) as u16;
        if self.scale.set != Some(wanted) {
            ctx.set_zoom_factor(f32::from(percent(wanted)) / 100.0);
            self.scale.set = Some(wanted);
        } else if self.scale.seen.is_some_and(|seen| seen != here) && here != percent(wanted) {
            let mut settings = self.host.settings().clone();
            settings.scale = here;
            self.host.keep(settings);
            self.scale.set = Some(here);
        }
        self.scale.seen = Some(here);
    }

    /// Builds the view and hands it to `draw` together with the shell.
    fn with_view<T>(&mut self, draw: impl FnOnce(&mut Shell, View<'_>) -> T) -> T {
        let recent = self.host.recent();
        let jobs = sight::work(self.host.jobs(), self.session.as_ref());
        let open = self.session.as_ref().map(|session| {
            let seen = (self.sheets.1.as_slice(), &self.attaching.pictures);
            sight::open(session, &self.situation, seen, self.stranger, &self.now)
        });
        let view = View {
            now: &self.now,
            open: open.as_ref(),
            library: &self.library,
            shelf: &self.shelf,
            settings: self.host.settings(),
            recent: &recent,
            home: &self.home,
            dialogs: self.host.has_dialogs(),
            jobs: &jobs,
            review: self.reviewed.as_ref(),
            exported: self.exported.as_ref(),
            exchanged: self.exchanged.as_ref(),
            exposed_keys: self.host.exposed_keys(),
            way_on: self.way_on.as_ref(),
        };
        draw(&mut self.shell, view)
    }

    fn say(&mut self, words: impl Into<String>) {
        self.shell.message =
            Some(Message { words: words.into(), remedy: String::new(), bad: false });
    }

    fn complain(&mut self, words: impl Into<String>, remedy: impl Into<String>) {
        self.shell.message =
            Some(Message { words: words.into(), remedy: remedy.into(), bad: true });
    }

    fn hear(&mut self, notice: HostNotice) {
        match notice {
            HostNotice::Opened(_, session) => self.sit_down(*session),
            HostNotice::ReadOnly(_, record) => {
                let (why, remedy) = (record.why.clone(), record.remedy.clone());
                self.reviewed = Some(reviewed::record(&record));
                self.shell.go(Place::Review);
                if let Some(continues) = record.continues {
                    self.offer_new_log(record.folder.clone(), continues, why);
                    return;
                }
                self.complain(format!("It can only be read: {why}."), remedy);
            }
            HostNotice::Damaged(_, mut damaged) => {
                self.reviewed = reviewed::damaged(&mut damaged);
                if self.reviewed.is_some() {
                    self.shell.go(Place::Review);
                }
                if let Some(continues) = damaged.continues {
                    self.offer_new_log(damaged.folder, continues, damaged.reason);
                    return;
                }
                let remedy = reviewed::way_on(damaged.offer);
                self.complain(format!("This log cannot be continued: {}.", damaged.reason), remedy);
            }
            HostNotice::Reviewed(_, review) => {
                self.reviewed = Some(reviewed::review(*review));
                self.shell.go(Place::Review);
            }
            HostNotice::Picked(job, path) => self.picked(job, path),
            HostNotice::Lists(_, lists) => self.take_lists(*lists),
            HostNotice::ListKept(_, path, kept) => self.list_kept(&path, kept),
            HostNotice::GoldenPlayed(_, played) => {
                self.shell.drafts.checklists.played(played);
            }
            HostNotice::PageWritten(_, path) => self.say(format!("Written to {}.", path.display())),
            HostNotice::Failed(_, trouble) => self.complain(trouble.to_string(), trouble.remedy()),
            HostNotice::NotKept(trouble) => self.complain(trouble.to_string(), trouble.remedy()),
        }
    }

    fn offer_new_log(&mut self, folder: PathBuf, why: ContinuesWhy, reason: String) {
        self.way_on = Some(WayOn { folder, why, reason });
        self.shell.go(Place::Continue);
    }

    fn picked(&mut self, job: JobId, path: Option<PathBuf>) {
        let (Some(what), Some(path)) = (self.picks.remove(&job), path) else { return };
        match what {
            Picked::Open => self.start_opening(path),
            Picked::Attach(at, wanted) => self.attach(at, wanted, Source::File(path)),
            Picked::Review => self.start_review(path),
            Picked::Export(handed) => self.start_export(&path, (false, handed)),
            Picked::Disclose(run, along) => self.disclose(&path, false, (run, along)),
            Picked::Exchange => self.start_exchange(&path),
            Picked::RequestTime => self.request_time(&path, false),
            Picked::TakeTime => self.take_time(&path),
            Picked::WriteHandover(number) => self.write_handover(&path, false, number),
            Picked::ReadHandover => self.read_handover(&path),
            Picked::Unsaved => self.write_unsaved(&path),
            Picked::Print => self.write_page(path, false),
            Picked::Cards(deck) => self.take_numbers(path, false, deck),
            Picked::List => self.read_list(&path),
        }
    }

    fn sit_down(&mut self, mut session: Session) {
        let production = session.state().created().map(|created| created.production);
        self.situation =
            production.map(|id| self.host.settings().situation(id)).unwrap_or_default();
        if self.situation.recorder.is_none() {
            sight::guess(&session, &mut self.situation);
        }
        // The seat is whoever the bar names, so it is taken once that is known.
        session.set_signing(self.situation.signing);
        session.sit(self.situation.recorder);
        self.sheets = (0, Vec::new());
        self.exported = None;
        self.exchanged = None;
        self.attaching = attaching::Attaching::default();
        self.shell.drafts.put_list_away();
        self.way_on = None;
        self.follow.clear();
        let interrupted = session
            .state()
            .runs()
            .rev()
            .find(|run| run.is_open() && run.held().is_some())
            .map(crate::run::Run::id);
        if session.has_unread() {
            // Beside the state: where it cannot be read, everything else works as before.
            let _reading = session.unseal();
        }
        self.session = Some(session);
        self.shell.go(interrupted.map_or(Place::Board, Place::Run));
        self.poll();
    }
}

/// Whether it may change what is on the screen; a pointer that only moves is drawn anyway.
fn is_press(event: &egui::Event) -> bool {
    !matches!(event, egui::Event::PointerMoved(_) | egui::Event::MouseMoved(_))
}
