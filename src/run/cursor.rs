//! Where a run stands in its checklist.

use super::proof;
use super::sight::Sight;
use crate::checklist::{Kind, Over, ShowWhen, StepIx, Truth};
use crate::terms::StepPath;

/// Where a run stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Cursor {
    /// At a step.
    At(At),
    /// Behind the last step.
    Finished {
        /// Steps on the way that do not apply and are not yet recorded as passed over.
        passing: Vec<StepPath>,
    },
    /// At a repeat whose number of parts is not known, or larger than the list allows.
    Unknown {
        /// Which.
        step: StepPath,
    },
}

/// A step that a run stands at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct At {
    pub(super) ix: StepIx,
    pub(super) path: StepPath,
    /// In a repeat: which part, of how many.
    pub(super) part: Option<(u16, u16)>,
    /// Steps on the way that do not apply and are not yet recorded as passed over.
    pub(super) passing: Vec<StepPath>,
}

/// The first step that applies and has no standing answer.
pub(super) fn cursor(sight: &Sight<'_>) -> Cursor {
    let mut passing = Vec::new();
    for (at, step) in sight.list.steps.iter().enumerate() {
        let Some(ix) = sight.list.top(at) else { continue };
        let path = step.path.clone();
        if sight.run.answer_to(&path).is_some() {
            continue;
        }
        if !applies(sight, step.when.as_ref()) || proof::is_left_out(sight, step) {
            pass(sight, path, &mut passing);
            continue;
        }
        let Kind::Each { over, most, steps, .. } = &step.kind else {
            return Cursor::At(At { ix, path, part: None, passing });
        };
        if sight.goes_over_nothing(step) {
            pass(sight, path, &mut passing);
            continue;
        }
        let parts = match over {
            Over::Number(number) => sight.parts(number, *most),
            Over::Named { .. } => match sight.run.parts_of(&path) {
                Some(parts) => u16::try_from(parts.len()).ok(),
                None => return Cursor::At(At { ix, path, part: None, passing }),
            },
        };
        let Some(parts) = parts else { return Cursor::Unknown { step: path } };
        for part in 1..=parts {
            let here = sight.within(Some(part));
            for (inner_at, inner) in steps.iter().enumerate() {
                let Some(inner_ix) = ix.inside(inner_at) else { continue };
                let inner_path = step.path.each(part, &inner.path);
                if sight.run.answer_to(&inner_path).is_some() {
                    continue;
                }
                if applies(&here, inner.when.as_ref()) && !proof::is_left_out(&here, inner) {
                    return Cursor::At(At {
                        ix: inner_ix,
                        path: inner_path,
                        part: Some((part, parts)),
                        passing,
                    });
                }
                pass(sight, inner_path, &mut passing);
            }
        }
    }
    Cursor::Finished { passing }
}

/// Unknown is not "does not apply": the step is shown.
fn applies(sight: &Sight<'_>, when: Option<&ShowWhen>) -> bool {
    when.is_none_or(|when| sight.truth(&when.0) != Truth::False)
}

fn pass(sight: &Sight<'_>, path: StepPath, passing: &mut Vec<StepPath>) {
    if !sight.run.is_passed(&path) {
        passing.push(path);
    }
}
