//! A draft becomes a release: its golden runs, its approval, and the bytes that are in use after it.

use std::fs;

use egui_kittest::SnapshotResults;
use showclear::checklist::{Status, read};
use showclear::platform::Machine;
use tempfile::TempDir;

use super::lists::{DRAFT, Lists, picture};
use super::*;

const ALL_PASS: &str = "All 5 golden runs pass with exactly these bytes";

/// The lists of the real laptop, and a production in memory.
struct Both {
    machine: Machine,
    session: Option<Session>,
    notices: Vec<HostNotice>,
}

impl Host for Both {
    fn set_wake(&mut self, wake: Wake) {
        self.machine.set_wake(wake);
    }

    fn recent(&self) -> Vec<Recent> {
        Vec::new()
    }

    fn home(&self) -> PathBuf {
        self.machine.home()
    }

    fn start(&mut self, wish: Wish) -> JobId {
        match (wish, self.session.take()) {
            (Wish::Sample { .. }, Some(session)) => {
                self.notices.push(HostNotice::Opened(JobId(0), Box::new(session)));
                JobId(0)
            }
            (wish, session) => {
                self.session = session;
                self.machine.start(wish)
            }
        }
    }

    fn cancel(&mut self, job: JobId) {
        self.machine.cancel(job);
    }

    fn jobs(&self) -> &Jobs {
        self.machine.jobs()
    }

    fn poll(&mut self) -> Vec<HostNotice> {
        let mut all = std::mem::take(&mut self.notices);
        all.extend(self.machine.poll());
        all
    }

    fn has_dialogs(&self) -> bool {
        false
    }

    fn library(&self) -> Arc<Library> {
        self.machine.library()
    }

    fn shelf(&self) -> Arc<showclear::session::Shelf> {
        self.machine.shelf()
    }

    fn settings(&self) -> &Settings {
        self.machine.settings()
    }

    fn keep(&mut self, settings: Settings) {
        self.machine.keep(settings);
    }
}

impl Lists {
    /// The same with the sample production open.
    fn sampled() -> (World, Self) {
        let (world, session) = sample();
        let root = TempDir::new().unwrap();
        let machine = Machine::new(Some(root.path().to_owned()));
        let host = Both { machine, session: Some(session), notices: Vec::new() };
        let builder = Harness::builder().with_size(vec2(1280.0, 800.0)).with_max_steps(16);
        let builder = builder.with_context_setup(|ctx| theme::install(ctx, Preset::Day));
        let app = App::new(Box::new(host));
        let harness = builder.build_ui_state(|ui, app: &mut App| app.frame(ui), app);
        let mut lists = Self { root, harness: at_board(harness) };
        lists.press("Go to Checklists");
        (world, lists)
    }
}

fn can_release(lists: &Lists) -> bool {
    !lists.harness.get_by_label("Release revision 2").accesskit_node().is_disabled()
}

fn golden(lists: &Lists, case: &str) -> PathBuf {
    lists.folder().join(format!("golden/cold-gun-empty.{case}.txt"))
}

#[test]
fn what_a_release_needs_is_a_list_with_what_to_do() {
    let mut lists = Lists::new();
    lists.draft();
    lists.press("Release");
    assert!(lists.shows("The draft is saved"));
    assert!(lists.shows("SHA-256 "));
    assert!(lists.shows("Open the production whose two people approve it."));
    assert!(!can_release(&lists), "nobody has approved it");
}

#[test]
fn a_draft_is_released_once_two_have_signed_its_very_bytes() {
    let (_world, mut lists) = Lists::sampled();
    lists.draft();
    lists.press("Release");
    assert!(lists.shows("First what stands above."), "no approval before the runs");
    lists.until("the runs", |one| one.shows(ALL_PASS));
    assert!(lists.shows("Put it up for approval; an armorer or property master"));
    lists.press("Put it up for approval");
    assert!(lists.shows("It is put up: propose it under Approval and local rules."));
    lists.press("Go to its approval");
    lists.press("Who is speaking: Sample Armorer");
    lists.press("Open Cold gun: empty, shown clear, revision 2");
    lists.press("Propose Cold gun: empty, shown clear");
    lists.press("Armorer or property master: Sample Armorer");
    lists.press("Sign Cold gun: empty, shown clear");
    for name in ["Sample Armorer", "Sample Safety Officer"] {
        sign_as(&mut lists.harness, name);
    }
    lists.press("Go to Board");
    lists.press("Show clear G-07");
    assert!(lists.shows("Example, not approved by this production"), "the revision in use goes on");
    let before = session(&mut lists.harness).state().runs().next_back().unwrap().list();

    lists.press("Go to Checklists");
    lists.until("the runs", |one| one.shows(ALL_PASS));
    assert!(lists.shows("Approved by Sample Armorer, Sample Safety Officer"));
    assert!(can_release(&lists));
    lists.press("Release revision 2");
    lists.until("the library", |one| one.shows("Search in every word of the lists"));
    lists.until("the release", |one| one.files() == ["cold-gun-empty.2.ron", "golden"]);
    lists.until("both revisions", |one| {
        one.shows("Read revision 1 of Cold gun: empty, shown clear")
            && one.shows("Read Cold gun: empty, shown clear")
    });
    assert!(lists.shows("Approved by this production"));
    let list = read("x", &lists.file("cold-gun-empty.2.ron")).unwrap();
    assert_eq!((list.rev, list.status), (2, Status::Released));
    let session = session(&mut lists.harness);
    let run = session.state().runs().next_back().unwrap();
    assert_eq!(run.list(), before, "a run stays on the revision that it began with");
    assert!(session.library().of(run).is_some());
    assert_eq!(session.library().named("cold-gun-empty").unwrap().rev, 2, "for what begins now");
}

