//! One lot: what it is, and where its rounds are by the record.

use egui::Ui;

use super::act;
use super::out_of_step::place;
use crate::custody::Lot;
use crate::gui::action::Action;
use crate::gui::kit;
use crate::gui::theme::palette;
use crate::gui::view::Open;

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    lot: &Lot,
    draft: &mut act::Draft,
    out: &mut Vec<Action>,
) {
    let tone = palette(ui).stop;
    if lot.apart.is_some() {
        kit::tone_card(ui, tone, false, |ui| inside(ui, open, lot, draft, out));
    } else {
        kit::card(ui, |ui| inside(ui, open, lot, draft, out));
    }
}

fn inside(ui: &mut Ui, open: &Open<'_>, lot: &Lot, draft: &mut act::Draft, out: &mut Vec<Action>) {
    let added = &lot.added;
    kit::title(ui, format!("{}: {}", added.tag, what(lot)));
    if let Some(why) = &lot.apart {
        kit::strong(ui, format!("SET APART: {why}"));
    }
    if let Some(limit) = lot.limit {
        kit::quiet(ui, format!("{} of {limit} misfired, then it rests", lot.held));
    }
    if !added.guns.is_empty() {
        let guns: Vec<String> = added.guns.iter().map(|gun| open.tag(*gun)).collect();
        kit::quiet(ui, format!("Made for {}", guns.join(", ")));
    }
    kit::body(ui, balance(lot));
    let heaps: Vec<String> = lot
        .heaps
        .iter()
        .map(|(heap, n)| match u32::try_from(*n) {
            Ok(n) => format!("{} {n}", place(open, *heap)),
            Err(_) => {
                format!("{} {} more taken than recorded", place(open, *heap), n.unsigned_abs())
            }
        })
        .collect();
    kit::body(ui, format!("By the record: {}", heaps.join(", ")));
    let guns: Vec<String> =
        lot.guns.iter().map(|(gun, n)| format!("{n} in {}", open.tag(*gun))).collect();
    if !guns.is_empty() {
        kit::body(ui, format!("Not counted out yet: {}", guns.join(", ")));
    }
    act::show(ui, open, lot, draft, out);
}

/// What its rounds are.
fn what(lot: &Lot) -> String {
    let added = &lot.added;
    let more = added.load.clone().or_else(|| added.tell.map(|tell| tell.words().to_owned()));
    let more = more.map_or_else(String::new, |more| format!(", {more}"));
    format!("{} {}{more}, {}", added.calibre, added.kind.words(), added.maker)
}

/// Opening balance, what became of it, and what is left; what is nothing is left out.
fn balance(lot: &Lot) -> String {
    let mut words = format!("{} at first", lot.added.count);
    for (n, what) in [
        (lot.found, "found"),
        (lot.fired, "fired, by subtraction"),
        (lot.held, "misfired, held"),
        (lot.pot, "in the pot"),
        (lot.out, "left the production"),
    ] {
        if n > 0 {
            words.push_str(&format!(" · {n} {what}"));
        }
    }
    if lot.closed != 0 {
        words.push_str(&format!(" · {}, closed", super::out_of_step::said(lot.closed)));
    }
    words.push_str(&format!(" · {} unused", lot.left()));
    words
}
