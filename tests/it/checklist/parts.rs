//! Edits of what a list is put together from: translations and units, text in and text out.
#![expect(clippy::panic, reason = "a helper of tests may panic")]

use std::collections::BTreeSet;
use std::sync::Arc;

use showclear::checklist::{
    Checklist, Content, Edit, EditError, NewInclude, Set, Side, Source, Standing, edit, gives,
    includes, languages, source_of, steps, strays, translations, unit_id,
};
use showclear::platform::{SHIPPED, SHIPPED_UNITS};
use showclear::source::render;
use showclear::terms::Digest;

const MESSY: &str = include_str!("../../corpus/edit/messy.ron");

fn read(text: &str, units: &[(&str, &str)]) -> Result<Arc<Checklist>, String> {
    let set = Set::read(std::iter::once(("list.ron", text)).chain(units.iter().copied()));
    match set.files().next().unwrap().1 {
        Content::List(list) => Ok(Arc::clone(list)),
        Content::Unit(unit) => Ok(Arc::new(unit.as_list().clone())),
        Content::Mistaken(mistakes) => Err(render("list.ron", text, mistakes)),
        Content::Overlay(other) => panic!("{other:?}"),
    }
}

#[track_caller]
fn good(text: &str) -> Arc<Checklist> {
    read(text, SHIPPED_UNITS).unwrap_or_else(|told| panic!("{told}"))
}

#[track_caller]
fn put(text: &str, lang: &str, place: &str, words: &str) -> String {
    let (lang, place, words) = (lang.to_owned(), place.to_owned(), words.to_owned());
    edit(text, &Edit::Translate { lang, place, words }).unwrap()
}

/// Everything but the lines in which the two differ.
fn differing<'t>(old: &'t str, new: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let lines = |text: &'t str, other: &str| -> Vec<&'t str> {
        let other: Vec<&str> = other.lines().collect();
        text.lines().filter(|line| !other.contains(line)).collect()
    };
    (lines(old, new), lines(new, old))
}

