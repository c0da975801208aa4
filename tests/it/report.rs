//! What is handed out: a list and a record on paper, every word of them, and a head code that a phone reads.
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::sync::Arc;

use showclear::checklist::{Checklist, Edit, Set, Status, edit, wordings};
use showclear::log::{Hash, head_code, parse_head_code};
use showclear::platform::{SHIPPED, SHIPPED_UNITS};
use showclear::report::{Approval, Square, list_page, record_page};
use showclear::review::{Evidence, Page, View, review};
use showclear::verify::{Files, Options, look};

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

/// The page of the sample of the log format, of these of its files.
fn sample(keep: impl Fn(&str) -> bool) -> Page {
    let files: Vec<(String, Vec<u8>)> = crate::verify::vector().into_iter().collect();
    let mut all = Files::new();
    for (path, bytes) in files.iter().filter(|(path, _)| keep(path)) {
        all.add(path.as_str(), bytes.as_slice());
    }
    let checked = look(&all, &Options::default());
    let evidence = Evidence::of(&checked).unwrap();
    Page::of(&review(&evidence), &evidence)
}

#[test]
fn a_record_on_paper_says_how_each_row_stands() {
    let page = sample(|_| true);
    let html = record_page(&page, View::Both);
    let said = words(&html);
    for row in &page.rows {
        assert!(said.contains(&row.line.words) && said.contains(&row.standing), "{row:?}");
    }
    for line in page.missing.iter().chain(page.sections.iter().flat_map(|one| &one.lines)) {
        assert!(said.contains(&line.words), "{line:?}");
    }
    for words in ["struck by", "SAMPLE", "View: both.", "proves nothing by itself"] {
        assert!(said.contains(words), "{words}");
    }
    assert_eq!(html, record_page(&page, View::Both), "the same record, the same page");
}

#[test]
fn nothing_typed_becomes_a_part_of_the_page() {
    let mut page = sample(|_| true);
    let typed = "<script>alert(\"1\")</script>&'";
    page.title = typed.to_owned();
    for line in &mut page.missing {
        line.words = typed.to_owned();
        line.amends.marks.push(typed.to_owned());
    }
    page.runs.iter_mut().flat_map(|run| &mut run.steps).for_each(|step| step.said = typed.into());
    page.rows.iter_mut().for_each(|row| row.standing = typed.into());
    for view in View::ALL {
        let html = record_page(&page, view);
        assert!(!html.contains("<script") && !html.contains("http"), "{view:?}");
        assert!(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;"));
    }
}

#[test]
fn a_name_that_is_not_handed_out_is_not_in_the_report() {
    let html = record_page(&sample(|path| !path.starts_with("objects/")), View::Both);
    assert!(!html.contains("Sample Armorer") && html.contains("(name not here)"), "{html}");
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
