//! Edits of a list's text: exactly the wanted change, and every comment where it was.
#![expect(
    clippy::panic,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a helper of tests may panic"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use expect_test::expect_file;
use proptest::prelude::*;
use showclear::checklist::{
    Checklist, Content, Edit, EditError, NewAnswer, NewKind, NewStep, NewStop, Set, Side, Status,
    TextOf, edit, free_name, hazards, steps, times, wordings,
};
use showclear::platform::{SHIPPED, SHIPPED_UNITS};
use showclear::source::{Mistakes, Node, Shape};

/// Every leaf of a text by its path; a step, stop, input or change goes by its id or revision, so that a new one moves no other.
fn leaves(text: &str) -> BTreeMap<String, String> {
    let mut mistakes = Mistakes::new();
    let root = showclear::source::read(text, &mut mistakes);
    assert!(mistakes.is_empty(), "{mistakes:?}\n{text}");
    let mut found = BTreeMap::new();
    leaf("", &root, &mut found);
    found
}

fn leaf(path: &str, node: &Node<'_>, found: &mut BTreeMap<String, String>) {
    let mut put = |value: String| {
        assert!(found.insert(path.to_owned(), value).is_none(), "{path} twice");
    };
    match &node.shape {
        Shape::Bool(value) => put(value.to_string()),
        Shape::Int(value) => put(value.to_string()),
        Shape::Text(value) => put(value.to_string()),
        Shape::Other(what) => put((*what).to_owned()),
        Shape::Broken => put("broken".to_owned()),
        Shape::Tuple(name, items) if items.is_empty() => put(format!("{name:?}")),
        Shape::Tuple(name, items) => {
            for (at, item) in items.iter().enumerate() {
                leaf(&format!("{path}/{}/{at}", name.unwrap_or("")), item, found);
            }
        }
        Shape::List(items) => {
            for (at, item) in items.iter().enumerate() {
                leaf(&format!("{path}/{}", key(item).unwrap_or(at.to_string())), item, found);
            }
        }
        Shape::Map(pairs) => {
            for (key, value) in pairs {
                let Shape::Text(key) = &key.shape else { panic!("{key:?}") };
                leaf(&format!("{path}/{key}"), value, found);
            }
        }
        Shape::Record(name, fields) => {
            for field in fields {
                let name = name.unwrap_or("");
                leaf(&format!("{path}/{name}/{}", field.name.value), &field.value, found);
            }
        }
    }
}

fn key(item: &Node<'_>) -> Option<String> {
    let Shape::Record(_, fields) = &item.shape else { return None };
    let id = fields.iter().find(|field| matches!(field.name.value, "id" | "rev"))?;
    match &id.value.shape {
        Shape::Text(text) => Some(text.to_string()),
        Shape::Int(number) => Some(number.to_string()),
        other => panic!("{other:?}"),
    }
}

/// What changed: path, before, after.
fn changed(old: &str, new: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let (old, new) = (leaves(old), leaves(new));
    let mut paths: Vec<&String> = old.keys().chain(new.keys()).collect();
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .filter(|path| old.get(*path) != new.get(*path))
        .map(|path| (path.clone(), old.get(path).cloned(), new.get(path).cloned()))
        .collect()
}

/// The comments of a text, in order.
fn comments(text: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => {
                let mut escaped = false;
                let end = rest[1..].find(|c| {
                    let ends = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                });
                end.unwrap() + 2
            }
            '/' if rest.starts_with("//") => {
                let end = rest.find('\n').unwrap_or(rest.len());
                found.push(rest[..end].trim_end().to_owned());
                end
            }
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").unwrap() + 2;
                found.push(rest[..end].to_owned());
                end
            }
            _ => c.len_utf8(),
        };
        rest = &rest[length..];
    }
    found
}

/// A list with comments and layout of every sort.
const MESSY: &str = include_str!("../../corpus/edit/messy.ron");

fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().copied().chain([("messy.ron", MESSY)])
}

