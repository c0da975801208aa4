//! What one frame of the window costs on the processor, with a few items and with two hundred: the pass and the triangles, without
//! the drawing.
//!
//! `cargo bench --bench window` prints it as a share of what a screen of 60 Hz leaves. Nothing here is a test.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time, touches files, and stops where it cannot"
)]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Pos2, RawInput, Rect, vec2};
use showclear::event::{Recorded, Witness};
use showclear::gui::theme::{self, Preset};
use showclear::gui::{App, Place};
use showclear::platform::{Laptop, Opened};
use showclear::production::{Ask, Command, Happened, Moved, NewItem, SetUp, Start};
use showclear::session::{
    Host, HostNotice, JobId, Jobs, Library, Recent, Session, Settings, Wake, Wish,
};
use showclear::terms::{Act, Action, Barrel, ItemKind, RunId};

const FRAMES: usize = 400;
/// So many guns more than a day on a set has.
const MANY: u16 = 200;
/// A frame of a screen of 60 Hz.
const ROOM: Duration = Duration::from_micros(16_667);

fn main() {
    // `cargo test --benches` passes --test; then there is nothing to measure.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    for more in [0, MANY] {
        measure(more);
    }
}

/// The board and a run with the items of the sample production and `more`.
fn measure(more: u16) {
    let folder = tempfile::tempdir().unwrap();
    let laptop = Laptop::new(Some(folder.path().join("home")), Arc::new(|| {}));
    let production = folder.path().join("SAMPLE.drill");
    laptop.sample(&production).unwrap();
    let Ok(Opened::Sitting(mut session)) = laptop.open(&production) else {
        panic!("the sample does not open")
    };
    for at in 0..more {
        session.perform(Command::Ask(Ask::AddItem(revolver(at)))).unwrap();
    }
    let items = session.state().book().items().len();
    let run = begin(&mut session);
    let mut app = App::new(Box::new(Seated {
        notices: vec![HostNotice::Opened(JobId(1), session)],
        library: laptop.library(),
        settings: Settings::default(),
        jobs: Jobs::default(),
    }));
    let ctx = Context::default();
    theme::install(&ctx, Preset::Day);
    for (words, place) in [("board", Place::Board), ("run", Place::Run(run))] {
        frame(&ctx, &mut app);
        app.shell().go(place);
        let mut all: Vec<Duration> = (0..FRAMES).map(|_| frame(&ctx, &mut app)).collect();
        all.sort();
        let [middle, late] =
            [FRAMES / 2, FRAMES * 99 / 100].map(|at| all.get(at).copied().unwrap());
        println!(
            "{items} items, one frame of the {words} page: p50 {middle:?}, p99 {late:?}; of a frame at 60 Hz: {:.0} %",
            100.0 * middle.as_secs_f64() / ROOM.as_secs_f64(),
        );
    }
}

fn revolver(at: u16) -> NewItem {
    NewItem {
        kind: ItemKind::Revolver,
        tag: format!("G-{}", 1000 + at),
        action: Action::Single,
        barrel: Barrel::Open,
        capacity: Some(6),
        known_as: None,
        particulars: None,
    }
}

fn frame(ctx: &Context, app: &mut App) -> Duration {
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
    let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
    let start = Instant::now();
    let output = ctx.run_ui(input, |ui| app.frame(ui));
    let triangles = ctx.tessellate(output.shapes, output.pixels_per_point);
    let took = start.elapsed();
    assert!(!triangles.is_empty(), "something is drawn");
    took
}

/// Shows the gun clear up to its first question.
fn begin(session: &mut Session) -> RunId {
    let wall = session.now().wall;
    let who = |role: &str| session.state().roster().with_role(role, wall).next().unwrap().id;
    let roles = ["armorer", "first_ad"]
        .map(|role| Witness { role: role.parse().unwrap(), person: who(role) });
    let (recorder, armorer) = (who("recorder"), who("armorer"));
    let gun = session.state().book().by_tag("P-03").unwrap().id;
    let out = Moved::plain(gun, Act::TakeOut, None, Some(armorer));
    session.perform(Command::Happened(Happened::Moved(vec![out]))).unwrap();
    let start = Start {
        overlays: Vec::new(),
        lang: None,
        list: session.library().named("cold-gun-empty").unwrap().source.sha256,
        roles: roles.to_vec(),
        recorder,
        inputs: vec![("gun".to_owned(), gun.to_string())],
        recorded: Recorded::Live,
        card: None,
        claimed: None,
        place: SetUp::default(),
    };
    session.perform(Command::Ask(Ask::Start(start))).unwrap();
    session.state().runs().next_back().unwrap().id()
}

/// A laptop at which somebody already sits.
struct Seated {
    notices: Vec<HostNotice>,
    library: Arc<Library>,
    settings: Settings,
    jobs: Jobs,
}

impl Host for Seated {
    fn set_wake(&mut self, _wake: Wake) {}

    fn recent(&self) -> Vec<Recent> {
        Vec::new()
    }

    fn home(&self) -> PathBuf {
        PathBuf::from("/sample")
    }

    fn start(&mut self, _wish: Wish) -> JobId {
        JobId(1)
    }

    fn cancel(&mut self, _job: JobId) {}

    fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    fn poll(&mut self) -> Vec<HostNotice> {
        std::mem::take(&mut self.notices)
    }

    fn has_dialogs(&self) -> bool {
        false
    }

    fn library(&self) -> Arc<Library> {
        Arc::clone(&self.library)
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn keep(&mut self, settings: Settings) {
        self.settings = settings;
    }
}
