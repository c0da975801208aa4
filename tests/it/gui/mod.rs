//! The window over a laptop in memory: every page by its name, the curtain, and STOP by the pointer wherever one is.

mod after;
mod alarmed;
mod amending;
mod anchored;
mod code;
mod containers;
mod day;
mod files;
mod handing;
mod happened;
mod head;
mod held;
mod inventory;
mod keyless;
mod kinds;
mod laptops;
mod lists;
mod main_job;
mod meeting;
mod missing;
mod names;
mod pages;
mod photos;
mod printing;
mod private;
mod release;
mod review;
mod rounds;
mod rules;
mod scanner;
mod signing;
mod situation;
mod snapshots;
mod stopping;
mod takes;
mod translating;
mod under;
mod units;
mod unsaved;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use showclear::gui::theme::{self, Preset, contrast};
use showclear::gui::{App, Place};
use showclear::production::{Ask, Command, Library, Start};
use showclear::session::{
    Alarm, Host, HostNotice, JobId, Jobs, Recent, Session, Settings, Wake, Wish,
};

use crate::session::world::World;
use crate::session::{copied, sample, shipped};
use crate::support::CpuRenderer;

/// A laptop that opens one sitting, whatever it is asked for, and remembers what that was.
struct Laptop {
    session: Option<Session>,
    notices: Vec<HostNotice>,
    settings: Settings,
    library: Arc<Library>,
    jobs: Jobs,
    wishes: Arc<Mutex<Vec<String>>>,
    /// The disk whose files are looked at where a review is asked for.
    disk: Option<World>,
}

impl Laptop {
    fn new(session: Option<Session>) -> Self {
        Self {
            session,
            notices: Vec::new(),
            settings: Settings::default(),
            library: shipped(),
            jobs: Jobs::default(),
            wishes: Arc::default(),
            disk: None,
        }
    }
}

impl Host for Laptop {
    fn set_wake(&mut self, _wake: Wake) {}

    fn recent(&self) -> Vec<Recent> {
        Vec::new()
    }

    fn home(&self) -> PathBuf {
        PathBuf::from("/sample")
    }

