//! Units in a draft: a newer revision is taken after its differences were shown, one is included by a form, and who
//! includes one is named where it is changed.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use showclear::checklist::{Edit, NewInclude, Side, Source, edit};

use super::lists::Lists;
use super::*;

const UNIT: &str = include_str!("../../corpus/edit/seal.ron");
const LIST: &str = include_str!("../../corpus/edit/cases.ron");
const NAME: &str = "cases-back.2.draft.ron";

/// The unit's second revision: one answer less calls the STOP, and the question has other words.
fn newer() -> String {
    let revise = Edit::Revise { by: "Sample Armorer".to_owned(), why: "Plainer.".to_owned() };
    let text = edit(UNIT, &revise).unwrap();
    let text = edit(&text, &Edit::Status(showclear::checklist::Status::Released)).unwrap();
    text.replace("Seal: what do you see?", "Seal and number?").replace("killer: true, ", "")
}

fn included() -> String {
    let step = NewInclude {
        id: "case".to_owned(),
        unit: "seal-look".to_owned(),
        rev: 1,
        sha256: Source::of("unit", UNIT).sha256,
        with: vec![("witness".to_owned(), "second".to_owned())],
    };
    let (beside, side) = ("cases".to_owned(), Side::After);
    edit(LIST, &Edit::Include { beside, side, step: Box::new(step) }).unwrap()
}

fn draft(of: &str) -> String {
    let revise =
        Edit::Revise { by: "Sample Armorer".to_owned(), why: "The newer unit.".to_owned() };
    edit(of, &revise).unwrap()
}

fn at_include(pixels: f32, preset: Preset) -> Lists {
    let (newer, included) = (newer(), included());
    let draft = draft(&included);
    let files = [
        ("seal-look.1.ron", UNIT),
        ("seal-look.2.ron", &newer),
        ("cases-back.1.ron", &included),
        (NAME, &draft),
    ];
    let mut lists = Lists::with(&files, pixels, preset);
    lists.press("Change draft 2 of Cases back on the truck");
    lists.press("Change 2  case: the steps of a unit");
    lists
}

#[test]
fn a_newer_revision_is_taken_after_what_it_changes_was_shown() {
    let mut lists = at_include(1.0, Preset::Day);
    let old = lists.file(NAME);
    let sha256 = Source::of("unit", UNIT).sha256.to_string();
    for words in [
        "Unit: Look at a seal",
        &format!("seal-look, revision 1, pinned by SHA-256 {}", sha256.get(..8).unwrap()),
        "Revision 2 is at hand",
        "Revision 2: Plainer. (Sample Armorer)",
        "Loosens: steps.seal",
        "became \u{201c}Seal and number?\u{201d}",
    ] {
        assert!(lists.shows(words), "{words}");
    }
    let top =
        |words: &str| lists.harness.query_all_by_label_contains(words).next().unwrap().rect().top();
    assert!(top("Loosens: steps.seal") < top("became \u{201c}Seal"), "loosening first");
    pages::names_are_certain(&lists.harness, "a unit with a newer revision");
    lists.press("Take revision 2");
    assert!(lists.shows("This is the newest revision at hand"));
    assert!(lists.shows("No mistakes"));
    let now = Source::of("unit", &newer()).sha256.to_string();
    lists.until("the pin on the disk", |one| one.file(NAME).contains(&now));
    lists.press("Changes");
    assert!(lists.shows("Loosens: steps.case.seal"));
    lists.press("Undo");
    lists.until("the old pin", |one| one.file(NAME) == old);
    assert!(lists.shows("Take revision 2"));
}

#[test]
fn a_unit_is_included_by_the_form() {
    let draft = draft(LIST);
    let files = [("seal-look.1.ron", UNIT), ("cases-back.1.ron", LIST), (NAME, &draft)];
    let mut lists = Lists::with(&files, 1.0, Preset::Day);
    lists.press("Change draft 2 of Cases back on the truck");
    lists.press("Change 1  Cases on the truck");
    lists.press("Add a unit here, after step 1");
    assert!(lists.shows("Whenever something sealed comes back into sight."));
    assert!(lists.shows("1 step, revision 1"));
    pages::names_are_certain(&lists.harness, "choice of units");
    lists.press("Include it: Look at a seal");
    assert!(lists.shows("Say who is its Witness."), "what is called the same is chosen");
    lists.press("Who is its Witness: Armorer");
    lists.fill("Its name in this list", "Case back");
    pages::names_are_certain(&lists.harness, "form of a unit");
    lists.press("Add the unit");
    assert!(lists.shows("The unit is added."));
    assert!(lists.shows(" mistake"), "two people in the unit are two in the list");
    lists.press("Undo");
    assert!(lists.shows("No mistakes"));
    lists.press("Add a unit here, after step 1");
    lists.press("Include it: Look at a seal");
    lists.press("Who is its Witness: Second handler");
    lists.press("Add the unit");
    assert!(lists.shows("No mistakes"));
    assert!(lists.shows("Change 2  seal-look: the steps of a unit"));
    lists.until("it on the disk", |one| {
        one.file(NAME).contains("with: { \"witness\": \"second\" }")
    });
}

#[test]
fn a_unit_without_a_file_is_said_to_have_none() {
    let draft = draft(&included());
    let mut lists = Lists::with(&[(NAME, &draft)], 1.0, Preset::Day);
    lists.press("Mend cases-back.2.draft.ron");
    lists.press("Change 2  case: the steps of a unit");
    assert!(lists.shows("No file with these bytes is at hand, and none that is newer."));
}

#[test]
fn whoever_includes_a_unit_is_named_where_it_is_changed() {
    let included = included();
    let draft = draft(UNIT);
    let files =
        [("seal-look.1.ron", UNIT), ("seal-look.2.ron", &draft), ("cases-back.1.ron", &included)];
    let mut lists = Lists::with(&files, 1.0, Preset::Day);
    lists.press("Read unit seal-look, revision 1");
    lists.press("Go on with the draft");
    assert!(lists.shows("Who includes this unit"));
    assert!(lists.shows("Cases back on the truck, revision 1: pins revision 1"));
    lists.press("Back to the lists");
    lists.press("Read unit bore, revision 1");
}

#[test]
fn a_unit_with_a_newer_revision_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let mut lists = at_include(1.0, preset);
        settle(&mut lists.harness);
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let name = format!("unit-{}", preset.words().to_lowercase());
        lists.harness.snapshot_options(name, &options);
        results.extend(lists.harness.take_snapshot_results());
    }
}
