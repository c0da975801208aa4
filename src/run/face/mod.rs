//! The step that a run stands at, as a screen shows it.

mod preview;

pub use preview::preview;

use crate::checklist::{Checklist, Kind, Over, Reference, RoleIx, Step, StepIx, Words};
use crate::event::Shown;
use crate::run::answer::{Actor, Face, FaceKind, Joined};
use crate::run::cursor::{At, Cursor, cursor};
use crate::run::facts::Facts;
use crate::run::sight::Sight;
use crate::run::state::Run;
use crate::run::{parts, proof};
use crate::terms::{ItemKind, Stamp};

impl Run {
    /// The step that the run stands at; `None` behind the last one, or where the list cannot go on.
    #[must_use]
    pub fn face(&self, list: &Checklist, facts: &Facts, now: &Stamp) -> Option<Face> {
        let sight = Sight { run: self, list, facts, now, instance: None };
        let Cursor::At(at) = cursor(&sight) else { return None };
        draw(&sight, at)
    }
}

/// The step at `at`, as a screen shows it.
pub(super) fn draw(sight: &Sight<'_>, at: At) -> Option<Face> {
    let list = sight.list;
    let step = list.step(at.ix)?;
    let here = sight.within(at.path.instance());
    let (words, kind) = kind(&here, step, &at)?;
    let part = at.part.map(|(part, of)| (u32::from(part), u32::from(of), part_name(list, &at)));
    Some(Face {
        behind: at.ix.top(),
        of: list.steps.len(),
        part,
        asker: step.by.filter(|_| step.to.is_some()).and_then(|ix| actor(&here, ix)),
        answerer: step.to.or(step.by).and_then(|ix| actor(&here, ix)),
        words,
        note: step.note.clone(),
        killer: step.killer,
        pause_before: step.pause_before,
        cites: step.refs.iter().filter_map(|at| list.refs.get(*at)).map(cite).collect(),
        kind,
        then: then(&here, at.ix),
        step: at.path,
    })
}

fn part_name(list: &Checklist, at: &At) -> String {
    match list.steps.get(at.ix.top()).map(|step| &step.kind) {
        Some(Kind::Each { part, .. }) => part.clone(),
        Some(_) | None => String::from("part"),
    }
}

/// The joined moves right behind a step; one that hangs on a condition may still come true by the answer.
fn then(sight: &Sight<'_>, ix: StepIx) -> Vec<Joined> {
    let behind = |n: usize| match ix.inner() {
        None => sight.list.top(ix.top() + n),
        Some(inner) => sight.list.top(ix.top()).and_then(|top| top.inside(inner + n)),
    };
    let who = |role: &Option<RoleIx>| role.and_then(|role| sight.holder(role));
    let joined = |step: &Step| match &step.kind {
        Kind::Custody { item, act, from, to, joined: true, .. } => Some(Joined {
            item: sight.item_id(*item)?,
            act: *act,
            from: who(from),
            to: who(to),
            perhaps: step.when.is_some(),
        }),
        Kind::Custody { .. }
        | Kind::Say { .. }
        | Kind::Challenge { .. }
        | Kind::Confirm { .. }
        | Kind::Choose { .. }
        | Kind::ChooseMany { .. }
        | Kind::Measure { .. }
        | Kind::Scan { .. }
        | Kind::Photo { .. }
        | Kind::Attach { .. }
        | Kind::Proof { .. }
        | Kind::Count { .. }
        | Kind::BlindCount { .. }
        | Kind::Match { .. }
        | Kind::Text { .. }
        | Kind::Wait { .. }
        | Kind::Show { .. }
        | Kind::Sign { .. }
        | Kind::Each { .. } => None,
    };
    (1..).map_while(|n| joined(sight.list.step(behind(n)?)?)).collect()
}

fn cite(reference: &Reference) -> String {
    let clause = reference.clause.as_ref().map_or_else(String::new, |clause| format!(", {clause}"));
    format!("{}, {}{clause}", reference.title, reference.edition)
}

fn actor(sight: &Sight<'_>, ix: RoleIx) -> Option<Actor> {
    let role = sight.list.role(ix)?;
    Some(Actor { role: role.role.clone(), title: role.title.clone(), person: sight.holder(ix) })
}

