//! The good list is read whole, and mutants of it are read or refused, never worse.

use proptest::prelude::*;
use showclear::checklist::{self, Condition, DeclaredState, Kind, Piece, StopWhen};
use showclear::source::MOST;
use showclear::terms::Condition as Declared;

const GOOD: &str = include_str!("../../corpus/checklists/good.ron");

#[test]
fn everything_in_it_is_resolved() {
    let list = checklist::read("good.ron", GOOD).unwrap();
    assert_eq!(list.source.name, "good.ron");
    assert_eq!(&*list.source.text, GOOD);
    assert_eq!(list.steps.len(), 13);
    assert_eq!(list.roles.len(), 4);
    assert_eq!(list.facts.len(), 2);
    assert_eq!(list.flags[0].to_string(), "no-bore");
    assert_eq!(list.validity.as_ref().unwrap().lasts, 20 * 60_000);
    assert_eq!(list.validity.as_ref().unwrap().ends_on.len(), 6);
    assert_eq!(list.subject().unwrap().position(), 0);
    assert!(list.strings.iter().all(|text| text.stale));

    // An exclusive duty is kept apart from every role, once, whoever names whom.
    let apart: Vec<Vec<usize>> = list
        .roles
        .iter()
        .map(|role| role.not_same_as.iter().map(|ix| ix.position()).collect())
        .collect();
    assert_eq!(apart, [vec![3], vec![0], vec![0, 1], vec![]]);

    let chambers = list.top(2).unwrap();
    let Kind::Each { most, part, tally, steps, .. } = &list.step(chambers).unwrap().kind else {
        panic!("not a repeat")
    };
    assert_eq!((*most, part.as_str(), tally.len(), steps.len()), (40, "chamber", 2, 2));
    let state = chambers.inside(0).unwrap();
    let Kind::Choose { ask, .. } = &list.step(state).unwrap().kind else { panic!("not a choice") };
    assert!(matches!(ask.0[1], Piece::Instance));
    assert!(matches!(ask.0[3], Piece::Number(_)));

    let show = &list.steps[8];
    let declares = show.declares.as_ref().unwrap();
    assert!(declares.when.is_some());
    // The performer may be absent, so the showing does not wait for them.
    assert_eq!(declares.witnesses.len(), 2);
    let DeclaredState::Exactly { condition, .. } = &declares.state else { panic!("as before") };
    assert_eq!(*condition, Declared::EmptyShownClear);
    assert!(list.steps[12].when.is_some());

    let armed: Vec<usize> = list
        .stops
        .iter()
        .map(|stop| match &stop.when {
            StopWhen::At(steps, _) => steps.len(),
            StopWhen::Always(_) => 0,
        })
        .collect();
    assert_eq!(armed, [1, 1, 1, 0]);
    assert_eq!(list.stops[0].clearing.restart, list.top(0).unwrap());
    let StopWhen::At(_, Condition::Any(any)) = &list.stops[2].when else { panic!("not any") };
    assert_eq!(any.len(), 2);
    assert_eq!(list.covers[1].1, [list.top(2).unwrap(), list.top(3).unwrap()]);
}

#[test]
fn the_examples_of_the_documentation_are_read() {
    let page = include_str!("../../../src/checklist/draft.rs");
    let (_, examples) = page.split_once("//! // kinds that run\n").unwrap();
    let (examples, _) = examples.split_once("//! // kinds that look back").unwrap();
    let inside = "[Step(id: \"state\", kind: Choose(ask: \"?\", of: [\"seen\", \"NOT SURE\"]))]";
    let step = |(n, line): (usize, &str)| {
        let kind = line.trim_start_matches("//! ").replace("[ … ]", inside);
        format!("Step(id: \"s{n}\", kind: {}),\n", kind.replace(", joined: true", ""))
    };
    let steps: Vec<String> = examples.lines().enumerate().map(step).collect();
    assert_eq!(steps.len(), 20);
    let (head, _) = GOOD.split_once("    stops: [").unwrap();
    let text = format!("{head}    steps: [\n{}    ],\n)", steps.concat());
    if let Err(mistakes) = checklist::read("", &text) {
        panic!("{}", showclear::source::render("", &text, &mistakes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn mutants_are_read_or_refused_with_places(
        cuts in prop::collection::vec((0_usize..9_000, 0_usize..30, 0_usize..PIECES.len()), 1..5),
    ) {
        let mut text = GOOD.to_owned();
        for (at, length, piece) in cuts {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((at + length).min(text.len())).max(start);
            text.replace_range(start..end, PIECES[piece]);
        }
        if let Err(mistakes) = checklist::read("mutant", &text) {
            prop_assert!(!mistakes.is_empty() && mistakes.len() <= MOST);
            for mistake in mistakes {
                let span = mistake.span;
                prop_assert!(text.get(span.start..span.end).is_some(), "{mistake:?}");
                prop_assert!(!mistake.found.contains("cannot say why"), "{text}");
            }
        }
    }
}

const PIECES: &[&str] = &[
    "",
    "",
    ",",
    "é",
    ")",
    "]",
    "}",
    "\"",
    "1",
    "[]",
    "gun",
    "state",
    "chambers",
    "armorer",
    "{n}",
    "Known(\"count\")",
    "killer: true,",
    "Confirm(ask: \"x\")",
    "(é: \"é\")",
    "Declares(é: 1)",
];

#[test]
fn a_list_that_nobody_can_oversee_is_refused_before_it_is_looked_at() {
    let steps: String =
        (0..201).map(|n| format!("Step(id: \"s{n}\", kind: Confirm(ask: \"x\")),")).collect();
    let (head, _) = GOOD.split_once("    stops: [").unwrap();
    let told = checklist::read("", &format!("{head}    steps: [{steps}],\n)")).unwrap_err();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["there are 201 steps, expected at most 200"]);
}
