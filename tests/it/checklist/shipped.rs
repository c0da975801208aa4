//! The shipped lists, units and overlays as files: their digests, their first line, who uses them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect;
use sha2::{Digest as _, Sha256};
use showclear::checklist::{Content, Set, lint};
use showclear::platform;
use showclear::source::render;

/// All shipped files of the language, by their path under `checklists/`, in order.
fn shipped() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists");
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "ron") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// What stands in `text` between each `from` and the quotation mark after it.
fn each_after<'t>(text: &'t str, from: &str) -> Vec<&'t str> {
    text.split(from).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

fn hex(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut all, byte| {
        write!(all, "{byte:02x}").unwrap();
        all
    })
}

#[test]
fn every_digest_is_of_the_unit_as_it_is_now() {
    let all = shipped();
    let mut stale = String::new();
    let mut used = 0;
    for (name, text) in &all {
        let ids = each_after(text, "Use(id: \"");
        let digests = each_after(text, "sha256: \"");
        assert_eq!(ids.len(), digests.len(), "{name}: each Use has its digest on its line");
        for (id, digest) in ids.into_iter().zip(digests) {
            used += 1;
            let unit = format!("units/{id}.ron");
            match all.iter().find(|(file, _)| *file == unit) {
                Some((_, text)) if hex(text) == digest => {}
                Some((_, text)) => {
                    writeln!(stale, "{name}: {unit} is {} now", hex(text)).unwrap();
                }
                None => writeln!(stale, "{name}: there is no {unit}").unwrap(),
            }
        }
    }
    assert!(used >= 20, "{used} uses of a unit were found");
    expect![""].assert_eq(&stale);
}

#[test]
fn every_unit_is_used_by_a_list() {
    let all = shipped();
    let used: Vec<&str> = all.iter().flat_map(|(_, text)| each_after(text, "Use(id: \"")).collect();
    let units = all.iter().filter_map(|(name, _)| name.strip_prefix("units/"));
    let unused: Vec<&str> =
        units.filter(|unit| !used.contains(&unit.trim_end_matches(".ron"))).collect();
    expect!["[]"].assert_eq(&format!("{unused:?}"));
}

#[test]
fn every_file_says_first_that_it_is_an_example() {
    for (name, text) in shipped() {
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("// An example until two named people of the production approve it"),
            "{name}: {first}"
        );
        let file = Path::new(&name).file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(text.contains(&format!("id: \"{file}\"")), "{name}: its id is its file's name");
    }
}

#[test]
fn what_ships_is_read_and_has_nothing_against_it() {
    let set = Set::read(platform::shipped());
    let mut told = String::new();
    for (source, content) in set.files() {
        let list = match content {
            Content::List(list) => list.as_ref(),
            Content::Unit(unit) => unit.as_list(),
            // An overlay is read against every list that it is for; advice is about lists.
            Content::Overlay(_) => continue,
            Content::Mistaken(mistakes) => {
                told.push_str(&render(&source.name, &source.text, mistakes));
                continue;
            }
        };
        for advice in lint(list) {
            writeln!(told, "{}:{}: advice: {advice}", source.name, advice.place.line).unwrap();
        }
    }
    expect![""].assert_eq(&told);
}
