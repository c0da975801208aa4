//! Checks on the source text itself: which module may name which, and what every file owes its reader.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

const PARTS: &[&str] =
    &["terms", "event", "source", "checklist", "roster", "custody", "day", "run", "drill"];
const SPINE: &[&str] =
    &["anchor", "log", "signing", "sealed", "bundle", "record", "statement", "verify", "words"];

const SCREENS: &[&str] = &[
    "anchor",
    "golden",
    "inventory",
    "words",
    "production",
    "verify",
    "review",
    "report",
    "session",
];

/// Each module, and the modules of this crate that it may name besides itself.
const LAYERS: &[(&str, &[&[&str]])] = &[
    ("terms", &[]),
    ("source", &[]),
    ("log", &[]),
    ("signing", &[]),
    ("sealed", &[]),
    ("bundle", &[]),
    ("anchor", &[&["terms"]]),
    ("words", &[&["terms"]]),
    ("event", &[&["terms"]]),
    ("checklist", &[&["terms", "source"]]),
    ("roster", &[&["terms", "event"]]),
    ("custody", &[&["terms", "event"]]),
    ("day", &[&["terms", "event"]]),
    ("run", &[&["terms", "event", "checklist"]]),
    ("drill", &[&["terms", "source", "event", "checklist"]]),
    ("production", &[PARTS, &["anchor"]]),
    ("inventory", &[&["terms", "sealed", "custody", "production"]]),
    ("record", &[&["terms", "event", "log"]]),
    ("statement", &[&["terms", "event", "record"]]),
    (
        "verify",
        &[&[
            "terms",
            "anchor",
            "event",
            "roster",
            "log",
            "signing",
            "sealed",
            "bundle",
            "record",
            "statement",
        ]],
    ),
    ("review", &[PARTS, &["production", "verify"]]),
    ("golden", &[PARTS, &["production", "record"]]),
    ("report", &[PARTS, &["production", "words", "verify", "review"]]),
    ("session", &[PARTS, SPINE, &["golden", "inventory", "production", "review", "report"]]),
    ("platform", &[&["terms", "log", "signing", "sealed", "bundle", "verify", "session"]]),
    ("gui", &[PARTS, SCREENS]),
    ("cli", &[PARTS, SCREENS]),
    ("lib", &[]),
    ("main", &[&["session", "platform", "gui", "cli"]]),
];

/// Outside paths, and the modules that alone may name them.
const RESERVED: &[(&str, &[&str])] = &[
    ("std::fs", &["platform"]),
    ("std::env", &["platform", "main"]),
    ("std::net", &[]),
    ("std::process", &["platform", "main"]),
    ("std::thread", &["platform"]),
    ("chrono::Local", &["platform"]),
    ("chrono::Utc", &["terms", "platform"]),
    ("rfd", &["platform"]),
    ("image", &["platform"]),
    ("ron", &["source", "platform"]),
    ("serde_json", &["record", "sealed", "report", "cli"]),
    ("ssh_key", &["signing"]),
    ("ed25519_dalek", &["signing", "log", "anchor"]),
    ("rsa", &["anchor"]),
    ("x509_cert", &["anchor"]),
    ("der", &["anchor"]),
    ("age", &["sealed", "platform"]),
    ("getrandom", &["platform"]),
    ("serde", &["terms", "event", "record", "sealed", "report", "platform", "cli"]),
    ("egui", &["gui"]),
    ("eframe", &["gui"]),
    ("clap", &["cli", "main"]),
    ("csv", &["inventory"]),
    ("qrcodegen", &["report"]),
    ("krilla", &["report"]),
    ("skrifa", &["report"]),
];

const LONGEST_FILE: usize = 500;
const FULLEST_FOLDER: usize = 15;