    fn start(&mut self, wish: Wish) -> JobId {
        if let (Wish::Review { path, .. }, Some(disk)) = (&wish, &self.disk) {
            self.notices.push(amending::reviewed(path, disk));
        }
        let said = if let Wish::WritePage { path, page, .. } = wish {
            let page = page.bytes().unwrap();
            format!("WritePage {}: {}", path.display(), String::from_utf8_lossy(&page))
        } else {
            format!("{wish:?}")
        };
        self.wishes.lock().unwrap().push(said);
        self.notices.extend(
            self.session.take().map(|session| HostNotice::Opened(JobId(1), Box::new(session))),
        );
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

type Window = Harness<'static, App>;

fn over(laptop: Laptop) -> Window {
    sized(laptop, vec2(1280.0, 800.0), 1.0)
}

/// A window of so many points, with so many pixels to the point.
fn sized(laptop: Laptop, size: Vec2, pixels: f32) -> Window {
    let builder = Harness::builder().with_pixels_per_point(pixels);
    let builder = builder.with_size(size).with_max_steps(16).with_render_cursor(false);
    let builder = builder.renderer(CpuRenderer::default());
    let builder = builder.with_context_setup(|ctx| theme::install(ctx, Preset::Day));
    let app = App::new(Box::new(laptop));
    let mut harness = builder.build_ui_state(|ui, app: &mut App| app.frame(ui), app);
    harness.run_ok();
    harness
}

fn window(session: Option<Session>) -> Window {
    over(Laptop::new(session))
}

/// The window with a production open, at its board.
fn opened() -> (World, Window) {
    let (world, session) = copied();
    (world, at_board(window(Some(session))))
}

/// The window with the sample open, at its board.
fn sampled() -> (World, Window) {
    let (world, session) = sample();
    (world, at_board(window(Some(session))))
}

fn at_board(mut harness: Window) -> Window {
    harness.get_by_label("Try the sample production").click();
    settle(&mut harness);
    harness
}

/// A few frames: what is asked for reaches the disk and comes back.
fn settle(harness: &mut Window) {
    for _ in 0..4 {
        harness.step();
    }
}

/// Presses the button of that name as a screen reader does, wherever the page is scrolled to.
#[track_caller]
fn press(harness: &mut Window, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click_accesskit();
    settle(harness);
}

/// Presses a key by itself.
fn key(harness: &mut Window, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// Types into whatever has the focus.
fn type_text(harness: &mut Window, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    settle(harness);
}

fn shows(harness: &Window, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[track_caller]
fn session(harness: &mut Window) -> &mut Session {
    harness.state_mut().session().unwrap()
}

/// Presses where the node is drawn, as a hand does; a screen reader's click would reach it under anything.
fn point_at_stop(harness: &mut Window) {
    let pos = harness.get_by_label("STOP").rect().center();
    harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        });
    }
}

fn alarm(harness: &mut Window) -> Alarm {
    session(harness).alarm()
}

#[test]
fn the_first_page_offers_what_a_stranger_needs() {
    let harness = window(None);
    for name in ["Try the sample production", "New production", "Open a production"] {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
    assert!(
        harness.query_by_label("STOP").is_none(),
        "nothing can be stopped before something is open"
    );
}

#[test]
fn every_page_opens_by_its_name() {
    let (_world, mut harness) = opened();
    for (name, shown) in [
        ("Go to Set-up", "Set-up"),
        ("Go to Showings", "Sheet of showings"),
        ("Go to Items", "Items"),
        ("Go to Checklists", "Checklists"),
        ("Go to Export", "Export"),
        ("Go to Review", "Review"),
        ("Go to Settings", "Settings"),
        ("Go to Keys", "Keys"),
        ("Go to Board", "Last recorded"),
    ] {
        harness.get_by_label(name).click();
        settle(&mut harness);
        assert!(
            harness.query_all_by_label_contains(shown).next().is_some(),
            "{name} shows {shown}"
        );
        assert!(harness.query_by_label("STOP").is_some(), "{name} keeps STOP");
        assert!(harness.query_by_label("What happened").is_some(), "{name} keeps What happened");
    }
}

#[test]
fn the_first_count_is_nowhere_once_it_is_entered() {
    let (_world, mut harness) = opened();
    begin(&mut harness);
    harness.get_by_label("clear direction, nobody in line").click();
    settle(&mut harness);
    for digit in ["4", "7"] {
        harness.get_by_role_and_label(Role::Button, digit).click();
        harness.step();
    }
    let open = harness.query_all_by(|node| {
        [node.value(), node.label()].into_iter().flatten().any(|told| told.contains("47"))
    });
    assert_eq!(open.count(), 0, "hidden while it is being entered, too");
    harness.get_by_label("Enter").click();
    settle(&mut harness);
    assert!(
        harness.query_all_by_label_contains("Sample First AD").next().is_some(),
        "the second is asked"
    );
    let told = harness.query_all_by_label_contains("47").next().is_some();
    assert!(!told, "the first count is behind the curtain, for a screen reader too");
    let valued =
        harness.query_all_by(|node| node.value().is_some_and(|value| value.contains("47")));
    assert_eq!(valued.count(), 0);
}

/// Begins the short list of the tests and shows its first step.
fn begin(harness: &mut Window) {
    let session = harness.state_mut().session().unwrap();
    let wall = session.now().wall;
    let who = |role: &str| session.state().roster().with_role(role, wall).next().unwrap().id;
    let roles = ["armorer", "first_ad"]
        .map(|role| showclear::event::Witness { role: role.parse().unwrap(), person: who(role) });
    let start = Start {
        overlays: Vec::new(),
        lang: None,
        list: session.library().named("shown-empty").unwrap().source.sha256,
        roles: roles.to_vec(),
        recorder: who("recorder"),
        inputs: vec![(
            "gun".to_owned(),
            session.state().book().by_tag("G-07").unwrap().id.to_string(),
        )],
        recorded: showclear::event::Recorded::Live,
        card: None,
        claimed: None,
        place: showclear::production::SetUp::default(),
    };
    session.perform(Command::Ask(Ask::Start(start))).unwrap();
    let run = session.state().runs().next_back().unwrap().id();
    harness.state_mut().shell().go(Place::Run(run));
    settle(harness);
}

#[test]
fn what_is_read_has_contrast_enough_in_both_presets() {
    for preset in Preset::ALL {
        let palette = preset.palette();
        for ground in [palette.canvas, palette.surface, palette.sunken] {
            assert!(contrast(palette.ink, ground) >= 7.0, "{preset:?}: text");
            assert!(contrast(palette.quiet, ground) >= 7.0, "{preset:?}: text beside");
            assert!(contrast(palette.line, ground) >= 3.0, "{preset:?}: outline of a control");
            assert!(contrast(palette.focus, ground) >= 3.0, "{preset:?}: focus");
        }
        for tone in [
            palette.accent,
            palette.stop,
            palette.caution,
            palette.in_force,
            palette.lapsed,
            palette.inert,
        ] {
            assert!(contrast(tone.text, tone.tint) >= 7.0, "{preset:?}: {tone:?} on its tint");
            assert!(contrast(tone.on_fill, tone.fill) >= 7.0, "{preset:?}: {tone:?} on its fill");
        }
    }
}

/// Everything that can be pressed or typed in now: role and name.
fn controls(harness: &Window) -> Vec<(Role, String)> {
    let pressed = |role: Role| {
        matches!(
            role,
            Role::Button | Role::TextInput | Role::PasswordInput | Role::MultilineTextInput
        )
    };
    let all = harness.query_all_by(move |node| pressed(node.role()));
    all.map(|node| {
        (node.accesskit_node().role(), node.accesskit_node().label().unwrap_or_default())
    })
    .collect()
}

/// The sample's list for an empty revolver, by the names on its buttons, up to its declaration.
fn show_clear(harness: &mut Window) {
    press(harness, "Show clear G-07");
    look(harness);
}

/// What is looked at in it, up to the count that declares.
fn look(harness: &mut Window) {
    for answer in [
        "pointed at nobody, finger off",
        "G-07",
        "gate open, turned through all, each seen empty",
        "rod passed from muzzle to recoil plate",
        "6",
        "6",
    ] {
        press(harness, answer);
    }
}

/// The PIN of whoever signs next, typed into the field that has the focus.
fn sign_as(harness: &mut Window, name: &str) {
    let pin = showclear::session::SAMPLE_PEOPLE.iter().find(|one| one.name == name).unwrap();
    type_text(harness, pin.pin.unwrap());
    press(harness, &format!("Sign as {name}"));
}
