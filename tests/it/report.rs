//! What is handed out: a list on paper, every word of it, with its sources and bytes; and a head code that a phone reads.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::sync::Arc;

use showclear::checklist::{Checklist, Edit, Set, Status, edit, wordings};
use showclear::log::{Hash, head_code, parse_head_code};
use showclear::platform::{SHIPPED, SHIPPED_UNITS};
use showclear::report::{Approval, Square, list_page};

/// The list in a text, with the shipped units beside it.
fn list(text: &str) -> Arc<Checklist> {
    let texts = std::iter::once(("list.ron", text)).chain(SHIPPED_UNITS.iter().copied());
    Arc::clone(Set::read(texts).lists().next().unwrap())
}

/// The text of a page without its marks.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let mut out = String::new();
    let mut inside = true;
    for c in body.chars() {
        match c {
            '<' => inside = false,
            '>' => {
                inside = true;
                out.push(' ');
            }
            c if inside => out.push(c),
            _ => {}
        }
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    plain.iter().fold(out, |out, (from, to)| out.replace(from, to))
}

#[test]
fn every_word_of_every_list_is_on_its_page() {
    for (name, text) in SHIPPED {
        let list = list(text);
        let page = list_page(&list, Approval::Example);
        let said = words(&page);
        for one in wordings(text) {
            if one.place.starts_with("inputs.")
                || one.part == showclear::checklist::TextOf::PartName
            {
                continue;
            }
            // What is filled in stands open.
            for part in one.words.split(['{', '}']).step_by(2) {
                assert!(said.contains(part), "{name}: {} lacks {part:?}", one.place);
            }
        }
        for words in [&list.source.sha256.to_string(), "Example, not approved by this production"] {
            assert!(said.contains(words), "{name}: {words}");
        }
        assert!(said.contains(&format!("Revision {}", list.rev)));
        for source in &list.refs {
            assert!(said.contains(&source.title), "{name}");
        }
    }
}

#[test]
pub(crate) fn a_page_needs_nothing_beside_itself_and_runs_nothing() {
    let text = SHIPPED[0].1;
    let place = "steps.muzzle.ask".to_owned();
    let words = "<script src=\"http://x\">&'".to_owned();
    let evil = edit(text, &Edit::Words { place, words }).unwrap();
    let page = list_page(&list(&evil), Approval::Example);
    assert!(page.contains("&lt;script src=&quot;http://x&quot;&gt;&amp;&#39;"), "escaped");
    for never in ["<script", "<link", "<img", "src=", "href=", "url(", "@import"] {
        let outside = page.replace("&lt;script src=&quot;", "");
        assert!(!outside.contains(never), "{never}");
    }
    for open in [
        "html", "head", "body", "style", "table", "ul", "li", "div", "h1", "h2", "p", "td", "tr",
        "th",
    ] {
        let begins =
            page.matches(&format!("<{open}>")).count() + page.matches(&format!("<{open} ")).count();
        assert_eq!(begins, page.matches(&format!("</{open}>")).count(), "{open} is closed");
    }
    assert!(page.contains("background: #fff") && page.contains("color: #000"));
}

#[test]
fn a_page_says_how_far_it_may_be_relied_on() {
    let text = SHIPPED[0].1;
    let with = |status| list(&edit(text, &Edit::Status(status)).unwrap());
    let example = "Example, not approved by this production";
    let page = |status, approval| words(&list_page(&with(status), approval));
    assert!(page(Status::Released, Approval::Example).contains(example));
    assert!(!page(Status::Released, Approval::Approved).contains(example));
    for approval in [Approval::Example, Approval::Approved] {
        assert!(page(Status::Draft, approval).contains("Draft: for drills only"));
        assert!(page(Status::Retired, approval).contains("Retired: no longer used"));
    }
}

/// What a phone reads off the square, with so many dots to a module.
fn read_off(square: &Square, dots: usize) -> String {
    let side = square.side() * dots;
    let dark: std::collections::BTreeSet<(usize, usize)> = square.dark().collect();
    let grey = |x: usize, y: usize| if dark.contains(&(x / dots, y / dots)) { 0 } else { 255 };
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
    let grids = seen.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().unwrap().1
}

#[test]
fn a_phone_reads_the_head_code_and_it_is_that_of_the_log() {
    let log = "e1b5e6a033977376";
    for size in [0, 29, u32::MAX] {
        let root = Hash::of(&size.to_be_bytes());
        let code = head_code(log, size, &root);
        let square = Square::of(&code).unwrap();
        let margin = |place: usize| place < 4 || place + 4 >= square.side();
        assert!(square.dark().all(|(x, y)| !margin(x) && !margin(y)), "the margin is light");
        let read = read_off(&square, 3);
        assert_eq!(read, code.to_ascii_uppercase());
        assert_eq!(parse_head_code(log, &read), Ok((size, root)));
    }
    assert_eq!(Square::of(&"x".repeat(5_000)), None);
}
