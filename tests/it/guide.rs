//! The guide: every list in it reads without mistakes, and every broken one gives the mistake quoted below it.

use std::fs;
use std::path::{Path, PathBuf};

use showclear::checklist::{Set, read};
use showclear::golden;
use showclear::platform::shipped;
use showclear::source::{Mistake, place};

/// A block of code: what stands behind the fence, the code, and the lines quoted below it.
struct Block {
    sort: String,
    code: String,
    quoted: Vec<String>,
}

fn pages() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(sort) = line.strip_prefix("```") else { continue };
        let code: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        while lines.next_if(|line| line.trim().is_empty()).is_some() {}
        let mut quoted = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with('>')) {
            quoted.push(line.trim_start_matches('>').trim().to_owned());
        }
        found.push(Block { sort: sort.trim().to_owned(), code: code.join("\n"), quoted });
    }
    found
}

/// The mistakes as the guide quotes them.
fn told(code: &str, mistakes: &[Mistake]) -> Vec<String> {
    let line = |one: &Mistake| {
        let at = place(code, one.span.start);
        format!("{}:{}: {one}", at.line, at.column)
    };
    mistakes.iter().map(line).collect()
}

/// What is wrong in one page. Blocks headed `ron as NAME` are files that are read together.
fn faults(page: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut together = Vec::new();
    for block in blocks(text) {
        let found = match read("guide", &block.code) {
            Ok(_) => Vec::new(),
            Err(mistakes) => told(&block.code, &mistakes),
        };
        match block.sort.as_str() {
            "ron" if !found.is_empty() => faults.push(format!("{page}: {found:#?}")),
            "ron broken" if block.quoted.is_empty() => {
                faults.push(format!("{page}: nothing is quoted below the broken list"));
            }
            "ron broken" if found != block.quoted => {
                faults.push(format!("{page}: quoted {:#?}, told {found:#?}", block.quoted));
            }
            sort => {
                if let Some(name) = sort.strip_prefix("ron as ") {
                    together.push((name.to_owned(), block.code));
                }
            }
        }
    }
    let set = Set::read(together.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mistaken = set.mistaken();
    faults.extend(mistaken.map(|(file, mistakes)| {
        format!("{page}: {}: {:#?}", file.name, told(&file.text, mistakes))
    }));
    faults
}

#[test]
fn every_list_in_the_guide_reads_as_the_guide_says() {
    let pages = pages();
    let all: Vec<String> = pages
        .iter()
        .flat_map(|(path, text)| faults(&path.file_name().unwrap().to_string_lossy(), text))
        .collect();
    assert!(all.is_empty(), "\n{}\n", all.join("\n"));
    let lists = pages.iter().flat_map(|(_, text)| blocks(text));
    assert!(lists.filter(|block| block.sort.starts_with("ron")).count() >= 10);
}

#[test]
fn the_check_notices() {
    let good = "```ron\nChecklist(\n```\n";
    assert_eq!(faults("p", good).len(), 1, "a list with mistakes");
    let unquoted = "```ron broken\nChecklist(\n```\n";
    assert_eq!(faults("p", unquoted).len(), 1, "no mistake quoted");
    let wrong = "```ron broken\nChecklist(\n```\n\n> 1:1: something else\n";
    assert_eq!(faults("p", wrong).len(), 1, "another mistake quoted");
    let alone = "```ron as list.ron\nChecklist(\n```\n";
    assert_eq!(faults("p", alone).len(), 1, "a file among others");
    assert_eq!(faults("p", "```text\nanything\n```\n").len(), 0);
}

/// The window shows every page there is, in the order of their names.
#[test]
fn the_window_has_every_page() {
    let source = include_str!("../../src/gui/screens/checklists/guide.rs");
    let mut last = 0;
    for (path, _) in pages() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let at = source.find(&format!("guide/{name}\"")).unwrap_or_else(|| panic!("{name}"));
        assert!(at > last, "{name} stands in its place");
        last = at;
    }
}

/// The guide is read by people: no bare words, nothing the program cannot know.
#[test]
fn every_page_begins_with_its_title() {
    for (path, text) in pages() {
        assert!(text.starts_with("# "), "{}", path.display());
    }
}

#[test]
fn a_golden_run_of_the_guide_can_be_played() {
    let texts: Vec<(String, String)> =
        shipped().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let mut played = 0;
    for (path, page) in pages() {
        for block in blocks(&page).iter().filter(|block| block.code.contains("> start ")) {
            let outcome = golden::replay(&texts, &block.code);
            assert_eq!(outcome.mistakes, [], "{}", path.display());
            assert!(outcome.now.contains("run done"), "{}", outcome.now);
            played += 1;
        }
    }
    assert!(played > 0);
}
