//! The steps of two revisions, told apart by their permanent names.

use super::said::{Holds, Said, holds};
use super::{Found, Sort, Stricter, kind};
use crate::checklist::{DeclaredState, Declares, Dwell, Step};

pub(super) fn compare(old: Said<'_>, new: Said<'_>, found: &mut Found) {
    let kept: Vec<String> = old.0.steps.iter().map(|step| step.path.to_string()).collect();
    let now: Vec<String> = new.0.steps.iter().map(|step| step.path.to_string()).collect();
    let order: Vec<&String> = kept.iter().filter(|path| now.contains(path)).collect();
    let now_order: Vec<&String> = now.iter().filter(|path| kept.contains(path)).collect();
    if order != now_order {
        found.tell(
            Sort::Loosens,
            "steps",
            "the order of the steps is another, which may loosen",
            "",
            "",
        );
    }
    all((old, &old.0.steps), (new, &new.0.steps), "steps", found);
}

/// The steps of one level: of the list, or of one repeat.
pub(super) fn all(
    old: (Said<'_>, &[Step]),
    new: (Said<'_>, &[Step]),
    around: &str,
    found: &mut Found,
) {
    for step in old.1 {
        let place = format!("{around}.{}", step.path);
        match new.1.iter().find(|other| other.path == step.path) {
            Some(other) => one((old.0, step), (new.0, other), &place, found),
            None => found.tell(Sort::Loosens, &place, "the step is gone", "", ""),
        }
    }
    for step in new.1 {
        if old.1.iter().all(|other| other.path != step.path) {
            let place = format!("{around}.{}", step.path);
            let sort = if step.declares.is_some() { Sort::Loosens } else { Sort::Tightens };
            let words = if step.declares.is_some() {
                "the step is new, and declares"
            } else {
                "the step is new"
            };
            found.tell(sort, &place, words, "", "");
        }
    }
}

fn one(old: (Said<'_>, &Step), new: (Said<'_>, &Step), place: &str, found: &mut Found) {
    let (was, is) = (old.1, new.1);
    found.rule(place, was.killer, is.killer, "a step that people die of");
    let who = |(said, step): (Said<'_>, &Step)| {
        let name = |ix: Option<_>| ix.map_or_else(|| "nobody".to_owned(), |ix| said.role(ix));
        format!("{} asks {}", name(step.by), name(step.to))
    };
    found.other(place, "who", &who(old), &who(new));
    when(old, new, place, found);
    dwell(was.dwell.as_ref(), is.dwell.as_ref(), place, found);
    found.rule(place, was.pause_before, is.pause_before, "a place to pause before it");
    match (&was.declares, &is.declares) {
        (None, None) => {}
        (Some(_), None) => {
            found.tell(Sort::Tightens, place, "it declares nothing any more", "", "");
        }
        (None, Some(_)) => found.tell(Sort::Loosens, place, "it declares now", "", ""),
        (Some(before), Some(after)) => declares((old.0, before), (new.0, after), place, found),
    }
    kind::compare((old.0, &was.kind), (new.0, &is.kind), place, found);
}

/// A step that is shown more often is the stricter.
fn when(old: (Said<'_>, &Step), new: (Said<'_>, &Step), place: &str, found: &mut Found) {
    let words = |(said, step): (Said<'_>, &Step)| {
        step.when.as_ref().map_or_else(|| "always".to_owned(), |when| said.condition(&when.0))
    };
    let sort = match (&old.1.when, &new.1.when) {
        (None, None) => return,
        (Some(_), None) => Sort::Tightens,
        (None, Some(_)) => Sort::Loosens,
        (Some(before), Some(after)) => match holds((old.0, &before.0), (new.0, &after.0)) {
            Holds::Alike => return,
            Holds::More => Sort::Tightens,
            Holds::Less | Holds::Otherwise => Sort::Loosens,
        },
    };
    let (was, is) = (words(old), words(new));
    found.tell(sort, place, format!("it is asked: {was} became {is}"), was, is);
}

fn dwell(old: Option<&Dwell>, new: Option<&Dwell>, place: &str, found: &mut Found) {
    let floor = |dwell: Option<&Dwell>| dwell.map_or(0, |dwell| dwell.floor);
    found.time(place, "the shortest honest time", floor(old), floor(new), Stricter::Longer);
    let blocks = |dwell: Option<&Dwell>| dwell.is_some_and(|dwell| dwell.block);
    found.rule(place, blocks(old), blocks(new), "a faster answer is refused");
}

fn declares(
    old: (Said<'_>, &Declares),
    new: (Said<'_>, &Declares),
    place: &str,
    found: &mut Found,
) {
    let what = |(said, declares): (Said<'_>, &Declares)| {
        let state = match &declares.state {
            DeclaredState::AsBefore => "as before".to_owned(),
            DeclaredState::Exactly { condition, n, of, load } => {
                let number = |from: &Option<_>| {
                    from.as_ref().map_or_else(String::new, |from| format!(" {}", said.number(from)))
                };
                let load =
                    load.as_ref().map_or_else(String::new, |load| format!(" {}", said.words(load)));
                format!("{}{}{}{load}", condition.code(), number(n), number(of))
            }
        };
        format!("{} {state}", said.input(declares.item))
    };
    found.other(place, "it declares", &what(old), &what(new));
    let witnesses = |(said, declares): (Said<'_>, &Declares)| said.roles(&declares.witnesses);
    found.more_is_stricter(place, "witnesses", &witnesses(old), &witnesses(new));
    let sort = match (&old.1.when, &new.1.when) {
        (None, None) => return,
        (None, Some(_)) => Sort::Tightens,
        (Some(_), None) => Sort::Loosens,
        (Some(before), Some(after)) => match holds((old.0, &before.0), (new.0, &after.0)) {
            Holds::Alike => return,
            Holds::Less => Sort::Tightens,
            Holds::More | Holds::Otherwise => Sort::Loosens,
        },
    };
    found.tell(sort, place, "it declares under another condition", "", "");
}
