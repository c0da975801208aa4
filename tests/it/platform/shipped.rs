//! The files that ship: none in the folders is forgotten, and all are read together without a mistake.

use std::fs;
use std::path::Path;

use showclear::checklist::{Content, Set};
use showclear::platform::{SHIPPED, SHIPPED_GOLDEN, SHIPPED_OVERLAYS, SHIPPED_UNITS, shipped};
use showclear::source::render;

#[test]
fn no_file_is_forgotten() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists");
    for (folder, sort, ending, named) in [
        ("", "", "ron", SHIPPED),
        ("units/", "units", "ron", SHIPPED_UNITS),
        ("overlays/", "overlays", "ron", SHIPPED_OVERLAYS),
        ("golden/", "golden", "txt", SHIPPED_GOLDEN),
    ] {
        let entries = fs::read_dir(root.join(sort)).into_iter().flatten();
        let paths = entries.map(|entry| entry.unwrap().path());
        let mut there: Vec<String> = paths
            .filter(|path| path.extension().is_some_and(|end| end == ending))
            .map(|path| format!("{folder}{}", path.file_name().unwrap().to_str().unwrap()))
            .collect();
        there.sort();
        let mut named: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
        named.sort_unstable();
        assert_eq!(named, there, "checklists/{sort} and src/platform/library.rs");
    }
}

#[test]
fn all_are_read_together() {
    let set = Set::read(shipped());
    assert_eq!(set.files().count(), shipped().count(), "no two are the same");
    for (source, content) in set.files() {
        if let Content::Mistaken(mistakes) = content {
            panic!("{}", render(&source.name, &source.text, mistakes));
        }
    }
}