/// The list in a text, with the shipped units beside it.
fn good(name: &str, text: &str) -> Arc<Checklist> {
    let set = Set::read(std::iter::once((name, text)).chain(SHIPPED_UNITS.iter().copied()));
    let (_, content) = set.files().next().unwrap();
    match content {
        Content::List(list) => Arc::clone(list),
        Content::Mistaken(mistakes) => {
            panic!("{}", showclear::source::render(name, text, mistakes));
        }
        other => panic!("{other:?}"),
    }
}

/// Words that are allowed everywhere and occur nowhere.
const NEW: &str = "never \"before\" said \\ so";

#[test]
fn every_text_of_every_list_can_be_changed_and_nothing_else_changes() {
    let mut count = 0;
    for (name, text) in texts() {
        for one in wordings(text) {
            let new = edit(text, &Edit::Words { place: one.place.clone(), words: NEW.to_owned() });
            let new = new.unwrap();
            let changes = changed(text, &new);
            assert!(!changes.is_empty(), "{name}: {}", one.place);
            for (path, before, after) in &changes {
                let follows = one.part == TextOf::Answer
                    && (path.contains("/tally/")
                        || path.contains("/when/")
                        || path.contains("/facts/"));
                assert_eq!(after.as_deref(), Some(NEW), "{name}: {} changed {path}", one.place);
                assert!(
                    before.as_deref() == Some(&one.words) || follows,
                    "{name}: {} changed {path}",
                    one.place
                );
                assert!(changes.len() == 1 || one.part == TextOf::Answer, "{name}: {changes:?}");
            }
            assert_eq!(comments(text), comments(&new), "{name}: {}", one.place);
            let back =
                edit(&new, &Edit::Words { place: one.place.clone(), words: one.words.clone() });
            if changes.len() == 1 {
                assert_eq!(back.unwrap(), text, "{name}: {} and back", one.place);
            }
            count += 1;
        }
    }
    assert!(count > 300, "only {count} texts");
}

#[test]
fn an_answer_that_is_counted_or_asked_for_by_its_words_takes_them_along() {
    let place = "steps.rounds.proof.of.2".to_owned();
    let new = edit(MESSY, &Edit::Words { place, words: "in doubt".to_owned() }).unwrap();
    good("messy.ron", &new);
    let paths: Vec<String> = changed(MESSY, &new).into_iter().map(|(path, ..)| path).collect();
    expect_file!["answer.txt"].assert_eq(&format!("{}\n", paths.join("\n")));
}

#[test]
fn every_time_can_be_shortened_and_nothing_else_changes() {
    let mut count = 0;
    for (name, text) in texts() {
        for one in times(text) {
            let to = one.millis - 1_000;
            if to == 0 {
                continue;
            }
            let new = edit(text, &Edit::Time { place: one.place.clone(), to }).unwrap();
            let again = times(&new);
            let again = again.iter().find(|other| other.place == one.place).unwrap();
            assert_eq!(again.millis, to, "{name}: {}", one.place);
            let changes = changed(text, &new);
            let path = |(path, ..): &(String, _, _)| {
                path.rsplit_once('/').unwrap().0.rsplit_once('/').unwrap().0.to_owned()
            };
            let paths: std::collections::BTreeSet<String> = changes.iter().map(path).collect();
            assert_eq!(paths.len(), 1, "{name}: {changes:?}");
            assert_eq!(comments(text), comments(&new));
            count += 1;
        }
    }
    assert!(count > 15, "only {count} times");
}

#[test]
fn a_time_says_what_loosens() {
    let of = |place: &str| times(MESSY).into_iter().find(|one| one.place == place).unwrap();
    let lasts = of("validity.lasts");
    assert!(lasts.loosens(lasts.millis + 1) && !lasts.loosens(lasts.millis - 1));
    for place in ["steps.muzzle.floor", "steps.misfire.lasts", "validity.warn"] {
        let one = of(place);
        assert!(!one.loosens(one.millis + 1) && one.loosens(one.millis - 1), "{place}");
    }
}

