//! One item's time, cut into spans: where it was, with whom, in what condition, and when nobody is named.

use super::axis::Point;
use crate::event::{Event, ItemMoved};
use crate::terms::{Breach, ItemId, ItemKind, Millis, PersonId, Place, State, UtcMillis};

/// In whose care an item was.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Care {
    /// Locked away.
    Locked,
    /// With a named handler.
    Handler(PersonId),
    /// In the hand of somebody named.
    Hand(PersonId),
    /// On the set, watched by somebody named.
    Watched(PersonId),
    /// With another unit, by the record.
    Unit,
    /// No longer with this production.
    Left,
    /// With a handler, and no handler is named.
    HandlerUnnamed,
    /// Out of the handler's hands, and nobody is named.
    Nobody,
    /// MISSING.
    Missing,
    /// Out of its locked place while the program did not run, so that nothing could be recorded.
    NotRunning {
        /// Whether the sitting before had been closed.
        closed: bool,
    },
}

/// What is missing of a time, where something is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Gap {
    /// MISSING.
    Missing,
    /// Out of the handler's hands, and nobody is named.
    Nobody,
    /// The program ended without closing the sitting, and the item was not locked away.
    Unclean,
    /// The program was closed, and the item was not locked away.
    Closed,
    /// With a handler, and no handler is named.
    HandlerUnnamed,
}

impl Gap {
    /// Every one, the gravest first.
    pub const ALL: [Self; 5] =
        [Self::Missing, Self::Nobody, Self::Unclean, Self::Closed, Self::HandlerUnnamed];
}

impl Care {
    /// What is missing of it; `None` where it is accounted for.
    #[must_use]
    pub fn gap(self) -> Option<Gap> {
        match self {
            Self::Locked
            | Self::Handler(_)
            | Self::Hand(_)
            | Self::Watched(_)
            | Self::Unit
            | Self::Left => None,
            Self::HandlerUnnamed => Some(Gap::HandlerUnnamed),
            Self::Nobody => Some(Gap::Nobody),
            Self::Missing => Some(Gap::Missing),
            Self::NotRunning { closed: true } => Some(Gap::Closed),
            Self::NotRunning { closed: false } => Some(Gap::Unclean),
        }
    }

    /// Who is named.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Handler(person) | Self::Hand(person) | Self::Watched(person) => Some(person),
            Self::Locked
            | Self::Unit
            | Self::Left
            | Self::HandlerUnnamed
            | Self::Nobody
            | Self::Missing
            | Self::NotRunning { .. } => None,
        }
    }

    /// What it is while the program does not run.
    fn while_not_running(self, closed: bool) -> Self {
        match self {
            // What is worse already stays what it is.
            Self::Locked | Self::Unit | Self::Left | Self::Nobody | Self::Missing => self,
            Self::Handler(_)
            | Self::Hand(_)
            | Self::Watched(_)
            | Self::HandlerUnnamed
            | Self::NotRunning { .. } => Self::NotRunning { closed },
        }
    }

    /// What a move says.
    fn after(moved: &ItemMoved) -> Self {
        match moved.place {
            Place::Locked => Self::Locked,
            Place::Handler => moved.to.map_or(Self::HandlerUnnamed, Self::Handler),
            Place::Hand => moved.to.map_or(Self::Nobody, Self::Hand),
            Place::Set => moved.watch.map_or(Self::Nobody, Self::Watched),
            Place::Unit => Self::Unit,
            Place::Missing => Self::Missing,
            Place::Out => Self::Left,
        }
    }
}

/// A stretch of time in which nothing changed for an item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Span {
    /// In whose care.
    pub care: Care,
    /// In what condition: what was in force, else UNVERIFIED or what is so without a declaration.
    pub state: State,
    /// From when; the line that says so.
    pub from: Point,
    /// Until when; the line that ended it.
    pub to: Point,
    /// The paper card that its beginning was entered from.
    pub card: Option<u32>,
}

impl Span {
    /// How long it was.
    #[must_use]
    pub fn lasted(&self) -> Millis {
        self.to.at.saturating_sub(self.from.at)
    }
}

/// One line of the custody list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Past {
    /// Where and when.
    pub at: Point,
    /// The event in that line, from 0.
    pub index: u32,
    /// What.
    pub event: Event,
}

