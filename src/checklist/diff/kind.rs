//! What a step asks, in one revision and in another.

use super::said::Said;
use super::{Found, Sort, Stricter, step};
use crate::checklist::{Choice, Kind, Over, PartSort, Tally};

pub(super) fn compare(
    old: (Said<'_>, &Kind),
    new: (Said<'_>, &Kind),
    place: &str,
    found: &mut Found,
) {
    let (was, is) = (old.0, new.0);
    match (old.1, new.1) {
        (Kind::Say { heard_by, .. }, Kind::Say { heard_by: other, .. }) => {
            found.larger_is_stricter(place, "heard by", (*heard_by).into(), (*other).into());
        }
        (
            Kind::Challenge { expect, refuse, .. },
            Kind::Challenge { expect: expected, refuse: refused, .. },
        ) => {
            choices((was, expect), (is, expected), place, found);
            found.more_is_stricter(place, "replies turned away", refuse, refused);
        }
        (Kind::Choose { of, .. }, Kind::Choose { of: others, .. })
        | (Kind::ChooseMany { of, .. }, Kind::ChooseMany { of: others, .. }) => {
            choices((was, of), (is, others), place, found);
        }
        (Kind::Count { min, max, .. }, Kind::Count { min: other_min, max: other_max, .. }) => {
            bounds(place, (*min, *max), (*other_min, *other_max), found);
        }
        (
            Kind::Measure { unit, min, max, .. },
            Kind::Measure { unit: other, min: other_min, max: other_max, .. },
        ) => {
            found.other(place, "the unit", unit, other);
            bounds(place, (*min, *max), (*other_min, *other_max), found);
        }
        (
            Kind::BlindCount { roles, max, .. },
            Kind::BlindCount { roles: others, max: other, .. },
        ) => {
            found.other(
                place,
                "who counts",
                &was.roles(roles).join(" and "),
                &is.roles(others).join(" and "),
            );
            found.smaller_is_stricter(place, "at most", (*max).into(), (*other).into());
        }
        (Kind::Match { against, .. }, Kind::Match { against: other, .. }) => {
            found.other(place, "it must equal", &was.text(against), &is.text(other));
        }
        (Kind::Scan { against, check, .. }, Kind::Scan { against: other, check: checked, .. }) => {
            let known = |said: Said<'_>, against: &Option<(_, _)>| {
                against.as_ref().map_or_else(String::new, |(text, _)| said.text(text))
            };
            match (known(was, against), known(is, other)) {
                (before, after) if before == after => {}
                (before, after) if before.is_empty() => {
                    found.tell(Sort::Tightens, place, format!("it must equal {after}"), "", after);
                }
                (before, after) => found.other(place, "it must equal", &before, &after),
            }
            let checks = |check: &Option<crate::checklist::CheckDigit>| {
                check.map_or_else(Vec::new, |check| vec![check.words().to_owned()])
            };
            found.more_is_stricter(place, "check digit", &checks(check), &checks(checked));
        }
        (Kind::Photo { least, .. }, Kind::Photo { least: other, .. }) => {
            found.larger_is_stricter(place, "pictures at least", (*least).into(), (*other).into());
        }
        (
            Kind::Proof { pick, from, on_fail, bench },
            Kind::Proof { pick: picked, from: others, on_fail: fails, bench: at_bench },
        ) => {
            let number = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
            found.larger_is_stricter(place, "questions", number(*pick), number(*picked));
            let steps = |said: Said<'_>, from: &[_]| -> Vec<String> {
                from.iter().map(|ix| said.step(*ix)).collect()
            };
            found.more_is_stricter(place, "asked about", &steps(was, from), &steps(is, others));
            found.other(
                place,
                "a wrong answer goes back to",
                &was.step(*on_fail),
                &is.step(*fails),
            );
            found.rule(place, *bench, *at_bench, "asked in live runs");
        }
        (
            Kind::Each { over, tally, steps, most, .. },
            Kind::Each { over: other, tally: tallies, steps: others, most: other_most, .. },
        ) => {
            found.other(place, "it goes over", &goes_over(was, over), &goes_over(is, other));
            found.larger_is_stricter(place, "parts at most", (*most).into(), (*other_most).into());
            counted(tally, tallies, place, found);
            step::all((was, steps), (is, others), place, found);
        }
        (Kind::Wait { lasts, holds, .. }, Kind::Wait { lasts: other, holds: held, .. }) => {
            found.time(place, "the wait", *lasts, *other, Stricter::Longer);
            let whole = |said: Said<'_>, holds: &Option<_>| {
                holds.map_or_else(|| "nothing".to_owned(), |ix| said.input(ix))
            };
            found.other(place, "it holds", &whole(was, holds), &whole(is, held));
        }
        (
            Kind::Custody { item, act, from, to, joined, back, held },
            Kind::Custody {
                item: item2,
                act: act2,
                from: from2,
                to: to2,
                joined: joined2,
                back: back2,
                held: held2,
            },
        ) => {
            let move_of = |said: Said<'_>,
                           item,
                           act: &crate::terms::Act,
                           from: &Option<_>,
                           to: &Option<_>,
                           joined: bool| {
                let who =
                    |ix: &Option<_>| ix.map_or_else(|| "nobody".to_owned(), |ix| said.role(ix));
                let with = if joined { ", with the answer before" } else { "" };
                format!("{} {}, {} to {}{with}", said.input(item), act.code(), who(from), who(to))
            };
            let before = move_of(was, *item, act, from, to, *joined);
            let after = move_of(is, *item2, act2, from2, to2, *joined2);
            found.other(place, "the move", &before, &after);
            let number = |said: Said<'_>, from: &Option<_>| {
                from.as_ref().map_or_else(|| "not said".to_owned(), |from| said.number(from))
            };
            for (what, was_said, is_said) in
                [("unfired", (back, back2)), ("misfired", (held, held2))]
                    .map(|(what, (a, b))| (what, number(was, a), number(is, b)))
            {
                found.other(place, what, &was_said, &is_said);
            }
        }
        (Kind::Show { item, by, to, .. }, Kind::Show { item: item2, by: by2, to: to2, .. }) => {
            let shown =
                |said: Said<'_>, item, by| format!("{} by {}", said.input(item), said.role(by));
            found.other(place, "it shows", &shown(was, *item, *by), &shown(is, *item2, *by2));
            found.more_is_stricter(place, "shown to", &was.roles(to), &is.roles(to2));
        }
        (Kind::Sign { roles, .. }, Kind::Sign { roles: others, .. }) => {
            found.more_is_stricter(place, "signed by", &was.roles(roles), &is.roles(others));
        }
        (Kind::Confirm { .. }, Kind::Confirm { .. })
        | (Kind::Text { .. }, Kind::Text { .. })
        | (Kind::Attach { .. }, Kind::Attach { .. }) => {}
        // Two of one kind are compared above; should one ever be forgotten, it is not passed over.
        (before, after) if before.name() == after.name() => {
            found.tell(Sort::Loosens, place, "it asks otherwise, which may loosen", "", "");
        }
        (before, after) => found.other(place, "it asks by", before.name(), after.name()),
    }
}

