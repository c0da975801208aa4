//! People without a key acknowledge a step: recorded with who witnessed it, whatever the rules, and never as a signature.

use expect_test::expect;
use showclear::review::{Evidence, Page, review};
use showclear::session::Keyless;
use showclear::terms::role;
use showclear::verify::{Checked, look};

use super::*;

fn keyless(set: &Set, run: RunId, witnesses: &[PersonId]) -> Keyless {
    let witness =
        |person: &PersonId| Witness { role: role::FIRST_AD.parse().unwrap(), person: *person };
    assert!(set.session.state().run(run).is_some());
    Keyless {
        run,
        step: "count".parse().unwrap(),
        role: role::PERFORMER.parse().unwrap(),
        name: "Sample Day Player".into(),
        how: "looked".into(),
        witnesses: witnesses.iter().map(witness).collect(),
    }
}

#[test]
fn it_is_in_the_record_with_who_witnessed_it_and_is_no_signature() {
    let mut set = Set::new();
    let run = set.show_clear();
    let nobody = PersonId::from_random(1);
    let first_ad = set.first_ad;
    let said = keyless(&set, run, &[first_ad, nobody, first_ad]);
    let _ticket = set.session.acknowledged(said).unwrap();
    set.settle();
    assert_eq!(set.condition(), Condition::EmptyShownClear, "nothing ends by it");
    let kept = set.session.state().run(run).unwrap().acknowledged().to_vec();
    let (_, kept) = kept.first().unwrap();
    assert_eq!(set.session.names().get(kept.name), Some("Sample Day Player"));
    let seen: Vec<PersonId> = kept.witnesses.iter().map(|one| one.person).collect();
    assert_eq!(seen, [first_ad], "once, and nobody who is not of the production");

    set.prepare_sheet(first_ad);
    let text = set.session.statement_text().unwrap().as_str().to_owned();
    assert!(!text.contains("Day Player") && !text.contains("looked"), "{text}");
    set.sign(first_ad);
    let job = set.session.export(Path::new("/out/day.zip")).unwrap();
    let Finished::Exported(_) = set.session.wait_for_job(job).unwrap() else { panic!() };
    let zip = set.world.lock().outside[Path::new("/out/day.zip")].clone();
    let files = Files::from_zip(&zip).unwrap();
    let Checked::Verified(record) = look(&files, &Options::default()) else { panic!() };
    let facts = record.facts().unwrap();
    assert_eq!(facts.acknowledged, 1);
    let signed = facts.statements.iter().flat_map(|one| &one.signers);
    let signed: Vec<PersonId> = signed.map(|one| one.person).collect();
    assert!(signed.iter().all(|one| *one == set.armorer || *one == first_ad), "{signed:?}");
    let said = record.findings().to_string();
    let said = said.lines().find(|line| line.starts_with("Acknowledged")).unwrap();
    expect![[r#"Acknowledged, witnessed by others: 1, by people without a key; none of these is a signature"#]]
        .assert_eq(said);
    let evidence = Evidence::verified(&record);
    let page = Page::of(&review(&evidence), &evidence);
    let steps = page.runs.iter().flat_map(|run| &run.steps);
    let steps: Vec<String> = steps
        .filter(|step| step.mark.as_deref() == Some("acknowledged"))
        .map(|step| format!("{} | {}", step.asked, step.said))
        .collect();
    expect!["count: acknowledged, not signed | Sample Day Player (performer, no key): “looked”; witnessed by first AD: Sample First AD"].assert_eq(&steps.join("\n"));
    let report = String::from_utf8(files.get("report.html").unwrap().to_vec()).unwrap();
    assert!(
        report.contains("acknowledged, not signed") && !report.contains("signed by Sample Day")
    );
}

#[test]
fn it_is_recorded_under_a_stop_and_of_a_run_that_is_over_and_of_no_other() {
    let mut set = Set::new();
    let run = set.show_clear();
    set.happened(Happened::Stop { by: None, item: None });
    let (said, size) = (keyless(&set, run, &[]), set.session.state().size());
    let _ticket = set.session.acknowledged(said.clone()).unwrap();
    set.settle();
    assert_eq!(
        set.session.state().size(),
        size + 1,
        "with no witness too: recording is never refused"
    );
    let other = Keyless { run: RunId::from_random(7), ..said.clone() };
    let _ticket = set.session.acknowledged(other).unwrap();
    set.settle();
    assert_eq!(set.session.state().size(), size + 1, "there is no such run");
    assert!(set.session.acknowledged(Keyless { name: "\u{7}".into(), ..said }).is_err());
}

#[test]
fn the_name_can_be_erased() {
    let mut set = Set::new();
    let run = set.show_clear();
    let first_ad = set.first_ad;
    let _ticket = set.session.acknowledged(keyless(&set, run, &[first_ad])).unwrap();
    set.settle();
    let object = set.session.state().run(run).unwrap().acknowledged()[0].1.name;
    set.ask(Ask::Erase { object, why: "asked for".into(), by: first_ad });
    set.settle();
    assert_eq!(set.session.names().get(object), None);
    let found = set.session.state().run(run).unwrap().acknowledged().len();
    assert_eq!(found, 1, "that somebody did stays");
}
