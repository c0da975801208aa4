//! The Checklists part over the real laptop: found, read, changed, checked, saved, contested, printed, mended.
#![expect(clippy::panic, clippy::indexing_slicing, reason = "a helper of tests may panic")]

use std::fs;

use egui_kittest::{SnapshotOptions, SnapshotResults};
use showclear::checklist::{Status, read};
use showclear::platform::Machine;
use tempfile::TempDir;

use super::*;

/// The window over a laptop in a folder of its own, at its lists.
pub(super) struct Lists {
    pub(super) root: TempDir,
    pub(super) harness: Window,
}

impl Lists {
    pub(super) fn new() -> Self {
        Self::with(&[], 1.0, Preset::Day)
    }

    pub(super) fn with(files: &[(&str, &str)], pixels: f32, preset: Preset) -> Self {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("data/checklists");
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        let mut machine = Machine::new(Some(root.path().to_owned()));
        let theme = match preset {
            Preset::Day => showclear::session::Theme::Day,
            Preset::Dim => showclear::session::Theme::Dim,
        };
        machine.keep(Settings { theme, ..Settings::default() });
        let builder = Harness::builder().with_pixels_per_point(pixels);
        let builder = builder.with_size(vec2(1280.0, 800.0)).with_max_steps(16);
        let builder = builder.with_render_cursor(false).renderer(CpuRenderer::default());
        let builder = builder.with_context_setup(|ctx| theme::install(ctx, Preset::Day));
        let app = App::new(Box::new(machine));
        let harness = builder.build_ui_state(|ui, app: &mut App| app.frame(ui), app);
        let mut lists = Self { root, harness };
        lists.harness.step();
        lists.harness.state_mut().shell().go(Place::Checklists);
        settle(&mut lists.harness);
        lists
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.root.path().join("data/checklists")
    }

    pub(super) fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).unwrap()
    }

    pub(super) fn files(&self) -> Vec<String> {
        let all = fs::read_dir(self.folder()).unwrap();
        let mut all: Vec<String> =
            all.map(|one| one.unwrap().file_name().to_string_lossy().into_owned()).collect();
        all.sort();
        all
    }

    /// Goes on drawing until it is so; the disk takes its time.
    #[track_caller]
    pub(super) fn until(&mut self, what: &str, so: impl Fn(&Self) -> bool) {
        for _ in 0..400 {
            self.harness.step();
            if so(self) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("{what} never came");
    }

    #[track_caller]
    pub(super) fn press(&mut self, name: &str) {
        press(&mut self.harness, name);
    }

    pub(super) fn shows(&self, words: &str) -> bool {
        shows(&self.harness, words)
    }

    /// Replaces what stands in a field.
    #[track_caller]
    pub(super) fn fill(&mut self, name: &str, text: &str) {
        let field = |node: &egui_kittest::Node<'_>| {
            matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput)
        };
        let all: Vec<_> = self.harness.query_all_by_label(name).filter(field).collect();
        assert_eq!(all.len(), 1, "{name}");
        all[0].focus();
        settle(&mut self.harness);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        settle(&mut self.harness);
        key(&mut self.harness, Key::Delete);
        type_text(&mut self.harness, text);
    }

    /// A draft of the list for an empty gun.
    pub(super) fn draft(&mut self) {
        self.press("Read Cold gun: empty, shown clear");
        self.press("Change this list");
        self.fill("Who changes it", "Sample Armorer");
        self.fill("Why", "Plainer words.");
        self.press("Make the draft");
        self.until("the draft", |one| one.folder().join(DRAFT).exists());
        self.until("the word of it", |one| !one.shows("saving"));
    }
}

pub(super) const DRAFT: &str = "cold-gun-empty.2.draft.ron";

#[test]
fn a_list_is_found_by_any_of_its_words_and_read_with_its_sources() {
    let mut lists = Lists::new();
    lists.fill("Search in every word of the lists", "recoil plate");
    assert!(lists.shows("Cold gun: empty, shown clear") && !lists.shows("Rubber gun"));
    lists.fill("Search in every word of the lists", "nowhere said");
    assert!(lists.shows("No list says that."));
    lists.fill("Search in every word of the lists", "");
    lists.press("Show: Drafts");
    assert!(lists.shows("No list says that."));
    lists.press("Show: In use");
    lists.press("Read Cold gun: empty, shown clear");
    for words in [
        "Muzzle and finger?",
        "recalled practice",
        "our proposal",
        "People die of this one",
        "At most 20 min. It ends when it changes hands",
        "Settled by Armorer and First AD.",
        "bore obstruction: step 5",
        "First edition, an example. (Showclear authors)",
        "Written in en.",
        "SHA-256 ",
    ] {
        assert!(lists.shows(words), "{words}");
    }
}