#[test]
fn modules_name_only_what_lies_below_them() {
    let src = src();
    let mut faults = Vec::new();
    for file in rust_files(&src) {
        let place = file.strip_prefix(&src).unwrap();
        faults.extend(check(place, &fs::read_to_string(&file).unwrap()));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_check_notices() {
    let faults = |place: &str, text: &str| check(Path::new(place), text).len();
    assert_eq!(faults("checklist/id.rs", "use crate::run::Event;"), 1);
    assert_eq!(faults("checklist/id.rs", "use crate::{run::Event, log};"), 2);
    assert_eq!(faults("run/mod.rs", "use crate::checklist::StepId; // crate::gui"), 0);
    assert_eq!(faults("run/mod.rs", "fn f() { format!(\"{}\", crate::gui::X) }"), 1);
    assert_eq!(faults("run/a.rs", "use super::super::log::Log;"), 1);
    assert_eq!(faults("run/a.rs", "use super::{Run, replay};"), 0);
    assert_eq!(faults("run/mod.rs", "use super::log::Log;"), 1);
    assert_eq!(faults("run/a.rs", "use std::fs::File;"), 1);
    assert_eq!(faults("run/a.rs", "use std::{fmt, fs};"), 1);
    assert_eq!(faults("run/a.rs", "fn f(ui: &mut egui::Ui) {}"), 1);
    assert_eq!(faults("gui/a.rs", "fn f(ui: &mut egui::Ui) {}"), 0);
    assert_eq!(faults("unknown/a.rs", ""), 1);
}

#[test]
fn every_file_says_its_job_in_one_sentence() {
    for file in rust_files(&src()) {
        let text = fs::read_to_string(&file).unwrap();
        let job: Vec<_> = text.lines().map_while(|line| line.strip_prefix("//! ")).collect();
        let job = job.join(" ");
        assert!(
            job.ends_with('.') && !job.contains(". "),
            "{}: the first paragraph of `//!` must be one sentence, not {job:?}",
            file.display(),
        );
    }
}

#[test]
fn files_and_folders_stay_small_enough_to_read() {
    let root = src();
    for file in rust_files(&root) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines; split it by noun", file.display());
    }
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        let entries: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
        let files = entries.iter().filter(|path| path.is_file()).count();
        assert!(files <= FULLEST_FOLDER, "{}: {files} files; split it", folder.display());
        folders.extend(entries.into_iter().filter(|path| path.is_dir()));
    }
}

pub(super) fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

pub(super) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn check(place: &Path, text: &str) -> Vec<String> {
    let module = place.components().next().unwrap().as_os_str().to_str().unwrap();
    let module = module.trim_end_matches(".rs");
    let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{}: add this module to LAYERS", place.display())];
    };
    let allowed = |name: &str| name == module || below.iter().any(|group| group.contains(&name));
    let is_root = place.ends_with("mod.rs") || place.components().count() == 1;
    let mut faults = Vec::new();
    for path in paths(text.parse().unwrap()) {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let fault = match words[..] {
            ["super", "super", ..] => Some("write the path from `crate::`".to_owned()),
            ["super", _, ..] if is_root => Some("write the path from `crate::`".to_owned()),
            ["crate", name, ..] if !allowed(name) => {
                Some(format!("`{module}` may not name `{name}`"))
            }
            _ => RESERVED.iter().find_map(|(reserved, owners)| {
                let wanted: Vec<&str> = reserved.split("::").collect();
                // A crate's name alone is just a word; a path through it is not.
                let through = wanted.len() > 1 || words.len() > 1;
                (through && words.starts_with(&wanted) && !owners.contains(&module))
                    .then(|| format!("`{module}` may not name `{reserved}`"))
            }),
        };
        faults.extend(fault.map(|fault| format!("{}: {fault}", place.display())));
    }
    faults
}

/// Every path in `tokens` with `use` groups spelled out; comments and strings hold none.
fn paths(tokens: TokenStream) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    walk(tokens, &[], &mut found);
    found
}

fn walk(tokens: TokenStream, prefix: &[String], found: &mut Vec<Vec<String>>) {
    let mut path = prefix.to_vec();
    let mut colons = if prefix.is_empty() { 0 } else { 2 };
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Ident(ident) => {
                if colons != 2 {
                    end(&mut path, prefix, found);
                }
                path.push(ident.to_string());
                colons = 0;
            }
            TokenTree::Group(group) if colons == 2 && group.delimiter() == Delimiter::Brace => {
                walk(group.stream(), &path, found);
                path = prefix.to_vec();
                colons = if prefix.is_empty() { 0 } else { 2 };
            }
            other @ (TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_)) => {
                end(&mut path, prefix, found);
                colons = if prefix.is_empty() { 0 } else { 2 };
                if let TokenTree::Group(group) = other {
                    walk(group.stream(), &[], found);
                }
            }
        }
    }
    end(&mut path, prefix, found);
}

fn end(path: &mut Vec<String>, prefix: &[String], found: &mut Vec<Vec<String>>) {
    if path.len() > prefix.len() {
        found.push(path.clone());
    }
    *path = prefix.to_vec();
}
