//! The Review page by accessible label: its order, its bars, its marks, altered files, and the production that is open.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use showclear::gui::theme::{self, Preset};
use showclear::gui::{App, Place};
use showclear::production::Library;
use showclear::review::{CANNOT_SHOW, UNPROVEN};
use showclear::session::{
    Host, HostNotice, JobId, Jobs, Recent, Review, Session, Settings, Wake, Wish,
};
use showclear::verify::{Checked, Files, Options, look};

use crate::session::{library, made};
use crate::verify::vector;

/// A laptop that gives what it is told to, and remembers which paths it was asked to review.
struct Shelf {
    notices: Vec<HostNotice>,
    asked: Rc<RefCell<Vec<PathBuf>>>,
    settings: Settings,
    jobs: Jobs,
}

impl Host for Shelf {
    fn set_wake(&mut self, _wake: Wake) {}

    fn recent(&self) -> Vec<Recent> {
        Vec::new()
    }

    fn home(&self) -> PathBuf {
        PathBuf::from("/sample")
    }

    fn start(&mut self, wish: Wish) -> JobId {
        if let Wish::Review { path, .. } = wish {
            self.asked.borrow_mut().push(path);
        }
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

fn window(notices: Vec<HostNotice>) -> (Rc<RefCell<Vec<PathBuf>>>, Harness<'static, App>) {
    let asked = Rc::new(RefCell::new(Vec::new()));
    let shelf = Shelf {
        notices,
        asked: Rc::clone(&asked),
        settings: Settings::default(),
        jobs: Jobs::default(),
    };
    let builder = Harness::builder().with_size(vec2(1280.0, 800.0)).with_max_steps(16);
    let builder = builder.with_context_setup(|ctx| theme::install(ctx, Preset::Day));
    let app = App::new(Box::new(shelf));
    let mut harness = builder.build_ui_state(|ui, app: &mut App| app.frame(ui), app);
    for _ in 0..4 {
        harness.step();
    }
    (asked, harness)
}

fn reviewed(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Harness<'static, App> {
    let mut files: Vec<(String, Vec<u8>)> = vector().into_iter().collect();
    change(&mut files);
    let mut all = Files::new();
    for (path, bytes) in &files {
        all.add(path.as_str(), bytes.as_slice());
    }
    let checked: Checked = look(&all, &Options::default());
    let review = Review::of(Path::new("/sample/Night Ferry.zip"), &checked);
    window(vec![HostNotice::Reviewed(JobId(1), Box::new(review))]).1
}

/// Where the words stand; the first of them where there are several.
fn top(harness: &Harness<'_, App>, words: &str) -> f32 {
    let found = harness.query_all_by_label_contains(words).next();
    assert!(found.is_some(), "{words:?} is not on the page");
    found.unwrap().rect().top()
}

fn in_order(harness: &Harness<'_, App>, words: &[&str]) {
    let tops: Vec<f32> = words.iter().map(|words| top(harness, words)).collect();
    assert!(tops.is_sorted(), "{words:?}: {tops:?}");
}

#[test]
fn what_was_not_recorded_comes_first_then_the_verdict_then_what_happened() {
    let harness = reviewed(|_| {});
    in_order(
        &harness,
        &[
            "SAMPLE Night Ferry",
            "What was not recorded",
            CANNOT_SHOW,
            "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED",
            "No lines removed up to entry",
            "Findings",
            "Show: dummies-proven, revision 4, G-07",
            "Show: Every row and how it stands",
            "Show: Statement 26, sheet of showings",
            "Custody, item by item",
        ],
    );
    assert!(harness.query_by_label("SAMPLE").is_some(), "a sample is marked");
    assert!(harness.query_by_label("UNPROVEN").is_none());
}

#[test]
fn of_altered_files_the_verdict_and_its_reason_come_first() {
    let harness = reviewed(|files| {
        files.iter_mut().find(|(path, _)| path.ends_with("-sheet.txt")).unwrap().1[0] ^= 1;
    });
    in_order(&harness, &["ALTERED", UNPROVEN, "What was not recorded", "Custody, item"]);
    assert!(harness.query_by_label("UNPROVEN").is_some(), "it is marked beside its title too");
}

#[test]
fn every_piece_of_a_bar_has_a_name_that_says_what_it_is() {
    let harness = reviewed(|_| {});
    let pieces = harness.query_all_by_label_contains("G-07 (revolver), ");
    let names: Vec<String> = pieces
        .filter_map(|piece| piece.accesskit_node().value())
        .filter(|name| name.contains(" for "))
        .collect();
    assert!(names.iter().any(|name| name.contains("in hand of Sample Performer")), "{names:?}");
    assert!(names.iter().any(|name| name.contains("nobody named")), "{names:?}");
}

#[test]
fn runs_texts_and_spans_unfold_and_close_again() {
    let mut harness = reviewed(|_| {});
    for (name, inside) in [
        ("dummies-proven, revision 4, G-07", "recorder: "),
        ("Statement 26, sheet of showings", "SHOWCLEAR SHEET"),
        ("Every row and how it stands", "struck by Sample First AD"),
    ] {
        let inside_is_there = |harness: &Harness<'_, App>| {
            harness.query_all_by_label_contains(inside).next().is_some()
        };
        let press = |harness: &mut Harness<'_, App>, does: &str| {
            let name = format!("{does}: {name}");
            harness.get_all_by_label_contains(&name).next().unwrap().click_accesskit();
            harness.step();
            harness.step();
        };
        assert!(!inside_is_there(&harness), "{name}");
        press(&mut harness, "Show");
        assert!(inside_is_there(&harness), "{name} shows {inside}");
        press(&mut harness, "Close");
        assert!(!inside_is_there(&harness), "{name}");
    }
}