fn kind(sight: &Sight<'_>, step: &Step, at: &At) -> Option<(String, FaceKind)> {
    let fill = |words: &Words| sight.fill(words);
    Some(match &step.kind {
        Kind::Say { words, heard_by } => (fill(words), FaceKind::Say { heard_by: *heard_by }),
        Kind::Challenge { ask, expect, refuse } => {
            let replies = sight.labels(expect);
            (fill(ask), FaceKind::Challenge { replies, weak: refuse.clone() })
        }
        Kind::Confirm { ask } => (fill(ask), FaceKind::Confirm),
        Kind::Choose { ask, of } => (fill(ask), FaceKind::Choose { of: sight.labels(of) }),
        Kind::ChooseMany { ask, of } => {
            let of = sight.labels(of);
            (fill(ask), FaceKind::ChooseMany { of })
        }
        Kind::Measure { ask, unit, min, max } => {
            (fill(ask), FaceKind::Measure { unit: unit.clone(), min: *min, max: *max })
        }
        Kind::Scan { ask, check, .. } => (fill(ask), FaceKind::Scan { check: *check }),
        Kind::Photo { ask, least } => (fill(ask), FaceKind::Photo { least: *least }),
        Kind::Attach { ask } => (fill(ask), FaceKind::Attach),
        Kind::Proof { .. } => {
            let questions = proof::questions(sight, &at.path);
            let words = match questions.as_slice() {
                [] => "A question about what was seen",
                [_] => "What was seen?",
                [_, ..] => "What was seen, each time?",
            };
            (words.to_owned(), FaceKind::Proof { questions })
        }
        Kind::Count { ask, min, max } => (fill(ask), FaceKind::Count { min: *min, max: *max }),
        Kind::BlindCount { ask, roles: [first, second], max } => (
            fill(ask),
            FaceKind::Blind {
                who: [actor(sight, *first)?, actor(sight, *second)?],
                max: one_digit(sight, step, *max),
            },
        ),
        Kind::Match { ask, item, .. } => {
            let offered = item.and_then(|item| sight.item(item)).map(|item| tags(sight, item.kind));
            (fill(ask), FaceKind::Match { offered: offered.unwrap_or_default() })
        }
        Kind::Text { ask, max } => (fill(ask), FaceKind::Text { max: *max }),
        Kind::Wait { ask, lasts, holds } => {
            let waited = sight.now.lasted(sight.wait_from(holds.is_some())).unwrap_or(0);
            (fill(ask), FaceKind::Wait { lasts: *lasts, left: lasts.saturating_sub(waited) })
        }
        Kind::Custody { item, act, from, to, .. } => {
            let item = sight.item(*item)?;
            let who = |role: &Option<RoleIx>| role.and_then(|role| sight.holder(role));
            let kind =
                FaceKind::Custody { item: item.item, act: *act, from: who(from), to: who(to) };
            (format!("{}: {}", item.tag, act.words()), kind)
        }
        Kind::Show { ask, item, by, to } => {
            let item = sight.item(*item)?;
            let each = to.iter().filter_map(|ix| {
                let role = sight.list.role(*ix)?.role.clone();
                Some((Shown { role, person: sight.holder(*ix) }, sight.has_looked(item, *ix)))
            });
            (
                fill(ask),
                FaceKind::Show { item: item.item, by: sight.holder(*by), to: each.collect() },
            )
        }
        Kind::Sign { roles, meaning } => (
            meaning.clone(),
            FaceKind::Sign { who: roles.iter().filter_map(|ix| actor(sight, *ix)).collect() },
        ),
        Kind::Each { over: Over::Named { ask, sort }, most, .. } => {
            let offered = parts::offered(sight, *sort);
            (fill(ask), FaceKind::Parts { sort: *sort, offered, most: *most })
        }
        // The cursor stands inside a repeat over a number, never at it.
        Kind::Each { over: Over::Number(_), .. } => return None,
    })
}

/// The most that a count offers: what is declared to be in a gun that holds few fits one digit, and one more than it holds too.
fn one_digit(sight: &Sight<'_>, step: &Step, most: i64) -> i64 {
    let declared = step.declares.as_ref().and_then(|declares| sight.item(declares.item));
    let few = declared.and_then(|item| item.capacity).is_some_and(|holds| holds < ONE_DIGIT);
    if few { most.min(i64::from(ONE_DIGIT)) } else { most }
}

/// The most that one key enters.
const ONE_DIGIT: u32 = 9;

/// The tags that stand beside the right one: guns and look-alikes beside either, anything else beside its own kind.
fn tags(sight: &Sight<'_>, kind: ItemKind) -> Vec<String> {
    let looks_like_a_gun = |kind: ItemKind| kind.is_gun() || kind.is_look_alike();
    let beside =
        |other: ItemKind| other == kind || looks_like_a_gun(other) && looks_like_a_gun(kind);
    let tags = sight.facts.tags.iter().filter(|(other, _)| beside(*other));
    tags.map(|(_, tag)| tag.clone()).collect()
}
