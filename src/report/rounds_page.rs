//! The sheet of rounds for paper: each lot with opening and closing balance, each gun, and room for two sets of initials.

use super::html::{element, escaped, page};
use crate::custody::{Heap, Line, Lot, Rounds};
use crate::event::{LotAdded, LotMoved, LotParticulars};
use crate::terms::{ItemId, PersonId, UtcMillis};

/// How the sheet names things and times.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The production.
    pub title: &'a str,
    /// Whether it is a drill.
    pub drill: bool,
    /// The tag of an item.
    pub tag: &'a dyn Fn(ItemId) -> String,
    /// The name of a person.
    pub name: &'a dyn Fn(PersonId) -> String,
    /// A moment in the time of the place.
    pub at: &'a dyn Fn(UtcMillis) -> String,
    /// When it is written.
    pub now: UtcMillis,
}

impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").field("title", &self.title).finish_non_exhaustive()
    }
}

/// The sheet as one self-contained HTML page, black on white.
#[must_use]
pub fn rounds_page(rounds: &Rounds, sheet: &Sheet<'_>) -> String {
    let mut body = element("h1", "", "Blanks and dummies");
    body.push_str(&element("p", "", sheet.title));
    if sheet.drill {
        body.push_str(&element("p", "box", "DRILL, not real"));
    }
    let when = format!("As last recorded, written {}", (sheet.at)(sheet.now));
    body.push_str(&element("p", "small", &when));
    body.push_str(&element(
        "p",
        "small",
        "Fired is never measured: it is what went in less what came out. This is no bound book and no licence register.",
    ));
    for lot in rounds.lots() {
        one(lot, sheet, &mut body);
    }
    page("en", &format!("{}: blanks and dummies", sheet.title), &body)
}

fn one(lot: &Lot, sheet: &Sheet<'_>, body: &mut String) {
    let added = &lot.added;
    body.push_str(&element("h2", "", &format!("Lot {}", added.tag)));
    let more = added.load.clone().or_else(|| added.tell.map(|tell| tell.words().to_owned()));
    let more = more.unwrap_or_default();
    let what = format!("{} {}, {more}, {}", added.calibre, added.kind.words(), added.maker);
    body.push_str(&element("p", "", &what));
    if let Some(why) = &lot.apart {
        body.push_str(&element("p", "box", &format!("SET APART: {why}")));
    }
    body.push_str("<table>\n");
    let mut row = |words: &str, n: String| {
        body.push_str(&format!("<tr><td>{}</td><td>{}</td></tr>\n", escaped(words), escaped(&n)));
    };
    row("Opening balance, counted by two", added.count.to_string());
    for (words, n) in [
        ("Found", lot.found),
        ("Fired, by subtraction", lot.fired),
        ("Misfired, held apart", lot.held),
        ("Doubtful, in the pot", lot.pot),
        ("Left the production", lot.out),
    ] {
        row(words, n.to_string());
    }
    row("Differences closed (below zero: short)", lot.closed.to_string());
    for (gun, n) in &lot.guns {
        row(&format!("In {}, not counted out yet", (sheet.tag)(*gun)), n.to_string());
    }
    for (heap, n) in &lot.heaps {
        row(&heap_words(*heap, sheet), n.to_string());
    }
    row("Closing balance, boxes and trays", lot.left().to_string());
    body.push_str("</table>\n");
    for (heap, difference) in lot.differences() {
        let words = format!("OPEN: {}, {difference:+}", heap_words(heap, sheet));
        body.push_str(&element("p", "box", &words));
    }
    by_gun(lot, sheet, body);
    body.push_str("<table>\n<tr><th>When</th><th>What</th><th>By</th></tr>\n");
    for told in &lot.past {
        let (what, by) = line(&told.what, sheet);
        let when = (sheet.at)(told.at.at.wall);
        let cells = [when, what, by].map(|cell| format!("<td>{}</td>", escaped(&cell)));
        body.push_str(&format!("<tr>{}</tr>\n", cells.concat()));
    }
    body.push_str("</table>\n");
    body.push_str(&element("p", "", "Initials: __________     and __________"));
}

