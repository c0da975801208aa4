//! A numbered away-pack: the sheet that goes with items where no laptop takes them in, with room for who had what and when.

use super::form::Flow;
use crate::custody::Out;
use crate::event::HandedItem;
use crate::report::paper::{Format, Paper, PaperError, Style};
use crate::report::rounds_page::Sheet;

/// So many lines for who had it stand under each item.
const HANDS: usize = 3;

/// The sheet of what went out under one number.
///
/// # Errors
///
/// When the program's fonts cannot be read.
pub fn away_pack(out: &Out, sheet: &Sheet<'_>, format: Format) -> Result<Paper, PaperError> {
    let said = &out.said;
    let title = format!("Away-pack {} of {}", said.number, sheet.title);
    let mut paper = Paper::new(format, &title)?;
    let mut flow = Flow::new(&mut paper);
    let (plain, bold) = (Style::plain(9.0), Style::bold(9.0));
    flow.text(Style::bold(18.0), &format!("Away-pack {}", said.number));
    if sheet.drill {
        flow.text(Style::bold(10.0), "DRILL, not real");
    }
    flow.text(bold, &format!("{}: to {}", sheet.title, said.unit));
    let to = said.to.map_or_else(|| "nobody named".to_owned(), sheet.name);
    let by = (sheet.name)(said.by);
    let when = (sheet.at)(out.at.at.wall);
    flow.text(plain, &format!("Recorded {when}. Given by {by}, taken along by {to}."));
    flow.text(
        bold,
        "Nothing on this sheet is declared. Open and look at each thing yourself before it is used, and again when it is back.",
    );
    flow.space(4.0);
    flow.boxes(&[
        ("Given by, initials", "", 1.0),
        ("Taken by, initials", "", 1.0),
        ("Date and time out", "", 1.2),
    ]);
    for item in &said.items {
        flow.space(6.0);
        // The thing stands on one page with the first who had it.
        flow.room(90.0);
        one(&mut flow, item);
        let rounds = said.rounds.iter().find(|rounds| rounds.tray == item.item);
        if let Some(rounds) = rounds {
            let lot = format!("lot {}, {}, {}", rounds.lot, rounds.kind.words(), rounds.calibre);
            flow.text(plain, &format!("{lot}: {} went out by the record.", rounds.n));
            flow.boxes(&[
                ("Rounds out", "", 1.0),
                ("Fired, as they say", "", 1.0),
                ("Rounds back", "", 1.0),
                ("Counted by two, initials", "", 1.6),
            ]);
        }
        for _ in 0..HANDS {
            flow.boxes(&[
                ("Who had it", "", 1.8),
                ("From", "", 0.8),
                ("Until", "", 0.8),
                ("Initials", "", 0.8),
            ]);
        }
    }
    flow.space(8.0);
    flow.text(bold, "Back");
    flow.boxes(&[
        ("Given back by, initials", "", 1.0),
        ("Taken back by, initials", "", 1.0),
        ("Date and time back", "", 1.2),
        ("What is not back", "", 1.4),
    ]);
    flow.text(
        plain,
        &format!(
            "When it is back: record each thing under What happened as taken back from another unit, and count the trays. Keep this sheet; its number is {}.",
            said.number
        ),
    );
    Ok(paper)
}

fn one(flow: &mut Flow<'_>, item: &HandedItem) {
    let (plain, bold) = (Style::plain(9.0), Style::bold(11.0));
    let seal = item.seal.as_ref().map_or_else(String::new, |seal| format!(", seal {seal}"));
    flow.text(bold, &item.tag);
    flow.text(
        plain,
        &format!(
            "{}{seal}. Last recorded before it went: {}, {}.",
            item.words(),
            item.state().words(),
            item.place.words()
        ),
    );
}
