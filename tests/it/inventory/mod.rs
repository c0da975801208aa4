//! An inventory as a file: what each file comes to stands as text beside it.

mod private;
mod property;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use showclear::custody::{Book, Moment};
use showclear::event::{Event, ItemAdded};
use showclear::inventory::{
    FileFault, LARGEST, MOST_ROWS, Reading, TEMPLATE, read, template, write,
};
use showclear::terms::{Action, Barrel, BootId, ItemId, ItemKind, Stamp, UtcMillis};

const FILES: [&str; 20] = [
    "blank",
    "column-twice",
    "good",
    "in-the-book",
    "in-the-book-same",
    "latin-1",
    "missing-columns",
    "mistakes",
    "no-columns",
    "no-text",
    "old-mac",
    "only-columns",
    "open-quote",
    "open-quote-to-the-end",
    "samples",
    "semicolon",
    "tab",
    "twice",
    "utf-16",
    "utf-16-unmarked",
];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/inventory/files")
}

/// A book with a revolver, a rubber gun and a tray.
fn book() -> Book {
    let mut book = Book::default();
    let items = [
        (ItemKind::Revolver, "G-07", Action::Single, Barrel::Open, Some(6)),
        (ItemKind::Rubber, "R-07", Action::None, Barrel::None, None),
        (ItemKind::DummyTray, "D-1", Action::None, Barrel::None, Some(12)),
    ];
    for (number, (kind, tag, action, barrel, capacity)) in (1_u64..).zip(items) {
        let at = Stamp { wall: UtcMillis::new(0), up: number, boot: BootId(Some("boot".into())) };
        let added = ItemAdded {
            item: ItemId::from_random(number),
            kind,
            tag: tag.to_owned(),
            action,
            barrel,
            capacity,
            particulars: None,
        };
        book.apply(&Event::ItemAdded(added), &Moment { seq: number, index: 0, at }).unwrap();
    }
    book
}

/// What a file comes to, in words.
fn told(bytes: &[u8]) -> String {
    let mut text = String::new();
    match read(bytes, &book(), &[]) {
        Err(fault) => {
            writeln!(text, "not read: {fault}\n  {}", fault.remedy()).unwrap();
        }
        Ok(reading) => tell(&reading, &mut text),
    }
    text
}

fn tell(reading: &Reading, text: &mut String) {
    let Reading { good, bad, in_the_book, other_particulars: _, samples, not_read, unknown } =
        reading;
    writeln!(text, "good {}, bad {}, in the book already {in_the_book}, samples {samples}, not read {not_read}, columns not read {unknown:?}", good.len(), bad.len()).unwrap();
    for row in bad {
        for mistake in &row.mistakes {
            writeln!(text, "line {}, {mistake}", row.line).unwrap();
            writeln!(text, "  expected {}", mistake.expected()).unwrap();
            writeln!(text, "  {}", mistake.remedy()).unwrap();
        }
    }
    for row in good {
        let item = &row.item;
        writeln!(
            text,
            "line {}: {} {} {} {} {:?}",
            row.line,
            item.tag,
            item.kind.code(),
            item.action.code(),
            item.barrel.code(),
            item.capacity
        )
        .unwrap();
    }
}

#[test]
fn each_file_comes_to_what_stands_beside_it() {
    for name in FILES {
        let bytes = fs::read(folder().join(format!("{name}.csv"))).unwrap();
        let beside = folder().join(format!("{name}.txt"));
        expect_file![beside].assert_eq(&told(&bytes));
    }
}

#[test]
fn no_file_is_forgotten() {
    let found = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = found
        .filter(|path| path.extension().is_some_and(|end| end == "csv"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, FILES);
}

#[test]
fn a_workbook_is_told_to_be_one() {
    for start in [b"PK\x03\x04\x14\0\x06\0".as_slice(), b"\xD0\xCF\x11\xE0\xA1\xB1"] {
        assert_eq!(read(start, &book(), &[]), Err(FileFault::Workbook));
    }
}

#[test]
fn the_template_holds_one_sample_of_each_kind_and_nothing_of_it_is_taken_in() {
    let template = template();
    expect_file![folder().join("../template.txt")].assert_eq(&template.replace('\r', ""));
    let reading = read(template.as_bytes(), &book(), &[]).unwrap();
    assert_eq!(reading, Reading { samples: ItemKind::ALL.len(), ..Reading::default() });
    // Each of them would be good if it were none.
    let real = template.replace("SAMPLE ", "X-");
    let reading = read(real.as_bytes(), &book(), &[]).unwrap();
    assert_eq!((reading.good.len(), reading.bad.len()), (ItemKind::ALL.len(), 0));
    let named = read(b"a,b\n", &book(), &[]).unwrap_err().remedy();
    assert!(named.contains(TEMPLATE), "{named}");
}

#[test]
fn a_cell_that_would_be_a_formula_is_written_as_text() {
    let mut item =
        read(b"tag,kind,action,barrel,capacity\nM,magazine,,,5\n", &book(), &[]).unwrap().good[0]
            .item
            .clone();
    for tag in ["=1+1", "+1", "-1", "@a", "\tx", "'=1"] {
        item.tag = tag.to_owned();
        let text = write(&[item.clone()]);
        let cell = text.lines().nth(1).unwrap();
        assert!(cell.starts_with('\'') || cell.starts_with("\"'"), "{cell}");
    }
}

#[test]
fn too_large_a_file_is_not_read() {
    let most = usize::try_from(LARGEST).unwrap();
    let mut text = b"tag,kind,action,barrel,capacity\nM-1,magazine,,,5\n".to_vec();
    text.resize(most, b'\n');
    assert_eq!(read(&text, &book(), &[]).unwrap().good.len(), 1);
    text.push(b'\n');
    let fault = read(&text, &book(), &[]).unwrap_err();
    assert_eq!(fault.to_string(), "the file has 17 MiB, and a list has at most 16");
}

#[test]
fn the_rows_behind_the_hundred_thousandth_are_counted_and_not_read() {
    let mut text = "tag,kind,action,barrel,capacity\n".to_owned();
    for number in 0..MOST_ROWS + 3 {
        let kind = if number % 2 == 0 { "magazine" } else { "magazin" };
        writeln!(text, "M-{number},{kind},,,15").unwrap();
    }
    let reading = read(text.as_bytes(), &book(), &[]).unwrap();
    assert_eq!(reading.good.len(), MOST_ROWS / 2);
    assert_eq!(reading.bad.len(), MOST_ROWS / 2);
    assert_eq!(reading.not_read, 3);
    assert_eq!(reading.bad.last().unwrap().line, 100_001);
}
