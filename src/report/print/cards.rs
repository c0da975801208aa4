//! Numbered paper cards, two to a page: for what could not be entered as it happened.

use super::form::{boxes, tick};
use crate::custody::Item;
use crate::event::Mode;
use crate::production::Production;
use crate::report::paper::{Format, MARGIN, Paper, PaperError, Style};
use crate::terms::{Condition, ItemId, ItemKind, Label, LogId, State};

/// Circles of the map where nobody knows how many there are.
const UNKNOWN: u32 = 6;

/// The most circles of a cylinder, and of rows.
const CYLINDER: u32 = 12;
const ROWS: u32 = 40;

/// Which cards.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Deck {
    /// The size of the paper.
    pub format: Format,
    /// For which items, in order; none for cards on which the item is written by hand.
    pub items: Vec<ItemId>,
    /// How many for each, or how many without an item.
    pub each: u32,
}

impl Deck {
    /// How many cards it has.
    #[must_use]
    pub fn len(&self) -> u32 {
        let items = u32::try_from(self.items.len()).unwrap_or(u32::MAX).max(1);
        items.saturating_mul(self.each)
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item that the card at a place is for.
    fn item(&self, place: u32) -> Option<ItemId> {
        let at = place.checked_div(self.each)?;
        self.items.get(usize::try_from(at).ok()?).copied()
    }
}

/// The cards of a deck with the numbers from `from` on, which were taken for it.
///
/// # Errors
///
/// When the program's fonts cannot be read.
pub fn cards(production: &Production, deck: &Deck, from: u32) -> Result<Paper, PaperError> {
    let created = production.created();
    let title = created.map_or("", |created| created.title.as_str());
    let log = created.map(|created| created.log);
    let drill = created.is_some_and(|created| created.mode == Mode::Drill);
    let mut paper = Paper::new(deck.format, &format!("Paper cards of {title}"))?;
    let middle = paper.height() / 2.0;
    for place in 0..deck.len() {
        let upper = place % 2 == 0;
        if upper {
            paper.page();
        } else {
            let width = paper.width();
            paper.rule((0.0, middle), (width, middle), 0.3);
        }
        let item = deck.item(place).and_then(|item| production.book().item(item));
        let card = Card { title, log, drill, number: from.saturating_add(place), item };
        card.draw(&mut paper, if upper { 0.0 } else { middle });
    }
    Ok(paper)
}

struct Card<'a> {
    title: &'a str,
    log: Option<LogId>,
    drill: bool,
    number: u32,
    item: Option<&'a Item>,
}

