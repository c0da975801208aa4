//! A step as a run will show it, with nobody named and a sample item where an item is asked for.

use super::draw;
use crate::checklist::{Checklist, Input, Kind, StepIx};
use crate::event::{Recorded, RunStarted};
use crate::run::answer::Face;
use crate::run::cursor::At;
use crate::run::facts::{Facts, ItemFacts};
use crate::run::sight::Sight;
use crate::run::state::Run;
use crate::terms::{Action, Barrel, Condition, ItemId, Place, RunId, Stamp, State};

/// The step at `ix` as a run will show it: the first kind and action that the list takes, six chambers, the first part
/// of a repeat. `None` for a repeat itself.
#[must_use]
pub fn preview(list: &Checklist, ix: StepIx, now: &Stamp) -> Option<Face> {
    let step = list.step(ix)?;
    let top = list.steps.get(ix.top())?;
    let (path, part) = match (&top.kind, ix.inner()) {
        (Kind::Each { most, .. }, Some(_)) => {
            (top.path.each(1, &step.path), Some((1, u16::try_from(*most).unwrap_or(u16::MAX))))
        }
        (_, Some(_) | None) => (step.path.clone(), None),
    };
    let items: Vec<Option<ItemFacts>> = (1_u64..).zip(&list.inputs).map(sample).collect();
    let tags = items.iter().flatten().map(|item| (item.kind, item.tag.clone())).collect();
    let facts = Facts { items, tags, ..Facts::default() };
    let run = Run::begin(&never_begun(), now);
    let sight = Sight { run: &run, list, facts: &facts, now, instance: part.map(|(part, _)| part) };
    draw(&sight, At { ix, path, part, passing: Vec::new() })
}

fn sample((number, input): (u64, &Input)) -> Option<ItemFacts> {
    let Input::Item { kinds, actions, .. } = input else { return None };
    let kind = kinds.first().copied()?;
    Some(ItemFacts {
        item: ItemId::from_random(number),
        tag: format!("G-{number:02}"),
        kind,
        action: actions.first().copied().unwrap_or(Action::None),
        barrel: Barrel::Open,
        capacity: Some(6),
        place: Place::Handler,
        state: State::plain(Condition::Unverified),
        last: None,
        unbroken: false,
        fired_lately: false,
        lot: None,
        shown: Vec::new(),
        in_force: None,
    })
}

/// A run that only stands for the one to come; it is never written.
fn never_begun() -> RunStarted {
    RunStarted {
        run: RunId::from_random(0),
        files: Vec::new(),
        approved: false,
        lang: String::new(),
        recorder: None,
        recorded: Recorded::Live,
        card: None,
        item: None,
        roles: Vec::new(),
        inputs: Vec::new(),
        scene: String::new(),
        setup: String::new(),
        take: String::new(),
    }
}
