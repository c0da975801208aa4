//! A draft's translations: what is missing first, what is typed checked at once, what is still right marked as such.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use showclear::checklist::{Edit, edit};

use super::lists::Lists;
use super::*;

const MESSY: &str = include_str!("../../corpus/edit/messy.ron");
const NAME: &str = "messy.4.draft.ron";

/// A draft with one translation that is shown and one of older words.
fn text() -> String {
    let revise = Edit::Revise { by: "Sample Armorer".to_owned(), why: "Plainer.".to_owned() };
    let put = |place: &str, words: &str| Edit::Translate {
        lang: "es".to_owned(),
        place: place.to_owned(),
        words: words.to_owned(),
    };
    let all = [
        put("title", "Bandeja \"probada\""),
        put("proof.ask", "¿Bala {n}?"),
        revise,
        Edit::Words {
            place: "steps.rounds.proof.ask".to_owned(),
            words: "Is round {n} right?".to_owned(),
        },
    ];
    all.iter().fold(MESSY.to_owned(), |text, one| edit(&text, one).unwrap())
}

fn opened(pixels: f32, preset: Preset) -> Lists {
    let mut lists = Lists::with(&[("messy.ron", MESSY), (NAME, &text())], pixels, preset);
    lists.press("Change draft 4 of Tray \"proof\"");
    lists.press("Translations");
    lists
}

fn top(lists: &Lists, name: &str) -> f32 {
    let field =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::MultilineTextInput;
    let mut all = lists.harness.query_all_by_label(name).filter(field);
    all.next().unwrap().rect().top()
}

#[test]
fn what_is_not_shown_stands_first_and_is_marked() {
    let lists = opened(1.0, Preset::Day);
    assert!(lists.shows("es: 18 missing, 1 of older words, 1 of 20 up to date"), "counted");
    assert!(lists.shows("It was made from \u{201c}Round {n}?\u{201d}"), "what was translated");
    assert!(top(&lists, "Step 3.1: Question, in es") < top(&lists, "Title, in es"));
    assert!(top(&lists, "When it is used, in es") < top(&lists, "Title, in es"));
    pages::names_are_certain(&lists.harness, "translations");
}

#[test]
fn a_translation_is_typed_checked_saved_and_undone() {
    let mut lists = opened(1.0, Preset::Day);
    let field = "Step 3.1: Question, in es";
    lists.fill(field, "¿Está bien {m}?");
    assert!(lists.shows("\"m\""), "the reader's mistake stands beside it");
    lists.fill(field, "¿Está bien la bala?");
    assert!(lists.shows("write each of these in it: {n}"));
    assert!(lists.shows("has a mistake") && !lists.shows("1 of older words"));
    lists.fill(field, "¿Está bien la bala {n}?");
    assert!(!lists.shows("write each of these in it: {n}"));
    assert!(lists.shows("18 missing, 0 of older words, 2 of 20 up to date"));
    assert!(top(&lists, field) < top(&lists, "Title, in es"), "it stays where it is being typed");
    lists.until("it on the disk", |one| one.file(NAME).contains("¿Está bien la bala {n}?"));
    lists.press("Undo");
    lists.press("Undo");
    lists.press("Undo");
    lists.until("the old one", |one| one.file(NAME).contains("¿Bala {n}?"));
    assert!(lists.shows("1 of older words"));
}

#[test]
fn a_translation_that_is_still_right_is_marked_as_such() {
    let mut lists = opened(1.0, Preset::Day);
    lists.press("Mark as still right: Step 3.1: Question");
    assert!(lists.shows("0 of older words, 2 of 20 up to date"));
    assert!(lists.shows("It is shown again."));
    let old = text();
    lists.until("it on the disk", |one| one.file(NAME) != old);
    assert!(lists.file(NAME).contains("¿Bala {n}?"), "its words stay");
    lists.press("Undo");
    lists.until("what stood before", |one| one.file(NAME) == old);
}

#[test]
fn a_language_is_begun_by_its_code() {
    let mut lists = opened(1.0, Preset::Day);
    lists.fill("Another language, by its code", "en");
    assert!(lists.shows("The list is written in it."));
    lists.fill("Another language, by its code", "pt-BR");
    lists.press("Begin this language");
    assert!(lists.shows("pt-BR: 20 missing, 0 of older words, 0 of 20 up to date"));
    lists.fill("Title, in pt-BR", "Bandeja");
    lists.until("it on the disk", |one| one.file(NAME).contains("\"pt-BR\": {"));
    lists.press("Language: es");
    assert!(lists.shows("1 of older words"));
    lists.press("Back to the draft");
    assert!(lists.shows("No mistakes"));
}

#[test]
fn what_translates_nothing_is_taken_out() {
    let stray = text().replace("\"proof.ask\": (", "\"gone.ask\": (");
    let mut lists = Lists::with(&[(NAME, &stray)], 1.0, Preset::Day);
    lists.press("Mend messy.4.draft.ron");
    assert!(lists.shows("1 mistake"));
    lists.press("Translations");
    lists.press("Take out gone.ask");
    lists.press("Back to the draft");
    assert!(lists.shows("No mistakes"));
}

#[test]
fn translations_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for preset in Preset::ALL {
        let mut lists = opened(1.0, preset);
        lists.fill("Step 3.1: Question, in es", "¿Está bien la bala?");
        lists.until("it on the disk", |one| one.file(NAME).contains("¿Está bien la bala?"));
        lists.until("the word of it", |one| !one.shows("saving"));
        settle(&mut lists.harness);
        let options = SnapshotOptions::new().output_path("tests/snapshots");
        let name = format!("translations-{}", preset.words().to_lowercase());
        lists.harness.snapshot_options(name, &options);
        results.extend(lists.harness.take_snapshot_results());
    }
}