/// What each gun was loaded with and what came of it: loaded = fired + misfired + back + still in it.
fn by_gun(lot: &Lot, sheet: &Sheet<'_>, body: &mut String) {
    use crate::terms::RoundAct as A;
    let mut guns: Vec<ItemId> = Vec::new();
    let moves: Vec<&LotMoved> = lot
        .past
        .iter()
        .filter_map(|told| if let Line::Moved(moved) = &told.what { Some(moved) } else { None })
        .collect();
    for gun in moves.iter().filter_map(|moved| moved.gun) {
        if !guns.contains(&gun) {
            guns.push(gun);
        }
    }
    if guns.is_empty() {
        return;
    }
    body.push_str("<table>\n<tr><th>Gun</th><th>Loaded</th><th>Fired</th><th>Misfired</th><th>Back</th></tr>\n");
    for gun in guns {
        let sum = |act: A| -> u32 {
            let of = moves.iter().filter(|moved| moved.gun == Some(gun) && moved.act == act);
            of.map(|moved| moved.n).fold(0, u32::saturating_add)
        };
        let cells: Vec<String> = std::iter::once((sheet.tag)(gun))
            .chain([A::Load, A::Fired, A::Held, A::Back].map(|act| sum(act).to_string()))
            .map(|cell| format!("<td>{}</td>", escaped(&cell)))
            .collect();
        body.push_str(&format!("<tr>{}</tr>\n", cells.concat()));
    }
    body.push_str("</table>\n");
}

pub(super) fn heap_words(heap: Heap, sheet: &Sheet<'_>) -> String {
    heap.tray()
        .map_or_else(|| "In its boxes".to_owned(), |tray| format!("In {}", (sheet.tag)(tray)))
}

pub(super) fn line(what: &Line, sheet: &Sheet<'_>) -> (String, String) {
    let name =
        |person: Option<PersonId>| person.map_or_else(|| "-".to_owned(), |one| (sheet.name)(one));
    match what {
        Line::Moved(moved) => {
            let mut words = format!("{} {}", moved.n, moved.act.words());
            for item in [moved.tray, moved.gun].into_iter().flatten() {
                words.push_str(&format!(", {}", (sheet.tag)(item)));
            }
            if let Some(card) = moved.card {
                words.push_str(&format!(", recorded after, card {card}"));
            }
            if let Some(at) = moved.at {
                words.push_str(&format!(", claimed for {}", (sheet.at)(at)));
            }
            (words, name(moved.by))
        }
        Line::Counted(heap, count) => {
            let words = format!(
                "counted {}: {} of {} due",
                heap_words(*heap, sheet),
                count.counted,
                count.due
            );
            (words, name(Some(count.by)))
        }
        Line::Closed(closed) => {
            let words = format!(
                "{:+} closed, searched, counted again by {}, told to {}",
                closed.difference,
                (sheet.name)(closed.again_by),
                (sheet.name)(closed.told.person)
            );
            (words, name(Some(closed.counted_by)))
        }
        Line::Apart(why) => (format!("the lot was set apart: {why}"), "-".to_owned()),
        Line::Corrected(was, is) => (corrected(was, is, sheet), name(Some(is.by))),
        Line::Limit(Some(n)) => {
            (format!("it rests with {n} misfired: the armorer's limit"), "-".to_owned())
        }
        Line::Limit(None) => ("it has no limit of misfires any more".to_owned(), "-".to_owned()),
        Line::Freed(why) => (format!("the lot is used again: {why}"), "-".to_owned()),
    }
}

/// What was entered wrong on a lot, and what stands on its boxes.
fn corrected(was: &LotAdded, is: &LotParticulars, sheet: &Sheet<'_>) -> String {
    let said: Vec<String> = is
        .against(was, &|gun| (sheet.tag)(gun))
        .into_iter()
        .map(|(what, before, now)| format!("{what} {before:?} is {now:?}"))
        .collect();
    format!("corrected: {} ({})", said.join(", "), is.why)
}
