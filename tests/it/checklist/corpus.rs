//! Files that declare the mistakes in them: the first lines are `// expect: line:column: sentence`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use showclear::checklist::{self, Content, Set, Source};
use showclear::source::{Code, render};

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

/// Files that are read together lie in a folder of their own; `sha256 of NAME` in one of them stands for the digest of
/// another as it is read.
#[test]
fn every_folder_tells_the_mistakes_that_its_files_say() {
    let folders = folders();
    let mut faults = String::new();
    for folder in &folders {
        let texts = together(folder.file_name().unwrap().to_str().unwrap());
        let set = Set::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        assert_eq!(set.files().count(), texts.len(), "{}", folder.display());
        for (source, content) in set.files() {
            let text = &source.text;
            let expected: Vec<&str> =
                text.lines().map_while(|line| line.strip_prefix("// expect: ")).collect();
            let told = match content {
                Content::List(_) | Content::Unit(_) | Content::Overlay(_) => String::new(),
                Content::Mistaken(mistakes) => render("", text, mistakes),
            };
            let told: Vec<&str> = told.lines().map(|line| line.trim_start_matches(':')).collect();
            if told != expected {
                let lines: String =
                    told.iter().map(|line| format!("// expect: {line}\n")).collect();
                faults += &format!("{}/{}:\n{lines}", folder.display(), source.name);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(folders.len() > 15, "only {} folders", folders.len());
}

fn folders() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/checklists");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// The files of a folder of the corpus, with the digests of each other in them.
pub(crate) fn together(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/checklists").join(folder);
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    // A file that names another is filled in after it; there are never more turns than files.
    for _ in 0..files.len() {
        let whole = files.clone();
        for (name, text) in &whole {
            let token = format!("sha256 of {name}");
            if !text.contains("sha256 of") {
                let digest = Source::of(name, text).sha256.to_string();
                for (_, other) in &mut files {
                    *other = other.replace(&token, &digest);
                }
            }
        }
    }
    files
}

pub(super) fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "ron"));
    files.sort();
    files
}

/// What the other reader of RON refuses and ours does not: none is known, and a file that is one belongs here.
const NO_FILE: &[Code] = &[Code::Ron, Code::TooLarge];

#[test]
fn every_code_has_a_file() {
    let mut told: BTreeSet<Code> = BTreeSet::new();
    let singles = files("tests/corpus/checklists");
    for path in &singles {
        let text = fs::read_to_string(path).unwrap();
        told.extend(checklist::read("", &text).err().iter().flatten().map(|one| one.code));
    }
    let folders = folders();
    for folder in &folders {
        let texts = together(folder.file_name().unwrap().to_str().unwrap());
        let set = Set::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        told.extend(set.mistaken().flat_map(|(_, all)| all).map(|one| one.code));
    }
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    let missing: Vec<&Code> = all.difference(&told).collect();
    assert_eq!(missing, NO_FILE.iter().rev().collect::<Vec<_>>(), "codes without a file");
    let count = singles.len() + folders.len();
    assert!(count >= 75, "only {count} files and folders");
}
