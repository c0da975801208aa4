//! What a step declares once it is answered.

use super::cursor::At;
use super::facts::Declaring;
use super::refusal::Refusal;
use super::sight::Sight;
use super::stops;
use crate::checklist::{DeclaredState, Declares, LASTS_UNSAID, NumberRef, RoleIx, Truth};
use crate::event::Witness;
use crate::terms::{Condition, State};

/// What the step at hand declares now that it is answered: nothing on unknown, and nothing on what is not there any more.
pub(super) fn declaration(sight: &Sight<'_>, at: &At) -> Result<Option<Declaring>, Refusal> {
    let Some((declares, declaring)) = declarable(sight, at) else { return Ok(None) };
    let Some(item) = sight.item(declares.item) else { return Ok(None) };
    let as_before = matches!(declares.state, DeclaredState::AsBefore);
    if (as_before || sight.rests_on_proof(declares.item))
        && item.in_force.is_none()
        && !item.unbroken
    {
        return Err(Refusal::ProofBroken { tag: item.tag.clone() });
    }
    let State { condition, n, of, .. } = &declaring.state;
    let places = if *condition == Condition::DummiesProven { item.capacity } else { None };
    if let (Some(n), Some(most)) = (*n, of.iter().copied().chain(places).min())
        && n > most
    {
        return Err(Refusal::OutOfRange { found: n.into(), min: 0, max: most.into() });
    }
    Ok(Some(declaring))
}

/// What the step at hand would declare; `None` when it declares nothing, or what it would say is not known.
fn declarable<'l>(sight: &Sight<'l>, at: &At) -> Option<(&'l Declares, Declaring)> {
    let top = sight.list.steps.get(at.ix.top())?;
    let declares = top.declares.as_ref()?;
    if at.ix.inner().is_some() && !stops::is_last_of_repeat(sight, at) {
        return None;
    }
    if declares.when.as_ref().is_some_and(|when| sight.truth(&when.0) != Truth::True) {
        return None;
    }
    let item = sight.item(declares.item)?;
    let state = match &declares.state {
        DeclaredState::AsBefore => item.last.clone()?,
        DeclaredState::Exactly { condition, n, of, load } => {
            let number = |from: &Option<NumberRef>| match from {
                None => Some(None),
                Some(from) => u32::try_from(sight.number_of(from)?).ok().map(Some),
            };
            State {
                condition: *condition,
                n: number(n)?,
                of: number(of)?,
                load: load.as_ref().map(|load| sight.record(load).into()),
            }
        }
    };
    let witness = |ix: &RoleIx| {
        let role = sight.list.role(*ix)?;
        Some(Witness { role: role.role.clone(), person: sight.holder(*ix)? })
    };
    let witnesses: Vec<Witness> = declares.witnesses.iter().map(witness).collect::<Option<_>>()?;
    let lasts = sight.list.validity.as_ref().map_or(LASTS_UNSAID, |validity| validity.lasts);
    Some((declares, Declaring { item: item.item, state, witnesses, lasts }))
}
