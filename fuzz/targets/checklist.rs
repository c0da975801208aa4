//! Any bytes as a checklist: a list or mistakes with places inside the text, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use showclear::checklist;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match checklist::read("fuzz.ron", text) {
        Ok(list) => {
            let _advice = checklist::lint(&list);
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty(), "refused without a reason");
            for mistake in &mistakes {
                let span = mistake.span;
                assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in the text");
                assert!(!mistake.to_string().trim().is_empty(), "a mistake that says nothing");
            }
        }
    }
});