impl Card<'_> {
    fn draw(&self, paper: &mut Paper, top: f32) {
        let inside = paper.width() - 2.0 * MARGIN;
        self.head(paper, top);
        let tag = self.item.map_or("", |item| item.tag.as_str());
        let fields = [
            ("Tag of the item", tag, 2.2),
            ("Date", "", 1.5),
            ("Scene", "", 1.0),
            ("Set-up", "", 1.0),
            ("Take", "", 0.8),
        ];
        boxes(paper, (MARGIN, top + 112.0), (inside, 28.0), &fields);
        self.map(paper, (MARGIN, top + 146.0));
        self.calls(paper, (MARGIN + 236.0, top + 158.0), inside - 236.0);
        let looked = [
            ("Looked, initials", "", 1.0),
            ("Looked, initials", "", 1.0),
            ("First AD, initials", "", 1.0),
            ("Shown to, initials of each", "", 2.6),
            ("At, hour and minute", "", 1.2),
        ];
        boxes(paper, (MARGIN, top + 262.0), (inside, 28.0), &looked);
        let given = [
            ("Given by", "", 1.4),
            ("Taken by", "", 1.4),
            ("At", "", 0.9),
            ("Collected by", "", 1.4),
            ("At", "", 0.9),
        ];
        boxes(paper, (MARGIN, top + 296.0), (inside, 28.0), &given);
        let counts = [
            ("Loaded", "", 1.0),
            ("Misfired, held", "", 1.0),
            ("Back unfired", "", 1.0),
            ("Counted by, initials", "", 1.3),
            ("Counted again by, initials", "", 1.5),
        ];
        boxes(paper, (MARGIN, top + 330.0), (inside, 28.0), &counts);
    }

    fn head(&self, paper: &mut Paper, top: f32) {
        let right = paper.width() - MARGIN;
        let code = self.log.map(|log| Label::Card(log, self.number).to_string());
        if let Some(code) = code {
            paper.code((right - 84.0, top + 20.0), 84.0, &code);
        }
        let number = self.number.to_string();
        paper.centred(Style::bold(46.0), (right - 178.0, top + 76.0), 170.0, &number);
        paper.centred(Style::plain(8.0), (right - 178.0, top + 32.0), 170.0, "Number of this card");
        paper.line(Style::bold(15.0), (MARGIN, top + 40.0), 220.0, "Paper card");
        paper.line(Style::plain(9.5), (MARGIN, top + 54.0), 220.0, self.title);
        if self.drill {
            paper.line(Style::bold(9.5), (MARGIN, top + 67.0), 220.0, "DRILL, not real");
        }
        let words = "Entered afterwards: What happened, From a paper card, then scan the code or type the number. Recorded after; nothing is in force from it.";
        paper.block(Style::plain(7.5), (MARGIN, top + 80.0), 230.0, 3, words);
    }

    /// A circle for each chamber or place, to write a letter in.
    fn map(&self, paper: &mut Paper, (left, top): (f32, f32)) {
        let known = self.item.and_then(|item| item.capacity);
        let revolver = self.item.is_none_or(|item| item.kind == ItemKind::Revolver);
        let many = known.unwrap_or(UNKNOWN);
        let letters = "E empty, D dummy, B blank, F fired, M misfired";
        paper.line(Style::plain(7.5), (left, top + 108.0), 220.0, letters);
        if many == 0 || many > ROWS {
            let words = "More places than a map has room for: write the counts below.";
            paper.block(Style::plain(9.5), (left, top + 40.0), 200.0, 3, words);
        } else if revolver && many <= CYLINDER {
            cylinder(paper, (left + 100.0, top + 50.0), many);
        } else {
            rows(paper, (left, top), many);
        }
    }

    /// The calls that can be made of it, in their own words, one to be ticked.
    fn calls(&self, paper: &mut Paper, (left, top): (f32, f32), width: f32) {
        let kind = self.item.map(|item| item.kind);
        let look_alike = kind.is_some_and(ItemKind::is_look_alike);
        let gun = kind.is_none_or(ItemKind::is_gun);
        let mut calls: Vec<String> = Vec::new();
        if gun {
            let all = [Condition::EmptyShownClear, Condition::DummiesProven, Condition::Hot];
            calls.extend(all.map(call));
            calls.push("Bore seen clear".to_owned());
        }
        if look_alike || kind.is_none() {
            calls.push(call(Condition::Inert));
        }
        calls.push("Something else: __________________".to_owned());
        paper.line(Style::plain(7.5), (left, top - 4.0), width, "Called out:");
        for (at, words) in (0_u16..).zip(&calls) {
            tick(paper, (left, top + 14.0 + f32::from(at) * 15.5), width, words);
        }
    }
}

/// The words of a call without a tag, with room for what is not known yet.
fn call(condition: Condition) -> String {
    let words = State { condition, n: None, of: None, load: Some("?".into()) }.call("");
    words.trim_start_matches(". ").replace('?', "______")
}

fn cylinder(paper: &mut Paper, (x, y): (f32, f32), many: u32) {
    let each = std::f32::consts::TAU / many as f32;
    let (ring, radius) = if many > 8 { (39.0, 9.0) } else { (34.0, 12.5) };
    for place in 0..many {
        let angle = each * place as f32 - std::f32::consts::FRAC_PI_2;
        let centre = (x + ring * angle.cos(), y + ring * angle.sin());
        paper.circle(centre, radius, 0.9);
        let number = (place + 1).to_string();
        let inner =
            (x + (ring - radius - 5.5) * angle.cos(), y + (ring - radius - 5.5) * angle.sin());
        paper.centred(Style::plain(6.0), (inner.0, inner.1 + 2.0), 12.0, &number);
    }
}

fn rows(paper: &mut Paper, (left, top): (f32, f32), many: u32) {
    for place in 0..many {
        let (column, row) = ((place % 10) as f32, (place / 10) as f32);
        let centre = (left + 11.0 + column * 22.0, top + 17.0 + row * 25.0);
        paper.circle(centre, 8.5, 0.9);
        let number = (place + 1).to_string();
        paper.centred(Style::plain(5.5), (centre.0, centre.1 - 10.0), 16.0, &number);
    }
}