fn added(id: &str) -> NewStep {
    NewStep {
        id: id.to_owned(),
        killer: true,
        by: None,
        to: None,
        note: Some("a \"note\"".to_owned()),
        kind: NewKind::Choose {
            ask: "New question?".to_owned(),
            of: vec![
                NewAnswer { words: "seen".to_owned(), stops: false },
                NewAnswer { words: "NOT SURE".to_owned(), stops: true },
            ],
        },
        stop: None,
    }
}

#[test]
fn a_step_can_be_added_on_either_side_of_every_step() {
    for (name, text) in texts() {
        let list = good(name, text);
        let role = list.roles[0].role.as_str().to_owned();
        for beside in steps(text) {
            for side in [Side::Before, Side::After] {
                let mut step = added(&free_name(text, "New question?"));
                assert_eq!(step.id, "new-question");
                step.stop =
                    Some(NewStop { say: "STOP. New doubt.".to_owned(), by: vec![role.clone()] });
                let add = Edit::Add { beside: beside.path.clone(), side, step: Box::new(step) };
                let new = edit(text, &add).unwrap();
                let mut order: Vec<String> = steps(&new).into_iter().map(|one| one.path).collect();
                let inside =
                    beside.path.rsplit_once('.').map_or(String::new(), |(up, _)| format!("{up}."));
                let mine = format!("{inside}new-question");
                let at = order.iter().position(|path| *path == mine).unwrap();
                let by = order.iter().position(|path| *path == beside.path).unwrap();
                assert_eq!(side == Side::Before, at < by, "{name}: {order:?}");
                order.remove(at);
                let before: Vec<String> = steps(text).into_iter().map(|one| one.path).collect();
                assert_eq!(order, before, "{name}");
                for (path, old, _) in changed(text, &new) {
                    assert!(old.is_none() && path.contains("/new-question"), "{name}: {path}");
                }
                assert_eq!(comments(text), comments(&new), "{name}");
            }
        }
    }
}

#[test]
fn a_new_step_with_a_stop_reads_without_mistakes_and_stops() {
    for (name, text) in SHIPPED {
        let list = good(name, text);
        let role = list.roles[0].role.as_str().to_owned();
        let first = list.steps[0].path.to_string();
        let mut step = added(&free_name(text, "New question?"));
        step.stop = Some(NewStop { say: "STOP. New doubt.".to_owned(), by: vec![role] });
        let add = Edit::Add { beside: first, side: Side::Before, step: Box::new(step) };
        let new = edit(text, &add).unwrap();
        let again = good(name, &new);
        assert_eq!(again.steps.len(), list.steps.len() + 1, "{name}");
        assert_eq!(again.stops.len(), list.stops.len() + 1, "{name}");
        assert!(again.steps[0].killer);
    }
}

#[test]
fn every_step_can_be_removed_and_is_retired() {
    for (name, text) in texts() {
        for step in steps(text) {
            let new = edit(text, &Edit::Remove { step: step.path.clone() }).unwrap();
            let below = format!("{}.", step.path);
            let mut left: Vec<String> = steps(text).into_iter().map(|one| one.path).collect();
            left.retain(|path| *path != step.path && !path.starts_with(&below));
            let now: Vec<String> = steps(&new).into_iter().map(|one| one.path).collect();
            assert_eq!(now, left, "{name}");
            let id = step.path.rsplit('.').next().unwrap();
            for (path, old, new) in changed(text, &new) {
                let retired = path.contains("/retired/") && old.is_none();
                let translated = path.contains("/strings/") && new.is_none();
                let gone = path.contains(&format!("/{id}")) && new.is_none();
                assert!(
                    retired || gone || translated,
                    "{name}: removing {} changed {path}",
                    step.path
                );
            }
            let removed = &text[step.start..step.end];
            let mut kept = comments(text);
            for comment in comments(removed) {
                let at = kept.iter().position(|one| *one == comment).unwrap();
                kept.remove(at);
            }
            assert_eq!(kept, comments(&new), "{name}: removing {}", step.path);
        }
    }
}