/// One item's whole course.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Course {
    /// Which.
    pub item: ItemId,
    /// The tag on it; its id where it is not in the book.
    pub tag: String,
    /// What it is; `None` where it is not in the book.
    pub kind: Option<ItemKind>,
    /// Its time, from the first line that names it to the last line of the log, without a hole.
    pub spans: Vec<Span>,
    /// Its custody list, oldest first.
    pub past: Vec<Past>,
    /// In whose care it was at the last line.
    pub last: Care,
}

impl Course {
    /// How much time of one sort is missing.
    #[must_use]
    pub fn missing(&self, gap: Gap) -> Millis {
        self.spans.iter().filter(|span| span.care.gap() == Some(gap)).map(Span::lasted).sum()
    }

    /// From the first line that names it to the last.
    #[must_use]
    pub fn whole(&self) -> Millis {
        let first = self.spans.first().map_or(0, |span| span.from.at);
        self.spans.last().map_or(0, |span| span.to.at.saturating_sub(first))
    }
}

/// A course in the making.
#[derive(Clone, Debug)]
pub(super) struct Track {
    care: Care,
    state: State,
    since: Point,
    card: Option<u32>,
    /// When the last move and the last change of condition were, by their own claim where they have one.
    newest: Option<UtcMillis>,
    /// The line of the newest move from a card: a change of condition in it is as old as the card says.
    told: Option<u64>,
    /// While the program does not run: whether the sitting had been closed.
    paused: Option<bool>,
    spans: Vec<Span>,
}

impl Track {
    pub(super) fn begin(at: Point, state: State) -> Self {
        let care = Care::HandlerUnnamed;
        Self {
            care,
            state,
            since: at,
            card: None,
            newest: None,
            told: None,
            paused: None,
            spans: Vec::new(),
        }
    }

    pub(super) fn care(&self) -> Care {
        self.care
    }

    /// The condition from `at` on.
    pub(super) fn becomes(&mut self, state: State, at: Point) {
        if self.state != state {
            self.cut(at);
            self.state = state;
        }
    }

    /// A change of condition was recorded at `at`.
    pub(super) fn changes(&mut self, at: Point) {
        if self.told != Some(at.seq) {
            self.newest = Some(at.wall);
        }
    }

    /// Takes a move, and gives whether it says where the item is: what a paper card claims for a time before the newest move
    /// or change of condition, or without a time, does not.
    pub(super) fn moves(&mut self, moved: &ItemMoved, at: Point) -> bool {
        let claimed = moved.at.filter(|_| moved.card.is_some());
        if moved.card.is_some() {
            self.told = claimed.map(|_| at.seq);
            let newest =
                claimed.is_some_and(|claimed| self.newest.is_none_or(|newest| claimed >= newest));
            if !newest {
                return false;
            }
        }
        self.cut(at);
        self.care = Care::after(moved);
        self.card = moved.card;
        self.newest = Some(claimed.unwrap_or(at.wall));
        true
    }

    /// The program stopped running at `at`; until it runs again nothing can be recorded.
    pub(super) fn pause(&mut self, at: Point, closed: bool) {
        self.cut(at);
        self.paused = Some(closed);
    }

    /// The program runs again.
    pub(super) fn resume(&mut self, at: Point) {
        if self.paused.is_some() {
            self.cut(at);
            self.paused = None;
        }
    }

    fn cut(&mut self, at: Point) {
        if at.at <= self.since.at {
            if at.at == self.since.at {
                self.since = at;
            }
            return;
        }
        let care = self.paused.map_or(self.care, |closed| self.care.while_not_running(closed));
        self.spans.push(Span {
            care,
            state: self.state.clone(),
            from: self.since,
            to: at,
            card: self.card,
        });
        self.since = at;
    }

    pub(super) fn end(mut self, at: Point) -> (Vec<Span>, Care) {
        self.cut(at);
        (self.spans, self.care)
    }
}

/// Whether a move from a paper card tells of a time with nobody named.
pub(super) fn claims_nobody(moved: &ItemMoved) -> bool {
    let care = Care::after(moved);
    moved.card.is_some() && (care.gap().is_some() || moved.breach == Some(Breach::Unattended))
}
