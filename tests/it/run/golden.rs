//! The golden runs: what people do at each shipped list, line by line, and exactly what the log then holds.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use showclear::golden::{self, Lack};
use showclear::platform::{SHIPPED, shipped};

use crate::production::world::World;

/// Those of the shipped lists, as they lie beside them.
fn shipped_runs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists/golden")
}

/// Those of lists that only the tests have.
fn own_runs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/runs")
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    found.sort();
    found
}

fn texts() -> Vec<(String, String)> {
    shipped().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

/// The same by the world of the tests, which also holds every line against the rules that no line may break.
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
fn every_shipped_run_comes_to_what_it_says() {
    let all = scripts(&shipped_runs());
    assert!(all.len() >= 3 * SHIPPED.len(), "{} scripts", all.len());
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        let outcome = golden::replay(&texts(), &text);
        assert_eq!(outcome.mistakes, [], "{}", path.display());
        expect_file![&path].assert_eq(&outcome.now);
        assert_eq!(played(&text), outcome.now, "{}: two languages", path.display());
    }
}

#[test]
fn every_run_of_the_tests_comes_to_what_it_says() {
    let world = World::new();
    let files = world.library.set().files();
    let texts: Vec<(String, String)> =
        files.map(|(source, _)| (source.name.clone(), source.text.to_string())).collect();
    let all = scripts(&own_runs());
    assert!(!all.is_empty());
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        let outcome = golden::replay(&texts, &text);
        assert_eq!(outcome.mistakes, [], "{}", path.display());
        expect_file![&path].assert_eq(&outcome.now);
        assert_eq!(played(&text), outcome.now, "{}: two languages", path.display());
    }
}

#[test]
fn the_first_difference_has_its_place() {
    let path = shipped_runs().join("cold-gun-empty.clean.txt");
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(golden::replay(&texts(), &text).first_difference, None);
    let altered = text.replace("tag/1: G-07", "tag/1: G-08");
    let found = golden::replay(&texts(), &altered).first_difference.unwrap();
    assert_eq!((found.line, found.was.trim(), found.is.trim()), (9, "tag/1: G-08", "tag/1: G-07"));
    let cut = text.trim_end().rsplit_once('\n').unwrap().0;
    let found = golden::replay(&texts(), cut).first_difference.unwrap();
    assert_eq!((found.was.as_str(), found.is.trim()), ("", "= done"));
}

#[test]
fn what_cannot_be_done_is_told_with_its_line() {
    for (line, why) in [
        ("dance", "not understood: no such line: dance"),
        ("issue X-99", "not understood: no item is tagged \"X-99\""),
        ("pass soon", "not understood: \"soon\": invalid digit found in string"),
        ("move fly G-07", "not understood: no movement \"fly\""),
        ("start nothing G-07", "not understood: no list \"nothing\" without mistakes is at hand"),
    ] {
        let outcome = golden::replay(&texts(), &format!("# A slip.\n> {line}\n"));
        assert_eq!(outcome.mistakes, [(2, why.to_owned())]);
        assert!(outcome.first_difference.is_some());
    }
}

#[test]
fn no_shipped_list_is_forgotten() {
    let names: BTreeSet<String> = scripts(&shipped_runs())
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
            let path = shipped_runs().join(format!("{list}.{sort}.txt"));
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if let Some(lack) = golden::lack(list, sort, &text) {
                missing.push(format!("{list}.{sort}: {lack}"));
            }
            if sort == "signed" && !text.contains("run done") {
                missing.push(format!("{list}.{sort}: the run is never done"));
            }
            if declares && sort == "signed" && !text.contains(", signed") {
                missing.push(format!("{list}.{sort}: nothing is declared by signatures"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_case_has_to_show_what_its_name_says() {
    let done = "# Said STOP and run done.\n> start mine G-07\n    begun\n> answer 0\n    muzzle/1: so · run done\n";
    let stop = "> start mine G-07\n    begun\n> stop\n    STOP called\n";
    let lack = |case: &str, text: &str| golden::lack("mine", case, text);
    assert_eq!(lack("clean", done), None);
    assert_eq!(lack("stopped", done), Some(Lack::NoStop), "a remark raises none");
    assert_eq!(lack("recovered", done), Some(Lack::NoStop));
    assert_eq!(lack("stopped", stop), None);
    assert_eq!(lack("clean", stop), Some(Lack::NotDone));
    assert_eq!(lack("recovered", stop), Some(Lack::NotDone));
    assert_eq!(golden::lack("other", "twin", stop), Some(Lack::NotBegun));
    let refused = stop.replace("begun", "refused: no");
    assert_eq!(lack("stopped", &refused), Some(Lack::NotBegun));
}

#[test]
fn what_comes_otherwise_is_told_act_by_act() {
    let was = "# One.\n> one\n    a\n    = b\n> two\n    c\n";
    let is = "# One.\n> one\n    a\n    = d\n> two\n    c\n    = e\n";
    let changes = golden::changes(was, is);
    let told: Vec<_> = changes
        .iter()
        .map(|one| (one.doing.as_str(), one.was.join("|"), one.is.join("|")))
        .collect();
    assert_eq!(
        told,
        [
            ("> one", "a|= b".to_owned(), "a|= d".to_owned()),
            ("> two", "c".to_owned(), "c|= e".to_owned()),
        ]
    );
}
