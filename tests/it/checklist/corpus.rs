//! Files that declare the mistakes in them: the first lines are `// expect: line:column: sentence`.

use std::fs;
use std::path::{Path, PathBuf};

use showclear::checklist;
use showclear::source::render;

#[test]
fn every_file_tells_the_mistakes_that_it_says() {
    let mut count = 0;
    let mut faults = String::new();
    for path in files("tests/corpus/checklists") {
        let text = fs::read_to_string(&path).unwrap();
        let expected: Vec<&str> =
            text.lines().map_while(|line| line.strip_prefix("// expect: ")).collect();
        let told = match checklist::read("", &text) {
            Ok(_) => String::new(),
            Err(mistakes) => render("", &text, &mistakes),
        };
        let told: Vec<&str> = told.lines().map(|line| line.trim_start_matches(':')).collect();
        if told != expected {
            let lines: String = told.iter().map(|line| format!("// expect: {line}\n")).collect();
            faults += &format!("{}:\n{lines}", path.display());
        }
        count += 1;
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(count > 40, "only {count} files");
}

pub(super) fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "ron"));
    files.sort();
    files
}

/// The lists that come with the program.
pub(super) fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists");
    if folder.is_dir() { files("checklists") } else { Vec::new() }
}
