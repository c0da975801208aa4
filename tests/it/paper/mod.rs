//! Pages for paper: nothing runs off them, nothing is lost silently, and the same words come to the same bytes.

mod cards;
mod foreign;
mod sheets;

use expect_test::expect;
use proptest::prelude::*;
use showclear::report::{Format, Mark, Paper, Style};

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on a page are small and not below zero"
)]
fn pixel(at: f32) -> u32 {
    at.round() as u32
}

/// The codes of a page as they are read back from a picture of it, in the order in which they were put there.
pub(crate) fn codes(paper: &Paper, page: usize) -> Vec<String> {
    let marks = paper.pages().swap_remove(page);
    let scale = 3.0_f32;
    let (width, height) = (paper.width() * scale, paper.height() * scale);
    let mut picture = image::GrayImage::from_pixel(pixel(width), pixel(height), image::Luma([255]));
    for mark in &marks {
        let Mark::Code { at, side, square } = mark else { continue };
        let cell = side / square.side() as f32 * scale;
        for (column, row) in square.dark() {
            let from = |start: f32, n: usize| pixel(start * scale + n as f32 * cell);
            for y in from(at.1, row)..from(at.1, row + 1) {
                for x in from(at.0, column)..from(at.0, column + 1) {
                    picture.put_pixel(x, y, image::Luma([0]));
                }
            }
        }
    }
    read_back(paper, page, scale, &picture)
}

/// The code in each place of a page that has one, read from a picture of the page: with nothing else in its light margin.
fn read_back(paper: &Paper, page: usize, scale: f32, picture: &image::GrayImage) -> Vec<String> {
    let place = |mark: &Mark| match mark {
        Mark::Code { at, side, .. } => Some((*at, *side)),
        Mark::Text { .. } | Mark::Line { .. } | Mark::Box { .. } | Mark::Circle { .. } => None,
    };
    let marks = paper.pages().swap_remove(page);
    let read = |((x, y), side): ((f32, f32), f32)| {
        let (left, top, side) = (pixel(x * scale), pixel(y * scale), pixel(side * scale));
        let light = |x: usize, y: usize| {
            let at = |from: u32, n: usize| from + u32::try_from(n).unwrap();
            picture.get_pixel_checked(at(left, x), at(top, y)).map_or(255, |one| one.0[0])
        };
        let side = usize::try_from(side).unwrap();
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side, side, light);
        seen.detect_grids().first().unwrap().decode().unwrap().1
    };
    marks.iter().filter_map(place).map(read).collect()
}

/// What stands outside the paper.
pub(crate) fn outside(paper: &Paper) -> Vec<String> {
    let (width, height) = (paper.width(), paper.height());
    let mut found = Vec::new();
    for mark in paper.pages().into_iter().flatten() {
        let (left, top, right, bottom) = match &mark {
            Mark::Text { at, size, wide, .. } => {
                (at.0, at.1 - size, at.0 + wide, at.1 + size * 0.3)
            }
            Mark::Line { from, to, .. } => {
                (from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1))
            }
            Mark::Box { at, size, .. } => (at.0, at.1, at.0 + size.0, at.1 + size.1),
            Mark::Circle { centre, radius, .. } => {
                (centre.0 - radius, centre.1 - radius, centre.0 + radius, centre.1 + radius)
            }
            Mark::Code { at, side, .. } => (at.0, at.1, at.0 + side, at.1 + side),
        };
        if left < 0.0 || top < 0.0 || right > width + 0.1 || bottom > height + 0.1 {
            found.push(format!("{mark:?}"));
        }
    }
    found
}

/// All words of all pages, a line each.
pub(crate) fn text(paper: &Paper) -> String {
    let pages = paper.words().into_iter().map(|page| page.join("\n"));
    pages.collect::<Vec<_>>().join("\n--\n")
}

fn one(words: &str, width: f32) -> Paper {
    let mut paper = Paper::new(Format::A4, "Sample page").unwrap();
    paper.page();
    paper.line(Style::plain(12.0), (36.0, 60.0), width, words);
    paper
}

#[test]
fn what_has_no_picture_is_a_box_and_the_foot_says_so() {
    let turned =
        one("Ana \u{202E}trebor\u{200B} \u{5D0}\u{1F600} Zoë Łukasz e\u{301}\nnext", 500.0);
    expect![[r"
        Ana □trebor□ □□ Zoë Łukasz é next
        □ stands for a character that cannot be printed here.
        Sample page
        Page 1 of 1"]]
    .assert_eq(&text(&turned));
    assert!(
        text(&one("Ana", 500.0)).starts_with("Ana\nSample page"),
        "no note where none is needed"
    );
}

#[test]
fn a_long_text_is_smaller_then_cut_and_the_foot_says_so() {
    let wide = "W".repeat(80);
    let cut = one(&wide, 100.0);
    assert!(outside(&cut).is_empty());
    let words = text(&cut);
    assert!(words.contains("W\u{2026}\n"), "{words}");
    assert!(words.contains("stands where a text was too long"), "{words}");
    let smaller = one("Sample Assistant Director", 100.0);
    assert!(text(&smaller).starts_with("Sample Assistant Director\nSample page"));
}

#[test]
fn wrapped_text_keeps_every_character_inside_the_width() {
    let mut paper = Paper::new(Format::Letter, "Sample page").unwrap();
    paper.page();
    let long = "M".repeat(90);
    let next = paper.block(Style::plain(10.0), (36.0, 60.0), 200.0, 99, &format!("a {long} b"));
    let words = paper.words().remove(0);
    let words: String = words.iter().take_while(|line| *line != "Sample page").cloned().collect();
    assert_eq!(words.matches('M').count(), 90);
    assert!(next > 60.0 + 3.0 * 13.5);
    assert!(outside(&paper).is_empty());
}

#[test]
fn the_same_words_are_the_same_bytes() {
    let bytes = || one("Sample words", 300.0).pdf().unwrap();
    let first = bytes();
    assert!(first.starts_with(b"%PDF-"));
    assert_eq!(first, bytes());
    for trace in ["CreationDate", "ModDate", "CreateDate"] {
        let found = first.windows(trace.len()).any(|part| part == trace.as_bytes());
        assert!(!found, "{trace} would differ from one day to the next");
    }
}

#[test]
fn a_code_is_read_back_from_its_page() {
    let mut paper = one("Sample", 300.0);
    assert!(paper.code((100.0, 100.0), 72.0, "SCI7K2Q9X"));
    assert_eq!(codes(&paper, 0), ["SCI7K2Q9X"]);
    assert!(!paper.code((100.0, 100.0), 72.0, &"A".repeat(9_000)), "too long for a code");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_runs_off_the_page(words in "\\PC{0,90}", width in 20.0_f32..500.0, size in 5.0_f32..40.0) {
        let mut paper = Paper::new(Format::A4, &words).unwrap();
        paper.page();
        paper.line(Style::bold(size), (36.0, 60.0), width, &words);
        paper.block(Style::plain(size), (36.0, 120.0), width, 4, &words);
        for mark in paper.pages().into_iter().flatten() {
            if let Mark::Text { at, wide, .. } = mark {
                prop_assert!(wide <= width.max(427.0) + 0.5 && at.0 + wide <= 595.3);
            }
        }
        prop_assert!(paper.pdf().is_ok());
    }
}
