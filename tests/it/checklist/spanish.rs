//! The lists that are spoken on set, in Spanish: every text that is said or asked, and none made from an older text.

use std::sync::Arc;

use showclear::checklist::{Checklist, Content, Kind, Set, Step};
use showclear::platform;

/// The lists that are spoken on set.
const SPOKEN: [&str; 4] =
    ["cold-gun-empty.ron", "cold-gun-dummies.ron", "re-show.ron", "blank-load-fire.ron"];

fn shipped() -> Vec<(String, Arc<Checklist>)> {
    let set = Set::read(platform::shipped());
    let lists = set.files().filter_map(|(source, content)| match content {
        Content::List(list) => Some((source.name.clone(), Arc::clone(list))),
        Content::Unit(_) | Content::Overlay(_) | Content::Mistaken(_) => None,
    });
    lists.collect()
}

#[test]
fn no_shipped_translation_is_made_from_an_older_text() {
    let mut stale = Vec::new();
    for (name, list) in shipped() {
        let old = list.strings.iter().filter(|text| text.stale);
        stale.extend(old.map(|text| format!("{name}: {} {}", text.lang, text.place)));
    }
    assert!(stale.is_empty(), "translate again: {stale:#?}");
}

/// What of a step is said, asked or answered.
fn spoken(step: &Step) -> Vec<String> {
    let id = &step.path;
    let choices =
        |field: &'static str, count: usize| (1..=count).map(move |at| format!("{id}.{field}.{at}"));
    let mut places = Vec::new();
    if let Kind::Say { .. } = &step.kind {
        places.push(format!("{id}.words"));
    }
    if let Kind::Challenge { expect, .. } = &step.kind {
        places.extend(choices("expect", expect.len()));
    }
    if let Kind::Choose { of, .. } = &step.kind {
        places.extend(choices("of", of.len()));
    }
    if !matches!(step.kind, Kind::Say { .. } | Kind::Custody { .. }) {
        places.push(format!("{id}.ask"));
    }
    places.extend(step.note.as_ref().map(|_| format!("{id}.note")));
    places
}

#[test]
fn whatever_is_said_on_set_is_there_in_spanish() {
    let mut missing = Vec::new();
    for (name, list) in shipped().iter().filter(|(name, _)| SPOKEN.contains(&name.as_str())) {
        let there = |place: &String| {
            list.strings.iter().any(|text| text.lang == "es" && text.place == *place)
        };
        let mut wanted = vec!["title".to_owned(), "purpose".to_owned()];
        wanted.extend(list.stops.iter().map(|stop| format!("{}.say", stop.id)));
        wanted.extend(list.roles.iter().map(|role| format!("{}.title", role.role.as_str())));
        wanted.extend(list.inputs.iter().map(|input| format!("{}.ask", input.id())));
        wanted.extend(list.steps.iter().flat_map(spoken));
        missing.extend(
            wanted.iter().filter(|place| !there(place)).map(|one| format!("{name}: {one}")),
        );
    }
    assert!(missing.is_empty(), "not in Spanish: {missing:#?}");
}
