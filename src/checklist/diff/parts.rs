//! What stands around the steps: roles, inputs, computed values, how long it lasts, stops, dangers.

use super::said::{Holds, Said, holds};
use super::{Found, Sort, Stricter};
use crate::checklist::{Condition, Ending, Input, ListRole, Status, Stop, StopWhen, Validity};
use crate::terms::{Danger, length};

pub(super) fn compare(old: Said<'_>, new: Said<'_>, found: &mut Found) {
    if old.0.status == Status::Released && new.0.status == Status::Retired {
        found.tell(Sort::Loosens, "status", "the list is retired", "", "");
    }
    roles(old, new, found);
    inputs(old, new, found);
    for (name, value) in &old.0.facts {
        let place = format!("facts.{name}");
        match new.0.facts.iter().find(|(other, _)| other == name) {
            Some((_, other)) => found.other(&place, "it is", &old.value(value), &new.value(other)),
            None => found.tell(
                Sort::Loosens,
                &place,
                "it is gone, which may loosen",
                old.value(value),
                "",
            ),
        }
    }
    validity(old.0.validity.as_ref(), new.0.validity.as_ref(), found);
    stops(old, new, found);
    let dangers = |said: Said<'_>| -> Vec<String> {
        said.0.covers.iter().map(|(danger, _)| danger.clone()).collect()
    };
    found.more_is_stricter("covers", "dangers covered", &dangers(old), &dangers(new));
}

fn roles(old: Said<'_>, new: Said<'_>, found: &mut Found) {
    for role in &old.0.roles {
        let place = format!("roles.{}", role.role);
        let Some(other) = new.0.roles.iter().find(|other| other.role == role.role) else {
            found.tell(Sort::Loosens, &place, "the role is gone", &role.title, "");
            continue;
        };
        found.rule(&place, role.handler, other.handler, "only a qualified handler");
        found.rule(&place, role.exclusive_duty, other.exclusive_duty, "no other duty meanwhile");
        let needed = |role: &ListRole| !role.optional && !role.on_call;
        found.rule(&place, needed(role), needed(other), "needed at the start");
        found.more_is_stricter(
            &place,
            "another person than",
            &old.roles(&role.not_same_as),
            &new.roles(&other.not_same_as),
        );
        let fills = |role: &ListRole| -> Vec<String> {
            let own = std::slice::from_ref(&role.role);
            let all = if role.filled_by.is_empty() { own } else { role.filled_by.as_slice() };
            all.iter().map(ToString::to_string).collect()
        };
        found.fewer_is_stricter(&place, "may be filled by", &fills(role), &fills(other));
    }
    for role in &new.0.roles {
        if old.0.roles.iter().all(|other| other.role != role.role) {
            let place = format!("roles.{}", role.role);
            found.tell(Sort::Tightens, &place, "the role is new", "", &role.title);
        }
    }
}

fn inputs(old: Said<'_>, new: Said<'_>, found: &mut Found) {
    for input in &old.0.inputs {
        let place = format!("inputs.{}", input.id());
        let Some(other) = new.0.inputs.iter().find(|other| other.id() == input.id()) else {
            found.tell(Sort::Loosens, &place, "it is not asked for any more", "", "");
            continue;
        };
        match (input, other) {
            (
                Input::Item { kinds, actions, needs, .. },
                Input::Item {
                    kinds: other_kinds, actions: other_actions, needs: other_needs, ..
                },
            ) => {
                let codes = |kinds: &[crate::terms::ItemKind]| -> Vec<String> {
                    kinds.iter().map(|kind| kind.code().to_owned()).collect()
                };
                found.fewer_is_stricter(&place, "kinds", &codes(kinds), &codes(other_kinds));
                let codes = |actions: &[crate::terms::Action]| -> Vec<String> {
                    let all = if actions.is_empty() { crate::terms::Action::ALL } else { actions };
                    all.iter().map(|action| action.code().to_owned()).collect()
                };
                found.fewer_is_stricter(&place, "actions", &codes(actions), &codes(other_actions));
                needed(&place, (old, needs.as_ref()), (new, other_needs.as_ref()), found);
            }
            (Input::Pick { of, .. }, Input::Pick { of: others, .. }) => {
                found.fewer_is_stricter(&place, "choices", of, others);
            }
            (Input::Text { .. }, Input::Text { .. }) => {}
            (
                Input::Number { min, max, .. },
                Input::Number { min: other_min, max: other_max, .. },
            ) => {
                found.larger_is_stricter(&place, "at least", (*min).into(), (*other_min).into());
                found.smaller_is_stricter(&place, "at most", (*max).into(), (*other_max).into());
            }
            (
                Input::Item { .. } | Input::Pick { .. } | Input::Text { .. } | Input::Number { .. },
                _,
            ) => {
                found.tell(
                    Sort::Loosens,
                    &place,
                    "it is of another sort, which may loosen",
                    "",
                    "",
                );
            }
        }
    }
    for input in &new.0.inputs {
        if old.0.inputs.iter().all(|other| other.id() != input.id()) {
            let place = format!("inputs.{}", input.id());
            found.tell(Sort::Tightens, &place, "it is asked for now", "", "");
        }
    }
}

