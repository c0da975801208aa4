//! Names lie in sealed objects, which can be withheld, and in no line: not where a question names who holds a role, nor where it names one of several people.

use std::path::Path;

use showclear::production::Ask;
use showclear::run::{Answer, FaceKind, Part};
use showclear::terms::RunId;
use showclear::verify::{Files, Options};

use super::{Set, copied, open_with};

const LIST: &str = r#"Checklist(
    schema: 1, id: "shown-empty", rev: 1, status: Released, lang: "en",
    title: "Who knows", purpose: "For tests.", mode: ChallengeResponse,
    roles: {
        "armorer": Role(title: "Armorer", filled_by: ["armorer"], handler: true),
        "first_ad": Role(title: "First AD", filled_by: ["first_ad"], not_same_as: ["armorer"]),
    },
    inputs: [Item(id: "gun", ask: "Which gun?", kinds: ["revolver"])],
    steps: [
        Step(id: "hold", by: "first_ad", to: "armorer",
            kind: Choose(ask: "{role armorer}, who holds it?", of: ["{role first_ad} does", "nobody does"])),
        Step(id: "people", kind: Each(over: People("Who is here?"), max: 8, part: "person", steps: [
            Step(id: "told", by: "armorer", kind: Confirm(ask: "Was {part} told?")),
        ])),
    ],
)"#;

/// What is asked, and an answer to it.
fn next(set: &Set, run: RunId) -> Option<(String, Ask)> {
    let session = &set.session;
    let face = session.state().face(run, session.library(), session.names(), session.now())?;
    let answer = if matches!(face.kind, FaceKind::Parts { .. }) {
        Answer::Parts(vec![Part::Person(set.first_ad), Part::Person(set.recorder)])
    } else if matches!(face.kind, FaceKind::Confirm) {
        Answer::Done
    } else {
        Answer::Choice(0)
    };
    Some((face.words, Ask::Answer { run, step: face.step, answer, at: None }))
}

#[test]
fn the_screen_names_people_and_the_lines_do_not() {
    let (world, session) = copied();
    drop(session);
    let mut library = showclear::production::Library::default();
    library.add(showclear::checklist::read("who.ron", LIST).unwrap());
    let session = open_with(&world, std::sync::Arc::new(library)).unwrap();
    let mut set = Set::of(world, session);
    let run = set.start();
    let mut shown = Vec::new();
    while let Some((words, ask)) = next(&set, run) {
        shown.push(words);
        set.ask(ask);
    }
    assert_eq!(
        shown,
        [
            "Sample Armorer, who holds it?",
            "Who is here?",
            "Was Sample First AD told?",
            "Was Sample Recorder told?",
        ]
    );
    let state = set.world.lock();
    let lines = state.files.iter().filter(|(path, _)| path.starts_with("log/"));
    let lines: String = lines.map(|(_, text)| String::from_utf8_lossy(text)).collect();
    drop(state);
    assert!(lines.contains("Armorer, who holds it?") && lines.contains("First AD does"));
    assert!(lines.contains(&format!("Was {} told?", set.recorder)));
    let named = lines.lines().filter(|line| line.contains("Sample "));
    let named: Vec<&str> = named.filter(|line| !line.contains("SAMPLE Night Ferry")).collect();
    assert!(named.is_empty(), "{named:?}");
    reviewed_by_name(&mut set);
}

/// The reviewer, who has the names, reads them.
fn reviewed_by_name(set: &mut Set) {
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    set.session.wait_for_job(job).unwrap();
    let zip = set.world.lock().outside.get(Path::new("/out/day.zip")).cloned().unwrap();
    let checked = showclear::verify::look(&Files::from_zip(&zip).unwrap(), &Options::default());
    let page = showclear::session::page(&checked).unwrap();
    let asked: Vec<&str> =
        page.runs.iter().flat_map(|run| &run.steps).map(|step| step.asked.as_str()).collect();
    assert!(asked.iter().any(|asked| asked.starts_with("Was Sample Recorder told?")), "{asked:?}");
}