#[test]
fn a_word_is_changed_saved_and_undone_and_the_list_in_use_stays() {
    let mut lists = Lists::new();
    lists.draft();
    assert_eq!(lists.files(), [DRAFT]);
    lists.press("Change 1  Muzzle and finger?");
    assert!(lists.shows("Step 1 of 8"), "as it will look");
    lists.fill("Step 1: Question", "Where does \"it\" point?");
    assert!(lists.shows("Change 1  Where does \"it\" point?"));
    lists.until("the new words on the disk", |one| {
        one.file(DRAFT).contains("Where does \\\"it\\\" point?")
    });
    let list = read(DRAFT, &lists.file(DRAFT)).unwrap();
    assert_eq!((list.rev, list.status), (2, Status::Draft));
    assert_eq!(list.changes.last().unwrap().by, "Sample Armorer");
    lists.press("Changes");
    assert!(lists.shows("Where does"), "what changed is told");
    assert!(!lists.shows("Loosens"));
    lists.press("Undo");
    lists.until("the old words", |one| one.file(DRAFT).contains("Muzzle and finger?"));
    lists.press("Back to the lists");
    assert!(lists.shows("Read Cold gun: empty, shown clear"));
    let draft = "Read draft 2 of Cold gun: empty, shown clear";
    lists.until("the draft beside it", |one| one.shows(draft));
    lists.press("Read Cold gun: empty, shown clear");
    assert!(lists.shows("Go on with the draft"), "one draft of a list, not two");
}

#[test]
fn what_loosens_is_said_and_stands_first() {
    let mut lists = Lists::new();
    lists.draft();
    lists.press("Changes");
    lists.press("Change The list itself: title, roles, sources, times");
    lists.fill("What it declares lasts at most", "15 min");
    lists.fill("Title", "Cold gun: empty, shown clear to two");
    assert!(lists.shows("20 min became 15 min") && !lists.shows("Loosens: validity"));
    lists.fill("What it declares lasts at most", "1 h");
    lists.fill("Title", "Cold gun: empty, shown clear to both");
    assert!(lists.shows("Loosens: validity.lasts: it lasts: 20 min became 1 h"));
    lists.press("Change 2  Read the tag off the gun in hand");
    lists.press("Remove step 2");
    assert!(lists.shows("The step is removed. That loosens the list; Undo brings it back."));
    let tab = controls(&lists.harness).into_iter().find(|(_, name)| name.ends_with(" mistakes"));
    lists.press(&tab.unwrap().1);
    lists.press("Mistake 1: When to stop");
    lists.press("Remove STOP wrong-gun");
    lists.press("Mistake 1: The list itself");
    lists.press("Take out: swapped gun names step tag, which is gone");
    assert!(lists.shows("No mistakes"), "all of it without the text");
    lists.press("Changes");
    assert!(lists.shows("Loosens: steps.tag: the step is gone"));
    for _ in 0..3 {
        lists.press("Undo");
    }
    assert!(lists.shows("Change 2  Read the tag off the gun in hand"));
    assert!(lists.shows("No mistakes"));
}

#[test]
fn a_step_with_a_stop_is_added_by_the_form() {
    let mut lists = Lists::new();
    lists.draft();
    lists.press("Change 1  Muzzle and finger?");
    lists.press("Add a step after step 1");
    assert!(lists.shows("Write what is asked."));
    lists.fill("What is asked", "Who stands behind it?");
    lists.press("Who asks: First AD");
    lists.press("Who answers: Armorer");
    lists.fill("Answer 1", "nobody");
    assert!(lists.shows("Write what is said at the STOP."));
    lists.fill("What is said at the STOP", "STOP. Somebody stands behind it.");
    assert!(lists.shows("Say who settles the STOP."));
    lists.press("Who settles it: Armorer");
    lists.press("People die of this one");
    lists.press("Add the step");
    assert!(lists.shows("The step is added."));
    lists.press("Change 2  Who stands behind it?");
    assert!(lists.shows("Step 2 of 9") && lists.shows("First AD asks Armorer"));
    lists.until("the step on the disk", |one| one.file(DRAFT).contains("who-stands-behind-it"));
    let list = read(DRAFT, &lists.file(DRAFT)).unwrap();
    assert!(list.steps[1].killer);
    assert_eq!(list.stops.len(), 5);
    lists.press("Step 2 catches: muzzle at somebody");
    lists.press("No mistakes");
    assert!(!lists.shows("catches no hazard"), "the danger is named");
}

