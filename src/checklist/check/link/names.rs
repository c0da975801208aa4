//! What the steps of a checked file can be named for, in the list that it becomes part of.

use super::moved;
use crate::checklist::check::names::{Gives, Key, key_of};
use crate::checklist::model::{Checklist, StepIx};
use crate::checklist::{Choice, FlagIx, Kind, Piece, Step};

/// What the answer to `step` can be named for; `roles` is what the list calls the roles of the file.
pub(super) fn gives<'d>(step: &'d Step, roles: &[&'d str]) -> Gives<'d> {
    match &step.kind {
        Kind::Count { .. } | Kind::Measure { .. } => Gives::Number,
        Kind::BlindCount { roles: both, .. } => {
            Gives::Blind(both.iter().filter_map(|ix| roles.get(ix.position()).copied()).collect())
        }
        Kind::Each { tally, .. } => {
            Gives::Tallies(tally.iter().map(|tally| tally.name.as_str()).collect())
        }
        Kind::Choose { of, .. } | Kind::Challenge { expect: of, .. } => Gives::Text(domain(of)),
        Kind::Match { .. } | Kind::Scan { .. } | Kind::Text { .. } => Gives::Text(None),
        Kind::Say { .. }
        | Kind::Confirm { .. }
        | Kind::ChooseMany { .. }
        | Kind::Photo { .. }
        | Kind::Attach { .. }
        | Kind::Proof { .. }
        | Kind::Wait { .. }
        | Kind::Custody { .. }
        | Kind::Show { .. }
        | Kind::Sign { .. } => Gives::Answer,
    }
}

/// The answers there are, unless one has a place to fill in.
fn domain(of: &[Choice]) -> Option<Vec<&str>> {
    let words = of.iter().map(|choice| match choice.words.0.as_slice() {
        [Piece::Literal(text)] => Some(text.as_str()),
        _ => None,
    });
    words.collect()
}

/// The answers that a step offers.
fn choices(step: &Step) -> &[Choice] {
    match &step.kind {
        Kind::Choose { of, .. }
        | Kind::ChooseMany { of, .. }
        | Kind::Challenge { expect: of, .. } => of,
        Kind::Say { .. }
        | Kind::Confirm { .. }
        | Kind::Count { .. }
        | Kind::Measure { .. }
        | Kind::BlindCount { .. }
        | Kind::Match { .. }
        | Kind::Scan { .. }
        | Kind::Photo { .. }
        | Kind::Attach { .. }
        | Kind::Proof { .. }
        | Kind::Text { .. }
        | Kind::Each { .. }
        | Kind::Wait { .. }
        | Kind::Custody { .. }
        | Kind::Show { .. }
        | Kind::Sign { .. } => &[],
    }
}

/// For each flag of a file the last step that raises it, at its place in the list.
pub(super) fn raised_last(list: &Checklist, tops: &[u16]) -> Vec<Key> {
    let mut last: Vec<Key> = list.flags.iter().map(|_| (0, 0)).collect();
    for (top, step) in list.steps.iter().enumerate() {
        let Some(ix) = list.top(top) else { continue };
        let inside = step.kind.inside().iter().enumerate();
        let inside = inside.filter_map(|(inner, step)| Some((ix.inside(inner)?, step)));
        for (ix, step) in std::iter::once((ix, step)).chain(inside) {
            let raised = choices(step).iter().filter_map(|choice| choice.raise);
            for flag in raised {
                note(&mut last, flag, moved(tops, ix));
            }
        }
    }
    last
}

fn note(last: &mut [Key], flag: FlagIx, ix: Option<StepIx>) {
    if let (Some(last), Some(ix)) = (last.get_mut(flag.position()), ix) {
        *last = key_of(ix).max(*last);
    }
}
