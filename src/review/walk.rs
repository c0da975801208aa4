//! One pass over the lines, item by item: each item's course, and what was found about it.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::{Before, Line, Point};
use super::crew::Crew;
use super::custody::{Care, Course, Gap, Past, Track, claims_nobody};
use super::finding::{Finding, Known, Stretch, What};
use super::judge::{Declared, Scene, Sort};
use crate::event::{Event, ItemMoved};
use crate::terms::{Condition, ItemId, ItemKind, PersonId, State, StopId};

/// What is known of one item so far.
struct Thing {
    tag: Option<String>,
    kind: Option<ItemKind>,
    begun: Point,
    track: Track,
    declared: Option<Declared>,
    /// What is so without a declaration.
    physical: State,
    action: Vec<PersonId>,
    past: Vec<Past>,
    shown: (usize, usize),
    issued: (usize, usize),
}

impl Thing {
    fn new(at: Point) -> Self {
        let nothing = State::plain(Condition::Unverified);
        Self {
            tag: None,
            kind: None,
            begun: at,
            track: Track::begin(at, nothing.clone()),
            declared: None,
            physical: nothing,
            action: Vec::new(),
            past: Vec::new(),
            shown: (0, 0),
            issued: (0, 0),
        }
    }

    /// What is in force is over.
    fn over(&mut self, at: Point) {
        if self.declared.take().is_some() {
            self.track.becomes(self.physical.clone(), at);
        }
    }
}

/// The walk.
#[derive(Default)]
pub(super) struct Walk {
    things: BTreeMap<ItemId, Thing>,
    crew: Crew,
    stops: BTreeSet<StopId>,
    pub(super) found: Vec<Finding>,
}

impl Walk {
    /// Takes the next line; `last` is the one before.
    pub(super) fn take(&mut self, last: Option<Point>, line: &Line<'_>) {
        if let (Before::Opens { clean }, Some(last)) = (line.before, last) {
            self.things.values_mut().for_each(|thing| thing.track.pause(last, clean));
        }
        self.lapse(line);
        self.things.values_mut().for_each(|thing| thing.track.resume(line.point));
        for (index, event) in (0_u32..).zip(line.entry.events()) {
            self.crew.take(event, line.point);
            if let Event::StopRaised(raised) = event {
                self.stops.insert(raised.stop);
            } else if let Event::StopSettled(settled) = event {
                self.stops.remove(&settled.stop);
            }
            if !matches!(event, Event::RunStarted(_) | Event::StopRaised(_)) {
                for item in event.items() {
                    self.item(*item, line, index, event);
                }
            }
        }
    }

    /// Ends what is over by its time, at that time, and not only where the next line says so.
    fn lapse(&mut self, line: &Line<'_>) {
        for (item, thing) in &mut self.things {
            let Some(declared) = &thing.declared else { continue };
            let (at, wall) = declared.over;
            let by_time = at <= line.point.at;
            if !by_time && !declared.is_of_another_start(&line.stamp) {
                continue;
            }
            let when = if by_time { Point { seq: line.point.seq, wall, at } } else { line.point };
            let care = thing.track.care();
            thing.over(when);
            let out = match care {
                Care::Hand(_) | Care::Watched(_) | Care::Nobody => true,
                Care::Locked
                | Care::Handler(_)
                | Care::HandlerUnnamed
                | Care::Unit
                | Care::Left
                | Care::Missing
                | Care::NotRunning { .. } => false,
            };
            if out {
                self.found.push(Finding {
                    at: when,
                    index: 0,
                    item: Some(*item),
                    people: care.person().into_iter().collect(),
                    what: What::LapsedOut { care },
                });
            }
        }
    }

    fn item(&mut self, item: ItemId, line: &Line<'_>, index: u32, event: &Event) {
        let at = line.point;
        let thing = self.things.entry(item).or_insert_with(|| Thing::new(at));
        thing.past.push(Past { at, index, event: event.clone() });
        if let Event::ItemAdded(added) = event {
            if thing.tag.is_none() {
                thing.tag = Some(added.tag.clone());
                thing.kind = Some(added.kind);
            }
        } else if let Event::ItemDeclared(declared) = event {
            if declared.card.is_none() {
                thing.physical = State::plain(Condition::Unverified);
                let declared = Declared::new(declared, at, &line.stamp);
                thing.track.becomes(declared.state.clone(), at);
                thing.track.changes(at);
                thing.declared = Some(declared);
            }
        } else if let Event::ItemShown(shown) = event {
            let count = if shown.card.is_none() { &mut thing.shown.0 } else { &mut thing.shown.1 };
            *count += 1;
            if let Some(declared) = &mut thing.declared {
                declared.shown(shown);
            }
        } else if let Event::ItemCondition(changed) = event {
            thing.declared = None;
            thing.physical = State {
                condition: changed.condition,
                n: changed.n,
                of: changed.of,
                load: changed.load.as_deref().map(Into::into),
            };
            thing.track.becomes(thing.physical.clone(), at);
            thing.track.changes(at);
        } else if let Event::ItemUnverified(_) = event {
            thing.over(at);
        } else if let Event::ItemMoved(moved) = event {
            self.moved(moved, line, index);
        }
    }

