//! Where an overlay's steps stand in a list.

use crate::checklist::check::link::Row;
use crate::checklist::draft::Name;
use crate::checklist::file;
use crate::checklist::model::Checklist;
use crate::checklist::{Kind, Step};
use crate::source::{At, Code, Mistake, Mistakes, Span, hint};

/// The rows of the list with the steps of the overlay among them, and how many of those there are.
pub(super) fn rows<'d>(
    base: &'d Checklist,
    draft: &'d file::Overlay,
    mistakes: &mut Mistakes,
) -> (Vec<Row<'d>>, usize) {
    let steps = base.steps.len();
    let mut gaps: Vec<Vec<Row<'d>>> = (0..=steps).map(|_| Vec::new()).collect();
    let mut added = 0_usize;
    for At { value: add, span } in draft.add.iter().flatten() {
        let on = add.on.as_deref().unwrap_or_default();
        if !on.is_empty() && on.iter().all(|list| list.value != base.id.as_str()) {
            continue;
        }
        let (place, told) = match (&add.before, &add.after) {
            (Some(Some(name)), _) => {
                (place(base, name, mistakes).map(|(first, _)| first), name.span)
            }
            (_, Some(Some(name))) => {
                (place(base, name, mistakes).map(|(_, last)| last.saturating_add(1)), name.span)
            }
            (_, _) if add.first == Some(true) => (Some(0), *span),
            (_, _) => (Some(steps), *span),
        };
        if let Some(place) = place {
            parts(base, place, told, mistakes);
        }
        // Steps without a place are laid out behind all others, so that nothing else of them is missed.
        let place = place.unwrap_or(steps);
        let own = add.steps.iter().flat_map(|steps| &steps.rows).map(Row::Own);
        if let Some(gap) = gaps.get_mut(place) {
            gap.extend(own);
        }
        added = added.saturating_add(add.steps.as_ref().map_or(0, |steps| steps.written));
    }
    let mut rows = Vec::new();
    for (at, gap) in (0_u16..).zip(gaps) {
        rows.extend(gap);
        if usize::from(at) < steps {
            rows.push(Row::Kept(at));
        }
    }
    (rows, added)
}

/// The first and the last step of the list that a name stands for: a step, or all of an include.
pub(super) fn place(
    base: &Checklist,
    name: &Name,
    mistakes: &mut Mistakes,
) -> Option<(usize, usize)> {
    let is_it = |step: &Step| stands_for(&name.value, step);
    let first = base.steps.iter().position(is_it);
    let last = base.steps.iter().rposition(is_it);
    if first.is_none() {
        let known: Vec<String> = base.steps.iter().map(|step| step.path.to_string()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let within = base
            .steps
            .iter()
            .find(|step| step.kind.inside().iter().any(|inner| inner.path.leaf() == name.value));
        let (found, mend) = match within {
            Some(repeat) => (
                format!("{:?} stands inside a repeat", name.value),
                format!("name the repeat itself, {}", repeat.path),
            ),
            None => (
                format!("there is no step {:?} at the top of this list", name.value),
                hint(&name.value, &known),
            ),
        };
        mistakes.tell(Mistake::new(Code::UnknownName, name.span, found).mend(mend));
    }
    first.zip(last)
}

/// Whether a name stands for a step: its own, or that of the include it came with.
pub(super) fn stands_for(name: &str, step: &Step) -> bool {
    let path = step.path.to_string();
    path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

/// Tells steps that would come between an answer and the move that happens with it.
fn parts(base: &Checklist, place: usize, span: Span, mistakes: &mut Mistakes) {
    let behind = base.steps.get(place).map(|step| &step.kind);
    if let Some(Kind::Custody { joined: true, .. }) = behind {
        let found = "a move that happens with the answer before it follows at once";
        let told = Mistake::new(Code::BadJoin, span, found);
        mistakes.tell(told.mend("add the steps before that answer, or after the move"));
    }
}