#[test]
fn what_is_shown_in_another_language_is_what_the_reader_takes() {
    let mut seen = 0;
    for (name, text) in SHIPPED.iter().chain(SHIPPED_UNITS) {
        assert!(strays(text, "es").is_empty(), "{name}");
        for lang in languages(text) {
            let list = good(text);
            let own: BTreeSet<String> = translations(text, &lang)
                .iter()
                .filter(|one| one.standing != Standing::Missing)
                .map(|one| one.place.clone())
                .collect();
            for one in translations(text, &lang) {
                let told = list.strings.iter().find(|told| told.place == one.place);
                let stale = told.map(|told| told.stale);
                let mine = match one.standing {
                    Standing::Missing => None,
                    Standing::Stale => Some(true),
                    Standing::Right => Some(false),
                };
                assert_eq!(stale, mine, "{name}: {}", one.place);
            }
            seen += own.len();
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn every_text_can_be_translated_into_a_new_language_and_nothing_is_left_in_the_old_one() {
    for (name, text) in SHIPPED.iter().chain(SHIPPED_UNITS) {
        let mut new = (*text).to_owned();
        for one in translations(text, "fr") {
            assert_eq!(one.standing, Standing::Missing);
            new = put(&new, "fr", &one.place, &one.source.words);
        }
        let list = read(&new, SHIPPED_UNITS).unwrap_or_else(|told| panic!("{name}: {told}"));
        let mark = format!("[{}] ", list.lang);
        let units = !list.units.is_empty();
        let spoken = list.speaking("fr");
        assert!(!spoken.title.starts_with(&mark));
        let shown = format!("{:?}{:?}{:?}", spoken.steps, spoken.stops, spoken.roles);
        assert!(units || !shown.contains(&mark), "{name}");
        let order: Vec<String> =
            translations(&new, "fr").into_iter().map(|one| one.place).collect();
        let mut found: Vec<usize> = Vec::new();
        let table = new.split_once("\"fr\": {").unwrap().1;
        for place in &order {
            found.push(table.find(&format!("\"{place}\": (")).unwrap());
        }
        assert!(found.is_sorted(), "{name}: they stand as the list goes");
    }
}

#[test]
fn a_translation_is_changed_alone_and_comments_stay() {
    let text = put(MESSY, "es", "muzzle.ask", "¿Boca?");
    assert_eq!(differing(MESSY, &text).1.len(), 2, "{text}");
    let text =
        text.replace("strings: { \"es\": { ", "strings: { // said\n        \"es\": { /* here */ ");
    let text = put(&text, "es", "title", "Bandeja \"probada\"");
    let text = put(&text, "es", "proof.ask", "¿Bala {n}?");
    let text = put(&text, "pt-BR", "title", "Bandeja");
    good(&text);
    assert_eq!(languages(&text), ["es", "pt-BR"]);
    for comment in ["// said", "/* here */", "// without a comma", "/* always */"] {
        assert_eq!(text.matches(comment).count(), 1, "{comment}\n{text}");
    }
    let other = put(&text, "es", "muzzle.ask", "¿Y la boca?");
    let (gone, new) = differing(&text, &other);
    assert_eq!((gone.len(), new.len()), (1, 1), "{other}");
    assert_eq!(put(&other, "es", "muzzle.ask", "¿Boca?"), text, "and back");
    let out = put(&other, "es", "muzzle.ask", "");
    assert!(!out.contains("boca") && out.contains("/* here */"), "{out}");
    good(&out);
}

#[test]
fn a_translation_of_older_words_is_told_and_marked_as_right() {
    let text = put(MESSY, "es", "proof.ask", "¿Bala {n}?");
    let place = "steps.rounds.proof.ask".to_owned();
    let text =
        edit(&text, &Edit::Words { place, words: "Is round {n} right?".to_owned() }).unwrap();
    let one = |text: &str| {
        translations(text, "es").into_iter().find(|one| one.place == "proof.ask").unwrap()
    };
    let stale = one(&text);
    assert_eq!(stale.standing, Standing::Stale);
    assert_eq!(stale.words.as_deref(), Some("¿Bala {n}?"));
    let old = source_of(&stale.made_from, "proof.ask", [text.as_str(), MESSY].into_iter());
    assert_eq!(old.as_deref(), Some("Round {n}?"));
    assert_eq!(source_of(&stale.made_from, "proof.ask", std::iter::once(text.as_str())), None);
    let row = text.get(stale.row.0..stale.row.1).unwrap();
    assert!(row.starts_with("\"proof.ask\": (") && row.ends_with(')'), "{row}");
    let still = Edit::StillRight { lang: "es".to_owned(), place: "proof.ask".to_owned() };
    let text = edit(&text, &still).unwrap();
    assert_eq!(one(&text).standing, Standing::Right);
    assert!(good(&text).strings.iter().all(|one| !one.stale));
    let still = Edit::StillRight { lang: "es".to_owned(), place: "look.ask".to_owned() };
    assert!(matches!(edit(&text, &still), Err(EditError::NotThere(_))));
}

#[test]
fn a_step_of_a_repeat_takes_its_translations_along() {
    let text = put(MESSY, "es", "proof.ask", "¿Bala {n}?");
    let text = put(&text, "es", "look.ask", "¿Qué se ve?");
    let out = edit(&text, &Edit::Remove { step: "rounds".to_owned() }).unwrap();
    let left = |text: &str| -> Vec<String> {
        let all = translations(text, "es").into_iter();
        all.filter(|one| one.words.is_some()).map(|one| one.place).collect()
    };
    assert_eq!(left(&out), ["look.ask"]);
    assert!(strays(&out, "es").is_empty(), "{out}");
}

#[test]
fn what_translates_nothing_is_told_and_taken_out() {
    let text = put(MESSY, "es", "look.ask", "¿Qué se ve?").replace("\"look.ask\"", "\"gone.ask\"");
    let told = read(&text, &[]).unwrap_err();
    assert!(told.contains("there is no text"), "{told}");
    let all = strays(&text, "es");
    assert_eq!((all.len(), all.first().unwrap().place.as_str()), (1, "gone.ask"));
    good(&put(&text, "es", "gone.ask", ""));
}

/// A unit of two roles, and a list that has them under other names.
const UNIT: &str = include_str!("../../corpus/edit/seal.ron");
const LIST: &str = include_str!("../../corpus/edit/cases.ron");

fn digest(text: &str) -> Digest {
    Source::of("unit", text).sha256
}

fn include(beside: &str, with: &[(&str, &str)]) -> Edit {
    let with = with.iter().map(|(asked, given)| ((*asked).to_owned(), (*given).to_owned()));
    Edit::Include {
        beside: beside.to_owned(),
        side: Side::After,
        step: Box::new(NewInclude {
            id: "case".to_owned(),
            unit: "seal-look".to_owned(),
            rev: 1,
            sha256: digest(UNIT),
            with: with.collect(),
        }),
    }
}

#[test]
fn a_unit_is_included_with_its_digest_and_what_it_is_given() {
    assert_eq!(unit_id(UNIT).as_deref(), Some("seal-look"));
    assert_eq!(unit_id(LIST), None);
    let roles: Vec<String> = gives(LIST).roles.into_iter().map(|(id, _)| id).collect();
    assert_eq!(roles, ["armorer", "second"]);
    let units = [("seal.ron", UNIT)];
    let add = include("cases", &[("armorer", "armorer"), ("witness", "second")]);
    let new = edit(LIST, &add).unwrap();
    let (gone, more) = differing(LIST, &new);
    assert!(gone.is_empty() && more.len() == 2, "{new}");
    assert!(
        new.contains("Include(unit: \"seal-look\", with: { \"witness\": \"second\" })"),
        "{new}"
    );
    let list = read(&new, &units).unwrap_or_else(|told| panic!("{told}"));
    assert!(list.steps.iter().any(|step| step.path.to_string() == "case.seal"));
    let paths: Vec<String> = steps(&new).into_iter().map(|step| step.path).collect();
    assert_eq!(paths, ["cases", "case", "truck"]);
    // Once more: the file calls these bytes by the name that it has for them.
    let Edit::Include { mut step, beside, side } = add else { panic!() };
    step.id = "again".to_owned();
    let twice = edit(&new, &Edit::Include { beside, side, step }).unwrap();
    assert_eq!(twice.matches("Use(").count(), 1, "{twice}");
    read(&twice, &units).unwrap_or_else(|told| panic!("{told}"));
    // Without what it asks for, the reader tells.
    let told = read(&edit(LIST, &include("cases", &[])).unwrap(), &units).unwrap_err();
    assert!(told.contains("witness"), "{told}");
}

#[test]
fn a_unit_is_pinned_by_other_bytes_and_nothing_else_changes() {
    let old = edit(LIST, &include("cases", &[("witness", "second")])).unwrap();
    let newer =
        UNIT.replace("rev: 1, status", "rev: 2, status").replace("what do you see?", "whole?");
    let pin = Edit::Pin { name: "seal-look".to_owned(), rev: 2, sha256: digest(&newer) };
    let new = edit(&old, &pin).unwrap();
    let (gone, more) = differing(&old, &new);
    assert_eq!((gone.len(), more.len()), (1, 1), "{new}");
    let units = [("seal.ron", UNIT), ("seal.2.ron", newer.as_str())];
    let list = read(&new, &units).unwrap_or_else(|told| panic!("{told}"));
    assert_eq!(list.units.first().unwrap().rev, 2);
    let all = includes(&new);
    assert_eq!(all.len(), 1);
    let one = all.first().unwrap();
    assert_eq!((one.step.as_str(), one.id.as_str(), one.rev), ("case", "seal-look", 2));
    assert_eq!(one.sha256, digest(&newer).to_string());
    let pin = Edit::Pin { name: "seal-look".to_owned(), rev: 1, sha256: digest(UNIT) };
    assert_eq!(edit(&new, &pin).unwrap(), old, "and back");
    let pin = Edit::Pin { name: "other".to_owned(), rev: 1, sha256: digest(UNIT) };
    assert!(matches!(edit(&new, &pin), Err(EditError::NotThere(_))));
}

#[test]
fn every_shipped_include_names_a_shipped_unit() {
    let mut count = 0;
    for (name, text) in SHIPPED {
        for one in includes(text) {
            let unit =
                SHIPPED_UNITS.iter().find(|(_, unit)| digest(unit).to_string() == one.sha256);
            assert_eq!(unit_id(unit.unwrap().1).as_deref(), Some(one.id.as_str()), "{name}");
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn no_cut_text_is_too_broken_to_be_looked_at() {
    let text = put(LIST, "es", "cases.ask", "Cajas en el camión");
    let text = edit(&text, &include("cases", &[("witness", "second")])).unwrap();
    let all = [
        include("truck", &[]),
        Edit::Pin { name: "seal-look".to_owned(), rev: 2, sha256: digest(LIST) },
        Edit::Translate {
            lang: "es".to_owned(),
            place: "truck.ask".to_owned(),
            words: "¿Quién?".to_owned(),
        },
        Edit::StillRight { lang: "es".to_owned(), place: "cases.ask".to_owned() },
    ];
    for (at, _) in text.char_indices() {
        let cut = text.get(..at).unwrap();
        let texts = translations(cut, "es").len() + strays(cut, "es").len();
        assert!(texts <= 20 && includes(cut).len() <= 1 && gives(cut).roles.len() <= 2);
        for one in &all {
            if let Ok(new) = edit(cut, one) {
                assert!(new.len() >= cut.len() || matches!(one, Edit::Pin { .. }), "{one:?}");
            }
        }
    }
}