    fn moved(&mut self, moved: &ItemMoved, line: &Line<'_>, index: u32) {
        let Some(thing) = self.things.get_mut(&moved.item) else { return };
        let at = line.point;
        let scene = Scene {
            crew: &self.crew,
            kind: thing.kind,
            declared: thing.declared.as_ref(),
            action: &thing.action,
            stopped: !self.stops.is_empty(),
            wall: moved.at.unwrap_or(at.wall),
            physical: thing.physical.condition,
            at,
        };
        let mut add = |people: Vec<PersonId>, what: What| {
            self.found.push(Finding { at, index, item: Some(moved.item), people, what });
        };
        for (rule, person) in scene.against(moved) {
            let told = moved.breach.is_some_and(|code| rule.is_told_by(code));
            let known = if told { Known::Recorded } else { Known::ByReview };
            add(person.into_iter().collect(), What::Against { rule, act: moved.act, known });
        }
        if let Some(code) = moved.breach {
            let people = [moved.from, moved.to, moved.watch].into_iter().flatten().collect();
            add(people, What::Breach { code, act: moved.act, card: moved.card });
        }
        let sort = scene.sort(moved);
        if let Some(card) = moved.card {
            if sort == Sort::Issue {
                add(
                    [moved.from, moved.to].into_iter().flatten().collect(),
                    What::CardIssue { card },
                );
            }
            if claims_nobody(moved) {
                add(Vec::new(), What::CardNobody { card, claimed: moved.at });
            }
        }
        if sort == Sort::Issue {
            let count =
                if moved.card.is_none() { &mut thing.issued.0 } else { &mut thing.issued.1 };
            *count += 1;
        }
        let ends = moved.card.is_none() && (scene.ends(moved) || moved.breach.is_some());
        if ends {
            thing.over(at);
        }
        if !thing.track.moves(moved, at) {
            return;
        }
        match sort {
            Sort::Issue => {
                thing.action.clone_from(&moved.action);
                if let Some(to) = moved.to.filter(|to| !thing.action.contains(to)) {
                    thing.action.insert(0, to);
                }
            }
            Sort::Inside => {}
            Sort::Other => thing.action.clear(),
        }
    }

    /// Ends every course at the last line.
    pub(super) fn end(self, last: Point) -> (Vec<Course>, Vec<Finding>) {
        let mut found = self.found;
        let mut courses = Vec::new();
        for (item, thing) in self.things {
            let (spans, care) = thing.track.end(last);
            let course = Course {
                item,
                tag: thing.tag.clone().unwrap_or_else(|| item.to_string()),
                kind: thing.kind,
                spans,
                past: thing.past,
                last: care,
            };
            let mut add = |at: Point, people: Vec<PersonId>, what: What| {
                found.push(Finding { at, index: 0, item: Some(item), people, what });
            };
            if thing.tag.is_none() {
                add(thing.begun, Vec::new(), What::NotInBook);
            }
            for gap in Gap::ALL {
                let stretches = stretches(&course, gap);
                if let Some(first) = stretches.first() {
                    add(first.from, Vec::new(), What::Time { gap, stretches });
                }
            }
            if is_out(care) {
                add(last, care.person().into_iter().collect(), What::StillOut { care });
            }
            let ((shown, shown_after), (issued, issued_after)) = (thing.shown, thing.issued);
            if shown + shown_after + issued + issued_after > 0 {
                let what = What::Showings { shown, shown_after, issued, issued_after };
                add(thing.begun, Vec::new(), what);
            }
            courses.push(course);
        }
        courses.sort_by(|a, b| (&a.tag, a.item).cmp(&(&b.tag, b.item)));
        (courses, found)
    }

    pub(super) fn crew(&self) -> &Crew {
        &self.crew
    }
}

/// Whether the last line leaves the item neither locked away nor gone.
fn is_out(care: Care) -> bool {
    match care {
        Care::Locked | Care::Left | Care::Unit => false,
        Care::Handler(_)
        | Care::Hand(_)
        | Care::Watched(_)
        | Care::HandlerUnnamed
        | Care::Nobody
        | Care::Missing
        | Care::NotRunning { .. } => true,
    }
}

/// The stretches of one sort; spans that follow each other without a hole are one.
fn stretches(course: &Course, gap: Gap) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for span in course.spans.iter().filter(|span| span.care.gap() == Some(gap)) {
        match all.last_mut() {
            Some(last) if last.to.at == span.from.at => last.to = span.to,
            Some(_) | None => all.push(Stretch { from: span.from, to: span.to }),
        }
    }
    all
}
