//! The golden runs: what people do at each shipped list, line by line, and exactly what the log then holds.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use showclear::platform::SHIPPED;

use crate::production::world::World;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/runs")
}

fn scripts() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    found.sort();
    found
}

/// What is done stands behind `> `, what came of it below; everything else is made again and compared.
fn played(text: &str) -> String {
    let mut world = World::new();
    let mut out = String::new();
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("> ") {
            let before = world.standing();
            let came = world.tell(words);
            writeln!(out, "{line}\n    {came}").unwrap();
            let after = world.standing();
            if after != before {
                writeln!(out, "    = {after}").unwrap();
            }
        } else if line.starts_with('#') {
            writeln!(out, "{line}").unwrap();
        }
    }
    world.replays();
    out
}

#[test]
fn every_script_comes_to_what_it_says() {
    let all = scripts();
    assert!(all.len() >= 3 * SHIPPED.len(), "{} scripts", all.len());
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        expect_file![&path].assert_eq(&played(&text));
    }
}

#[test]
fn no_shipped_list_is_forgotten() {
    let names: BTreeSet<String> = scripts()
        .iter()
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let world = World::new();
    let mut missing = Vec::new();
    for (file, _) in SHIPPED {
        let list = file.trim_end_matches(".ron");
        let declares =
            world.library.named(list).unwrap().steps.iter().any(|step| step.declares.is_some());
        let mut wanted = vec!["clean", "stopped", "recovered"];
        if declares {
            wanted.push("signed");
        }
        let lacking = wanted.iter().map(|sort| format!("{list}.{sort}"));
        missing.extend(lacking.filter(|name| !names.contains(name)));
        for sort in wanted {
            let path = folder().join(format!("{list}.{sort}.txt"));
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if sort != "stopped" && !text.contains("run done") {
                missing.push(format!("{list}.{sort}: the run is never done"));
            }
            if sort != "clean" && sort != "signed" && !text.contains("STOP ") {
                missing.push(format!("{list}.{sort}: no STOP is raised"));
            }
            if declares && sort == "signed" && !text.contains(", signed") {
                missing.push(format!("{list}.{sort}: nothing is declared by signatures"));
            }
            if !text.contains(&format!("> start {list} ")) {
                missing.push(format!("{list}.{sort}: the list is not in it"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