#[test]
fn a_killer_is_marked_and_unmarked() {
    for (name, text) in texts() {
        for step in steps(text) {
            let on = edit(text, &Edit::Killer { step: step.path.clone(), on: true }).unwrap();
            let off = edit(&on, &Edit::Killer { step: step.path.clone(), on: false }).unwrap();
            let is = |text: &str| {
                leaves(text).iter().any(|(path, value)| {
                    path.contains(&format!(
                        "/{}/Step/killer",
                        step.path.rsplit('.').next().unwrap()
                    )) && value == "true"
                })
            };
            assert!(is(&on) && !is(&off), "{name}: {}", step.path);
            for (path, ..) in changed(&on, &off) {
                assert!(path.ends_with("/killer"), "{name}: {path}");
            }
            assert_eq!(comments(text), comments(&off));
        }
    }
}

#[test]
fn the_next_revision_is_a_draft_that_says_why() {
    for (name, text) in texts() {
        let old = good(name, text);
        let revise = Edit::Revise { by: "Sample \"A\"".to_owned(), why: "Shorter.".to_owned() };
        let new = edit(text, &revise).unwrap();
        let list = good(name, &new);
        assert_eq!((list.rev, list.status), (old.rev + 1, Status::Draft), "{name}");
        assert_eq!(list.changes.len(), old.changes.len() + 1);
        let change = list.changes.last().unwrap();
        assert_eq!((change.rev, change.by.as_str()), (old.rev + 1, "Sample \"A\""));
        let other = edit(&new, &Edit::Why("Other.".to_owned())).unwrap();
        assert_eq!(good(name, &other).changes.last().unwrap().why, "Other.");
        let released = edit(&other, &Edit::Status(Status::Released)).unwrap();
        assert_eq!(good(name, &released).status, Status::Released);
        assert_eq!(comments(text), comments(&released));
    }
}

#[test]
fn a_stop_can_be_removed_and_a_hazard_told_to_a_step_and_taken_back() {
    for (name, text) in SHIPPED {
        let list = good(name, text);
        // Those of a unit stand in its own file.
        for stop in list.stops.iter().filter(|stop| !stop.id.to_string().contains('.')) {
            let new = edit(text, &Edit::RemoveStop { stop: stop.id.to_string() }).unwrap();
            assert_eq!(good(name, &new).stops.len(), list.stops.len() - 1, "{name}");
            assert!(changed(text, &new).iter().all(|(path, _, new)| {
                let translated =
                    path.contains("/strings/") && path.contains(&format!("/{}.", stop.id));
                new.is_none() && (translated || path.contains(&format!("/stops/{}/", stop.id)))
            }));
        }
        let covers = |hazard: &str, step: &str, on| {
            let (hazard, step) = (hazard.to_owned(), step.to_owned());
            Edit::Covers { hazard, step, on }
        };
        let first = list.steps[0].path.to_string();
        let new = edit(text, &covers("new-danger", &first, true)).unwrap();
        good(name, &new);
        assert_eq!(hazards(&new).last().unwrap(), &("new-danger".to_owned(), vec![first.clone()]));
        assert_eq!(hazards(&new).len(), hazards(text).len() + 1);
        let back = edit(&new, &covers("new-danger", &first, false)).unwrap();
        assert_eq!(leaves(&back), leaves(text), "{name}");
        let (hazard, steps) = hazards(text).swap_remove(0);
        let again = edit(text, &covers(&hazard, &steps[0], true)).unwrap();
        assert_eq!(again, *text, "said already");
        let last = list.steps.last().unwrap().path.to_string();
        let more = edit(text, &covers(&hazard, &last, true)).unwrap();
        assert!(hazards(&more)[0].1.contains(&last));
        good(name, &more);
    }
}

