//! The sheet of rounds for paper: each lot and each gun with opening and closing balance, and two sets of initials.

use std::collections::BTreeMap;

use super::form::Flow;
use crate::custody::{Line, Lot, Rounds};
use crate::report::paper::{Format, Paper, PaperError, Style};
use crate::report::rounds_page::{Sheet, heap_words, line};
use crate::terms::{ItemId, RoundAct};

/// The sheets of every lot, then of every gun, each beginning on a page of its own.
///
/// # Errors
///
/// When the program's fonts cannot be read.
pub fn rounds_sheet(
    rounds: &Rounds,
    sheet: &Sheet<'_>,
    format: Format,
) -> Result<Paper, PaperError> {
    let mut paper = Paper::new(format, &format!("Blanks and dummies of {}", sheet.title))?;
    let mut flow = Flow::new(&mut paper);
    let mut first = true;
    let mut begin = |flow: &mut Flow<'_>, title: &str| {
        if !std::mem::replace(&mut first, false) {
            flow.next_page();
        }
        flow.text(Style::bold(16.0), title);
        if sheet.drill {
            flow.text(Style::bold(10.0), "DRILL, not real");
        }
        let when = (sheet.at)(sheet.now);
        let words = format!(
            "{}. As last recorded, written {when}. Fired is never measured: it is what went in less what came out. This is no bound book and no licence register.",
            sheet.title
        );
        flow.text(Style::plain(8.0), &words);
        flow.space(8.0);
    };
    for lot in rounds.lots() {
        begin(&mut flow, &format!("Lot {}", lot.added.tag));
        one_lot(&mut flow, lot, sheet);
    }
    for (gun, lots) in guns(rounds) {
        begin(&mut flow, &format!("Gun {}", (sheet.tag)(gun)));
        one_gun(&mut flow, &lots);
    }
    if rounds.lots().is_empty() {
        begin(&mut flow, "Blanks and dummies");
        flow.text(Style::plain(10.0), "No lot is entered.");
    }
    Ok(paper)
}

fn one_lot(flow: &mut Flow<'_>, lot: &Lot, sheet: &Sheet<'_>) {
    let (plain, bold) = (Style::plain(9.0), Style::bold(9.0));
    let added = &lot.added;
    let more = added.load.clone().or_else(|| added.tell.map(|tell| tell.words().to_owned()));
    let more = more.unwrap_or_default();
    let what = format!("{} {}, {more}, {}", added.calibre, added.kind.words(), added.maker);
    flow.text(plain, &what);
    if let Some(why) = &lot.apart {
        flow.text(bold, &format!("SET APART: {why}"));
    }
    flow.space(4.0);
    let mut row = |style, words: &str, n: String| flow.row(style, &[(words, 4.0), (&n, 1.0)]);
    row(bold, "Opening balance, counted by two", added.count.to_string());
    for (words, n) in [
        ("Found", lot.found),
        ("Fired, by subtraction", lot.fired),
        ("Misfired, held apart", lot.held),
        ("Doubtful, in the pot", lot.pot),
        ("Left the production", lot.out),
    ] {
        row(plain, words, n.to_string());
    }
    row(plain, "Differences closed (below zero: short)", lot.closed.to_string());
    for (gun, n) in &lot.guns {
        row(plain, &format!("In {}, not counted out yet", (sheet.tag)(*gun)), n.to_string());
    }
    for (heap, n) in &lot.heaps {
        row(plain, &heap_words(*heap, sheet), n.to_string());
    }
    row(bold, "Closing balance, boxes and trays", lot.left().to_string());
    for (heap, difference) in lot.differences() {
        flow.text(bold, &format!("OPEN: {}, {difference:+}", heap_words(heap, sheet)));
    }
    flow.space(8.0);
    flow.row(bold, &[("When", 1.3), ("What", 3.2), ("By", 1.3)]);
    for told in &lot.past {
        let (what, by) = line(&told.what, sheet);
        let when = (sheet.at)(told.at.at.wall);
        flow.row(plain, &[(&when, 1.3), (&what, 3.2), (&by, 1.3)]);
    }
    initials(flow);
}

/// What went into a gun of one lot, and what became of it.
#[derive(Clone, Debug, Default)]
struct Through {
    lot: String,
    loaded: u32,
    fired: u32,
    held: u32,
    back: u32,
    /// Doubtful, or not counted back; less what came out over what went in.
    other: i32,
    still: i32,
}

/// Every gun that rounds went into, with each lot of them.
fn guns(rounds: &Rounds) -> BTreeMap<ItemId, Vec<Through>> {
    let of = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let mut guns: BTreeMap<ItemId, Vec<Through>> = BTreeMap::new();
    for lot in rounds.lots() {
        let mut of_lot: BTreeMap<ItemId, Through> = BTreeMap::new();
        for told in &lot.past {
            let Line::Moved(moved) = &told.what else { continue };
            let Some(gun) = moved.gun else { continue };
            let one = of_lot.entry(gun).or_default();
            match moved.act {
                RoundAct::Load => one.loaded = one.loaded.saturating_add(moved.n),
                RoundAct::Fired => one.fired = one.fired.saturating_add(moved.n),
                RoundAct::Held => one.held = one.held.saturating_add(moved.n),
                RoundAct::Back => one.back = one.back.saturating_add(moved.n),
                RoundAct::Pot | RoundAct::NotBack => {
                    one.other = one.other.saturating_add(of(moved.n));
                }
                RoundAct::Over => one.other = one.other.saturating_sub(of(moved.n)),
                RoundAct::Tray | RoundAct::Untray | RoundAct::Out | RoundAct::Found => {}
            }
        }
        for (gun, through) in of_lot {
            let still = lot.guns.get(&gun).copied().unwrap_or_default();
            let through = Through { lot: lot.added.tag.clone(), still, ..through };
            guns.entry(gun).or_default().push(through);
        }
    }
    guns
}

fn one_gun(flow: &mut Flow<'_>, lots: &[Through]) {
    let (plain, bold) = (Style::plain(9.0), Style::bold(9.0));
    let heads = [
        "Lot",
        "In it at the start",
        "Loaded",
        "Fired, by subtraction",
        "Misfired, held",
        "Back",
        "Doubtful or not back",
        "In it now",
    ];
    flow.row(bold, &heads.map(|head| (head, 1.0)));
    for one in lots {
        let n = [one.loaded, one.fired, one.held, one.back].map(|n| n.to_string());
        let [loaded, fired, held, back] = n;
        let (other, still) = (one.other.to_string(), one.still.to_string());
        let cells = [&one.lot, "0", &loaded, &fired, &held, &back, &other, &still]
            .map(|cell: &str| (cell, 1.0));
        flow.row(plain, &cells);
    }
    flow.space(4.0);
    flow.text(plain, "Loaded = fired + misfired + back + doubtful or not back + in it now. Below zero in the last but one: more came out than went in.");
    initials(flow);
}

fn initials(flow: &mut Flow<'_>) {
    flow.space(10.0);
    flow.boxes(&[
        ("Counted by, initials", "", 1.0),
        ("At", "", 0.7),
        ("Counted again by, initials", "", 1.0),
        ("At", "", 0.7),
    ]);
}