#[test]
fn a_file_that_changed_outside_is_taken_or_both_are_kept() {
    let mut lists = Lists::new();
    lists.draft();
    let path = lists.folder().join(DRAFT);
    let other = lists.file(DRAFT).replace("Muzzle and finger?", "Changed outside?");
    fs::write(&path, &other).unwrap();
    lists.until("what was written outside", |one| one.shows("Change 1  Changed outside?"));
    lists.press("Undo");
    lists.until("what stood before", |one| one.file(DRAFT).contains("Muzzle and finger?"));

    // Both at once: the file changes while words are being typed.
    lists.press("Change 1  Muzzle and finger?");
    lists.fill("Step 1: Question", "Mine?");
    fs::write(&path, &other).unwrap();
    lists.until("the question which stays", |one| one.shows("The file was changed outside"));
    assert!(lists.shows("NOT SAVED") && lists.shows("Change 1  Mine?"));
    lists.press("Keep mine, theirs is put beside it");
    lists.until("mine on the disk", |one| one.file(DRAFT).contains("Mine?"));
    let files = lists.files();
    let aside = files.iter().find(|name| name.ends_with(".txt")).unwrap();
    assert_eq!(lists.file(aside), other, "nothing is lost");
}

#[test]
fn what_cannot_be_written_is_said_and_kept() {
    let mut lists = Lists::new();
    lists.draft();
    // A folder stands in the place of the file.
    fs::remove_file(lists.folder().join(DRAFT)).unwrap();
    fs::create_dir(lists.folder().join(DRAFT)).unwrap();
    lists.press("Change 1  Muzzle and finger?");
    lists.fill("Step 1: Question", "Kept?");
    lists.until("that it is not saved", |one| one.shows("NOT SAVED: "));
    assert!(lists.shows("Change 1  Kept?"));
    fs::remove_dir(lists.folder().join(DRAFT)).unwrap();
    lists.press("Save again");
    lists.until("the words on the disk", |one| {
        fs::read_to_string(one.folder().join(DRAFT)).is_ok_and(|text| text.contains("Kept?"))
    });
}

const BROKEN: &str = "Checklist(\n    schema: 1, id: \"mine\", rev: 1, status: Draft, lang: \"en\", mode: ReadDo,\n    title: \"Mine\", purpose: \"At home.\",\n    roles: { \"armorer\": Role(title: \"Armorer\", filled_by: [\"armorer\"], handler: true) },\n    inputs: [Item(id: \"tray\", ask: \"Which tray?\", kinds: [\"dummy_tray\"])],\n    steps: [\n        Step(id: \"cart\", by: \"armourer\", kind: Confirm(ask: \"On the cart\")),\n    ],\n)\n";

#[test]
fn a_file_with_mistakes_stands_in_the_library_and_is_mended_in_its_text() {
    let mut lists = Lists::with(&[("mine.ron", BROKEN)], 1.0, Preset::Day);
    assert!(lists.shows("mine.ron has a mistake and cannot be used"));
    assert!(lists.shows("mine.ron:7:30: there is no role \"armourer\"; did you mean armorer?"));
    lists.press("Open the text of mine.ron");
    lists.press("mine.ron:7:30: there is no role \"armourer\"; did you mean armorer?");
    // The cursor stands before the wrong name; its letters are taken away and typed anew.
    for _ in 0.."\"armourer\"".len() {
        lists.harness.key_press(Key::Delete);
        lists.harness.step();
    }
    type_text(&mut lists.harness, "\"armorer\"");
    assert!(lists.shows("typed, not saved") && !lists.shows("1 mistake"));
    assert_eq!(lists.file("mine.ron"), BROKEN, "nothing is saved yet");
    lists.press("Save");
    lists.until("the text on the disk", |one| one.file("mine.ron").contains("by: \"armorer\""));
    lists.press("Back to the draft");
    lists.press("Back to the lists");
    lists.until("the list", |one| one.shows("Read draft 1 of Mine"));
}