fn bounds(place: &str, old: (i64, i64), new: (i64, i64), found: &mut Found) {
    found.larger_is_stricter(place, "at least", old.0.into(), new.0.into());
    found.smaller_is_stricter(place, "at most", old.1.into(), new.1.into());
}

/// Answers are told apart by their words, for their words are what a record holds.
fn choices(old: (Said<'_>, &[Choice]), new: (Said<'_>, &[Choice]), place: &str, found: &mut Found) {
    let words = |said: Said<'_>, choice: &Choice| said.words(&choice.words);
    for choice in old.1 {
        let name = words(old.0, choice);
        let Some(other) = new.1.iter().find(|other| words(new.0, other) == name) else {
            let sort = if choice.raise.is_some() { Sort::Loosens } else { Sort::Tightens };
            found.tell(sort, place, format!("the answer {name:?} is gone"), name, "");
            continue;
        };
        let raised = |said: Said<'_>, choice: &Choice| choice.raise.map(|flag| said.flag(flag));
        match (raised(old.0, choice), raised(new.0, other)) {
            (before, after) if before == after => {}
            (None, Some(flag)) => {
                found.tell(Sort::Tightens, place, format!("{name:?} raises {flag}"), "", flag);
            }
            (Some(flag), None) => {
                found.tell(
                    Sort::Loosens,
                    place,
                    format!("{name:?} raises {flag} no more"),
                    flag,
                    "",
                );
            }
            (Some(before), Some(after)) => found.other(place, "an answer raises", &before, &after),
            (None, None) => {}
        }
        let rests = |said: Said<'_>, choice: &Choice| choice.rests.map(|item| said.input(item));
        match (rests(old.0, choice), rests(new.0, other)) {
            (None, Some(item)) => {
                let what = format!("{name:?} sets the lot of {item} apart");
                found.tell(Sort::Tightens, place, what, "", item);
            }
            (Some(item), None) => {
                let what = format!("{name:?} sets the lot of {item} apart no more");
                found.tell(Sort::Loosens, place, what, item, "");
            }
            (Some(before), Some(after)) => {
                found.other(place, "an answer sets apart the lot of", &before, &after);
            }
            (None, None) => {}
        }
        let offered = |said: Said<'_>, choice: &Choice| {
            choice.when.as_ref().map_or_else(|| "always".to_owned(), |when| said.condition(&when.0))
        };
        let (before, after) = (offered(old.0, choice), offered(new.0, other));
        found.other(place, &format!("{name:?} is offered"), &before, &after);
    }
    for choice in new.1 {
        let name = words(new.0, choice);
        if old.1.iter().all(|other| words(old.0, other) != name) {
            let sort = if choice.raise.is_some() { Sort::Tightens } else { Sort::Loosens };
            found.tell(sort, place, format!("the answer {name:?} is new"), "", name);
        }
    }
}

fn counted(old: &[Tally], new: &[Tally], place: &str, found: &mut Found) {
    for tally in old {
        let what = format!("counted as {}", tally.name);
        let now = new.iter().find(|other| other.name == tally.name);
        let now = now.map(|other| other.answers.as_slice()).unwrap_or_default();
        found.more_is_stricter(place, &what, &tally.answers, now);
    }
    for tally in new.iter().filter(|tally| old.iter().all(|other| other.name != tally.name)) {
        found.tell(Sort::Tightens, place, format!("{} is counted now", tally.name), "", "");
    }
}

fn goes_over(said: Said<'_>, over: &Over) -> String {
    match over {
        Over::Number(number) => said.number(number),
        Over::Named { sort, .. } => match sort {
            PartSort::Magazines => "named magazines".to_owned(),
            PartSort::People => "named people".to_owned(),
            PartSort::Typed => "typed names".to_owned(),
        },
    }
}
