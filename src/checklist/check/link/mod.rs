//! Files that are put together: where the steps of each of them stand in the list that they become.

mod bind;
mod bring;
mod include;
mod names;
mod rebase;
mod uses;

pub(super) use bring::Brought;
pub(super) use include::Arrived;
pub(super) use uses::{Uses, uses};

use crate::checklist::draft::{self, Kind};
use crate::checklist::model::{Checklist, StepIx};
use crate::source::At;

/// What stands at the top of a list that is being put together, in order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Row<'d> {
    /// A step that is written in the file at hand.
    Own(&'d draft::Step),
    /// An include, and which of the brought files it is; `None` where that unit is not at hand.
    Include(&'d draft::Step, Option<usize>),
    /// A step of the list that the file at hand is applied to, by its position there.
    Kept(u16),
}

/// A list while it is being put together.
#[derive(Debug)]
pub(super) struct Layout<'d> {
    /// Every row with the position of its first step.
    pub(super) rows: Vec<(u16, Row<'d>)>,
    /// The files whose steps come into it: the list that the file at hand is applied to first, then the units.
    pub(super) brought: Vec<Brought<'d>>,
}

impl<'d> Layout<'d> {
    /// The layout of `rows` with the list `base`, of which some are kept.
    pub(super) fn of(
        rows: impl Iterator<Item = Row<'d>>,
        base: Option<&'d Checklist>,
        uses: &Uses<'d>,
    ) -> Self {
        let mut layout = Self { rows: Vec::new(), brought: Vec::new() };
        layout.brought.extend(base.map(Brought::base));
        let mut at = 0_u16;
        for row in rows {
            let (row, long) = match row {
                Row::Own(step) | Row::Include(step, _) => match included(step) {
                    None => (Row::Own(step), 1),
                    Some((unit, with)) => match uses.get(unit) {
                        Some(unit) => {
                            let steps = u16::try_from(unit.list.steps.len()).unwrap_or(u16::MAX);
                            let which = layout.brought.len();
                            layout.brought.push(Brought::unit(step, unit, with, at));
                            (Row::Include(step, Some(which)), steps)
                        }
                        None => (Row::Include(step, None), 1),
                    },
                },
                Row::Kept(step) => {
                    if let Some(base) = layout.brought.first_mut() {
                        base.keep(step, at);
                    }
                    (row, 1)
                }
            };
            layout.rows.push((at, row));
            at = at.saturating_add(long);
        }
        for brought in &mut layout.brought {
            brought.name_all();
        }
        layout
    }

    /// How many steps stand at the top of it.
    pub(super) fn steps(&self) -> usize {
        self.rows.last().map_or(0, |(at, row)| {
            let long = match row {
                Row::Include(_, Some(which)) => {
                    self.brought.get(*which).map_or(1, |brought| brought.from.steps.len())
                }
                Row::Include(_, None) | Row::Own(_) | Row::Kept(_) => 1,
            };
            usize::from(*at).saturating_add(long)
        })
    }
}

/// The unit that a step includes, and what it gives it.
pub(super) fn included(
    step: &draft::Step,
) -> Option<(&Option<draft::Name>, Option<&crate::source::Table<draft::Name>>)> {
    match &step.kind {
        Some(At { value: Kind::Include { unit, with }, .. }) => Some((unit, with.as_ref())),
        Some(_) | None => None,
    }
}

/// The place of a step of a brought file in the list that it becomes part of.
fn moved(tops: &[u16], ix: StepIx) -> Option<StepIx> {
    tops.get(ix.top()).map(|top| StepIx { top: *top, inner: ix.inner })
}
