//! Every example of what a mistake or a piece of advice means is what it says, and so is the one that mends it.

use std::collections::BTreeSet;

use showclear::checklist::{Content, Example, Set, explained, lint};
use showclear::source::Code;

/// The names of all that is said of the first file of an example; of a mended one, of all its files.
fn told(example: Example, all: bool) -> BTreeSet<&'static str> {
    let files = example.files();
    let set = Set::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mut names = BTreeSet::new();
    for (_, content) in set.files().take(if all { usize::MAX } else { 1 }) {
        match content {
            Content::List(list) => names.extend(lint(list).iter().map(|advice| advice.hint.name())),
            Content::Unit(_) | Content::Overlay(_) => {}
            Content::Mistaken(mistakes) => names.extend(mistakes.iter().map(|one| one.code.name())),
        }
    }
    names
}

#[test]
fn every_example_is_wrong_in_just_that_way_and_the_mended_one_is_not() {
    let mut faults = String::new();
    for explained in explained() {
        if explained.name == Code::Ron.name() {
            continue; // Nothing is known that only the other reader refuses; see the corpus.
        }
        let wrong = told(explained.wrong, false);
        if wrong != BTreeSet::from([explained.name]) {
            faults += &format!("{}: wrong: {wrong:?}\n", explained.name);
        }
        let mended = told(explained.mended, true);
        if mended.contains(explained.name) || mended.iter().any(|name| is_mistake(name)) {
            faults += &format!("{}: mended: {mended:?}\n", explained.name);
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

fn is_mistake(name: &str) -> bool {
    Code::ALL.iter().any(|code| code.name() == name)
}

#[test]
fn each_is_said_once_in_sentences() {
    let all = explained();
    let names: BTreeSet<&str> = all.iter().map(|one| one.name).collect();
    assert_eq!(names.len(), all.len());
    for one in all {
        for text in [one.what, one.mend] {
            assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{}", one.name);
        }
        assert_ne!(one.wrong, one.mended, "{}", one.name);
    }
}