#[test]
fn a_draft_is_put_away_and_not_lost() {
    let mut lists = Lists::new();
    lists.draft();
    let text = lists.file(DRAFT);
    lists.press("Put the draft away");
    lists.until("the library", |one| one.shows("Search in every word of the lists"));
    let files = lists.files();
    assert_eq!(files.len(), 1, "{files:?}");
    assert!(files[0].ends_with(".txt"));
    assert_eq!(lists.file(&files[0]), text);
}

#[test]
fn a_list_is_printed_to_where_the_person_says() {
    let mut lists = Lists::new();
    let path = lists.root.path().join("page.html");
    lists.press("Read Cold gun: empty, shown clear");
    lists.press("Print");
    let label =
        if lists.shows("Or type its path") { "Or type its path" } else { "Path of the page" };
    lists.fill(label, &path.display().to_string());
    lists.press("Write the page");
    lists.until("the page", |_| path.exists());
    lists.until("the word of it", |one| one.shows("Written to "));
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.contains("Muzzle and finger?"));
    // A typed path replaces nothing.
    lists.press("Print");
    lists.fill(label, &path.display().to_string());
    lists.press("Write the page");
    lists.until("the refusal", |one| one.shows("is there already"));
}

#[test]
fn the_guide_has_every_page() {
    let mut lists = Lists::new();
    lists.press("How to write a list");
    assert!(lists.shows("Every word of every list can be changed in the window."));
    let mut pages = 1;
    while lists.harness.query_by_role_and_label(Role::Button, "Next page").is_some() {
        lists.press("Next page");
        pages += 1;
    }
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide")).unwrap();
    assert_eq!(pages, files.count());
}

#[test]
fn every_control_has_a_name_of_its_own() {
    let mut lists = Lists::with(&[("mine.ron", BROKEN)], 1.0, Preset::Day);
    let certain = |lists: &Lists, page: &str| pages::names_are_certain(&lists.harness, page);
    certain(&lists, "library");
    lists.press("Open the text of mine.ron");
    certain(&lists, "text");
    lists.press("Back to the draft");
    certain(&lists, "draft with mistakes");
    lists.press("Back to the lists");
    lists.draft();
    certain(&lists, "draft");
    for step in [
        "Change 1  Muzzle and finger?",
        "Change 3  How is it open?",
        "Change 6  Empty chambers you saw",
    ] {
        lists.press(step);
        certain(&lists, step);
    }
    lists.press("Add a step before step 6");
    certain(&lists, "form");
    lists.press("Leave it");
    for page in ["No mistakes", "Changes", "Release", "Print"] {
        lists.press(page);
        certain(&lists, page);
    }
}

#[test]
fn stop_is_reached_by_the_pointer_on_every_page_of_the_lists() {
    let (_world, mut harness) = sampled();
    harness.state_mut().shell().go(Place::Checklists);
    settle(&mut harness);
    for page in [
        "How to write a list",
        "Back to the lists",
        "Read Cold gun: empty, shown clear",
        "Change this list",
    ] {
        press(&mut harness, page);
        point_at_stop(&mut harness);
        settle(&mut harness);
        assert!(matches!(alarm(&mut harness), Alarm::Pressed | Alarm::Recorded), "{page}");
    }
}

pub(super) fn picture(
    preset: Preset,
    name: &str,
    reach: impl FnOnce(&mut Lists),
) -> SnapshotResults {
    let mut lists = Lists::with(&[("mine.ron", BROKEN)], 0.5, preset);
    reach(&mut lists);
    settle(&mut lists.harness);
    let options = SnapshotOptions::new().output_path("tests/snapshots");
    let name = format!("{name}-{}", preset.words().to_lowercase());
    lists.harness.snapshot_options(name, &options);
    lists.harness.take_snapshot_results()
}

#[test]
fn the_library_a_draft_and_the_text_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        results.extend(picture(preset, "lists", |_| ()));
        results.extend(picture(preset, "draft", |lists| {
            lists.draft();
            lists.press("Change 1  Muzzle and finger?");
        }));
        results.extend(picture(preset, "text", |lists| lists.press("Open the text of mine.ron")));
    }
}
