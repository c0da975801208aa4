//! The paper card that something is entered from: its number, and when it happened as the card says.

use egui::{Frame, Margin, Panel, Stroke, Ui, vec2};

use crate::gui::action::Action;
use crate::gui::kit;
use crate::gui::theme::{palette, size, space};
use crate::gui::view::Open;
use crate::production::{Command, Happened, Led};
use crate::terms::{Millis, UtcMillis};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The card in hand; it stays from one entry to the next, because a card holds several.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    on: bool,
    number: String,
    time: String,
}

impl Draft {
    /// Takes up a card.
    pub(in crate::gui) fn take_up(&mut self) {
        self.on = true;
    }

    /// Takes up a card that was scanned.
    pub(in crate::gui) fn take_up_number(&mut self, number: u32) {
        self.on = true;
        self.number = number.to_string();
    }

    /// Puts the card away: what is entered next is live again.
    pub(in crate::gui) fn put_away(&mut self) {
        *self = Self::default();
    }

    /// Whether entries come from a card.
    pub(in crate::gui) fn is_on(&self) -> bool {
        self.on
    }

    /// The number of the card; `None` for a live entry, and where none that counts is typed.
    pub(in crate::gui) fn number(&self) -> Option<u32> {
        let number = self.number.trim().parse::<u32>().ok().filter(|number| *number > 0);
        number.filter(|_| self.on)
    }

    /// When it happened, as the card says: the newest moment with that time of day.
    pub(in crate::gui) fn at(&self, open: &Open<'_>) -> Option<UtcMillis> {
        newest(&self.time, open.now.wall, open.offset).filter(|_| self.on)
    }

    /// The same for a run that is entered from a card, whether or not a card is taken up for anything else.
    pub(in crate::gui) fn at_in_run(&self, open: &Open<'_>) -> Option<UtcMillis> {
        newest(&self.time, open.now.wall, open.offset)
    }

    /// When a run that is begun now is led.
    pub(in crate::gui) fn led(&self, open: &Open<'_>) -> Led {
        if self.on { Led::Before(self.at(open)) } else { Led::Now }
    }

    /// Gives everything that was done the number and the time of the card in hand.
    pub(in crate::gui) fn mark(&self, open: &Open<'_>, actions: &mut [Action]) {
        let Some(number) = self.number() else { return };
        let claimed = self.at(open);
        for action in actions {
            match action {
                Action::Submit(Command::Happened(Happened::Moved(all))) => {
                    for one in all {
                        (one.card, one.at) = (Some(number), claimed);
                    }
                }
                Action::Submit(Command::Happened(Happened::Shown { card, .. })) => {
                    *card = Some(number);
                }
                Action::Submit(_)
                | Action::SubmitWith(..)
                | Action::Tell(..)
                | Action::Go(_)
                | Action::Begin(..)
                | Action::BeginWith(..)
                | Action::Correct(..)
                | Action::Situate(_)
                | Action::Do(_) => {}
            }
        }
    }

    /// What keeps an entry from being made, in words.
    pub(in crate::gui) fn fault(&self, open: &Open<'_>) -> Option<&'static str> {
        if !self.on {
            return None;
        }
        if self.number().is_none() {
            return Some("Type the number on the card.");
        }
        let unclear = !self.time.trim().is_empty() && self.at(open).is_none();
        unclear.then_some("The time on the card is four digits, such as 14:02.")
    }
}

/// As it happens, or from a card with its number and time; everything entered so is marked, and nothing is in force from it.
pub(in crate::gui) fn card_entry(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    let ways = [(false, "As it happens".to_owned()), (true, "From a paper card".to_owned())];
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            if let Some(on) = kit::choose(ui, "Entered", &ways, Some(draft.on)) {
                draft.on = on;
            }
        });
        if draft.on {
            ui.vertical(|ui| {
                ui.set_width(size::FIELD);
                kit::field(ui, "Number of the card", "", &mut draft.number);
            });
            ui.vertical(|ui| {
                ui.set_width(size::FIELD);
                time(ui, open, draft);
            });
        }
    });
    if draft.on {
        kit::quiet(ui, "Marked RECORDED AFTER. Nothing is declared or in force from a card.");
        if let Some(fault) = draft.fault(open) {
            kit::strong_in(ui, fault, palette(ui).caution.text);
        }
        if let Some(number) = draft.number() {
            known(ui, open, number);
        }
    }
}

/// What the record knows of a card: a number that was never printed may be a slip, and one that was entered may be entered
/// again by mistake. Neither keeps anything from being entered.
fn known(ui: &mut Ui, open: &Open<'_>, number: u32) {
    if let Some(before) = open.production.entered_card(number) {
        let entries = if before.times == 1 { "entry" } else { "entries" };
        let words = format!(
            "Card {number} was entered from before, {}: {} {entries}. Enter only what is missing.",
            open.ago(&before.first),
            before.times
        );
        kit::strong_in(ui, words, palette(ui).caution.text);
    }
    match open.production.printed_card(number) {
        Some(printed) => {
            kit::caption(ui, format!("Card {number} was printed {}.", open.ago(&printed.at)));
        }
        None => {
            let words = format!(
                "Card {number} was never printed by this record. Look at the number again; a card of another laptop or by hand can be entered all the same."
            );
            kit::caption(ui, words);
        }
    }
}

/// The same as a strip below a page while a card is in hand; the page is greyed as long as the card has no number.
pub(in crate::gui) fn strip(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    if !draft.on {
        return;
    }
    let colours = palette(ui);
    let frame = Frame::new()
        .fill(colours.surface)
        .inner_margin(Margin::from(vec2(space::XL, space::M)))
        .stroke(Stroke::new(size::HAIR, colours.hair));
    Panel::bottom("card").frame(frame).show_separator_line(false).show(ui, |ui| {
        card_entry(ui, open, draft);
    });
}

/// The time alone, with the moment that it is taken for.
pub(in crate::gui) fn time(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft) {
    kit::field(ui, "Time on it (may stay empty)", "hh:mm", &mut draft.time);
    if let Some(at) = draft.at_in_run(open) {
        let day = |at: UtcMillis| at.local(open.offset).chars().take(10).collect::<String>();
        let today = day(at) == day(open.now.wall);
        kit::caption(ui, if today { "Taken for today." } else { "Taken for yesterday." });
    } else if draft.time.trim().is_empty() {
        kit::caption(ui, "Without a time it moves nothing.");
    }
}

/// The newest moment that is not after `now` and shows `typed` on a clock at `offset` minutes from UTC.
pub(in crate::gui) fn newest(typed: &str, now: UtcMillis, offset: i32) -> Option<UtcMillis> {
    let typed = typed.trim();
    let (hours, minutes) = match typed.split_once([':', '.']) {
        Some((hours, minutes)) => (hours, minutes),
        None if typed.len() == 4 => typed.split_at_checked(2)?,
        None => return None,
    };
    let hours = hours.parse::<Millis>().ok().filter(|hours| *hours < 24)?;
    let minutes = minutes.parse::<Millis>().ok().filter(|minutes| *minutes < 60)?;
    let east = i64::from(offset) * MINUTE;
    let here = now.millis().saturating_add(east);
    let midnight = here - here.rem_euclid(DAY);
    let of_day = i64::try_from(hours * 60 + minutes).ok()? * MINUTE;
    let today = midnight.saturating_add(of_day);
    let local = if today > here { today.saturating_sub(DAY) } else { today };
    Some(UtcMillis::new(local.saturating_sub(east)))
}
