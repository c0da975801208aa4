//! Whether a condition can hold at all, tried over every combination of the values that are known.

use super::cx::{Cx, Found, Site};
use crate::checklist::{Compare, Condition, NumberRef, TextRef, Truth};
use crate::source::Span;

/// The most comparisons that are tried; beyond them a condition is taken to be possible.
const MOST: usize = 1 << 14;

/// One text with the values that it can have.
struct Variable {
    from: TextRef,
    values: Vec<String>,
}

/// Whether there are values for which `condition` is true or unknown.
pub(super) fn can_hold(condition: &Condition, cx: &mut Cx<'_, '_>) -> bool {
    let mut variables = Vec::new();
    gather(condition, cx, &mut variables);
    let mut combinations = 1_usize;
    for variable in &variables {
        combinations = combinations.saturating_mul(variable.values.len().max(1));
    }
    combinations.saturating_mul(parts(condition)) > MOST
        || (0..combinations).any(|number| {
            let mut rest = number;
            let chosen: Vec<(&TextRef, &str)> = variables
                .iter()
                .filter_map(|variable| {
                    let count = variable.values.len().max(1);
                    let value = variable.values.get(rest.checked_rem(count)?)?;
                    rest = rest.checked_div(count)?;
                    Some((&variable.from, value.as_str()))
                })
                .collect();
            judge(condition, &chosen) != Truth::False
        })
}

/// How many comparisons one trial takes.
fn parts(condition: &Condition) -> usize {
    match condition {
        Condition::All(all) | Condition::Any(all) => {
            all.iter().map(parts).fold(1, usize::saturating_add)
        }
        Condition::Not(inner) => parts(inner).saturating_add(1),
        Condition::OneOf(_, of) => of.len().max(1),
        Condition::Number(..)
        | Condition::Text(..)
        | Condition::KnownNumber(_)
        | Condition::KnownText(_)
        | Condition::Raised(_)
        | Condition::Older(..)
        | Condition::Bound(_) => 1,
    }
}

/// The texts in `condition` whose values are all known.
fn gather(condition: &Condition, cx: &mut Cx<'_, '_>, variables: &mut Vec<Variable>) {
    match condition {
        Condition::Text(left, _, right) => {
            for from in [left, right] {
                variable(from, cx, variables);
            }
        }
        Condition::OneOf(from, _) => variable(from, cx, variables),
        Condition::All(all) | Condition::Any(all) => {
            for one in all {
                gather(one, cx, variables);
            }
        }
        Condition::Not(inner) => gather(inner, cx, variables),
        Condition::Number(..)
        | Condition::KnownNumber(_)
        | Condition::KnownText(_)
        | Condition::Raised(_)
        | Condition::Older(..)
        | Condition::Bound(_) => {}
    }
}

fn variable(from: &TextRef, cx: &mut Cx<'_, '_>, variables: &mut Vec<Variable>) {
    if variables.iter().any(|known| known.from == *from) {
        return;
    }
    let name = match from {
        TextRef::Input(ix) => cx.names.inputs.get(ix.position()).map(|(id, _)| (*id).to_owned()),
        TextRef::Attribute(ix, attribute) => {
            let id = cx.names.inputs.get(ix.position()).map(|(id, _)| *id);
            let all = crate::checklist::Attribute::ALL;
            let rest = all.iter().find(|(_, known)| known == attribute).map(|(name, _)| *name);
            id.zip(rest).map(|(id, rest)| format!("{id}.{rest}"))
        }
        TextRef::Step(ix) => {
            cx.names.steps.iter().find(|step| step.ix == *ix).map(|step| step.id.to_owned())
        }
        TextRef::Drill => Some("run.drill".to_owned()),
        TextRef::Stopped => Some("run.stopped".to_owned()),
        TextRef::Rounds => Some("run.rounds".to_owned()),
        TextRef::Literal(_) | TextRef::Scene | TextRef::Setup | TextRef::Take | TextRef::Ledger => {
            None
        }
    };
    let Some(name) = name else { return };
    // The name was resolved before, so nothing is told again.
    let inside = if let TextRef::Step(ix) = from { ix.inner.map(|_| ix.top) } else { None };
    let used = cx.used;
    let found = cx.value(&name, Span::default(), Site { inside, ..Site::ANY });
    cx.used = used;
    if let Some(Found::Text(_, Some(values))) = found {
        let values = values.into_iter().map(str::to_owned).collect();
        variables.push(Variable { from: from.clone(), values });
    }
}

/// The truth of `condition` where only `chosen` is known.
fn judge(condition: &Condition, chosen: &[(&TextRef, &str)]) -> Truth {
    let value = |from: &TextRef| match from {
        TextRef::Literal(text) => Some(text.clone()),
        TextRef::Step(_)
        | TextRef::Input(_)
        | TextRef::Attribute(..)
        | TextRef::Drill
        | TextRef::Stopped
        | TextRef::Scene
        | TextRef::Setup
        | TextRef::Take
        | TextRef::Rounds
        | TextRef::Ledger => {
            chosen.iter().find(|(known, _)| *known == from).map(|(_, value)| (*value).to_owned())
        }
    };
    match condition {
        Condition::Text(left, same, right) => match (value(left), value(right)) {
            (Some(left), Some(right)) => Truth::known((left == right) == *same),
            (None, _) | (_, None) => Truth::Unknown,
        },
        Condition::OneOf(from, of) => {
            value(from).map_or(Truth::Unknown, |text| Truth::known(of.contains(&text)))
        }
        Condition::Number(NumberRef::Literal(left), how, NumberRef::Literal(right)) => {
            Truth::known(match how {
                Compare::Eq => left == right,
                Compare::Ne => left != right,
                Compare::Lt => left < right,
                Compare::Le => left <= right,
                Compare::Gt => left > right,
                Compare::Ge => left >= right,
            })
        }
        Condition::All(all) => {
            all.iter().map(|one| judge(one, chosen)).min().unwrap_or(Truth::Unknown)
        }
        Condition::Any(any) => {
            any.iter().map(|one| judge(one, chosen)).max().unwrap_or(Truth::Unknown)
        }
        Condition::Not(inner) => !judge(inner, chosen),
        Condition::Number(..)
        | Condition::KnownNumber(_)
        | Condition::KnownText(_)
        | Condition::Raised(_)
        | Condition::Older(..)
        | Condition::Bound(_) => Truth::Unknown,
    }
}
