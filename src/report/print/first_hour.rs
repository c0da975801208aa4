//! The first-hour card: what not to touch, whom to ring, the clocks of the place, and what was recorded last of each gun.

use super::form::Flow;
use crate::production::Production;
use crate::report::paper::{Format, Paper, PaperError, Style};
use crate::terms::clocks::{clocks as known, unknown};
use crate::terms::{Clock, Occasion, PersonId, Stamp, UtcMillis};

/// What the card says, part by part, for screen and paper alike.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FirstHour {
    /// The production, and whether it is a drill.
    pub title: String,
    /// What comes first.
    pub first: Vec<String>,
    /// What not to touch.
    pub leave: Vec<String>,
    /// Whom to ring.
    pub ring: Vec<String>,
    /// The clocks, each with its source.
    pub clocks: Vec<(String, String)>,
    /// What was recorded last of each gun.
    pub guns: Vec<[String; 4]>,
    /// What this is not.
    pub note: String,
}

/// What the card is made with.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Whom to ring, one to a line.
    pub ring: &'a str,
    /// The name of a person.
    pub name: &'a dyn Fn(PersonId) -> String,
    /// A moment in the time of the place.
    pub at: &'a dyn Fn(UtcMillis) -> String,
    /// Now.
    pub now: &'a Stamp,
}

impl std::fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("now", &self.now).finish_non_exhaustive()
    }
}

/// What the card says now.
#[must_use]
pub fn first_hour(production: &Production, told: &Told<'_>) -> FirstHour {
    let created = production.created();
    let drill = created.is_some_and(|one| one.mode == crate::event::Mode::Drill);
    let title = created.map_or("", |one| one.title.as_str());
    let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let mut ring: Vec<String> = told
        .ring
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if ring.is_empty() {
        ring.push(
            "No numbers were entered. The safety meeting sheet and the call sheet have them."
                .to_owned(),
        );
    }
    FirstHour {
        title: if drill { format!("{title}. DRILL, not real") } else { title.to_owned() },
        first: owned(&[
            "Help whoever is hurt. Ring the emergency number of the place.",
            "Everybody stands still, then leaves by one way, nobody in front of a muzzle.",
            "Somebody stays with each gun until the police take it. Write down who, and from when.",
        ]),
        leave: owned(&[
            "The gun, its magazine, its rounds and its cases: not unloaded, not cleaned, not counted, not moved, unless somebody would be hurt otherwise.",
            "Where something had to be touched: who, what, when. That can be recorded under What happened.",
            "Trays, boxes, belts, the cart, and the rounds of the same lots. Nobody takes one away.",
            "Cameras, cards, sound and phones keep what they have. Nothing of this record is erased: place the evidence hold, Items, Private.",
        ]),
        ring,
        clocks: clocks(production, told),
        guns: guns(production, told),
        note: "You need not write anything here; ask your representative. This is no legal advice, and it says nothing of why it happened.".to_owned(),
    }
}

/// Each clock of the place that the record names, and where it would end if it began with the newest STOP.
fn clocks(production: &Production, told: &Told<'_>) -> Vec<(String, String)> {
    let stop = production.stops().last().map(|stop| stop.at.wall);
    let law = production.law();
    let clock = |occasion: Occasion, clock: &Clock| {
        let within = match clock.within / 3_600_000 {
            hours @ 0..=48 => format!("{hours} hours"),
            hours => format!("{} days", hours / 24),
        };
        let at_once = if clock.at_once { "at once, and " } else { "" };
        let (when, who, tells) = (sentence(occasion.words()), clock.who, clock.tells);
        let ends = stop.map_or_else(String::new, |stop| {
            let (from, to) = ((told.at)(stop), (told.at)(clock.by(stop)));
            format!(" Counted from the newest STOP, {from}: until {to}. It may have begun earlier.")
        });
        let words = format!("{when}: {who} tells {tells} {at_once}within {within}.{ends}");
        (words, clock.source.to_owned())
    };
    let mut all = Vec::new();
    for occasion in [Occasion::Injury, Occasion::Missing] {
        all.extend(known(law, occasion).iter().map(|one| clock(occasion, one)));
    }
    all.push((unknown(law).to_owned(), "not known here".to_owned()));
    all
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).collect()
}

/// Tag, place and condition, who has it, and when that was recorded.
fn guns(production: &Production, told: &Told<'_>) -> Vec<[String; 4]> {
    let book = production.book();
    let guns = book.items().into_iter().filter(|item| item.kind.is_gun());
    guns.map(|item| {
        let who = item.holder.or(item.watch).map_or_else(|| "nobody named".to_owned(), told.name);
        let last =
            item.history.last().map_or_else(|| "-".to_owned(), |past| (told.at)(past.at.at.wall));
        let so = format!("{}; {}", item.place.words(), item.state(told.now).words());
        [item.tag.clone(), so, who, last]
    })
    .collect()
}

/// The card on paper.
///
/// # Errors
///
/// When the program's fonts cannot be read.
pub fn first_hour_card(card: &FirstHour, format: Format) -> Result<Paper, PaperError> {
    let mut paper = Paper::new(format, &format!("The first hour. {}", card.title))?;
    let mut flow = Flow::new(&mut paper);
    let (plain, bold, head) = (Style::plain(10.5), Style::bold(9.0), Style::bold(13.0));
    flow.text(Style::bold(22.0), "The first hour");
    flow.text(Style::plain(10.0), &card.title);
    flow.text(Style::bold(10.5), &card.note);
    for (title, points) in
        [("First", &card.first), ("Leave as it is", &card.leave), ("Ring", &card.ring)]
    {
        flow.space(6.0);
        flow.text(head, title);
        for point in points {
            flow.point(plain, point);
        }
    }
    flow.space(6.0);
    flow.text(head, "Clocks that run");
    for (what, source) in &card.clocks {
        flow.point(plain, &format!("{what} ({source})"));
    }
    flow.space(6.0);
    flow.text(head, "Last recorded of each gun");
    flow.row(bold, &[("Tag", 1.0), ("Place and condition", 2.6), ("Who", 1.5), ("Recorded", 1.3)]);
    for [tag, so, who, at] in &card.guns {
        flow.row(Style::plain(9.0), &[(tag, 1.0), (so, 2.6), (who, 1.5), (at, 1.3)]);
    }
    Ok(paper)
}
