//! What a draft changes against the revision in use: what loosens it first.

use crate::checklist::{Checklist, Status, StepAt, steps, times, wordings};
use crate::report::length;

/// One difference.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Difference {
    /// Whether something passes now that did not pass before.
    pub(super) loosens: bool,
    /// What it is.
    pub(super) words: String,
}

/// Every difference, what loosens first.
pub(super) fn between(old: &Checklist, new: &Checklist) -> Vec<Difference> {
    let (before, after) = (&*old.source.text, &*new.source.text);
    let mut all = Vec::new();
    let mut put = |loosens: bool, words: String| all.push(Difference { loosens, words });
    let (was, is) = (steps(before), steps(after));
    let twin =
        |all: &[StepAt], one: &StepAt| all.iter().find(|other| other.path == one.path).cloned();
    for step in &was {
        match twin(&is, step) {
            None => put(true, format!("step {} is gone", step.path)),
            Some(now) if step.killer && !now.killer => {
                put(true, format!("step {} is no killer step any more", step.path));
            }
            Some(now) if !step.killer && now.killer => {
                put(false, format!("step {} is a killer step now", step.path));
            }
            Some(_) => {}
        }
    }
    for step in is.iter().filter(|step| twin(&was, step).is_none()) {
        put(false, format!("step {} is new", step.path));
    }
    for stop in &old.stops {
        if !new.stops.iter().any(|other| other.id == stop.id) {
            put(true, format!("the STOP {} is gone", stop.id));
        }
    }
    for stop in &new.stops {
        if !old.stops.iter().any(|other| other.id == stop.id) {
            put(false, format!("the STOP {} is new", stop.id));
        }
    }
    let now = times(after);
    for time in times(before) {
        let what = time.of.words().to_lowercase();
        let at = time.step.as_ref().map_or_else(String::new, |step| format!("step {step}: "));
        match now.iter().find(|other| other.place == time.place) {
            Some(other) if other.millis != time.millis => {
                let (was, is) = (length(time.millis), length(other.millis));
                put(time.loosens(other.millis), format!("{at}{what}: {was} became {is}"));
            }
            Some(_) => {}
            None if time
                .step
                .as_ref()
                .is_none_or(|step| is.iter().any(|one| one.path == *step)) =>
            {
                put(true, format!("{at}{what}: {} is gone", length(time.millis)));
            }
            None => {}
        }
    }
    let said = wordings(after);
    for one in wordings(before) {
        let twin = said.iter().find(|other| other.place == one.place);
        if let Some(other) = twin.filter(|other| other.words != one.words) {
            let (was, is) = (&one.words, &other.words);
            put(false, format!("{}: \u{201c}{was}\u{201d} became \u{201c}{is}\u{201d}", one.place));
        }
    }
    if old.status == Status::Released && new.status == Status::Retired {
        put(true, "the list is retired".to_owned());
    }
    all.sort_by_key(|one| !one.loosens);
    all
}