#[test]
fn the_production_that_is_open_can_be_reviewed_as_it_stands_on_the_disk() {
    let (_world, session): (_, Session) = made();
    let folder = session.folder().to_owned();
    let (asked, mut harness) = window(vec![HostNotice::Opened(JobId(1), Box::new(session))]);
    harness.state_mut().shell().go(Place::Review);
    harness.step();
    harness.step();
    harness.get_by_label("Review this production").click();
    harness.step();
    harness.step();
    assert_eq!(*asked.borrow(), [folder]);
}

#[test]
fn a_run_of_the_open_production_is_disclosed_alone() {
    let (world, mut led) = super::sampled();
    super::show_clear(&mut led);
    drop(led);
    let session = crate::session::open_with(&world, crate::session::shipped()).unwrap();
    let run = session.state().runs().next_back().unwrap().id();
    let mut files = Files::new();
    let all = world.lock().files.clone();
    for (path, bytes) in all {
        files.add(path, bytes);
    }
    let review = Review::of(Path::new("/sample.drill"), &look(&files, &Options::default()));
    let notices = vec![
        HostNotice::Opened(JobId(1), Box::new(session)),
        HostNotice::Reviewed(JobId(2), Box::new(review)),
    ];
    let (_, mut harness) = window(notices);
    harness.state_mut().shell().go(Place::Review);
    harness.step();
    let press = |harness: &mut Harness<'static, App>, name: &str| {
        harness.get_by_label(name).click_accesskit();
        for _ in 0..8 {
            harness.step();
        }
    };
    let shown = harness.query_all_by_label_contains("Show: ");
    let names = shown.filter_map(|node| node.accesskit_node().label());
    let names: Vec<String> = names.collect();
    let show = names.iter().find(|name| name.contains(", G-07"));
    let show = show.unwrap_or_else(|| unreachable!("no run among {names:?}")).clone();
    press(&mut harness, &show);
    press(&mut harness, &format!("Disclose run {run} alone"));
    harness.get_by_label("Path of the file").focus();
    harness.step();
    harness.event(egui::Event::Text("/out/run.zip".to_owned()));
    harness.step();
    press(&mut harness, "Disclose to this path");
    let zip = world.lock().outside.get(Path::new("/out/run.zip")).cloned().unwrap();
    let found = showclear::verify::check(&Files::from_zip(&zip).unwrap(), &Options::default());
    assert_eq!(found.verdict(), showclear::verify::Verdict::LinesOnly, "{found}");
    assert!(found.disclosed.unwrap().run == run.to_string());
}
