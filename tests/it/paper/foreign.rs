//! The pages as other programs see them: the words that poppler reads, and the codes in the picture that it draws.

use std::process::Command;

use showclear::report::{Deck, Format, Paper, cards, labels, labels_of, sticker};

use super::{codes, read_back, text};
use crate::session::{copied, sample};

/// Words without the places between them, which every reader makes up for itself.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What `pdftotext` reads, and the codes that are found in what `pdftoppm` draws, page by page.
fn seen(paper: &Paper, folder: &std::path::Path) -> (String, Vec<Vec<String>>) {
    let pdf = folder.join("pages.pdf");
    std::fs::write(&pdf, paper.clone().pdf().unwrap()).unwrap();
    let read = Command::new("pdftotext").arg("-raw").arg(&pdf).arg("-").output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let mut draw = Command::new("pdftoppm");
    draw.args(["-r", "150", "-gray", "-png"]).arg(&pdf).arg(folder.join("page"));
    let drawn = draw.output().unwrap();
    assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
    let mut pictures: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "png"))
        .collect();
    pictures.sort();
    let codes = pictures.iter().enumerate().map(|(page, path)| {
        read_back(paper, page, 150.0 / 72.0, &image::open(path).unwrap().to_luma8())
    });
    let codes = codes.collect();
    (String::from_utf8(read.stdout).unwrap(), codes)
}

#[track_caller]
fn check(paper: &Paper) {
    let folder = tempfile::tempdir().unwrap();
    let (words, found) = seen(paper, folder.path());
    let read = bare(&words);
    for line in text(paper).lines().filter(|line| *line != "--") {
        assert!(read.contains(&bare(line)), "{line:?} is not in:\n{words}");
    }
    assert_eq!(found.len(), paper.len());
    for (page, found) in found.iter().enumerate() {
        assert_eq!(*found, codes(paper, page), "page {page}");
    }
}

#[test]
#[ignore = "needs poppler"]
fn poppler_reads_the_cards() {
    let (_world, session) = copied();
    let state = session.state();
    let items: Vec<_> = state.book().items().into_iter().map(|item| item.id).collect();
    for format in Format::ALL {
        let deck = Deck { format, items: items.clone(), each: 1 };
        check(&cards(state, &deck, 1).unwrap());
        let any = Deck { format, items: Vec::new(), each: 2 };
        check(&cards(state, &any, 417_001).unwrap());
    }
}

#[test]
#[ignore = "needs poppler"]
fn poppler_reads_the_labels() {
    let (_world, session) = sample();
    let state = session.state();
    let tray = state.book().by_tag("D-1").unwrap().id;
    let name = |_| "Sample Zoë Łukasz".to_owned();
    let all = labels_of(state, tray, true);
    let stickers: Vec<_> =
        all.into_iter().map(|label| sticker(state, &name, label).unwrap()).collect();
    for format in Format::ALL {
        check(&labels(format, 5, &stickers).unwrap());
    }
}
