//! Any bytes as a list, a unit or an overlay: read, or mistakes with places inside the text; never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use showclear::checklist::{Content, Set, lint};
use showclear::platform::shipped;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // Only beside others can a list include a unit, and an overlay fit a list.
    let mut texts = vec![("fuzz.ron", text)];
    for (name, text) in shipped().filter(|(name, _)| BESIDE.contains(name)) {
        texts.push((name, text));
    }
    let set = Set::read(texts);
    let Some((_, content)) = set.files().next() else { return };
    match content {
        Content::List(list) => {
            let _advice = lint(list);
        }
        Content::Unit(unit) => {
            let _advice = lint(unit.as_list());
        }
        Content::Overlay(_) => {}
        Content::Mistaken(mistakes) => {
            assert!(!mistakes.is_empty(), "refused without a reason");
            for mistake in mistakes {
                let span = mistake.span;
                assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in the text");
                assert!(!mistake.to_string().trim().is_empty(), "a mistake that says nothing");
            }
        }
    }
});

/// Few, so that each try is quick.
const BESIDE: [&str; 2] = ["re-show.ron", "units/bore.ron"];
