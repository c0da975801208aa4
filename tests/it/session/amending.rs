//! A showing that was recorded wrongly: amended, signed by all whom it touches, exported with its report, verified, opened again.

#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use std::path::Path;

use showclear::event::{Correction, Event, RowRef, StatementKind};
use showclear::production::{Amend, Ask, Prepare};
use showclear::session::Finished;
use showclear::verify::{Files, Options, Verdict, check};

use super::Set;
use crate::verify::relation::agree;

/// The declaration of the gun, amended in words, signed by both who saw it.
fn amended() -> Set {
    let mut set = Set::new();
    set.show_clear();
    let size = set.session.state().size();
    let mut places = (0..size).flat_map(|seq| (0..8).map(move |i| RowRef { seq, i }));
    let declared = places
        .rfind(|at| {
            let recorded = set.session.state().recorded(at);
            recorded.is_some_and(|(_, event)| matches!(event, Event::ItemDeclared(_)))
        })
        .unwrap();
    let asked = Amend {
        log: set.session.state().created().unwrap().log,
        corrects: vec![declared],
        replaces: None,
        what: Correction::Words { said: "It was <b>the other</b> barrel.".to_owned() },
        why: "Read from the wrong line.".to_owned(),
        by: set.armorer,
    };
    let in_force = set.session.state().book().declared(set.session.now()).count();
    set.ask(Ask::Amend(Box::new(asked)));
    let left = set.session.state().book().declared(set.session.now()).count();
    assert_eq!((in_force, left), (1, 0), "what rests on it has ended");
    let amend = set.session.state().amendments().all().next().unwrap().said.amend;
    set.ask(Ask::Prepare(Prepare::Amend { amend, also: Vec::new() }));
    let text = set.session.statement_text().unwrap().as_str().to_owned();
    assert!(text.contains("correct: in words \"It was <b>the other</b> barrel.\"\n"), "{text}");
    set.sign(set.armorer);
    set.sign(set.first_ad);
    assert!(set.session.state().amendments().get(amend).unwrap().counts());
    set
}

fn bundle(set: &mut Set) -> Vec<u8> {
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { panic!() };
    set.world.lock().outside[Path::new("/out/day.zip")].clone()
}

#[test]
fn an_amendment_goes_into_the_bundle_and_its_report() {
    let mut set = amended();
    let zip = bundle(&mut set);
    let files = Files::from_zip(&zip).unwrap();
    let found = check(&files, &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    let facts = found.facts.unwrap();
    let kind = |kind| facts.statements.iter().any(|one| one.counts && one.kind == kind);
    assert!(kind(StatementKind::Amend));
    let report = String::from_utf8(files.get("report.html").unwrap().to_vec()).unwrap();
    for words in [
        "corrected by Sample Armorer on ",
        "It was &lt;b&gt;the other&lt;/b&gt; barrel.",
        "why: \u{201c}Read from the wrong line.\u{201d}",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let again = super::open(&set.world).unwrap();
    assert!(again.state().amendments().all().all(showclear::event::Amendment::counts));
}

#[test]
#[ignore = "needs python3, ssh-keygen and sha256sum"]
fn all_three_verifiers_take_the_bundle_that_the_program_writes() {
    let zip = bundle(&mut amended());
    let files = Files::from_zip(&zip).unwrap();
    let files = files.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    assert_eq!(agree("amended", &files), 0);
}