/// What must be so for a run to begin: the more often it holds, the looser.
fn needed(
    place: &str,
    old: (Said<'_>, Option<&Condition>),
    new: (Said<'_>, Option<&Condition>),
    found: &mut Found,
) {
    let words = |(said, needs): (Said<'_>, Option<&Condition>)| {
        needs.map_or_else(String::new, |needs| said.condition(needs))
    };
    let (was, is) = (words(old), words(new));
    let sort = match (old.1, new.1) {
        (None, None) => return,
        (None, Some(_)) => Sort::Tightens,
        (Some(_), None) => Sort::Loosens,
        (Some(before), Some(after)) => match holds((old.0, before), (new.0, after)) {
            Holds::Alike => return,
            Holds::Less => Sort::Tightens,
            Holds::More | Holds::Otherwise => Sort::Loosens,
        },
    };
    found.tell(sort, place, format!("it needs: {was} became {is}"), was, is);
}

fn validity(old: Option<&Validity>, new: Option<&Validity>, found: &mut Found) {
    let (old, new) = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => {
            found.tell(Sort::Tightens, "validity", "it says now how long it lasts", "", "");
            return;
        }
        (Some(_), None) => {
            found.tell(Sort::Loosens, "validity", "how long it lasts is gone", "", "");
            return;
        }
        (Some(old), Some(new)) => (old, new),
    };
    found.time("validity.lasts", "it lasts", old.lasts, new.lasts, Stricter::Shorter);
    let endings = |validity: &Validity| -> Vec<String> {
        validity.ends_on.iter().map(|ending| named(*ending)).collect()
    };
    found.more_is_stricter("validity.ends_on", "it ends", &endings(old), &endings(new));
    let warns = |validity: &Validity| validity.warn.unwrap_or(0);
    found.time("validity.warn", "warned before", warns(old), warns(new), Stricter::Longer);
}

fn named(ending: Ending) -> String {
    match ending {
        Ending::HandOver => "HandOver".to_owned(),
        Ending::OutOfSight => "OutOfSight".to_owned(),
        Ending::Opened => "Opened".to_owned(),
        Ending::SetUp => "SetUp".to_owned(),
        Ending::Break => "Break".to_owned(),
        Ending::ClockJump => "ClockJump".to_owned(),
        Ending::Interrupted(limit) => format!("Interrupted({})", length(limit)),
    }
}

fn stops(old: Said<'_>, new: Said<'_>, found: &mut Found) {
    for stop in &old.0.stops {
        let place = format!("stops.{}", stop.id);
        let Some(other) = new.0.stops.iter().find(|other| other.id == stop.id) else {
            found.tell(Sort::Loosens, &place, "the STOP is gone", old.words(&stop.say), "");
            continue;
        };
        fires(&place, (old, stop), (new, other), found);
        found.more_is_stricter(
            &place,
            "settled by",
            &old.roles(&stop.clearing.by),
            &new.roles(&other.clearing.by),
        );
        alarms(&place, stop.alarm, other.alarm, found);
        let (was, is) = (old.step(stop.clearing.restart), new.step(other.clearing.restart));
        if was != is {
            let place_of =
                |name: &str| new.0.steps.iter().position(|step| step.path.to_string() == name);
            let earlier = match (place_of(&is), place_of(&was)) {
                (Some(is), Some(was)) => is < was,
                (None, _) | (_, None) => false,
            };
            let sort = if earlier { Sort::Tightens } else { Sort::Loosens };
            found.tell(sort, &place, format!("it begins again at {is}, not at {was}"), was, is);
        }
    }
    for stop in &new.0.stops {
        if old.0.stops.iter().all(|other| other.id != stop.id) {
            let place = format!("stops.{}", stop.id);
            found.tell(Sort::Tightens, &place, "the STOP is new", "", new.words(&stop.say));
        }
    }
}

/// One alarm for another is as strict: each freezes everything until a restart is signed.
fn alarms(place: &str, old: Option<Danger>, new: Option<Danger>, found: &mut Found) {
    let words = |alarm: Option<Danger>| alarm.map_or("an ordinary STOP", Danger::words);
    let (sort, what) = match (old, new) {
        (Some(_), None) => (Sort::Loosens, "it is no alarm any more"),
        (None, Some(_)) => (Sort::Tightens, "it is an alarm now"),
        (Some(was), Some(is)) if was != is => (Sort::Wording, "it is another alarm"),
        (Some(_), Some(_)) | (None, None) => return,
    };
    found.tell(sort, place, what, words(old), words(new));
}

fn fires(place: &str, old: (Said<'_>, &Stop), new: (Said<'_>, &Stop), found: &mut Found) {
    let parts = |(said, stop): (Said<'_>, &Stop)| match &stop.when {
        StopWhen::At(steps, _) => Some(steps.iter().map(|ix| said.step(*ix)).collect::<Vec<_>>()),
        StopWhen::Always(_) => None,
    };
    match (parts(old), parts(new)) {
        (Some(was), Some(is)) => found.more_is_stricter(place, "judged at", &was, &is),
        (None, None) => {}
        // An armed stop fires on unknown too, the other after every answer: neither holds for both.
        (Some(_), None) => {
            found.tell(
                Sort::Loosens,
                place,
                "it fires on what is known only, which may loosen",
                "",
                "",
            );
        }
        (None, Some(_)) => {
            found.tell(
                Sort::Loosens,
                place,
                "it is judged at some steps only, which may loosen",
                "",
                "",
            );
        }
    }
    let condition = |stop: &Stop| match &stop.when {
        StopWhen::At(_, when) | StopWhen::Always(when) => when.clone(),
    };
    let (was, is) = (condition(old.1), condition(new.1));
    let words = |said: Said<'_>, when: &Condition| said.condition(when);
    let sort = match holds((old.0, &was), (new.0, &is)) {
        Holds::Alike => return,
        Holds::More => Sort::Tightens,
        Holds::Less | Holds::Otherwise => Sort::Loosens,
    };
    let (was, is) = (words(old.0, &was), words(new.0, &is));
    found.tell(sort, place, format!("it fires: {was} became {is}"), was, is);
}
