//! The window over a laptop in memory: every page by its name, the curtain, and STOP by the pointer wherever one is.

mod happened;
mod review;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Event, Modifiers, PointerButton, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use showclear::gui::theme::{self, Preset, contrast};
use showclear::gui::{App, Place};
use showclear::production::{Ask, Command, Library, Start};
use showclear::session::{
    Alarm, Host, HostNotice, JobId, Jobs, Recent, Session, Settings, Wake, Wish,
};

use crate::session::world::World;
use crate::session::{library, made};

/// A laptop that opens one sitting, whatever it is asked for.
struct Laptop {
    session: Option<Session>,
    notices: Vec<HostNotice>,
    settings: Settings,
    jobs: Jobs,
}

impl Host for Laptop {
    fn set_wake(&mut self, _wake: Wake) {}

    fn recent(&self) -> Vec<Recent> {
        Vec::new()
    }

    fn home(&self) -> PathBuf {
        PathBuf::from("/sample")
    }

    fn start(&mut self, _wish: Wish) -> JobId {
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
        library()
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn keep(&mut self, settings: Settings) {
        self.settings = settings;
    }
}

fn window(session: Option<Session>) -> Harness<'static, App> {
    let laptop = Laptop {
        session,
        notices: Vec::new(),
        settings: Settings::default(),
        jobs: Jobs::default(),
    };
    let builder = Harness::builder().with_size(vec2(1280.0, 800.0)).with_max_steps(16);
    let builder = builder.with_context_setup(|ctx| theme::install(ctx, Preset::Day));
    let app = App::new(Box::new(laptop));
    let mut harness = builder.build_ui_state(|ui, app: &mut App| app.frame(ui), app);
    harness.run_ok();
    harness
}

/// The window with a production open, at its board.
fn opened() -> (World, Harness<'static, App>) {
    let (world, session) = made();
    let mut harness = window(Some(session));
    harness.get_by_label("Try the sample production").click();
    settle(&mut harness);
    (world, harness)
}

/// A few frames: what is asked for reaches the disk and comes back.
fn settle(harness: &mut Harness<'_, App>) {
    for _ in 0..6 {
        harness.step();
    }
}

/// Presses where the node is drawn, as a hand does; a screen reader's click would reach it under anything.
fn point_at_stop(harness: &mut Harness<'_, App>) {
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

fn alarm(harness: &mut Harness<'_, App>) -> Alarm {
    harness.state_mut().session().unwrap().alarm()
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
fn stop_by_the_pointer_takes_effect_within_one_frame_on_every_page() {
    for place in [
        Place::Board,
        Place::SetUp,
        Place::Sheet,
        Place::Book,
        Place::Checklists,
        Place::Export,
        Place::Review,
        Place::Settings,
        Place::Help,
        Place::Happened,
    ] {
        for hung in [false, true] {
            let (world, mut harness) = opened();
            harness.state_mut().shell().go(place);
            settle(&mut harness);
            world.lock().hung = hung;
            point_at_stop(&mut harness);
            harness.step();
            assert_ne!(alarm(&mut harness), Alarm::None, "{place:?}, hung: {hung}");
            harness.step();
            let told =
                harness.query_all_by_label_contains("STOPPED. Say it aloud.").next().is_some();
            assert!(told, "{place:?}, hung: {hung}: it is on the screen");
            if hung {
                assert_eq!(
                    alarm(&mut harness),
                    Alarm::Pressed,
                    "not shown as recorded before it is on the disk"
                );
            }
        }
    }
}

#[test]
fn stop_by_the_pointer_works_with_a_field_focused_and_by_its_key() {
    let (_world, mut harness) = opened();
    harness.state_mut().shell().go(Place::SetUp);
    settle(&mut harness);
    harness.get_all_by_role(egui::accesskit::Role::TextInput).next().unwrap().focus();
    harness.step();
    point_at_stop(&mut harness);
    harness.step();
    assert_ne!(alarm(&mut harness), Alarm::None);

    let (_world, mut harness) = opened();
    harness.state_mut().shell().go(Place::SetUp);
    settle(&mut harness);
    harness.get_all_by_role(egui::accesskit::Role::TextInput).next().unwrap().focus();
    harness.step();
    harness.key_press(egui::Key::F12);
    harness.step();
    assert_ne!(alarm(&mut harness), Alarm::None, "the key is taken before any field");
}

#[test]
fn stop_by_the_pointer_works_in_the_middle_of_a_run() {
    let (world, mut harness) = opened();
    begin(&mut harness);
    world.lock().hung = true;
    point_at_stop(&mut harness);
    harness.step();
    assert_eq!(alarm(&mut harness), Alarm::Pressed);
}

#[test]
fn the_first_count_is_nowhere_once_it_is_entered() {
    let (_world, mut harness) = opened();
    begin(&mut harness);
    harness.get_by_label("clear direction, nobody in line").click();
    settle(&mut harness);
    for digit in ["4", "7"] {
        harness.get_by_role_and_label(egui::accesskit::Role::Button, digit).click();
        harness.step();
    }
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
fn begin(harness: &mut Harness<'_, App>) {
    let session = harness.state_mut().session().unwrap();
    let wall = session.now().wall;
    let who = |role: &str| session.state().roster().with_role(role, wall).next().unwrap().id;
    let roles = ["armorer", "first_ad"]
        .map(|role| showclear::event::Witness { role: role.parse().unwrap(), person: who(role) });
    let start = Start {
        list: session.library().named("shown-empty").unwrap().source.sha256,
        roles: roles.to_vec(),
        recorder: who("recorder"),
        inputs: vec![(
            "gun".to_owned(),
            session.state().book().by_tag("G-07").unwrap().id.to_string(),
        )],
        recorded: showclear::event::Recorded::Live,
        card: None,
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