#[test]
fn the_layout_stays() {
    let step = || Box::new(added("extra"));
    let add = |beside: &str, side| Edit::Add { beside: beside.to_owned(), side, step: step() };
    let remove = |step: &str| Edit::Remove { step: step.to_owned() };
    let all = [
        add("muzzle", Side::Before),
        add("muzzle", Side::After),
        add("rounds.proof", Side::Before),
        add("rounds.proof", Side::After),
        add("last", Side::After),
        remove("muzzle"),
        remove("rounds.proof"),
        remove("misfire"),
        remove("last"),
    ];
    let mut shown = String::new();
    for one in all {
        let what = match &one {
            Edit::Add { beside, side, .. } => format!("add {side:?} {beside}"),
            other => format!("{other:?}"),
        };
        let new = edit(MESSY, &one).unwrap();
        shown.push_str(&format!("== {what}\n"));
        let old: Vec<&str> = MESSY.lines().collect();
        let lines: Vec<&str> = new.lines().collect();
        let same = old.iter().zip(&lines).take_while(|(a, b)| a == b).count();
        let tail = old[same..].iter().rev().zip(lines[same..].iter().rev());
        let tail = tail.take_while(|(a, b)| a == b).count();
        for line in &old[same..old.len() - tail] {
            shown.push_str(&format!("- {line}\n"));
        }
        for line in &lines[same..lines.len() - tail] {
            shown.push_str(&format!("+ {line}\n"));
        }
    }
    expect_file!["layout.txt"].assert_eq(&shown);
}

#[test]
fn what_is_not_there_or_cannot_be_written_changes_nothing() {
    let words = |place: &str, words: &str| {
        edit(MESSY, &Edit::Words { place: place.to_owned(), words: words.to_owned() })
    };
    assert_eq!(
        words("steps.nowhere.ask", "x"),
        Err(EditError::NotThere("steps.nowhere.ask".to_owned()))
    );
    assert_eq!(words("title", "two\nlines"), Err(EditError::Unseen('\n')));
    assert_eq!(words("title", "turned \u{202e}round"), Err(EditError::Unseen('\u{202e}')));
    let time = |to| edit(MESSY, &Edit::Time { place: "validity.lasts".to_owned(), to });
    assert_eq!(time(0), Err(EditError::BadTime));
    assert_eq!(time(1_500), Err(EditError::BadTime));
    assert!(edit("", &Edit::Status(Status::Draft)).is_err());
    assert!(edit("Checklist(", &Edit::Remove { step: "a".to_owned() }).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever can be typed on one line is read back as it was typed.
    #[test]
    fn words_are_read_back_as_typed(words in "[ -~äß¿{}\"\\\\/’–漢]{0,60}", pick in 0_usize..10_000) {
        let all = wordings(MESSY);
        let place = all[pick % all.len()].place.clone();
        let new = edit(MESSY, &Edit::Words { place: place.clone(), words: words.clone() }).unwrap();
        let again = wordings(&new).into_iter().find(|one| one.place == place).unwrap();
        prop_assert_eq!(again.words, words);
        prop_assert_eq!(comments(MESSY), comments(&new));
    }

    /// Whatever is edited in whatever text, it is refused or gives a text; nothing panics.
    #[test]
    fn no_text_is_too_broken(cut in 0_usize..4_000, words in "\\PC{0,20}") {
        let cut = (0..=cut.min(MESSY.len())).rev().find(|at| MESSY.is_char_boundary(*at)).unwrap();
        let text = &MESSY[..cut];
        for step in steps(text) {
            let add = Edit::Add { beside: step.path.clone(), side: Side::After, step: Box::new(added("extra")) };
            for one in [add, Edit::Remove { step: step.path.clone() }, Edit::Killer { step: step.path, on: true }] {
                drop(edit(text, &one));
            }
        }
        for one in wordings(text) {
            drop(edit(text, &Edit::Words { place: one.place, words: words.clone() }));
        }
        drop(edit(text, &Edit::Revise { by: words.clone(), why: words }));
    }
}
