//! A list becomes this production's: proposed, signed by two with their keys, run, exported, verified; and every way it does not.

use std::path::Path;

use showclear::event::StatementKind;
use showclear::production::{Ask, Command, Prepare, Standing};
use showclear::session::{DeviationForm, Finished, Loosens, Newcomer};
use showclear::signing::Secret;
use showclear::terms::{Digest, PersonId, UtcMillis};
use showclear::verify::{Files, Options, Verdict, check};

use super::{PIN, Set};

/// The usual set with a safety officer whom the signed roster holds.
fn with_safety() -> (Set, PersonId) {
    let mut set = Set::new();
    let new = Newcomer {
        name: "Sample Safety".to_owned(),
        roles: vec![("safety_officer".parse().unwrap(), None)],
        pin: Some(Secret::from(PIN.to_owned())),
    };
    set.session.enter_person(new).unwrap();
    set.settle();
    let safety = set.session.state().roster().people().last().unwrap().id;
    set.ask(Ask::Prepare(Prepare::Roster));
    let still: Vec<PersonId> = set.session.still_to_sign().collect();
    for person in still {
        set.sign(person);
    }
    assert!(set.session.statement().is_none(), "who is who is signed");
    (set, safety)
}

fn list(set: &Set) -> Digest {
    set.session.library().named("shown-empty").unwrap().source.sha256
}

fn proposed() -> (Set, PersonId) {
    let (mut set, safety) = with_safety();
    let (file, by) = (list(&set), set.armorer);
    set.ask(Ask::SubmitList { file, by });
    (set, safety)
}

fn prepare(set: &mut Set, safety: PersonId) {
    let (file, signers) = (list(set), [set.armorer, safety]);
    set.ask(Ask::Prepare(Prepare::Approve { file, signers }));
}

#[test]
fn two_sign_and_its_run_is_approved_in_a_bundle_that_verifies() {
    let (mut set, safety) = proposed();
    prepare(&mut set, safety);
    let text = set.session.statement_text().unwrap().as_str().to_owned();
    assert!(text.starts_with("SHOWCLEAR DRILL APPROVAL v1\n"), "{text}");
    assert!(text.contains(&format!("list: \"shown-empty\" revision 1 sha256:{}\n", list(&set))));
    set.sign(set.armorer);
    set.sign(safety);
    assert!(set.session.statement().is_none());
    let run = set.show_clear();
    let run = set.session.state().run(run).unwrap().clone();
    assert!(run.started().approved);
    assert_eq!(set.session.state().standing_of(&run), Standing::Approved);
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { panic!() };
    let zip = set.world.lock().outside[Path::new("/out/day.zip")].clone();
    let files = Files::from_zip(&zip).unwrap();
    let found = check(&files, &Options::default());
    assert_eq!(found.verdict(), Verdict::NotConfirmed, "{found}");
    let facts = found.facts.unwrap();
    let kinds: Vec<StatementKind> =
        facts.statements.iter().filter(|one| one.counts).map(|one| one.kind).collect();
    assert!(kinds.contains(&StatementKind::Approve), "{kinds:?}");
    // Opened again it still is.
    let again = super::open(&set.world).unwrap();
    let proposal = again.state().proposal(list(&set)).unwrap();
    assert_eq!(proposal.approved.as_ref().unwrap().by.len(), 2);
}

#[test]
fn the_same_key_signs_only_once() {
    let (mut set, safety) = proposed();
    prepare(&mut set, safety);
    set.sign(set.armorer);
    let again = set.session.sign(set.armorer, Secret::from(PIN.to_owned()));
    let refused = match again {
        Err(_) => true,
        Ok(job) => {
            set.session.wait_for_job(job).is_err() || {
                let told = set.settle();
                told.iter().any(|one| format!("{one:?}").contains("SignedTwice"))
            }
        }
    };
    assert!(refused, "one key, one signature");
    assert_eq!(set.session.still_to_sign().collect::<Vec<_>>(), [safety]);
    let run = set.start();
    assert!(!set.session.state().run(run).unwrap().started().approved, "one of two has signed");
}

#[test]
fn a_deviation_is_written_from_the_form_and_waits_for_two() {
    let (mut set, safety) = proposed();
    // The end of a day by the clock of the laptop, which stands five hours behind.
    let end = "2026-11-25T05:00:00.000Z".parse::<UtcMillis>().unwrap();
    let form = DeviationForm {
        list: list(&set),
        loosens: Loosens::Lasts(60),
        what: "It is \"not\" looked at for an hour.".to_owned(),
        why: "Bench only.".to_owned(),
        until: end,
        by: set.armorer,
    };
    let empty = DeviationForm { why: " ".to_owned(), ..form.clone() };
    assert!(set.session.deviate(&empty).is_err());
    set.session.deviate(&form).unwrap();
    set.settle();
    let deviation = set.session.state().deviations().next().unwrap().clone();
    assert_eq!(deviation.asked.file.id, "deviation-1");
    assert!(deviation.signed.is_none());
    let hex = deviation.asked.file.sha256.to_string();
    let (folder, rest) = hex.split_at(2);
    let path = format!("objects/{folder}/{rest}");
    let text = String::from_utf8(set.world.lock().files[&path].clone()).unwrap();
    assert!(text.contains("lasts: Min(60)"), "{text}");
    assert!(text.contains("what: \"It is \\\"not\\\" looked at for an hour.\""), "{text}");
    let (file, signers) = (deviation.asked.file.sha256, [set.armorer, safety]);
    set.ask(Ask::Prepare(Prepare::Deviate { file, signers }));
    let text = set.session.statement_text().unwrap().as_str().to_owned();
    assert!(text.contains("why: \"Bench only.\"\n"), "{text}");
    set.sign(set.armorer);
    set.sign(safety);
    let deviation = set.session.state().deviation(file).unwrap();
    assert!(deviation.is_in_force(set.session.now()));
}

#[test]
fn nothing_is_proposed_whose_bytes_are_not_at_hand() {
    let (mut set, _) = with_safety();
    let (file, by) = (Digest([7; 32]), set.armorer);
    let size = set.session.state().size();
    let refused = set.session.perform(Command::Ask(Ask::SubmitList { file, by })).unwrap_err();
    let text = format!("{refused:?}");
    assert!(text.contains("NotAtHand"), "{text}");
    assert_eq!(set.session.state().size(), size);
}
