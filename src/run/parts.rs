//! What a repeat goes over, where its parts have names: named when the run gets there, in a line of its own.

use super::advance::{advance, passes};
use super::answer::{Answer, Part};
use super::cursor::At;
use super::engine::{Outcome, When};
use super::refusal::Refusal;
use super::sight::{Naming, Sight};
use super::stops;
use crate::checklist::{Kind, Over, PartSort, Step, StepIx};
use crate::event::{Event, Parts};
use crate::terms::LineText;

/// What naming the parts of the repeat at hand becomes; `None` where the step takes an answer of another sort.
pub(super) fn name(
    sight: &Sight<'_>,
    step: &Step,
    at: &At,
    answer: &Answer,
    when: When<'_>,
) -> Result<Option<Outcome>, Refusal> {
    let Kind::Each { over: Over::Named { sort, .. }, most, .. } = &step.kind else {
        return Ok(None);
    };
    let unfit = |takes| Refusal::Unfit { step: at.path.clone(), takes };
    let Answer::Parts(given) = answer else { return Err(unfit("what it goes over")) };
    let mut named = Vec::new();
    for part in given {
        let code = code(sight, *sort, part)?.ok_or_else(|| unfit(takes(*sort)))?;
        if named.contains(&code) {
            return Err(unfit("each part once"));
        }
        named.push(code);
    }
    // A killer step that nothing was looked at in would be answered by nobody.
    let (found, max) = (i64::try_from(named.len()).unwrap_or(i64::MAX), i64::from(*most));
    let min = i64::from(step.killer);
    if !(min..=max).contains(&found) {
        return Err(Refusal::OutOfRange { found, min, max });
    }
    let parts = Parts { run: sight.run.id(), step: at.path.clone(), parts: named };
    if !parts.parts.is_empty() {
        // What was passed over before it is recorded with the first answer, and judged then.
        let events = vec![Event::RunParts(parts)];
        return Ok(Some(Outcome { events, demands: Vec::new(), after: Vec::new() }));
    }
    let mut events = passes(sight.run, &at.passing);
    let mut next = sight.run.clone();
    for step in &at.passing {
        next.pass(step);
    }
    next.named(&parts);
    events.push(Event::RunParts(parts));
    // With no part to answer, this is the moment at which the stops of the repeat are judged.
    let after_it = Sight { run: &next, ..*sight };
    let fired = stops::fired(&after_it, at);
    if !fired.is_empty() {
        return Ok(Some(Outcome { events, demands: fired, after: Vec::new() }));
    }
    let (after, demands) = advance(&mut next, sight.list, sight.facts, when);
    Ok(Some(Outcome { events, demands, after }))
}

fn takes(sort: PartSort) -> &'static str {
    match sort {
        PartSort::Magazines => "magazines of the book",
        PartSort::People => "people of the roster",
        PartSort::Typed => "typed names",
    }
}

/// A part as it is recorded; `None` where it is of another sort, or not known.
fn code(sight: &Sight<'_>, sort: PartSort, part: &Part) -> Result<Option<String>, Refusal> {
    Ok(match (sort, part) {
        (PartSort::Magazines, Part::Magazine(item)) => {
            let known = sight.facts.magazines.iter().any(|(id, _)| id == item);
            known.then(|| item.to_string())
        }
        (PartSort::People, Part::Person(person)) => {
            let known = sight.facts.names.iter().any(|(id, _)| id == person);
            known.then(|| person.to_string())
        }
        (PartSort::Typed, Part::Typed(name)) => {
            Some(LineText::parse(name, LineText::TAG)?.as_str().to_owned())
        }
        (PartSort::Magazines | PartSort::People | PartSort::Typed, _) => None,
    })
}

/// What may be pressed to name a part.
pub(super) fn offered(sight: &Sight<'_>, sort: PartSort) -> Vec<(Part, String)> {
    match sort {
        PartSort::Magazines => {
            let all = sight.facts.magazines.iter();
            all.map(|(item, tag)| (Part::Magazine(*item), tag.clone())).collect()
        }
        PartSort::People => {
            let all = sight.facts.names.iter();
            all.map(|(person, name)| (Part::Person(*person), name.clone())).collect()
        }
        PartSort::Typed => Vec::new(),
    }
}

/// The name of part `number` (from 1) of a repeat.
pub(super) fn label(
    sight: &Sight<'_>,
    repeat: StepIx,
    number: u16,
    naming: Naming,
) -> Option<String> {
    let step = sight.list.step(repeat)?;
    let Kind::Each { over: Over::Named { sort, .. }, .. } = &step.kind else {
        return Some(number.to_string());
    };
    let at = usize::from(number).checked_sub(1)?;
    let code = sight.run.parts_of(&step.path)?.get(at)?;
    Some(match sort {
        PartSort::Magazines => {
            let found = sight.facts.magazines.iter().find(|(item, _)| item.to_string() == *code);
            found.map_or_else(|| code.clone(), |(_, tag)| tag.clone())
        }
        PartSort::People => {
            let mut names = sight.facts.names.iter().filter(|_| naming == Naming::Shown);
            let found = names.find(|(person, _)| person.to_string() == *code);
            found.map_or_else(|| code.clone(), |(_, name)| name.clone())
        }
        PartSort::Typed => code.clone(),
    })
}