#[test]
fn a_draft_that_is_changed_after_it_was_put_up_is_another_one() {
    let (_world, mut lists) = Lists::sampled();
    lists.draft();
    lists.press("Release");
    lists.until("the runs", |one| one.shows(ALL_PASS));
    lists.press("Put it up for approval");
    lists.press("Change 1  Muzzle and finger?");
    lists.fill("Step 1: Question", "Where does it point?");
    assert!(!lists.shows(ALL_PASS), "those were other bytes");
    lists.until("the words on the disk", |one| one.file(DRAFT).contains("Where does it point?"));
    lists.until("its approval, anew", |one| {
        one.shows("Put it up for approval; an armorer or property master")
    });
}

#[test]
fn the_runs_of_a_shipped_list_are_taken_over_and_never_written_over() {
    let mut lists = Lists::new();
    fs::create_dir_all(lists.folder().join("golden")).unwrap();
    fs::write(golden(&lists, "clean"), "# Mine.\n").unwrap();
    lists.draft();
    lists.press("Release");
    lists.until("the runs", |one| one.shows("Golden runs: 4 of 5 pass"));
    assert!(lists.shows("clean: the list is never begun in it"), "an empty run proves nothing");
    assert_eq!(fs::read_to_string(golden(&lists, "clean")).unwrap(), "# Mine.\n");
    let shipped = include_str!("../../../checklists/golden/cold-gun-empty.stopped.txt");
    assert_eq!(fs::read_to_string(golden(&lists, "stopped")).unwrap(), shipped);
}

#[test]
fn a_run_that_comes_otherwise_withholds_until_what_it_gives_was_read_and_accepted() {
    let (_world, mut lists) = Lists::sampled();
    lists.draft();
    lists.press("Release");
    lists.until("the runs", |one| one.shows(ALL_PASS));
    let text = lists.file(DRAFT).replace("finger off\"", "no finger on it\"");
    fs::write(lists.folder().join(DRAFT), text).unwrap();
    lists.until("the other words", |one| one.shows("clean: line 6 comes otherwise"));
    assert!(lists.shows("Golden runs: 0 of 5 pass") && lists.shows("First what stands above."));
    assert!(lists.shows("Expected: muzzle/1: pointed at nobody, finger off"));
    assert!(lists.shows("Found: muzzle/1: pointed at nobody, no finger on it"));
    assert!(!lists.shows("Accept what it gives now"), "not before it is shown whole");
    let before = fs::read_to_string(golden(&lists, "clean")).unwrap();
    lists.press("Show the whole difference: clean");
    lists.press("Accept what clean gives now");
    lists.until("the run anew", |one| one.shows("Golden runs: 1 of 5 pass"));
    assert!(lists.shows("clean: passes"));
    let after = fs::read_to_string(golden(&lists, "clean")).unwrap();
    assert_eq!(after, before.replace("finger off", "no finger on it"));
    // What somebody writes into a run meanwhile is seen.
    fs::write(golden(&lists, "clean"), format!("{after}> dance\n")).unwrap();
    lists.until("the slip", |one| one.shows("not understood: no such line: dance"));
    assert!(lists.shows("Golden runs: 0 of 5 pass"));
}

#[test]
fn a_list_without_runs_says_how_one_is_written_and_is_not_released() {
    let text = include_str!("../../../checklists/rubber-out.ron").replace(
        "id: \"rubber-out\", rev: 1, status: Released",
        "id: \"mine\", rev: 2, status: Draft",
    );
    let mut lists = Lists::with(&[("mine.2.draft.ron", &text)], 1.0, Preset::Day);
    lists.press("Show: Drafts");
    lists.press("Read draft 2 of Rubber gun out");
    lists.press("Go on with the draft");
    lists.press("Release");
    lists.until("the runs", |one| one.shows("Golden runs: none yet"));
    for case in ["clean", "stopped", "recovered"] {
        assert!(lists.shows(&format!("golden/mine.{case}.txt")));
    }
    let folder = lists.folder().join("golden");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("mine.clean.txt"), "# Begun.\n> start mine R-07\n").unwrap();
    lists.until("the run", |one| one.shows("clean: line 3 comes otherwise"));
    lists.press("Show the whole difference: clean");
    lists.press("Accept what clean gives now");
    lists.until("what it lacks", |one| one.shows("clean: the list is never done in it"));
    assert!(!can_release(&lists) && lists.shows("Write golden/mine.stopped.txt"));
    lists.press("How to write a golden run");
    assert!(lists.shows("> start"), "the guide");
}

#[test]
fn what_a_release_needs_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        results.extend(picture(preset, "release", |lists| {
            lists.draft();
            lists.press("Release");
            lists.until("the runs", |one| one.shows(ALL_PASS));
            let clean = fs::read_to_string(golden(lists, "clean")).unwrap();
            fs::write(golden(lists, "clean"), clean.replace("finger off", "finger on it")).unwrap();
            lists.until("the other run", |one| one.shows("Golden runs: 4 of 5 pass"));
            lists.press("Show the whole difference: clean");
        }));
    }
}
