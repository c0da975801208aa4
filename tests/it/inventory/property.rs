//! No bytes are too much for the reader, no row is lost, and what is written is read back the same.

use proptest::prelude::*;
use showclear::production::NewItem;
use showclear::terms::LineText;

use super::*;

fn item() -> impl Strategy<Value = NewItem> {
    let kind = proptest::sample::select(ItemKind::ALL);
    let actions = Action::ALL.iter().copied().filter(|one| *one != Action::None);
    let action = proptest::sample::select(actions.collect::<Vec<_>>());
    let barrels = Barrel::ALL.iter().copied().filter(|one| *one != Barrel::None);
    let barrel = proptest::sample::select(barrels.collect::<Vec<_>>());
    let tag = "[A-Za-z0-9\u{e9}\u{4e2d}][-A-Za-z0-9 ,;\"'=+@#\u{e9}\u{4e2d}\u{1f600}]{0,20}";
    (kind, tag, action, barrel, 1..=500_u32).prop_map(|(kind, tag, action, barrel, capacity)| {
        let tag = LineText::parse(&tag, LineText::TAG).unwrap().as_str().to_owned();
        let (action, barrel) =
            if kind.is_gun() { (action, barrel) } else { (Action::None, Barrel::None) };
        NewItem {
            kind,
            tag,
            action,
            barrel,
            capacity: Some(capacity),
            known_as: None,
            particulars: None,
        }
    })
}

/// Text that is nearly a file: its cells, separators and ends of lines in any order.
fn scraps() -> impl Strategy<Value = Vec<u8>> {
    let scraps: Vec<&[u8]> = vec![
        b"tag,kind,action,barrel,capacity\n",
        b"tag;kind;action;barrel;capacity\r\n",
        b"tag",
        b"kind",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r",
        b"\"",
        b"revolver",
        b"single",
        b"open",
        b"6",
        b"G-1",
        b"\xE9",
        b"\0",
        "\u{feff}".as_bytes(),
        "\u{202e}".as_bytes(),
    ];
    let scraps = proptest::sample::select(scraps);
    proptest::collection::vec(scraps, 0..60).prop_map(|all| all.concat())
}

proptest! {
    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _read = told(&bytes);
    }

    #[test]
    fn no_scraps_are_too_much(bytes in scraps(), header in any::<bool>()) {
        let mut whole = Vec::new();
        if header {
            whole.extend_from_slice(b"tag,kind,action,barrel,capacity\n");
        }
        whole.extend_from_slice(&bytes);
        let _read = told(&whole);
    }

    #[test]
    fn what_is_written_is_read_back_the_same(items in proptest::collection::vec(item(), 0..20)) {
        let mut once: Vec<NewItem> = Vec::new();
        for item in items {
            let lower = item.tag.to_lowercase();
            if once.iter().all(|one| one.tag.to_lowercase() != lower) {
                once.push(item);
            }
        }
        let reading = read(write(&once).as_bytes(), &Book::default(), &[]).unwrap();
        prop_assert_eq!(&reading.bad, &[]);
        let good: Vec<NewItem> = reading.good.into_iter().map(|row| row.item).collect();
        prop_assert_eq!(good, once);
    }

    #[test]
    fn every_row_is_told_of_once(rows in proptest::collection::vec((0..6_usize, 0..20_u32), 0..40)) {
        let mut text = "tag,kind,action,barrel,capacity\n".to_owned();
        for (sort, number) in &rows {
            let row = match sort {
                0 => format!("M-{number},magazine,,,15"),
                1 => format!("M-{number},magazin,,,15"),
                2 => format!("SAMPLE {number},magazine,,,15"),
                3 => "G-07,revolver,single,open,6".to_owned(),
                4 => format!("=M-{number},magazine,,,15"),
                _ => format!("M-{number},revolver,,,15"),
            };
            text.push_str(&row);
            text.push('\n');
        }
        let reading = read(text.as_bytes(), &book(), &[]).unwrap();
        let all = reading.good.len() + reading.bad.len() + reading.in_the_book + reading.samples;
        prop_assert_eq!(all, rows.len());
        prop_assert!(reading.bad.iter().all(|row| !row.mistakes.is_empty()));
        let mut lines: Vec<u64> = reading.good.iter().map(|row| row.line).collect();
        lines.extend(reading.bad.iter().map(|row| row.line));
        lines.sort_unstable();
        lines.dedup();
        prop_assert_eq!(lines.len(), reading.good.len() + reading.bad.len());
    }
}
